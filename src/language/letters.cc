#include "src/language/letters.h"

#include <utf8proc.h>

#include "src/base/utf8.h"

namespace dateline {
namespace {

utf8proc_category_t Category(char32_t c) { return utf8proc_category(static_cast<int32_t>(c)); }

bool IsAsciiLetter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

}  // namespace

bool IsLetter(char32_t c) {
  if (c < 0x80) return IsAsciiLetter(c);
  const utf8proc_category_t category = Category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool IsMark(char32_t c) {
  if (c < 0x300) return false;
  const utf8proc_category_t category = Category(c);
  return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

bool IsNumber(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  const utf8proc_category_t category = Category(c);
  return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  const utf8proc_category_t category = Category(c);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool IsLower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return Category(c) == UTF8PROC_CATEGORY_LL;
}

bool IsSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  const utf8proc_category_t category = Category(c);
  return category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP;
}

char32_t ToLower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<int32_t>(c)));
}

int LetterShape(std::string_view surface) {
  if (surface.empty()) return 0;
  size_t pos = 0;
  const char32_t first = NextCodePoint(surface, &pos);
  if (!IsLetter(first) && !IsNumber(first)) return 0;
  if (first < 0x80 ? IsNumber(first) : Category(first) == UTF8PROC_CATEGORY_ND) return 4;
  int upper = 0, lower = 0, length = 0;
  for (pos = 0; pos < surface.size(); ++length) {
    const char32_t c = NextCodePoint(surface, &pos);
    upper += IsUpper(c);
    lower += IsLower(c);
  }
  if (upper == 0) return lower == 0 ? 5 : 1;
  if (lower == 0) return length == 1 ? 2 : 3;
  return IsUpper(first) && upper == 1 ? 2 : 5;
}

}  // namespace dateline
