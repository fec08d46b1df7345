// The word pieces of BERT's tokenizer, each with the bytes of the text it was read from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "src/base/result.h"
#include "src/text/span.h"

namespace dateline {

struct Piece {
  int32_t id = 0;
  Span span;
  friend bool operator==(const Piece&, const Piece&) = default;
};

struct WordPieceOptions {
  bool lowercase = true;
  bool strip_accents = true;
  std::string cls = "[CLS]", sep = "[SEP]", unk = "[UNK]";
  std::string continuation = "##";
  int max_word_chars = 100;  // a longer word is one unknown piece
};

// A vocabulary and the way to read text with it. Gives the same ids and offsets as the Python
// packages that models are trained with (`tokenizers`, BertNormalizer and BertPreTokenizer), for
// any valid UTF-8, with one exception: text that spells a special piece ("[SEP]") is ordinary text.
// Immutable once made; const methods are safe from any thread.
class WordPieces {
 public:
  // `vocabulary` has one piece a line, the first with id 0. Fails when a special piece is missing.
  static Result<WordPieces> Create(std::string_view vocabulary, WordPieceOptions options);

  // Appends the pieces of `text` (valid UTF-8, below 4 GiB) in order, without special pieces. A
  // piece of part of a decomposed character has the span of the whole character. Linear time.
  void Tokenize(std::string_view text, std::vector<Piece>* pieces) const;

  int32_t cls() const { return cls_; }
  int32_t sep() const { return sep_; }
  int32_t size() const { return size_; }

 private:
  friend class WordReader;
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  // Pieces of one position in a word, by their text.
  struct Table {
    std::unordered_map<std::string, int32_t, Hash, std::equal_to<>> ids;
    size_t longest = 0;  // bytes
    void Add(std::string_view text, int32_t id);
    int32_t Find(std::string_view text) const;  // -1: none
  };

  WordPieces() = default;

  WordPieceOptions options_;
  Table starts_, continuations_;  // the latter without their prefix
  int32_t cls_ = 0, sep_ = 0, unk_ = 0, size_ = 0;
};

}  // namespace dateline
