// Coded documents into the tables documents, mentions, entities, reports and claims.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "src/base/result.h"
#include "src/store/database.h"
#include "src/store/table_writer.h"
#include "src/story/placement.h"
#include "src/text/event.h"

namespace dateline {

// What rows of events repeat of an entity.
struct EntityRow {
  std::string name, country, place_country, admin1;
  SectorSet sectors = 0;
  int64_t geonames = 0;
  double latitude = 0, longitude = 0;
  std::string place_precision;  // "": no place
};

// Writes documents over the connection of `database`, which must outlive it. Keeps every entity of
// the database in memory to write each once. Not thread-safe.
class DocumentWriter {
 public:
  static Result<DocumentWriter> Open(Database& database);

  // Buffers the rows of `coded`, document number `sequence`, coded by `coder`. `placement` has one
  // entry for each event. Writing a document twice is the caller's mistake.
  void Write(const CodedDocument& coded, uint64_t id, int64_t sequence, const std::string& coder,
             const DocumentPlacement& placement);

  // Hands what was buffered to the transaction in progress.
  Status Flush();

  // The entity with this id, which some written document has.
  const EntityRow& entity(uint64_t id) const { return entities_.at(id); }

 private:
  DocumentWriter(TableWriter documents, TableWriter mentions, TableWriter entities,
                 TableWriter reports, TableWriter claims);
  class OneDocument;
  friend class OneDocument;
  void Know(uint64_t id, const Entity& entity);

  TableWriter documents_, mentions_, entity_rows_, reports_, claims_;
  std::unordered_map<uint64_t, EntityRow> entities_;
};

}  // namespace dateline
