#include "src/ingest/zawgyi.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "src/base/utf8.h"

namespace dateline {
namespace {

constexpr char32_t kVirama = 0x1039, kAsat = 0x103A, kMedialYa = 0x103B, kMedialRa = 0x103C,
                   kMedialWa = 0x103D, kMedialHa = 0x103E, kSignE = 0x1031, kNga = 0x1004;

bool IsMyanmar(char32_t c) { return c >= 0x1000 && c <= 0x109F; }
bool IsConsonant(char32_t c) { return (c >= 0x1000 && c <= 0x1021) || c == 0x103F; }
// Letters that carry signs in Zawgyi: consonants, independent vowels, digits used as letters.
bool IsZawgyiBase(char32_t c) {
  return (c >= 0x1000 && c <= 0x102A) || (c >= 0x1040 && c <= 0x1049) || c == 0x104E ||
         c == 0x106A || c == 0x106B || c == 0x106E || c == 0x106F || c == 0x1086 || c == 0x108F ||
         c == 0x1090 || c == 0x1091 || c == 0x1092 || c == 0x1097;
}

// The parts of one syllable; written out in the order that Unicode prescribes.
struct Syllable {
  std::u32string base;   // the letter, or letters that one glyph shows stacked
  std::u32string stack;  // with their viramas
  bool kinzi = false, ya = false, ra = false, wa = false, ha = false, e = false;
  bool asat = false, anusvara = false, dot = false, visarga = false;
  char32_t upper = 0, second_upper = 0, lower = 0, aa = 0;

  bool empty() const { return base.empty(); }
  void Write(std::string* out) const {
    const auto put = [&](char32_t c, bool when) {
      if (when) AppendUtf8(c, out);
    };
    if (kinzi) {
      for (const char32_t c : {kNga, kAsat, kVirama}) AppendUtf8(c, out);
    }
    for (const char32_t c : base) AppendUtf8(c, out);
    for (const char32_t c : stack) AppendUtf8(c, out);
    put(kMedialYa, ya);
    put(kMedialRa, ra);
    put(kMedialWa, wa);
    put(kMedialHa, ha);
    put(kSignE, e);
    put(upper, upper != 0);
    put(second_upper, second_upper != 0);
    put(lower, lower != 0);
    put(aa, aa != 0);
    put(0x1036, anusvara);
    put(0x1037, dot);
    put(kAsat, asat);
    put(0x1038, visarga);
  }
};

// Glyphs of letters written under another: which letter stands below.
char32_t StackedLetter(char32_t c) {
  switch (c) {
    case 0x1060:
      return 0x1000;
    case 0x1061:
      return 0x1001;
    case 0x1062:
      return 0x1002;
    case 0x1063:
      return 0x1003;
    case 0x1065:
      return 0x1005;
    case 0x1066:
    case 0x1067:
      return 0x1006;
    case 0x1068:
      return 0x1007;
    case 0x1069:
      return 0x1008;
    case 0x106C:
      return 0x100B;
    case 0x106D:
      return 0x100C;
    case 0x1070:
      return 0x100F;
    case 0x1071:
    case 0x1072:
      return 0x1010;
    case 0x1073:
    case 0x1074:
      return 0x1011;
    case 0x1075:
      return 0x1012;
    case 0x1076:
      return 0x1013;
    case 0x1077:
      return 0x1014;
    case 0x1078:
      return 0x1015;
    case 0x1079:
      return 0x1016;
    case 0x107A:
      return 0x1017;
    case 0x107B:
    case 0x1093:
      return 0x1018;
    case 0x107C:
      return 0x1019;
    case 0x1085:
      return 0x101C;
    default:
      return 0;
  }
}

// The letters that a base glyph stands for.
std::u32string BaseLetters(char32_t c) {
  switch (c) {
    case 0x106A:
      return {0x1009};
    case 0x106B:
      return {0x100A};
    case 0x106E:
      return {0x100D, kVirama, 0x100D};
    case 0x106F:
      return {0x100D, kVirama, 0x100E};
    case 0x1086:
      return {0x103F};
    case 0x108F:
      return {0x1014};
    case 0x1090:
      return {0x101B};
    case 0x1091:
      return {0x100F, kVirama, 0x100D};
    case 0x1092:
      return {0x100B, kVirama, 0x100C};
    case 0x1097:
      return {0x100B, kVirama, 0x100B};
    default:
      return {c};
  }
}

class Converter {
 public:
  std::string Run(std::string_view text) {
    out_.reserve(text.size());
    for (size_t pos = 0; pos < text.size();) {
      const size_t begin = pos;
      const char32_t c = NextCodePoint(text, &pos);
      if (!IsMyanmar(c)) {
        Finish();
        FinishPrefix();
        out_.append(text, begin, pos - begin);
      } else if (c == kSignE || c == 0x103B || (c >= 0x107E && c <= 0x1084)) {
        // In Zawgyi these stand before the letter that they belong to.
        Finish();
        (c == kSignE ? prefix_e_ : prefix_ra_) = true;
      } else if (IsZawgyiBase(c)) {
        Finish();
        syllable_.base = BaseLetters(c);
        syllable_.e = prefix_e_;
        syllable_.ra = prefix_ra_;
        prefix_e_ = prefix_ra_ = false;
      } else {
        AddSign(c);
      }
    }
    Finish();
    FinishPrefix();
    return std::move(out_);
  }

 private:
  void AddSign(char32_t c);

