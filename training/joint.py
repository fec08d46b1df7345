"""The joint model: an encoder, heads over its pieces, and relations between the triggers and spans found.

Inputs and outputs are those of docs/model.md; `Scanner` is exported as encoder.onnx, `Relations` as relations.onnx.
"""
import torch
from torch import nn
from torch.nn import functional as F

from encoder import Encoder
from passages import (CONTENT, CONTEXT_NAMES, CUE, MODE_NAMES, ROLES, SECTOR_NAMES, SPANS, STATUS, TIME, TRIGGERS)

DISTANCES = 33


def bucket(distance):
    """Signed logarithmic distance -> [0, DISTANCES)."""
    size = torch.log2(distance.abs().float() + 1).mul(2).long().clamp(max=16)
    return torch.sign(distance) * size + 16


def mlp(d, hidden, out, drop=.2):
    return nn.Sequential(nn.Linear(d, hidden), nn.GELU(), nn.Dropout(drop), nn.Linear(hidden, out))


class Scanner(nn.Module):
    """pieces, shapes, mask [B, L] -> hidden, span, trigger, cue and content logits."""

    def __init__(self, encoder, width=24, inner=160):
        super().__init__()
        self.encoder, self.width = encoder, width
        d = encoder.dim
        self.start, self.end, self.inside = nn.Linear(d, inner), nn.Linear(d, inner), nn.Linear(d, inner, bias=False)
        self.widths = nn.Embedding(width, inner)
        self.label = nn.Sequential(nn.ReLU(), nn.Linear(inner, len(SPANS)))
        self.trigger = mlp(d, 256, len(TRIGGERS))
        self.cue = mlp(d, 128, 1)
        self.content = mlp(d, 128, 3)
        self.drop = nn.Dropout(.2)

    def spans(self, h):
        """Logits [B, L, W, K] of the span of w+1 pieces at l."""
        n, w = h.shape[1], self.width
        start, end = self.start(h), F.pad(self.end(h), (0, 0, 0, w))
        total = F.pad(self.inside(h).cumsum(1), (0, 0, 1, w))
        rows = []
        for k in range(w):
            mean = (total[:, k + 1:k + 1 + n] - total[:, :n]) / (k + 1)
            rows.append(start + end[:, k:k + n] + mean + self.widths.weight[k])
        return self.label(torch.stack(rows, 2))

    def heads(self, hidden):
        h = self.drop(hidden)
        return self.spans(h), self.trigger(h), self.cue(h)[..., 0], self.content(h)

    def forward(self, pieces, shapes, mask):
        hidden = self.encoder(pieces, shapes, mask)
        return (hidden, *self.heads(hidden))


class Mixer(nn.Module):
    """One attention layer over triggers and spans, biased by how far apart they stand."""

    def __init__(self, dim, heads=4):
        super().__init__()
        self.heads, self.dim = heads, dim
        self.qkv, self.out = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.distance = nn.Embedding(DISTANCES, heads)
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.inner = mlp(dim, 2 * dim, dim, .1)
        self.drop = nn.Dropout(.1)

    def forward(self, x, apart):
        n, d = x.shape[0], self.dim // self.heads
        q, k, v = self.qkv(self.norm1(x)).view(n, 3, self.heads, d).permute(1, 2, 0, 3).unbind(0)
        scores = torch.matmul(q, k.transpose(1, 2)) * d ** -.5 + self.distance(apart).permute(2, 0, 1)
        x = x + self.drop(self.out(torch.matmul(scores.softmax(-1), v).transpose(0, 1).reshape(n, self.dim)))
        return x + self.drop(self.inner(self.norm2(x)))


