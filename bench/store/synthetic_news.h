// Coded documents without end, made up from a number: for tests and benchmarks of the store.
#pragma once

#include <cstdint>

#include "src/text/event.h"

namespace dateline {

// Document number `number` of a stream that tells stories the way papers do: about 150 documents a day,
// a story told by five of them over some days, a tenth reprints, three events, a dozen mentions and a
// claim each, sides out of 180 countries. The same number gives the same document. Pure.
CodedDocument SyntheticDocument(uint64_t number);

}  // namespace dateline
