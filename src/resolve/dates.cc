#include "src/resolve/dates.h"

#include <algorithm>
#include <map>

#include "src/resolve/dates_grammar.h"

namespace dateline {
namespace {

struct Found {
  size_t begin = 0;
  DateMatch match;
};

constexpr Day kNoDay{2000, 1, 1};     // stands in where the publication is unknown
constexpr size_t kAnchorReach = 150;  // tokens over which "the next day" looks back

bool IsTime(const DateValue& value) {
  return value.unit == DateUnit::kDay && (value.minutes >= 0 || value.part != DayPart::kNone);
}

// Reads a text once from left to right and remembers what "that day" refers to.
class DateReader {
 public:
  DateReader(std::string_view text, std::optional<Day> published)
      : tokens_(LexDates(text)),
        known_(published.has_value()),
        published_(published.value_or(kNoDay)),
        grammar_(tokens_, published_) {
    for (size_t i = 0; i < tokens_.size();) {
      const size_t next = Read(i);
      i = next > i ? next : i + 1;
    }
  }

  const std::vector<DateToken>& tokens() const { return tokens_; }
  const std::vector<Found>& found() const { return found_; }
  bool known() const { return known_; }
  Day published() const { return published_; }

  // The expressions that overlap `span`, read with `tense`.
  std::vector<Found> Overlapping(Span span, DateTense tense) {
    std::vector<Found> out;
    for (size_t k = 0; k < found_.size(); ++k) {
      const Found& one = found_[k];
      if (!SpanOf(one).Overlaps(span)) continue;
      if (tense == DateTense::kUnknown) {
        out.push_back(one);
        continue;
      }
      Anchor(k);
      grammar_.set_tense(tense);
      const auto again = grammar_.Match(one.begin);
      grammar_.set_tense(DateTense::kUnknown);
      out.push_back(again ? Found{one.begin, *again} : one);
    }
    return out;
  }

  Span SpanOf(const Found& one) const {
    return {tokens_[one.begin].span.begin, tokens_[one.match.end - 1].span.end};
  }

  // The last day mentioned before token `i`.
  std::optional<DateValue> DayBefore(size_t i) const {
    for (size_t k = found_.size(); k-- > 0;) {
      if (found_[k].begin >= i || found_[k].match.duration) continue;
      if (i - found_[k].begin > kAnchorReach) break;
      if (found_[k].match.value.unit == DateUnit::kDay) return found_[k].match.value;
    }
    return std::nullopt;
  }

  const DateGrammar& grammar() const { return grammar_; }

 private:
  // Reads what starts at token `i`; returns the token to go on from.
  size_t Read(size_t i) {
    if (i > 0 && (tokens_[i - 1].Is("every") || tokens_[i - 1].Is("each"))) return i + 1;
    Anchor(found_.size());
    const auto match = grammar_.Match(i);
    if (!match) return i + 1;
    found_.push_back({i, *match});
    return match->end;
  }

  // Sets what the expression that would be number `k` counts from.
  void Anchor(size_t k) {
    std::optional<DateValue> any, day;
    const size_t at = k < found_.size() ? found_[k].begin : k == 0 ? 0 : found_.back().match.end;
    while (k-- > 0 && !(any && day)) {
      const DateMatch& match = found_[k].match;
      if (at - found_[k].begin > kAnchorReach) break;
      if (match.duration || !match.value.Calendar()) continue;
      if (!any) any = match.value;
      if (!day && match.value.unit == DateUnit::kDay) day = match.value;
    }
    grammar_.set_anchor(any);
    grammar_.set_day_anchor(day);
  }

  std::vector<DateToken> tokens_;
  bool known_;
  Day published_;
  DateGrammar grammar_;
  std::vector<Found> found_;
};

std::string IsoOfMatch(const DateMatch& match, Day published) {
  if (match.value.unit == DateUnit::kPresent) return FormatDay(published);
  if (match.until) return IsoInterval(match.value, *match.until);
  return match.value.vague ? "" : IsoOf(match.value);
}

DateTense TenseOf(std::optional<EventStatus> status) {
  if (!status || *status == EventStatus::kHypothetical || *status == EventStatus::kNegated) {
    return DateTense::kUnknown;
  }
  return *status == EventStatus::kFuture ? DateTense::kFuture : DateTense::kPast;
}

// Puts an expression that the model has found on the calendar, with the words that frame it.
class Normalizer {
 public:
  Normalizer(DateReader* reader, Span expression, std::optional<EventStatus> status)
      : reader_(reader), tokens_(reader->tokens()), span_(expression), status_(status) {
    while (begin_ < tokens_.size() && tokens_[begin_].span.end <= span_.begin) ++begin_;
    end_ = begin_;
    while (end_ < tokens_.size() && tokens_[end_].span.begin < span_.end) ++end_;
  }

