#!/usr/bin/env python3
"""Prints actors_bench's tables: country, and country with sectors, of given mentions; lookups a second; memory.

usage: bench/actors/run.py [--build build/release] [--shared DIR] [--errors N]

Twice on each set: with what the tables and the article say alone, then with the sectors and country pointers that a
perfect language model would add. The development passages need the shared folder (../shared beside the checkout, or
--shared); a set that is absent or empty is skipped. Our own passages are what the rules were learned from, so their
figures flatter.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "corpus"))
from check import check  # noqa: E402

REACH = "reach, on dev with the product's own model: country .92, country+sector .75"


def with_offsets(paths, out):
    """Writes the records of `paths` with offsets in place of anchors; returns how many."""
    count = 0
    for path in paths:
        for line in open(path, encoding="utf-8"):
            if not line.strip():
                continue
            record, errors = json.loads(line), []
            if not (record["mentions"] and isinstance(record["mentions"][0], dict)):  # anchors, not offsets yet
                record, errors = check(record)
            if not errors:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                count += 1
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "release"))
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--errors", default="0")
    args = parser.parse_args()
    bench, data = os.path.join(args.build, "bin", "actors_bench"), os.path.join(args.build, "data")
    sets = {"dev": [os.path.join(args.shared, "corpus", "dev", "news.jsonl")],
            "own passages": sorted(glob.glob(os.path.join(ROOT, "corpus", "passages", "*.jsonl")))}
    for name, paths in sets.items():
        paths = [p for p in paths if os.path.exists(p) and os.path.getsize(p) > 0]
        with tempfile.TemporaryDirectory() as work:
            gold = os.path.join(work, name.replace(" ", "-") + ".jsonl")
            with open(gold, "w", encoding="utf-8") as out:
                count = with_offsets(paths, out)
            if not count:
                print(f"{name}: skipped, its passages are absent or empty")
                continue
            print(f"{name}: names, phrases and context alone")
            sys.stdout.flush()
            subprocess.run([bench, data, gold, "--errors", args.errors], check=True)
            print(f"{name}: with a perfect model's sectors and pointers ({REACH})")
            sys.stdout.flush()
            subprocess.run([bench, data, gold, "--model-sectors", "--model-countries"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
