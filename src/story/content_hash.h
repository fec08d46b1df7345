// 64-bit hashes of content, the same on every machine: ids and fingerprints.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// Spreads the bits of `x` (a bijection).
inline uint64_t Mix64(uint64_t x) {
  x ^= x >> 31;
  x *= 0x9fb21c651e98df25ull;
  x ^= x >> 29;
  x *= 0xa24baed4963ee407ull;
  return x ^ (x >> 32);
}

// A hash of `bytes`; chain calls through `seed`. Not for security.
inline uint64_t Hash64(std::string_view bytes, uint64_t seed = 0x51a2c1e4d7b30f69ull) {
  uint64_t hash = seed ^ (bytes.size() * 0x9e3779b97f4a7c15ull);
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    hash = Mix64(hash ^ word) + 0x9e3779b97f4a7c15ull;
  }
  uint64_t tail = 0;
  std::memcpy(&tail, bytes.data() + i, bytes.size() - i);
  return Mix64(hash ^ tail);
}

// The 16 hex digits under which an id stands in the database, and back.
inline std::string HexId(uint64_t id) {
  std::string out(16, '0');
  for (int i = 15; i >= 0; --i, id >>= 4) out[i] = "0123456789abcdef"[id & 15];
  return out;
}

inline std::optional<uint64_t> ParseHexId(std::string_view hex) {
  if (hex.size() != 16) return std::nullopt;
  uint64_t id = 0;
  for (char c : hex) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    id = id << 4 | static_cast<uint64_t>(digit);
  }
  return id;
}

}  // namespace dateline
