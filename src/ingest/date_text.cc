#include "src/ingest/date_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <optional>
#include <vector>

#include "src/base/utf8.h"

namespace dateline {
namespace {

constexpr int kFirstYear = 1900, kLastYear = 2100;

struct MonthName {
  std::string_view name;  // as written, lower case
  int month;
};

// Full names and the abbreviations that their beginnings do not give. A word is a month when it
// starts with the first letters of one (see FindMonth).
// clang-format off
constexpr MonthName kMonths[] = {
    {"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6},
    {"july", 7}, {"august", 8}, {"september", 9}, {"sept", 9}, {"october", 10},
    {"november", 11}, {"december", 12},
    {"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"jun", 6}, {"jul", 7}, {"aug", 8},
    {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12},
    {"januar", 1}, {"jänner", 1}, {"februar", 2}, {"märz", 3}, {"mär", 3}, {"mai", 5}, {"juni", 6},
    {"juli", 7}, {"oktober", 10}, {"okt", 10}, {"dezember", 12}, {"dez", 12},
    {"janvier", 1}, {"janv", 1}, {"février", 2}, {"fevrier", 2}, {"févr", 2}, {"mars", 3},
    {"avril", 4}, {"avr", 4}, {"juin", 6}, {"juillet", 7}, {"juil", 7}, {"août", 8}, {"aout", 8},
    {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"décembre", 12}, {"decembre", 12},
    {"déc", 12},
    {"enero", 1}, {"ene", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"abr", 4}, {"mayo", 5},
    {"junio", 6}, {"julio", 7}, {"agosto", 8}, {"ago", 8}, {"septiembre", 9}, {"setiembre", 9},
    {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12}, {"dic", 12},
    {"gennaio", 1}, {"gen", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"mag", 5},
    {"giugno", 6}, {"giu", 6}, {"luglio", 7}, {"lug", 7}, {"settembre", 9}, {"set", 9},
    {"ottobre", 10}, {"ott", 10}, {"dicembre", 12},
    {"janeiro", 1}, {"fevereiro", 2}, {"fev", 2}, {"março", 3}, {"maio", 5}, {"junho", 6},
    {"julho", 7}, {"setembro", 9}, {"outubro", 10}, {"out", 10}, {"novembro", 11},
    {"dezembro", 12},
    {"januari", 1}, {"februari", 2}, {"maart", 3}, {"mrt", 3}, {"mei", 5}, {"augustus", 8},
    {"maj", 5}, {"augusti", 8}, {"desember", 12}, {"des", 12}, {"marts", 3},
    {"ocak", 1}, {"şubat", 2}, {"mart", 3}, {"nisan", 4}, {"mayıs", 5}, {"haziran", 6},
    {"temmuz", 7}, {"ağustos", 8}, {"eylül", 9}, {"ekim", 10}, {"kasım", 11}, {"aralık", 12},
    {"января", 1}, {"февраля", 2}, {"марта", 3}, {"апреля", 4}, {"мая", 5}, {"июня", 6},
    {"июля", 7}, {"августа", 8}, {"сентября", 9}, {"октября", 10}, {"ноября", 11},
    {"декабря", 12},
    {"січня", 1}, {"лютого", 2}, {"березня", 3}, {"квітня", 4}, {"травня", 5}, {"червня", 6},
    {"липня", 7}, {"серпня", 8}, {"вересня", 9}, {"жовтня", 10}, {"листопада", 11},
    {"грудня", 12},
    {"stycznia", 1}, {"lutego", 2}, {"marca", 3}, {"kwietnia", 4}, {"maja", 5}, {"czerwca", 6},
    {"lipca", 7}, {"sierpnia", 8}, {"września", 9}, {"października", 10}, {"listopada", 11},
    {"grudnia", 12},
    {"يناير", 1}, {"فبراير", 2}, {"مارس", 3}, {"أبريل", 4}, {"ابريل", 4}, {"مايو", 5},
    {"يونيو", 6}, {"يوليو", 7}, {"أغسطس", 8}, {"اغسطس", 8}, {"سبتمبر", 9}, {"أكتوبر", 10},
    {"اكتوبر", 10}, {"نوفمبر", 11}, {"ديسمبر", 12},
    {"ဇန်နဝါရီ", 1}, {"ဖေဖော်ဝါရီ", 2}, {"မတ်", 3}, {"ဧပြီ", 4}, {"မေ", 5}, {"ဇွန်", 6},
    {"ဇူလိုင်", 7}, {"ဩဂုတ်", 8}, {"စက်တင်ဘာ", 9}, {"အောက်တိုဘာ", 10}, {"နိုဝင်ဘာ", 11},
    {"ဒီဇင်ဘာ", 12},
    {"januar", 1}, {"tammikuuta", 1}, {"helmikuuta", 2}, {"maaliskuuta", 3}, {"huhtikuuta", 4},
    {"toukokuuta", 5}, {"kesäkuuta", 6}, {"heinäkuuta", 7}, {"elokuuta", 8}, {"syyskuuta", 9},
    {"lokakuuta", 10}, {"marraskuuta", 11}, {"joulukuuta", 12}};
// clang-format on

// A number, a word, or a separator character of the text.
struct Token {
  enum Kind : uint8_t { kNumber, kWord, kOther } kind;
  std::string_view text;
  long value = 0;  // of a number
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string Lowercase(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    char32_t c = NextCodePoint(text, &pos);
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F)) c += 32;
    AppendUtf8(c, &out);
  }
  return out;
}

std::vector<Token> Split(std::string_view text) {
  std::vector<Token> tokens;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    const auto c = static_cast<unsigned char>(text[i]);
    if (IsDigit(text[i])) {
      long value = 0;
      for (; i < text.size() && IsDigit(text[i]); ++i) {
        if (i - begin < 15) value = value * 10 + (text[i] - '0');
      }
      tokens.push_back({Token::kNumber, text.substr(begin, i - begin), value});
    } else if (std::isalpha(c) != 0 || c >= 0x80) {
      // The marks 年, 月 and 日 stand alone.
      const std::string_view three = text.substr(i, 3);
      if (three == "年" || three == "月" || three == "日" || three == "년" || three == "월" ||
          three == "일") {
        i += 3;
      } else {
        while (i < text.size() && (std::isalpha(static_cast<unsigned char>(text[i])) != 0 ||
                                   static_cast<unsigned char>(text[i]) >= 0x80)) {
          const std::string_view next = text.substr(i, 3);
          if (i > begin && (next == "年" || next == "月" || next == "日")) break;
          ++i;
        }
      }
      tokens.push_back({Token::kWord, text.substr(begin, i - begin)});
    } else {
      ++i;
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        tokens.push_back({Token::kOther, text.substr(begin, 1)});
      }
    }
  }
  return tokens;
}

