// ISO 8601 values of the text to the calendar days they span.
#pragma once

#include <optional>
#include <string_view>

#include "src/text/event.h"

namespace dateline {

// "2025-05-09" -> that day; "2025-03" -> its first to last day, precision month; "2022" -> year;
// "2025-03-01/2025-03-05" -> from the start of the first to the end of the second, interval.
// nullopt for anything else ("" too).
std::optional<EventDate> DaysOf(std::string_view iso);

// Days from the end of `earlier` to the end of `later`; negative the other way round. Both as
// DaysOf gives them.
int DaysBetween(const EventDate& earlier, const EventDate& later);

}  // namespace dateline
