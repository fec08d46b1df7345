#!/usr/bin/env python3
"""Train the joint model on the corpus.

usage: train.py CONFIG --out DIR [--seed N] [--fold K/N] [--epochs N] [--init FILE] [--resume]

CONFIG is a TOML file (configs/). A tenth of the passages (by a hash of the id, or fold K of N) is held out: thresholds are
tuned on it and its figures printed. Checkpoints go to DIR; --resume continues from the last. DIR/log.txt keeps every line.
"""
import argparse
import glob
import hashlib
import json
import os
import random
import time
import tomllib

import torch

from decoding import DEFAULTS
from encoder import load_tokenizer
from evaluate import predict, tune
from joint import Joint
from losses import relation_loss, scan_batch, scanner_loss
from passages import CUE, prepare, read
from score import score

HERE = os.path.dirname(os.path.abspath(__file__))


def fold_of(name, folds):
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds


def batches(examples, tokens, rnd):
    ordered = sorted(examples, key=lambda x: len(x.pieces) + rnd.random() * 30)
    out, current = [], []
    for x in ordered:
        if current and (len(current) + 1) * len(x.pieces) > tokens:
            out.append(current)
            current = []
        current.append(x)
    if current:
        out.append(current)
    rnd.shuffle(out)
    return out


def step_loss(model, batch, config, pad_id):
    pieces, shapes, mask = scan_batch(batch, pad_id)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=config["amp"]):
        hidden = model.scanner.encoder(pieces, shapes, mask)
    hidden = hidden.float()
    scores = (hidden, *model.scanner.heads(hidden))
    weights = config["weights"]
    parts = scanner_loss(scores, batch, weights)
    for i, x in enumerate(batch):
        if x.spans:
            for k, v in relation_loss(model.relations, hidden[i, :len(x.pieces)], x, CUE).items():
                parts[k] = parts.get(k, 0) + v / len(batch)
    return sum(weights[k] * v for k, v in parts.items()), {k: float(v.detach()) for k, v in parts.items()}


def optimizer(model, config, steps):
    encoder = model.scanner.encoder
    decay, groups, depth = config["layer_decay"], [], len(encoder.layers)
    for i, layer in enumerate(encoder.layers):
        groups.append({"params": list(layer.parameters()), "lr": config["lr"] * decay ** (depth - 1 - i)})
    inner = {id(p) for g in groups for p in g["params"]}
    below = [p for p in encoder.parameters() if id(p) not in inner and p.requires_grad]
    groups.append({"params": below, "lr": config["lr"] * decay ** depth})
    inner |= {id(p) for p in encoder.parameters()}
    groups.append({"params": [p for p in model.parameters() if id(p) not in inner], "lr": config["head_lr"]})
    opt = torch.optim.AdamW(groups, weight_decay=.01)
    warm = max(1, config["warmup"] * steps)
    return opt, torch.optim.lr_scheduler.LambdaLR(opt, lambda k: min(1, (k + 1) / warm) * max(.01, 1 - k / steps))


class Average:
    """Exponential moving average of the weights; what is evaluated and shipped."""

    def __init__(self, model, decay):
        self.decay, self.state = decay, {k: v.detach().clone() for k, v in model.state_dict().items()}
        self.moving = [k for k, p in model.named_parameters() if p.requires_grad]

    def update(self, model, step):
        d = min(self.decay, (1 + step) / (10 + step))
        now = dict(model.named_parameters())
        for k in self.moving:
            self.state[k].lerp_(now[k].detach(), 1 - d)


def load_examples(config, tokenizer):
    paths = sorted(p for pattern in config["corpus"] for p in glob.glob(os.path.join(HERE, "..", pattern)))
    examples = [prepare(r, tokenizer, config["width"]) for r in read(paths)]
    return [x for x in examples if x is not None]


