// What a page says about its article outside the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/ingest/html_page.h"
#include "src/ingest/structured_data.h"
#include "src/ingest/text_blocks.h"

namespace dateline {

// Fused from structured data, meta elements, microdata, links, time elements, visible text and the
// URL, in that order of trust; what is unknown is empty.
struct PageMetadata {
  std::string title, deck, url, publisher, section, language;
  std::string description;
  std::string article_body;  // as in StructuredArticle
  std::vector<std::string> authors;
  std::string published, modified;  // ISO 8601, as precise as the page is
};

// `url` is where the page came from, "" when unknown. Safe from any thread.
PageMetadata ReadMetadata(const HtmlPage& page, const PageText& text, std::string_view url);

}  // namespace dateline
