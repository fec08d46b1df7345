#!/usr/bin/env python3
"""Prints places_bench's tables for the development sets.

usage: bench/places/run.py [--build build/release] [--shared DIR]
"""
import argparse
import os
import subprocess

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--build", default=os.path.join(ROOT, "build", "release"))
    ap.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    a = ap.parse_args()
    program = os.path.join(a.build, "bin", "places_bench")
    sets = [os.path.join(a.shared, "bench", "places", n) for n in ("lgl.xml", "gwn.xml")]
    there = [s for s in sets if os.path.exists(s)]
    if not there:
        print("places: skipped, ../shared/bench/places is not here")
        return
    subprocess.run([program, os.path.join(a.build, "data", "gazetteer.bin"), *there], check=True)



if __name__ == "__main__":
    main()
