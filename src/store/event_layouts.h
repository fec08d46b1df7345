// Events in the columns of other data sets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"

namespace dateline {

// "gdelt", "icews", "polecat", "plover".
const std::vector<std::string>& LayoutNames();

// A SELECT over the events that `where` keeps (a condition over `events`), one row an event that
// has a strict PLOVER type, in order of day; the columns and their types are those of the named
// data set. See docs/export.md.
Result<std::string> LayoutSelect(std::string_view layout, const std::string& where);

}  // namespace dateline
