#!/usr/bin/env python3
"""Rebuild actors.tsv out of its sources (README.md lists them with licence and date).

usage: build_actors.py [--shared DIR] [--cldr DIR] [--nationality DIR] [--iso FILE]

DIR of --shared holds data/people and data/actors; the other two are unpacked npm packages
(cldr-localenames-full, i18n-nationality) and --iso is iso_3166-1.json of Debian's iso-codes. Without
--shared the committed table is left as it is.
"""
import argparse
import collections
import csv
import html
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ["id", "name", "aliases", "kind", "country", "sectors", "from", "to", "source"]
LANGUAGES = ["es", "fr", "ru", "ar", "zh", "zh-Hant", "my", "pt", "de", "it", "uk", "tr", "id"]
# Factbook file names (GEC codes) whose country names differ from ISO 3166's.
GEC = {"cg": "COD", "iv": "CIV", "sh": "SHN", "uc": "CUW", "bm": "MMR", "mc": "MAC", "kv": "XKX", "vt": "VAT",
       "gz": "PSE", "we": "PSE", "tu": "TUR", "fk": "FLK", "nn": "SXM", "vq": "VIR", "rn": "MAF", "tb": "BLM"}
SECTORS = ("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL "
           "SOC").split()
HOLDER_FILES = {"chile-ministers": "CHL", "china-ministers": "CHN", "france-cabinet": "FRA",
                "iran-ministers": "IRN", "israel-ministers": "ISR", "kenya": "KEN", "pakistan-ministers": "PAK",
                "russia-cabinet": "RUS", "sudan": "SDN", "ukraine-cabinet": "UKR",
                "united-kingdom-cabinet": "GBR", "us-cabinet": "USA", "world": "IGO"}