  IsoDate Run() {
    if (begin_ >= end_) return "";
    const std::vector<Found> found = reader_->Overlapping(span_, TenseOf(status_));
    if (found.empty() || found.front().match.duration) return Unfound();
    if (!reader_->known() &&
        std::any_of(found.begin(), found.end(), [](const Found& f) { return f.match.relative; })) {
      return "";
    }
    if (found.size() > 1) {
      if (IsoDate combined = Combined(found); !combined.empty()) return combined;
    }
    return Framed(found.front().match, found.front().begin);
  }

 private:
  bool Is(size_t i, std::string_view word) const {
    return i < tokens_.size() && tokens_[i].Is(word);
  }
  bool IsOneOf(size_t i, std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return Is(i, word); });
  }
  DateTense Tense(size_t begin, size_t end) const {
    const DateTense told = TenseOf(status_);
    return told != DateTense::kUnknown ? told : TenseAt(tokens_, begin, end);
  }
  DateValue Today() const { return DayValue(reader_->published()); }

  // "from 1993 to 2005", "Tuesday, 9 May": an interval, or the finer of the two.
  IsoDate Combined(const std::vector<Found>& found) const {
    const DateMatch &first = found.front().match, &last = found.back().match;
    const size_t at = found.back().begin;
    const bool joined = at > 0 && IsOneOf(at - 1, {"to", "and", "-", "until", "through", "till"});
    if (joined) return IsoInterval(first.value, last.until.value_or(last.value));
    if (last.value.Calendar() && last.value.unit < first.value.unit) {
      return IsoOfMatch(last, reader_->published());
    }
    return "";
  }

  // True when `word` leads the expression that starts at token `first`.
  bool LeadIs(size_t first, std::string_view word) const {
    if (first == 0) return false;
    size_t at = first - 1;
    if (IsOneOf(at, {"early", "late"}) && at > 0) --at;
    return Is(at, word);
  }

  // "since March" runs up to the report, "until July" from it, "this week" as far as it has come.
  IsoDate Framed(const DateMatch& match, size_t first) const {
    const DateValue today = Today();
    const DateValue& value = match.value;
    if (value.Calendar() && !value.vague && reader_->known()) {
      const bool past = status_ != EventStatus::kHistorical && value.first <= today.first;
      if (past && LeadIs(first, "since") && !match.until) return UpTo(value, today);
      const bool future = today.first < value.first;
      if (future && (LeadIs(first, "until") || LeadIs(first, "till"))) return From(value);
      const bool begun = value.first < today.first && today.first < LastDay(value);
      if (value.unit == DateUnit::kWeek && begun && value.edge == DateEdge::kNone &&
          Tense(first, match.end) == DateTense::kPast) {
        return IsoInterval(DayValue(value.first), today);
      }
    }
    if (Is(first, "overnight") && value.unit == DateUnit::kDay) {
      return IsoInterval(Shift(value, -1), value);
    }
    return IsoOfMatch(match, reader_->published());
  }

  static IsoDate UpTo(DateValue from, DateValue to) {
    switch (from.unit) {
      case DateUnit::kDecade:
      case DateUnit::kCentury:
        from.unit = DateUnit::kYear;
        break;
      case DateUnit::kSeason:
      case DateUnit::kHalf:
      case DateUnit::kQuarter:
        from.unit = DateUnit::kMonth;
        break;
      case DateUnit::kWeek:
      case DateUnit::kWeekend:
        from.unit = DateUnit::kDay;
        break;
      default:
        break;
    }
    return IsoInterval(from, from.unit == DateUnit::kDay ? to : Widen(to, from.unit));
  }

