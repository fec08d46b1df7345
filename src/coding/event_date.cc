#include "src/coding/event_date.h"

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace dateline {
namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

std::optional<int> Digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string Write(const year_month_day& d) {
  return fmt::format("{:04}-{:02}-{:02}", int{d.year()}, unsigned{d.month()}, unsigned{d.day()});
}

// One day, month or year.
std::optional<EventDate> Single(std::string_view iso) {
  if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return std::nullopt;
  const std::optional<int> y = Digits(iso.substr(0, 4));
  if (!y) return std::nullopt;
  if (iso.size() == 4) {
    return EventDate{Write(year{*y} / 1 / 1), Write(year{*y} / 12 / 31), "year"};
  }
  const std::optional<int> m = Digits(iso.substr(5, 2));
  if (iso[4] != '-' || !m || *m < 1 || *m > 12) return std::nullopt;
  const auto in_month = year{*y} / month(static_cast<unsigned>(*m));
  if (iso.size() == 7) {
    return EventDate{Write(in_month / 1), Write(year_month_day(in_month / last)), "month"};
  }
  const std::optional<int> d = Digits(iso.substr(8, 2));
  if (iso[7] != '-' || !d) return std::nullopt;
  const year_month_day date = in_month / day(static_cast<unsigned>(*d));
  if (!date.ok()) return std::nullopt;
  return EventDate{Write(date), Write(date), "day"};
}

}  // namespace

std::optional<EventDate> DaysOf(std::string_view iso) {
  const size_t slash = iso.find('/');
  if (slash == std::string_view::npos) return Single(iso);
  const std::optional<EventDate> from = Single(iso.substr(0, slash));
  const std::optional<EventDate> to = Single(iso.substr(slash + 1));
  if (!from || !to || to->end < from->start) return std::nullopt;
  return EventDate{from->start, to->end, "interval"};
}

int DaysBetween(const EventDate& earlier, const EventDate& later) {
  const auto day_number = [](std::string_view iso) {
    const auto date =
        year{*Digits(iso.substr(0, 4))} / *Digits(iso.substr(5, 2)) / *Digits(iso.substr(8, 2));
    return std::chrono::sys_days(date);
  };
  return static_cast<int>((day_number(later.end) - day_number(earlier.end)).count());
}

}  // namespace dateline
