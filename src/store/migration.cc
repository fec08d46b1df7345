#include "src/store/migration.h"

#include "src/base/check.h"

namespace dateline {

std::string MigrationFrom(int) {
  DATELINE_CHECK(!"no older version");
  return "";
}

}  // namespace dateline