  IsoDate From(const DateValue& to) const {
    return IsoInterval(to.unit == DateUnit::kDay ? Today() : Widen(Today(), to.unit), to);
  }

  // No rule knows the expression as a date: a length of time, a day of the month, a part of a day.
  IsoDate Unfound() const {
    if (!reader_->known()) return "";
    for (size_t i = begin_; i < end_; ++i) {
      if (tokens_[i].kind == DateTokenKind::kOrdinal && !IsOneOf(i + 1, {"day", "night", "time"})) {
        return DayOfMonth(tokens_[i].number);
      }
      const auto count = reader_->grammar().Cardinal(i);
      if (!count || count->second >= tokens_.size()) continue;
      const size_t at = Is(count->second, "-") ? count->second + 1 : count->second;
      const bool fortnight = IsOneOf(at, {"fortnight", "fortnights"});
      const DateUnit unit = fortnight ? DateUnit::kWeek : reader_->grammar().UnitAt(at);
      const int units = fortnight ? 2 * count->first : count->first;
      if (unit != DateUnit::kNone && units > 0) return LengthOf(units, unit, at);
    }
    return Unit();
  }

  // "the 19th": of the month that the tense asks for.
  IsoDate DayOfMonth(int day) const {
    Day month = reader_->published();
    const DateTense tense = Tense(begin_, end_);
    if (tense == DateTense::kFuture && day < month.day)
      month = AddMonths({month.year, month.month, 1}, 1);
    if (tense != DateTense::kFuture && day > month.day)
      month = AddMonths({month.year, month.month, 1}, -1);
    if (day < 1 || day > DaysInMonth(month.year, month.month)) return "";
    return FormatDay({month.year, month.month, day});
  }

  // The day named in the expression's sentence, which a length of time ends on or counts from.
  std::optional<DateValue> DayInSentence() const {
    const size_t from = SentenceBegin(tokens_, begin_), to = SentenceEnd(tokens_, end_ - 1);
    std::optional<DateValue> day;
    for (const Found& one : reader_->found()) {
      if (one.begin < from || one.begin >= to || one.match.duration) continue;
      if (one.match.value.unit == DateUnit::kDay && (!day || one.begin < begin_))
        day = one.match.value;
    }
    return day;
  }

  // "three days", "over six years", "within 90 days"; "two days after police had met them" gives
  // the day of that other event.
  IsoDate LengthOf(int count, DateUnit unit, size_t at) const {
    const size_t next = at + 1;
    const bool after = IsOneOf(next, {"after"}), before = IsOneOf(next, {"before"});
    if (after || before || IsOneOf(next, {"later", "earlier", "afterwards"})) {
      return OtherEvent(count, unit, after, before, next);
    }
    const DateValue now = Widen(Today(), unit);
    const bool within = IsOneOf(begin_, {"within"}) || (begin_ > 0 && Is(begin_ - 1, "within"));
    const bool days = unit == DateUnit::kDay || unit == DateUnit::kWeek;
    const int length = unit == DateUnit::kWeek ? 7 * count : count;
    if (within || Tense(begin_, end_) == DateTense::kFuture) {
      if (days) return IsoInterval(Today(), Shift(Today(), within ? length : length - 1));
      return IsoInterval(now, Shift(now, count));
    }
    if (days) {
      const DateValue last = unit == DateUnit::kDay ? DayInSentence().value_or(Today()) : Today();
      return IsoInterval(Shift(last, unit == DateUnit::kDay ? 1 - length : -length), last);
    }
    return IsoInterval(Shift(now, -count), now);
  }

  IsoDate OtherEvent(int count, DateUnit unit, bool after, bool before, size_t next) const {
    const auto day = DayInSentence();
    const bool clause = next + 1 < tokens_.size() &&
                        tokens_[next + 1].kind == DateTokenKind::kWord &&
                        !IsOneOf(next + 1, {"near", "in", "at", "by", "and", "from", "on"});
    int sign = after ? -1 : 1;
    if (!clause) sign = after ? 1 : before ? -1 : 0;
    if (sign == 0) return "";
    DateValue base = day.value_or(Today());
    if (unit == DateUnit::kWeek) return IsoOf(Shift(base, 7 * sign * count));
    return IsoOf(Shift(Widen(base, unit), sign * count));
  }

