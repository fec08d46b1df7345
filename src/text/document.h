// An article with everything the stages add to it. `language` fills mentions, triggers and claim
// cues with the model's scores; `resolve` adds entities, places and dates; `coding` reads it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "src/text/article.h"
#include "src/text/ontology.h"
#include "src/text/span.h"

namespace dateline {

// A phrase that names or refers to someone, something or some place. Mentions may nest, never
// cross.
struct Mention {
  Span span;
  MentionKind kind = MentionKind::kPer;
  float score = 0;       // probability, [0, 1]
  int32_t same_as = -1;  // index of an earlier mention of the same entity; -1: none
  int32_t country_from =
      -1;                 // index of the mention whose country it shares, says the model; -1: none
  SectorSet sectors = 0;  // says the model
  int32_t entity = -1;    // index into Document::entities once resolved
};

// An ISO 8601 day, month, year or an interval of two of them ("2025-03-01/2025-03-05"), as the
// JSON writes it; "" when the text does not say.
using IsoDate = std::string;

struct TimeExpression {
  Span span;
  IsoDate value;  // filled by resolve
};

struct NumberExpression {
  Number what = Number::kKilled;
  Span span;
  double value = 0;  // filled by resolve: the lower bound of what is written
};

// The word that tells an event, with its arcs. Indices are into Document::mentions and ::times.
struct Trigger {
  Span span;
  EventType type = EventType::kAccuse;
  float score = 0;  // probability that an event of this type stands here
  ModeSet modes = 0;
  EventStatus status = EventStatus::kActual;
  float status_score = 0;
  ContextSet contexts = 0;
  std::vector<int32_t> actors, recipients, places, sources, times;
  std::vector<NumberExpression> numbers;
};

// Who says what.
struct ClaimCue {
  std::optional<Span> cue;  // nullopt: an answer in an interview
  Span content;
  ClaimForm form = ClaimForm::kIndirect;
  int32_t source = -1;  // index into mentions; -1: nobody is named
};

// Where an entity is, when it is a place.
struct PlaceRecord {
  int64_t geonames = 0;  // GeoNames id
  double latitude = 0, longitude = 0;
  std::string country;    // ISO 3166-1 alpha-3
  std::string admin1;     // name
  std::string precision;  // exact, city, admin1, country, region
};

// Someone or something that mentions refer to.
struct Entity {
  std::string name;
  std::string country;  // alpha-3, or IGO NGO IMG MNC EUR, or ""
  SectorSet sectors = 0;
  std::string wikidata;  // Q-id or ""
  std::optional<PlaceRecord> place;
};

struct Document {
  Article article;
  std::vector<Span> sentences;    // in order, without surrounding space
  std::vector<Mention> mentions;  // by span begin, then longer first
  std::vector<TimeExpression> times;
  std::vector<Trigger> triggers;  // by span
  std::vector<ClaimCue> claims;
  std::vector<Entity> entities;
  IsoDate published;  // the day that relative dates count from: given, else inferred, else ""

  std::string_view text() const { return article.text; }
};

}  // namespace dateline
