#!/usr/bin/env python3
"""Rebuild roles.tsv: what a phrase without a name says of sectors.

usage: build_roles.py [--shared DIR] [--without w3,x8,...] [--out FILE]

A decision list: for each run of one to three words, the PLOVER sectors that go with it and how sure that is in
percent. Counted in our own annotated passages; nouns that these lack come from PLOVER's agent list at a low weight.
--without leaves corpus files out (to measure on them).
"""
import argparse
import collections
import glob
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CAMEO = {"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB", "DEV": "SOC", "HRI": "SOC", "ENV": "SOC", "ETH": "CVL",
         "CHR": "REL", "MOS": "REL", "JEW": "REL", "BUD": "REL", "HIN": "REL", "MNC": "BUS", "NGO": "SOC", "PPL": "CVL",
         "STU": "EDU", "VET": "MIL", "YTH": "CVL", "WOM": "CVL"}
KNOWN = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())
INHERIT = """spokesman spokeswoman spokesperson spokespeople leader leaders member members official officials chairman
chairwoman chair chief head deputy delegation delegate delegates statement report commander commanders fighter fighters
representative representatives envoy source sources team staff secretary director headquarters office branch wing
negotiator negotiators faction group movement organisation organization founder adviser supporters activist""".split()


def words(text):
    """As the program splits and folds a phrase."""
    text = re.sub(r"['’]s\b", "", text.lower())
    text = re.sub(r"['’.]", "", text)
    return re.findall(r"[^\W_]+", text)


def phrases(tokens):
    for n in (1, 2, 3):
        for i in range(len(tokens) - n + 1):
            yield " ".join(tokens[i:i + n])


def corpus(shared, without):
    sys.path.insert(0, os.path.join(shared, "corpus"))
    from check import check
    for path in sorted(glob.glob(os.path.join(shared, "corpus", "train", "*.jsonl"))):
        if os.path.basename(path)[:-6] in without:
            continue
        for line in open(path, encoding="utf-8"):
            record, errors = check(json.loads(line))
            if not errors:
                yield record


def count(records):
    """phrase -> Counter of sectors, phrase -> documents, phrase -> [without country, all]"""
    sectors = collections.defaultdict(collections.Counter)
    documents = collections.defaultdict(set)
    stateless = collections.defaultdict(lambda: [0, 0])
    for record in records:
        for m in record["mentions"]:
            if m["kind"] in ("GPE", "NORP"):
                continue
            tokens = words(record["text"][m["span"][0]:m["span"][1]])
            for phrase in set(phrases(tokens)):
                key = (phrase, "place") if m["kind"] in ("LOC", "FAC") else (phrase, "")
                sectors[key][",".join(sorted(m["sectors"]))] += 1
                documents[key].add(record["id"])
            if tokens:
                for phrase in {tokens[-1], " ".join(tokens[-2:]), tokens[0]}:
                    cell = stateless[(phrase, "place") if m["kind"] in ("LOC", "FAC") else (phrase, "")]
                    cell[0] += not m["country"]
                    cell[1] += 1
    return sectors, documents, stateless


def agents(path):
    """phrase -> sectors of PLOVER's agent nouns"""
    out = {}
    for line in open(path, encoding="utf-8", errors="replace"):
        match = re.match(r"^([A-Z_!' -]+?)_?\s*(?:\{([^}]*)\})?\s*\[~([A-Z]+)", line)
        if not match:
            continue
        codes = [match.group(3)[i:i + 3] for i in range(0, len(match.group(3)), 3)]
        codes = [CAMEO.get(c, c) for c in codes]
        codes = sorted({c for c in codes if c in KNOWN})
        if not codes:
            continue
        names = [match.group(1).replace("!PERSON!", "MAN"), match.group(1).replace("!PERSON!", "WOMAN")]
        names = [n.replace("!MINIST!", "MINISTER") for n in names] + [n.replace("!MINIST!", "MINISTRY") for n in names]
        for name in set(names + [match.group(2) or ""]):
            phrase = " ".join(words(name.replace("_", " ")))
            if 1 < len(phrase) and "!" not in name and len(phrase.split()) <= 3:
                out.setdefault(phrase, ",".join(codes))
                if not phrase.endswith("s"):
                    out.setdefault(re.sub(r"y$", "ie", phrase) + "s", ",".join(codes))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.path.join(HERE, "..", "..", "shared"))
    parser.add_argument("--without", default="")
    parser.add_argument("--out", default=os.path.join(HERE, "roles.tsv"))
    args = parser.parse_args()
    if not os.path.isdir(os.path.join(args.shared, "corpus", "train")):
        print(f"build_roles.py: skipped, no corpus in {args.shared}; roles.tsv stays as committed", file=sys.stderr)
        return 0
    sectors, documents, stateless = count(corpus(args.shared, set(args.without.split(","))))
    rows = {}
    for key, counter in sectors.items():
        phrase, where = key
        if len(documents[key]) < 3 or phrase.isdigit() or len(phrase) < 2:
            continue
        best, hits = counter.most_common(1)[0]
        weight = round(100 * (hits + 0.3) / (sum(counter.values()) + 1.5))
        none, total = stateless.get(key, (0, 0))
        country = "-" if total >= 3 and none / total > 0.55 else ""
        if weight >= 35 or country:
            rows[key] = (best, weight, country, "corpus")
    nouns = agents(os.path.join(args.shared, "data", "actors", "plover_agents.txt"))
    for phrase, codes in nouns.items():
        rows.setdefault((phrase, ""), (codes, 40, "", "plover"))
    for word in INHERIT:
        if (word, "") in rows:
            best, weight, country, source = rows[(word, "")]
            rows[(word, "")] = (best, min(weight, 45), country, source + ",inherit")
    with open(args.out, "w", encoding="utf-8", newline="\n") as out:
        out.write("phrase\twhere\tsectors\tweight\tcountry\tsource\tagent\n")
        for (phrase, where), (best, weight, country, source) in sorted(rows.items()):
            agent = "" if where else nouns.get(phrase, "")
            out.write(f"{phrase}\t{where}\t{best}\t{weight}\t{country}\t{source}\t{agent}\n")
    print(f"{args.out}: {len(rows)} phrases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
