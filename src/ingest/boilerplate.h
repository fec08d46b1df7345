// Phrases that stand around articles in the commonest languages of the web.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// `text` in lower case (Latin, Greek, Cyrillic), without white space and punctuation at its ends.
std::string FoldPhrase(std::string_view text);

// True for a block that is only such a phrase ("Related Articles", "Lire aussi : ...", "© 2024
// ...", "Back to top button"). `text` is one block, white space collapsed. Safe from any thread.
bool IsBoilerplate(std::string_view text);

// True for a heading or label behind which no article text follows: comments, related pieces.
bool OpensTail(std::string_view text);

}  // namespace dateline
