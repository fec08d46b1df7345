// Which events someone wants to see, as SQL.
#pragma once

#include <string>
#include <vector>

#include "src/base/result.h"

namespace dateline {

// Each filled field must hold; of several values in one field, any. A party is a country (MMR), a
// sector (MIL), both ("MMR MIL"), or part of a name ("aung").
struct EventFilter {
  std::vector<std::string> actors, recipients;
  std::string dyad;  // "MMR,RUS": between these two parties, either way, or both acting together
  std::vector<std::string> types, statuses, places;
  std::vector<int> quads;
  std::string since, to;  // days, inclusive
  std::string text;       // in the sentence of any of its reports
  std::string story;      // stories.id
};

// A condition over the columns of `events`, "TRUE" for an empty filter. The Error names the value
// that cannot be understood.
Result<std::string> WhereClause(const EventFilter& filter);

// The condition that `party` (see above) is on a side, "actor" or "recipient".
std::string PartyCondition(const std::string& party, const std::string& side);

}  // namespace dateline
