#!/usr/bin/env python3
"""Unpacks the TimeML development sets outside the repository and prints dates_bench's tables.

usage: bench/dates/run.py [--build build/release] [--shared DIR]
"""
import argparse
import os
import subprocess
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--build", default=os.path.join(ROOT, "build", "release"))
    ap.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    a = ap.parse_args()
    program = os.path.join(a.build, "bin", "dates_bench")
    archive = os.path.join(a.shared, "bench", "dates", "tbaq.tar.zst")
    command = [program, "--corpus", *sorted(os.path.join(ROOT, "corpus/passages", f) for f in os.listdir(os.path.join(ROOT, "corpus/passages")))]
    if not os.path.exists(archive):
        print(f"TimeML: skipped, {os.path.relpath(archive, ROOT)} is not here")
        return subprocess.run(command, check=True)
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["tar", "--zstd", "-xf", archive, "-C", work], check=True)
        for folder, _, files in os.walk(work):
            if any(f.endswith(".tml") for f in files):
                command += ["--tml", folder]
        subprocess.run(command, check=True)



if __name__ == "__main__":
    main()
