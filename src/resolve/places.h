// Which place: the names of places in a text, put on the map.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "src/resolve/gazetteer.h"
#include "src/resolve/places_model.h"
#include "src/text/document.h"

namespace dateline {

// A phrase that is to be put on the map. Only GPE, LOC and FAC are places; others are tried as well
// (a demonym gives its country).
struct PlaceMention {
  Span span;
  MentionKind kind = MentionKind::kGpe;
};

// Chooses among the places that bear a name by what the text says around it ("Paris, Texas", "the
// Iraqi city of"), the other places it names, population, the outlet's country and the dateline.
// One name means one place throughout a text unless it is qualified anew. Immutable: share one
// among threads. The gazetteer must outlive it.
class PlaceResolver {
 public:
  explicit PlaceResolver(const Gazetteer* gazetteer) : gazetteer_(*gazetteer), model_(*gazetteer) {}

  // For each mention its place, or nullopt when no place bears the name or none stands out.
  // Precision says what is known: "exact" a site or quarter, "city", "admin1", "country", or
  // "region" for anything else that has an extent (counties, seas, mountains, continents).
  // `outlet_country` (alpha-3, "" unknown) is where the text was published.
  std::vector<std::optional<PlaceRecord>> Resolve(std::string_view text,
                                                  std::span<const PlaceMention> mentions,
                                                  std::string_view outlet_country = {}) const;

  // Sets Entity::place of every entity that has a GPE, LOC or FAC mention, and its country where
  // that is still empty.
  void ResolvePlaces(Document& document, std::string_view outlet_country = {}) const;

 private:
  const Gazetteer& gazetteer_;
  PlaceModel model_;
};

}  // namespace dateline
