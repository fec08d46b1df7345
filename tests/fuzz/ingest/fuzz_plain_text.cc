#include "src/ingest/plain_text.h"
#include "tests/fuzz/ingest/article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto article = dateline::ParsePlainText(bytes);
  if (article) dateline::CheckArticle(*article);
  return 0;
}
