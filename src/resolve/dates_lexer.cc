#include "src/resolve/dates_lexer.h"

namespace dateline {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr std::string_view kCurlyApostrophe = "\xE2\x80\x99";
constexpr std::string_view kOpeningApostrophe = "\xE2\x80\x98";
constexpr std::string_view kOtherMarks[] = {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x9C",
                                            "\xE2\x80\x9D"};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<DateToken> Run() {
    while (at_ < text_.size()) {
      if (IsSpace()) continue;
      if (Meridiem() || Decade() || Apostrophe() || Mark() || Word() || Figure()) continue;
      Add(DateTokenKind::kPunct, 1);
    }
    return std::move(tokens_);
  }

 private:
  char At(size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::string_view Rest() const { return text_.substr(at_); }

  DateToken& Add(DateTokenKind kind, size_t size) {
    DateToken token;
    token.kind = kind;
    token.span = {static_cast<uint32_t>(at_), static_cast<uint32_t>(at_ + size)};
    for (char c : text_.substr(at_, size)) token.lower.push_back(Lower(c));
    token.capital = text_[at_] >= 'A' && text_[at_] <= 'Z';
    token.glued = !tokens_.empty() && tokens_.back().span.end == at_;
    at_ += size;
    tokens_.push_back(std::move(token));
    return tokens_.back();
  }

  // Steps over one white space character; a line break may become a kBreak.
  bool IsSpace() {
    if (Rest().starts_with("\xC2\xA0")) {
      at_ += 2;
      return true;
    }
    const char c = text_[at_];
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return false;
    if (c == '\n' && EndsParagraph()) {
      Add(DateTokenKind::kBreak, 1);
    } else {
      ++at_;
    }
    return true;
  }

  bool EndsParagraph() const {
    for (size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\n') return true;
      if (text_[i] != ' ' && text_[i] != '\t' && text_[i] != '\r') break;
    }
    size_t i = at_;
    while (i > 0 && (text_[i - 1] == ' ' || text_[i - 1] == '\r')) --i;
    if (i == 0) return true;
    const char last = text_[i - 1];
    return last == '.' || last == '!' || last == '?' || last == '"' || last == ':' ||
           text_.substr(0, i).ends_with("\xE2\x80\x9D");
  }

  // "a.m.", "p.m", "am" behind a number.
  bool Meridiem() {
    const char c = Lower(At(at_));
    if ((c != 'a' && c != 'p') || tokens_.empty()) return false;
    const DateTokenKind before = tokens_.back().kind;
    if (before != DateTokenKind::kNumber && before != DateTokenKind::kClock) return false;
    size_t size = 1;
    if (At(at_ + size) == '.') ++size;
    if (Lower(At(at_ + size)) != 'm') return false;
    ++size;
    if (IsLetter(At(at_ + size)) || IsDigit(At(at_ + size))) return false;
    if (size == 3 && At(at_ + size) == '.') ++size;
    DateToken& token = Add(DateTokenKind::kWord, size);
    token.lower = std::string_view(c == 'a' ? "a.m." : "p.m.");
    return true;
  }

  // "'80s", "1990s", "1990's".
  bool Decade() {
    size_t i = at_;
    if (At(i) == '\'') {
      ++i;
    } else if (Rest().starts_with(kCurlyApostrophe) || Rest().starts_with(kOpeningApostrophe)) {
      i += 3;
    }
    const size_t digits = i;
    while (IsDigit(At(i))) ++i;
    const size_t count = i - digits;
    if ((count != 2 && count != 4) || At(i - 1) != '0') return false;
    const bool plain = At(i) == 's';
    const bool possessive = count == 4 && At(i) == '\'' && At(i + 1) == 's';
    if (!plain && !possessive) return false;
    const size_t end = i + (plain ? 1 : 2);
    if (IsLetter(At(end)) || IsDigit(At(end))) return false;
    int value = 0;
    for (size_t k = digits; k < i; ++k) value = value * 10 + (text_[k] - '0');
    DateToken& token = Add(DateTokenKind::kDecade, end - at_);
    token.number = value;
    token.digits = static_cast<int>(count);
    return true;
  }

  bool Apostrophe() {
    size_t size = 0;
    if (At(at_) == '\'') size = 1;
    if (Rest().starts_with(kCurlyApostrophe)) size = 3;
    if (size == 0) return false;
    const bool after_word = !tokens_.empty() && tokens_.back().span.end == at_ &&
                            tokens_.back().kind != DateTokenKind::kPunct;
    size_t letters = 0;
    while (IsLetter(At(at_ + size + letters)) && letters < 3) ++letters;
    if (after_word && letters > 0 && letters < 3) {  // 's 'll 're 've 'd
      DateToken& token = Add(DateTokenKind::kWord, size + letters);
      token.lower.erase(1, size - 1);
      token.lower[0] = '\'';
      return true;
    }
    Add(DateTokenKind::kPunct, size).lower.assign(1, '\'');
    return true;
  }

  bool Mark() {
    for (std::string_view mark : kOtherMarks) {
      if (!Rest().starts_with(mark)) continue;
      DateToken& token = Add(DateTokenKind::kPunct, mark.size());
      const bool dash = mark[2] == '\x93' || mark[2] == '\x94';
      token.lower.assign(1, dash ? '-' : '"');
      return true;
    }
    return false;
  }

  bool Word() {
    if (!IsLetter(At(at_))) return false;
    size_t size = 0;
    while (IsLetter(At(at_ + size)) && !StartsMark(at_ + size)) ++size;
    if (size == 0) size = 1;
    if (size == 1 && Lower(At(at_)) == 'o' && Rest().substr(1).starts_with("'clock")) size = 7;
    const bool figure = IsDigit(At(at_ + size));
    if (figure) {
      while (IsDigit(At(at_ + size)) || IsLetter(At(at_ + size))) ++size;
    }
    Add(figure ? DateTokenKind::kFigure : DateTokenKind::kWord, size);
    return true;
  }

  bool StartsMark(size_t i) const {
    const std::string_view rest = text_.substr(i);
    if (rest.starts_with("\xC2\xA0") || rest.starts_with(kCurlyApostrophe)) return true;
    for (std::string_view mark : kOtherMarks) {
      if (rest.starts_with(mark)) return true;
    }
    return false;
  }

  bool Figure() {
    if (!IsDigit(At(at_))) return false;
    size_t size = 0;
    while (IsDigit(At(at_ + size))) ++size;
    const std::string_view tail = Rest().substr(size, 3);
    if ((tail.starts_with("st") || tail.starts_with("nd") || tail.starts_with("rd") ||
         tail.starts_with("th")) &&
        !IsLetter(At(at_ + size + 2)) && size <= 3) {
      DateToken& token = Add(DateTokenKind::kOrdinal, size + 2);
      token.number = Value(token.lower);
      return true;
    }
    if (size <= 2 && At(at_ + size) == ':' && IsDigit(At(at_ + size + 1)) &&
        IsDigit(At(at_ + size + 2)) && !IsDigit(At(at_ + size + 3))) {
      const int hours = Value(Rest().substr(0, size));
      const int minutes = Value(Rest().substr(size + 1, 2));
      DateToken& token = Add(DateTokenKind::kClock, size + 3);
      token.number = hours * 60 + minutes;
      if (hours > 24 || minutes > 59) token.kind = DateTokenKind::kFigure;
      return true;
    }
    const size_t digits = size;
    while ((At(at_ + size) == ',' || At(at_ + size) == '.') && IsDigit(At(at_ + size + 1))) {
      ++size;
      while (IsDigit(At(at_ + size))) ++size;
    }
    while (IsLetter(At(at_ + size)) && !StartsMark(at_ + size) && !GluedMeridiem(at_ + size))
      ++size;
    DateToken& token = Add(DateTokenKind::kNumber, size);
    token.digits = static_cast<int>(digits);
    if (size != digits || digits > 8) {
      token.kind = DateTokenKind::kFigure;
    } else {
      token.number = Value(token.lower);
    }
    return true;
  }

  bool GluedMeridiem(size_t i) const {
    const char c = Lower(At(i));
    return (c == 'a' || c == 'p') && Lower(At(i + 1)) == 'm' && !IsLetter(At(i + 2));
  }

  static int Value(std::string_view digits) {
    int value = 0;
    for (char c : digits) {
      if (!IsDigit(c)) break;
      value = value * 10 + (c - '0');
    }
    return value;
  }

  std::string_view text_;
  size_t at_ = 0;
  std::vector<DateToken> tokens_;
};

}  // namespace

std::vector<DateToken> LexDates(std::string_view text) { return Lexer(text).Run(); }

}  // namespace dateline
