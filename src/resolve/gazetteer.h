// The world's named places as one read-only, memory-mapped table (data/README-places.md).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "src/base/result.h"

namespace dateline {

enum class PlaceKind : uint8_t {
  kCountry,
  kAdmin1,   // state, province
  kAdmin2,   // county, district
  kCapital,  // of a country
  kCity,     // any other populated place
  kQuarter,  // section of a populated place
  kFormer,   // abandoned or historical
  kContinent,
  kRegion,  // area without government of its own, mountains, desert, island
  kWater,   // sea, river, lake, strait
};

// One place. Plain data inside the mapped file; `name` and the parents are read with Gazetteer.
struct GazetteerPlace {
  static constexpr uint32_t kNone = UINT32_MAX;

  int32_t geonames;  // GeoNames id; 0 when it has none
  float latitude, longitude;
  uint32_t population;  // of a division: that of its towns
  uint32_t name;        // offset of the text
  uint32_t country;     // index of the country's place; kNone when it lies in several
  uint32_t admin1;      // index of the first-order division; kNone
  PlaceKind kind;
  char alpha3[3];  // of the country; zeros when it lies in several
};

// How a name belongs to a place.
enum class NameForm : uint8_t {
  kOwn,
  kOther,
  kAside
};  // "Cologne", "Colonia", "!Kölner", "Calif."

// Folds a name to the key that the table is looked up by: lower case without accents, articles,
// points and apostrophes; hyphens become spaces; "Saint", "Mount" and "Fort" are shortened.
std::string FoldPlaceName(std::string_view name);

// Immutable after opening; const methods are safe from any thread. Everything it hands out lives as
// long as the gazetteer.
class Gazetteer {
 public:
  // Maps the file that CompileGazetteer wrote.
  static Result<Gazetteer> Open(const std::string& path);
  // Takes compiled bytes.
  static Result<Gazetteer> FromBytes(std::string bytes);

  size_t size() const { return places_.size(); }
  size_t names() const { return names_.size(); }
  const GazetteerPlace& place(uint32_t index) const { return places_[index]; }
  std::string_view NameOf(uint32_t index) const { return TextAt(places_[index].name); }
  // ISO 3166-1 alpha-3 of the place's country; "" when it lies in several.
  std::string_view Alpha3(uint32_t index) const;

  // The places that bear the folded name, the most populous first; empty when none does. The form
  // of entry e is FormOf(e), its place PlaceOf(e).
  std::span<const uint32_t> Find(std::string_view folded) const;
  static uint32_t PlaceOf(uint32_t entry) { return entry >> 2; }
  static NameForm FormOf(uint32_t entry) { return static_cast<NameForm>(entry & 3); }

 private:
  struct NameRow {
    uint32_t text;   // offset of the folded name
    uint32_t first;  // its first entry; the next row's is one past its last
  };
  struct Bytes;  // owns the mapping or the string

  static Result<Gazetteer> Attach(std::shared_ptr<const Bytes> bytes, const std::string& source);
  std::string_view TextAt(uint32_t offset) const { return text_.data() + offset; }

  std::shared_ptr<const Bytes> bytes_;
  std::span<const GazetteerPlace> places_;
  std::span<const NameRow> names_;
  std::span<const uint32_t> entries_;
  std::span<const uint32_t> slots_;
  std::string_view text_;

  friend class GazetteerCompiler;
};

// Compiles rows of data/places/places.tsv into the form that Open maps. Fails with the number of
// the first malformed line.
Result<std::string> CompileGazetteer(std::string_view tsv);

}  // namespace dateline
