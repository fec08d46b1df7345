// Sentences of running text in any script.
#pragma once

#include <string_view>
#include <vector>

#include "src/text/span.h"

namespace dateline {

// The sentences of `text` (valid UTF-8), in order, without surrounding space. A line break always
// ends a sentence; full stops, question and exclamation marks of any script do where they close
// one: not behind abbreviations, initials, in numbers, or where the sentence goes on in lower case.
// Closing quotation marks and brackets stay with the sentence they close. Linear time.
std::vector<Span> SplitSentences(std::string_view text);

}  // namespace dateline
