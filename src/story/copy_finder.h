// Finds the earlier text that a new one reprints.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "src/story/posting_index.h"
#include "src/story/text_fingerprint.h"

namespace dateline {

// Texts by number, found by the smallest hashes of their sketches and then compared. Texts that
// share as much as a sentence or two do not count; see `threshold`. Not thread-safe.
class CopyFinder {
 public:
  explicit CopyFinder(double threshold) : threshold_(threshold) {}

  // Makes text `number` findable. Returns the handle for Remove.
  std::vector<uint32_t> Add(const TextFingerprint& text, uint32_t number) {
    std::vector<uint32_t> handles;
    for (size_t i = 0; i < std::min(kKeys, text.sketch.size()); ++i) {
      handles.push_back(index_.Add(text.sketch[i], number));
    }
    return handles;
  }
  void Remove(const std::vector<uint32_t>& handles) {
    for (uint32_t handle : handles) index_.Remove(handle);
  }

  // The number of the text that `text` shares most with, at least the threshold; -1 when there is
  // none. `text_of` gives the fingerprint of a number, `age_of` its place in time: the earliest of
  // equals is it.
  int64_t Find(const TextFingerprint& text,
               const std::function<const TextFingerprint&(uint32_t)>& text_of,
               const std::function<int64_t(uint32_t)>& age_of) const {
    std::unordered_map<uint32_t, int> shared;
    for (size_t i = 0; i < std::min(kKeys, text.sketch.size()); ++i) {
      index_.Each(text.sketch[i], kTextsOfAKey, [&](uint32_t number) { ++shared[number]; });
    }
    std::tuple<double, int64_t, int64_t> best{threshold_, -INT64_MAX, -1};
    for (const auto& [number, keys] : shared) {
      best = std::max(best, {SharedText(text, text_of(number)), -age_of(number), number});
    }
    return std::get<2>(best);
  }

 private:
  static constexpr size_t kKeys = 12;
  static constexpr size_t kTextsOfAKey = 16;
  const double threshold_;
  PostingIndex index_;
};

}  // namespace dateline
