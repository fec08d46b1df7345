#include "src/resolve/actors_fold.h"

#include <utf8proc.h>

#include "src/base/utf8.h"

namespace dateline {
namespace {

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAsciiAlnum(char c) { return IsAsciiLetter(c) || (c >= '0' && c <= '9'); }

// Apostrophes of every kind, and dots: they vanish ("U.N.", "N'Djamena", "Sana’a").
bool Vanishes(char32_t c) {
  return c == '\'' || c == '.' || c == '`' || (c >= 0x2018 && c <= 0x201B) || c == 0x02BB ||
         c == 0x02BC || c == 0x02BE || c == 0x02BF || c == 0x00B4 || c == 0x0640 || c == 0x200B ||
         c == 0x200C || c == 0x200D || c == 0x00AD;
}

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC; }

// Marks that only vary the spelling of Latin, Greek, Cyrillic and Arabic. (Those of Burmese or
// Hindi carry meaning and stay.)
bool IsDroppedMark(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x064B && c <= 0x065F) || c == 0x0670;
}

// Latin letters that Unicode does not decompose.
const char* Plain(char32_t c) {
  switch (c) {
    case 0x00F8: return "o";
    case 0x0142: return "l";
    case 0x0111: return "d";
    case 0x00F0: return "d";
    case 0x00E6: return "ae";
    case 0x0153: return "oe";
    case 0x00FE: return "th";
    case 0x0131: return "i";
    case 0x0259: return "e";
    case 0x0127: return "h";
    default: return nullptr;
  }
}

bool IsWordCategory(utf8proc_category_t category) {
  return category <= UTF8PROC_CATEGORY_NO && category != UTF8PROC_CATEGORY_CN;
}

bool IsWordCharacter(char32_t c) {
  if (c < 0x80) return IsAsciiAlnum(static_cast<char>(c));
  return IsWordCategory(utf8proc_category(static_cast<utf8proc_int32_t>(c)));
}

// Appends the folded form of one non-ASCII character; a space when it separates.
void FoldCharacter(char32_t c, std::string* out) {
  utf8proc_int32_t parts[16];
  int boundary = 0;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_STABLE);
  const auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 16, options,
                                         &boundary);
  for (utf8proc_ssize_t i = 0; i < n && n <= 16; ++i) {
    const auto part = static_cast<char32_t>(parts[i]);
    if (IsDroppedMark(part) || Vanishes(part)) continue;
    if (const char* plain = Plain(part)) {
      out->append(plain);
    } else if (IsWordCharacter(part)) {
      AppendUtf8(part, out);
    } else if (!out->empty() && out->back() != ' ') {
      out->push_back(' ');
    }
  }
}

// True when the apostrophe before `pos` opens a possessive "s" that ends a word.
bool IsPossessive(std::string_view name, size_t pos) {
  if (pos >= name.size() || (name[pos] != 's' && name[pos] != 'S')) return false;
  return pos + 1 == name.size() || (name[pos + 1] >= 0 && !IsAsciiAlnum(name[pos + 1]));
}

}  // namespace

std::string FoldName(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (size_t pos = 0; pos < name.size();) {
    const char c = name[pos];
    if (IsAsciiAlnum(c)) {
      out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
      ++pos;
      continue;
    }
    const char32_t code = NextCodePoint(name, &pos);
    if (IsApostrophe(code) && !out.empty() && IsPossessive(name, pos)) {
      ++pos;
    } else if (Vanishes(code)) {
      continue;
    } else if (code < 0x80) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else {
      FoldCharacter(code, &out);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.size() > 4 && out.compare(0, 4, "the ") == 0) out.erase(0, 4);
  return out;
}

uint64_t HashKey(std::string_view folded) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : folded) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15ULL;
  hash ^= hash >> 29;
  return hash == 0 ? 1 : hash;
}

std::vector<Span> WordsOf(std::string_view text) {
  std::vector<Span> words;
  size_t begin = std::string_view::npos, end = 0;
  const auto close = [&] {
    if (begin != std::string_view::npos) {
      words.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    }
    begin = std::string_view::npos;
  };
  for (size_t pos = 0; pos < text.size();) {
    const size_t at = pos;
    const char32_t c = NextCodePoint(text, &pos);
    if (IsWordCharacter(c) || IsDroppedMark(c)) {
      if (begin == std::string_view::npos) begin = at;
      end = pos;
    } else if (Vanishes(c)) {
      if (begin != std::string_view::npos && c == '.') end = pos;  // "U.S." keeps its last dot
    } else {
      close();
    }
  }
  close();
  return words;
}

bool IsUpperCase(std::string_view text) {
  int letters = 0;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    if (c >= 'A' && c <= 'Z') ++letters;
  }
  return letters >= 2;
}

}  // namespace dateline
