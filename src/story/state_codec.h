// The saved form of one placed document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/result.h"
#include "src/story/digest.h"
#include "src/story/placement.h"

namespace dateline {

// A document with what the engine decided and weighed when it came.
struct PlacedDocument {
  DocumentDigest digest;
  int64_t sequence = 0;
  DocumentPlacement placement;
  std::vector<std::pair<uint32_t, uint32_t>> weights;  // its most telling terms
};

// Compact bytes for this program's own use; the same on every machine.
std::string EncodeState(const PlacedDocument& document);

// Fails on bytes that EncodeState did not make.
Result<PlacedDocument> DecodeState(std::string_view bytes);

}  // namespace dateline
