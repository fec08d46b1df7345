// The records that leave the coder: what DESIGN's JSONL contract writes and the store keeps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "src/text/document.h"

namespace dateline {

// The calendar span of an event, as precise as the text allows.
struct EventDate {
  std::string start, end;  // YYYY-MM-DD, inclusive
  std::string precision;   // day, month, year, interval
};

// One event as one document tells it. Mention indices are into the coded document.
struct Event {
  std::string id;  // derived from document id, trigger and type
  EventType type = EventType::kAccuse;
  ModeSet modes = 0;
  EventStatus status = EventStatus::kActual;
  std::string plover;  // strict PLOVER 2.0 type; "" when it has none (negated, hypothetical)
  std::string cameo;   // two-digit CAMEO root; "" likewise
  int quad =
      0;  // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  double intensity = 0;  // Goldstein-like scale, -10 to 10
  float confidence = 0;
  Span trigger, sentence;
  std::vector<int32_t> actors, recipients, places, sources, times;
  std::optional<EventDate> date;
  std::optional<PlaceRecord> location;  // the finest place told of it, else the country of a side
  ContextSet contexts = 0;
  std::vector<NumberExpression> numbers;
};

struct Claim {
  int32_t source = -1;
  std::optional<Span> cue;
  Span content;
  ClaimForm form = ClaimForm::kIndirect;
};

// A document with its coded events: the unit that is written out and stored.
struct CodedDocument {
  Document document;
  std::vector<Event> events;
  std::vector<Claim> claims;
};

}  // namespace dateline
