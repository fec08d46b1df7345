// Whether the words around a date tell of what has been or of what is to come.
#pragma once

#include <vector>

#include "src/resolve/dates_lexer.h"

namespace dateline {

enum class DateTense : uint8_t { kUnknown, kPast, kFuture };

// True when the token is the last of a sentence (not the point of an abbreviation).
bool EndsSentence(const std::vector<DateToken>& tokens, size_t index);

// The sentence around `index`, as token indices [begin, end).
size_t SentenceBegin(const std::vector<DateToken>& tokens, size_t index);
size_t SentenceEnd(const std::vector<DateToken>& tokens, size_t index);

// The tense of the verb nearest to the tokens [begin, end) in their sentence.
DateTense TenseAt(const std::vector<DateToken>& tokens, size_t begin, size_t end);

}  // namespace dateline
