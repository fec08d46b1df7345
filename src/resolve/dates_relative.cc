// The rules of DateGrammar for what counts from the day of publication or an earlier date.
#include <cstdlib>
#include <unordered_map>

#include "src/resolve/dates_grammar.h"

namespace dateline {
namespace {

using Maybe = std::optional<DateMatch>;

DateMatch Found(size_t end, DateValue value, bool relative = true) {
  DateMatch match;
  match.end = end;
  match.value = value;
  match.relative = relative;
  return match;
}

void Longer(Maybe candidate, Maybe* best) {
  if (candidate && (!*best || candidate->end > (*best)->end)) *best = std::move(candidate);
}

DateMatch Length(size_t end, DateValue from, DateValue to) {
  DateMatch match = Found(end, from);
  match.until = to;
  match.duration = true;
  return match;
}

DayPart PartNamed(std::string_view word) {
  if (word == "morning") return DayPart::kMorning;
  if (word == "afternoon") return DayPart::kAfternoon;
  if (word == "evening") return DayPart::kEvening;
  if (word == "night") return DayPart::kNight;
  return DayPart::kNone;
}

DateValue InPart(DateValue day, DayPart part) {
  day.part = part;
  return day;
}

// -1 for "last", 1 for "next", 0 for "this"; nullopt for any other word.
std::optional<int> StepOf(std::string_view word) {
  static const std::unordered_map<std::string_view, int> kSteps = {
      {"last", -1},   {"past", -1},   {"previous", -1}, {"preceding", -1}, {"prior", -1},
      {"next", 1},    {"coming", 1},  {"following", 1}, {"upcoming", 1},   {"this", 0},
      {"current", 0}, {"present", 0}, {"latest", 0},    {"same", 0},       {"that", 0}};
  const auto it = kSteps.find(word);
  return it == kSteps.end() ? std::nullopt : std::optional<int>(it->second);
}

// Words that count from the date mentioned last rather than from the publication.
bool CountsFromAnchor(std::string_view word) {
  return word == "previous" || word == "preceding" || word == "prior" || word == "following" ||
         word == "same" || word == "that";
}

}  // namespace

// The stretch a year before the one in talk, which may itself be the year-ago one.
DateValue DateGrammar::YearBack(const DateValue& value) const {
  return value.first.year < published_.year ? value : ShiftYears(value, -1);
}

// --- choosing among calendar stretches ---

DateValue DateGrammar::NearestWeekday(int weekday, DateTense tense) const {
  const int behind = (WeekdayOf(published_) - weekday + 7) % 7;
  if (tense == DateTense::kFuture) return DayValue(AddDays(published_, (7 - behind) % 7));
  return DayValue(AddDays(published_, -behind));
}

DateValue DateGrammar::NearestMonth(int month, DateTense tense) const {
  int behind = (published_.month - month + 12) % 12;
  if (tense == DateTense::kFuture && behind != 0) behind -= 12;
  if (tense == DateTense::kUnknown && behind > 8) behind -= 12;
  const Day first = AddMonths({published_.year, published_.month, 1}, -behind);
  return MonthValue(first.year, first.month);
}

DateValue DateGrammar::NearestMonthDay(int month, int day, DateTense tense) const {
  int best_year = published_.year, best_cost = 1 << 30;
  for (int year = published_.year - 1; year <= published_.year + 1; ++year) {
    if (day > DaysInMonth(year, month)) continue;
    const int away = SerialOf({year, month, day}) - SerialOf(published_);
    // The wrong direction costs, but a near day beats one almost a year off.
    int cost = std::abs(away);
    if (tense == DateTense::kPast && away > 0) cost = cost * 4 + 60;
    if (tense == DateTense::kFuture && away < 0) cost = cost * 4 + 60;
    if (tense == DateTense::kUnknown && away > 0) cost += 30;
    if (cost < best_cost) {
      best_cost = cost;
      best_year = year;
    }
  }
  return DayValue({best_year, month, day});
}

DateValue DateGrammar::NearestQuarter(int quarter, DateTense tense) const {
  const int current = (published_.month - 1) / 3 + 1;
  int year = published_.year;
  if (quarter > current + 1 && tense != DateTense::kFuture) --year;
  if (quarter > current && tense == DateTense::kPast) --year;
  if (quarter + 1 < current && tense == DateTense::kFuture) ++year;
  if (year < published_.year - 1) year = published_.year - 1;
  return QuarterValue(year, quarter);
}

DateValue DateGrammar::NearestSeason(int season, DateTense tense) const {
  DateValue value = SeasonValue(published_.year, season);
  const bool begun = FirstDay(value) <= published_;
  if (season == 3 && published_.month < 3) return SeasonValue(published_.year - 1, 3);
  if (!begun && tense != DateTense::kFuture) value = SeasonValue(published_.year - 1, season);
  if (LastDay(value) < published_ && tense == DateTense::kFuture) value = Shift(value, 1);
  return value;
}

// --- rules ---

// "last week", "next year", "this morning", "last Tuesday", "next March", "last autumn", "this
// year's third quarter", "the past two years", "recent weeks".
Maybe DateGrammar::Relative(size_t i) const {
  size_t at = Is(i, "the") ? i + 1 : i;
  if (Is(at, "these") && Is(at + 1, "days")) {
    return Found(at + 2, ReferenceValue(DateUnit::kPresent));
  }
  if (IsOneOf(at, {"this", "these"}) && IsOneOf(at + 1, {"past", "coming", "last"})) ++at;
  const auto step = StepOf(WordAt(at));
  if (!step || (Is(at, "that") && at > i)) return std::nullopt;
  if (Is(at, "that") && Is(at + 1, "same")) return RelativeUnit(i, at + 2, 0);
  if (Is(at, "same") && at == i) return RelativeUnit(i, at + 1, 0);
  Maybe named = RelativeWeekday(i, at + 1, *step);
  if (!named) named = RelativeMonth(at + 1, *step);
  if (!named) named = RelativeSeason(i, at + 1, *step);
  if (!named) named = RelativeHoliday(at + 1, *step);
  return named ? named : RelativeUnit(i, at + 1, *step);
}

// "last Tuesday", "this Friday", "the previous Monday".
Maybe DateGrammar::RelativeWeekday(size_t i, size_t at, int step) const {
  size_t end = 0;
  const auto weekday = WeekdayAt(at, &end);
  if (!weekday) return std::nullopt;
  const DateTense tense = step > 0   ? DateTense::kFuture
                          : step < 0 ? DateTense::kPast
                                     : TenseOf(i, end);
  DateValue day = NearestWeekday(*weekday, tense);
  if (step != 0 && day.first == published_) day = Shift(day, 7 * step);
  if (step < 0 && anchor_ && CountsFromAnchor(WordAt(at - 1))) day = Shift(day, -7);
  return WithDayPart(Found(end, day));
}

// "last March", "next May", "this June 5".
Maybe DateGrammar::RelativeMonth(size_t at, int step) const {
  size_t end = 0;
  const auto month = MonthAt(at, &end);
  if (!month) return std::nullopt;
  if (Maybe dated = MonthFirst(at); dated && dated->value.unit == DateUnit::kDay) return dated;
  if (step == 0) return Found(end, MonthValue(published_.year, *month));
  DateValue value = NearestMonth(*month, step > 0 ? DateTense::kFuture : DateTense::kPast);
  const bool now = value.first.month == published_.month && value.first.year == published_.year;
  return Found(end, now ? Shift(value, 12 * step) : value);
}

// "last autumn", "this summer", "next spring".
Maybe DateGrammar::RelativeSeason(size_t i, size_t at, int step) const {
  constexpr int kWinter = 3;
  const auto season = SeasonAt(at);
  if (!season) return std::nullopt;
  const DateTense tense = step > 0   ? DateTense::kFuture
                          : step < 0 ? DateTense::kPast
                                     : TenseOf(i, at + 1);
  DateValue value = NearestSeason(*season, tense);
  if (step == 0 && FirstDay(value).year < published_.year && *season != kWinter) {
    value = SeasonValue(published_.year, *season);
  }
  const bool now = FirstDay(value) <= published_ && published_ <= LastDay(value);
  return Found(at + 1, step != 0 && now ? Shift(value, step) : value);
}

// "last Christmas", "next Easter".
Maybe DateGrammar::RelativeHoliday(size_t at, int step) const {
  Maybe holiday = Holiday(at);
  if (!holiday) return std::nullopt;
  const Day day = holiday->value.first;
  if ((step < 0 && published_ <= day) || (step > 0 && day <= published_)) {
    holiday->value = ShiftYears(holiday->value, step);
  }
  return holiday;
}

// The unit behind "last", "this" or "next", which stands at `at` - 1 of an expression from `i` on.
Maybe DateGrammar::RelativeUnit(size_t i, size_t at, int step) const {
  const std::string_view lead = WordAt(at - 1);
  const bool anchored = CountsFromAnchor(lead);
  const DayPart part = PartNamed(WordAt(at));
  if (part != DayPart::kNone) {
    if (lead == "past" || lead == "current" || lead == "latest") return std::nullopt;
    const DateValue base = anchored || (i + 1 == at - 1 && step > 0) ? DayAnchor() : Today();
    return Found(at + 1, InPart(Shift(base, step), part));
  }
  if (IsOneOf(at, {"fiscal", "calendar"})) ++at;
  const auto count = UnitAt(at) == DateUnit::kNone ? Cardinal(at) : std::nullopt;
  if (count && !IsOneOf(at, {"a", "an"})) {  // "the past two years"
    const DateUnit unit = UnitAt(count->second);
    if (unit == DateUnit::kNone || step == 0) return std::nullopt;
    if (count->first == 0) {
      return Found(count->second + 1,
                   ReferenceValue(step < 0 ? DateUnit::kPast : DateUnit::kFuture));
    }
    const DateValue now = Widen(Today(), unit), other = Shift(now, step * count->first);
    DateMatch length =
        step < 0 ? Length(count->second + 1, other, now) : Length(count->second + 1, now, other);
    return length;
  }
  const DateUnit unit = UnitAt(at);
  if (unit == DateUnit::kNone) return std::nullopt;
  const std::string_view word = WordAt(at);
  if (word.ends_with("s")) {  // "coming months"
    if (step == 0) return std::nullopt;
    return Found(at + 1, ReferenceValue(step < 0 ? DateUnit::kPast : DateUnit::kFuture));
  }
  size_t end = at + 1;
  if (unit == DateUnit::kQuarter) {
    DateValue value = Widen(Today(), unit);
    if (lead == "latest" || (step < 0 && !anchored)) value = Shift(value, -1);
    if (step > 0) value = Shift(value, 1);
    if (anchored) value = Shift(Widen(Anchor(), unit), step);
    return Found(end, value);
  }
  if (lead == "past" && unit == DateUnit::kDay) return std::nullopt;
  const DateValue base = !anchored ? Today() : unit == DateUnit::kDay ? DayAnchor() : Anchor();
  DateValue value = Widen(base, unit);
  value.part = DayPart::kNone;
  if (unit == DateUnit::kDay && !anchored) {
    if (lead == "next" && i + 1 == at - 1) value = Widen(Anchor(), unit);  // "the next day"
    if (lead == "last" || lead == "coming" || lead == "this") return std::nullopt;
    if (lead == "current" || lead == "present" || lead == "latest") return std::nullopt;
  }
  if (anchored && base.unit > unit && base.Calendar()) value.vague = true;
  return Found(end, Shift(value, step));
}

// "the day before", "a day earlier", "later that day", "the day after tomorrow", "then".
Maybe DateGrammar::Anchored(size_t i) const {
  const size_t at = Is(i, "the") ? i + 1 : i;
  const bool day = IsOneOf(at, {"day", "night", "evening", "morning"});
  if (!day || at == i) return std::nullopt;
  const DayPart part = PartNamed(WordAt(at));
  if (IsOneOf(at + 1, {"before", "after"})) {
    const int step = Is(at + 1, "before") ? -1 : 1;
    if (IsOneOf(at + 2, {"yesterday", "tomorrow"})) {
      return Found(at + 3, DayValue(AddDays(published_, Is(at + 2, "yesterday") ? -2 : 2)));
    }
    if (Maybe core = Core(at + 2); core && core->value.unit == DateUnit::kDay) {
      return Found(core->end, InPart(Shift(core->value, step), part));
    }
    DateMatch match = Found(at + 2, InPart(Shift(DayAnchor(), step), part));
    match.value.vague = !anchor_;
    return match;
  }
  return std::nullopt;
}

// "three weeks ago", "a year earlier", "two days after the vote", "ten days from April 7".
Maybe DateGrammar::Offset(size_t i) const {
  const auto count = Cardinal(i);
  if (!count) return std::nullopt;
  size_t at = count->second;
  int halves = 0;
  if (Is(at, "-") && UnitAt(at + 1) != DateUnit::kNone) return std::nullopt;  // "two-day"
  if (IsOneOf(at, {"more", "full", "consecutive", "straight", "whole"})) ++at;
  const DateUnit unit = UnitAt(at);
  if (unit == DateUnit::kNone) {
    const bool short_time = IsOneOf(at, {"hour", "hours", "minute", "minutes"});
    if (short_time && Is(at + 1, "ago")) return Found(at + 2, Today());
    return std::nullopt;
  }
  size_t behind = at + 1;
  if (Is(behind, "and") && Is(behind + 1, "a") && Is(behind + 2, "half")) {
    halves = 1;
    behind += 3;
  }
  if (Is(behind, "or") && (Is(behind + 1, "so") || Is(behind + 1, "more"))) behind += 2;
  int units = count->first;
  DateUnit shifted = unit;
  if (halves == 1 && unit == DateUnit::kYear) {
    units = units * 12 + 6;
    shifted = DateUnit::kMonth;
  }
  if (Is(behind, "ago")) return OffsetBy(units, shifted, behind + 1, -1, false);
  if (Is(behind, "hence")) return OffsetBy(units, shifted, behind + 1, 1, false);
  if (Is(behind, "from") && IsOneOf(behind + 1, {"now", "today"})) {
    return OffsetBy(units, shifted, behind + 2, 1, false);
  }
  if (Is(behind, "earlier")) return OffsetBy(units, shifted, behind + 1, -1, true);
  if (Is(behind, "later")) return OffsetBy(units, shifted, behind + 1, 1, true);
  if (IsOneOf(behind, {"before", "after", "from"})) {
    const int sign = Is(behind, "before") ? -1 : 1;
    if (Maybe core = Core(behind + 1); core && core->value.Calendar() && units > 0) {
      DateMatch match = *core;
      DateValue base = core->value.unit == shifted ? core->value : Widen(core->value, shifted);
      match.value = Shift(base, sign * units);
      return match;
    }
  }
  return std::nullopt;
}

Maybe DateGrammar::OffsetBy(int count, DateUnit unit, size_t end, int sign, bool anchored) const {
  if (count == 0) {
    return Found(end, ReferenceValue(sign < 0 ? DateUnit::kPast : DateUnit::kFuture));
  }
  const DateValue base = !anchored ? Today() : unit == DateUnit::kDay ? DayAnchor() : Anchor();
  const bool fiscal = anchor_ && (anchor_->unit == DateUnit::kQuarter);
  if (unit == DateUnit::kYear && count == 1 && sign < 0 && fiscal) {
    return Found(end, YearBack(*anchor_));  // profit against that of "a year ago"
  }
  if (unit == DateUnit::kYear && anchored && base.unit < DateUnit::kYear && anchor_) {
    DateValue value = YearValue(base.first.year + sign * count);
    return Found(end, value);
  }
  if (unit == DateUnit::kWeek && count <= 2) {
    return Found(end, Shift(Widen(base, DateUnit::kDay), 7 * sign * count));
  }
  DateValue value = Shift(Widen(base, unit), sign * count);
  value.vague = anchored && base.unit > unit && base.Calendar();
  return Found(end, value);
}

// "today", "yesterday evening", "tonight", "overnight", "last night", "the weekend".
Maybe DateGrammar::Deictic(size_t i) const {
  if (Is(i, "today")) return Found(i + 1, Today());
  if (Is(i, "yesterday")) return WithDayPart(Found(i + 1, DayValue(AddDays(published_, -1))));
  if (Is(i, "tomorrow")) return WithDayPart(Found(i + 1, DayValue(AddDays(published_, 1))));
  if (Is(i, "tonight")) return Found(i + 1, InPart(Today(), DayPart::kNight));
  if (Is(i, "overnight")) {
    DateMatch match = Found(i + 1, InPart(Today(), DayPart::kNight));
    return match;
  }
  const size_t at = Is(i, "the") ? i + 1 : i;
  const bool lead = at > i || (i > 0 && IsOneOf(i - 1, {"at", "over", "this", "during"}));
  if (Is(at, "weekend") && lead) {
    const bool future = TenseOf(i, at + 1) == DateTense::kFuture;
    const bool inside = WeekdayOf(published_) >= 5;
    const DateValue here = WeekendValue(published_);
    return Found(at + 1, future || inside ? here : Shift(here, -1));
  }
  if (at > i && Is(at, "day") && IsOneOf(at + 1, {"before", "after"})) return std::nullopt;
  return std::nullopt;
}

// "the third quarter", "third-quarter", "the 1988 second quarter", "the year-ago quarter".
Maybe DateGrammar::Quarter(size_t i) const {
  size_t at = Is(i, "the") ? i + 1 : i, end = 0;
  std::optional<int> year, number;
  bool year_ago = false, latest = false;
  if (auto written = YearAt(at, &end)) {
    year = *written;
    at = end;
  } else if (IsOneOf(at, {"this", "last", "next"}) && Is(at + 1, "year") && Is(at + 2, "'s")) {
    year = published_.year + (Is(at, "last") ? -1 : Is(at, "next") ? 1 : 0);
    at += 3;
  }
  if (IsOneOf(at, {"comparable", "corresponding"})) ++at;
  if (Is(at, "year") && IsOneOf(SkipDash(at + 1), {"ago", "earlier"})) {
    year_ago = true;
    at = SkipDash(at + 1) + 1;
  }
  if (Is(at, "latest")) {
    latest = true;
    ++at;
  }
  if (Is(at, "fiscal")) at = SkipDash(at + 1);
  size_t ordinal_end = 0;
  if (auto ordinal = OrdinalAt(at, &ordinal_end); ordinal && *ordinal <= 4) {
    number = *ordinal;
    at = SkipDash(ordinal_end);
  }
  const bool bare = !year && !number && !year_ago && !latest;
  const bool period = IsOneOf(at, {"period"}) && (year || year_ago || latest);
  if (!Is(at, "quarter") && !period) {
    if (!year_ago || number) return std::nullopt;
    const bool dashed = i < tokens_.size() && Is(i, "year") && Is(i + 1, "-");
    if (!dashed) return std::nullopt;
    DateValue base = Anchor();
    if (base.unit != DateUnit::kQuarter) base = YearValue(published_.year);
    return Found(at, YearBack(base));
  }
  if (bare && !Is(i, "the")) return std::nullopt;
  ++at;
  if (Is(at, "of") && !year) {
    if (auto written = YearAt(at + 1, &end)) {
      year = *written;
      at = end;
    } else if (IsOneOf(at + 1, {"this", "last", "next"}) && Is(at + 2, "year")) {
      year = published_.year + (Is(at + 1, "last") ? -1 : Is(at + 1, "next") ? 1 : 0);
      at += 3;
    }
  }
  if (bare && Is(at, "a") && Is(at + 1, "year") && Is(at + 2, "ago")) {
    year_ago = true;
    at += 3;
  }
  DateValue value = Shift(Widen(Today(), DateUnit::kQuarter), -1);
  if (number) {
    value = NearestQuarter(*number, TenseOf(i, at));
  } else if (anchor_ && anchor_->unit == DateUnit::kQuarter && !latest) {
    value = NearestQuarter((anchor_->first.month - 1) / 3 + 1, DateTense::kPast);
  }
  if (year) value.first.year = *year;
  if (year_ago) value = ShiftYears(value, -1);
  return Found(at, value);
}

// "the year-earlier period", "the corresponding period last year" follow the quarter in talk.
Maybe DateGrammar::Period(size_t i) const {
  if (!Is(i, "the") || !IsOneOf(i + 1, {"corresponding", "comparable", "same"}) ||
      !Is(i + 2, "period")) {
    return std::nullopt;
  }
  if (!IsOneOf(i + 3, {"last"}) || !Is(i + 4, "year")) return std::nullopt;
  DateValue value = Anchor();
  if (value.unit != DateUnit::kQuarter) value = Widen(Today(), DateUnit::kYear);
  value.first.year = published_.year - 1;
  return Found(i + 5, value);
}

// "year-end", "the year's end", "month's end".
Maybe DateGrammar::YearEnd(size_t i) const {
  const size_t at = Is(i, "the") ? i + 1 : i;
  const DateUnit unit = UnitAt(at);
  if (unit != DateUnit::kYear && unit != DateUnit::kMonth) return std::nullopt;
  if (tokens_[at].lower.ends_with("s")) return std::nullopt;
  size_t next = at + 1;
  if (Is(next, "-") || Is(next, "'s")) ++next;
  if (!Is(next, "end")) return std::nullopt;
  DateValue value = Widen(Today(), unit);
  value.edge = DateEdge::kEnd;
  return Found(next + 1, value);
}

namespace {

Day NthWeekday(int year, int month, int weekday, int nth) {
  const Day first{year, month, 1};
  return AddDays(first, (weekday - WeekdayOf(first) + 7) % 7 + 7 * (nth - 1));
}

Day LastWeekday(int year, int month, int weekday) {
  const Day last{year, month, DaysInMonth(year, month)};
  return AddDays(last, -((WeekdayOf(last) - weekday + 7) % 7));
}

struct HolidayRule {
  std::string_view name;  // words, lower case
  Day (*day)(int year);
};

constexpr HolidayRule kHolidays[] = {
    {"christmas eve", [](int y) { return Day{y, 12, 24}; }},
    {"christmas day", [](int y) { return Day{y, 12, 25}; }},
    {"christmas", [](int y) { return Day{y, 12, 25}; }},
    {"boxing day", [](int y) { return Day{y, 12, 26}; }},
    {"new year 's eve", [](int y) { return Day{y, 12, 31}; }},
    {"new year 's day", [](int y) { return Day{y, 1, 1}; }},
    {"valentine 's day", [](int y) { return Day{y, 2, 14}; }},
    {"st . patrick 's day", [](int y) { return Day{y, 3, 17}; }},
    {"good friday", [](int y) { return AddDays(EasterOf(y), -2); }},
    {"palm sunday", [](int y) { return AddDays(EasterOf(y), -7); }},
    {"ash wednesday", [](int y) { return AddDays(EasterOf(y), -46); }},
    {"easter sunday", [](int y) { return EasterOf(y); }},
    {"easter monday", [](int y) { return AddDays(EasterOf(y), 1); }},
    {"easter", [](int y) { return EasterOf(y); }},
    {"may day", [](int y) { return Day{y, 5, 1}; }},
    {"memorial day", [](int y) { return LastWeekday(y, 5, 0); }},
    {"fourth of july", [](int y) { return Day{y, 7, 4}; }},
    {"labor day", [](int y) { return NthWeekday(y, 9, 0, 1); }},
    {"columbus day", [](int y) { return NthWeekday(y, 10, 0, 2); }},
    {"halloween", [](int y) { return Day{y, 10, 31}; }},
    {"veterans day", [](int y) { return Day{y, 11, 11}; }},
    {"armistice day", [](int y) { return Day{y, 11, 11}; }},
    {"thanksgiving day", [](int y) { return NthWeekday(y, 11, 3, 4); }},
    {"thanksgiving", [](int y) { return NthWeekday(y, 11, 3, 4); }},
    {"victory day", [](int y) { return Day{y, 5, 9}; }},
    {"bastille day", [](int y) { return Day{y, 7, 14}; }},
    {"international women 's day", [](int y) { return Day{y, 3, 8}; }},
};

}  // namespace

Maybe DateGrammar::Holiday(size_t i) const {
  if (i >= tokens_.size() || !tokens_[i].capital) return std::nullopt;
  Maybe best;
  for (const HolidayRule& rule : kHolidays) {
    size_t at = i, from = 0;
    while (from < rule.name.size()) {
      const size_t space = std::min(rule.name.find(' ', from), rule.name.size());
      if (!Is(at, rule.name.substr(from, space - from))) break;
      ++at;
      from = space + 1;
    }
    if (from < rule.name.size()) continue;
    size_t end = 0;
    if (auto year = YearAt(at, &end)) {
      Longer(Found(end, DayValue(rule.day(*year)), false), &best);
      continue;
    }
    const Day guess = rule.day(published_.year);
    const DateTense tense = TenseOf(i, at);
    const int year = NearestMonthDay(guess.month, guess.day, tense).first.year;
    DateMatch match = Found(at, DayValue(rule.day(year)));
    if (Is(at, "week")) match = Found(at + 1, WeekValue(rule.day(year)));
    Longer(match, &best);
  }
  return best;
}

// "now", "recently", "the future": no calendar stretch, but a time all the same.
Maybe DateGrammar::Reference(size_t i) const {
  const DateValue present = ReferenceValue(DateUnit::kPresent);
  const DateValue past = ReferenceValue(DateUnit::kPast),
                  future = ReferenceValue(DateUnit::kFuture);
  const bool after_the = i > 0 && Is(i - 1, "the");
  if (Is(i, "right") && Is(i + 1, "now")) return Found(i + 2, present);
  if (Is(i, "then") && Is(i + 1, "current")) return Found(i + 2, past);
  if (IsOneOf(i, {"now", "currently", "nowadays"})) return Found(i + 1, present);
  if (Is(i, "current") && !after_the && !Is(i - (i > 0 ? 1 : 0), "then") &&
      !IsOneOf(i + 1, {"and", "account"}))
    return Found(i + 1, present);
  if (IsOneOf(i, {"recently"})) return Found(i + 1, past);
  if (Is(i, "more") && Is(i + 1, "recently")) return Found(i + 2, past);
  const size_t at = Is(i, "the") ? i + 1 : i;
  if (Is(at, "recent")) {
    if (UnitAt(at + 1) != DateUnit::kNone) return Found(at + 2, past);
    return std::nullopt;
  }
  if (at > i && Is(at, "future") && !IsOneOf(at + 1, {"contract", "contracts"}))
    return Found(at + 1, future);
  if (at > i && Is(at, "near") && IsOneOf(at + 1, {"future", "term"})) return Found(at + 2, future);
  if (at > i && Is(at, "past") && i > 0 && Is(i - 1, "in") && !StepOf(WordAt(at + 1)) &&
      UnitAt(at + 1) == DateUnit::kNone && !Cardinal(at + 1)) {
    return Found(at + 1, past);
  }
  return std::nullopt;
}

// "10:35 a.m.", "9 p.m. EST Tuesday", "noon Thursday", "4 in the morning", "5 o'clock".
Maybe DateGrammar::Clock(size_t i) const {
  if (i >= tokens_.size()) return std::nullopt;
  const DateToken& token = tokens_[i];
  if (IsOneOf(i, {"noon", "midday"})) return ClockBehind(720, i + 1);
  if (Is(i, "midnight")) return ClockBehind(0, i + 1);
  int minutes = -1;
  if (token.kind == DateTokenKind::kClock) minutes = token.number;
  const bool hour = token.kind == DateTokenKind::kNumber && token.digits <= 2 && token.number <= 24;
  if (hour) minutes = token.number * 60;
  if (minutes < 0) return std::nullopt;
  size_t at = i + 1;
  if (Is(at, "o'clock")) {
    ++at;
  } else if (IsOneOf(at, {"a.m.", "p.m."})) {
    if (Is(at, "p.m.") && minutes < 720) minutes += 720;
    if (Is(at, "a.m.") && minutes >= 720 && minutes < 780) minutes -= 720;
    ++at;
  } else if (Is(at, "in") && Is(at + 1, "the") && PartNamed(WordAt(at + 2)) != DayPart::kNone) {
    if (PartNamed(WordAt(at + 2)) != DayPart::kMorning && minutes < 720) minutes += 720;
    at += 3;
  } else if (hour) {
    return std::nullopt;
  }
  if (minutes >= 1440) minutes -= 1440;
  return ClockBehind(minutes, at);
}

// The zone and the day that follow a time of day.
Maybe DateGrammar::ClockBehind(int minutes, size_t end) const {
  if (IsOneOf(end,
              {"est", "edt", "pst", "pdt", "cst", "cdt", "mst", "mdt", "gmt", "utc", "bst", "cet"}))
    ++end;
  if (Is(end, "local") && Is(end + 1, "time")) end += 2;
  size_t at = end;
  if (Is(at, ",")) ++at;
  if (Is(at, "on")) ++at;
  DateValue value = Today();
  bool relative = true;
  Maybe day = WeekdayFirst(at);
  if (!day) day = MonthFirst(at);
  if (!day) day = DayFirst(at);
  if (!day) day = Deictic(at);
  if (day && day->value.unit == DateUnit::kDay) {
    value = day->value;
    relative = day->relative;
    end = day->end;
  } else if (anchor_ && anchor_->unit == DateUnit::kDay) {
    value = *anchor_;
  }
  value.minutes = minutes;
  return Found(end, value, relative);
}

}  // namespace dateline
