#!/usr/bin/env python3
"""Predict with a trained model, tune its thresholds, score it.

usage: evaluate.py MODEL.pt GOLD.jsonl... [--encoder DIR] [--predictions OUT.jsonl]
"""
import argparse
import copy
import json
import math

import torch

from decoding import DEFAULTS, decode
from joint import Joint
from losses import scan_batch
from passages import ROLES, prepare, read
from score import score


@torch.no_grad()
def scan(model, examples):
    """Yields each example with its row of the scanner's outputs."""
    model.eval()
    ordered = sorted(examples, key=lambda x: len(x.pieces))
    for i in range(0, len(ordered), 8):
        batch = ordered[i:i + 8]
        out = model.scanner(*scan_batch(batch, model.scanner.encoder.pad))
        for j, x in enumerate(batch):
            yield x, tuple(o[j] for o in out)


@torch.no_grad()
def predict(model, examples, thresholds):
    return [decode(x, row, model.relations, thresholds) for x, row in scan(model, examples)]


@torch.no_grad()
def tune(model, held, say):
    """Thresholds that are best on held-out passages, one family after the other, and the confidence calibration."""
    rows = list(scan(model, held))
    gold = {x.id: x.gold for x in held}
    best = copy.deepcopy(DEFAULTS)

    def figures(t):
        return score(gold, {p["id"]: p for p in (decode(x, r, model.relations, t) for x, r in rows)})

    def search(name, values, value_of, assign):
        top, pick = -1, None
        for v in values:
            t = copy.deepcopy(best)
            assign(t, v)
            f = value_of(figures(t))
            if f > top + 1e-6:
                top, pick = f, v
        assign(best, pick)
        say(f"  threshold {name} {pick} ({top:.3f})")
    search("trigger", [-2, -1.5, -1, -.5, 0, .5, 1], lambda f: f["event"]["f1"], lambda t, v: t.update(trigger=v))
    search("span", [-1, -.5, 0, .5, 1], lambda f: f["mention"]["f1"] + f["tuple"]["f1"], lambda t, v: t.update(span=v))
    for role in ("actor", "recipient", "place", "source"):
        search(role, [-1.5, -1, -.5, 0, .5], lambda f, r=role: f[r]["f1"] + f["tuple"]["f1"],
               lambda t, v, r=role: t["roles"].update({r: v}))
    for role in ("actor", "recipient"):
        search(role + " floor", [0, -1, -2, -3, -4], lambda f, r=role: f[r]["f1"] + f["tuple"]["f1"],
               lambda t, v, r=role: t["floors"].update({r: v}))
    search("cue", [-1.5, -1, -.5, 0, .5], lambda f: f["claim source"]["f1"], lambda t, v: t.update(cue=v))
    search("modes", [-1.5, -1, -.5, 0, .5], lambda f: f.get("mode", {"f1": 0})["f1"], lambda t, v: t.update(modes=v))
    search("antecedent", [-1, -.5, 0, .5, 1], lambda f: f["coreference"]["f1"], lambda t, v: t.update(antecedent=v))
    return best, calibrate(gold, [decode(x, r, model.relations, best) for x, r in rows])


def calibrate(gold, predicted):
    """Platt scaling of the trigger probability against "this event is in the gold annotation" (type and trigger agree)."""
    pairs = []
    for p in predicted:
        for e in p["events"]:
            hit = any(g["type"] == e["type"] and g["trigger"][0] < e["trigger"][1] and e["trigger"][0] < g["trigger"][1]
                      for g in gold[p["id"]]["events"])
            q = min(max(e["score"], 1e-4), 1 - 1e-4)
            pairs.append((math.log(q / (1 - q)), float(hit)))
    if len(pairs) < 50:
        return {"scale": 1.0, "offset": 0.0}
    x, y = (torch.tensor(v) for v in zip(*pairs))
    a, b = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    with torch.enable_grad():
        opt = torch.optim.LBFGS([a, b], max_iter=100)

        def closure():
            opt.zero_grad()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(a * x + b, y)
            loss.backward()
            return loss
        opt.step(closure)
    return {"scale": round(float(a), 4), "offset": round(float(b), 4)}


def load_model(path, encoder=None):
    c = torch.load(path, weights_only=False)
    model = Joint(encoder or c["config"]["encoder"], c["config"].get("layers"), c["config"]["width"], c["config"]["mixers"])
    model.load_state_dict(c["state"])
    return model, c


def main():
    from encoder import load_tokenizer
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model")
    ap.add_argument("gold", nargs="+")
    ap.add_argument("--encoder")
    ap.add_argument("--predictions")
    a = ap.parse_args()
    torch.set_num_threads(2)
    model, c = load_model(a.model, a.encoder)
    tokenizer, _, _ = load_tokenizer(a.encoder or c["config"]["encoder"])
    for path in a.gold:
        examples = [x for x in (prepare(r, tokenizer, c["config"]["width"]) for r in read([path])) if x]
        predicted = predict(model, examples, c["thresholds"])
        print(path)
        for name, f in score({x.id: x.gold for x in examples}, {p["id"]: p for p in predicted}).items():
            print(f"  {name:18}", "  ".join(f"{k} {v}" for k, v in f.items()))
        if a.predictions:
            with open(a.predictions, "w", encoding="utf-8") as out:
                out.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p in predicted)


if __name__ == "__main__":
    main()
