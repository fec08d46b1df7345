#include "src/ingest/language_id.h"

// clang-format off: CLD2's header wants <cstdio> before it.
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
// clang-format on

#include <algorithm>
#include <cctype>

#include "src/base/utf8.h"

namespace dateline {
namespace {

constexpr size_t kSampleBytes = 8 << 10;  // enough to be sure, cheap on book-length pages
constexpr double kOrdinaryScore = 1000;   // of ordinary text with one byte a letter

struct Verdict {
  std::string code;
  int percent = 0;
  double score = 0;
  bool reliable = false;
};

// A language alone in its script: the detector takes any letters of the script for it, so that how
// common they are has to tell text from misread bytes.
struct LoneLanguage {
  std::string_view code;
  std::string_view common;  // its commonest letters
  double share;             // of all letters beyond ASCII in ordinary text that are among them
};

constexpr LoneLanguage kLoneLanguages[] = {
    {"el", "αοιετσνηυρπκς", 0.85},
    {"iw", "יוהלארתבשמ", 0.75},
    {"th", "านรอกเงวมยลทสต่้ัิ", 0.75},
    {"ko", "이다는에의가을한고를로하지은도사서기대인자시정수리", 0.4}};

// 1 where the common letters are as common as in ordinary text, 0 where there are none.
double CommonLetterShare(std::string_view text, const LoneLanguage& lone) {
  size_t letters = 0, common = 0;
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    if (NextCodePoint(text, &pos) < 0x80) continue;
    ++letters;
    common += lone.common.find(text.substr(begin, pos - begin)) != std::string_view::npos;
  }
  const double share = static_cast<double>(common) / static_cast<double>(letters + 1);
  return std::min(1.0, share / lone.share) * std::min(1.0, share / lone.share);
}

std::string_view Sample(std::string_view text) {
  if (text.size() <= kSampleBytes) return text;
  size_t end = kSampleBytes;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

Verdict Detect(std::string_view text, int flags) {
  text = Sample(text);
  CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  // The detector leaves these alone when it gives up early.
  CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE,
                                 CLD2::UNKNOWN_LANGUAGE};
  int percents[3] = {}, bytes = 0, valid = 0;
  double scores[3] = {};
  bool reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints,
                                          flags, languages, percents, scores, nullptr, &bytes,
                                          &reliable, &valid);
  Verdict verdict;
  verdict.percent = percents[0];
  verdict.score = scores[0];
  verdict.reliable = reliable;
  if (languages[0] != CLD2::UNKNOWN_LANGUAGE) verdict.code = CLD2::LanguageCode(languages[0]);
  return verdict;
}

// "zh-Hant" -> "zh"; old codes become current ones.
std::string PrimaryTag(std::string_view tag) {
  std::string primary;
  for (const char c : tag) {
    if (std::isalpha(static_cast<unsigned char>(c)) == 0) break;
    primary.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  if (primary == "iw") return "he";
  if (primary == "in") return "id";
  if (primary == "ji") return "yi";
  if (primary == "jw") return "jv";
  if (primary == "nb" || primary == "nn") return "no";
  return primary.size() == 2 || primary.size() == 3 ? primary : std::string();
}

}  // namespace

std::string IdentifyLanguage(std::string_view text, std::string_view claim) {
  const Verdict verdict = Detect(text, CLD2::kCLDFlagBestEffort);
  const std::string claimed = PrimaryTag(claim);
  std::string detected = PrimaryTag(verdict.code);
  // Of a few words every guess is as good as another.
  if (claimed.empty() && !verdict.reliable && text.size() < 40) return {};
  if (claimed.empty() || claimed == detected) return detected;
  const bool sure = verdict.reliable && verdict.percent >= 70 && text.size() >= 60;
  return sure && !detected.empty() ? detected : claimed;
}

double LanguagePlausibility(std::string_view text) {
  const Verdict verdict = Detect(text, CLD2::kCLDFlagBestEffort);
  if (verdict.code.empty() || text.empty()) return 0;
  for (const LoneLanguage& lone : kLoneLanguages) {
    if (lone.code == verdict.code) return CommonLetterShare(text, lone) * verdict.percent / 100;
  }
  // The detector scores by the byte, which would favour scripts of one byte a letter.
  const double bytes_a_letter =
      static_cast<double>(text.size()) / static_cast<double>(CodePointIndex(text).size());
  const double score = verdict.score / kOrdinaryScore * bytes_a_letter * verdict.percent / 100;
  return std::min(score, 1.5) * (verdict.reliable ? 1.0 : 0.5);
}

}  // namespace dateline
