#include "src/resolve/dates_tense.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace dateline {
namespace {

using Words = std::unordered_set<std::string_view>;

constexpr size_t kLongestHalf = 200;  // tokens looked at to either side, so that cost stays linear

// Words whose point does not end a sentence.
const Words& Abbreviations() {
  static const Words kWords = {"mr",  "mrs", "ms",  "dr",   "gen",  "lt",   "col",   "sgt",  "capt",
                               "gov", "sen", "rep", "rev",  "st",   "no",   "vs",    "jan",  "feb",
                               "mar", "apr", "jun", "jul",  "aug",  "sep",  "sept",  "oct",  "nov",
                               "dec", "mon", "tue", "tues", "wed",  "thu",  "thurs", "fri",  "sat",
                               "sun", "maj", "hon", "prof", "pres", "cmdr", "adm",   "brig", "est"};
  return kWords;
}

// Past forms that do not end in -ed.
const Words& IrregularPasts() {
  static const Words kWords = {
      "said",   "told",   "was",     "were",     "did",       "had",       "went",   "came",
      "took",   "gave",   "made",    "met",      "held",      "began",     "broke",  "brought",
      "built",  "bought", "caught",  "chose",    "drew",      "drove",     "fell",   "felt",
      "fought", "found",  "fled",    "flew",     "got",       "grew",      "heard",  "hit",
      "kept",   "killed", "knew",    "laid",     "led",       "left",      "lost",   "meant",
      "paid",   "ran",    "rose",    "saw",      "sent",      "shot",      "showed", "sold",
      "spent",  "spoke",  "stood",   "struck",   "stole",     "swore",     "taught", "thought",
      "threw",  "won",    "wrote",   "won",      "wore",      "burst",     "burnt",  "dealt",
      "died",   "became", "blew",    "sat",      "sank",      "sought",    "slid",   "quit",
      "sang",   "slept",  "sprang",  "withdrew", "overthrew", "forbade",   "froze",  "hung",
      "rode",   "shook",  "swept",   "tore",     "woke",      "undertook", "has",    "have",
      "'ve",    "been",   "oversaw", "overtook", "bade",      "bled"};
  return kWords;
}

// Words in -ed that are no past tense.
const Words& NotPast() {
  static const Words kWords = {
      "united",        "armed",     "hundred", "indeed", "need",   "speed",    "feed",
      "seed",          "bed",       "red",     "shed",   "exceed", "proceed",  "succeed",
      "breed",         "deed",      "greed",   "sacred", "naked",  "wicked",   "embed",
      "unprecedented", "so-called", "medaled", "ted",    "fred",   "mohammed", "ahmed",
      "mohamed",       "muhammed",  "saeed",   "rashed", "majed"};
  return kWords;
}

// Words that tell of a plan: "scheduled for Monday", "due on Friday", "is set to meet".
const Words& PlanWords() {
  static const Words kWords = {
      "scheduled",   "due",        "slated",      "planned",  "expected", "upcoming",
      "plan",        "plans",      "planning",    "going",    "set",      "supposed",
      "intends",     "intend",     "hopes",       "hope",     "hoping",   "ready",
      "rescheduled", "postponed",  "tentatively", "expects",  "expect",   "wants",
      "vows",        "vowed",      "pledged",     "pledges",  "promised", "promises",
      "threatens",   "threatened", "agreed",      "agrees",   "deadline", "preparing",
      "prepares",    "poised",     "invited",     "urged",    "bound",    "likely",
      "unlikely",    "sure",       "forthcoming", "proposed", "proposes", "decided",
      "called",      "booked",     "pending",     "delayed"};
  return kWords;
}

const Words& WillWords() {
  static const Words kWords = {"will", "'ll", "shall"};
  return kWords;
}

const Words& BeWords() {
  static const Words kWords = {"is", "are", "was", "were", "am", "'s", "'re", "be"};
  return kWords;
}

bool In(const Words& words, std::string_view word) { return words.contains(word); }

class TenseReader {
 public:
  TenseReader(const std::vector<DateToken>& tokens, size_t begin, size_t end)
      : tokens_(tokens),
        begin_(begin),
        end_(end),
        first_(SentenceBegin(tokens, begin)),
        last_(SentenceEnd(tokens, end > begin ? end - 1 : begin)) {}

  DateTense Run() const {
    size_t before = begin_;
    while (before > first_ && IsLink(before - 1)) --before;
    const bool opens = before == first_ || tokens_[before - 1].kind == DateTokenKind::kPunct;
    const DateTense left = Leftward(before);
    if (!opens && left != DateTense::kUnknown) return left;
    const DateTense right = Rightward();
    if (right != DateTense::kUnknown) return right;
    return left == DateTense::kUnknown && IsTerm() ? DateTense::kFuture : left;
  }

 private:
  bool IsLink(size_t i) const {
    static const Words kLinks = {"on",   "in",    "by",    "at",    "for",    "early",
                                 "late", "until", "the",   "of",    "before", "after",
                                 "from", "since", "about", "around"};
    return In(kLinks, tokens_[i].lower);
  }

  // "by Friday", "through January": a term that runs out.
  bool IsTerm() const {
    if (begin_ == first_) return false;
    static const Words kTerms = {"by", "until", "till", "through", "starting", "beginning"};
    return In(kTerms, tokens_[begin_ - 1].lower);
  }

