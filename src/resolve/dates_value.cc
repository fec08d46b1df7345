#include "src/resolve/dates_value.h"

#include <fmt/format.h>

#include <algorithm>

namespace dateline {
namespace {

DateValue Make(DateUnit unit, Day first) {
  DateValue value;
  value.unit = unit;
  value.first = first;
  return value;
}

int QuarterOf(const Day& day) { return (day.month - 1) / 3 + 1; }

std::string_view PartName(DayPart part) {
  switch (part) {
    case DayPart::kMorning:
      return "TMO";
    case DayPart::kMidday:
      return "TMI";
    case DayPart::kAfternoon:
      return "TAF";
    case DayPart::kEvening:
      return "TEV";
    case DayPart::kNight:
      return "TNI";
    case DayPart::kNone:
      break;
  }
  return "";
}

// Day, month or year: the units an interval's ends are written in.
DateUnit WrittenUnit(DateUnit unit) {
  switch (unit) {
    case DateUnit::kDay:
    case DateUnit::kWeek:
    case DateUnit::kWeekend:
      return DateUnit::kDay;
    case DateUnit::kMonth:
    case DateUnit::kQuarter:
    case DateUnit::kSeason:
    case DateUnit::kHalf:
      return DateUnit::kMonth;
    default:
      return DateUnit::kYear;
  }
}

std::string Written(Day day, DateUnit unit) {
  if (unit == DateUnit::kDay) return FormatDay(day);
  if (unit == DateUnit::kMonth) return fmt::format("{:04}-{:02}", day.year, day.month);
  return fmt::format("{:04}", day.year);
}

std::string SeasonName(const DateValue& value) {
  static constexpr const char* kNames[] = {"WI", "SP", "SU", "FA"};
  return fmt::format("{:04}-{}", value.first.year, kNames[value.first.month / 3 % 4]);
}

// "early next week", "the late 1980s", "the end of the year": the part that is meant; "" when the
// words narrow the unit to nothing firmer.
std::string Narrowed(const DateValue& value) {
  const Day first = value.first;
  if (value.unit == DateUnit::kWeek) {
    if (value.edge == DateEdge::kLast) return FormatDay(AddDays(first, 6));
    if (value.edge == DateEdge::kMid) return "";
    const bool early = value.edge == DateEdge::kStart;
    return FormatDay(AddDays(first, early ? 0 : 4)) + "/" +
           FormatDay(AddDays(first, early ? 1 : 6));
  }
  if (value.unit == DateUnit::kYear && value.edge == DateEdge::kLast) {
    return fmt::format("{:04}-12", first.year);
  }
  if (value.unit != DateUnit::kDecade) return "";
  const int from = value.edge == DateEdge::kStart ? 0 : value.edge == DateEdge::kMid ? 4 : 7;
  const int to = value.edge == DateEdge::kStart ? 3 : value.edge == DateEdge::kMid ? 6 : 9;
  return fmt::format("{:04}/{:04}", first.year + from, first.year + to);
}

std::string DayTimex(const DateValue& value) {
  std::string out = FormatDay(value.first);
  if (value.minutes >= 0) {
    out += fmt::format("T{:02}:{:02}", value.minutes / 60, value.minutes % 60);
  } else {
    out += PartName(value.part);
  }
  return out;
}

}  // namespace

DateValue DayValue(Day day) { return Make(DateUnit::kDay, day); }
DateValue WeekValue(Day any_day) {
  return Make(DateUnit::kWeek, AddDays(any_day, -WeekdayOf(any_day)));
}
DateValue WeekendValue(Day any_day) {
  return Make(DateUnit::kWeekend, AddDays(any_day, 5 - WeekdayOf(any_day)));
}
DateValue MonthValue(int year, int month) { return Make(DateUnit::kMonth, {year, month, 1}); }
DateValue QuarterValue(int year, int quarter) {
  return Make(DateUnit::kQuarter, {year, quarter * 3 - 2, 1});
}
DateValue HalfValue(int year, int half) { return Make(DateUnit::kHalf, {year, half * 6 - 5, 1}); }
DateValue SeasonValue(int year, int season) {
  return Make(DateUnit::kSeason, {year, season * 3 + 3, 1});
}
DateValue YearValue(int year) { return Make(DateUnit::kYear, {year, 1, 1}); }
DateValue DecadeValue(int year) { return Make(DateUnit::kDecade, {year / 10 * 10, 1, 1}); }
DateValue CenturyValue(int century) { return Make(DateUnit::kCentury, {century * 100 - 99, 1, 1}); }
DateValue ReferenceValue(DateUnit unit) { return Make(unit, {}); }

DateValue Shift(const DateValue& value, int count) {
  DateValue out = value;
  switch (value.unit) {
    case DateUnit::kDay:
      out.first = AddDays(value.first, count);
      break;
    case DateUnit::kWeek:
    case DateUnit::kWeekend:
      out.first = AddDays(value.first, 7 * count);
      break;
    case DateUnit::kMonth:
      out.first = AddMonths(value.first, count);
      break;
    case DateUnit::kQuarter:
      out.first = AddMonths(value.first, 3 * count);
      break;
    case DateUnit::kHalf:
      out.first = AddMonths(value.first, 6 * count);
      break;
    case DateUnit::kSeason:
    case DateUnit::kYear:
      out.first = AddMonths(value.first, 12 * count);
      break;
    case DateUnit::kDecade:
      out.first = AddMonths(value.first, 120 * count);
      break;
    case DateUnit::kCentury:
      out.first = AddMonths(value.first, 1200 * count);
      break;
    default:
      break;
  }
  return out;
}

DateValue ShiftYears(const DateValue& value, int years) {
  DateValue out = value;
  out.first = AddMonths(value.first, 12 * years);
  if (value.unit == DateUnit::kWeek) return WeekValue(out.first);
  if (value.unit == DateUnit::kWeekend) return WeekendValue(out.first);
  return out;
}

DateValue Widen(const DateValue& value, DateUnit unit) {
  const Day first = value.first;
  switch (unit) {
    case DateUnit::kWeek:
      return WeekValue(first);
    case DateUnit::kWeekend:
      return WeekendValue(first);
    case DateUnit::kMonth:
      return MonthValue(first.year, first.month);
    case DateUnit::kQuarter:
      return QuarterValue(first.year, QuarterOf(first));
    case DateUnit::kHalf:
      return HalfValue(first.year, first.month <= 6 ? 1 : 2);
    case DateUnit::kSeason:
      return first.month < 3 ? SeasonValue(first.year - 1, 3)
                             : SeasonValue(first.year, first.month / 3 - 1);
    case DateUnit::kYear:
      return YearValue(first.year);
    case DateUnit::kDecade:
      return DecadeValue(first.year);
    case DateUnit::kCentury:
      return CenturyValue((first.year + 99) / 100);
    default:
      return DayValue(first);
  }
}

Day FirstDay(const DateValue& value) { return value.first; }

Day LastDay(const DateValue& value) {
  const Day first = value.first;
  switch (value.unit) {
    case DateUnit::kWeek:
      return AddDays(first, 6);
    case DateUnit::kWeekend:
      return AddDays(first, 1);
    case DateUnit::kMonth:
      return AddDays(AddMonths(first, 1), -1);
    case DateUnit::kQuarter:
    case DateUnit::kSeason:
      return AddDays(AddMonths(first, 3), -1);
    case DateUnit::kHalf:
      return AddDays(AddMonths(first, 6), -1);
    case DateUnit::kYear:
      return {first.year, 12, 31};
    case DateUnit::kDecade:
      return {first.year + 9, 12, 31};
    case DateUnit::kCentury:
      return {first.year + 99, 12, 31};
    default:
      return first;
  }
}

std::string TimexOf(const DateValue& value) {
  const Day first = value.first;
  switch (value.unit) {
    case DateUnit::kNone:
      return "";
    case DateUnit::kDay:
      return DayTimex(value);
    case DateUnit::kWeek:
    case DateUnit::kWeekend: {
      const IsoWeek week = IsoWeekOf(first);
      return fmt::format("{:04}-W{:02}{}", week.year, week.week,
                         value.unit == DateUnit::kWeekend ? "-WE" : "");
    }
    case DateUnit::kMonth:
      return fmt::format("{:04}-{:02}", first.year, first.month);
    case DateUnit::kQuarter:
      return fmt::format("{:04}-Q{}", first.year, QuarterOf(first));
    case DateUnit::kSeason:
      return SeasonName(value);
    case DateUnit::kHalf:
      return fmt::format("{:04}-H{}", first.year, first.month < 7 ? 1 : 2);
    case DateUnit::kYear:
      return fmt::format("{:04}", first.year);
    case DateUnit::kDecade:
      return fmt::format("{:03}", first.year / 10);
    case DateUnit::kCentury:
      return fmt::format("{:02}", first.year / 100);
    case DateUnit::kPresent:
      return "PRESENT_REF";
    case DateUnit::kPast:
      return "PAST_REF";
    case DateUnit::kFuture:
      return "FUTURE_REF";
  }
  return "";
}

std::string IsoOf(const DateValue& value) {
  if (value.edge != DateEdge::kNone) {
    if (std::string narrowed = Narrowed(value); !narrowed.empty()) return narrowed;
  }
  switch (value.unit) {
    case DateUnit::kDay:
      return FormatDay(value.first);
    case DateUnit::kMonth:
      return Written(value.first, DateUnit::kMonth);
    case DateUnit::kYear:
      return Written(value.first, DateUnit::kYear);
    case DateUnit::kWeek:
    case DateUnit::kWeekend:
    case DateUnit::kQuarter:
    case DateUnit::kSeason:
    case DateUnit::kHalf:
    case DateUnit::kDecade:
    case DateUnit::kCentury: {
      const DateUnit written = WrittenUnit(value.unit);
      return Written(value.first, written) + "/" + Written(LastDay(value), written);
    }
    default:
      return "";
  }
}

std::string IsoInterval(const DateValue& from, const DateValue& to) {
  if (!from.Calendar() || !to.Calendar()) return "";
  const DateUnit unit = std::max(WrittenUnit(from.unit), WrittenUnit(to.unit));
  const std::string begin = Written(FirstDay(from), unit), end = Written(LastDay(to), unit);
  if (LastDay(to) < FirstDay(from)) return "";
  return begin == end ? begin : begin + "/" + end;
}

}  // namespace dateline
