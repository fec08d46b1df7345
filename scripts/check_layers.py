#!/usr/bin/env python3
"""Holds the #include lines under src/ to the one-way order of docs/architecture.md; exit 1 names each line that breaks it."""
import os
import re
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
ALLOWED = {"base": "", "text": "base", "ingest": "base text", "language": "base text", "resolve": "base text", "coding": "base text",
           "story": "base text", "store": "base text story", "pipeline": "base text ingest language resolve coding", "server": "base text store",
           "cli": "base text ingest language resolve coding story store pipeline server"}


def main():
    bad = 0
    for folder, _, files in os.walk(os.path.join(ROOT, "src")):
        layer = os.path.relpath(folder, os.path.join(ROOT, "src")).split(os.sep)[0]
        for name in sorted(files):
            if not name.endswith((".h", ".cc")):
                continue
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    m = re.match(r'#include "src/(\w+)/', line)
                    if m and m.group(1) != layer and m.group(1) not in ALLOWED.get(layer, "").split():
                        print(f"{os.path.relpath(path, ROOT)}:{number}: {layer} may not use {m.group(1)}")
                        bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