  std::string_view WordAt(size_t i) const {
    return i >= first_ && i < last_ ? std::string_view(tokens_[i].lower) : std::string_view();
  }

  DateTense Leftward(size_t from) const {
    for (size_t i = from; i-- > first_;) {
      if (tokens_[i].Is(";")) break;
      const DateTense tense = Evidence(i, from - i);
      if (tense != DateTense::kUnknown) return tense;
    }
    return DateTense::kUnknown;
  }

  DateTense Rightward() const {
    for (size_t i = end_; i < last_ && i < end_ + 25; ++i) {
      if (tokens_[i].Is(";")) break;
      const DateTense tense = Evidence(i, i - end_ + 3);
      if (tense != DateTense::kUnknown) return tense;
    }
    return DateTense::kUnknown;
  }

  // What the word at `i` says of the tense; `distance` is counted in words to the date.
  DateTense Evidence(size_t i, size_t distance) const {
    const std::string_view word = WordAt(i);
    if (word == "won" && WordAt(i + 1) == "'t") return DateTense::kFuture;
    if (In(WillWords(), word)) return DateTense::kFuture;
    if (word == "would") return DateTense::kFuture;
    if (word == "to") return Infinitive(i);
    if (distance <= 4 && PlansTheDate(i)) return DateTense::kFuture;
    if ((word == "is" || word == "are") && WordAt(i + 1).ends_with("ing"))
      return DateTense::kFuture;
    return IsPast(i) ? DateTense::kPast : DateTense::kUnknown;
  }

  // "scheduled for", "due", "planned": adjacent to the date but for a preposition.
  bool PlansTheDate(size_t i) const {
    static const Words kStrong = {"scheduled", "due",         "slated",   "planned", "expected",
                                  "upcoming",  "rescheduled", "deadline", "set"};
    return In(kStrong, WordAt(i));
  }

  // "to meet": what stands before it decides.
  DateTense Infinitive(size_t i) const {
    const DateToken* next = i + 1 < last_ ? &tokens_[i + 1] : nullptr;
    if (next == nullptr || next->kind != DateTokenKind::kWord || next->capital) {
      return DateTense::kUnknown;
    }
    static const Words kNoVerb = {"the", "a",    "an",   "his", "her", "their",
                                  "its", "this", "that", "be",  "have"};
    if (In(kNoVerb, next->lower) && !next->Is("be")) return DateTense::kUnknown;
    for (size_t back = 1; back <= 3 && i >= first_ + back; ++back) {
      if (i - back >= begin_ && i - back < end_) break;  // the date itself stands between
      const std::string_view word = WordAt(i - back);
      if (In(PlanWords(), word) || In(WillWords(), word)) return DateTense::kFuture;
    }
    return i > first_ && In(BeWords(), WordAt(i - 1)) ? DateTense::kFuture : DateTense::kUnknown;
  }

  bool IsPast(size_t i) const {
    const DateToken& token = tokens_[i];
    if (token.kind != DateTokenKind::kWord) return false;
    const bool regular =
        token.lower.size() > 3 && token.lower.ends_with("ed") && !In(NotPast(), token.lower);
    if (!regular && !In(IrregularPasts(), token.lower)) return false;
    for (size_t back = 1; back <= 3 && i >= first_ + back; ++back) {
      const std::string_view word = WordAt(i - back);
      if (word == "be" || In(WillWords(), word) || word == "would" || word == "being") return false;
      if (back == 1 && (word == "to" || word == "the" || word == "a" || word == "an" ||
                        word == "is" || word == "are")) {
        return false;
      }
    }
    return true;
  }

  const std::vector<DateToken>& tokens_;
  size_t begin_, end_, first_, last_;
};

}  // namespace

bool EndsSentence(const std::vector<DateToken>& tokens, size_t index) {
  const DateToken& token = tokens[index];
  if (token.kind == DateTokenKind::kBreak) return true;
  if (token.Is("!") || token.Is("?")) return true;
  if (!token.Is(".")) return false;
  if (index + 1 < tokens.size()) {
    const DateToken& next = tokens[index + 1];
    if (next.glued && next.kind == DateTokenKind::kWord) return false;
    if (next.kind == DateTokenKind::kWord && !next.capital) return false;
    if (next.Is(",")) return false;
  }
  if (index == 0) return true;
  const DateToken& before = tokens[index - 1];
  if (!token.glued || before.kind != DateTokenKind::kWord) return true;
  return before.lower.size() > 1 && !Abbreviations().contains(before.lower);
}

size_t SentenceBegin(const std::vector<DateToken>& tokens, size_t index) {
  size_t i = std::min(index, tokens.size());
  const size_t least = i > kLongestHalf ? i - kLongestHalf : 0;
  while (i > least && !EndsSentence(tokens, i - 1)) --i;
  return i;
}

size_t SentenceEnd(const std::vector<DateToken>& tokens, size_t index) {
  const size_t most = std::min(tokens.size(), index + kLongestHalf);
  size_t i = index;
  while (i < most && !EndsSentence(tokens, i)) ++i;
  return std::min(i + 1, most);
}

DateTense TenseAt(const std::vector<DateToken>& tokens, size_t begin, size_t end) {
  if (begin >= tokens.size()) return DateTense::kUnknown;
  return TenseReader(tokens, begin, end).Run();
}

}  // namespace dateline
