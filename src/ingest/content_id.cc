#include "src/ingest/content_id.h"

#include <fmt/format.h>

#include <cstdint>

namespace dateline {
namespace {

// FNV-1a over 128 bits: slow but short, and articles are small.
using Wide = unsigned __int128;
constexpr Wide kPrime = (Wide{1} << 88) + 0x13B;
constexpr Wide kBasis = (Wide{0x6c62272e07bb0142} << 64) + 0x62b821756295c58d;

}  // namespace

std::string ContentId(std::string_view bytes) {
  Wide hash = kBasis;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  hash ^= hash >> 96;
  return fmt::format("{:08x}{:016x}", static_cast<uint32_t>(hash >> 64),
                     static_cast<uint64_t>(hash));
}

}  // namespace dateline
