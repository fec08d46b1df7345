#!/usr/bin/env python3
"""Write the tiny model of the tests: graphs of a few kilobytes that obey docs/model.md by simple rules.

usage: make_tiny_model.py tests/data/language/tiny-model      (needs vocab.txt there, and package onnx)

What it finds, so that tests can say what they expect:
  mentions    runs of up to four capitalised words PER, of words in capitals GPE; times "monday"; numbers: digits
  triggers    "met" CONSULT, "attacked" ASSAULT; future after "will", else actual
  cues        "said"; contents from behind "that" to the next full stop
  arcs        actor, place at most 6 pieces before a trigger (place: GPE), recipient at most 6 behind it, time within
              12, killed the number at most 8 behind; source at most 6 before a cue, content at most 4 behind
  modes       all (the runtime keeps those of the type); context diplomatic; sector GOV for GPE
  antecedents the last earlier span whose words match; countries the first GPE
"""
import hashlib
import json
import sys

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

WIDTH, WINDOW, OVERLAP = 4, 40, 8
SPANS = ["", "PER", "GPE", "TIME", "NUM"]
TRIGGERS = ["", "CONSULT", "ASSAULT"]
ROLES = ["actor", "recipient", "place", "source", "time", "content", "killed"]
STATUS = ["actual", "future"]
MODES = ["visit", "explosives"]
CONTEXTS = ["diplomatic", "military"]
SECTORS = ["GOV", "MIL"]
WORDS = ["met", "attacked", "will", "said", "that", ".", "monday"]
FEATURES = ["name", "capitals", "digits"] + WORDS  # the columns of `hidden`
YES, NO = 5.0, -5.0


