// The grammar of English date expressions.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "src/resolve/dates_lexer.h"
#include "src/resolve/dates_tense.h"
#include "src/resolve/dates_value.h"

namespace dateline {

// One expression: the tokens up to `end`, and what they mean.
struct DateMatch {
  size_t end = 0;
  DateValue value;
  std::optional<DateValue> until;  // "May 16-18"
  bool relative = false;  // the value counts from the day of publication or an earlier mention
  bool duration = false;  // a length of time ("three days", "the past two years"), not a date
};

// Reads expressions out of `tokens`, resolving what is relative against the day of publication, the
// tense of the sentence and the date mentioned last. `tokens` must outlive it. One thread at a
// time.
class DateGrammar {
 public:
  DateGrammar(const std::vector<DateToken>& tokens, Day published)
      : tokens_(tokens), published_(published) {}

  // The longest expression that starts at token `i`; nullopt when none does.
  std::optional<DateMatch> Match(size_t i) const;

  // The date that "the next day" and "a year earlier" count from; nullopt: the publication.
  void set_anchor(std::optional<DateValue> anchor) { anchor_ = anchor; }
  // The day that "the same day" means when the date mentioned last is coarser.
  void set_day_anchor(std::optional<DateValue> day) { day_anchor_ = day; }
  // Overrules the tense read from the sentence; kUnknown: read it.
  void set_tense(DateTense tense) { tense_ = tense; }

  // A number word or figure at `i` ("twenty-one", "a", "several"): its value, 0 when it is vague,
  // and the token behind it.
  std::optional<std::pair<int, size_t>> Cardinal(size_t i) const;
  // The unit named at `i` ("weeks"); kNone when none is.
  DateUnit UnitAt(size_t i) const;

 private:
  using Maybe = std::optional<DateMatch>;

  // Layers: an expression is a core with what qualifies it.
  Maybe Qualified(size_t i) const;
  Maybe EarlyOrLate(size_t i) const;
  Maybe PartOf(size_t i) const;
  Maybe Core(size_t i) const;

  // Cores.
  Maybe IsoDay(size_t i) const;
  Maybe SlashDay(size_t i) const;
  Maybe WeekdayFirst(size_t i) const;
  Maybe MonthFirst(size_t i) const;
  Maybe DayFirst(size_t i) const;
  Maybe Year(size_t i) const;
  Maybe FiscalYear(size_t i) const;
  Maybe DecadeOrCentury(size_t i) const;
  Maybe Quarter(size_t i) const;
  Maybe Period(size_t i) const;
  Maybe Season(size_t i) const;
  Maybe Holiday(size_t i) const;
  Maybe Deictic(size_t i) const;
  Maybe Reference(size_t i) const;
  Maybe Relative(size_t i) const;
  Maybe Anchored(size_t i) const;
  Maybe Offset(size_t i) const;
  Maybe Clock(size_t i) const;
  Maybe YearEnd(size_t i) const;

  // Parts of cores.
  Maybe MonthAlone(size_t i, int month, size_t end) const;
  Maybe MonthDay(int month, int day, size_t i, size_t end) const;
  Maybe RelativeWeekday(size_t i, size_t at, int step) const;
  Maybe RelativeMonth(size_t at, int step) const;
  Maybe RelativeSeason(size_t i, size_t at, int step) const;
  Maybe RelativeHoliday(size_t at, int step) const;
  Maybe RelativeUnit(size_t i, size_t at, int step) const;
  Maybe OffsetBy(int count, DateUnit unit, size_t end, int sign, bool anchored) const;
  Maybe WithDayPart(DateMatch match) const;
  Maybe ClockBehind(int minutes, size_t end) const;
  std::optional<int> MonthAt(size_t i, size_t* end) const;
  std::optional<int> WeekdayAt(size_t i, size_t* end) const;
  std::optional<int> DayNumberAt(size_t i, size_t* end) const;
  std::optional<int> OrdinalAt(size_t i, size_t* end) const;
  std::optional<int> YearAt(size_t i, size_t* end) const;
  std::optional<int> SpelledYear(size_t i, size_t* end) const;
  std::optional<int> SeasonAt(size_t i) const;
  bool IsNoYear(size_t i, size_t end) const;
  bool MonthNeedsContext(size_t i, size_t end) const;

  // Choosing among calendar stretches.
  DateValue YearBack(const DateValue& value) const;
  DateValue NearestWeekday(int weekday, DateTense tense) const;
  DateValue NearestMonth(int month, DateTense tense) const;
  DateValue NearestMonthDay(int month, int day, DateTense tense) const;
  DateValue NearestQuarter(int quarter, DateTense tense) const;
  DateValue NearestSeason(int season, DateTense tense) const;
  DateTense TenseOf(size_t begin, size_t end) const;
  DateValue Today() const { return DayValue(published_); }
  DateValue Anchor() const { return anchor_ ? *anchor_ : Today(); }
  DateValue DayAnchor() const {
    return day_anchor_ ? *day_anchor_ : Widen(Anchor(), DateUnit::kDay);
  }

  bool Is(size_t i, std::string_view word) const {
    return i < tokens_.size() && tokens_[i].lower == word;
  }
  bool IsOneOf(size_t i, std::initializer_list<std::string_view> words) const;
  std::string_view WordAt(size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].lower) : std::string_view();
  }
  size_t SkipDash(size_t i) const { return Is(i, "-") ? i + 1 : i; }

  const std::vector<DateToken>& tokens_;
  Day published_;
  std::optional<DateValue> anchor_, day_anchor_;
  DateTense tense_ = DateTense::kUnknown;
};

}  // namespace dateline
