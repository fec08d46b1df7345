// From the scores of one window to what stands in it: docs/model.md, "Decoding" 1 to 3.
#pragma once

#include <string_view>
#include <vector>

#include "src/language/word_pieces.h"
#include "src/text/span.h"

namespace dateline {

// Indices count the pieces of a window with its special pieces: the first and the last are never
// part of what is found.

struct FoundSpan {
  int first = 0, last = 0;  // inclusive
  int label = 0;            // index in the model's span labels, not 0
  float probability = 0;
  friend bool operator==(const FoundSpan&, const FoundSpan&) = default;
};

struct FoundTrigger {
  int piece = 0;
  int type = 0;           // index in the model's trigger labels less one
  float probability = 0;  // that any event is told here
};

struct FoundContent {
  int first = 0, last = 0;
  friend bool operator==(const FoundContent&, const FoundContent&) = default;
};

// `logits` is [length, width, labels]; `lines` has the line that each of the pieces stands in. By
// first piece, then longer first; nested, never crossing, never over a line break; inside or around
// a surer one of the same label only with probability `nested`.
std::vector<FoundSpan> DecodeSpans(const float* logits, int length, int width, int labels,
                                   float threshold, float nested, const std::vector<int>& lines);

// `logits` is [length, labels].
std::vector<FoundTrigger> DecodeTriggers(const float* logits, int length, int labels,
                                         float threshold);

// Pieces at which a cue begins. `logits` is [length].
std::vector<int> DecodeCues(const float* logits, int length, float threshold);

// `logits` is [length, 3]: outside, begin, inside.
std::vector<FoundContent> DecodeContents(const float* logits, int length);

// The word that begins with `pieces[at]`: it and what follows without a gap and is letters, marks
// or numbers.
Span WholeWord(std::string_view text, const std::vector<Piece>& pieces, size_t at);

}  // namespace dateline
