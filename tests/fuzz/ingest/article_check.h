// What must hold for every article, whatever it was read from.
#pragma once

#include "src/base/check.h"
#include "src/base/utf8.h"
#include "src/ingest/extract_output.h"
#include "src/ingest/limits.h"
#include "src/text/article.h"

namespace dateline {

inline void CheckArticle(const Article& article) {
  DATELINE_CHECK(!article.id.empty());
  DATELINE_CHECK(IsValidUtf8(article.text));
  for (const std::string* field : {&article.title, &article.deck, &article.url, &article.publisher,
                                   &article.section, &article.published, &article.modified}) {
    DATELINE_CHECK(IsValidUtf8(*field));
  }
  for (const std::string& author : article.authors) DATELINE_CHECK(IsValidUtf8(author));
  uint32_t behind = 0;
  for (const Paragraph& paragraph : article.paragraphs) {
    DATELINE_CHECK(paragraph.span.begin >= behind && paragraph.span.begin < paragraph.span.end);
    DATELINE_CHECK(paragraph.span.end <= article.text.size());
    DATELINE_CHECK(IsValidUtf8(paragraph.span.In(article.text)));
    behind = paragraph.span.end;
  }
  for (const auto format :
       {ExtractFormat::kJsonl, ExtractFormat::kText, ExtractFormat::kMarkdown}) {
    DATELINE_CHECK(IsValidUtf8(RenderArticle(article, format)));
  }
}

// Small limits, so that the fuzzer reaches them.
inline IngestLimits FuzzLimits() {
  IngestLimits limits;
  limits.document_bytes = 64 << 10;
  limits.html_nodes = 20'000;
  limits.html_depth = 500;
  return limits;
}

}  // namespace dateline
