// Articles given as JSON, one object a line.
#pragma once

#include <string_view>

#include "src/base/result.h"
#include "src/text/article.h"

namespace dateline {

// Reads one line: {"id","text"} and optionally url, title, published, publisher, language. `text`
// is kept byte for byte as decoded; its non-empty lines are the paragraphs. An id given as a number
// is kept as its digits; a missing one is derived from the content, a missing language detected.
// Safe from any thread.
Result<Article> ParseJsonArticle(std::string_view line);

}  // namespace dateline
