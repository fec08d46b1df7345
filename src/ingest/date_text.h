// Dates as pages write them.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// The first date in `text` as ISO 8601: "2024-04-30", with a time "2024-04-30T14:05:00", with an
// offset "2024-04-30T14:05:00+02:00" ("Z" for UTC): never more precise than what is written, the
// offset as written. Reads ISO and its relatives, RFC 2822, English month names, month names of
// some twenty languages, numeric dates (`month_first` decides 03/04/2024), CJK dates and seconds or
// milliseconds since 1970. "" when there is none. Safe from any thread.
std::string ParseDate(std::string_view text, bool month_first = false);

// The date in the path of a URL: ".../2024/04/30/...", "...-20240430". "" when there is none.
std::string DateInUrl(std::string_view url);

}  // namespace dateline
