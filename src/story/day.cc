#include "src/story/day.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace dateline {

std::optional<int32_t> DayOfIso(std::string_view iso) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  auto number = [&](size_t at, size_t size, auto* out) {
    const auto [end, error] = std::from_chars(iso.data() + at, iso.data() + at + size, *out);
    return error == std::errc() && end == iso.data() + at + size;
  };
  if (!number(0, 4, &year) || !number(5, 2, &month) || !number(8, 2, &day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return static_cast<int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

std::string FormatDay(int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace dateline
