// Who is who: the table of states, persons, parties, armed groups and other actors in the news.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"
#include "src/text/ontology.h"

namespace dateline {

// What an actor is. The names are those of the column `kind`, in lower case.
enum class ActorKind : uint8_t {
  kState, kDemonym, kCapital, kBreakaway, kRegion, kCity, kPerson, kOrgan, kLegislature, kCourt,
  kForce, kParty, kArmed, kIgo, kNgo, kCompany, kMedia, kReligious, kPeople,
};

// A calendar day as a number that sorts (20250509); a missing month or day is 0.
using OfficeDay = int32_t;

// The day that begins an ISO 8601 date or time ("2025-05-09T10:00Z", "2022"); 0 when there is none.
OfficeDay ParseOfficeDay(std::string_view iso);

// One row of the table. An office-holder has a row a tenure, all with the same id.
struct Actor {
  std::string_view id, name;
  std::string_view country;  // alpha-3, or IGO NGO IMG MNC EUR, or ""
  SectorSet sectors = 0;
  OfficeDay from = 0, to = 0;  // first and last day that the row holds; 0: open
  ActorKind kind = ActorKind::kPerson;
  bool trusted = false;  // from our own list or the user's: believed without further evidence
  uint8_t layer = 0;     // 0 the shipped table, 1 and up the user's files

  bool HoldsOn(OfficeDay day) const {
    return day == 0 || ((from == 0 || from <= day) && (to == 0 || day <= to));
  }
  // The Wikidata id, or "" when `id` is one of our own.
  std::string_view wikidata() const;
};

// Names to actors. Open it once and share it: it never changes, and every method is safe from any
// thread. Views in `Actor` live as long as the table. Files are tab-separated with a header line that
// names the columns (data/README.md); `name`, `kind` and `country` must be among them. A row of a
// later file replaces all earlier rows of its id, and takes its names away from earlier rows.
class ActorTable {
 public:
  // Fails with one line that names the file, and the line when that is malformed.
  static Result<ActorTable> Open(const std::vector<std::string>& paths);

  ActorTable(ActorTable&&) noexcept;
  ActorTable& operator=(ActorTable&&) noexcept;
  ~ActorTable();

  // The rows that bear `name` in any spelling that folds alike; empty when there are none. Short
  // abbreviations ("US", "WHO") only answer to upper case.
  std::span<const uint32_t> Find(std::string_view name) const;
  // The same for a name already folded; `upper` says whether it was written in upper case.
  std::span<const uint32_t> FindFolded(std::string_view folded, bool upper) const;

  const Actor& row(uint32_t index) const;
  size_t size() const;
  // The longest name in words, so that a scan knows where to stop.
  int max_words() const;
  // What the table holds in memory, in bytes.
  size_t memory() const;

 private:
  struct Data;
  explicit ActorTable(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

}  // namespace dateline