// 1 to 12, 0 for a word that is no month.
int FindMonth(std::string_view word) {
  const std::string lower = Lowercase(word);
  for (const MonthName& month : kMonths) {
    if (month.name == lower) return month.month;
  }
  return 0;
}

int DaysIn(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

struct Day {
  int year = 0, month = 0, day = 0;
};

std::optional<Day> MakeDay(long year, long month, long day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1) return {};
  if (day > DaysIn(static_cast<int>(year), static_cast<int>(month))) return {};
  return Day{static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
}

// Reads a date out of tokens, then the time and offset behind it.
class DateReader {
 public:
  DateReader(std::string_view text, bool month_first)
      : text_(text), tokens_(Split(text)), month_first_(month_first) {}

  std::string Read() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      size_t behind = i;
      const std::optional<Day> day = DayAt(i, &behind);
      if (!day) continue;
      std::string date = fmt::format("{:04}-{:02}-{:02}", day->year, day->month, day->day);
      std::string time = TimeBehind(behind);
      if (time.empty() && i > 0) time = TimeBefore(i);
      return date + time;
    }
    return {};
  }

 private:
  bool IsNumber(size_t i) const { return i < tokens_.size() && tokens_[i].kind == Token::kNumber; }
  bool IsWord(size_t i, std::string_view word) const {
    return i < tokens_.size() && tokens_[i].kind == Token::kWord && tokens_[i].text == word;
  }
  bool Is(size_t i, char c) const {
    return i < tokens_.size() && tokens_[i].kind == Token::kOther && tokens_[i].text[0] == c;
  }
  bool IsYear(size_t i) const {
    return IsNumber(i) && tokens_[i].text.size() == 4 && tokens_[i].value >= kFirstYear &&
           tokens_[i].value <= kLastYear;
  }
  int MonthAt(size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::kWord ? FindMonth(tokens_[i].text) : 0;
  }
  // Passes over the little words between the parts of a date.
  size_t Past(size_t i) const {
    while (i < tokens_.size() &&
           (Is(i, ',') || Is(i, '.') || Is(i, '/') || Is(i, '-') || IsWord(i, "de") ||
            IsWord(i, "del") || IsWord(i, "of") || IsWord(i, "st") || IsWord(i, "nd") ||
            IsWord(i, "rd") || IsWord(i, "th") || IsWord(i, "er"))) {
      ++i;
    }
    return i;
  }

  std::optional<Day> DayAt(size_t i, size_t* behind) const;
  std::optional<Day> NumericAt(size_t i, size_t* behind) const;
  std::string TimeBehind(size_t i) const;
  std::string TimeBefore(size_t i) const;
  std::string ClockAt(size_t i, size_t* behind) const;
  std::string OffsetAt(size_t i) const;

  std::string_view text_;
  std::vector<Token> tokens_;
  const bool month_first_;
};

