#include "src/ingest/byte_stream.h"
#include "src/ingest/text_decoding.h"
#include "tests/fuzz/ingest/article_check.h"

// Decompression, lines and decoding.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto lines = dateline::ByteStream::OverBytes(bytes);
  std::string line;
  for (;;) {
    const auto state = lines->ReadLine(1000, &line);
    if (!state || *state == dateline::ByteStream::Line::kEnd) break;
    DATELINE_CHECK(line.size() <= 1000);
  }
  const size_t label = size > 0 ? data[0] % 16 : 0;
  const std::string text = dateline::DecodeMarkup(bytes, bytes.substr(0, std::min(label, size)));
  DATELINE_CHECK(dateline::IsValidUtf8(text));
  const auto plain = dateline::DecodePlainText(bytes);
  if (plain) DATELINE_CHECK(dateline::IsValidUtf8(*plain));
  return 0;
}
