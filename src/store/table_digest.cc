#include "src/store/table_digest.h"

#include <fmt/format.h>

#include <string_view>

#include "src/store/schema.h"

namespace dateline {

Result<std::vector<std::string>> TableDigests(Database& database) {
  std::vector<std::string> out;
  for (const TableSpec& table : Tables()) {
    if (table.name == std::string_view("runs") || table.name == std::string_view("schema_version"))
      continue;
    Result<Rows> rows = database.Query(fmt::format(
        "SELECT count(*), coalesce(sum(hash(t::VARCHAR)), 0)::VARCHAR FROM {} t", table.name));
    if (!rows) return tl::unexpected(rows.error());
    if (rows->Next())
      out.push_back(fmt::format("{} {} {}", table.name, rows->Integer(0), rows->Text(1)));
  }
  return out;
}

}  // namespace dateline
