// The tables of a dateline database, with the words that explain them. docs/schema.md and the
// comments inside every database file are made from here.
#pragma once

#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/store/database.h"

namespace dateline {

struct ColumnSpec {
  const char* name;
  const char* type;  // DuckDB's
  const char* comment;
};

struct TableSpec {
  const char* name;
  const char* comment;
  std::vector<ColumnSpec> columns;
};

// The version that this program writes. It grows by one with every change of the tables below, and
// migration.cc learns the step.
inline constexpr int kSchemaVersion = 2;

// Every table, in the order of the documentation.
const std::vector<TableSpec>& Tables();

// Makes the tables with their comments in an empty database, or brings an older one up to
// kSchemaVersion in one transaction; does nothing in one that is current. Fails on files of a newer
// version, and on databases that hold other tables.
Status PrepareSchema(Database& database);

// Fails unless `database` has the current version, saying what to do. For readers.
Status CheckSchema(Database& database);

// docs/schema.md.
std::string SchemaMarkdown();

}  // namespace dateline
