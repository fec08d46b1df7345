"""Scores -> records, by the rules of docs/model.md. The C++ decoder follows the same rules; tests hold the two together."""
import unicodedata

import torch

from passages import (CONTENT, CONTEXT_NAMES, CUE, KINDS, MODE_NAMES, NUM, NUMBERS, ROLES, SECTOR_NAMES, SPANS, STATUS, TIME,
                      TYPES, match, words)
from check import MODES

DEFAULTS = {"span": 0.0, "trigger": 0.0, "cue": 0.0, "roles": {r: 0.0 for r in ROLES}, "floors": {"actor": 0.0, "recipient": 0.0},
            "modes": 0.0, "contexts": 0.0, "sectors": 0.0, "antecedent": 0.0}
QUOTES = "\"'“”‘’«»„‚"


def decode_spans(x, logits, length, bias):
    """Accepted (first, last, label, probability), nested but never crossing, and within one line."""
    logits = logits.clone()
    logits[..., 0] -= bias
    best, label = logits.softmax(-1).max(-1)
    found = []
    for a, w in (label > 0).nonzero().tolist():
        if 1 <= a and a + w < length - 1 and "\n" not in x.text[x.offsets[a][0]:x.offsets[a + w][1]]:
            found.append((best[a, w].item(), a, a + w, label[a, w].item()))
    kept = []
    for p, a, b, k in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        if not any((x < a <= y < b) or (a < x <= b < y) or (a, b) == (x, y) for x, y, _, _ in kept):
            kept.append((a, b, k, p))
    return sorted(kept, key=lambda s: (s[0], -s[1]))


def fillers(row, nodes, ids, threshold, floor=None):
    """Mentions whose arc is above the threshold (where none is, the best above the floor); of nested ones the likelier."""
    kept = []
    for s in sorted((s for s in ids if row[s] > threshold), key=lambda s: -row[s]):
        a, b, _ = nodes[s]
        if not any(nodes[k][0] <= b and a <= nodes[k][1] for k in kept):
            kept.append(s)
    if not kept and floor is not None and ids:
        best = max(ids, key=lambda s: row[s])
        if row[best] > floor:
            kept = [best]
    return sorted(kept)


def whole_word(x, piece):
    """Characters of the word that starts at a piece."""
    begin, end = x.offsets[piece]
    for a, b in x.offsets[piece + 1:]:
        if a != end or b <= a or unicodedata.category(x.text[a])[0] not in "LMN":
            break
        end = b
    return [begin, end]


def decode_contents(logits, length):
    """(first, last) of each claimed stretch."""
    out, label = [], logits.argmax(-1).tolist()
    for i in range(1, length - 1):
        if label[i] == 1 or (label[i] == 2 and (label[i - 1] == 0 or not out or out[-1][1] != i - 1)):
            out.append([i, i])
        elif label[i] == 2:
            out[-1][1] = i
    return [tuple(r) for r in out]


def trim(text, begin, end):
    while begin < end and (text[begin].isspace() or text[begin] in QUOTES):
        begin += 1
    while end > begin and (text[end - 1].isspace() or text[end - 1] in QUOTES):
        end -= 1
    return [begin, end]


