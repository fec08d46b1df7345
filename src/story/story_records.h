// Stories and events as they stand: what the store keeps of them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/story/placement.h"
#include "src/text/event.h"

namespace dateline {

struct StoryRecord {
  uint64_t id = 0;
  std::string title;
  std::optional<int32_t> first_day, last_day;
  int32_t documents = 0, originals = 0, publishers = 0, events = 0;
  bool is_new = false;  // handed out for the first time
};

enum class Corroboration : uint8_t { kSingle, kCopied, kCorroborated, kContested };
inline constexpr const char* kCorroborationNames[] = {"single", "copied", "corroborated",
                                                      "contested"};

// Everything that the reports of one happening agree on, and how far they do. Entities are by id.
struct EventRecord {
  uint64_t id = 0, story = 0, best_report = 0;
  EventType type = EventType::kAccuse;
  EventStatus status = EventStatus::kActual;
  ModeSet modes = 0;
  ContextSet contexts = 0;
  int plover = 0;  // strict type + 1; 0: none
  int cameo = 0, quad = 0;
  double intensity = 0;
  float confidence = 0;
  std::vector<uint64_t> actors, recipients;
  uint64_t place = 0;  // 0: none
  std::optional<std::pair<int32_t, int32_t>> days;
  int date_precision = 0;  // index into kDatePrecisions
  std::optional<int32_t> first_report, last_report;
  int32_t reports = 0, documents = 0, originals = 0, publishers = 0, sources = 0;
  int32_t denials = 0, corrections = 0, plans = 0;
  Corroboration corroboration = Corroboration::kSingle;
  std::array<std::optional<std::pair<double, double>>, kNumbers> numbers;  // least and greatest
  std::string sentence;
  bool is_new = false;  // handed out for the first time
};

}  // namespace dateline
