// What a phrase without a name says of its sectors: "striking miners", "defence minister".
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/text/ontology.h"

namespace dateline {

// A decision list over runs of one to three words (data/roles.tsv). Immutable; every method is safe
// from any thread.
class RoleTable {
 public:
  // What the surest run of a phrase says.
  struct Answer {
    SectorSet sectors = 0;
    int weight = 0;        // percent; 0: no run is known
    bool inherit = false;  // a role that takes its sectors from whom it serves ("spokesman")
    SectorSet agent = 0;     // of the last of PLOVER's agent nouns in the phrase
    bool stateless = false;  // such phrases mostly belong to no one country ("two countries")
  };

  static Result<RoleTable> Open(const std::string& path);

  RoleTable(RoleTable&&) noexcept;
  RoleTable& operator=(RoleTable&&) noexcept;
  ~RoleTable();

  // `place` asks of places and buildings rather than people and organisations.
  Answer Read(std::string_view phrase, bool place) const;
  size_t size() const;
  size_t memory() const;

 private:
  struct Data;
  explicit RoleTable(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

}  // namespace dateline
