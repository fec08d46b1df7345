// How the words of two phrases agree: evidence for coreference that the model is given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline {

// Compares the phrases of one window by the rules of docs/model.md, `span_match`. Not thread-safe;
// cheap to make.
class PhraseMatcher {
 public:
  static constexpr int kClasses = 5;

  // Adds a phrase, or an empty one for what matches nothing; the first has number 0.
  void Add(std::string_view phrase);

  // In [0, kClasses); symmetric.
  int Match(size_t a, size_t b) const;

  size_t size() const { return phrases_.size(); }

 private:
  struct Phrase {
    std::vector<int32_t> words;   // in order, interned lower case
    std::vector<int32_t> sorted;  // each once
    std::u32string initials;      // of its capitalised words, in order
    std::u32string acronym;       // the phrase, when it is one word of two or more capitals
  };

  bool IsPart(const Phrase& small, const Phrase& large) const;
  void EndWord(const std::u32string& word, Phrase* phrase);

  std::vector<Phrase> phrases_;
  std::unordered_map<std::string, int32_t> ids_;  // words, lower case
  std::vector<bool> is_long_;                     // by id: three or more characters
};

}  // namespace dateline
