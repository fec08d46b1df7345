// Which blocks of a page are its article.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/ingest/html_page.h"
#include "src/ingest/text_blocks.h"
#include "src/text/article.h"

namespace dateline {

// What the page says of its article elsewhere; any may be empty.
struct TextEvidence {
  std::string_view title;
  std::string_view description;
  std::string_view article_body;  // from structured data: tells where the text is, is not the text
  std::vector<std::string> authors;
  std::vector<bool> repeated;  // by block: stands on other pages of the site too; may be empty
};

struct MainText {
  struct Part {
    uint32_t block;
    ParagraphRole role;
  };
  std::vector<Part> parts;                 // in order
  uint32_t container = 0;                  // the element that holds them
  uint32_t title_block = HtmlPage::kNone;  // the block that shows the title
};

// Fuses names of elements, link and text density, structured data, repetition among siblings and
// stock phrases. Never fails: a page without an article has no parts.
MainText FindMainText(const HtmlPage& page, const PageText& text, const TextEvidence& evidence);

// Letters and digits of `text` in lower case and nothing else: for comparing texts that differ in
// white space, punctuation and quotation marks.
std::string Skeleton(std::string_view text);

}  // namespace dateline
