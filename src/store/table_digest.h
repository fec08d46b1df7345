// Whether two databases hold the same rows.
#pragma once

#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/store/database.h"

namespace dateline {

// One line a table: name, number of rows and a sum of the hashes of the rows, whatever their order.
// Tables that tell of runs instead of news (`runs`, `schema_version`) are left out.
Result<std::vector<std::string>> TableDigests(Database& database);

}  // namespace dateline