def fold(text):
    """Roughly the key under which the program looks a name up (src/resolve/actors_fold.h)."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"['’‘ʻ`.]", "", text)
    text = re.sub(r"[\W_]+", " ", text).strip()
    return re.sub(r"^the ", "", text)


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:48]


def clean(text):
    text = html.unescape(re.sub(r"<[^>]+>", " ", text or "")).replace("\xa0", " ")
    return re.sub(r"\s+", " ", text).strip()


def sector_list(codes):
    """Codes without repetition, in the order given."""
    return ",".join(dict.fromkeys(c for c in codes.split(",") if c))


class Table:
    """Rows under construction; the same id and tenure twice is one row with both sets of aliases."""

    def __init__(self):
        self.rows = collections.OrderedDict()

    def add(self, id_, name, aliases, kind, country, sectors, start="", end="", source=""):
        name = re.sub(r"[\t|\n]", " ", name).strip()
        if len(fold(name)) < 2:
            return
        sectors = sector_list(sectors)
        id_ = id_ if id_ and id_ != "-" else f"{country or 'x'}:{slug(name) or name}"
        key = (id_, kind, country, sectors, start, end)
        row = self.rows.setdefault(key, [id_, name, [], kind, country, sectors, start, end, source])
        for alias in aliases:
            alias = re.sub(r"[\t|\n]", " ", alias).strip()
            if kind == "state" and fold(alias) in COLLIDING:
                continue
            if alias and alias != row[1] and alias not in row[2]:
                row[2].append(alias)

    def names(self):
        out = collections.defaultdict(set)
        for row in self.rows.values():
            for name in [row[1]] + row[2]:
                out[fold(name)].add((row[0], row[4]))
        return out


# ---------------------------------------------------------------- our own lists

def read_own(name):
    for line in open(os.path.join(HERE, "actors", name), encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            yield (line.rstrip("\n").split("\t") + [""] * 8)[:8]


def initials(name):
    words = [w for w in re.split(r"[\s-]+", re.sub(r"\(.*?\)", "", name)) if w]
    big = "".join(w[0] for w in words if w[0].isupper())
    return {big.lower(), "".join(w[0] for w in words).lower()}


GENERIC = set("party national democratic people peoples united front movement army liberation news agency forces force "
              "group organisation organization council union international federal state republic times daily congress "
              "company police socialist service security press general post bank".split())


def groups(names):
    """Splits a line that lists several actors of one kind: variants stay together, others stand alone."""
    out = []
    for name in names:
        words = {w for w in fold(name).split() if len(w) > 3} - GENERIC
        for group in out:
            if any(name.replace(".", "").lower() in initials(other) or other.replace(".", "").lower() in initials(name)
                   or fold(name).replace(" ", "") == fold(other).replace(" ", "")
                   or words & ({w for w in fold(other).split() if len(w) > 3} - GENERIC) for other in group):
                group.append(name)
                break
        else:
            out.append([name])
    return out


def add_own(table):
    for code, qid, names, demonyms, seats, *_ in read_own("states.tsv"):
        if code == "EUR":
            table.add(qid, "European Union", names.split("|"), "igo", "EUR", "GOV", source="own")
        else:
            table.add(qid or code, STATE_NAMES.get(code, code), [n for n in names.split("|") if n], "state", code,
                      "GOV", source="own")
        if demonyms:
            first, *rest = demonyms.split("|")
            table.add(f"{code}:people", first, rest, "demonym", code, "", source="own")
        if seats:
            for seat in seats.split("|"):
                table.add(f"{code}:seat-{slug(seat)}", seat, [], "capital", code, "GOV", source="own")
    for id_, name, aliases, kind, country, sectors, start, end in read_own("organisations.tsv"):
        names = [name] + [a for a in aliases.split("|") if a]
        split = kind in ("media", "company", "organ", "party", "force", "religious", "region", "people", "ngo")
        together = not split or id_ != "-" or country in ("IGO", "NGO")
        for group in ([names] if together else groups(names)):
            shown = re.sub(r" \(.*\)$", "", group[0])
            table.add(id_, shown, group[1:], kind, country, sectors, start, end, "own")
    for id_, name, aliases, kind, country, sectors, start, end in read_own("persons.tsv"):
        table.add(id_, name, aliases.split("|"), kind, country, sectors, start, end, "own")


STATE_NAMES = {}


# ---------------------------------------------------------------- CIA World Factbook (CC0)

def factbook_pages(shared, iso):
    path = os.path.join(shared, "data", "people", "factbook.tar.zst")
    data = subprocess.run(["zstd", "-dc", path], check=True, stdout=subprocess.PIPE).stdout
    by_name = {}
    for entry in iso:
        for key in ("name", "official_name", "common_name"):
            if key in entry:
                by_name[entry[key].lower()] = entry["alpha_3"]
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            match = re.search(r"/([a-z-]+)/(\w\w)\.json$", member.name)
            if not match or match.group(1) in ("oceans", "world", "meta", "antarctica"):
                continue
            page = json.load(archive.extractfile(member))
            names = text_of(page, "Government", "Country name", "conventional short form"), text_of(
                page, "Government", "Country name", "conventional long form")
            code = GEC.get(match.group(2)) or by_name.get(names[0].lower()) or by_name.get(names[1].lower())
            if code:
                yield code, page


def text_of(page, *path):
    for key in path:
        page = page.get(key) if isinstance(page, dict) else None
        if page is None:
            return ""
    return clean(page.get("text", "")) if isinstance(page, dict) else clean(str(page))


MONTHS = {m: i + 1 for i, m in enumerate("January February March April May June July August September October "
                                         "November December".split())}
LEADER = re.compile(r"(?P<head>[^;()]*?[A-Z]{2}[^;()]*?)\s*\((?:\w+ )?since (?:c\. )?(?P<date>[^)]*)\)")


def iso_date(text):
    match = re.search(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", text)
    if not match:
        return ""
    day, month, year = match.groups()
    month = MONTHS.get(month)
    return year + (f"-{month:02d}" + (f"-{int(day):02d}" if day else "") if month else "")


def upper_word(word):
    letters = [c for c in re.sub(r"^(Mc|Mac|al-|Al-|el-|El-|bin|d'|D'|ad-|an-)", "", word) if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def title_case(word):
    return re.sub(r"[^\W\d_]+", lambda m: m.group(0) if not m.group(0).isupper() or len(m.group(0)) < 2
                  else m.group(0).capitalize(), word)


TITLES = re.compile(r"^(?:(?:Acting|Interim|Transitional|Transition|Executive|Constitutional|Supreme|First|Deputy|Second|"
                    r"President|Vice|Prime|Minister|Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Crown|Prince|"
                    r"Princess|Grand|Duke|Pope|Governor(?:-General)?|Governor|General|Lieutenant|Sheikh|Shaikh|Dr\.?|Gen\.?|Field|"
                    r"Marshal|Colonel|Captain|Lt\.?|Col\.?|Brig\.?|Maj\.?|Sr\.?|Senior|Ambassador|Charg[eé]|d'Affaires|Head|of|the|State|"
                    r"Government|Chairman|Chairperson|Council|Leader|Secretary|Administrator|Commissioner|High|"
                    r"Taoiseach|Sir|Dame|Ratu|Excellency|His|Her|Ayatollah|Sovereign|Presidency|Member|Bosniak|Serb|Croat|representative|Counselor|Appointed|Permanent|Representative|Mullah|"
                    r"Sayyid|Federal|Chief|Executive|Co-Prince|Bishop|Archbishop|Paramount|Transitional|Ad|Interim|"
                    r"Chargé|and|Ombudsman|Lord|Mayor|Prefect|Reigning|Tuanku|Tuimalealiifano)\s+)+")


def person_names(head):
    """(name, [aliases], surname) of "President Hakainde HICHILEMA"."""
    head = clean(re.sub(r"^.*?:", "", head)).strip(" ,;-")
    head = re.sub(r"^.*\b(?:represented|led|headed) by\s+", "", head)
    bare = TITLES.sub("", head + " ").strip()
    words = bare.split()
    surname = " ".join(title_case(w) for w in words if upper_word(w))
    name = " ".join(title_case(w) for w in words)
    if len(words) > 6 or not surname or not words:
        return None
    up = [i for i, w in enumerate(words) if upper_word(w)]
    aliases = []
    if 0 < up[0] and len(words) > 2:  # first name with surname, without the middle ones
        aliases.append(title_case(words[0]) + " " + " ".join(title_case(words[i]) for i in up))
    if up[-1] < len(words) - 1 and up[0] > 0:
        aliases.append(" ".join(title_case(w) for w in words[:up[-1] + 1]))
    return name, aliases, surname


def add_factbook_people(table, code, page):
    branch = page.get("Government", {}).get("Executive branch", {})
    for key in ("chief of state", "head of government"):
        for match in LEADER.finditer(text_of(branch, key)):
            found = person_names(match.group("head"))
            if not found or "KING" == found[2] or code in TERRITORIES and ("TRUMP" in match.group("head") or
                                                                           "CHARLES" in match.group("head")):
                continue
            royal = re.search(r"\b(King|Queen|Emir|Amir|Sultan|Prince|Grand Duke)\b", match.group("head"))
            junta = re.search(r"\b(Gen\.|General|Colonel|Col\.|Captain|Junta)\b", match.group("head")) and not (
                "Governor" in match.group("head"))
            sectors = "GOV" + (",ELI" if royal else "") + (",MIL" if junta else "")
            name, aliases, surname = found
            table.add("", name, aliases + [surname], "person", code, sectors, iso_date(match.group("date")), "", "cia")
    for side in ("Diplomatic representation in the US", "Diplomatic representation from the US"):
        for match in LEADER.finditer(text_of(page.get("Government", {}), side, "chief of mission")):
            found = person_names(match.group("head"))
            if found:
                table.add("", found[0], found[1], "person", code if " in " in side else "USA", "GOV",
                          iso_date(match.group("date")), "", "cia")


TERRITORIES = {"ASM", "GUM", "MNP", "PRI", "VIR", "AIA", "BMU", "VGB", "CYM", "FLK", "GIB", "GGY", "IMN", "JEY", "MSR",
               "SHN", "TCA", "PCN", "CCK", "CXR", "NFK", "COK", "NIU", "TKL"}


def split_alternatives(text):
    """["Mozambican National Resistance", "Resistencia ...", "RENAMO"] of "X (Y) or RENAMO"."""
    text = re.sub(r"\((?:formerly|includes|led|dissolved|banned|note|see|founded|also)[^)]*\)", "", text)
    text = re.sub(r"\[[^\]]*\]", "", text)
    names = []
    for part in re.split(r"\s+or\s+|/(?=[A-Z]{2,})", re.sub(r"\(([^)]*)\)", r" or \1", text)):
        part = re.sub(r"^(?:aka|also|abbreviated)\s+", "", part.strip(" ,;:\"")).strip()
        if 1 < len(part) < 80 and "faction" not in part and not re.search(r"\d{2}|%", part):
            names.append(part)
    return names


def add_factbook_organs(table, code, page):
    government = page.get("Government", {})
    raw = government.get("Political parties", {})
    for line in re.split(r"<br\s*/?>|;", raw.get("text", "") if isinstance(raw, dict) else ""):
        names = split_alternatives(clean(line))
        if names and len(names[0].split()) < 12 and not names[0].startswith(("note", "as of", "there are", "none")):
            table.add("", names[0], names[1:], "party", code, "PTY", source="cia")
    for section in ("Legislative branch", "Legislative branch - lower chamber", "Legislative branch - upper chamber"):
        for key in ("legislature name", "chamber name"):
            names = split_alternatives(text_of(government, section, key))
            if names:
                table.add("", names[0], names[1:], "legislature", code, "LEG", source="cia")
    for part in text_of(government, "Judicial branch", "highest court(s)").split(";"):
        name = re.sub(r"\(.*| or .*| and the .*", "", part).strip(" ,")
        name = re.sub(r"^the ", "", name)
        if " is " in name:
            continue
        if 2 <= len(name.split()) <= 8 and re.search(r"Court|Tribunal|Council|Cour|Corte", name):
            table.add("", name, [], "court", code, "JUD", source="cia")


def add_factbook_forces(table, code, page):
    text = page.get("Military and Security", {}).get("Military and security forces", {})
    text = text.get("text", "") if isinstance(text, dict) else ""
    for block in re.split(r"<br\s*/?>", text):
        police = re.search(r"(?i)minist\w* of (?:the )?(?:interior|home|internal|public security|police|security)", block[:60])
        plain_block = re.sub(r"\([^()]*\d[^()]*\)", "", clean(block))
        plain_block = re.sub(r"\(([^(),]*),[^()]*\)", r"(\1)", plain_block)  # (local name, ABBREVIATION)
        for part in re.split(r"[,:;]|\((?=includes)", plain_block):
            part = re.sub(r"^\s*(?:and|the|includes)\s+", "", part).strip()
            part = part if part.count("(") == part.count(")") else re.sub(r"[()]", "", part)
            names = split_alternatives(part)
            if not names or not re.search(r"Army|Navy|Force|Guard|Police|Gendarm|Defen[cs]e|Military|Marine|Service", names[0]):
                continue
            if len(names[0].split()) < 2 or len(names[0].split()) > 7 or names[0].startswith("Minist"):
                continue
            sector = "COP" if re.search(r"Police|Gendarm|Carabin", names[0]) or police and "Army" not in names[0] else "MIL"
            table.add("", names[0], [n for n in names[1:] if n[0].isupper()], "force", code, sector, source="cia")


DIVISION_NOUN = re.compile(r"\b(?:Province|Region|District|State|Oblast|Velayat|Governorate|County|Parish|Department|"
                           r"Municipality|Prefecture|Division|Territory|Krai|Raion)\b")
DULL = set("central eastern western northern southern north south east west capital centre center upper lower coast "
           "northwest northeast southwest southeast north western north eastern south western south eastern highlands "
           "capital city union independence freedom victoria male white nile red sea river islands new salt main".split())


def add_factbook_places(table, code, page):
    government = page.get("Government", {})
    text = text_of(government, "Administrative divisions")
    if ";" in text and "none" not in text[:12]:
        body = text.split(";", 1)[1] if re.match(r"^\d", text) else text
        for part in re.split(r"[,;]", body.split("; note")[0]):
            part = re.sub(r"\*|\d+ [a-z ]+", "", part)
            names = [n.strip(" .:-") for n in re.split(r"\(|\)|/", part) if n.strip(" .:-")]
            names = [DIVISION_NOUN.sub("", n).strip() for n in names]
            names = [n for n in names if len(n) > 2 and n[0].isupper() and fold(n) not in DULL and len(n.split()) < 5]
            for name in names:
                table.add(f"{code}:region-{slug(name)}", name, [], "region", code, "", source="cia")
    capital = text_of(government, "Capital", "name")
    for part in re.split(r"[;(/]", capital):
        part = part.strip(" )")
        if 0 < len(part) < 30 and part[0].isupper() and not re.search(r"note|legal|admin|official", part) and part != "none":
            table.add(f"{code}:seat-{slug(part)}", part, [], "capital", code, "GOV" if code not in TERRITORIES else "",
                      source="cia")
    for match in re.finditer(r"[\d.,]+(?: million)? ([^,;(]+)", text_of(page, "People and Society",
                                                                          "Major urban areas - population")):
        name = title_case(match.group(1).strip())
        if len(name) > 2 and name[0].isupper():
            table.add(f"{code}:city-{slug(name)}", name, [], "city", code, "", source="cia")


def add_factbook(table, shared, iso):
    groups_seen = collections.defaultdict(set)
    for code, page in factbook_pages(shared, iso):
        names = page.get("Government", {}).get("Country name", {})
        forms = []
        for key in ("conventional short form", "conventional long form", "former", "abbreviation"):
            for part in re.split(r";|,(?! )|/", text_of(names, key)):
                part = re.sub(r"\(.*?\)", "", part).strip()
                if part and part.lower() != "none" and len(part) < 60 and not part.startswith("note"):
                    forms.append(part)
        forms = [f for f in forms if "disputed" not in f and "current" not in f]
        forms = [re.sub(r"^The (?=[A-Z])", "", f) for f in forms if not re.search(r"Mandate|Protectorate|Occupation", f)]
        if forms and code not in ("MAC", "HKG") or forms:
            short = STATE_NAMES.get(code) or forms[0]
            table.add(STATE_IDS.get(code, code), short, [f for f in forms if len(f) > 3], "state", code,
                      "GOV", source="cia")
        nation = page.get("People and Society", {}).get("Nationality", {})
        words = []
        for part in re.split(r"[,;]|\bor\b", text_of(nation, "adjective") + "," + text_of(nation, "noun")):
            part = re.sub(r"\((?:singular|plural|singular and plural|US nationals|male|female)[^)]*\)", "", part).strip()
            if part.endswith("(s)"):
                words += [part[:-3], part[:-3] + "s"]
            elif part and part[0].isupper() and "(" not in part:
                words.append(part)
        if words:
            table.add(f"{code}:people", words[0], words[1:], "demonym", code, "", source="cia")
        add_factbook_people(table, code, page)
        add_factbook_organs(table, code, page)
        add_factbook_forces(table, code, page)
        add_factbook_places(table, code, page)
        for part in text_of(page, "Terrorism", "Terrorist group(s)").split(";"):
            for name in split_alternatives(part)[:3]:
                groups_seen[name].add(code)
    known = table.names()
    for name, codes in groups_seen.items():
        if fold(name) not in known and len(fold(name)) > 3:
            table.add("", name, [], "armed", next(iter(codes)) if len(codes) == 1 else "IMG", "REB", source="cia")


STATE_IDS = {}


# ---------------------------------------------------------------- CLDR, nationality words in other languages

def add_cldr(table, directory, nationality, alpha3):
    for language in LANGUAGES:
        path = os.path.join(directory, "main", language, "territories.json")
        names = json.load(open(path, encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]
        for key, name in names.items():
            code = alpha3.get(key[:2]) if re.match(r"^[A-Z]{2}(-alt.*)?$", key) else None
            if key in ("EU", "UN"):
                table.add("Q458" if key == "EU" else "Q1065", "European Union" if key == "EU" else "United Nations",
                          [name], "igo", "EUR" if key == "EU" else "IGO", "GOV" if key == "EU" else "", source="own")
            elif code:
                names = [n.strip(" )（）") for n in re.split(r"[(（]", name)] if key.count("-alt") == 0 else [name]
                table.add(STATE_IDS.get(code, code), STATE_NAMES.get(code, name), names, "state", code, "GOV",
                          source="cldr")
    for language in ("es", "fr", "de", "it"):
        words = json.load(open(os.path.join(nationality, "langs", language + ".json"), encoding="utf-8"))
        for key, value in words["nationalities"].items():
            values = value if isinstance(value, list) else [value]
            code = alpha3.get(key)
            if code:
                table.add(f"{code}:people", values[0], [v for v in values if " " not in v], "demonym", code, "",
                          source="i18n")


# ---------------------------------------------------------------- office-holders and legislators (Wikidata, CC0)

def position_sectors(position, legislator):
    p = position.lower()
    if legislator:
        return "GOV" if re.search(r"guardian council|expediency", p) else "LEG"
    for pattern, sectors in (
            (r"spy|intelligence|central intelligence|mossad|shin bet", "SPY"),
            (r"president of the (supreme|constitutional)|chief justice|supreme court|judge|prosecutor|attorney general|"
             r"solicitor general", "JUD"),
            (r"minister of (national )?defen|defen[cs]e (minister|secretary)|secretary of defense|state for defence|"
             r"minister of war|armed forces minister", "GOV,MIL"),
            (r"chief of (the )?(general|defen|army|naval|air|staff of the)|commander|joint chiefs", "MIL"),
            (r"monarch|king|queen|prince of wales", "GOV,ELI"),
            (r"supreme leader", "GOV,REL"),
            (r"minister of health|health secretary|secretary of health|state for health|surgeon general|health minister", "GOV,MED"),
            (r"speaker of|president of the senate|president of the national assembly", "LEG"),
            (r"leader of the opposition|shadow ", "LEG,OPP"),
            (r"police|commissioner of police", "COP"),
            (r"member of|deputy|senator|representative", "LEG")):
        if re.search(pattern, p):
            return sectors
    return "GOV"


def good_name(name):
    return bool(name) and not re.match(r"^Q\d+$", name) and len(name.split()) <= 6 and "," not in name


def merged(tenures):
    """[(sectors, start, end)] with overlapping or touching tenures of the same sectors joined."""
    by_sectors = collections.defaultdict(list)
    for sectors, start, end in tenures:
        by_sectors[sectors].append((start or "", end or "9999"))
    out = []
    for sectors, spans in by_sectors.items():
        spans.sort()
        current = list(spans[0])
        for start, end in spans[1:]:
            if start[:4] and int(start[:4]) <= int(current[1][:4]) + 1:
                current[1] = max(current[1], end)
            else:
                out.append((sectors, current[0], current[1]))
                current = [start, end]
        out.append((sectors, current[0], current[1]))
    return [(s, a, "" if b == "9999" else b) for s, a, b in out]


def add_holders(table, shared):
    people = collections.OrderedDict()
    for stem, country in HOLDER_FILES.items():
        for suffix in ("holders21", "legislators"):
            path = os.path.join(shared, "data", "people", f"{stem}.{suffix}.csv")
            for row in csv.DictReader(open(path, encoding="utf-8")):
                name = re.sub(r"^(?:Sir|Dame|Lord|Lady) ", "", row["person"]).strip()
                if not good_name(name) or row["end"] and row["end"] < "1995" or (row.get("DOD") or "9") < "1995":
                    continue
                code, sectors = country, position_sectors(row["position"], suffix == "legislators")
                if country == "IGO":
                    if suffix == "legislators":
                        continue  # Andean and European deputies: their country is not in the source
                    sectors = ""
                start, end = row["start"], row["end"]
                if not start and not end:
                    continue
                if suffix == "legislators" and re.search(r"(?i)regional council|provincial|municipal|state council|"
                                                         r"county council|city council", row["position"]):
                    continue
                entry = people.setdefault((row["personID"], code), [name, set(), []])
                wiki = re.sub(r" \(.*\)$", "", row.get("enwiki") or "")
                if wiki and wiki != name:
                    entry[1].add(wiki)
                entry[2].append((sectors, start, end))
    for (qid, code), (name, aliases, tenures) in people.items():
        for sectors, start, end in merged(tenures):
            if end and end < "1998":
                continue
            table.add(qid, name, sorted(aliases), "person", code, sectors, start, end, "wd")


# ---------------------------------------------------------------- Phoenix actor lists (MIT)

CAMEO_SECTOR = {"GOV": "GOV", "MIL": "MIL", "REB": "REB", "OPP": "OPP", "PTY": "PTY", "COP": "COP", "JUD": "JUD",
                "SPY": "SPY", "MED": "JRN", "HLH": "MED", "EDU": "EDU", "BUS": "BUS", "AGR": "AGR", "LAB": "LAB",
                "LEG": "LEG", "CVL": "CVL", "ELI": "ELI", "REF": "REF", "REL": "REL", "CHR": "REL", "MOS": "REL",
                "UAF": "UAF", "CRM": "CRM", "INS": "REB", "SEP": "REB", "RAD": "REB", "HRI": "SOC", "ENV": "SOC",
                "DEV": "SOC", "MOD": ""}


def phoenix_name(text):
    words = re.sub(r"_+", " ", text).replace(" S ", "'s ").strip().split()
    small = {"OF", "THE", "AND", "FOR", "IN", "DE", "LA", "DU", "DES", "EL", "AL", "BIN", "IBN", "Y", "DA", "DOS", "VAN"}
    out = []
    for i, word in enumerate(words):
        if not word.isupper():
            out.append(word)
        elif i and word in small:
            out.append(word.lower())
        else:
            out.append(re.sub(r"[A-Z]+", lambda m: m.group(0).capitalize(), word).replace("'S", "'s"))
    return " ".join(out)


def phoenix_blocks(path):
    """Yields ([names], [(code, from, to)]) of a TABARI actors file."""
    names, codes = [], []
    for line in open(path, encoding="utf-8", errors="replace"):
        line = re.sub(r"(?:#|;).*", "", line).rstrip()
        if not line.strip():
            continue
        head = re.match(r"^(\+?)([^\[\s][^\[]*)", line)
        if head and not line[0].isspace():
            if not head.group(1) and names:
                yield names, codes
                names, codes = [], []
            names.append(head.group(2).strip())
        for code in re.findall(r"\[([^\]]+)\]", line):
            codes.append(code)
    if names:
        yield names, codes


def cameo(code):
    """(country, sectors, from, to) of "AFGGOV 790916-791227" or None."""
    match = re.match(r"^([A-Z~]{3,12})\s*(.*)$", code.strip())
    if not match or match.group(1)[0] == "~":
        return None
    body, dates = match.groups()
    country, rest = body[:3], body[3:]
    sectors = [CAMEO_SECTOR.get(rest[i:i + 3], "") for i in range(0, len(rest) - 2, 3)]
    start = end = ""
    found = re.match(r"^([<>]?)\s*(\d{6,8})(?:\s*-\s*(\d{6,8}))?", dates)
    if found:
        first, second = (cameo_date(d) if d else "" for d in (found.group(2), found.group(3)))
        start, end = ("", first) if found.group(1) == "<" else (first, second)
    return country, ",".join(dict.fromkeys(s for s in sectors if s)), start, end


def cameo_date(text):
    if len(text) == 6:
        text = ("19" if int(text[:2]) > 20 else "20") + text
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if len(text) == 8 and "01" <= text[4:6] <= "12" else text[:4]


def add_phoenix_people(table, path, codes3):
    known = table.names()
    for names, codes in phoenix_blocks(path):
        parsed = [c for c in map(cameo, codes) if c and c[0] in codes3]
        if not parsed or not any(c[2] or c[3] for c in parsed):
            continue
        shown = [phoenix_name(n) for n in names]
        shown = [n for n in shown if 2 <= len(n.split()) <= 5 and not re.search(r"\d|\bMinist|\bPresident\b", n)]
        if not shown or any(fold(n) in known for n in shown):
            continue
        tenures = [(s, a, b) for _, s, a, b in parsed if s and "ELI" not in s and (not b or b > "1998")]
        if not any(b > "2000" or not b for _, a, b in tenures):
            continue
        for sectors, start, end in merged(tenures):
            sectors = sectors if sectors in ("GOV,MIL", "GOV,MED", "JUD", "MIL", "COP", "LEG", "SPY") else "GOV"
            end = end or "2014-12-31"  # the list ends there
            if end or start > "2005":
                table.add("", shown[0], shown[1:4], "person", parsed[0][0], sectors, start, end, "phx")


def add_phoenix_cities(table, path, codes3):
    known = table.names()
    for names, codes in phoenix_blocks(path):
        parsed = [c for c in map(cameo, codes) if c]
        if len(parsed) != 1 or parsed[0][1] or parsed[0][0] not in codes3 or len(names) < 8:
            continue
        for name in names[1:]:
            shown = phoenix_name(name)
            if fold(shown)[:4] == fold(STATE_NAMES.get(parsed[0][0], ""))[:4]:
                continue  # misspellings of the state
            if len(fold(shown)) > 3 and fold(shown) not in known and len(shown.split()) <= 3:
                table.add(f"{parsed[0][0]}:alt-{slug(shown)}", shown, [], "city", parsed[0][0], "", source="phx")


def add_phoenix_groups(table, path, codes3, wanted):
    known = table.names()
    for names, codes in phoenix_blocks(path):
        parsed = [c for c in map(cameo, codes) if c]
        if not parsed:
            continue
        country, sectors, _, _ = parsed[0]
        shown = [phoenix_name(re.sub(r"\(.*?\)", "", n)) for n in names]
        shown = [n for n in shown if len(fold(n)) > 4 and fold(n) not in known and len(n.split()) <= 9]
        if not shown or country not in codes3 | {"IGO", "NGO", "MNC", "IMG"} or not (wanted(names)):
            continue
        kind = {"IGO": "igo", "NGO": "ngo", "MNC": "company"}.get(country, "armed")
        if country == "NGO":
            home = re.match(r"NGO([A-Z]{3})", codes[0])
            sectors = sectors or "SOC"
            if home and home.group(1) in codes3:
                country = home.group(1)
        if country == "MNC":
            home = re.match(r"MNC([A-Z]{3})", codes[0])
            country = home.group(1) if home and home.group(1) in codes3 else "MNC"
            sectors = "BUS"
        if country == "IGO":
            sectors = "" if sectors in ("GOV",) else sectors
            if any(c[2] or c[3] for c in parsed) or len(shown[0].split()) < 2:
                continue  # its persons, and words that mean more
        table.add("", shown[0], shown[1:6], kind, country, sectors or ("REB" if kind == "armed" else ""), source="phx")


# ---------------------------------------------------------------- the table

# Foreign names of countries that English uses otherwise.
COLLIDING = {"island", "mali i", "nam", "the valley", "papua", "chad i", "malta i", "male", "moon"}


def drop_ambiguous(table):
    """Names that several countries share ("National Assembly", "Labour Party") say nothing of a country: they go to
    the role nouns; and so do names that are plain words of the language."""
    owners = collections.defaultdict(set)
    for row in table.rows.values():
        if row[3] in ("legislature", "court", "party", "force", "organ"):
            for name in [row[1]] + row[2]:
                owners[fold(name)].add(row[4])
    for key in list(table.rows):
        row = table.rows[key]
        if row[3] in ("legislature", "court", "party", "force") and row[8] == "cia":
            own = [n for n in [row[1]] + row[2] if len(owners[fold(n)]) == 1 and len(fold(n)) > 2]
            if row[3] in ("court", "legislature", "force"):  # must carry something of their own
                own = [n for n in own if not plain(n)]
            if not own:
                del table.rows[key]
                continue
            row[1], row[2] = own[0], own[1:]


def date_kosovo(table):
    """Kosovo is Serbia's until it declares independence (CODEBOOK: breakaway regions take the sovereign)."""
    for row in table.rows.values():
        if row[4] == "XKX" and row[3] in ("state", "capital"):
            row[6] = "2008-02-17"