  void Finish() {
    if (syllable_.empty()) return;
    Mend();
    syllable_.Write(&out_);
    syllable_ = Syllable{};
  }
  // Signs that no letter followed.
  void FinishPrefix() {
    if (prefix_e_) AppendUtf8(kSignE, &out_);
    if (prefix_ra_) AppendUtf8(kMedialRa, &out_);
    prefix_e_ = prefix_ra_ = false;
  }
  // Letters that Zawgyi builds of others.
  void Mend() {
    if (syllable_.base == U"\u1025" && syllable_.asat) syllable_.base = U"\u1009";
    if (syllable_.base == U"\u1025" && syllable_.upper == 0x102E) {
      syllable_.base = U"\u1026";
      syllable_.upper = 0;
    }
    if (syllable_.base == U"\u1029" && syllable_.e && syllable_.aa != 0) {
      syllable_.base = U"\u102A";
      syllable_.e = false;
      syllable_.aa = 0;
      syllable_.asat = false;
    }
    // Digits that look like letters: 0 for WA and 7 for RA when they carry signs.
    const bool carries = syllable_.e || syllable_.asat || syllable_.upper != 0 ||
                         syllable_.lower != 0 || syllable_.aa != 0 || syllable_.ha ||
                         syllable_.ya || syllable_.anusvara;
    if (syllable_.base == U"\u1040" && carries) syllable_.base = U"\u101D";
    if (syllable_.base == U"\u1047" && carries) syllable_.base = U"\u101B";
  }

  std::string out_;
  Syllable syllable_;
  bool prefix_e_ = false, prefix_ra_ = false;
};

void Converter::AddSign(char32_t c) {
  if (syllable_.empty()) {  // a sign without a letter, or punctuation
    FinishPrefix();
    AppendUtf8(c == 0x1039 ? kAsat : c, &out_);
    return;
  }
  Syllable& s = syllable_;
  if (const char32_t below = StackedLetter(c); below != 0) {
    s.stack.append({kVirama, below});
    return;
  }
  switch (c) {
    case 0x1039:
      s.asat = true;
      break;
    case 0x103A:
    case 0x107D:
      s.ya = true;
      break;
    case 0x103C:
      s.wa = true;
      break;
    case 0x103D:
    case 0x1087:
      s.ha = true;
      break;
    case 0x108A:
      s.wa = s.ha = true;
      break;
    case 0x1088:
      s.ha = true;
      s.lower = 0x102F;
      break;
    case 0x1089:
      s.ha = true;
      s.lower = 0x1030;
      break;
    case 0x1064:
      s.kinzi = true;
      break;
    case 0x108B:
      s.kinzi = true;
      s.upper = 0x102D;
      break;
    case 0x108C:
      s.kinzi = true;
      s.upper = 0x102E;
      break;
    case 0x108D:
      s.kinzi = true;
      s.anusvara = true;
      break;
    case 0x108E:
      s.upper = 0x102D;
      s.anusvara = true;
      break;
    case 0x1096:
      s.stack.append({kVirama, 0x1010});
      s.wa = true;
      break;
    case 0x102D:
    case 0x102E:
    case 0x1032:
      (s.upper == 0 ? s.upper : s.second_upper) = c;
      break;
    case 0x102F:
    case 0x1033:
      s.lower = 0x102F;
      break;
    case 0x1030:
    case 0x1034:
      s.lower = 0x1030;
      break;
    case 0x102B:
    case 0x102C:
      s.aa = c;
      break;
    case 0x105A:
      s.aa = 0x102B;
      s.asat = true;
      break;
    case 0x1036:
      s.anusvara = true;
      break;
    case 0x1037:
    case 0x1094:
    case 0x1095:
      s.dot = true;
      break;
    case 0x1038:
      s.visarga = true;
      break;
    default:  // punctuation and signs of their own
      Finish();
      AppendUtf8(c, &out_);
  }
}

}  // namespace

bool LooksLikeZawgyi(std::string_view text) {
  // All of the block begins with this byte; pages without it are done at once.
  const size_t first = text.find('\xE1');
  if (first == std::string_view::npos) return false;
  text.remove_prefix(first);
  size_t zawgyi = 0, unicode = 0, seen = 0;
  char32_t before = 0, last = 0;  // the two code points that precede
  constexpr size_t kEnough = 4000;
  for (size_t pos = 0; pos < text.size() && seen < kEnough;) {
    const char32_t c = NextCodePoint(text, &pos);
    seen += IsMyanmar(c);
    // The sign E follows its letter in Unicode and precedes it in Zawgyi.
    if (c == kSignE) {
      const bool after_medial = last >= 0x103B && last <= 0x103E;
      if (!IsMyanmar(last) || last == 0x1038 || last == 0x104B || last == 0x104A || last == 0x1039)
        ++zawgyi;
      else if (after_medial && IsConsonant(before))
        ++unicode;
    }
    if (last == kSignE && !IsMyanmar(c) && c != 0) ++unicode;  // no letter follows
    // 1039 is the visible killer in Zawgyi, and joins two letters in Unicode.
    if (last == 0x1039 && !IsConsonant(c)) ++zawgyi;
    // 103A kills in Unicode, mostly at the end of a syllable; in Zawgyi it is a medial.
    if (last == 0x103A && (before == 0x102C || !IsMyanmar(c) || c == 0x1038)) ++unicode;
    // 1037 103A is the order of Unicode.
    if (c == 0x103A && last == 0x1037) ++unicode;
    if ((c >= 0x1064 && c <= 0x106D) || (c >= 0x1070 && c <= 0x107D) || c == 0x1033 ||
        c == 0x1034 || c == 0x105A || (c >= 0x107E && c <= 0x108A) || c == 0x1094 || c == 0x1095) {
      ++zawgyi;
    }
    before = last;
    last = c;
  }
  return zawgyi >= 2 && zawgyi > 2 * unicode;
}

std::string ZawgyiToUnicode(std::string_view text) { return Converter().Run(text); }

}  // namespace dateline
