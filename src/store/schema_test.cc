#include "src/store/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace dateline {
namespace {

using ::testing::HasSubstr;

Database InMemory() {
  Result<Database> db = Database::Open(":memory:", {Access::kCreate});
  EXPECT_TRUE(db);
  return std::move(*db);
}

TEST(Schema, ExplainsEveryTableAndColumnInTheFile) {
  Database db = InMemory();
  ASSERT_TRUE(PrepareSchema(db));
  ASSERT_TRUE(PrepareSchema(db)) << "a second time does nothing";
  ASSERT_TRUE(CheckSchema(db));
  EXPECT_EQ(*db.QueryInteger("SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"), 0);
  EXPECT_EQ(*db.QueryInteger("SELECT count(*) FROM duckdb_tables() WHERE comment IS NULL"), 0);
  EXPECT_GT(*db.QueryInteger("SELECT count(*) FROM duckdb_columns() WHERE NOT internal"), 100);
}

TEST(Schema, RefusesWhatIsNotItsOwn) {
  Database other = InMemory();
  ASSERT_TRUE(other.Execute("CREATE TABLE songs (title VARCHAR)"));
  EXPECT_THAT(PrepareSchema(other).error().message, HasSubstr("tables that are not dateline's"));
  Database newer = InMemory();
  ASSERT_TRUE(PrepareSchema(newer));
  ASSERT_TRUE(newer.Execute("UPDATE schema_version SET version = version + 1"));
  EXPECT_THAT(PrepareSchema(newer).error().message, HasSubstr("newer dateline"));
  EXPECT_THAT(CheckSchema(newer).error().message, HasSubstr("newer dateline"));
  Database empty = InMemory();
  EXPECT_THAT(CheckSchema(empty).error().message, HasSubstr("is empty"));
}

TEST(Schema, IsDocumented) {
  const std::string path = DATELINE_SOURCE_DIR "/docs/schema.md";
  if (std::getenv("DATELINE_UPDATE_DOCS") != nullptr) std::ofstream(path) << SchemaMarkdown();
  std::stringstream written;
  written << std::ifstream(path).rdbuf();
  EXPECT_EQ(written.str(), SchemaMarkdown()) << "run store_test with DATELINE_UPDATE_DOCS=1";
}

}  // namespace
}  // namespace dateline
