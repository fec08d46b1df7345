#include "src/store/schema.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

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
  EXPECT_EQ(*db.QueryInteger(
                "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"),
            0);
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

std::string ReadFile(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<std::string> ColumnsOf(Database& db) {
  std::vector<std::string> out;
  Result<Rows> rows = db.Query(
      "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || comment FROM "
      "duckdb_columns() "
      "WHERE NOT internal ORDER BY table_name, column_index");
  EXPECT_TRUE(rows);
  while (rows->Next()) out.emplace_back(rows->Text(0));
  return out;
}

TEST(Schema, BringsEveryOlderVersionUpWithoutLoss) {
  for (int version = 1; version < kSchemaVersion; ++version) {
    Database old = InMemory(), fresh = InMemory();
    const std::string made =
        ReadFile(fmt::format("{}/tests/store/schema_{}.sql", DATELINE_SOURCE_DIR, version));
    ASSERT_FALSE(made.empty()) << version;
    ASSERT_TRUE(old.Execute(made));
    EXPECT_THAT(CheckSchema(old).error().message, HasSubstr("once to bring it up"));
    const Status migrated = PrepareSchema(old);
    ASSERT_TRUE(migrated) << migrated.error().message;
    ASSERT_TRUE(PrepareSchema(fresh));
    EXPECT_EQ(ColumnsOf(old), ColumnsOf(fresh));
    EXPECT_TRUE(CheckSchema(old));
    EXPECT_EQ(
        *old.QueryInteger("SELECT count(*) FROM documents JOIN reports ON document = documents.id"),
        1);
  }
}

TEST(Schema, IsDocumented) {
  const std::string path = DATELINE_SOURCE_DIR "/docs/schema.md";
  if (std::getenv("DATELINE_UPDATE_DOCS") != nullptr) std::ofstream(path) << SchemaMarkdown();
  EXPECT_EQ(ReadFile(path), SchemaMarkdown()) << "run store_test with DATELINE_UPDATE_DOCS=1";
}

}  // namespace
}  // namespace dateline
