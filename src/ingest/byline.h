// Names out of bylines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The names in a byline as pages show it: "By Ann Lee and Bo Chan, Reuters" gives "Ann Lee", "Bo
// Chan", "Reuters". Leading words ("By", "Von", "Text:"), titles of office and dates are left out.
// Empty for what does not look like names. Safe from any thread.
std::vector<std::string> NamesInByline(std::string_view byline);

// True for two to four words that all begin with a capital: a person's name, in scripts with case.
bool IsFullName(std::string_view text);

// True when `text` opens with a word that opens bylines ("By", "Von", "Par").
bool OpensByline(std::string_view text);

// The names in an author field of a page's metadata, which are taken at their word: split where
// they are clearly several, e-mail and web addresses left out.
std::vector<std::string> NamesInField(std::string_view field);

}  // namespace dateline
