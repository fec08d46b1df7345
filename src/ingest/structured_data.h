// What a page says of its article in JSON-LD.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/ingest/html_page.h"

namespace dateline {

// The article of a page as its JSON-LD describes it; what is missing is empty. Texts are as given,
// with character references resolved.
struct StructuredArticle {
  std::string headline, alternative_headline, description, body, section, url, language;
  std::string published, modified;
  std::string publisher;
  std::vector<std::string> authors;
  bool is_article = false;  // its type is some kind of article, not just a web page
};

// Reads every JSON-LD block of the page (arrays, @graph, references by @id, slightly broken JSON)
// and picks the object that describes the page's own article. Safe from any thread.
StructuredArticle ReadStructuredData(const HtmlPage& page);

// `text` with the character references that markup needs and uses most resolved, once.
std::string ResolveReferences(std::string_view text);

// Text with character references resolved and tags removed, white space collapsed.
std::string PlainText(std::string_view html);

}  // namespace dateline