class Graph:
    """Nodes by short calls; values are names."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def const(self, value, dtype=np.float32):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, dtype), name))
        return name

    def ints(self, *values):
        return self.const(values, np.int64)

    def op(self, kind, *inputs, out=None, **attributes):
        out = out or f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def flag(self, condition):
        return self.op("Cast", condition, to=TensorProto.FLOAT)

    def score(self, flag, out=None):
        """1 -> YES, 0 -> NO."""
        return self.op("Add", self.op("Mul", flag, self.const(YES - NO)), self.const(NO), out=out)

    def all(self, *flags):
        total = flags[0]
        for flag in flags[1:]:
            total = self.op("Mul", total, flag)
        return total

    def no(self, flag):
        return self.op("Sub", self.const(1.0), flag)

    def shifted(self, x, by):
        """x[:, l + by] of [1, L]; 0 outside."""
        size = abs(by)
        if by == 0:
            return x
        pads = self.ints(0, 0, 0, size) if by > 0 else self.ints(0, size, 0, 0)
        padded = self.op("Pad", x, pads)
        if by > 0:
            return self.op("Slice", padded, self.ints(size), self.ints(2**31), self.ints(1))
        return self.op("Slice", padded, self.ints(0), self.ints(-size), self.ints(1))

    def stack(self, values, axis, out=None):
        a = self.ints(axis)
        return self.op("Concat", *[self.op("Unsqueeze", v, a) for v in values], axis=axis, out=out)

    def save(self, path, inputs, outputs):
        kinds = {"i": TensorProto.INT64, "f": TensorProto.FLOAT}
        info = [[helper.make_tensor_value_info(n, kinds[k], s) for n, k, s in group] for group in (inputs, outputs)]
        graph = helper.make_graph(self.nodes, "tiny", *info, self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        checker.check_model(model, full_check=True)
        save(model, path)


def encoder(path, vocab):
    g = Graph()
    is_shape = {s: g.flag(g.op("Equal", "shapes", g.ints(s))) for s in (2, 3, 4)}
    flags = {"name": is_shape[2], "capitals": is_shape[3], "digits": is_shape[4]}
    for word in WORDS:
        flags[word] = g.flag(g.op("Equal", "pieces", g.ints(vocab[word])))
    flags["name"] = g.all(flags["name"], g.no(flags["monday"]))
    g.stack([flags[f] for f in FEATURES], 2, out="hidden")
    rows = []
    for w in range(WIDTH):
        row = [g.const(np.zeros((1, 1)))]
        for kind in ("name", "capitals"):
            x = flags[kind]
            inside = [g.shifted(x, k) for k in range(w + 1)]
            row.append(g.score(g.all(*inside, g.no(g.shifted(x, -1)), g.no(g.shifted(x, w + 1)))))
        row += [g.score(flags["monday"]) if w == 0 else g.const([[NO]]),
                g.score(flags["digits"]) if w == 0 else g.const([[NO]])]
        row = [g.op("Expand", x, g.op("Shape", "pieces")) for x in row]
        rows.append(g.stack(row, 2))
    g.stack(rows, 2, out="spans")
    nothing = g.op("Mul", flags["name"], g.const(0.0))
    g.stack([nothing, g.score(flags["met"]), g.score(flags["attacked"])], 2, out="triggers")
    g.score(flags["said"], out="cues")
    one = g.ints(1)
    one = g.op("Squeeze", one)
    since = g.op("Sub", g.op("CumSum", flags["that"], one, exclusive=1), g.op("CumSum", flags["."], one))
    inside = g.flag(g.op("Greater", since, g.const(.5)))
    begin = g.all(inside, g.shifted(flags["that"], -1))
    g.stack([nothing, g.score(begin), g.op("Sub", g.score(inside), g.op("Mul", begin, g.const(100.0)))], 2, out="contents")
    shape = [1, "length"]
    g.save(path, [(n, "i", shape) for n in ("pieces", "shapes", "mask")],
           [("hidden", "f", [1, "length", len(FEATURES)]), ("spans", "f", [1, "length", WIDTH, len(SPANS)]),
            ("triggers", "f", [1, "length", len(TRIGGERS)]), ("cues", "f", shape), ("contents", "f", [1, "length", 3])])


def relations(path):
    g = Graph()
    at = g.op("Unsqueeze", "trigger_at", g.ints(1))
    ahead = g.op("Sub", g.op("Unsqueeze", "span_begin", g.ints(0)), at)  # [T, S]: pieces from trigger to span
    cue = g.flag(g.op("Equal", g.op("Unsqueeze", "trigger_type", g.ints(1)), g.ints(len(TRIGGERS) - 1)))
    kind = g.op("Unsqueeze", "span_kind", g.ints(0))

    def near(low, high):
        return g.all(g.flag(g.op("Greater", ahead, g.ints(low - 1))), g.flag(g.op("Less", ahead, g.ints(high + 1))))

    def of(label):
        return g.flag(g.op("Equal", kind, g.ints(label)))

    event = g.no(cue)
    arcs = [g.all(event, near(-6, -1)), g.all(event, near(1, 6)), g.all(event, near(-6, -1), of(2)),
            g.all(cue, near(-6, -1)), g.all(event, near(-12, 12), of(3)),
            g.all(cue, near(1, 4), of(len(SPANS))), g.all(event, near(1, 8), of(4))]
    g.stack([g.score(a) for a in arcs], 2, out="arcs")
    before = g.op("Gather", "hidden", g.op("Sub", "trigger_at", g.ints(1)), axis=0)
    will = g.op("Gather", before, g.const(FEATURES.index("will"), np.int64), axis=1)
    zero = g.op("Mul", will, g.const(0.0))
    g.stack([zero, g.score(will)], 1, out="status")
    g.stack([g.op("Add", zero, g.const(YES)), g.op("Add", zero, g.const(YES))], 1, out="modes")
    g.stack([g.op("Add", zero, g.const(YES)), g.op("Add", zero, g.const(NO))], 1, out="contexts")
    gpe = g.flag(g.op("Equal", "span_kind", g.ints(2)))
    g.stack([g.score(gpe), g.op("Add", g.op("Mul", gpe, g.const(0.0)), g.const(NO))], 1, out="sectors")
    order = g.op("CumSum", g.op("Add", g.op("Mul", gpe, g.const(0.0)), g.const(1.0)), g.const(0, np.int64))
    i, j = g.op("Unsqueeze", order, g.ints(0)), g.op("Unsqueeze", order, g.ints(1))
    own = g.flag(g.op("Equal", i, j))
    match = g.flag(g.op("Greater", "span_match", g.ints(0)))
    earlier = g.flag(g.op("Less", i, j))
    # Later ones of the earlier are a little better; (j, j) stays 0.
    link = g.op("Add", g.score(g.all(match, earlier)), g.op("Mul", i, g.const(.01)))
    g.op("Mul", link, g.no(own), out="antecedents")
    country = g.op("Sub", g.score(g.op("Unsqueeze", gpe, g.ints(0))), g.op("Mul", g.op("Add", i, j), g.const(.01)))
    g.op("Mul", country, g.no(own), out="countries")
    g.save(path, [("hidden", "f", ["length", len(FEATURES)]), ("span_begin", "i", ["spans"]), ("span_end", "i", ["spans"]),
                  ("span_kind", "i", ["spans"]), ("span_match", "i", ["spans", "spans"]), ("trigger_at", "i", ["triggers"]),
                  ("trigger_type", "i", ["triggers"])],
           [("arcs", "f", ["triggers", "spans", len(ROLES)]), ("status", "f", ["triggers", 2]), ("modes", "f", ["triggers", 2]),
            ("contexts", "f", ["triggers", 2]), ("sectors", "f", ["spans", 2]), ("antecedents", "f", ["spans", "spans"]),
            ("countries", "f", ["spans", "spans"])])


def main():
    out = sys.argv[1]
    with open(f"{out}/vocab.txt", encoding="utf-8") as file:
        vocab = {line.rstrip("\n"): i for i, line in enumerate(file)}
    encoder(f"{out}/encoder.onnx", vocab)
    relations(f"{out}/relations.onnx")
    digests = {}
    for name in ("encoder.onnx", "relations.onnx", "vocab.txt"):
        with open(f"{out}/{name}", "rb") as file:
            digests[name] = hashlib.sha256(file.read()).hexdigest()
    description = {
        "format": 1, "name": "tiny", "version": "1", "languages": ["en"],
        "tokenizer": {"type": "wordpiece", "vocab": "vocab.txt", "lowercase": True, "strip_accents": True, "cls": "[CLS]",
                      "sep": "[SEP]", "unk": "[UNK]", "continuation": "##", "max_word_chars": 100},
        "encoder": "encoder.onnx", "relations": "relations.onnx", "window": {"pieces": WINDOW, "overlap": OVERLAP},
        "span_width": WIDTH,
        "labels": {"spans": SPANS, "triggers": TRIGGERS, "roles": ROLES, "status": STATUS, "modes": MODES,
                   "contexts": CONTEXTS, "sectors": SECTORS},
        "thresholds": {"span": 0, "trigger": 0, "cue": 0, "roles": {r: 0 for r in ROLES}, "modes": 0, "contexts": 0,
                       "sectors": 0, "antecedent": 0},
        "calibration": {"scale": 1, "offset": 0}, "files": digests}
    with open(f"{out}/model.json", "w", encoding="utf-8") as file:
        json.dump(description, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