def decode(x, scores, relations, thresholds):
    """One document: scores are a row of the scanner's outputs, cut to the document's length."""
    hidden, spans, triggers, cues, contents = scores
    n, t = len(x.pieces), thresholds
    found = decode_spans(x, spans[:n], n, t["span"])
    said = decode_contents(contents[:n], n)
    none = triggers[:n, 0].clone()
    triggers = triggers[:n].clone()
    triggers[:, 0] -= t["trigger"]
    kinds = triggers.argmax(-1).tolist()
    events, told = [], 0
    for i, k in enumerate(kinds):
        if k and 0 < i < n - 1 and x.offsets[i][1] > x.offsets[i][0] and x.offsets[i][0] >= told:
            events.append((i, k - 1))
            told = whole_word(x, i)[1]
    at = [(i, CUE) for i in range(1, n - 1) if cues[i] > t["cue"]]
    nodes = [(a, b, k) for a, b, k, _ in found] + [(a, b, CONTENT) for a, b in said]
    record = {"id": x.id, "mentions": [], "events": [], "claims": []}
    if not nodes and not events:
        return record
    filled = nodes or [(0, 0, CONTENT)]
    all_triggers = events + at or [(0, 0)]
    texts = [words(x.text[x.offsets[a][0]:x.offsets[b][1]]) if k < TIME else ([], []) for a, b, k in filled]
    T = torch.tensor
    inputs = (*(T(v) for v in zip(*filled)), T([[match(p, q) for q in texts] for p in texts]), *(T(v) for v in zip(*all_triggers)))
    arcs, status, modes, contexts, sectors, antecedents, countries = relations(hidden[:n], *inputs)
    ids = _mentions(x, nodes, sectors, antecedents, record, t)
    limit = T([t["roles"][r] for r in ROLES])
    strong = (arcs > limit)
    probability = triggers[:, 0] * 0
    probability = 1 - torch.cat([none[:, None], triggers[:, 1:]], 1).softmax(-1)[:, 0]
    for q, (i, kind) in enumerate(events):
        e = {"type": TYPES[kind], "trigger": whole_word(x, i), "status": STATUS[int(status[q].argmax())], "time": [],
             "score": round(float(probability[i]), 4)}
        e["mode"] = [MODE_NAMES[m] for m in (modes[q] > t["modes"]).nonzero()[:, 0].tolist() if MODE_NAMES[m] in MODES[e["type"]]]
        e["context"] = [CONTEXT_NAMES[c] for c in (contexts[q] > t["contexts"]).nonzero()[:, 0].tolist()]
        for r in ("actor", "recipient", "place", "source"):
            e[r] = [ids[s] for s in fillers(arcs[q, :, ROLES.index(r)].tolist(), nodes, ids, t["roles"][r], t["floors"].get(r))]
        for s in strong[q, :, ROLES.index("time")].nonzero()[:, 0].tolist():
            if filled[s][2] == TIME:
                e["time"].append({"span": [x.offsets[filled[s][0]][0], x.offsets[filled[s][1]][1]], "value": ""})
        for k in NUMBERS:
            row = arcs[q, :, ROLES.index(k)]
            best = [s for s in range(len(nodes)) if filled[s][2] == NUM and row[s] > t["roles"][k]]
            if best:
                s = max(best, key=lambda s: row[s])
                e[k] = {"span": [x.offsets[filled[s][0]][0], x.offsets[filled[s][1]][1]]}
        record["events"].append(e)
    _claims(x, nodes, at, len(events), arcs, ids, record, t)
    return record


def _mentions(x, nodes, sectors, antecedents, record, t):
    ids = {}
    for s, (a, b, k) in enumerate(nodes):
        if k >= TIME:
            continue
        row = antecedents[s].clone()
        row[s] += t["antecedent"]
        link = int(row.argmax())
        ids[s] = f"m{len(ids) + 1}"
        record["mentions"].append({"id": ids[s], "span": [x.offsets[a][0], x.offsets[b][1]], "kind": KINDS[k - 1],
                                   "same_as": ids[link] if link != s else "",
                                   "sectors": [SECTOR_NAMES[c] for c in (sectors[s] > t["sectors"]).nonzero()[:, 0].tolist()]})
    return ids


def _claims(x, nodes, cues, first, arcs, ids, record, t):
    content_role, source_role = ROLES.index("content"), ROLES.index("source")
    for s, (a, b, k) in enumerate(nodes):
        if k != CONTENT:
            continue
        begin, end = trim(x.text, x.offsets[a][0], x.offsets[b][1])
        if begin >= end:
            continue
        claim = {"source": None, "cue": None, "content": [begin, end], "form": "indirect"}
        owners = [(float(arcs[first + c, s, content_role]), c) for c in range(len(cues))]
        owners = [o for o in owners if o[0] > t["roles"]["content"]]
        if owners:
            c = max(owners)[1]
            claim["cue"] = whole_word(x, cues[c][0])
            row = arcs[first + c, :, source_role]
            speakers = [(float(row[m]), m) for m in ids if row[m] > t["roles"]["source"]]
            if speakers:
                claim["source"] = ids[max(speakers)[1]]
        record["claims"].append(claim)
