// Calendar days as numbers: days since 1970-01-01.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// The day that an ISO 8601 date or time begins with ("2025-05-09T07:00+02:00"); nullopt when it
// names no day.
std::optional<int32_t> DayOfIso(std::string_view iso);

// YYYY-MM-DD.
std::string FormatDay(int32_t day);

}  // namespace dateline
