// What a date expression means: a stretch of calendar, as coarse as the words are.
#pragma once

#include <optional>
#include <string>

#include "src/resolve/dates_calendar.h"

namespace dateline {

enum class DateUnit : uint8_t {
  kNone,
  kDay,
  kWeek,
  kWeekend,
  kMonth,
  kQuarter,
  kSeason,
  kHalf,
  kYear,
  kDecade,
  kCentury,
  kPresent,
  kPast,
  kFuture,  // "now", "recently", "soon"
};

enum class DayPart : uint8_t { kNone, kMorning, kMidday, kAfternoon, kEvening, kNight };
// "early", "mid-", "late"; kLast is "the end of".
enum class DateEdge : uint8_t { kNone, kStart, kMid, kEnd, kLast };

// A value in one unit. `first` is the unit's first day (its year alone counts for kYear and coarser
// units; a week starts on Monday, a season in March, June, September or December). Plain data.
struct DateValue {
  DateUnit unit = DateUnit::kNone;
  Day first;
  DayPart part = DayPart::kNone;
  int minutes = -1;  // after midnight; -1: no clock time
  DateEdge edge = DateEdge::kNone;
  bool vague = false;  // the day of the unit is given, but not which ("that week"): no exact value

  bool Calendar() const { return unit > DateUnit::kNone && unit < DateUnit::kPresent; }
};

DateValue DayValue(Day day);
DateValue WeekValue(Day any_day);
DateValue WeekendValue(Day any_day);  // the Saturday and Sunday of the day's ISO week
DateValue MonthValue(int year, int month);
DateValue QuarterValue(int year, int quarter);
DateValue HalfValue(int year, int half);
// Season 0 spring .. 3 winter; winter starts in December of `year`.
DateValue SeasonValue(int year, int season);
DateValue YearValue(int year);
DateValue DecadeValue(int year);
DateValue CenturyValue(int century);
DateValue ReferenceValue(DateUnit unit);

// The value `count` units later.
DateValue Shift(const DateValue& value, int count);
// The same stretch `years` later ("a year earlier" of a quarter).
DateValue ShiftYears(const DateValue& value, int years);
// The coarser value that holds the first day of `value`.
DateValue Widen(const DateValue& value, DateUnit unit);

Day FirstDay(const DateValue& value);
Day LastDay(const DateValue& value);

// TimeML's form of the value: "1998-W32", "1989-Q3", "199", "PRESENT_REF", "1998-02-11TMO".
std::string TimexOf(const DateValue& value);
// ISO 8601: day, month, year, or an interval of two of them; "" for what is no calendar stretch.
std::string IsoOf(const DateValue& value);
// The interval from one value to another, written in the coarser unit of day, month and year.
std::string IsoInterval(const DateValue& from, const DateValue& to);

}  // namespace dateline
