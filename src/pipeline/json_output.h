// The JSONL contract of docs/output.md: one coded document a line.
#pragma once

#include <string>

#include "src/text/event.h"

namespace dateline {

// One line, without the line break. Spans are in Unicode code points of the document's text.
std::string ToJsonLine(const CodedDocument& coded);

}  // namespace dateline
