// An HTML page becomes an Article.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/ingest/limits.h"
#include "src/ingest/template_memory.h"
#include "src/text/article.h"

namespace dateline {

// A page as it was fetched.
struct HtmlInput {
  std::string_view bytes;
  std::string_view url;      // where it came from, "" when unknown
  std::string_view charset;  // from the HTTP header, "" when unknown
};

// Extracts title, deck, metadata and main text. Fails on a page past a limit or without any text.
// `memory` (may be null) knows the earlier pages of the same archive and learns this one. Safe from
// any thread with a memory of its own.
Result<Article> ExtractHtml(const HtmlInput& input, const IngestLimits& limits,
                            TemplateMemory* memory = nullptr);

// Appends the paragraphs of a piece of HTML that holds article text and little else, as feeds carry
// it. What cannot be parsed adds nothing.
void AppendHtmlFragment(std::string_view html, const IngestLimits& limits, Article* article);

}  // namespace dateline
