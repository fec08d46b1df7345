"""Annotated passages of corpus/ as training examples: word pieces, labels, spans and arcs, all in pieces."""
import bisect
import json
import os
import sys
import unicodedata
from dataclasses import dataclass, field

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus"))
from check import CONTEXTS, MODES, check  # noqa: E402

KINDS = ["PER", "GRP", "ORG", "GPE", "NORP", "LOC", "FAC"]
SPANS = [""] + KINDS + ["TIME", "NUM"]
TIME, NUM, CONTENT = SPANS.index("TIME"), SPANS.index("NUM"), len(SPANS)
TYPES = sorted(MODES)
TRIGGERS = [""] + TYPES
CUE = len(TYPES)
NUMBERS = ["killed", "injured", "arrested", "displaced", "crowd", "amount"]
MENTION_ROLES = ["actor", "recipient", "place", "source"]
ROLES = MENTION_ROLES + ["time", "content"] + NUMBERS
STATUS = ["actual", "future", "hypothetical", "negated", "historical"]
MODE_NAMES = sorted({m for modes in MODES.values() for m in modes})
CONTEXT_NAMES = sorted(CONTEXTS)
SECTOR_NAMES = ["COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL",
                "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"]


def letter_shape(surface):
    """The letter shape of a piece (docs/model.md)."""
    if not surface:
        return 0
    category = unicodedata.category(surface[0])
    if category[0] not in "LN":
        return 0
    if category == "Nd":
        return 4
    kinds = [unicodedata.category(c) for c in surface]
    upper, lower = sum(k in ("Lu", "Lt") for k in kinds), sum(k == "Ll" for k in kinds)
    if upper == 0 and lower == 0:
        return 5
    if upper == 0:
        return 1
    if lower == 0:
        return 2 if len(surface) == 1 else 3
    return 2 if kinds[0] in ("Lu", "Lt") and upper == 1 else 5


def words(text):
    """Lower-cased runs of letters, marks and numbers, and the same as written."""
    out, current = [], ""
    for c in text + " ":
        if unicodedata.category(c)[0] in "LMN":
            current += c
        elif current:
            out.append(current)
            current = ""
    return [w.lower() for w in out], out


def match(a, b):
    """How two phrases agree in their words (docs/model.md, span_match); symmetric."""
    (la, ra), (lb, rb) = a, b
    if not la or not lb:
        return 0
    if la == lb:
        return 1
    sa, sb = set(la), set(lb)
    for small, large in ((sa, sb), (sb, sa)):
        if small < large and any(len(w) >= 3 for w in small):
            return 2
    for short, long in ((ra, rb), (rb, ra)):
        if len(short) == 1 and len(short[0]) >= 2 and all(unicodedata.category(c) == "Lu" for c in short[0]):
            if "".join(w[0] for w in long if unicodedata.category(w[0]) == "Lu") == short[0]:
                return 3
    return 4 if la[-1] == lb[-1] else 0


@dataclass
class Example:
    id: str
    text: str
    gold: dict
    pieces: list
    shapes: list
    offsets: list
    spans: list = field(default_factory=list)       # (first, last, kind), by first then longer
    span_labels: dict = field(default_factory=dict)  # (first, width-1) -> label
    triggers: list = field(default_factory=list)    # (piece, type)
    trigger_labels: list = field(default_factory=list)
    cue_labels: list = field(default_factory=list)
    content_labels: list = field(default_factory=list)
    arcs: list = field(default_factory=list)        # (trigger, span, role)
    status: list = field(default_factory=list)      # one a trigger; -100 for cues
    modes: list = field(default_factory=list)
    contexts: list = field(default_factory=list)
    sectors: list = field(default_factory=list)     # one set a span; None where unlabelled
    antecedents: list = field(default_factory=list)  # one set of earlier spans a span
    countries: list = field(default_factory=list)   # one set of spans a span; None: no loss
    matches: list = field(default_factory=list)


def encode(tokenizer, text):
    """Pieces with [CLS] and [SEP], shapes and character offsets of a text."""
    t = tokenizer.encode(text)
    offsets = [tuple(o) for o in t.offsets]
    shapes = [letter_shape(text[a:b]) for a, b in offsets]
    return list(t.ids), shapes, offsets


class Aligner:
    """Character spans -> (first, last) pieces."""

    def __init__(self, offsets):
        real = [(i, a, b) for i, (a, b) in enumerate(offsets) if b > a]
        self.index = [i for i, _, _ in real]
        self.starts = [a for _, a, _ in real]
        self.ends = [b for _, _, b in real]

    def __call__(self, span):
        first = bisect.bisect_right(self.ends, span[0])
        last = bisect.bisect_left(self.starts, span[1]) - 1
        if first > last:
            return None
        return self.index[first], self.index[last]


def prepare(record, tokenizer, width, limit=512):
    """An annotated record -> Example; None when it is longer than the encoder reads."""
    if record.get("mentions") and isinstance(record["mentions"][0], list) or "lang" in record:
        record, errors = check(record) if not _resolved(record) else (record, [])
        if errors:
            raise SystemExit(f"{record['id']}: {errors[0]}")
    pieces, shapes, offsets = encode(tokenizer, record["text"])
    if len(pieces) > limit:
        return None
    x = Example(record["id"], record["text"], record, pieces, shapes, offsets)
    align = Aligner(offsets)
    _add_spans(x, align, width)
    return x


