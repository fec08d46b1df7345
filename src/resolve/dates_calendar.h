// Days of the Gregorian calendar as integers, and what it takes to count in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// A civil day. Plain data; valid when made by the functions below.
struct Day {
  int year = 0;
  int month = 1;  // 1..12
  int day = 1;    // 1..31

  friend bool operator==(const Day&, const Day&) = default;
  friend auto operator<=>(const Day&, const Day&) = default;
};

// Days since 1970-01-01, and back.
int SerialOf(Day day);
Day DayOf(int serial);

// Monday 0 .. Sunday 6.
int WeekdayOf(Day day);
int DaysInMonth(int year, int month);

Day AddDays(Day day, int days);
// The same day of the month `months` later, or that month's last day where it is shorter.
Day AddMonths(Day day, int months);

// ISO 8601 week: its year and number, and the Monday it starts on.
struct IsoWeek {
  int year = 0;
  int week = 1;
};
IsoWeek IsoWeekOf(Day day);
Day MondayOf(IsoWeek week);

// Easter Sunday of the western churches.
Day EasterOf(int year);

// The day that starts `iso` ("2025-05-09", "2025-05-09T10:00:00+06:00"); nullopt when it is none.
std::optional<Day> ParseDay(std::string_view iso);
// "2025-05-09".
std::string FormatDay(Day day);

}  // namespace dateline
