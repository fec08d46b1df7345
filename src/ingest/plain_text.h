// Plain text files.
#pragma once

#include <string_view>

#include "src/base/result.h"
#include "src/text/article.h"

namespace dateline {

// One file is one article. Where the text begins as an article does, its first lines get the roles
// of title, deck, byline and date. What a careless scraper left around it (section labels above the
// headline, "Related Articles" and what follows below, labels between) is left out of the text; a
// text with none of that is kept byte for byte. Burmese in Zawgyi becomes Unicode. Fails on what is
// no text. Safe from any thread.
Result<Article> ParsePlainText(std::string_view bytes);

}  // namespace dateline
