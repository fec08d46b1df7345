#include "src/language/quotes.h"

#include <algorithm>
#include <optional>

#include "src/base/utf8.h"
#include "src/language/letters.h"

namespace dateline {
namespace {

bool IsWordCharacter(char32_t c) { return IsLetter(c) || IsMark(c) || IsNumber(c); }

// A mark that opens quotes and those that may close them.
struct Style {
  char32_t opener;
  std::u32string_view closers;
};
constexpr Style kStyles[] = {
    {U'"', U"\""},  {U'\'', U"'"},          {U'\uFF02', U"\uFF02"}, {U'\u05F4', U"\u05F4"},
    {U'‘', U"’"},   {U'‚', U"‘’"},          {U'\u201B', U"’"},      {U'“', U"”"},
    {U'”', U"”"},   {U'„', U"“”"},          {U'\u201F', U"”"},      {U'«', U"»"},
    {U'»', U"«»"},  {U'‹', U"›"},           {U'›', U"‹›"},          {U'「', U"」"},
    {U'『', U"』"}, {U'\uFE41', U"\uFE42"}, {U'\uFE43', U"\uFE44"}, {U'〝', U"〞〟"},
};

// The marks that may close a quote opened by `c`; empty when `c` opens none.
std::u32string_view Closers(char32_t c) {
  for (const Style& style : kStyles) {
    if (style.opener == c) return style.closers;
  }
  return {};
}

bool IsSingle(char32_t c) { return c == '\'' || (c >= 0x2018 && c <= 0x201B); }

// The same mark, or one that elsewhere closes: opens only at the beginning of a word.
bool OpensOnlyBeforeWords(char32_t c) {
  return c == '"' || c == '\'' || c == 0xFF02 || c == 0x5F4 || c == 0x2018 || c == 0x201D ||
         c == 0xBB || c == 0x203A;
}

// Follows the quotes of one text, character by character.
class QuoteReader {
 public:
  explicit QuoteReader(std::string_view text) : text_(text) {}

  std::vector<Span> Run() {
    char32_t before = '\n';
    for (size_t pos = 0; pos < text_.size();) {
      const auto begin = static_cast<uint32_t>(pos);
      const char32_t c = NextCodePoint(text_, &pos);
      if (c == '\n') {
        EndLine(begin);
      } else if (IsQuotationMark(c)) {
        size_t next = pos;
        const char32_t after = pos < text_.size() ? NextCodePoint(text_, &next) : '\n';
        Read(c, before, after, {begin, static_cast<uint32_t>(pos)});
      }
      before = c;
    }
    EndLine(static_cast<uint32_t>(text_.size()));
    return std::move(quoted_);
  }

 private:
  struct Open {
    char32_t mark;
    uint32_t inside;  // where the quoted text begins
  };
  static constexpr size_t kDeepest = 8;

  void Read(char32_t c, char32_t before, char32_t after, Span at) {
    const bool word_before = IsWordCharacter(before), word_after = IsWordCharacter(after);
    if (IsSingle(c) && word_before && word_after) return;  // apostrophe
    if (Close(c, before, word_after, at)) return;
    if (Closers(c).empty() || open_.size() >= kDeepest) return;
    if (OpensOnlyBeforeWords(c) && (word_before || IsSpace(after))) return;
    if (c == '\'' && !word_after && !IsQuotationMark(after)) return;
    if (c == '\'' && IsNumber(after)) return;  // '90s
    open_.push_back({c, at.end});
  }

  // Closes the innermost quote that `c` may close, with all that were left open in it.
  bool Close(char32_t c, char32_t before, bool word_after, Span at) {
    if (IsSingle(c) && (word_after || IsSpace(before))) return false;
    for (size_t depth = open_.size(); depth-- > 0;) {
      if (Closers(open_[depth].mark).find(c) == std::u32string_view::npos) continue;
      if (c == open_[depth].mark && IsSpace(before) && word_after) return false;  // one more opens
      const uint32_t begin = open_[depth].inside;
      open_.resize(depth);
      if (OnlySinglesOpen()) Add({begin, at.begin});
      return true;
    }
    return false;
  }

  // A single mark may be an apostrophe: what stands in double marks inside it counts by itself.
  bool OnlySinglesOpen() const {
    return std::all_of(open_.begin(), open_.end(), [](const Open& o) { return IsSingle(o.mark); });
  }

  // Adds a quote; those inside it become part of it.
  void Add(Span span) {
    while (!quoted_.empty() && quoted_.back().begin >= span.begin) quoted_.pop_back();
    if (!span.empty()) quoted_.push_back(span);
  }

  void EndLine(uint32_t end) {
    const auto first =
        std::find_if(open_.begin(), open_.end(), [](const Open& o) { return !IsSingle(o.mark); });
    if (first != open_.end()) Add({first->inside, end});
    open_.clear();
  }

  std::string_view text_;
  std::vector<Open> open_;
  std::vector<Span> quoted_;
};

}  // namespace

bool IsQuotationMark(char32_t c) {
  if (c < 0x80) return c == '"' || c == '\'';
  return c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A ||
         (c >= 0x300C && c <= 0x300F) || (c >= 0xFE41 && c <= 0xFE44) ||
         (c >= 0x301D && c <= 0x301F) || c == 0xFF02 || c == 0x5F4;
}

std::vector<Span> QuotedSpans(std::string_view text) { return QuoteReader(text).Run(); }

ClaimForm FormOf(Span content, std::string_view text, const std::vector<Span>& quoted) {
  auto quote = std::partition_point(quoted.begin(), quoted.end(),
                                    [&](Span q) { return q.end <= content.begin; });
  int inside = 0, outside = 0;
  for (size_t pos = content.begin; pos < content.end;) {
    const size_t at = pos;
    if (!IsWordCharacter(NextCodePoint(text, &pos))) continue;
    while (quote != quoted.end() && quote->end <= at) ++quote;
    const bool in_quote = quote != quoted.end() && quote->begin <= at;
    ++(in_quote ? inside : outside);
  }
  if (inside == 0) return ClaimForm::kIndirect;
  return outside == 0 ? ClaimForm::kDirect : ClaimForm::kMixed;
}

Span TrimQuotes(std::string_view text, Span span) {
  const auto is_trimmed = [](char32_t c) { return IsSpace(c) || IsQuotationMark(c); };
  while (!span.empty()) {
    size_t pos = span.begin;
    if (!is_trimmed(NextCodePoint(text, &pos))) break;
    span.begin = static_cast<uint32_t>(pos);
  }
  while (!span.empty()) {
    uint32_t before = span.end - 1;
    while (before > span.begin && (text[before] & 0xC0) == 0x80) --before;
    size_t pos = before;
    if (!is_trimmed(NextCodePoint(text, &pos))) break;
    span.end = before;
  }
  return span;
}

}  // namespace dateline
