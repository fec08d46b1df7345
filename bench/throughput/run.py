#!/usr/bin/env python3
"""End-to-end speed of `dateline code` on one core, time from start to the first event, and memory.

usage: bench/throughput/run.py [--binary build/release/dateline] [--model DIR] [--runs 3]

The text is the corpus' long passages, joined into articles of about 600 words. Words are runs of non-space characters.
The time of a one-word document is taken off as start-up, so that the figure is the rate of a long run.
"""
import argparse
import glob
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def articles():
    texts = []
    for path in sorted(glob.glob(os.path.join(ROOT, "corpus/passages/x*.jsonl"))):
        with open(path, encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    return ["\n".join(texts[i:i + 4]) for i in range(0, len(texts), 4)]


def timed(command):
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", default=os.path.join(ROOT, "build/release/dateline"))
    ap.add_argument("--model")
    ap.add_argument("--runs", type=int, default=3)
    a = ap.parse_args()
    base = [a.binary, "code", "--threads", "1", "--from", "jsonl", "--to", "jsonl"] + (["--model", a.model] if a.model else [])
    with tempfile.TemporaryDirectory() as work:
        texts = articles()
        words = sum(len(t.split()) for t in texts)

        def write(name, some):
            path = os.path.join(work, name)
            with open(path, "w", encoding="utf-8") as out:
                for i, t in enumerate(some):
                    out.write(json.dumps({"id": str(i), "text": t, "published": "2031-06-12"}, ensure_ascii=False) + "\n")
            return path
        whole, one_word, report = write("all.jsonl", texts), write("one.jsonl", ["News"]), write("report.jsonl", [texts[0][:3000]])
        start = statistics.median(timed(base + [one_word]) for _ in range(a.runs))
        first = statistics.median(timed(base + [report]) for _ in range(a.runs))
        rates = [words / (timed(base + [whole]) - start) for _ in range(a.runs)]
    flags = open("/proc/cpuinfo").read() if os.path.exists("/proc/cpuinfo") else ""
    core = "AVX-512 VNNI" if "avx512_vnni" in flags else "AVX2" if "avx2" in flags else "no AVX2"
    print(f"{len(texts)} articles, {words} words, one thread ({core})")
    print(f"  words a second a core   {statistics.median(rates):.0f}  (min {min(rates):.0f}, max {max(rates):.0f})")
    print(f"  start-up                {start:.2f} s")
    print(f"  start to the events of a 500-word report  {first:.2f} s")
    print(f"  peak memory             {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
