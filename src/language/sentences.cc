#include "src/language/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "src/base/utf8.h"
#include "src/language/letters.h"

namespace dateline {
namespace {

template <size_t N>
bool IsOneOf(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(words, words + N, word) != words + N;
}

// Always followed by the name they introduce, or by a number. Lower-cased, without the full stop.
bool IsTitle(std::string_view word) {
  static constexpr std::string_view kTitles[] = {
      "mr",   "mrs",  "ms",   "mx",   "dr",     "prof", "gen",   "lt",   "col",  "maj",
      "capt", "cmdr", "cdr",  "sgt",  "cpl",    "pvt",  "adm",   "brig", "rev",  "fr",
      "hon",  "sen",  "rep",  "gov",  "pres",   "supt", "insp",  "det",  "amb",  "min",
      "st",   "ste",  "mt",   "ft",   "messrs", "mgr",  "sr",    "sra",  "srta", "dra",
      "ing",  "lic",  "gral", "cnel", "tte",    "mm",   "hr",    "frl",  "vs",   "проф",
      "акад", "ген",  "им",   "ул",   "св",     "pr",   "archbp"};
  return IsOneOf(word, kTitles);
}

// May end a sentence; do so only before a word that seldom follows them inside one.
bool IsAbbreviation(std::string_view word) {
  static constexpr std::string_view kAbbreviations[] = {
      "inc",  "ltd",  "co",   "corp", "bros",  "cos",    "pty",  "jr",   "ave",  "blvd",
      "rd",   "hwy",  "dept", "univ", "assn",  "approx", "est",  "ca",   "cf",   "al",
      "dist", "gmbh", "ph",   "esq",  "calif", "mass",   "conn", "penn", "ariz", "colo",
      "fla",  "minn", "tenn", "wash", "wis",   "okla",   "руб",  "тыс",  "млн",  "млрд"};
  return IsOneOf(word, kAbbreviations);
}

// An abbreviation only before a number: "No. 5", "Jan. 3".
bool IsBeforeNumbers(std::string_view word) {
  static constexpr std::string_view kBeforeNumbers[] = {
      "no",  "nos",  "vol", "vols", "fig", "art", "arts", "sec", "ch",
      "pp",  "para", "núm", "nr",   "jan", "feb", "mar",  "apr", "jun",
      "jul", "aug",  "sep", "sept", "oct", "nov", "dec",  "стр", "рис"};
  return IsOneOf(word, kBeforeNumbers);
}

// Words that open sentences and hardly ever are names.
bool IsOpener(std::string_view word) {
  static constexpr std::string_view kOpeners[] = {
      "A",         "An",       "The",    "In",      "On",        "At",     "By",      "For",
      "From",      "With",     "To",     "Of",      "Under",     "Over",   "After",   "Before",
      "During",    "Since",    "Until",  "While",   "When",      "Where",  "What",    "Who",
      "Why",       "How",      "If",     "As",      "But",       "And",    "Or",      "So",
      "Yet",       "Still",    "Also",   "However", "He",        "She",    "It",      "They",
      "We",        "I",        "You",    "His",     "Her",       "Its",    "Their",   "Our",
      "My",        "This",     "That",   "These",   "Those",     "There",  "Here",    "Both",
      "Some",      "Many",     "Most",   "Several", "Other",     "Others", "Another", "Each",
      "All",       "No",       "Not",    "Only",    "Then",      "Now",    "Later",   "Earlier",
      "Meanwhile", "Although", "Though", "Because", "According", "Asked",  "Despite", "Such",
      "One",       "Two",      "Three",  "El",      "La",        "Los",    "Las",     "Le",
      "Les",       "Il",       "Elle",   "Der",     "Die",       "Das",    "Er",      "Sie",
      "Es"};
  return IsOneOf(word, kOpeners);
}

// What follows a time of day without a new sentence.
bool FollowsTimeOfDay(std::string_view word) {
  static constexpr std::string_view kFollowers[] = {
      "Monday",   "Tuesday",  "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
      "February", "March",    "April",     "May",      "June",   "July",     "August", "September",
      "October",  "November", "December",  "Mon",      "Tue",    "Tues",     "Wed",    "Thu",
      "Thurs",    "Fri",      "Sat",       "Sun",      "Jan",    "Feb",      "Mar",    "Apr",
      "Jun",      "Jul",      "Aug",       "Sep",      "Sept",   "Oct",      "Nov",    "Dec",
      "GMT",      "UTC",      "EST",       "EDT",      "CST",    "CDT",      "MST",    "PST",
      "PDT",      "ET",       "CT",        "PT",       "CET",    "BST",      "IST",    "Eastern",
      "Pacific",  "Central",  "Moscow"};
  return IsOneOf(word, kFollowers);
}

// Months of languages that write the day as an ordinal: "am 5. Mai".
bool IsOrdinalMonth(std::string_view word) {
  static constexpr std::string_view kMonths[] = {
      "Januar", "Jänner", "Februar",   "März",    "April",    "Mai",     "Juni",
      "Juli",   "August", "September", "Oktober", "November", "Dezember"};
  return IsOneOf(word, kMonths);
}

enum class Mark { kNone, kPeriod, kEllipsis, kExclamation, kFullStop };

// kFullStop ends a sentence wherever it stands; the others need a look at what follows.
Mark MarkOf(char32_t c) {
  switch (c) {
    case '.':
      return Mark::kPeriod;
    case 0x2026:
      return Mark::kEllipsis;
    case '?':
    case '!':
    case 0x61F:
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return Mark::kExclamation;
    case 0x3002:
    case 0xFF61:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:  // 。｡！？．
    case 0x104B:
    case 0x964:
    case 0x965:
    case 0x6D4:
    case 0x589:  // ။ । ॥ ۔ ։
    case 0x1362:
    case 0x17D4:
    case 0x17D5:
    case 0xABEB:
    case 0x1C7E:  // ። ។ ៕ and two more
      return Mark::kFullStop;
    default:
      return Mark::kNone;
  }
}

// Quotation marks that close in some texts and open in others, there before a letter.
bool MayOpen(char32_t c) {
  return c == '"' || c == '\'' || c == 0xFF02 || c == 0x201C || c == 0xBB || c == 0x203A;
}

bool IsClosingQuote(char32_t c) {
  return MayOpen(c) || c == 0x2019 || c == 0x201D || c == 0x300D || c == 0x300F || c == 0x5F4;
}

bool IsClosingBracket(char32_t c) {
  return c == ')' || c == ']' || c == '}' || c == 0xFF09 || c == 0x300B || c == 0x3011 ||
         c == 0xFF3D;
}

bool IsDash(char32_t c) { return c == '-' || (c >= 0x2012 && c <= 0x2015); }

// Written without spaces between sentences.
bool IsEastAsian(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

// Splits one line of a text.
class LineSplitter {
 public:
  LineSplitter(std::string_view text, Span line, std::vector<Span>* out)
      : text_(text), line_(line), out_(out) {}

  void Run() {
    size_t begin = line_.begin;
    for (size_t pos = begin; pos < line_.end;) {
      const size_t mark_at = pos;
      const char32_t c = NextCodePoint(text_, &pos);
      if (MarkOf(c) == Mark::kNone) continue;
      const Closing closing = ReadClosing(mark_at);
      pos = closing.end;
      if (!IsEnd(closing, mark_at)) continue;
      Emit(begin, pos);
      begin = pos;
    }
    Emit(begin, line_.end);
  }

 private:
  // A run of marks with the quotation marks and brackets that close behind them.
  struct Closing {
    Mark mark = Mark::kNone;  // the strongest
    bool quote = false, single_period = true;
    size_t end = 0;
  };
  static constexpr size_t kLongestToken = 24;  // bytes of a word that may be an abbreviation

  char32_t At(size_t pos) const { return pos < line_.end ? NextCodePoint(text_, &pos) : 0; }

  size_t Behind(size_t pos) const {
    NextCodePoint(text_, &pos);
    return pos;
  }

  // Whether a closing quotation mark stands at `pos`, or the space that French sets before one.
  bool ClosesQuote(size_t pos) const {
    const char32_t c = At(pos);
    const size_t next = Behind(pos);
    if (IsSpace(c)) return At(next) == 0xBB && !LetterAt(Behind(next));
    return IsClosingQuote(c) && !(MayOpen(c) && LetterAt(next));
  }

  Closing ReadClosing(size_t pos) const {
    Closing closing;
    int periods = 0;
    while (pos < line_.end) {
      const char32_t c = At(pos);
      const Mark mark = MarkOf(c);
      if (mark != Mark::kNone) {
        periods += mark == Mark::kPeriod;
        closing.mark = std::max(closing.mark, mark);
      } else if (ClosesQuote(pos)) {
        closing.quote = true;
      } else if (!IsClosingBracket(c)) {
        break;
      }
      pos = Behind(pos);
    }
    closing.single_period = periods == 1;
    if (closing.mark == Mark::kPeriod && periods > 1 && !closing.quote)
      closing.mark = Mark::kEllipsis;
    closing.end = pos;
    return closing;
  }

  bool LetterAt(size_t pos) const { return IsLetter(At(pos)) || IsNumber(At(pos)); }

  bool IsEnd(const Closing& closing, size_t mark_at) const {
    if (closing.mark == Mark::kFullStop) return true;
    size_t next = closing.end;
    if (next >= line_.end) return true;
    if (!IsSpace(At(next))) return IsEastAsian(At(next)) && closing.mark != Mark::kPeriod;
    while (next < line_.end && IsSpace(At(next))) next = Behind(next);
    if (next >= line_.end) return true;
    const char32_t c = At(next);
    if (IsLower(c) || c == ',' || c == ';') return false;
    if (closing.quote) return !IsDash(c);
    if (closing.mark != Mark::kPeriod || !closing.single_period) return true;
    return !IsAbbreviated(mark_at, next);
  }

  // Whether the full stop at `mark_at` belongs to the word before it, with `next` the next word.
  bool IsAbbreviated(size_t mark_at, size_t next) const {
    const std::string_view token = TokenBefore(mark_at);
    if (token.empty()) return false;
    const bool number_next = IsNumber(At(next));
    const std::string_view word = WordAt(next);
    const bool opener_next = IsOpener(word) && At(word.data() + word.size() - text_.data()) != '.';
    if (token.find_first_not_of("0123456789") == std::string_view::npos) {
      return IsOrdinalMonth(word) || (StartsLine(token) && token.size() <= 3);
    }
    const std::string lower = Lower(token);
    const bool capital = IsUpper(FirstOf(token));
    if (IsTitle(lower) && (capital || number_next)) return true;
    if (lower == "a.m" || lower == "p.m") return number_next || FollowsTimeOfDay(word);
    if (IsBeforeNumbers(lower)) return number_next;
    if (IsInitial(token) && StartsLine(token)) return true;  // "Q. Who paid?"
    if (IsInitial(token) || IsDotted(token)) return !opener_next;
    return IsAbbreviation(lower) && (!opener_next || number_next);
  }

  // The word that ends at `end`, with its inner full stops.
  std::string_view TokenBefore(size_t end) const {
    size_t begin = end;
    while (begin > line_.begin && end - begin <= kLongestToken) {
      size_t before = begin - 1;
      while (before > line_.begin && (text_[before] & 0xC0) == 0x80) --before;
      const char32_t c = At(before);
      if (!IsLetter(c) && !IsMark(c) && !IsNumber(c) && c != '.') break;
      begin = before;
    }
    return end - begin > kLongestToken ? std::string_view() : text_.substr(begin, end - begin);
  }

  // The letters at `pos`, behind an opening quotation mark or bracket.
  std::string_view WordAt(size_t pos) const {
    const char32_t c = At(pos);
    if (!IsLetter(c) && !IsNumber(c) && pos < line_.end) pos = Behind(pos);
    size_t end = pos;
    while (end < line_.end && (IsLetter(At(end)) || IsMark(At(end)))) end = Behind(end);
    return text_.substr(pos, end - pos);
  }

  bool StartsLine(std::string_view token) const {
    for (size_t pos = line_.begin; text_.data() + pos < token.data(); pos = Behind(pos)) {
      if (!IsSpace(At(pos))) return false;
    }
    return true;
  }

  static char32_t FirstOf(std::string_view token) {
    size_t pos = 0;
    return NextCodePoint(token, &pos);
  }

  static std::string Lower(std::string_view token) {
    std::string lower;
    for (size_t pos = 0; pos < token.size();)
      AppendUtf8(ToLower(NextCodePoint(token, &pos)), &lower);
    return lower;
  }

  // One letter: "J. Smith", "г. Москва".
  static bool IsInitial(std::string_view token) {
    size_t pos = 0;
    return IsLetter(NextCodePoint(token, &pos)) && pos == token.size();
  }

  // Full stops after every one or two letters: "U.S", "Ph.D", "т.е".
  static bool IsDotted(std::string_view token) {
    int letters = 0, periods = 0;
    for (size_t pos = 0; pos < token.size();) {
      const char32_t c = NextCodePoint(token, &pos);
      if (c == '.') {
        if (letters == 0) return false;
        letters = 0;
        ++periods;
      } else if (!IsLetter(c) || ++letters > 2) {
        return false;
      }
    }
    return periods > 0 && letters > 0;
  }

  void Emit(size_t begin, size_t end) {
    while (begin < end && IsSpace(At(begin))) begin = Behind(begin);
    size_t last = begin;  // end of the last character that is no space
    for (size_t pos = end; pos > begin;) {
      size_t before = pos - 1;
      while (before > begin && (text_[before] & 0xC0) == 0x80) --before;
      last = pos;
      if (!IsSpace(At(before))) break;
      pos = last = before;
    }
    if (begin < last) out_->push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(last)});
  }

  std::string_view text_;
  Span line_;
  std::vector<Span>* out_;
};

}  // namespace

std::vector<Span> SplitSentences(std::string_view text) {
  std::vector<Span> sentences;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    LineSplitter(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, &sentences)
        .Run();
    begin = end + 1;
  }
  return sentences;
}

}  // namespace dateline
