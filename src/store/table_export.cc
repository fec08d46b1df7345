#include "src/store/table_export.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

namespace dateline {
namespace {

// `select` with every list as text.
Result<std::string> WithoutLists(Database& database, const std::string& select) {
  Result<Rows> columns =
      database.Query("SELECT column_name, column_type FROM (DESCRIBE " + select + ")");
  if (!columns) return tl::unexpected(columns.error());
  std::string list;
  while (columns->Next()) {
    const std::string name = fmt::format("\"{}\"", columns->Text(0));
    list += list.empty() ? "" : ", ";
    list += columns->Text(1).ends_with("[]")
                ? fmt::format("array_to_string({}, ';') AS {}", name, name)
                : name;
  }
  return fmt::format("SELECT {} FROM ({})", list, select);
}

}  // namespace

Status ExportRows(Database& database, const std::string& select, const ExportTarget& target) {
  const bool to_stdout = target.path == "-";
  if (target.format == ExportFormat::kParquet && to_stdout)
    return Fail("Parquet needs a file: give one with -o");
  if (to_stdout) std::fflush(stdout);
  std::string rows = select, options;
  switch (target.format) {
    case ExportFormat::kCsv: {
      Result<std::string> flat = WithoutLists(database, select);
      if (!flat) return tl::unexpected(flat.error());
      rows = *flat;
      options = "FORMAT csv, HEADER";
      break;
    }
    case ExportFormat::kJsonl:
      options = "FORMAT json";
      break;
    case ExportFormat::kParquet:
      options = "FORMAT parquet, COMPRESSION zstd";
      break;
  }
  if (!target.month_of.empty()) {
    std::error_code error;
    std::filesystem::create_directories(target.path, error);
    rows = fmt::format("SELECT *, strftime({}, '%Y-%m') AS month FROM ({})", target.month_of, select);
    options += ", PARTITION_BY (month), OVERWRITE_OR_IGNORE";
  }
  const Status done = database.Execute(fmt::format(
      "COPY ({}) TO {} ({})", rows, SqlQuoted(to_stdout ? "/dev/stdout" : target.path), options));
  if (!done)
    return Fail((to_stdout ? "standard output" : target.path) + ": " + done.error().message);
  return {};
}

}  // namespace dateline
