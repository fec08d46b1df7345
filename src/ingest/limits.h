// Hard limits that keep one hostile or broken document from stopping a run.
#pragma once

#include <cstddef>

namespace dateline {

// A document past a limit becomes an Error that names the limit; reading goes on behind it.
struct IngestLimits {
  size_t document_bytes = size_t{16} << 20;  // decompressed bytes of one document or JSONL line
  size_t html_nodes = 1'000'000;
  size_t html_depth = 4'000;    // nested elements
  double seconds_per_page = 5;  // parsing and extraction of one page
};

}  // namespace dateline
