// Windows over an article that is longer than what the encoder reads at once.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "src/language/word_pieces.h"
#include "src/text/span.h"

namespace dateline {

// What begins with a piece; later ones are better places to cut.
enum class Boundary : uint8_t { kInsideWord, kWord, kSentence, kParagraph };

// The boundary before each piece of `text`.
std::vector<Boundary> BoundariesOf(std::string_view text, const std::vector<Piece>& pieces,
                                   const std::vector<Span>& sentences);

// Pieces [begin, end) of an article, without special pieces, and in them the core that the window
// decides about; the rest is context.
struct Window {
  size_t begin = 0, end = 0;
  size_t core_begin = 0, core_end = 0;
  friend bool operator==(const Window&, const Window&) = default;
};

// Windows of at most `capacity` pieces whose cores follow each other and cover everything, cut at
// paragraph ends, else sentence ends, else between words. Context is up to `overlap` pieces of
// whole sentences on both sides (or as much, where a sentence is longer). `overlap` is below a
// third of `capacity`. None for an article without pieces.
std::vector<Window> PlanWindows(const std::vector<Boundary>& before, size_t capacity,
                                size_t overlap);

}  // namespace dateline
