#!/usr/bin/env python3
"""Write what the reference tokenizer makes of 10,000 sentences, for word_pieces_test.

usage: write_word_piece_cases.py VOCAB hashes > FILE      one hash a sentence
       write_word_piece_cases.py VOCAB cases N > FILE     the first N in full: JSON with text and pieces

The sentences are ordinary phrases and random strings over all of Unicode; the test makes the same
ones from the same numbers. A hash is FNV-1a (64 bits, folded to 32) over "id:begin:end " of each
piece, offsets in bytes. Needs the packages `tokenizers` and `transformers` (for the reference).
"""
import json
import os
import sys

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

HERE = os.path.dirname(os.path.abspath(__file__))
PHRASES = os.path.join(HERE, "..", "..", "tests", "data", "language", "phrases.txt")
SENTENCES = 10_000
MASK = (1 << 64) - 1


class Numbers:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return (z ^ (z >> 31)) % n


SPACES = [0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x0A, 0x09, 0xA0, 0x3000, 0x2009, 0x2028]
ODD = [0x00, 0x07, 0x0B, 0x0D, 0x7F, 0x85, 0xAD, 0x130, 0x131, 0x200B, 0x200D, 0x200F, 0x202E, 0x2060,
       0xFE0F, 0xFEFF, 0xFFFD, 0xFFFE, 0x1F1F7, 0x1F3FD, 0xE0067, 0x10FFFF]


def block(numbers):
    """The first code point of a row of 128."""
    k = numbers.below(16)
    if k < 8:
        return 0x80 * numbers.below(0x20)
    if k < 11:
        return 0x80 * numbers.below(0x60)
    if k < 13:
        return 0x80 * numbers.below(0x1B0)
    if k == 13:
        return 0xE000 + 0x80 * numbers.below(0x40)
    if k == 14:
        return 0x10000 + 0x80 * numbers.below(0x400)
    return 0x1F000 + 0x80 * numbers.below(0x20)


def token(numbers, words):
    kind = numbers.below(10)
    if kind < 4:
        return words[numbers.below(len(words))]
    if kind < 7:  # one script
        first = block(numbers)
        return "".join(chr(first + numbers.below(0x80)) for _ in range(1 + numbers.below(8)))
    if kind == 7:  # letters with marks
        out = ""
        for _ in range(1 + numbers.below(4)):
            out += chr(0x61 + numbers.below(26))
            out += "".join(chr(0x300 + numbers.below(0x70)) for _ in range(numbers.below(4)))
        return out
    if kind == 8:  # several scripts
        return "".join(chr(block(numbers) + numbers.below(0x80)) for _ in range(1 + numbers.below(6)))
    out = ""
    for _ in range(1 + numbers.below(3)):
        out += chr(0x21 + numbers.below(0x5E))
        out += chr(ODD[numbers.below(len(ODD))])
    return out


def sentences():
    with open(PHRASES, encoding="utf-8") as file:
        phrases = file.read().split("\n")[:-1]
    words = [w for phrase in phrases for w in phrase.split(" ")]
    numbers = Numbers(20250304)
    out = list(phrases)
    while len(out) < SENTENCES:
        text = ""
        for _ in range(1 + numbers.below(20)):
            text += token(numbers, words)
            if numbers.below(8):
                text += chr(SPACES[numbers.below(len(SPACES))])
        out.append(text)
    return out


def reference(vocab_path, lowercase=True):
    with open(vocab_path, encoding="utf-8", newline="\n") as file:
        vocab = {line.rstrip("\n"): i for i, line in enumerate(file)}
    tokenizer = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def pieces(tokenizer, text):
    starts = [0]
    for char in text:
        starts.append(starts[-1] + len(char.encode("utf-8")))
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return [[i, starts[a], starts[b]] for i, (a, b) in zip(encoding.ids, encoding.offsets)]


def folded_hash(found):
    value = 0xCBF29CE484222325
    for byte in "".join("%d:%d:%d " % tuple(p) for p in found).encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return (value >> 32) ^ (value & 0xFFFFFFFF)


def main():
    tokenizer = reference(sys.argv[1])
    if sys.argv[2] == "hashes":
        for text in sentences():
            print("%08x" % folded_hash(pieces(tokenizer, text)))
    else:
        for text in sentences()[:int(sys.argv[3])]:
            print(json.dumps({"text": text, "pieces": pieces(tokenizer, text)}))


if __name__ == "__main__":
    main()
