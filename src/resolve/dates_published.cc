// When was this written? Evidence in the text itself, for reports that come without a date.
#include <algorithm>
#include <cstdlib>

#include "src/resolve/dates.h"
#include "src/resolve/dates_grammar.h"

namespace dateline {
namespace {

constexpr Day kNoDay{2000, 1, 1};
constexpr size_t kHeadTokens = 40;  // where a byline or dateline stands

struct DayWithoutYear {
  Day day;  // its year is not meant
  std::optional<int> weekday;
};

struct Evidence {
  std::optional<Day> stamped;  // a full date marked as that of the publication
  std::optional<Day> at_head;  // a full date in the head
  std::vector<DayWithoutYear> month_days;
  std::vector<int> weekdays;       // told as past
  std::vector<int> years;          // years written out, told as past
  std::optional<int> anniversary;  // "80 years since 1945" makes it 2025
};

bool IsStampWord(std::string_view word) {
  return word == "published" || word == "updated" || word == "posted" || word == "dated" ||
         word == "date" || word == "issued" || word == "filed";
}

class Collector {
 public:
  explicit Collector(std::string_view text) : tokens_(LexDates(text)), grammar_(tokens_, kNoDay) {}

  Evidence Run() {
    for (size_t i = 0; i < tokens_.size();) {
      ReadAnniversary(i);
      const auto match = grammar_.Match(i);
      if (match) Take(i, *match);
      i = match ? match->end : i + 1;
    }
    return evidence_;
  }

 private:
  void Take(size_t i, const DateMatch& match) {
    const bool past = TenseAt(tokens_, i, match.end) != DateTense::kFuture;
    const DateValue& value = match.value;
    if (value.unit == DateUnit::kYear && !match.relative && past) {
      evidence_.years.push_back(value.first.year);
    }
    if (value.unit != DateUnit::kDay) return;
    if (!match.relative) {
      TakeFull(i, value.first, past);
    } else if (NamesMonth(i, match.end)) {
      evidence_.month_days.push_back({value.first, WeekdayNamed(i)});
    } else if (past && IsBareWeekday(i, match.end)) {
      evidence_.weekdays.push_back(WeekdayOf(value.first));
    }
  }

  void TakeFull(size_t i, Day day, bool past) {
    for (size_t back = 1; back <= 3 && back <= i; ++back) {
      if (IsStampWord(tokens_[i - back].lower)) evidence_.stamped = day;
    }
    if (i < kHeadTokens && !evidence_.at_head && !InSentence(i)) evidence_.at_head = day;
    if (past) evidence_.years.push_back(day.year);
  }

  // True when a preposition ties the date to a sentence, as no dateline has it.
  bool InSentence(size_t i) const {
    if (i == 0) return false;
    for (std::string_view word :
         {"on", "in", "of", "since", "the", "until", "by", "from", "after", "before"}) {
      if (tokens_[i - 1].Is(word)) return true;
    }
    return false;
  }

  bool NamesMonth(size_t begin, size_t end) const {
    for (size_t i = begin; i < end; ++i) {
      if (tokens_[i].kind == DateTokenKind::kNumber || tokens_[i].kind == DateTokenKind::kOrdinal)
        return true;
    }
    return false;
  }

  // The weekday that starts at token `i`.
  std::optional<int> WeekdayNamed(size_t i) const {
    static constexpr std::string_view kNames[] = {"monday", "tuesday",  "wednesday", "thursday",
                                                  "friday", "saturday", "sunday"};
    for (int weekday = 0; weekday < 7; ++weekday) {
      if (tokens_[i].Is(kNames[weekday])) return weekday;
    }
    return std::nullopt;
  }

  bool IsBareWeekday(size_t begin, size_t end) const {
    return tokens_[begin].lower.ends_with("day") && tokens_[begin].capital && end - begin <= 2;
  }

