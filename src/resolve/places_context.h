// What the words around a place's name say of it.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "src/resolve/gazetteer.h"
#include "src/text/span.h"

namespace dateline {

// Reads one text. Both arguments must outlive it; const methods are safe from any thread.
class PlaceContext {
 public:
  PlaceContext(const Gazetteer& gazetteer, std::string_view text)
      : gazetteer_(gazetteer), text_(text) {}

  // The places that the name ending at `end` may be said to lie in: ", Texas", " (Mali)",
  // " in northern Syria". Every bearer of the container's name is returned.
  std::vector<uint32_t> ContainersAfter(size_t end) const;
  // Likewise from the words in front: "Iraq's second city of", "the Turkish border town of".
  std::vector<uint32_t> ContainersBefore(size_t begin) const;
  // True when `index` lies in `container`, as far as the table knows.
  bool Lies(uint32_t index, uint32_t container) const;

  // True when a list of divisions goes on at `end`: "Butler, Clark and Warren counties".
  bool InListOfDivisions(size_t end) const;
  // The country (alpha-3) where an institution that is named right behind `end` is so called:
  // "Athens City Council"; "" when there is none.
  std::string_view CountryOfInstitution(size_t end) const;

  // For each country whose press the text sounds like ("Lok Sabha", "Sheriff"), how many of its
  // turns of phrase it has.
  std::unordered_map<std::string_view, int> Press() const;

 private:
  std::vector<uint32_t> ContainersAt(size_t at) const;
  std::vector<uint32_t> CountriesCalled(std::string_view word, bool owner, bool adjective) const;

  const Gazetteer& gazetteer_;
  std::string_view text_;
};

}  // namespace dateline
