#include "src/resolve/dates_grammar.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <unordered_map>

namespace dateline {
namespace {

using Names = std::unordered_map<std::string_view, int>;

const Names& MonthNames() {
  static const Names kNames = {{"january", 1},  {"february", 2},  {"march", 3},
                               {"april", 4},    {"may", 5},       {"june", 6},
                               {"july", 7},     {"august", 8},    {"september", 9},
                               {"october", 10}, {"november", 11}, {"december", 12}};
  return kNames;
}

const Names& MonthAbbreviations() {
  static const Names kNames = {{"jan", 1}, {"feb", 2},  {"mar", 3},  {"apr", 4},
                               {"jun", 6}, {"jul", 7},  {"aug", 8},  {"sept", 9},
                               {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12}};
  return kNames;
}

const Names& WeekdayNames() {
  static const Names kNames = {{"monday", 0}, {"tuesday", 1},  {"wednesday", 2}, {"thursday", 3},
                               {"friday", 4}, {"saturday", 5}, {"sunday", 6}};
  return kNames;
}

const Names& WeekdayAbbreviations() {
  static const Names kNames = {{"mon", 0},  {"tue", 1},   {"tues", 1}, {"wed", 2}, {"thu", 3},
                               {"thur", 3}, {"thurs", 3}, {"fri", 4},  {"sat", 5}, {"sun", 6}};
  return kNames;
}

const Names& OrdinalWords() {
  static const Names kNames = {{"first", 1},       {"second", 2},       {"third", 3},
                               {"fourth", 4},      {"fifth", 5},        {"sixth", 6},
                               {"seventh", 7},     {"eighth", 8},       {"ninth", 9},
                               {"tenth", 10},      {"eleventh", 11},    {"twelfth", 12},
                               {"thirteenth", 13}, {"fourteenth", 14},  {"fifteenth", 15},
                               {"sixteenth", 16},  {"seventeenth", 17}, {"eighteenth", 18},
                               {"nineteenth", 19}, {"twentieth", 20},   {"thirtieth", 30}};
  return kNames;
}

const Names& CardinalWords() {
  static const Names kNames = {
      {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
      {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
      {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
      {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
      {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
      {"eighty", 80},  {"ninety", 90},    {"a", 1},         {"an", 1},        {"several", 0},
      {"some", 0},     {"many", 0},       {"few", 0}};
  return kNames;
}

const Names& UnitNames() {
  static const Names kNames = {{"day", static_cast<int>(DateUnit::kDay)},
                               {"night", static_cast<int>(DateUnit::kDay)},
                               {"week", static_cast<int>(DateUnit::kWeek)},
                               {"month", static_cast<int>(DateUnit::kMonth)},
                               {"weekend", static_cast<int>(DateUnit::kWeekend)},
                               {"quarter", static_cast<int>(DateUnit::kQuarter)},
                               {"year", static_cast<int>(DateUnit::kYear)},
                               {"decade", static_cast<int>(DateUnit::kDecade)},
                               {"century", static_cast<int>(DateUnit::kCentury)},
                               {"centuries", static_cast<int>(DateUnit::kCentury)}};
  return kNames;
}

std::optional<int> Find(const Names& names, std::string_view word) {
  const auto it = names.find(word);
  return it == names.end() ? std::nullopt : std::optional<int>(it->second);
}

// Nouns that a bare four-digit figure counts, so that it is no year.
bool IsCounted(std::string_view word) {
  static const Names kWords = {
      {"people", 0},    {"troops", 0},     {"soldiers", 0},   {"miles", 0},      {"km", 0},
      {"percent", 0},   {"dollars", 0},    {"pounds", 0},     {"euros", 0},      {"tons", 0},
      {"tonnes", 0},    {"barrels", 0},    {"men", 0},        {"women", 0},      {"workers", 0},
      {"points", 0},    {"votes", 0},      {"jobs", 0},       {"homes", 0},      {"feet", 0},
      {"acres", 0},     {"hectares", 0},   {"employees", 0},  {"members", 0},    {"officers", 0},
      {"civilians", 0}, {"refugees", 0},   {"migrants", 0},   {"protesters", 0}, {"prisoners", 0},
      {"families", 0},  {"cases", 0},      {"deaths", 0},     {"shares", 0},     {"meters", 0},
      {"metres", 0},    {"kilometers", 0}, {"kilometres", 0}, {"square", 0},     {"houses", 0},
      {"years", 0},     {"days", 0},       {"hours", 0},      {"children", 0},   {"fighters", 0},
      {"students", 0},  {"seats", 0},      {"units", 0},      {"yards", 0},      {"calories", 0},
      {"mw", 0},        {"megawatts", 0},  {"rupees", 0},     {"yen", 0},        {"hrs", 0}};
  return kWords.contains(word);
}

bool IsYearLead(std::string_view word) {
  static const Names kWords = {{"in", 0},     {"since", 0},   {"of", 0},    {"from", 0},
                               {"until", 0},  {"by", 0},      {"after", 0}, {"before", 0},
                               {"during", 0}, {"between", 0}, {"year", 0},  {"late", 0},
                               {"early", 0},  {"circa", 0}};
  return kWords.contains(word);
}

DateMatch Found(size_t end, DateValue value, bool relative = false) {
  DateMatch match;
  match.end = end;
  match.value = value;
  match.relative = relative;
  return match;
}

void Longer(std::optional<DateMatch> candidate, std::optional<DateMatch>* best) {
  if (candidate && (!*best || candidate->end > (*best)->end)) *best = std::move(candidate);
}

}  // namespace

bool DateGrammar::IsOneOf(size_t i, std::initializer_list<std::string_view> words) const {
  const std::string_view word = WordAt(i);
  return !word.empty() && std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<std::pair<int, size_t>> DateGrammar::Cardinal(size_t i) const {
  if (i >= tokens_.size()) return std::nullopt;
  if (tokens_[i].kind == DateTokenKind::kNumber) {
    if (tokens_[i].digits > 4) return std::nullopt;
    return std::pair(tokens_[i].number, i + 1);
  }
  if (IsOneOf(i, {"a", "an"})) {
    if (Is(i + 1, "few")) return std::pair(0, i + 2);
    if (Is(i + 1, "couple")) return std::pair(2, Is(i + 2, "of") ? i + 3 : i + 2);
    if (Is(i + 1, "dozen")) return std::pair(12, i + 2);
    if (Is(i + 1, "hundred")) return std::pair(100, i + 2);
    if (Is(i + 1, "half")) return std::nullopt;
  }
  const auto value = Find(CardinalWords(), tokens_[i].lower);
  if (!value) return std::nullopt;
  if (*value >= 20 && *value % 10 == 0) {
    const size_t next = SkipDash(i + 1);
    const auto ones =
        next < tokens_.size() ? Find(CardinalWords(), tokens_[next].lower) : std::nullopt;
    if (ones && *ones >= 1 && *ones <= 9 && !IsOneOf(next, {"a", "an"})) {
      return std::pair(*value + *ones, next + 1);
    }
  }
  if (*value >= 1 && *value <= 9 && Is(i + 1, "hundred")) return std::pair(*value * 100, i + 2);
  return std::pair(*value, i + 1);
}

DateUnit DateGrammar::UnitAt(size_t i) const {
  std::string_view word = WordAt(i);
  if (auto unit = Find(UnitNames(), word)) return static_cast<DateUnit>(*unit);
  if (word.ends_with("s")) {
    if (auto unit = Find(UnitNames(), word.substr(0, word.size() - 1))) {
      return static_cast<DateUnit>(*unit);
    }
  }
  return DateUnit::kNone;
}

std::optional<int> DateGrammar::MonthAt(size_t i, size_t* end) const {
  if (i >= tokens_.size() || !tokens_[i].capital) return std::nullopt;
  *end = i + 1;
  if (auto month = Find(MonthNames(), tokens_[i].lower)) return month;
  auto month = Find(MonthAbbreviations(), tokens_[i].lower);
  if (!month) return std::nullopt;
  const bool point = Is(i + 1, ".") && tokens_[i + 1].glued;
  if (point) *end = i + 2;
  const bool number = *end < tokens_.size() && (tokens_[*end].kind == DateTokenKind::kNumber ||
                                                tokens_[*end].kind == DateTokenKind::kOrdinal);
  const bool number_before = i > 0 && tokens_[i - 1].kind == DateTokenKind::kNumber;
  return point || number || number_before ? month : std::nullopt;
}

std::optional<int> DateGrammar::WeekdayAt(size_t i, size_t* end) const {
  if (i >= tokens_.size() || !tokens_[i].capital) return std::nullopt;
  *end = i + 1;
  if (auto weekday = Find(WeekdayNames(), tokens_[i].lower)) {
    const bool paper = IsOneOf(
        i + 1, {"times", "telegraph", "mirror", "herald", "post", "school", "schools", "mail"});
    if (paper && tokens_[i + 1].capital) return std::nullopt;
    if (i > 0 && IsOneOf(i - 1, {"bloody", "black", "cyber", "super"}) && tokens_[i - 1].capital) {
      return std::nullopt;
    }
    return weekday;
  }
  auto weekday = Find(WeekdayAbbreviations(), tokens_[i].lower);
  if (!weekday) return std::nullopt;
  if (Is(i + 1, ".") && tokens_[i + 1].glued) {
    *end = i + 2;
    return weekday;
  }
  size_t after = 0;
  return Is(i + 1, ",") && MonthAt(i + 2, &after) ? weekday : std::nullopt;
}

std::optional<int> DateGrammar::OrdinalAt(size_t i, size_t* end) const {
  if (i >= tokens_.size()) return std::nullopt;
  *end = i + 1;
  if (tokens_[i].kind == DateTokenKind::kOrdinal) return tokens_[i].number;
  if (auto value = Find(OrdinalWords(), tokens_[i].lower)) return value;
  if (IsOneOf(i, {"twenty", "thirty"}) && i + 1 < tokens_.size()) {
    const size_t next = SkipDash(i + 1);
    const auto ones = Find(OrdinalWords(), WordAt(next));
    if (ones && *ones <= 9) {
      *end = next + 1;
      return (Is(i, "twenty") ? 20 : 30) + *ones;
    }
  }
  return std::nullopt;
}

std::optional<int> DateGrammar::DayNumberAt(size_t i, size_t* end) const {
  if (i >= tokens_.size()) return std::nullopt;
  if (tokens_[i].kind == DateTokenKind::kNumber && tokens_[i].digits <= 2) {
    *end = i + 1;
    const int day = tokens_[i].number;
    return day >= 1 && day <= 31 ? std::optional<int>(day) : std::nullopt;
  }
  const auto day = OrdinalAt(i, end);
  return day && *day >= 1 && *day <= 31 ? day : std::nullopt;
}

std::optional<int> DateGrammar::SpelledYear(size_t i, size_t* end) const {
  const bool nineteen = Is(i, "nineteen"), twenty = Is(i, "twenty");
  if (nineteen || twenty) {
    const auto rest = Cardinal(i + 1);
    if (!rest || rest->first < 10 || rest->first > 99 || IsOneOf(i + 1, {"a", "an"}) ||
        tokens_[i + 1].kind != DateTokenKind::kWord) {
      return std::nullopt;
    }
    *end = rest->second;
    return (nineteen ? 1900 : 2000) + rest->first;
  }
  if (!Is(i, "two") || !Is(i + 1, "thousand")) return std::nullopt;
  *end = i + 2;
  const auto rest = Cardinal(Is(i + 2, "and") ? i + 3 : i + 2);
  if (rest && rest->first >= 1 && rest->first <= 40) *end = rest->second;
  return 2000 + (rest && rest->first >= 1 && rest->first <= 40 ? rest->first : 0);
}

std::optional<int> DateGrammar::YearAt(size_t i, size_t* end) const {
  if (i >= tokens_.size()) return std::nullopt;
  if (auto spelled = SpelledYear(i, end)) return spelled;
  if (tokens_[i].kind == DateTokenKind::kNumber && tokens_[i].digits == 4) {
    *end = i + 1;
    const int year = tokens_[i].number;
    return year >= 1000 && year <= 2150 ? std::optional<int>(year) : std::nullopt;
  }
  if (Is(i, "'") && i + 1 < tokens_.size() && tokens_[i + 1].glued &&
      tokens_[i + 1].kind == DateTokenKind::kNumber && tokens_[i + 1].digits == 2) {
    *end = i + 2;
    const int year = published_.year / 100 * 100 + tokens_[i + 1].number;
    return year > published_.year + 20 ? year - 100 : year;
  }
  return std::nullopt;
}

std::optional<int> DateGrammar::SeasonAt(size_t i) const {
  static const Names kNames = {
      {"spring", 0}, {"summer", 1}, {"autumn", 2}, {"fall", 2}, {"winter", 3}};
  if (i >= tokens_.size()) return std::nullopt;
  return Find(kNames, tokens_[i].lower);
}

DateTense DateGrammar::TenseOf(size_t begin, size_t end) const {
  return tense_ != DateTense::kUnknown ? tense_ : TenseAt(tokens_, begin, end);
}

std::optional<DateMatch> DateGrammar::Match(size_t i) const {
  if (i >= tokens_.size()) return std::nullopt;
  const DateTokenKind kind = tokens_[i].kind;
  if (kind == DateTokenKind::kBreak || kind == DateTokenKind::kFigure) return std::nullopt;
  return Qualified(i);
}

// "about", "nearly", "more than" belong to an expression that measures or names a time of day.
DateGrammar::Maybe DateGrammar::Qualified(size_t i) const {
  size_t at = i;
  if (IsOneOf(i, {"about", "around", "nearly", "almost", "approximately", "roughly", "over"}))
    at = i + 1;
  if (IsOneOf(i, {"more", "less"}) && Is(i + 1, "than")) at = i + 2;
  if (at > i) {
    Maybe match = Offset(at);
    Longer(Clock(at), &match);
    return match;
  }
  Maybe best = EarlyOrLate(i);
  Longer(PartOf(i), &best);
  Longer(Core(i), &best);
  return best;
}

// "early December", "the late 1970s", "mid-November", "earlier this year", "later in the day".
DateGrammar::Maybe DateGrammar::EarlyOrLate(size_t i) const {
  size_t at = Is(i, "the") ? i + 1 : i;
  DateEdge edge = DateEdge::kNone;
  if (IsOneOf(at, {"early", "earlier"})) edge = DateEdge::kStart;
  if (IsOneOf(at, {"late", "later"})) edge = DateEdge::kEnd;
  if (IsOneOf(at, {"mid", "middle"})) edge = DateEdge::kMid;
  const bool sometime = IsOneOf(at, {"sometime"});
  if (edge == DateEdge::kNone && !sometime) return std::nullopt;
  size_t next = SkipDash(at + 1);
  if (IsOneOf(next, {"on", "in"}) && !Is(at, "mid")) ++next;
  if (next >= tokens_.size()) return std::nullopt;
  Maybe core = Core(next);
  if (!core || core->duration || !core->value.Calendar()) {
    return std::nullopt;
  }
  core->value.edge = edge;
  return core;
}

// "the end of the year", "the first half of 2024", "the beginning of October".
DateGrammar::Maybe DateGrammar::PartOf(size_t i) const {
  size_t at = Is(i, "the") ? i + 1 : i;
  DateEdge edge = DateEdge::kNone;
  int half = 0;
  if (IsOneOf(at, {"beginning", "start", "outset"})) edge = DateEdge::kStart;
  if (IsOneOf(at, {"end", "close"})) edge = DateEdge::kLast;
  if (Is(at, "middle")) edge = DateEdge::kMid;
  if (IsOneOf(at, {"rest", "remainder"})) edge = DateEdge::kEnd;
  if (Is(at + 1, "half")) {
    if (Is(at, "first")) half = 1;
    if (IsOneOf(at, {"second", "last", "latter"})) half = 2;
    if (half != 0) ++at;
  }
  if ((edge == DateEdge::kNone && half == 0) || !IsOneOf(at + 1, {"of", "in"})) return std::nullopt;
  Maybe core = Core(at + 2);
  if (!core && Is(at + 2, "the")) {
    const DateUnit unit = UnitAt(at + 3);
    if (unit == DateUnit::kMonth || unit == DateUnit::kYear || unit == DateUnit::kWeek) {
      core = Found(at + 4, Widen(Today(), unit), true);
    }
  }
  if (!core || core->duration || !core->value.Calendar()) return std::nullopt;
  if (half != 0 && core->value.unit == DateUnit::kYear) {
    core->value = HalfValue(core->value.first.year, half);
  } else {
    core->value.edge = half == 1 ? DateEdge::kStart : half == 2 ? DateEdge::kEnd : edge;
  }
  return core;
}

DateGrammar::Maybe DateGrammar::Core(size_t i) const {
  if (i >= tokens_.size()) return std::nullopt;
  Maybe best;
  switch (tokens_[i].kind) {
    case DateTokenKind::kDecade:
      return DecadeOrCentury(i);
    case DateTokenKind::kClock:
      return Clock(i);
    case DateTokenKind::kBreak:
    case DateTokenKind::kFigure:
      return std::nullopt;
    default:
      break;
  }
  using Rule = Maybe (DateGrammar::*)(size_t) const;
  static constexpr Rule kRules[] = {
      &DateGrammar::IsoDay,     &DateGrammar::SlashDay,   &DateGrammar::WeekdayFirst,
      &DateGrammar::MonthFirst, &DateGrammar::DayFirst,   &DateGrammar::Relative,
      &DateGrammar::Anchored,   &DateGrammar::Offset,     &DateGrammar::Deictic,
      &DateGrammar::Quarter,    &DateGrammar::Period,     &DateGrammar::Season,
      &DateGrammar::Holiday,    &DateGrammar::FiscalYear, &DateGrammar::DecadeOrCentury,
      &DateGrammar::Clock,      &DateGrammar::YearEnd,    &DateGrammar::Year,
      &DateGrammar::Reference};
  for (const Rule rule : kRules) Longer((this->*rule)(i), &best);
  return best;
}

DateGrammar::Maybe DateGrammar::IsoDay(size_t i) const {
  if (i + 4 >= tokens_.size() || tokens_[i].digits != 4 || !Is(i + 1, "-") || !Is(i + 3, "-") ||
      tokens_[i + 2].digits > 2 || tokens_[i + 4].digits > 2) {
    return std::nullopt;
  }
  const int year = tokens_[i].number, month = tokens_[i + 2].number, day = tokens_[i + 4].number;
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > DaysInMonth(year, month)) {
    return std::nullopt;
  }
  return Found(i + 5, DayValue({year, month, day}));
}

// "08-15-90", "11/02/89", "25/12/2024": month first unless that cannot be.
DateGrammar::Maybe DateGrammar::SlashDay(size_t i) const {
  if (i + 4 >= tokens_.size()) return std::nullopt;
  for (size_t k = i; k < i + 5; k += 2) {
    if (tokens_[k].kind != DateTokenKind::kNumber) return std::nullopt;
  }
  const std::string_view mark = tokens_[i + 1].lower;
  if ((mark != "/" && mark != "-" && mark != ".") || tokens_[i + 3].lower != mark ||
      !tokens_[i + 1].glued || !tokens_[i + 4].glued || tokens_[i].digits > 2 ||
      tokens_[i + 2].digits > 2 || (tokens_[i + 4].digits != 2 && tokens_[i + 4].digits != 4)) {
    return std::nullopt;
  }
  int month = tokens_[i].number, day = tokens_[i + 2].number, year = tokens_[i + 4].number;
  if (month > 12) std::swap(month, day);
  if (tokens_[i + 4].digits == 2) {
    year += published_.year / 100 * 100;
    if (year > published_.year + 20) year -= 100;
  }
  if (month < 1 || month > 12 || day < 1 || year < 1000 || day > DaysInMonth(year, month)) {
    return std::nullopt;
  }
  return Found(i + 5, DayValue({year, month, day}));
}

// "Friday", "Monday, Oct. 26", "Friday morning", "Sunday the 8th".
DateGrammar::Maybe DateGrammar::WeekdayFirst(size_t i) const {
  size_t end = 0;
  const auto weekday = WeekdayAt(i, &end);
  if (!weekday) return std::nullopt;
  size_t next = Is(end, ",") ? end + 1 : end;
  if (Is(next, "the")) ++next;
  Maybe dated = MonthFirst(next);
  if (!dated || dated->value.unit != DateUnit::kDay) dated = DayFirst(next);
  if (dated && dated->value.unit == DateUnit::kDay && !dated->until) {
    const bool year_written = !dated->relative;
    if (!year_written && WeekdayOf(dated->value.first) != *weekday) {
      for (int years : {-1, 1, -2, 2, -3, 3, -4, 4, -5, 5}) {
        const Day moved = AddMonths(dated->value.first, 12 * years);
        if (WeekdayOf(moved) != *weekday) continue;
        if (std::abs(years) == 1) dated->value.first = moved;
        break;
      }
    }
    return WithDayPart(*dated);
  }
  return WithDayPart(Found(end, NearestWeekday(*weekday, TenseOf(i, end)), true));
}

// A day with the part of it that follows: "Friday morning", "May 9 at noon".
DateGrammar::Maybe DateGrammar::WithDayPart(DateMatch match) const {
  size_t at = Is(match.end, "in") && Is(match.end + 1, "the") ? match.end + 2 : match.end;
  DayPart part = DayPart::kNone;
  if (Is(at, "morning")) part = DayPart::kMorning;
  if (Is(at, "afternoon")) part = DayPart::kAfternoon;
  if (Is(at, "evening")) part = DayPart::kEvening;
  if (Is(at, "night")) part = DayPart::kNight;
  if (Is(at, "noon")) part = DayPart::kMidday;
  if (part != DayPart::kNone) {
    match.value.part = part;
    match.end = at + 1;
    return match;
  }
  if (Is(match.end, "at") && match.value.minutes < 0) {
    const Maybe clock = Clock(match.end + 1);
    if (clock && clock->value.minutes >= 0 && tokens_[match.end + 1].kind != DateTokenKind::kWord) {
      match.value.minutes = clock->value.minutes;
      match.end = clock->end;
    }
  }
  return match;
}

// "May 9, 2025", "May 9", "May 16-18", "March 2021", "May".
DateGrammar::Maybe DateGrammar::MonthFirst(size_t i) const {
  size_t end = 0;
  const auto month = MonthAt(i, &end);
  if (!month) return std::nullopt;
  size_t after_day = 0;
  size_t day_at = Is(end, "the") ? end + 1 : end;
  const auto day = DayNumberAt(day_at, &after_day);
  size_t unused = 0;
  const bool clock = after_day > 0 && IsOneOf(after_day, {"a.m.", "p.m.", "percent"});
  if (day && !clock && !SpelledYear(day_at, &unused)) return MonthDay(*month, *day, i, after_day);
  size_t year_at = IsOneOf(end, {",", "of"}) ? end + 1 : end;
  size_t after_year = 0;
  if (auto year = YearAt(year_at, &after_year)) {
    return Found(after_year, MonthValue(*year, *month));
  }
  return MonthAlone(i, *month, end);
}

DateGrammar::Maybe DateGrammar::MonthDay(int month, int day, size_t i, size_t end) const {
  int last_day = day;
  size_t after = end;
  const bool range =
      IsOneOf(end, {"-", "to", "through"}) || (Is(end, "and") && i > 0 && !Is(i - 1, "between"));
  size_t range_end = 0;
  if (range && DayNumberAt(end + 1, &range_end) && tokens_[end + 1].kind != DateTokenKind::kWord) {
    const int to = *DayNumberAt(end + 1, &range_end);
    const bool unit = UnitAt(range_end) != DateUnit::kNone || IsOneOf(range_end, {"a.m.", "p.m."});
    size_t unused = 0;
    if (to > day && !unit && !MonthAt(range_end, &unused) && (!Is(end, "and") || to == day + 1)) {
      last_day = to;
      after = range_end;
    }
  }
  size_t year_at = Is(after, ",") || Is(after, "of") ? after + 1 : after;
  size_t year_end = 0;
  const auto year = YearAt(year_at, &year_end);
  DateMatch match;
  if (year && !(Is(after, ",") && IsCounted(WordAt(year_end)))) {
    if (day > DaysInMonth(*year, month)) return std::nullopt;
    match = Found(year_end, DayValue({*year, month, day}));
  } else {
    if (day > DaysInMonth(2000, month)) return std::nullopt;
    match = Found(after, NearestMonthDay(month, day, TenseOf(i, after)), true);
    if (Is(after, "last") && Is(after + 1, "year")) {
      match = Found(after + 2, DayValue({published_.year - 1, month, day}), true);
    } else if (IsOneOf(after, {"this", "next"}) && Is(after + 1, "year")) {
      match = Found(after + 2,
                    DayValue({published_.year + (Is(after, "next") ? 1 : 0), month, day}), true);
    }
  }
  if (last_day != day && last_day <= DaysInMonth(match.value.first.year, month)) {
    match.until = DayValue({match.value.first.year, month, last_day});
  }
  return WithDayPart(match);
}

// "9 May 2025", "the 9th of May", "23-24 May", "23 to 24 May".
DateGrammar::Maybe DateGrammar::DayFirst(size_t i) const {
  size_t at = Is(i, "the") ? i + 1 : i, end = 0;
  const auto day = DayNumberAt(at, &end);
  if (!day) return std::nullopt;
  std::optional<int> last;
  size_t month_at = end, after = 0;
  if (IsOneOf(end, {"-", "to", "and"}) && DayNumberAt(end + 1, &after)) {
    last = DayNumberAt(end + 1, &after);
    month_at = after;
  }
  if (Is(month_at, "of")) ++month_at;
  size_t month_end = 0;
  const auto month = MonthAt(month_at, &month_end);
  if (!month) return std::nullopt;
  if (month_end < tokens_.size() && DayNumberAt(month_end, &after) && !Is(month_end - 1, ".") &&
      tokens_[month_end].kind == DateTokenKind::kNumber &&
      tokens_[at].kind != DateTokenKind::kOrdinal) {
    return std::nullopt;  // "the 15 May 9 arrests": the month goes with what follows
  }
  Maybe match = MonthDay(*month, *day, i, month_end);
  if (match && last && *last > *day && *last <= DaysInMonth(match->value.first.year, *month)) {
    match->until = DayValue({match->value.first.year, *month, *last});
  }
  return match;
}

// A month's name is also a verb, a name and a woman: it needs support.
bool DateGrammar::MonthNeedsContext(size_t i, size_t end) const {
  const bool ambiguous = IsOneOf(i, {"may", "march"});
  const bool named = end < tokens_.size() && tokens_[end].capital &&
                     IsOneOf(i, {"april", "june", "august"}) &&
                     tokens_[end].kind == DateTokenKind::kWord;
  return ambiguous || named;
}

DateGrammar::Maybe DateGrammar::MonthAlone(size_t i, int month, size_t end) const {
  const bool led =
      i > 0 &&
      IsOneOf(i - 1, {"in",     "last",     "this",      "next",    "since", "until",   "by",
                      "of",     "early",    "late",      "mid",     "from",  "to",      "through",
                      "during", "before",   "after",     "between", "and",   "till",    "-",
                      "end",    "previous", "following", "coming",  "past",  "earlier", "for"});
  if (MonthNeedsContext(i, end) && !led) return std::nullopt;
  if (IsOneOf(i, {"may", "march"}) && i > 0 &&
      IsOneOf(i - 1, {"and", "to", "for", "from", "of", "by", "-"}) &&
      IsOneOf(end, {"have", "be", "not", "on", "in"})) {
    return std::nullopt;
  }
  size_t of = Is(end, "of") ? end + 1 : end;
  if (IsOneOf(of, {"last", "this", "next"}) && Is(of + 1, "year")) {
    const int step = Is(of, "last") ? -1 : Is(of, "next") ? 1 : 0;
    return Found(of + 2, MonthValue(published_.year + step, month), true);
  }
  if (Is(of, "that") && Is(of + 1, "year")) {
    return Found(of + 2, MonthValue(Anchor().first.year, month), true);
  }
  return Found(end, NearestMonth(month, TenseOf(i, end)), true);
}

// True when what stands about the four digits makes them a count, a price or a number.
bool DateGrammar::IsNoYear(size_t i, size_t end) const {
  if (IsCounted(WordAt(end)) || Is(end, "%")) return true;
  if (i == 0) return false;
  if (IsOneOf(i - 1, {"$", "#", "no", "nos", "resolution", "flight", "room", "route"})) return true;
  if (!tokens_[i].glued) return false;
  if (IsOneOf(i - 1, {"/", ":", ".", ","})) return true;
  // "B-2000": a dash joins it to a short word.
  return i > 1 && Is(i - 1, "-") && tokens_[i - 1].glued &&
         tokens_[i - 2].kind != DateTokenKind::kNumber && tokens_[i - 2].lower.size() < 4;
}

// "1998", "the year 2000", "nineteen ninety-six".
DateGrammar::Maybe DateGrammar::Year(size_t i) const {
  size_t at = Is(i, "the") ? i + 1 : i;
  const bool said = Is(at, "year");
  if (said) ++at;
  if (Is(i, "the") && !said) return std::nullopt;
  size_t end = 0;
  const auto year = YearAt(at, &end);
  if (!year || IsNoYear(i, end)) return std::nullopt;
  const bool lead = said || (i > 0 && IsYearLead(tokens_[i - 1].lower));
  const bool spelled = tokens_[at].kind == DateTokenKind::kWord;
  if (spelled && !lead && (*year < 1900 || Is(i, "two"))) return std::nullopt;
  if (!spelled && !lead && (*year < 1800 || *year > 2100)) return std::nullopt;
  if (!said && *year < 1200) return std::nullopt;
  return Found(end, YearValue(*year));
}

DateGrammar::Maybe DateGrammar::FiscalYear(size_t i) const {
  const size_t at = Is(i, "the") ? i + 1 : i;
  if (!IsOneOf(at, {"fiscal", "calendar"})) return std::nullopt;
  size_t next = Is(at + 1, "year") ? at + 2 : at + 1, end = 0;
  if (auto year = YearAt(next, &end)) return Found(end, YearValue(*year));
  if (next == at + 2) return Found(next, YearValue(published_.year), true);
  return std::nullopt;
}

DateGrammar::Maybe DateGrammar::DecadeOrCentury(size_t i) const {
  const size_t at = Is(i, "the") ? i + 1 : i;
  if (at >= tokens_.size()) return std::nullopt;
  if (tokens_[at].kind == DateTokenKind::kDecade) {
    const int base = tokens_[at].digits == 4 ? 0 : published_.year / 100 * 100;
    int year = base + tokens_[at].number;
    if (tokens_[at].digits == 2 && year > published_.year) year -= 100;
    return Found(at + 1, DecadeValue(year));
  }
  static const Names kDecades = {{"twenties", 20}, {"thirties", 30}, {"forties", 40},
                                 {"fifties", 50},  {"sixties", 60},  {"seventies", 70},
                                 {"eighties", 80}, {"nineties", 90}};
  if (at > i) {
    if (auto decade = Find(kDecades, tokens_[at].lower)) {
      int year = published_.year / 100 * 100 + *decade;
      return Found(at + 1, DecadeValue(year > published_.year ? year - 100 : year));
    }
  }
  size_t end = 0;
  const auto ordinal = OrdinalAt(at, &end);
  if (ordinal && *ordinal >= 1 && *ordinal <= 22 && Is(SkipDash(end), "century")) {
    return Found(SkipDash(end) + 1, CenturyValue(*ordinal));
  }
  return std::nullopt;
}

// "spring", "the summer of 2021", "summer 2021"; "last autumn" is Relative's.
DateGrammar::Maybe DateGrammar::Season(size_t i) const {
  const size_t at = Is(i, "the") ? i + 1 : i;
  const auto season = SeasonAt(at);
  if (!season) return std::nullopt;
  size_t end = at + 1, year_end = 0;
  const size_t year_at = Is(end, "of") ? end + 1 : end;
  if (auto year = YearAt(year_at, &year_end)) return Found(year_end, SeasonValue(*year, *season));
  if (year_at > end && IsOneOf(year_at, {"last", "this", "next"}) && Is(year_at + 1, "year")) {
    const int step = Is(year_at, "last") ? -1 : Is(year_at, "next") ? 1 : 0;
    return Found(year_at + 2, SeasonValue(published_.year + step, *season), true);
  }
  const bool lead = i > 0 && IsOneOf(i - 1, {"in", "by", "since", "until", "during", "early",
                                             "late", "mid", "-", "before", "after"});
  const bool verb = Is(at, "fall") || Is(at, "spring");
  if (!lead && (at == i || verb)) return std::nullopt;
  if (verb && at > i && IsOneOf(end, {"of", "in"})) return std::nullopt;
  if (at == i && !lead) return std::nullopt;
  return Found(end, NearestSeason(*season, TenseOf(i, end)), true);
}

}  // namespace dateline