  // "the 80th anniversary of the end of the war in 1945", "80 years since 1945".
  void ReadAnniversary(size_t i) {
    int count = 0;
    size_t next = i + 1;
    const bool ordinal = tokens_[i].kind == DateTokenKind::kOrdinal;
    if (ordinal && next < tokens_.size() && tokens_[next].Is("anniversary")) {
      count = tokens_[i].number;
    } else if (const auto number = grammar_.Cardinal(i); number && number->first >= 5) {
      next = number->second;
      if (grammar_.UnitAt(next) != DateUnit::kYear || next + 1 >= tokens_.size()) return;
      if (!tokens_[next + 1].Is("since") && !tokens_[next + 1].Is("after")) return;
      count = number->first;
    }
    if (count < 5) return;
    for (size_t k = next + 1; k < tokens_.size() && k < next + 20; ++k) {
      const DateToken& token = tokens_[k];
      if (EndsSentence(tokens_, k)) break;
      const bool year = token.kind == DateTokenKind::kNumber && token.digits == 4;
      if (year && token.number > 1000 && token.number < 2100)
        evidence_.anniversary = token.number + count;
    }
    if (!evidence_.anniversary && NamesWorldWar(next)) evidence_.anniversary = 1945 + count;
  }

  // The victory of 1945 is often named without its year.
  bool NamesWorldWar(size_t from) const {
    for (size_t k = from; k + 1 < tokens_.size() && k < from + 20; ++k) {
      if (EndsSentence(tokens_, k)) return false;
      if (tokens_[k].Is("nazi") || (tokens_[k].Is("patriotic") && tokens_[k + 1].Is("war")) ||
          (tokens_[k].Is("world") && tokens_[k + 1].Is("war") && k + 2 < tokens_.size() &&
           (tokens_[k + 2].Is("ii") || tokens_[k + 2].Is("two")))) {
        return true;
      }
    }
    return false;
  }

  std::vector<DateToken> tokens_;
  DateGrammar grammar_;
  Evidence evidence_;
};

// The day of a date without year, in the year in which it falls on the weekday that is named with
// it ("Friday, May 9") or, once the year is sure, on one that is named anywhere.
std::optional<Day> DayOnWeekday(const Evidence& evidence, int year, bool sure) {
  for (auto day = evidence.month_days.rbegin(); day != evidence.month_days.rend(); ++day) {
    if (day->day.day > DaysInMonth(year, day->day.month)) continue;
    const Day dated{year, day->day.month, day->day.day};
    if (day->weekday) {
      if (WeekdayOf(dated) == *day->weekday) return dated;
      continue;
    }
    if (!sure) continue;
    for (int weekday : evidence.weekdays) {
      if (WeekdayOf(dated) == weekday) return dated;
    }
  }
  return std::nullopt;
}

}  // namespace

// The confidences are what texts with a known date have borne out (bench/dates, --undated).
InferredDate InferPublished(std::string_view text) {
  const Evidence evidence = Collector(text).Run();
  if (evidence.stamped) return {FormatDay(*evidence.stamped), 0.95};
  if (evidence.at_head) return {FormatDay(*evidence.at_head), 0.75};
  if (evidence.anniversary) {
    const int year = *evidence.anniversary;
    if (const auto day = DayOnWeekday(evidence, year, true)) return {FormatDay(*day), 0.75};
    if (evidence.month_days.empty()) return {FormatDay({year, 1, 1}).substr(0, 4), 0.7};
    const int month = evidence.month_days.back().day.month;
    return {FormatDay({year, month, 1}).substr(0, 7), 0.55};
  }
  if (evidence.years.empty()) return {};
  const int latest = *std::max_element(evidence.years.begin(), evidence.years.end());
  for (int year = latest; year < latest + 3; ++year) {
    if (const auto day = DayOnWeekday(evidence, year, false)) return {FormatDay(*day), 0.25};
  }
  return {FormatDay({latest, 1, 1}).substr(0, 4), 0.2};
}

}  // namespace dateline
