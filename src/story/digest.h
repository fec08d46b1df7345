// All that the story engine needs of a coded document, small enough to keep a hundred thousand.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/story/text_fingerprint.h"
#include "src/text/event.h"

namespace dateline {

// Someone on one side of an event.
struct PartyDigest {
  uint64_t entity = 0;
  uint32_t name = 0, last_word = 0;  // hashes; a person's last word is their family name
  uint32_t country = 0;              // letters packed; 0: unknown
  SectorSet sectors = 0;
  bool operator==(const PartyDigest&) const = default;
};

struct PlaceDigest {
  uint64_t entity = 0;
  int64_t geonames = 0;
  uint32_t name = 0, country = 0, admin1 = 0;
  uint8_t width = 0;  // 0 a point or city, 1 a province, 2 a country or wider, 3 not known
  float latitude = 0, longitude = 0;
  bool operator==(const PlaceDigest&) const = default;
};

struct ReportDigest {
  uint64_t id = 0;
  EventType type = EventType::kAccuse;
  EventStatus status = EventStatus::kActual;
  uint8_t plover = 0;                               // strict type + 1; 0: none
  uint8_t cameo = 0, quad = 0, date_precision = 0;  // of the precision: index into kDatePrecisions
  float intensity = 0, confidence = 0;
  ModeSet modes = 0;
  ContextSet contexts = 0;
  std::optional<std::pair<int32_t, int32_t>> days;  // first and last
  std::array<std::optional<double>, kNumbers> numbers;
  std::vector<PartyDigest> actors, recipients;
  std::vector<PlaceDigest> places;
  std::vector<uint64_t> sources;
  uint32_t trigger = 0;         // hash of the word
  std::vector<uint32_t> words;  // content words of the sentence
  std::string sentence;         // shortened when very long
  bool operator==(const ReportDigest&) const = default;
};

inline constexpr const char* kDatePrecisions[] = {"day", "interval", "month", "year"};

struct DocumentDigest {
  uint64_t id = 0;
  std::optional<int32_t> day;
  uint32_t publisher = 0;  // hash; 0: unknown
  std::string title;       // or how the text begins
  TextFingerprint text;
  // Content words and named entities with their number; entities count as words of their own.
  std::vector<std::pair<uint32_t, uint16_t>> terms;
  std::vector<ReportDigest> reports;
};

// Pure; safe from any thread.
DocumentDigest DigestOf(const CodedDocument& coded);

}  // namespace dateline