  // "the week", "evening", "before dawn", "hours later": the day in talk, else the report's.
  IsoDate Unit() const {
    for (size_t i = begin_; i < end_; ++i) {
      if (IsOneOf(i, {"week", "month", "year"})) {
        const DateValue value = Widen(Today(), reader_->grammar().UnitAt(i));
        const bool past = Tense(begin_, end_) == DateTense::kPast;
        return past && value.unit == DateUnit::kWeek ? UpTo(value, Today()) : IsoOf(value);
      }
      if (Is(i, "days") && begin_ <= i && IsOneOf(begin_, {"within", "in"})) {
        return IsoOf(Widen(Today(), DateUnit::kMonth));
      }
      if (!IsOneOf(i, {"morning",  "afternoon", "evening",  "night",   "dawn",      "noon",
                       "midnight", "daybreak",  "sunrise",  "sunset",  "nightfall", "dusk",
                       "sundown",  "hours",     "hour",     "minutes", "day",       "later",
                       "midday",   "lunchtime", "overnight"})) {
        continue;
      }
      const auto day = reader_->DayBefore(begin_);
      return FormatDay(day ? day->first : reader_->published());
    }
    return "";
  }

  DateReader* reader_;
  const std::vector<DateToken>& tokens_;
  Span span_;
  std::optional<EventStatus> status_;
  size_t begin_ = 0, end_ = 0;
};

DateMention MentionOf(const DateReader& reader, const Found& one) {
  DateMention mention;
  const DateMatch& match = one.match;
  mention.span = reader.SpanOf(one);
  mention.unit = match.value.unit;
  mention.kind = match.duration        ? DateKind::kDuration
                 : IsTime(match.value) ? DateKind::kTime
                                       : DateKind::kDate;
  const bool placed = reader.known() || !match.relative;
  if (placed) mention.value = IsoOfMatch(match, reader.published());
  const bool reference = !match.value.Calendar();
  if (placed || reference) mention.timex = TimexOf(match.value);
  if (mention.unit == DateUnit::kPresent && !reader.known()) mention.value.clear();
  return mention;
}

}  // namespace

std::vector<DateMention> FindDates(std::string_view text, std::string_view published) {
  const DateReader reader(text, ParseDay(published));
  std::vector<DateMention> mentions;
  mentions.reserve(reader.found().size());
  for (const Found& one : reader.found()) mentions.push_back(MentionOf(reader, one));
  return mentions;
}

IsoDate NormalizeDate(std::string_view text, Span expression, std::string_view published,
                      std::optional<EventStatus> status) {
  DateReader reader(text, ParseDay(published));
  return Normalizer(&reader, expression, status).Run();
}

namespace {

// Whether a value begins after the report: no day of a deed that has happened.
bool IsAhead(const IsoDate& value, const IsoDate& published) {
  const std::string_view start = std::string_view(value).substr(0, value.find('/'));
  return !published.empty() && start > std::string_view(published).substr(0, start.size());
}

}  // namespace

void ResolveDates(Document& document) {
  const std::string_view given = std::string_view(document.article.published).substr(0, 10);
  if (ParseDay(given)) {
    document.published = std::string(given);
  } else if (document.published.empty()) {
    const InferredDate inferred = InferPublished(document.text());
    if (inferred.confidence > 0.5) document.published = inferred.value;
  }
  std::map<int32_t, EventStatus> status;
  for (const Trigger& trigger : document.triggers) {
    for (int32_t time : trigger.times) status.emplace(time, trigger.status);
  }
  if (document.times.empty()) return;
  DateReader reader(document.text(), ParseDay(document.published));
  for (size_t t = 0; t < document.times.size(); ++t) {
    const auto used = status.find(static_cast<int32_t>(t));
    std::optional<EventStatus> told;
    if (used != status.end()) told = used->second;
    IsoDate value = Normalizer(&reader, document.times[t].span, told).Run();
    const bool done = told == EventStatus::kActual || told == EventStatus::kHistorical;
    if (done && IsAhead(value, document.published)) value.clear();  // "two days later", than what?
    document.times[t].value = std::move(value);
  }
}

}  // namespace dateline