class Relations(nn.Module):
    """Arcs, status, modes, contexts, sectors, antecedents and countries of one window."""

    def __init__(self, d, dim=256, mixers=2, low=32):
        super().__init__()
        self.dim, self.low = dim, low
        self.span_in, self.trigger_in = nn.Linear(3 * d, dim), nn.Linear(d, dim)
        self.kind, self.kind_of_trigger = nn.Embedding(CONTENT + 1, dim), nn.Embedding(CUE + 1, dim)
        self.mixers = nn.ModuleList(Mixer(dim) for _ in range(mixers))
        self.norm = nn.LayerNorm(dim)
        self.arc_t, self.arc_s, self.arc_far = nn.Linear(dim, dim), nn.Linear(dim, dim), nn.Embedding(DISTANCES, dim)
        self.between = nn.Linear(d, dim, bias=False)
        self.arc = nn.Sequential(nn.GELU(), nn.Dropout(.2), nn.Linear(dim, 128), nn.GELU(), nn.Linear(128, len(ROLES)))
        self.role_t, self.role_s = nn.Linear(dim, len(ROLES) * low), nn.Linear(dim, len(ROLES) * low)
        self.status = mlp(dim + d, 128, len(STATUS))
        self.modes, self.contexts = mlp(dim, 128, len(MODE_NAMES)), mlp(dim, 128, len(CONTEXT_NAMES))
        self.sectors = mlp(dim, 128, len(SECTOR_NAMES))
        self.pair_a, self.pair_b = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.pair_far, self.pair_match = nn.Embedding(DISTANCES, dim), nn.Embedding(5, dim)
        self.pair = nn.Sequential(nn.GELU(), nn.Dropout(.2), nn.Linear(dim, 2))
        self.link_a, self.link_b = nn.Linear(dim, 2 * 64), nn.Linear(dim, 2 * 64)
        self.none = mlp(dim, 64, 2)
        self.drop = nn.Dropout(.2)

    def forward(self, hidden, span_begin, span_end, span_kind, span_match, trigger_at, trigger_type):
        h = self.drop(hidden)
        total = F.pad(h.cumsum(0), (0, 0, 1, 0))
        mean = (total[span_end + 1] - total[span_begin]) / (span_end + 1 - span_begin)[:, None]
        s = self.span_in(torch.cat([h[span_begin], h[span_end], mean], -1)) + self.kind(span_kind)
        t = self.trigger_in(h[trigger_at]) + self.kind_of_trigger(trigger_type)
        place = torch.cat([trigger_at, span_begin])
        apart, x, count = bucket(place[None, :] - place[:, None]), torch.cat([t, s]), t.shape[0]
        for mixer in self.mixers:
            x = mixer(x, apart)
        x = self.norm(x)
        t, s = self.drop(x[:count]), self.drop(x[count:])
        arcs = self._arcs(h, t, s, span_begin, span_end, trigger_at)
        antecedents, countries = self._links(s, span_begin, span_kind, span_match)
        status = self.status(torch.cat([t, h[trigger_at]], -1))
        return arcs, status, self.modes(t), self.contexts(t), self.sectors(s), antecedents, countries

    def _arcs(self, h, t, s, begin, end, at):
        left = torch.minimum(at[:, None] + 1, end[None] + 1)
        right = torch.maximum(at[:, None], begin[None])
        total = F.pad(self.between(h).cumsum(0), (0, 0, 1, 0))
        gap = (right - left).clamp(min=0)
        between = (total[left + gap] - total[left]) / gap.clamp(min=1)[..., None]
        pair = self.arc_t(t)[:, None] + self.arc_s(s)[None] + self.arc_far(bucket(begin[None] - at[:, None])) + between
        q = self.role_t(t).view(-1, len(ROLES), self.low).transpose(0, 1)
        k = self.role_s(s).view(-1, len(ROLES), self.low).permute(1, 2, 0)
        return self.arc(pair) + torch.matmul(q, k).permute(1, 2, 0) * self.low ** -.5

    def _links(self, s, begin, kind, match):
        n = s.shape[0]
        pair = (self.pair_a(s)[:, None] + self.pair_b(s)[None] + self.pair_far(bucket(begin[None] - begin[:, None]))
                + self.pair_match(match))
        q = self.link_a(s).view(n, 2, 64).transpose(0, 1)
        k = self.link_b(s).view(n, 2, 64).permute(1, 2, 0)
        scores = self.pair(pair).permute(2, 0, 1) + torch.matmul(q, k) * .125
        order = torch.arange(n)
        own = order[None, :] == order[:, None]
        scores = torch.where(own, self.none(s).t()[:, :, None], scores)
        barred = ((kind >= TIME)[None, :] & ~own)
        later = order[None, :] > order[:, None]
        antecedents = scores[0].masked_fill(barred | later, -1e4)
        return antecedents, scores[1].masked_fill(barred, -1e4)


class Joint(nn.Module):
    def __init__(self, folder, layers=None, width=24, mixers=2):
        super().__init__()
        self.scanner = Scanner(Encoder(folder, layers), width)
        self.relations = Relations(self.scanner.encoder.dim, mixers=mixers)