std::optional<Day> DateReader::DayAt(size_t i, size_t* behind) const {
  // 30 April 2024
  if (IsNumber(i) && tokens_[i].text.size() <= 2) {
    const size_t m = Past(i + 1), y = Past(m + 1);
    if (const int month = MonthAt(m); month > 0 && IsYear(y)) {
      *behind = y + 1;
      return MakeDay(tokens_[y].value, month, tokens_[i].value);
    }
  }
  // April 30, 2024
  if (const int month = MonthAt(i); month > 0) {
    const size_t d = Past(i + 1), y = Past(d + 1);
    if (IsNumber(d) && tokens_[d].text.size() <= 2 && IsYear(y)) {
      *behind = y + 1;
      return MakeDay(tokens_[y].value, month, tokens_[d].value);
    }
  }
  return NumericAt(i, behind);
}

std::optional<Day> DateReader::NumericAt(size_t i, size_t* behind) const {
  if (!IsNumber(i)) return {};
  // 20240430
  if (tokens_[i].text.size() == 8 && tokens_[i].value / 10000 >= kFirstYear) {
    const long value = tokens_[i].value;
    *behind = i + 1;
    return MakeDay(value / 10000, value / 100 % 100, value % 100);
  }
  if (i + 4 >= tokens_.size() || !IsNumber(i + 2) || !IsNumber(i + 4)) return {};
  *behind = i + 5;
  const std::string_view first = tokens_[i + 1].text, second = tokens_[i + 3].text;
  const bool marks = (first == "年" && second == "月") || (first == "년" && second == "월");
  const bool same = tokens_[i + 1].kind == Token::kOther && first == second &&
                    (first == "-" || first == "/" || first == ".");
  if (IsYear(i) && (same || marks)) {
    if (marks && i + 5 < tokens_.size()) ++*behind;
    return MakeDay(tokens_[i].value, tokens_[i + 2].value, tokens_[i + 4].value);
  }
  if (!same || tokens_[i].text.size() > 2) return {};
  long year = tokens_[i + 4].value;
  if (tokens_[i + 4].text.size() == 2 && first == ".") year += 2000;
  long day = tokens_[i].value, month = tokens_[i + 2].value;
  if (first == "/" && (month_first_ ? month <= 31 && day <= 12 : month > 12)) std::swap(day, month);
  return MakeDay(year, month, day);
}

// "14:05[:30[.123]]" or "2.05 pm" at token i.
std::string DateReader::ClockAt(size_t i, size_t* behind) const {
  const bool colon =
      Is(i + 1, ':') || ((Is(i + 1, '.') || IsWord(i + 1, "h") || IsWord(i + 1, "時") ||
                          IsWord(i + 1, "时") || IsWord(i + 1, "시")) &&
                         i > 0);
  if (!IsNumber(i) || !colon || !IsNumber(i + 2) || tokens_[i].text.size() > 2 ||
      tokens_[i + 2].text.size() != 2) {
    return {};
  }
  long hour = tokens_[i].value;
  const long minute = tokens_[i + 2].value;
  long second = -1;
  *behind = i + 3;
  if (Is(i + 3, ':') && IsNumber(i + 4) && tokens_[i + 4].text.size() == 2) {
    second = tokens_[i + 4].value;
    *behind = i + 5;
    if ((Is(i + 5, '.') || Is(i + 5, ',')) && IsNumber(i + 6)) *behind = i + 7;
  }
  if (*behind < tokens_.size() && tokens_[*behind].kind == Token::kWord) {
    const std::string half = Lowercase(tokens_[*behind].text);
    const bool pm = half == "pm" || (half == "p" && Is(*behind + 1, '.'));
    const bool am = half == "am" || (half == "a" && Is(*behind + 1, '.'));
    if (pm && hour < 12) hour += 12;
    if (am && hour == 12) hour = 0;
    if (pm || am) *behind += half.size() == 2 ? 1 : 4;
  }
  if (hour > 23 || minute > 59 || second > 60) return {};
  if (second < 0) return fmt::format("T{:02}:{:02}:00", hour, minute);
  return fmt::format("T{:02}:{:02}:{:02}", hour, minute, second);
}

