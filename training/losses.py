"""The training loss of a batch of examples."""
import torch
from torch.nn import functional as F

from passages import CONTENT, CONTEXT_NAMES, MODE_NAMES, ROLES, SECTOR_NAMES, TIME

ALLOWED = {"actor": "mention", "recipient": "mention", "place": "mention", "source": "mention", "time": 8, "content": CONTENT}


def role_mask(spans, triggers, cue):
    """[T, S, R] of the arcs that decoding may draw."""
    kinds = torch.tensor([k for _, _, k in spans])
    is_cue = torch.tensor([k == cue for _, k in triggers])
    mask = torch.zeros(len(triggers), len(spans), len(ROLES), dtype=torch.bool)
    for r, role in enumerate(ROLES):
        wanted = ALLOWED.get(role, 9)
        ok = kinds < TIME if wanted == "mention" else kinds == wanted
        trigger_ok = torch.ones(len(triggers), dtype=torch.bool) if role == "source" else is_cue if role == "content" else ~is_cue
        mask[:, :, r] = trigger_ok[:, None] & ok[None]
    return mask


def pad(rows, fill):
    n = max(len(r) for r in rows)
    return torch.tensor([r + [fill] * (n - len(r)) for r in rows])


def scan_batch(batch, pad_id):
    pieces = pad([x.pieces for x in batch], pad_id)
    mask = pad([[1] * len(x.pieces) for x in batch], 0)
    return pieces, pad([x.shapes for x in batch], 0), mask


def relation_inputs(x):
    t = torch.tensor
    a, b, k = (t(v) for v in zip(*x.spans))
    at, ty = (t(v) for v in zip(*x.triggers)) if x.triggers else (t([0]), t([0]))
    return a, b, k, t(x.matches), at, ty


def multi_hot(sets, size):
    y = torch.zeros(len(sets), size)
    for i, s in enumerate(sets):
        y[i, list(s)] = 1
    return y


def scanner_loss(scores, batch, weights):
    _, spans, triggers, cues, contents = scores
    n = spans.shape[1]
    labels = torch.zeros(spans.shape[:3], dtype=torch.long)
    room = torch.zeros(spans.shape[:3], dtype=torch.bool)
    for i, x in enumerate(batch):
        length = len(x.pieces)
        for w in range(spans.shape[2]):
            room[i, 1:max(1, length - 1 - w), w] = True
        for (a, w), k in x.span_labels.items():
            labels[i, a, w] = k
    count = sum(len(x.pieces) for x in batch)
    loss = {"spans": F.cross_entropy(spans[room], labels[room], reduction="sum") / count}
    loss["triggers"] = F.cross_entropy(triggers.flatten(0, 1), pad([x.trigger_labels for x in batch], -100).flatten(), ignore_index=-100)
    loss["contents"] = F.cross_entropy(contents.flatten(0, 1), pad([x.content_labels for x in batch], -100).flatten(), ignore_index=-100)
    y = pad([x.cue_labels for x in batch], -100)
    loss["cues"] = F.binary_cross_entropy_with_logits(cues[y >= 0], y[y >= 0].float())
    assert n == y.shape[1]
    return loss


def row_nll(scores, targets):
    """Marginal negative log-likelihood of the targets of each row (own column where the set is empty)."""
    rows = []
    logp = scores.log_softmax(-1)
    for j, wanted in enumerate(targets):
        if wanted is None:
            continue
        rows.append(-torch.logsumexp(logp[j, sorted(wanted) or [j]], 0))
    return torch.stack(rows).sum() if rows else scores.sum() * 0


def relation_loss(relations, hidden, x, cue):
    arcs, status, modes, contexts, sectors, antecedents, countries = relations(hidden, *relation_inputs(x))
    loss = {}
    mentions = [j for j, (_, _, k) in enumerate(x.spans) if k < TIME]
    loss["antecedents"] = row_nll(antecedents, [x.antecedents[j] if j in set(mentions) else None for j in range(len(x.spans))])
    loss["countries"] = row_nll(countries, x.countries)
    labelled = [j for j in mentions if x.sectors[j] is not None]
    if labelled:
        y = multi_hot([x.sectors[j] for j in labelled], len(SECTOR_NAMES))
        loss["sectors"] = F.binary_cross_entropy_with_logits(sectors[labelled], y, reduction="sum")
    if not x.triggers:
        return loss
    mask = role_mask(x.spans, x.triggers, cue)
    y = torch.zeros_like(arcs)
    for t, s, r in x.arcs:
        y[t, s, r] = 1
    loss["arcs"] = F.binary_cross_entropy_with_logits(arcs[mask], y[mask], reduction="sum")
    loss["status"] = F.cross_entropy(status, torch.tensor(x.status), ignore_index=-100, reduction="sum")
    events = [t for t, (_, k) in enumerate(x.triggers) if k != cue]
    if events:
        loss["modes"] = F.binary_cross_entropy_with_logits(modes[events], multi_hot([x.modes[t] for t in events], len(MODE_NAMES)), reduction="sum")
        loss["contexts"] = F.binary_cross_entropy_with_logits(contexts[events], multi_hot([x.contexts[t] for t in events], len(CONTEXT_NAMES)), reduction="sum")
    return loss
