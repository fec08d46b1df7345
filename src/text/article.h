// What `ingest` hands to the rest: one clean article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/text/span.h"

namespace dateline {

enum class ParagraphRole : uint8_t {
  kTitle,
  kDeck,
  kLead,
  kBody,
  kSubhead,
  kQuote,
  kCaption,
  kList
};

struct Paragraph {
  ParagraphRole role = ParagraphRole::kBody;
  Span span;  // in Article::text, without the line break
};

// One article. `text` is valid UTF-8 and is what gets coded: title and deck first (where the input
// has them), then the body, one paragraph a line; for JSONL input it is the given text, byte for
// byte. All later annotation points into it. Plain data: copy or move at will.
struct Article {
  std::string id;    // given, or derived from content by ingest; never empty
  std::string path;  // input as the user named it (file, archive#record); for messages
  std::string url, title, deck;
  std::vector<std::string> authors;
  std::string publisher, section;
  std::string published;  // ISO 8601: date, or date and time with offset; "" when unknown
  std::string modified;   // likewise
  std::string language;   // BCP 47 primary tag ("en"); "" when unknown
  std::string text;
  std::vector<Paragraph> paragraphs;  // in order, cover every non-empty line of `text`
};

std::string_view Name(ParagraphRole role);

}  // namespace dateline
