#!/usr/bin/env python3
"""Scores HTML extraction on the public sets in ../shared/bench/extraction and prints one table.

usage: bench/extraction/run.py [--program build/release/bin/extract_pages] [--shared ../shared]
                               [--set NAME] [--worst N] [--keep FOLDER]

The archives are unpacked into a temporary folder outside the repository (--keep names one to reuse).
--worst lists the N pages that lose most on each set.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BODY_ROLES = {"deck", "lead", "body", "subhead", "quote", "list", "caption"}
TOKEN = re.compile(r"\w+")


def shingles(text, n=4):
    """Multiset of n-token shingles; a shorter text is one shingle."""
    tokens = TOKEN.findall(text or "")
    if not tokens:
        return collections.Counter()
    return collections.Counter(tuple(tokens[i:i + n]) for i in range(max(1, len(tokens) - n + 1)))


def overlap(truth, found):
    """(precision, recall) of two multisets of shingles."""
    a, b = shingles(truth), shingles(found)
    both = sum((a & b).values())
    if not a and not b:
        return 1.0, 1.0
    return (both / sum(b.values()) if b else 0.0), (both / sum(a.values()) if a else 0.0)


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def text_of(page, roles=BODY_ROLES):
    return "\n".join(p["text"] for p in page["paragraphs"] if p["role"] in roles)


def squash(text):
    return " ".join((text or "").split())


def extract(program, paths):
    """path -> extracted page, by one run of the program."""
    run = subprocess.run([program, "-"], input="\n".join(map(str, paths)), capture_output=True,
                         text=True, check=True)
    pages = {}
    for line in filter(None, run.stdout.split("\n")):
        page = json.loads(line)
        pages[page["path"]] = page
    return pages, run.stderr.strip().splitlines()


EMPTY = {"title": "", "authors": [], "published": "", "paragraphs": []}


def score_aeb(folder, program):
    truth = json.loads((folder / "ground-truth.json").read_text())
    paths = {key: folder / "html" / f"{key}.html.gz" for key in truth}
    pages, notes = extract(program, paths.values())
    rows = []
    for key, path in paths.items():
        page = pages.get(str(path), EMPTY)
        p, r = overlap(truth[key]["articleBody"], text_of(page, BODY_ROLES - {"caption"}))
        rows.append((f1(p, r), p, r, f"p {p:.2f} r {r:.2f} {key[:12]} {truth[key].get('url', '')}"))
    mean_p = sum(row[1] for row in rows) / len(rows)
    mean_r = sum(row[2] for row in rows) / len(rows)
    return [("AEB shingle F1", f1(mean_p, mean_r), .970),
            ("  precision", mean_p, None), ("  recall", mean_r, None)], rows, notes


def score_trafilatura(folder, program):
    truth = json.loads((folder / "evaldata.json").read_text())
    paths = {}
    for url, item in truth.items():
        for place in ("cache", "eval"):
            if (folder / place / item["file"]).exists():
                paths[url] = folder / place / item["file"]
    pages, notes = extract(program, paths.values())
    tp = fn = fp = tn = 0
    rows = []
    for url, path in paths.items():
        text = text_of(pages.get(str(path), EMPTY))
        missing = [s for s in truth[url]["with"] if s not in text]
        extra = [s for s in truth[url]["without"] if s in text]
        tp += len(truth[url]["with"]) - len(missing)
        fn += len(missing)
        fp += len(extra)
        tn += len(truth[url]["without"]) - len(extra)
        rows.append((-len(missing) - len(extra), 0, 0, f"{path} missing {missing} extra {extra}"))
    p, r = tp / (tp + fp), tp / (tp + fn)
    return [("trafilatura-eval F", f1(p, r), .925), ("  precision", p, None), ("  recall", r, None),
            ("  pages", len(paths), None)], rows, notes


def fundus_body(body):
    parts = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        parts += section.get("headline") or []
        parts += section.get("paragraphs") or []
    return "\n".join(parts)


def score_fundus(folder, program):
    items = []
    for path in sorted(folder.glob("*/*.json")):
        versions = list(json.loads(path.read_text()).values())
        pages = sorted(path.parent.glob(path.stem + "_*.html*"))
        items += zip(pages, versions)
    pages, notes = extract(program, [path for path, _ in items])
    rows, totals = [], collections.Counter()
    for path, truth in items:
        page = pages.get(str(path), EMPTY)
        p, r = overlap(fundus_body(truth["body"]), text_of(page, BODY_ROLES - {"caption"}))
        day = page["published"][:10] == truth["publishing_date"][:10]
        title = squash(page["title"]) == squash(truth.get("title"))
        authors = ({squash(a) for a in page["authors"]} ==
                   {squash(a) for a in truth.get("authors") or []})
        totals.update(p=p, r=r, day=day, title=title, authors=authors)
        note = f"p {p:.2f} r {r:.2f} {path.parent.name}/{path.name}"
        if not day:
            note += f"\n    day {page['published']} for {truth['publishing_date']}"
        if not title:
            note += f"\n    title {page['title']!r}\n      for {truth.get('title')!r}"
        if not authors:
            note += f"\n    authors {page['authors']} for {truth.get('authors')}"
        rows.append((f1(p, r) - (not day) - .2 * (not title) - .2 * (not authors), p, r, note))
    n = len(items)
    p, r = totals["p"] / n, totals["r"] / n
    return [("fundus-dev body shingle F1", f1(p, r), .960), ("  precision", p, None),
            ("  recall", r, None), ("fundus-dev publication day", totals["day"] / n, .985),
            ("fundus-dev title exact", totals["title"] / n, .93),
            ("fundus-dev author set exact", totals["authors"] / n, .88)], rows, notes


def speed(folder, program):
    """Pages a second on one core, over the unzipped AEB pages."""
    with tempfile.TemporaryDirectory() as plain:
        paths = []
        for path in sorted((folder / "html").glob("*.gz")):
            out = pathlib.Path(plain) / path.stem
            out.write_bytes(gzip.decompress(path.read_bytes()))
            paths.append(str(out))
        run = subprocess.run([program, "--repeat", "3", "-"], input="\n".join(paths),
                             capture_output=True, text=True, check=True)
    rate = float(run.stderr.strip().splitlines()[-1].split()[-2])
    return [("pages/s, one core (AEB pages)", rate, 300)], [], []


SETS = {"aeb": ("aeb", score_aeb), "trafilatura-eval": ("traf", score_trafilatura),
        "fundus-dev": ("fundus", score_fundus), "speed": ("aeb", speed)}


def unpack(archives, folder):
    for archive in sorted(archives.glob("*.tar.zst")):
        mark = folder / f".{archive.name}"
        if not mark.exists():
            subprocess.run(["tar", "--zstd", "-xf", archive, "-C", folder], check=True)
            mark.touch()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(REPOSITORY / "build/release/bin/extract_pages"))
    parser.add_argument("--shared", type=pathlib.Path, default=REPOSITORY.parent / "shared")
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--keep", type=pathlib.Path)
    arguments = parser.parse_args()
    archives = arguments.shared / "bench/extraction"
    if not archives.is_dir():
        print(f"extraction benchmark: skipped, {archives} is absent")
        return 0
    folder = arguments.keep or pathlib.Path(tempfile.mkdtemp(prefix="dateline-extraction-"))
    folder.mkdir(parents=True, exist_ok=True)
    failed = False
    try:
        unpack(archives, folder)
        print(f"{'measure':32} {'found':>8} {'reach':>8}")
        for name in arguments.set or SETS:
            place, score = SETS[name]
            measures, rows, notes = score(folder / place, arguments.program)
            for label, found, reach in measures:
                digits = 0 if found > 5 else 4
                short = reach is not None and found < reach
                failed |= short
                print(f"{label:32} {found:8.{digits}f} {'' if reach is None else reach:>8}"
                      f"{'  falls short' if short else ''}")
            for row in sorted(rows)[:arguments.worst]:
                print("   ", row[3])
            for note in notes if arguments.worst else []:
                print("    note:", note)
    finally:
        if arguments.keep is None:
            shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