def brief(figures):
    keys = ["event", "macro", "tuple", "actor", "recipient", "place", "source", "mode", "mention", "coreference", "claim content", "claim source"]
    line = " ".join(f"{k.replace(' ', '-')} {figures[k]['f1']:.3f}" for k in keys if k in figures)
    return line + f" status {figures.get('status', {}).get('accuracy', 0):.3f}/{figures.get('status', {}).get('macro f1', 0):.3f}"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("config")
    ap.add_argument("--out", required=True)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--fold", default="0/10")
    ap.add_argument("--epochs", type=int)
    ap.add_argument("--encoder", help="folder of the pretrained encoder (overrides the config)")
    ap.add_argument("--limit", type=int, help="train on the first N passages only (a dry run)")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--resume", action="store_true")
    ap.add_argument("--init", help="start from the weights of this checkpoint.pt or model.pt")
    a = ap.parse_args()
    with open(a.config, "rb") as f:
        config = tomllib.load(f)
    config.update(epochs=a.epochs or config["epochs"], seed=a.seed, fold=a.fold, encoder=a.encoder or config["encoder"])
    os.makedirs(a.out, exist_ok=True)
    log = open(os.path.join(a.out, "log.txt"), "a", encoding="utf-8")

    def say(line):
        print(line, flush=True)
        log.write(line + "\n")
        log.flush()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    rnd = random.Random(a.seed)
    tokenizer, vocab, _ = load_tokenizer(config["encoder"])
    k, folds = map(int, a.fold.split("/"))
    examples = load_examples(config, tokenizer)
    held = [x for x in examples if fold_of(x.id, folds) == k] if folds > 1 else []
    train = [x for x in examples if not held or fold_of(x.id, folds) != k][:a.limit]
    if a.limit:
        held = held[:a.limit]
    model = Joint(config["encoder"], config.get("layers"), config["width"], config["mixers"])
    if a.init:
        c = torch.load(a.init, weights_only=False)
        model.load_state_dict(c.get("average") or c["state"])
    if config["freeze_words"]:
        model.scanner.encoder.word.weight.requires_grad_(False)
    per_epoch = len(batches(train, config["tokens"], rnd))
    opt, schedule = optimizer(model, config, config["epochs"] * per_epoch)
    average, step, first = Average(model, config["average"]), 0, 0
    checkpoint = os.path.join(a.out, "checkpoint.pt")
    if a.resume and os.path.exists(checkpoint):
        c = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(c["model"])
        opt.load_state_dict(c["opt"])
        schedule.load_state_dict(c["schedule"])
        average.state, step, first = c["average"], c["step"], c["epoch"]
    say(json.dumps(config))
    say(f"train {len(train)} held {len(held)} pieces {sum(len(x.pieces) for x in train)} batches {per_epoch} "
        f"parameters {sum(p.numel() for p in model.parameters())}")
    began = time.time()
    for epoch in range(first, config["epochs"]):
        model.train()
        sums = {}
        for batch in batches(train, config["tokens"], rnd):
            loss, parts = step_loss(model, batch, config, model.scanner.encoder.pad)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.)
            opt.step()
            schedule.step()
            step += 1
            average.update(model, step)
            for key, v in parts.items():
                sums[key] = sums.get(key, 0) + v / per_epoch
        say(f"epoch {epoch + 1} {time.time() - began:.0f}s " + " ".join(f"{key} {v:.3f}" for key, v in sums.items()))
        torch.save({"model": model.state_dict(), "opt": opt.state_dict(), "schedule": schedule.state_dict(),
                    "average": average.state, "step": step, "epoch": epoch + 1}, checkpoint)
        if held and (epoch + 1) % config["report_every"] == 0 and epoch + 1 < config["epochs"]:
            live = {key: v.clone() for key, v in model.state_dict().items()}
            model.load_state_dict(average.state)
            say("  held " + brief(score({x.id: x.gold for x in held}, {p["id"]: p for p in predict(model, held, DEFAULTS)})))
            model.load_state_dict(live)
    model.load_state_dict(average.state)
    thresholds, calibration = DEFAULTS, {"scale": 1.0, "offset": 0.0}
    if held:
        thresholds, calibration = tune(model, held, say)
        say("held, tuned: " + brief(score({x.id: x.gold for x in held}, {p["id"]: p for p in predict(model, held, thresholds)})))
    torch.save({"state": model.state_dict(), "config": config, "thresholds": thresholds, "calibration": calibration},
               os.path.join(a.out, "model.pt"))
    say(f"done in {time.time() - began:.0f}s")


if __name__ == "__main__":
    main()