std::string DateReader::OffsetAt(size_t i) const {
  if (i < tokens_.size() && tokens_[i].kind == Token::kWord) {
    const std::string_view word = tokens_[i].text;
    if (word == "Z" || word == "z") return "Z";
    if ((word == "GMT" || word == "UTC") && !Is(i + 1, '+') && !Is(i + 1, '-')) return "Z";
    struct Zone {
      std::string_view name, offset;
    };
    constexpr Zone kZones[] = {
        {"EST", "-05:00"},  {"EDT", "-04:00"}, {"CST", "-06:00"},  {"CDT", "-05:00"},
        {"MST", "-07:00"},  {"MDT", "-06:00"}, {"PST", "-08:00"},  {"PDT", "-07:00"},
        {"BST", "+01:00"},  {"CET", "+01:00"}, {"CEST", "+02:00"}, {"MSK", "+03:00"},
        {"JST", "+09:00"},  {"IST", "+05:30"}, {"AEST", "+10:00"}, {"AEDT", "+11:00"},
        {"SAST", "+02:00"}, {"MEZ", "+01:00"}, {"MESZ", "+02:00"}};
    for (const Zone& zone : kZones) {
      if (zone.name == word) return std::string(zone.offset);
    }
    if (word == "GMT" || word == "UTC") ++i;
  }
  if ((!Is(i, '+') && !Is(i, '-')) || !IsNumber(i + 1)) return {};
  const char sign = tokens_[i].text[0];
  const std::string_view digits = tokens_[i + 1].text;
  long hours = tokens_[i + 1].value, minutes = 0;
  if (digits.size() == 4) {
    minutes = hours % 100;
    hours /= 100;
  } else if (digits.size() > 2) {
    return {};
  } else if (Is(i + 2, ':') && IsNumber(i + 3)) {
    minutes = tokens_[i + 3].value;
  }
  if (hours > 14 || minutes > 59) return {};
  return fmt::format("{}{:02}:{:02}", sign, hours, minutes);
}

// A time shortly behind the date at token i.
std::string DateReader::TimeBehind(size_t i) const {
  for (size_t k = i; k < std::min(i + 7, tokens_.size()); ++k) {
    size_t behind = k;
    const std::string clock = ClockAt(k, &behind);
    if (!clock.empty()) return clock + OffsetAt(behind);
    if (tokens_[k].kind == Token::kNumber) break;
  }
  return {};
}

// A time right before the date at token i: "14:05 GMT, 30 April 2024".
std::string DateReader::TimeBefore(size_t i) const {
  for (size_t k = i >= 8 ? i - 8 : 0; k + 2 < i; ++k) {
    size_t behind = k;
    const std::string clock = ClockAt(k, &behind);
    if (!clock.empty() && behind <= i) return clock + OffsetAt(behind);
  }
  return {};
}

// Seconds or milliseconds since 1970, as some pages give in their metadata.
std::string FromEpoch(std::string_view digits) {
  if ((digits.size() != 10 && digits.size() != 13) ||
      !std::all_of(digits.begin(), digits.end(), IsDigit)) {
    return {};
  }
  std::time_t seconds = 0;
  for (size_t i = 0; i < 10; ++i) seconds = seconds * 10 + (digits[i] - '0');
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

}  // namespace

std::string ParseDate(std::string_view text, bool month_first) {
  text = text.substr(0, 200);
  while (!text.empty() && (text.back() & 0xC0) == 0x80) text.remove_suffix(1);  // a cut character
  std::string epoch = FromEpoch(text);
  if (!epoch.empty()) return epoch;
  return DateReader(text, month_first).Read();
}

std::string DateInUrl(std::string_view url) {
  const size_t host = url.find("://");
  const size_t path = url.find('/', host == std::string_view::npos ? 0 : host + 3);
  if (path == std::string_view::npos) return {};
  url = url.substr(path);
  for (size_t i = 0; i + 8 <= url.size(); ++i) {
    if (i > 0 && IsDigit(url[i - 1])) continue;
    size_t digits = 0;
    while (i + digits < url.size() && IsDigit(url[i + digits])) ++digits;
    if (digits == 8) return ParseDate(url.substr(i, 8));
    const bool split = digits == 4 && i + 10 <= url.size() &&
                       (url[i + 4] == '/' || url[i + 4] == '-') && url[i + 7] == url[i + 4] &&
                       (i + 10 == url.size() || !IsDigit(url[i + 10]));
    if (split) {
      std::string date = ParseDate(url.substr(i, 10));
      if (!date.empty()) return date;
    }
    if (digits > 0) i += digits - 1;
  }
  return {};
}

}  // namespace dateline
