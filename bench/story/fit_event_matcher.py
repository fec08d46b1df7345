#!/usr/bin/env python3
"""Fits the weights of src/story/event_matcher.cc on pairs of reports within a story.

usage: story_quality tests/data/stories --pairs | fit_event_matcher.py

Logistic regression with a small L2 penalty. Prints the weights fitted on everything, to be pasted, and the accuracy
when fitted on four fifths of the stories and judged on the rest (five times).
"""
import math
import sys

NAMES = ["bias", "same type", "actors", "recipients", "any side", "place", "date", "words", "trigger", "numbers", "modes",
         "same document", "same sentence", "status", "publication gap"]
L2, ROUNDS, STEP = 0.002, 1500, 0.8


def fit(rows):
    weights = [0.0] * len(NAMES)
    for _ in range(ROUNDS):
        gradient = [L2 * w for w in weights]
        for label, features, _ in rows:
            p = 1 / (1 + math.exp(-sum(w * f for w, f in zip(weights, features))))
            for i, f in enumerate(features):
                gradient[i] += (p - label) * f / len(rows)
        weights = [w - STEP * g for w, g in zip(weights, gradient)]
    return weights


def accuracy(weights, rows):
    return sum((sum(w * f for w, f in zip(weights, features)) > 0) == bool(label) for label, features, _ in rows) / len(rows)


def main():
    rows = []
    for line in sys.stdin:
        fields = line.split()
        rows.append((int(fields[0]), [float(x) for x in fields[1:-1]], fields[-1]))
    stories = sorted({story for _, _, story in rows})
    held = []
    for fold in range(5):
        out = set(stories[fold::5])
        held.append(accuracy(fit([r for r in rows if r[2] not in out]), [r for r in rows if r[2] in out]))
    weights = fit(rows)
    print(f"{len(rows)} pairs, {sum(r[0] for r in rows)} of one event; accuracy {accuracy(weights, rows):.3f}, "
          f"on stories not fitted {sum(held) / len(held):.3f}")
    for name, weight in zip(NAMES, weights):
        print(f"{weight:7.2f}  {name}")


if __name__ == "__main__":
    main()