PLAIN = set("supreme court constitutional high national assembly senate house of representatives parliament council "
            "the and justice appeal appeals state federal congress chamber deputies legislative army navy air force "
            "ground forces land police service armed military guard border coast defense defence royal gendarmerie marine "
            "corps presidential republican special public security civil republic people s peoples supreme general "
            "joint court cassation tribunal administrative highest audit accounts arbitration commercial central "
            "election electoral commission first instance judicial islamic sharia labor labour tax criminal regional "
            "rural local district city municipal customs prison immigration intelligence internal external "
            "maritime naval infantry aviation component reserve volunteer auxiliary nobles advisory shura consultative "
            "consult union ministry home affairs interior department office management national's system strategic".split())


def plain(name):
    return all(w in PLAIN for w in fold(name).split())


def write(table, path):
    rows = sorted(table.rows.values(), key=lambda r: (r[3], r[4], r[1], r[6], r[7], r[0]))
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(COLUMNS) + "\n")
        for row in rows:
            out.write("\t".join([row[0], row[1], "|".join(row[2]), *row[3:]]) + "\n")
    counts = collections.Counter(r[3] for r in rows)
    print(f"{path}: {len(rows)} rows, {os.path.getsize(path)} bytes; "
          + ", ".join(f"{k} {n}" for k, n in counts.most_common()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.path.join(HERE, "..", "..", "shared"))
    parser.add_argument("--cldr")
    parser.add_argument("--nationality")
    parser.add_argument("--iso", default="/usr/share/iso-codes/json/iso_3166-1.json")
    args = parser.parse_args()
    for path in (os.path.join(args.shared, "data", "people"), args.cldr, args.nationality, args.iso):
        if not path or not os.path.exists(path):
            print(f"build_actors.py: skipped, a source is missing: {path or '--cldr and --nationality'}; "
                  "actors.tsv stays as committed", file=sys.stderr)
            return 0
    iso = json.load(open(args.iso, encoding="utf-8"))["3166-1"]
    alpha3 = {e["alpha_2"]: e["alpha_3"] for e in iso} | {"XK": "XKX"}
    STATE_NAMES.update({alpha3[k]: v for k, v in json.load(open(os.path.join(
        args.cldr, "main", "en", "territories.json"), encoding="utf-8"))["main"]["en"]["localeDisplayNames"][
            "territories"].items() if k in alpha3})
    STATE_NAMES.update({"MMR": "Myanmar", "HKG": "Hong Kong", "MAC": "Macau", "PSE": "Palestine", "COD": "DR Congo",
                        "COG": "Republic of the Congo", "CIV": "Ivory Coast", "TUR": "Turkey", "CZE": "Czech Republic", "SUN": "Soviet Union", "CSK": "Czechoslovakia",
                        "YUG": "Yugoslavia", "DDR": "East Germany"})
    STATE_IDS.update({row[0]: row[1] for row in read_own("states.tsv") if row[1]})
    table = Table()
    add_own(table)
    add_factbook(table, args.shared, iso)
    add_cldr(table, args.cldr, args.nationality, alpha3)
    drop_ambiguous(table)
    add_holders(table, args.shared)
    codes3 = set(alpha3.values())
    actors = os.path.join(args.shared, "data", "actors")
    date_kosovo(table)
    add_phoenix_people(table, os.path.join(actors, "Phoenix.Countries.actors.txt"), codes3)
    add_phoenix_cities(table, os.path.join(actors, "Phoenix.Countries.actors.txt"), codes3)
    add_phoenix_groups(table, os.path.join(actors, "Phoenix.International.actors.txt"), codes3, lambda names: True)
    add_phoenix_groups(table, os.path.join(actors, "Phoenix.MilNonState.actors.txt"), codes3, lambda names: True)
    write(table, os.path.join(HERE, "actors.tsv"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
