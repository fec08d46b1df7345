// Which language a text is in.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// The BCP 47 primary tag ("en", "my", "zh") of the language of `text` (valid UTF-8). `claim`, what
// the page says of itself ("en-US"; may be empty), decides where the text alone does not. "" when
// neither tells. Safe from any thread.
std::string IdentifyLanguage(std::string_view text, std::string_view claim);

// How much `text` reads like some language, for comparing readings of the same bytes: 0 none, about
// 1 ordinary text.
double LanguagePlausibility(std::string_view text);

}  // namespace dateline
