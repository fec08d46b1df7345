#include "src/store/migration.h"

#include "src/base/check.h"

namespace dateline {

std::string MigrationFrom(int from) {
  switch (from) {
    // 2 keeps what the story engine remembers, so that stories go on from one run to the next.
    case 1:
      return "CREATE TABLE story_state (sequence BIGINT, state BLOB);\n"
             "ALTER TABLE reports ADD COLUMN sentence_number INTEGER;\n";
    default:
      DATELINE_CHECK(!"no such version");
  }
  return "";
}

}  // namespace dateline
