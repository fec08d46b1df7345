#include "src/ingest/html_article.h"
#include "tests/fuzz/ingest/article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto article =
      dateline::ExtractHtml({bytes, "https://example.org/a", ""}, dateline::FuzzLimits());
  if (article) dateline::CheckArticle(*article);
  return 0;
}
