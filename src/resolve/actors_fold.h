// Names as keys: what two spellings of one name share. No state; safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/text/span.h"

namespace dateline {

// The key of a name: lower case, without accents, apostrophes, dots, possessive endings and a
// leading "the"; every other run of what is no letter or number becomes one space. "Côte d'Ivoire"
// and "Cote d’Ivoire's" share a key. Scripts that write without spaces keep their characters.
std::string FoldName(std::string_view name);

// The hash under which a folded key is stored (FNV-1a, finished so that every bit counts).
uint64_t HashKey(std::string_view folded);

// The words of `text` as byte ranges: cut at spaces and at hyphens, slashes and brackets, without
// punctuation at their ends. Chinese or Thai text is one word a run.
std::vector<Span> WordsOf(std::string_view text);

// True when every letter of `text` is upper case and there are two or more.
bool IsUpperCase(std::string_view text);

}  // namespace dateline
