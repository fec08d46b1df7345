// The codes by which other data sets name countries.
#pragma once

#include <string_view>
#include <vector>

namespace dateline {

struct CountryCodes {
  std::string_view iso3, name, fips;
  int cow;  // Correlates of War; 0: none
};

// One for each country, alphabetical by name.
std::vector<CountryCodes> AllCountryCodes();

}  // namespace dateline
