// Which countries a person's name is at home in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "src/resolve/actors.h"

namespace dateline {

// A naive Bayes model of the letters in personal names, counted over the persons of an actor table.
// It ranks given countries for a name that is in no table; it never proposes one. Immutable; safe
// from any thread.
class NameOrigins {
 public:
  explicit NameOrigins(const ActorTable& table);

  // How well `name` (without titles) fits `country`, as a log-likelihood per letter group relative
  // to names of the whole world: above 0 it fits better than most. 0 for a country or name that
  // the table says nothing of.
  double Fit(std::string_view name, std::string_view country) const;
  size_t memory() const;

 private:
  void Count(std::string_view name, uint8_t country, std::vector<uint64_t>* keys) const;

  struct Cell {
    uint64_t key = 0;  // letter group and country
    uint32_t count = 0;
  };
  const Cell* Find(uint64_t key) const;

  std::unordered_map<std::string, uint8_t> countries_;
  std::vector<uint32_t> totals_;  // letter groups of each country; [0] of all
  std::vector<Cell> cells_;       // open addressing
};

}  // namespace dateline
