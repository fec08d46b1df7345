#!/usr/bin/env python3
"""Codes the development passages and prints corpus/score.py's figures beside what issue 3 asks for.

usage: bench/quality/run.py [--binary build/release/dateline] [--model DIR] [--shared DIR] [--full] [--keep PREFIX]

Only id, text and published are given to the coder. Needs the shared folder (../shared beside the checkout, or --shared);
says that it skips a set which is absent or empty, and ends well.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "corpus"))
from score import load, score  # noqa: E402

SETS = {"dev": "corpus/dev/news.jsonl", "seed": "seed/gold.jsonl"}
REACH = {("dev", "event"): .68, ("dev", "tuple"): .46, ("dev", "mention"): .78, ("dev", "status"): .92,
         ("dev", "claim content"): .60, ("dev", "coreference"): .45, ("seed", "event"): .70}
FIGURES = ["event", "macro", "tuple", "actor", "recipient", "place", "source", "mode", "time", "status", "mention", "coreference",
           "claim content", "claim source"]


def code(binary, model, gold):
    with tempfile.TemporaryDirectory() as work:
        given = os.path.join(work, "given.jsonl")
        with open(given, "w", encoding="utf-8") as out:
            for d in gold.values():
                out.write(json.dumps({k: d[k] for k in ("id", "text", "published") if d.get(k)}, ensure_ascii=False) + "\n")
        command = [binary, "code", "--from", "jsonl", "--to", "jsonl", given] + (["--model", model] if model else [])
        coded = os.path.join(work, "coded.jsonl")
        with open(coded, "wb") as out:
            subprocess.run(command, stdout=out, check=True)
        with open(coded, encoding="utf-8") as lines:
            kept = lines.read()
        return load(coded), kept


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", default=os.path.join(ROOT, "build/release/dateline"))
    ap.add_argument("--model")
    ap.add_argument("--full", action="store_true", help="every figure of the scorer, types too")
    ap.add_argument("--keep", help="write the coded documents of each set to KEEP.<set>.jsonl")
    ap.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    a = ap.parse_args()
    for name, path in SETS.items():
        path = os.path.join(a.shared, path)
        if not os.path.exists(path) or os.path.getsize(path) == 0:
            print(f"{name}: skipped, {os.path.relpath(path, ROOT)} is not here or empty")
            continue
        gold = load(path)
        coded, kept = code(a.binary, a.model, gold)
        if a.keep:
            with open(f"{a.keep}.{name}.jsonl", "w", encoding="utf-8") as out:
                out.write(kept)
        figures = score(gold, coded)
        print(f"{name}: {len(gold)} passages, {figures['event']['gold']} events")
        for key in (figures if a.full else FIGURES):
            if key not in figures:
                continue
            f = figures[key]
            value = f.get("f1", f.get("accuracy"))
            reach = REACH.get((name, key))
            print(f"  {key:14} {value:.3f}  {'' if 'p' not in f else 'p %.3f r %.3f' % (f['p'], f['r']):18}"
                  + (f"  reach {reach:.2f} {'reached' if value >= reach else 'SHORT'}" if reach else "")
                  + (f"  macro {f['macro f1']:.3f}" if key == "status" else ""))


if __name__ == "__main__":
    main()
