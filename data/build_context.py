#!/usr/bin/env python3
"""Learn the weights of src/resolve/actors_context.h.

usage: actors_bench DATA_DIR TRAIN.jsonl --dump context | build_context.py [--out FILE]

Each line on standard input is one entity that no name places: the set of weights it uses, then its candidate countries,
each with 1 or 0 (is it the right one) and its features. Softmax regression by AdaGrad, fixed seed.
"""
import argparse
import math
import os
import random
import sys

EPOCHS, RATE, DECAY = 25, 0.3, 2e-5


def read(lines):
    groups = {0: [], 1: [], 2: [], 3: []}
    for line in lines:
        kind, *cells = line.rstrip("\n").split("\t")
        candidates = [[float(x) for x in cell.split()] for cell in cells]
        right = [i for i, c in enumerate(candidates) if c[0] == 1]
        if right and len(candidates) > 1:
            groups[int(kind)].append((right[0], [c[1:] for c in candidates]))
    return groups


def scores(weights, candidates):
    return [sum(w * x for w, x in zip(weights, c) if x) for c in candidates]


def learn(examples):
    size = len(examples[0][1][0])
    weights, squares = [0.0] * size, [1e-6] * size
    shuffler = random.Random(1)
    for _ in range(EPOCHS):
        shuffler.shuffle(examples)
        for right, candidates in examples:
            s = scores(weights, candidates)
            top = max(s)
            e = [math.exp(x - top) for x in s]
            total = sum(e)
            gradient = [0.0] * size
            for i, c in enumerate(candidates):
                p = e[i] / total - (i == right)
                if abs(p) > 1e-4:
                    for j, x in enumerate(c):
                        if x:
                            gradient[j] += p * x
            for j, g in enumerate(gradient):
                if g:
                    g += DECAY * weights[j]
                    squares[j] += g * g
                    weights[j] -= RATE * g / math.sqrt(squares[j])
    hits = sum(max(range(len(c)), key=lambda i: s[i]) == r for r, c in examples for s in [scores(weights, c)])
    return weights, hits / len(examples)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "resolve",
                                                      "actors_context_weights.h"))
    args = parser.parse_args()
    rows = []
    for kind, examples in sorted(read(sys.stdin).items()):
        weights, share = learn(examples)
        print(f"set {kind}: {len(examples)} entities, {share:.3f} right", file=sys.stderr)
        cells = [f"{w:.3f}" for w in weights]
        lines = [", ".join(cells[i:i + 9]) for i in range(0, len(cells), 9)]
        rows.append("    {" + ",\n     ".join(lines) + "}")
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("// Written by data/build_context.py: the weights of CountryContext's features for persons,\n"
                  "// organisations, groups and places.\n#pragma once\n\n"
                  '#include "src/resolve/actors_context.h"\n\nnamespace dateline {\n\n'
                  "inline constexpr std::array<ContextFeatures, 4> kContextWeights = {{\n" + ",\n".join(rows) +
                  "}};\n\n}  // namespace dateline\n")


if __name__ == "__main__":
    main()
