// The places that a phrase may name, before the text around it is looked at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/resolve/gazetteer.h"
#include "src/resolve/places_model.h"
#include "src/text/document.h"

namespace dateline {

struct PlaceCandidate {
  uint32_t place = 0;
  double fit = 0;       // how well the phrase fits the place's name; powers of ten, 0 perfect
  double evidence = 0;  // what the words around it add; powers of ten
  double fame = 0;      // chance of being named in a text that is at home nowhere
};

// The likeliest places for `phrase`, best first, at most 80. Tries the name as it stands, without
// the words that say what it is ("Rakhine State", "the city of Mosul", "northern Iraq"), spelt
// slightly differently, and last the names inside it.
std::vector<PlaceCandidate> PlaceCandidates(const Gazetteer& gazetteer, const PlaceModel& model,
                                            std::string_view phrase, MentionKind kind);

}  // namespace dateline
