// An HTML page becomes an Article.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/ingest/limits.h"
#include "src/text/article.h"

namespace dateline {

// A page as it was fetched.
struct HtmlInput {
  std::string_view bytes;
  std::string_view url;      // where it came from, "" when unknown
  std::string_view charset;  // from the HTTP header, "" when unknown
};

// Extracts title, deck, metadata and main text. Fails on a page past a limit or without any text.
// Safe from any thread.
Result<Article> ExtractHtml(const HtmlInput& input, const IngestLimits& limits);

}  // namespace dateline
