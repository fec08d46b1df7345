#!/usr/bin/env python3
"""Write the vocabulary of the tiny test model: pieces of the phrases, and characters of every script.

usage: make_tiny_vocab.py > tests/data/language/tiny-model/vocab.txt
"""
import unicodedata

from tokenizers import normalizers, pre_tokenizers

from write_word_piece_cases import PHRASES

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
LETTERS_A_BLOCK = 12
# The words of language_model_test, each one piece.
WORDS = """anna ben carl dora met attacked will said that monday and in the a of to by with on it was killing
rain fell they left town again usa uk later talks zoe 12""".split()


def main():
    normalizer, split = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    with open(PHRASES, encoding="utf-8") as file:
        text = normalizer.normalize_str(file.read())
    words = sorted({w for w, _ in split.pre_tokenize_str(text)})
    pieces, characters = set(), {chr(c) for c in range(0x21, 0x7F)}
    for number, word in enumerate(words):
        characters.update(word)
        if number % 3 == 0:  # whole words, and halves of others
            pieces.add(word)
        elif len(word) > 3:
            pieces.add(word[:len(word) // 2])
            pieces.add("##" + word[len(word) // 2:])
    for row in range(0x80, 0x20000, 0x80):
        found = [chr(c) for c in range(row, row + 0x80) if unicodedata.category(chr(c))[0] in "LMNPS"]
        for char in found[::max(1, len(found) // LETTERS_A_BLOCK)] if row < 0x3400 else found[:2]:
            characters.update(normalizer.normalize_str(char).strip())
    pieces |= set(WORDS) | {c for c in characters if not c.isspace()} | {"##" + c for c in characters if not c.isspace()}
    print("\n".join(SPECIAL + sorted(pieces)))


if __name__ == "__main__":
    main()
