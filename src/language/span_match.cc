#include "src/language/span_match.h"

#include <algorithm>

#include "src/base/utf8.h"
#include "src/language/letters.h"

namespace dateline {
namespace {

// Titlecase digraphs are no capitals here: they never head an acronym.
bool IsCapital(char32_t c) { return IsUpper(c) && ToLower(c) != c; }

}  // namespace

void PhraseMatcher::Add(std::string_view text) {
  Phrase& phrase = phrases_.emplace_back();
  std::u32string word;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    if (IsLetter(c) || IsMark(c) || IsNumber(c)) {
      word.push_back(c);
    } else {
      EndWord(word, &phrase);
      word.clear();
    }
  }
  EndWord(word, &phrase);
  if (phrase.words.size() != 1) phrase.acronym.clear();
  phrase.sorted = phrase.words;
  std::sort(phrase.sorted.begin(), phrase.sorted.end());
  phrase.sorted.erase(std::unique(phrase.sorted.begin(), phrase.sorted.end()), phrase.sorted.end());
}

void PhraseMatcher::EndWord(const std::u32string& word, Phrase* phrase) {
  if (word.empty()) return;
  std::string lower;
  for (const char32_t c : word) AppendUtf8(ToLower(c), &lower);
  const auto [it, added] = ids_.try_emplace(std::move(lower), static_cast<int32_t>(ids_.size()));
  if (added) is_long_.push_back(word.size() >= 3);
  phrase->words.push_back(it->second);
  if (IsCapital(word[0])) phrase->initials.push_back(word[0]);
  if (word.size() >= 2 && std::all_of(word.begin(), word.end(), IsCapital)) phrase->acronym = word;
}

bool PhraseMatcher::IsPart(const Phrase& small, const Phrase& large) const {
  return small.sorted.size() < large.sorted.size() &&
         std::includes(large.sorted.begin(), large.sorted.end(), small.sorted.begin(),
                       small.sorted.end()) &&
         std::any_of(
             small.sorted.begin(), small.sorted.end(), [&](int32_t id) { return is_long_[id]; });
}

int PhraseMatcher::Match(size_t a, size_t b) const {
  const Phrase &p = phrases_[a], &q = phrases_[b];
  if (p.words.empty() || q.words.empty()) return 0;
  if (p.words == q.words) return 1;
  if (IsPart(p, q) || IsPart(q, p)) return 2;
  if (!p.acronym.empty() && p.acronym == q.initials) return 3;
  if (!q.acronym.empty() && q.acronym == p.initials) return 3;
  return p.words.back() == q.words.back() ? 4 : 0;
}

}  // namespace dateline
