// How likely a text is to name a place: everywhere on account of its fame, and where the text is at
// home on account of being near.
#pragma once

#include <cstdint>
#include <vector>

#include "src/resolve/gazetteer.h"

namespace dateline {

// Great-circle distance in kilometres.
double Kilometres(const GazetteerPlace& one, const GazetteerPlace& other);

// A generative view of place names in a text. A name is drawn from the world (its fame) or from
// around one of the text's homes: its neighbourhood, its state or its country, in proportion to the
// people who live there. Immutable; the gazetteer must outlive it.
class PlaceModel {
 public:
  explicit PlaceModel(const Gazetteer& gazetteer);

  // Where a text may be at home: near a town, or in a whole country or state.
  struct Home {
    uint32_t place = GazetteerPlace::kNone;
    uint32_t admin1 = GazetteerPlace::kNone, country = GazetteerPlace::kNone;
    double around = 0;  // people in the neighbourhood; 0: the home is no point
    double chance = 0;  // that a text is at home here
  };
  Home HomeAt(uint32_t place) const;

  // The chance that a text which names some place names this one.
  double Fame(uint32_t place) const;
  double Chance(const Home& home, uint32_t place) const;

  // People who count when the place is named: fewer for counties and quarters than for towns.
  double People(const GazetteerPlace& place) const;

 private:
  static constexpr int kCellsPerDegree = 2;
  size_t CellOf(double latitude, double longitude) const;
  double Around(const GazetteerPlace& place) const;

  const Gazetteer& gazetteer_;
  std::vector<float> cells_;   // people in each cell of the grid
  std::vector<float> inside_;  // people inside a country or first-order division
  double world_ = 0;           // people of all towns
  double countries_ = 0, divisions_ = 0, districts_ = 0, fame_ = 0,
         areas_ = 0;  // sums that fame is shared by
};

}  // namespace dateline
