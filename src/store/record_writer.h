// Stories and events as they stand, into the tables of these names.
#pragma once

#include <cstdint>

#include "src/base/result.h"
#include "src/store/database.h"
#include "src/store/document_writer.h"
#include "src/store/table_writer.h"
#include "src/story/story_records.h"

namespace dateline {

// Writes over the connection of `database`, which must outlive it. Not thread-safe.
class RecordWriter {
 public:
  static Result<RecordWriter> Open(Database& database);

  // Buffers a row. It replaces the one with the same id when Apply comes.
  void Write(const StoryRecord& story);
  // `entities` knows the entities that the event names.
  void Write(const EventRecord& event, const DocumentWriter& entities);

  // Replaces rows by what was buffered, within the transaction in progress.
  Status Apply();

 private:
  RecordWriter(Database* database, TableWriter stories, TableWriter events, TableWriter old_stories,
               TableWriter old_events);
  void WriteSide(const std::vector<uint64_t>& side, const DocumentWriter& entities);
  void WritePlace(uint64_t place, const DocumentWriter& entities);

  Database* database_;
  TableWriter stories_, events_, old_stories_, old_events_;
};

}  // namespace dateline
