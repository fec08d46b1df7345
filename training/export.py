#!/usr/bin/env python3
"""Write a trained model as a model directory (docs/model.md): ONNX graphs in float and int8, vocabulary, labels, card.

usage: export.py MODEL.pt OUT_DIR [--encoder DIR] [--float] [--version V] [--untrained CONFIG]

int8 is dynamic quantization of every matrix product of the encoder, one scale a channel; --float keeps 32 bits.
"""
import argparse
import hashlib
import json
import os
import shutil
import tempfile
import tomllib

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from decoding import DEFAULTS
from encoder import load_tokenizer
from joint import Joint
from passages import CONTEXT_NAMES, MODE_NAMES, ROLES, SECTOR_NAMES, SPANS, STATUS, TRIGGERS

OPSET = 17


def export_scanner(scanner, path):
    pieces = torch.randint(5, 1000, (2, 40))
    ones = torch.ones(2, 40, dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(scanner, (pieces, ones, ones), path, opset_version=OPSET, dynamo=False,
                      input_names=["pieces", "shapes", "mask"],
                      output_names=["hidden", "spans", "triggers", "cues", "contents"],
                      dynamic_axes={k: axes for k in ("pieces", "shapes", "mask", "hidden", "spans", "triggers", "cues", "contents")})


    add_unused_inputs(path, {"mask": ["batch", "length"]})


def add_unused_inputs(path, inputs):
    """Declares inputs that the exporter dropped because nothing reads them, so that every model is called alike."""
    graph = onnx.load(path)
    given = {i.name for i in graph.graph.input}
    for name, shape in inputs.items():
        if name not in given:
            graph.graph.input.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.INT64, shape))
    onnx.save(graph, path)


def export_relations(relations, d, path):
    T = torch.tensor
    inputs = (torch.randn(30, d), T([1, 3, 5]), T([2, 3, 9]), T([1, 3, 10]), T([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), T([4, 6]), T([2, 16]))
    names = ["hidden", "span_begin", "span_end", "span_kind", "span_match", "trigger_at", "trigger_type"]
    outs = ["arcs", "status", "modes", "contexts", "sectors", "antecedents", "countries"]
    axes = {"hidden": {0: "length"}, "span_begin": {0: "spans"}, "span_end": {0: "spans"}, "span_kind": {0: "spans"},
            "span_match": {0: "spans", 1: "spans"}, "trigger_at": {0: "triggers"}, "trigger_type": {0: "triggers"},
            "arcs": {0: "triggers", 1: "spans"}, "status": {0: "triggers"}, "modes": {0: "triggers"},
            "contexts": {0: "triggers"}, "sectors": {0: "spans"}, "antecedents": {0: "spans", 1: "spans"},
            "countries": {0: "spans", 1: "spans"}}
    torch.onnx.export(relations, inputs, path, opset_version=OPSET, dynamo=False, input_names=names, output_names=outs, dynamic_axes=axes)


def quantize(source, target):
    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"])


def sha256(path):
    with open(path, "rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("model")
    ap.add_argument("out")
    ap.add_argument("--encoder")
    ap.add_argument("--float", action="store_true")
    ap.add_argument("--version", default="0")
    ap.add_argument("--untrained", action="store_true", help="MODEL is a config: export random heads, for tests of the runtime")
    a = ap.parse_args()
    if a.untrained:
        with open(a.model, "rb") as f:
            config = tomllib.load(f)
        c = {"config": config, "thresholds": DEFAULTS, "calibration": {"scale": 1.0, "offset": 0.0}}
    else:
        c = torch.load(a.model, weights_only=False)
        config = c["config"]
    folder = a.encoder or config["encoder"]
    model = Joint(folder, config.get("layers"), config["width"], config["mixers"])
    if not a.untrained:
        model.load_state_dict(c["state"])
    model.eval()
    _, vocab, special = load_tokenizer(folder)
    os.makedirs(a.out, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        export_scanner(model.scanner, f"{work}/encoder.onnx")
        export_relations(model.relations, model.scanner.encoder.dim, f"{work}/relations.onnx")
        for name in ("encoder.onnx", "relations.onnx"):
            onnx.checker.check_model(f"{work}/{name}")
            if a.float or name == "relations.onnx":
                shutil.copy(f"{work}/{name}", a.out)
            else:
                quantize(f"{work}/{name}", f"{a.out}/{name}")
    with open(f"{a.out}/vocab.txt", "w", encoding="utf-8") as f:
        f.writelines(p + "\n" for p in vocab)
    files = {n: sha256(f"{a.out}/{n}") for n in ("encoder.onnx", "relations.onnx", "vocab.txt")}
    description = {
        "format": 1, "name": config["name"], "version": a.version, "languages": config["languages"],
        "tokenizer": {"type": "wordpiece", "vocab": "vocab.txt", "lowercase": True, "strip_accents": True,
                      **special, "continuation": "##", "max_word_chars": 100},
        "encoder": "encoder.onnx", "relations": "relations.onnx", "window": config["window"], "span_width": config["width"],
        "labels": {"spans": SPANS, "triggers": TRIGGERS, "roles": ROLES, "status": STATUS, "modes": MODE_NAMES,
                   "contexts": CONTEXT_NAMES, "sectors": SECTOR_NAMES},
        "thresholds": c["thresholds"], "calibration": c["calibration"], "files": files}
    with open(f"{a.out}/model.json", "w", encoding="utf-8") as f:
        json.dump(description, f, indent=1)
        f.write("\n")
    for n in files:
        print(f"{n} {os.path.getsize(f'{a.out}/{n}') / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
