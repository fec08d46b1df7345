#include "src/resolve/places_model.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

constexpr double kRadians = 3.14159265358979 / 180;
constexpr double kReach = 35;  // kilometres over which nearness falls by a factor of e

// How often the kinds are named in news at large.
constexpr double kCountryShare = 0.40, kTownShare = 0.40, kDivisionShare = 0.10, kAreaShare = 0.07,
                 kDistrictShare = 0.03;
// What a name is drawn from when it is drawn from around a home.
constexpr double kNear = 0.40, kInDivision = 0.25, kInCountry = 0.12, kCountryItself = 0.12,
                 kDivisionItself = 0.08;

bool IsTown(PlaceKind kind) { return kind == PlaceKind::kCity || kind == PlaceKind::kCapital; }

double FameOfCountry(const GazetteerPlace& place) { return std::sqrt(place.population + 1e5); }
double FameOfDivision(const GazetteerPlace& place) { return std::pow(place.population + 1e4, 0.7); }
double FameOfTown(const GazetteerPlace& place) {
  const double people = place.population + 100.0;
  return std::pow(people, 1.1) * (place.kind == PlaceKind::kCapital ? 12
                                  : place.kind == PlaceKind::kCity  ? 1
                                                                    : 0.2);
}

// Fast and near enough for short distances.
double FlatKilometres(const GazetteerPlace& one, const GazetteerPlace& other) {
  const double north = one.latitude - other.latitude;
  double east = std::abs(one.longitude - other.longitude);
  if (east > 180) east = 360 - east;
  east *= std::cos((one.latitude + other.latitude) / 2 * kRadians);
  return 111.2 * std::sqrt(north * north + east * east);
}

}  // namespace

double Kilometres(const GazetteerPlace& one, const GazetteerPlace& other) {
  const double a = one.latitude * kRadians, b = other.latitude * kRadians;
  const double north = std::sin((b - a) / 2);
  const double east = std::sin((other.longitude - one.longitude) * kRadians / 2);
  const double h = north * north + std::cos(a) * std::cos(b) * east * east;
  return 2 * 6371.0 * std::asin(std::min(1.0, std::sqrt(h)));
}

PlaceModel::PlaceModel(const Gazetteer& gazetteer)
    : gazetteer_(gazetteer),
      cells_(size_t{180} * kCellsPerDegree * 360 * kCellsPerDegree, 0.0F),
      inside_(gazetteer.size(), 0.0F) {
  for (uint32_t i = 0; i < gazetteer.size(); ++i) {
    const GazetteerPlace& place = gazetteer.place(i);
    const double people = People(place);
    if (IsTown(place.kind)) {
      cells_[CellOf(place.latitude, place.longitude)] += static_cast<float>(people);
      world_ += people;
    }
    switch (place.kind) {
      case PlaceKind::kCountry:
        countries_ += FameOfCountry(place);
        continue;
      case PlaceKind::kAdmin1:
        divisions_ += FameOfDivision(place);
        continue;
      case PlaceKind::kAdmin2:
        districts_ += people;
        break;
      case PlaceKind::kContinent:
      case PlaceKind::kRegion:
      case PlaceKind::kWater:
        areas_ += 1;
        break;
      default:
        fame_ += FameOfTown(place);
        break;
    }
    if (place.country != GazetteerPlace::kNone)
      inside_[place.country] += static_cast<float>(people);
    if (place.admin1 != GazetteerPlace::kNone) inside_[place.admin1] += static_cast<float>(people);
  }
}

size_t PlaceModel::CellOf(double latitude, double longitude) const {
  const int rows = 180 * kCellsPerDegree, columns = 360 * kCellsPerDegree;
  const int row = std::clamp(static_cast<int>((latitude + 90) * kCellsPerDegree), 0, rows - 1);
  const int column =
      (static_cast<int>((longitude + 180) * kCellsPerDegree) % columns + columns) % columns;
  return static_cast<size_t>(row) * columns + column;
}

double PlaceModel::People(const GazetteerPlace& place) const {
  switch (place.kind) {
    case PlaceKind::kCapital:
    case PlaceKind::kCity:
      return place.population + 2000.0;
    case PlaceKind::kQuarter:
      return 0.3 * place.population + 100.0;
    case PlaceKind::kAdmin2:
      return 0.25 * place.population + 2000.0;
    case PlaceKind::kRegion:
    case PlaceKind::kWater:
      return 50000;
    case PlaceKind::kFormer:
      return 30;
    default:
      return 0;
  }
}

// People in the cells about the place, counting less the farther they live.
double PlaceModel::Around(const GazetteerPlace& place) const {
  double sum = People(place);
  for (int north = -3; north <= 3; ++north) {
    const double latitude = place.latitude + static_cast<double>(north) / kCellsPerDegree;
    if (latitude < -89 || latitude > 89) continue;
    const double width = std::cos(latitude * kRadians);
    const int reach = std::min(12, static_cast<int>(3 / std::max(0.2, width)));
    for (int east = -reach; east <= reach; ++east) {
      const double longitude = place.longitude + static_cast<double>(east) / kCellsPerDegree;
      const double kilometres = 111.2 / kCellsPerDegree * std::hypot(north, east * width);
      sum += cells_[CellOf(latitude, longitude)] * std::exp(-kilometres / kReach);
    }
  }
  return sum;
}

PlaceModel::Home PlaceModel::HomeAt(uint32_t index) const {
  const GazetteerPlace& place = gazetteer_.place(index);
  Home home;
  home.place = index;
  home.admin1 = place.admin1;
  home.country = place.country;
  double people = 0;
  if (place.kind == PlaceKind::kCountry || place.kind == PlaceKind::kAdmin1) {
    people = inside_[index];
  } else if (place.kind != PlaceKind::kContinent) {
    home.around = people = Around(place);
  }
  home.chance = people / world_;
  return home;
}

double PlaceModel::Fame(uint32_t index) const {
  const GazetteerPlace& place = gazetteer_.place(index);
  switch (place.kind) {
    case PlaceKind::kCountry:
      return kCountryShare * FameOfCountry(place) / countries_;
    case PlaceKind::kAdmin1:
      return kDivisionShare * FameOfDivision(place) / divisions_;
    case PlaceKind::kAdmin2:
      return kDistrictShare * People(place) / districts_;
    case PlaceKind::kContinent:
    case PlaceKind::kRegion:
    case PlaceKind::kWater:
      return kAreaShare / areas_;
    default:
      return kTownShare * FameOfTown(place) / fame_;
  }
}

double PlaceModel::Chance(const Home& home, uint32_t index) const {
  const GazetteerPlace& place = gazetteer_.place(index);
  if (index == home.country) return kCountryItself;
  if (index == home.admin1) return kDivisionItself;
  double chance = 0;
  const double people = place.kind == PlaceKind::kAdmin1 ? 0.1 * inside_[index] : People(place);
  if (home.country != GazetteerPlace::kNone && place.country == home.country) {
    chance += kInCountry * people / (inside_[home.country] + 1);
  }
  if (place.kind == PlaceKind::kAdmin1) return chance;
  if (home.admin1 != GazetteerPlace::kNone && place.admin1 == home.admin1) {
    chance += kInDivision * people / (inside_[home.admin1] + 1);
  }
  if (home.around > 0) {
    const double kilometres = FlatKilometres(place, gazetteer_.place(home.place));
    if (kilometres < 8 * kReach)
      chance += kNear * people * std::exp(-kilometres / kReach) / home.around;
  }
  return chance;
}

}  // namespace dateline
