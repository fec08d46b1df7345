#include "src/ingest/byte_stream.h"
#include "src/ingest/html_article.h"
#include "src/ingest/warc.h"
#include "tests/fuzz/ingest/article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto stream = dateline::ByteStream::OverBytes(bytes);
  const dateline::IngestLimits limits = dateline::FuzzLimits();
  dateline::ReadWarc(stream.get(), limits,
                     [&](uint64_t, dateline::Result<dateline::WarcDocument> page) {
                       if (page) DATELINE_CHECK(page->bytes.size() <= limits.document_bytes);
                       return true;
                     });
  return 0;
}