def _resolved(record):
    m = record.get("mentions") or []
    return bool(m) and isinstance(m[0], dict) or bool(record.get("events")) and isinstance(record["events"][0]["trigger"], list)


def _add_spans(x, align, width):
    g, n = x.gold, len(x.pieces)
    ranges, mention_at = {}, {}
    for m in g["mentions"]:
        r = align(m["span"])
        if r and r[1] - r[0] < width:
            ranges.setdefault(r, KINDS.index(m["kind"]) + 1)
            mention_at[m["id"]] = r
    for e in g["events"]:
        for t in e["time"]:
            r = align(t["span"])
            if r and r[1] - r[0] < width:
                ranges.setdefault(r, TIME)
        for k in NUMBERS:
            if k in e and (r := align(e[k]["span"])) and r[1] - r[0] < width:
                ranges.setdefault(r, NUM)
    x.span_labels = {(a, b - a): k for (a, b), k in ranges.items()}
    contents, x.content_labels = [], [0] * n
    for c in sorted(g["claims"], key=lambda c: c["content"][0] - c["content"][1]):
        r = align(c["content"])
        if r and not any(x.content_labels[r[0]:r[1] + 1]):
            x.content_labels[r[0]:r[1] + 1] = [1] + [2] * (r[1] - r[0])
            contents.append(r)
    x.spans = sorted([(a, b, k) for (a, b), k in ranges.items()], key=lambda s: (s[0], -s[1]))
    x.spans += [(a, b, CONTENT) for a, b in sorted(contents)]
    at = {(a, b): i for i, (a, b, k) in enumerate(x.spans) if k != CONTENT}
    content_at = {(a, b): i for i, (a, b, k) in enumerate(x.spans) if k == CONTENT}
    _add_events(x, align, at, mention_at)
    _add_claims(x, align, at, content_at, mention_at)
    _add_entities(x, at, mention_at)


def _add_events(x, align, at, mention_at):
    x.trigger_labels = [0] * len(x.pieces)
    for e in x.gold["events"]:
        r = align(e["trigger"])
        if not r:
            continue
        t, kind = len(x.triggers), TYPES.index(e["type"])
        x.triggers.append((r[0], kind))
        x.trigger_labels[r[0]] = 1 + kind
        x.status.append(STATUS.index(e["status"]))
        x.modes.append({MODE_NAMES.index(m) for m in e["mode"]})
        x.contexts.append({CONTEXT_NAMES.index(c) for c in e["context"]})
        for role in MENTION_ROLES:
            for i in e[role]:
                if mention_at.get(i) in at:
                    x.arcs.append((t, at[mention_at[i]], ROLES.index(role)))
        for expression in e["time"]:
            if (q := align(expression["span"])) in at:
                x.arcs.append((t, at[q], ROLES.index("time")))
        for k in NUMBERS:
            if k in e and (q := align(e[k]["span"])) in at:
                x.arcs.append((t, at[q], ROLES.index(k)))


def _add_claims(x, align, at, content_at, mention_at):
    x.cue_labels = [0] * len(x.pieces)
    cues = {}
    for c in x.gold["claims"]:
        r = align(c["cue"]) if c["cue"] else None
        if not r:
            continue
        if r[0] not in cues:
            cues[r[0]] = len(x.triggers)
            x.triggers.append((r[0], CUE))
            x.status.append(-100)
            x.modes.append(set())
            x.contexts.append(set())
            x.cue_labels[r[0]] = 1
        t = cues[r[0]]
        if c["source"] and mention_at.get(c["source"]) in at:
            x.arcs.append((t, at[mention_at[c["source"]]], ROLES.index("source")))
        q = align(c["content"])
        if q in content_at:
            x.arcs.append((t, content_at[q], ROLES.index("content")))


def _add_entities(x, at, mention_at):
    g, n = x.gold, len(x.spans)
    parent = {m["id"]: m["same_as"] or m["id"] for m in g["mentions"]}

    def root(i):
        for _ in range(len(parent)):
            if parent.get(i, i) == i:
                break
            i = parent[i]
        return i
    x.sectors, x.countries = [None] * n, [None] * n
    x.antecedents = [set() for _ in range(n)]
    chain, country, is_place = {}, {}, {}
    for m in g["mentions"]:
        if m["id"] not in mention_at:
            continue
        s = at[mention_at[m["id"]]]
        x.sectors[s] = {SECTOR_NAMES.index(k) for k in m["sectors"]}
        chain.setdefault(s, root(m["id"]))
        country.setdefault(s, m["country"])
        is_place.setdefault(s, m["kind"] in ("GPE", "NORP"))
    for j in chain:
        x.antecedents[j] = {i for i in chain if i < j and chain[i] == chain[j]}
        if country[j] and not is_place[j]:
            x.countries[j] = {i for i in chain if i != j and is_place[i] and country[i] == country[j]}
    text_words = [words(x.text[x.offsets[a][0]:x.offsets[b][1]]) if k < TIME else ([], []) for a, b, k in x.spans]
    x.matches = [[match(text_words[i], text_words[j]) for i in range(n)] for j in range(n)]


def read(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)
