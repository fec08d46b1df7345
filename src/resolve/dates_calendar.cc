#include "src/resolve/dates_calendar.h"

#include <fmt/format.h>

namespace dateline {
namespace {

bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

bool ReadDigits(std::string_view text, size_t at, size_t count, int* value) {
  if (at + count > text.size()) return false;
  *value = 0;
  for (size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    *value = *value * 10 + (text[i] - '0');
  }
  return true;
}

}  // namespace

// Howard Hinnant's days_from_civil: years start in March, so that leap days come last.
int SerialOf(Day day) {
  const int y = day.year - (day.month <= 2 ? 1 : 0);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Day DayOf(int serial) {
  const int z = serial + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  const int month = shifted_month + (shifted_month < 10 ? 3 : -9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

int WeekdayOf(Day day) {
  const int w = (SerialOf(day) + 3) % 7;  // 1970-01-01 was a Thursday
  return w < 0 ? w + 7 : w;
}

int DaysInMonth(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

Day AddDays(Day day, int days) { return DayOf(SerialOf(day) + days); }

Day AddMonths(Day day, int months) {
  const int index = day.year * 12 + day.month - 1 + months;
  const int year = index >= 0 ? index / 12 : (index - 11) / 12;
  const int month = index - year * 12 + 1;
  const int last = DaysInMonth(year, month);
  return {year, month, day.day < last ? day.day : last};
}

IsoWeek IsoWeekOf(Day day) {
  const Day thursday = AddDays(day, 3 - WeekdayOf(day));
  const int day_of_year = SerialOf(thursday) - SerialOf({thursday.year, 1, 1});
  return {thursday.year, day_of_year / 7 + 1};
}

Day MondayOf(IsoWeek week) {
  const Day fourth{week.year, 1, 4};  // always in week 1
  return AddDays(fourth, -WeekdayOf(fourth) + (week.week - 1) * 7);
}

// The anonymous Gregorian computus.
Day EasterOf(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return {year, n / 31, n % 31 + 1};
}

std::optional<Day> ParseDay(std::string_view iso) {
  Day day;
  if (!ReadDigits(iso, 0, 4, &day.year) || !ReadDigits(iso, 5, 2, &day.month) ||
      !ReadDigits(iso, 8, 2, &day.day) || iso[4] != '-' || iso[7] != '-') {
    return std::nullopt;
  }
  if (iso.size() > 10 && iso[10] >= '0' && iso[10] <= '9') return std::nullopt;
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.year < 1 ||
      day.day > DaysInMonth(day.year, day.month)) {
    return std::nullopt;
  }
  return day;
}

std::string FormatDay(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

}  // namespace dateline
