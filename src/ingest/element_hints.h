// What the names that a page's author gave an element (class, id, role, itemprop, data-*) say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "src/ingest/html_page.h"

namespace dateline {

// A set of these. Names are habits of the trade ("entry-content", "related", "byline"); none stands
// for a publisher.
enum ElementHint : uint32_t {
  kHintBody = 1 << 0,           // the body of an article
  kHintArticle = 1 << 1,        // an article as a whole
  kHintContent = 1 << 2,        // content of some kind
  kHintUnwanted = 1 << 3,       // navigation, sharing, related pieces, comments, advertising, forms
  kHintTeaser = 1 << 4,         // one piece among many: card, teaser, list item
  kHintByline = 1 << 5,         // who wrote it
  kHintDate = 1 << 6,           // when
  kHintCaption = 1 << 7,        // words about a picture
  kHintTitle = 1 << 8,          // the headline
  kHintDeck = 1 << 9,           // what stands under the headline
  kHintQuote = 1 << 10,         // pulled or block quote
  kHintMeta = 1 << 11,          // particulars about the article: tags, counts, section
  kHintHidden = 1 << 12,        // not shown
  kHintBodyProperty = 1 << 13,  // itemprop="articleBody": the page says so itself
  kHintComments = 1 << 14,      // what readers wrote
  kHintPicture = 1 << 16,       // a picture and what belongs to it
  kHintDoubtful = 1 << 15,      // mostly unwanted, but some sites build articles of such elements
};

// Reads hints of elements; remembers attribute values it has seen, as pages repeat them. One page
// or many, one thread at a time.
class ElementHintReader {
 public:
  uint32_t Read(const HtmlPage& page, uint32_t node);

 private:
  uint32_t OfNames(std::string_view value);

  std::unordered_map<std::string, uint32_t> seen_;
};

}  // namespace dateline
