// Events as a person reads them: one block an event, with the sentence it was read from.
#pragma once

#include <string>

#include "src/cli/terminal.h"
#include "src/text/event.h"

namespace dateline {

// A document's events as text that ends with a line break: a heading, then for each event the type
// with modes, status, date and place; who did it to whom; numbers, source; the sentence with its
// trigger marked. Lines of the sentence are folded at `width` columns.
std::string ToTable(const CodedDocument& coded, const Style& style, int width);

}  // namespace dateline
