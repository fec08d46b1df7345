// Rows into one table, a column at a time, as fast as DuckDB takes them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"
#include "src/store/database.h"

namespace dateline {

class TableWriterImpl;

// Appends rows to one table over the connection of `database`, which must outlive the writer.
// Values are given in column order, one call each, then EndRow. Rows are buffered until Flush,
// which hands them to the transaction in progress; committing is the caller's. Errors are kept and
// reported by the next Flush. The wrong number or type of values is a bug and aborts.
class TableWriter {
 public:
  static Result<TableWriter> Open(const Database& database, const std::string& table);
  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;
  ~TableWriter();

  void Null();
  void Text(std::string_view value);
  void TextOrNull(std::string_view value);  // NULL for ""
  void Blob(std::string_view bytes) { Text(bytes); }
  void Integer(int64_t value);  // any whole-number column, BOOLEAN too
  void Number(double value);    // FLOAT, DOUBLE
  void NumberOrNull(std::optional<double> value);
  void Day(std::optional<int32_t> days_since_1970);
  void Texts(const std::vector<std::string>& values);
  void Texts(const std::vector<std::string_view>& values);
  void Integers(const std::vector<int32_t>& values);
  void Numbers(const std::vector<double>& values);
  void EndRow();

  Status Flush();

 private:
  explicit TableWriter(std::unique_ptr<TableWriterImpl> impl);
  std::unique_ptr<TableWriterImpl> impl_;
};

}  // namespace dateline
