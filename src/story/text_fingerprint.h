// What a text is about and which text it is, in a few hundred integers.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

// Words of a text, hashed. Lower-cased; scripts without spaces give a word a character.
struct TextFingerprint {
  // The smallest hashes of its word 4-grams, ascending: two texts share as many of them as they
  // share text.
  std::vector<uint32_t> sketch;
  bool whole = false;  // the sketch holds every 4-gram, the text being short
  // Content words with their number, by hash.
  std::vector<std::pair<uint32_t, uint16_t>> terms;
};

inline constexpr size_t kSketchSize = 48;

TextFingerprint FingerprintOf(std::string_view utf8);

// The hashes of the content words of `utf8`, ascending, each once, as FingerprintOf counts them.
std::vector<uint32_t> ContentWords(std::string_view utf8);

// The share of the shorter text's 4-grams that the longer one has, estimated from their sketches; 0
// when the sketches are too thin to tell.
double SharedText(const TextFingerprint& a, const TextFingerprint& b);

}  // namespace dateline
