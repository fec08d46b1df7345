#include "src/ingest/byte_stream.h"
#include "src/ingest/feed.h"
#include "tests/fuzz/ingest/article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Every input is a feed, else the fuzzer spends its time before the door.
  const std::string bytes = "<rss>" + std::string(reinterpret_cast<const char*>(data), size);
  const auto stream = dateline::ByteStream::OverBytes(bytes);
  (void)dateline::ReadFeed(stream.get(), dateline::FuzzLimits(),
                           [](uint64_t, dateline::Result<dateline::Article> article) {
                             if (article) dateline::CheckArticle(*article);
                             return true;
                           });
  return 0;
}
