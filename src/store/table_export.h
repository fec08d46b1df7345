// The result of a query into a file or to standard output.
#pragma once

#include <string>

#include "src/base/result.h"
#include "src/store/database.h"

namespace dateline {

enum class ExportFormat { kCsv, kJsonl, kParquet };

struct ExportTarget {
  ExportFormat format = ExportFormat::kCsv;
  std::string path = "-";  // "-": standard output, not for Parquet
  // Parquet only: a folder with a folder a month (month=2031-06/...), by this DATE column of the query; "" for one file.
  std::string month_of;
};

// Writes every row of `select`. CSV has a header and joins lists by ";"; Parquet is packed with
// zstd. The Error names the target.
Status ExportRows(Database& database, const std::string& select, const ExportTarget& target);

}  // namespace dateline
