#!/usr/bin/env python3
"""Learn sectors.tsv: what words in and around an entity's mentions say of its sectors.

usage: actors_bench DATA_DIR TRAIN.jsonl --dump sectors | build_sectors.py [--out FILE] [--epochs N]

Each line on standard input is one entity that no table knows: its sectors ("-": none), the number of its mentions, then
its features. Softmax regression by AdaGrad, fixed seed; small weights are dropped.
"""
import argparse
import collections
import math
import os
import random
import sys

RATE, DECAY, SMALL = 0.1, 1e-2, 0.3
LEAST_CLASS, LEAST_FEATURE = 12, 4


def read(lines):
    rows = [line.rstrip("\n").split("\t") for line in lines]
    classes = [c for c, n in collections.Counter(r[0] for r in rows).most_common() if n >= LEAST_CLASS]
    counts = collections.Counter(f for r in rows for f in r[2:])
    known = {f for f, n in counts.items() if n >= LEAST_FEATURE}
    index = {c: i for i, c in enumerate(classes)}
    examples = [(index[r[0]], math.sqrt(int(r[1])), [f for f in r[2:] if f in known]) for r in rows if r[0] in index]
    return classes, examples


def learn(classes, examples, epochs):
    width = len(classes)
    weights, squares = collections.defaultdict(lambda: [0.0] * width), collections.defaultdict(lambda: [1e-4] * width)
    shuffler = random.Random(1)
    for _ in range(epochs):
        shuffler.shuffle(examples)
        for right, importance, features in examples:
            rows = [weights[f] for f in features]
            scores = [sum(column) for column in zip(*rows)]
            top = max(scores)
            e = [math.exp(s - top) for s in scores]
            total = sum(e)
            steps = [(i, importance * (x / total - (i == right))) for i, x in enumerate(e)
                     if x / total > 0.004 or i == right]
            for feature, row in zip(features, rows):
                square = squares[feature]
                for i, gradient in steps:
                    gradient += DECAY * row[i]
                    square[i] += gradient * gradient
                    row[i] -= RATE * gradient / math.sqrt(square[i])
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "sectors.tsv"))
    parser.add_argument("--epochs", type=int, default=6)
    args = parser.parse_args()
    classes, examples = read(sys.stdin)
    weights = learn(classes, examples, args.epochs)
    with open(args.out, "w", encoding="utf-8", newline="\n") as out:
        out.write("classes\t" + "\t".join(classes) + "\n")
        for feature in sorted(weights):
            cells = [f"{i}:{w:.2f}" for i, w in enumerate(weights[feature]) if abs(w) >= SMALL]
            if cells:
                out.write(feature + "\t" + "\t".join(cells) + "\n")
    print(f"{args.out}: {len(classes)} classes, {len(examples)} entities, {os.path.getsize(args.out)} bytes",
          file=sys.stderr)


if __name__ == "__main__":
    main()
