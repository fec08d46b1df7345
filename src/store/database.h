// The embedded database as the rest of the store sees it: connections, statements, rows. Wraps
// DuckDB's C API; no other header of dateline mentions DuckDB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"

namespace dateline {

// How a database file is opened. kCreate makes the file when there is none; the others fail.
enum class Access { kRead, kWrite, kCreate };

struct DatabaseOptions {
  Access access = Access::kRead;
  int threads = 0;             // 0: as many as there are cores
  std::string memory = "1GB";  // what DuckDB may use before it spills to disk
};

class RowsImpl;

// The result of a query, wholly in memory, read chunk by chunk. Move-only; one thread at a time.
//   while (rows.Next()) Use(rows.Text(0), rows.Integer(1));
class Rows {
 public:
  explicit Rows(std::unique_ptr<RowsImpl> impl);
  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) noexcept;
  ~Rows();

  // Moves to the next row; false behind the last.
  bool Next();
  size_t columns() const;
  std::string name(size_t column) const;

  // Values of the current row. The type must fit the column's: Text for VARCHAR and BLOB; Integer
  // for whole numbers, booleans and DATE (days since 1970); Number for whole and floating ones. A
  // NULL reads as "", 0 or an empty list. Text views last until Next.
  bool IsNull(size_t column) const;
  std::string_view Text(size_t column) const;
  int64_t Integer(size_t column) const;
  double Number(size_t column) const;
  std::vector<std::string> TextList(size_t column) const;
  std::vector<int64_t> IntegerList(size_t column) const;
  std::vector<double> NumberList(size_t column) const;

 private:
  std::unique_ptr<RowsImpl> impl_;
};

class DatabaseImpl;

// One open database file with one connection. Not thread-safe: one thread at a time; a second
// thread takes a second connection of the same file by Connect. Nothing is ever fetched from a
// network: loading of extensions is off.
class Database {
 public:
  // Opens `path` (":memory:" for a passing one). The Error says in one line what is wrong: no such
  // file, no permission, not a database, or held by another process (and which).
  static Result<Database> Open(const std::string& path, const DatabaseOptions& options);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // A further connection to the same open file; it keeps the file open.
  Result<Database> Connect() const;

  // Runs one or several statements; rows, if any, are dropped.
  Status Execute(const std::string& sql);
  // Runs one statement with `parameters` in place of $1, $2, ...; a parameter is text, and the
  // statement casts it where it needs another type.
  Result<Rows> Query(const std::string& sql, const std::vector<std::string>& parameters = {});
  // The first column of the first row, as a whole number.
  Result<int64_t> QueryInteger(const std::string& sql);

  const std::string& path() const;
  // The duckdb_connection, for the store's own writers.
  void* connection() const;

 private:
  explicit Database(std::unique_ptr<DatabaseImpl> impl);
  std::unique_ptr<DatabaseImpl> impl_;
};

// `text` as an SQL string literal, quotes included.
std::string SqlQuoted(std::string_view text);

}  // namespace dateline
