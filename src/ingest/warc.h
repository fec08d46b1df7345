// WARC archives, record by record.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "src/base/result.h"
#include "src/ingest/byte_stream.h"
#include "src/ingest/limits.h"

namespace dateline {

// A document out of an archive: the page without its HTTP header, transfer and content encoding
// undone.
struct WarcDocument {
  uint64_t record = 0;  // its number in the archive, from 1
  std::string url;
  std::string bytes;
  std::string charset;  // from the HTTP header, "" when not given
  bool html = true;     // else plain text
};

// Given every document that is HTML or plain text, or the Error of a record that cannot be read
// (with its number). Returns false to stop.
using WarcSink = std::function<bool(uint64_t record, Result<WarcDocument>)>;

// Reads "response" records of successful requests, "resource" and "conversion" records; everything
// else is passed over. A damaged record is an Error and reading goes on at the next one. A last
// record that the archive cuts off is delivered as far as it goes when any of its content is there.
// Memory is bounded by the document limit. Returns false when `sink` asked to stop.
bool ReadWarc(ByteStream* stream, const IngestLimits& limits, const WarcSink& sink);

}  // namespace dateline
