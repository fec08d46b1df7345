"""The pretrained encoder as a plain module: BERT or MPNet layers read from a safetensors file.

Written out here, instead of taken from a model library, so that what is trained is exactly what is exported.
"""
import json
import math
import os

import torch
from safetensors.torch import load_file
from tokenizers import BertWordPieceTokenizer
from torch import nn
from torch.nn import functional as F

SHAPES = 6


def load_tokenizer(folder):
    """The word-piece tokenizer of an encoder folder (vocab.txt or tokenizer.json), and its special pieces."""
    with open(os.path.join(folder, "tokenizer.json"), encoding="utf-8") as f:
        vocab = json.load(f)["model"]["vocab"]
    mpnet = "<s>" in vocab
    special = {"cls": "<s>" if mpnet else "[CLS]", "sep": "</s>" if mpnet else "[SEP]", "unk": "[UNK]"}
    tokenizer = BertWordPieceTokenizer(vocab, lowercase=True, strip_accents=True, unk_token=special["unk"],
                                       cls_token=special["cls"], sep_token=special["sep"],
                                       pad_token="<pad>" if mpnet else "[PAD]")
    ordered = [p for p, _ in sorted(vocab.items(), key=lambda kv: kv[1])]
    return tokenizer, ordered, special


class FusedAttention(torch.autograd.Function):
    """Exported as ONNX Runtime's fused operator, whose cost per piece hardly grows with the window. For unpadded input
    without position bias: the runtime reads one window at a time."""

    @staticmethod
    def forward(ctx, q, k, v, heads):
        b, n, d = q.shape

        def split(x):
            return x.view(b, n, heads, d // heads).transpose(1, 2)
        return F.scaled_dot_product_attention(split(q), split(k), split(v)).transpose(1, 2).reshape(b, n, d)

    @staticmethod
    def symbolic(g, q, k, v, heads):
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Layer(nn.Module):
    def __init__(self, dim, heads, inner, eps):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(dim, dim) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(dim, eps=eps), nn.LayerNorm(dim, eps=eps)
        self.up, self.down = nn.Linear(dim, inner), nn.Linear(inner, dim)
        self.drop = nn.Dropout(.1)

    def forward(self, h, bias):
        b, n, d = h.shape

        def split(x):
            return x.view(b, n, self.heads, d // self.heads).transpose(1, 2)
        if bias is None:
            mixed = FusedAttention.apply(self.query(h), self.key(h), self.value(h), self.heads)
            h = self.norm1(h + self.drop(self.out(mixed)))
            return self.norm2(h + self.drop(self.down(F.gelu(self.up(h)))))
        q, k, v = split(self.query(h)), split(self.key(h)), split(self.value(h))
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(b, n, d)
        h = self.norm1(h + self.drop(self.out(mixed)))
        return self.norm2(h + self.drop(self.down(F.gelu(self.up(h)))))


class Encoder(nn.Module):
    """pieces, shapes, mask [B, L] -> hidden [B, L, dim]. The learned shape embedding starts at zero."""

    def __init__(self, folder, layers=None):
        super().__init__()
        with open(os.path.join(folder, "config.json"), encoding="utf-8") as f:
            c = json.load(f)
        self.mpnet = c["model_type"] == "mpnet"
        self.dim, self.pad = c["hidden_size"], c["pad_token_id"] if "pad_token_id" in c else 0
        count = layers or c["num_hidden_layers"]
        self.word = nn.Embedding(c["vocab_size"], self.dim)
        self.position = nn.Embedding(c["max_position_embeddings"], self.dim)
        self.shape = nn.Embedding(SHAPES, self.dim)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(self.dim, eps=c["layer_norm_eps"])
        self.layers = nn.ModuleList(Layer(self.dim, c["num_attention_heads"], c["intermediate_size"], c["layer_norm_eps"])
                                    for _ in range(count))
        if self.mpnet:
            self.buckets = c["relative_attention_num_buckets"]
            self.relative = nn.Embedding(self.buckets, c["num_attention_heads"])
        self.drop = nn.Dropout(.1)
        self._load(load_file(os.path.join(folder, "model.safetensors")))

    def _load(self, w):
        w = {k.split(".", 1)[1] if k.split(".")[0] in ("bert", "mpnet") else k: v.float() for k, v in w.items()}
        first = 2 if self.mpnet else 0
        state = {"word.weight": w["embeddings.word_embeddings.weight"], "norm.weight": w["embeddings.LayerNorm.weight"],
                 "norm.bias": w["embeddings.LayerNorm.bias"], "shape.weight": self.shape.weight.data}
        position = w["embeddings.position_embeddings.weight"].clone()
        if not self.mpnet:
            position = position + w["embeddings.token_type_embeddings.weight"][0]
        state["position.weight"] = position[first:] if first else position
        self.position = nn.Embedding(*state["position.weight"].shape)
        if self.mpnet:
            state["relative.weight"] = w["encoder.relative_attention_bias.weight"]
        parts = ({"query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "out": "attention.attn.o",
                  "norm1": "attention.LayerNorm"} if self.mpnet else
                 {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                  "out": "attention.output.dense", "norm1": "attention.output.LayerNorm"})
        parts |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
        for i in range(len(self.layers)):
            for ours, theirs in parts.items():
                for p in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{p}"] = w[f"encoder.layer.{i}.{theirs}.{p}"]
        self.load_state_dict(state)

    def _relative_bias(self, n):
        """MPNet's bucketed relative positions (T5's scheme, both directions, up to 128 apart)."""
        position = torch.arange(n)
        distance = position[None, :] - position[:, None]
        half = self.buckets // 2
        bucket = (distance > 0).long() * half
        distance = distance.abs()
        exact = half // 2
        far = exact + (torch.log(distance.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
        bucket = bucket + torch.where(distance < exact, distance, far.clamp(max=half - 1))
        return self.relative(bucket).permute(2, 0, 1)[None]

    def forward(self, pieces, shapes, mask):
        n = pieces.shape[1]
        h = self.word(pieces) + self.shape(shapes) + self.position(torch.arange(n))[None]
        h = self.drop(self.norm(h))
        bias = None if torch.onnx.is_in_onnx_export() and not self.mpnet else (1.0 - mask[:, None, None, :].float()) * -10000.0
        if self.mpnet:
            bias = bias + self._relative_bias(n)
        for layer in self.layers:
            h = layer(h, bias)
        return h
