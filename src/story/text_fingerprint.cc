#include "src/story/text_fingerprint.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "src/base/utf8.h"
#include "src/story/content_hash.h"

namespace dateline {
namespace {

constexpr size_t kGram = 4;
constexpr size_t kFewestShared = 6;  // sketch entries to compare before a share means something

// English words that say nothing of what a text is about. Other languages' show by their frequency.
bool IsStopWord(std::string_view word) {
  static const auto* words = new std::unordered_set<std::string_view>{
      "the",       "and",       "for",      "that",     "with",    "was",       "were",
      "from",      "this",      "have",     "has",      "had",     "are",       "but",
      "not",       "his",       "her",      "its",      "their",   "they",      "them",
      "she",       "who",       "which",    "when",     "where",   "what",      "will",
      "would",     "could",     "should",   "been",     "being",   "after",     "before",
      "over",      "under",     "into",     "than",     "then",    "there",     "these",
      "those",     "also",      "about",    "more",     "most",    "some",      "such",
      "only",      "other",     "last",     "first",    "two",     "three",     "four",
      "five",      "six",       "new",      "said",     "say",     "told",      "tell",
      "year",      "month",     "week",     "day",      "monday",  "tuesday",   "wednesday",
      "thursday",  "friday",    "saturday", "sunday",   "today",   "yesterday", "people",
      "one",       "out",       "off",      "our",      "you",     "all",       "any",
      "can",       "did",       "does",     "down",     "each",    "may",       "might",
      "no",        "now",       "since",    "still",    "two",     "until",     "very",
      "while",     "because",   "between",  "during",   "through", "against",   "both",
      "according", "including", "amid",     "earlier",  "later",   "late",      "early",
      "next",      "january",   "february", "march",    "april",   "june",      "july",
      "august",    "september", "october",  "november", "december"};
  return words->contains(word);
}

bool HasNoSpaces(char32_t c) {
  return (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x1000 && c <= 0x109f) ||
         (c >= 0x1780 && c <= 0x17ff) || (c >= 0x3040 && c <= 0x30ff) ||
         (c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3ffff);
}

bool IsWordPart(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category <= UTF8PROC_CATEGORY_NO && category != UTF8PROC_CATEGORY_CN;
}

char32_t Lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

uint32_t Term(std::string_view word) { return static_cast<uint32_t>(Hash64(word) >> 32); }

// Feeds `word` with every word and `term` with the hash of every content word.
template <typename OnWord, typename OnTerm>
void EachWord(std::string_view text, const OnWord& on_word, const OnTerm& on_term) {
  std::string word, letter_before;
  bool digits = true;
  auto finish = [&] {
    if (word.empty()) return;
    on_word(Hash64(word));
    if (word.size() > 4 && word.back() == 's' && word[word.size() - 2] != 's') word.pop_back();
    if (word.size() >= 3 && !digits && !IsStopWord(word)) on_term(Term(word));
    word.clear();
    digits = true;
  };
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (HasNoSpaces(c)) {
      finish();
      std::string letter;
      AppendUtf8(c, &letter);
      on_word(Hash64(letter));
      if (!letter_before.empty()) on_term(Term(letter_before + letter));
      letter_before = std::move(letter);
      continue;
    }
    letter_before.clear();
    if (!IsWordPart(c)) {
      finish();
      continue;
    }
    digits = digits && c >= '0' && c <= '9';
    AppendUtf8(Lower(c), &word);
  }
  finish();
}

// The `kSketchSize` smallest, ascending, each once.
void KeepSmallest(std::vector<uint32_t>* grams, bool* whole) {
  std::sort(grams->begin(), grams->end());
  grams->erase(std::unique(grams->begin(), grams->end()), grams->end());
  *whole = grams->size() <= kSketchSize;
  if (!*whole) grams->resize(kSketchSize);
  grams->shrink_to_fit();
}

}  // namespace

TextFingerprint FingerprintOf(std::string_view utf8) {
  TextFingerprint out;
  std::array<uint64_t, kGram> last{};
  size_t words = 0;
  std::vector<uint32_t> terms;
  EachWord(
      utf8,
      [&](uint64_t word) {
        last[words % kGram] = word;
        if (++words < kGram) return;
        uint64_t gram = 0;
        for (size_t i = 0; i < kGram; ++i) gram = Mix64(gram ^ last[(words + i) % kGram]);
        out.sketch.push_back(static_cast<uint32_t>(gram >> 32));
      },
      [&](uint32_t term) { terms.push_back(term); });
  KeepSmallest(&out.sketch, &out.whole);
  std::sort(terms.begin(), terms.end());
  for (uint32_t term : terms) {
    if (out.terms.empty() || out.terms.back().first != term) out.terms.emplace_back(term, 0);
    if (out.terms.back().second < UINT16_MAX) ++out.terms.back().second;
  }
  return out;
}

std::vector<uint32_t> ContentWords(std::string_view utf8) {
  std::vector<uint32_t> out;
  EachWord(utf8, [](uint64_t) {}, [&](uint32_t term) { out.push_back(term); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double SharedText(const TextFingerprint& a, const TextFingerprint& b) {
  if (a.sketch.empty() || b.sketch.empty()) return 0;
  // Below the limit both sketches are complete, and their entries a fair sample of each text.
  uint32_t limit = UINT32_MAX;
  if (!a.whole) limit = std::min(limit, a.sketch.back());
  if (!b.whole) limit = std::min(limit, b.sketch.back());
  size_t in_a = 0, in_b = 0, shared = 0;
  auto i = a.sketch.begin(), j = b.sketch.begin();
  while ((i != a.sketch.end() && *i <= limit) || (j != b.sketch.end() && *j <= limit)) {
    const uint32_t x = i != a.sketch.end() && *i <= limit ? *i : UINT32_MAX;
    const uint32_t y = j != b.sketch.end() && *j <= limit ? *j : UINT32_MAX;
    if (x <= y) ++in_a, ++i;
    if (y <= x) ++in_b, ++j;
    shared += x == y;
  }
  const size_t sample = std::min(in_a, in_b);
  return sample < kFewestShared ? 0 : static_cast<double>(shared) / static_cast<double>(sample);
}

}  // namespace dateline
