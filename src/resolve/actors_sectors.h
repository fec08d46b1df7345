// The sectors of somebody who is in no table, from the words of and around their mentions.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"
#include "src/text/ontology.h"

namespace dateline {

// A linear classifier over sector sets (data/sectors.tsv, learned by data/build_sectors.py from our
// corpus). Immutable; every method is safe from any thread.
class SectorModel {
 public:
  static Result<SectorModel> Open(const std::string& path);

  SectorModel(SectorModel&&) noexcept;
  SectorModel& operator=(SectorModel&&) noexcept;
  ~SectorModel();

  // The likeliest set for an entity with these features (ActorReader::SectorFeatures).
  SectorSet Best(const std::vector<std::string>& features) const;
  size_t memory() const;

 private:
  struct Data;
  explicit SectorModel(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

}  // namespace dateline
