// Plain text files.
#pragma once

#include <string_view>

#include "src/base/result.h"
#include "src/text/article.h"

namespace dateline {

// One file is one article, its text as given. Fails on what is no text. Safe from any thread.
Result<Article> ParsePlainText(std::string_view bytes);

}  // namespace dateline
