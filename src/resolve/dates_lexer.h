// English text cut into the tokens that date expressions are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/text/span.h"

namespace dateline {

enum class DateTokenKind : uint8_t {
  kWord,     // letters; "'s", "a.m." and "o'clock" are one token each
  kNumber,   // digits alone; `number` is their value, `digits` their count
  kOrdinal,  // "9th"; `number` is 9
  kDecade,   // "1990s", "'80s"; `number` is 1990, or 80 when the century is not written
  kClock,    // "10:35"; `number` is minutes after midnight
  kFigure,   // any other number: "1,000", "3.5", "B52"
  kPunct,    // one character
  kBreak,    // end of a paragraph or headline
};

struct DateToken {
  DateTokenKind kind = DateTokenKind::kPunct;
  Span span;
  std::string lower;     // ASCII lower case
  bool capital = false;  // starts with an ASCII capital
  bool glued = false;    // no space between it and the token before
  int number = 0;
  int digits = 0;

  bool Is(std::string_view word) const { return lower == word; }
};

// Every token of `text` in order; only white space lies between them. A line break ends a paragraph
// when the line before it ends a sentence or the next line is empty.
std::vector<DateToken> LexDates(std::string_view text);

}  // namespace dateline
