#include "src/store/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string TemporaryFile(const std::string& name) {
  const std::string path =
      testing::TempDir() + "database_test_" + std::to_string(getpid()) + "_" + name;
  std::filesystem::remove(path);
  return path;
}

TEST(Database, ReadsEveryKindOfValue) {
  Result<Database> db = Database::Open(":memory:", {Access::kCreate});
  ASSERT_TRUE(db) << db.error().message;
  Result<Rows> rows = db->Query(
      "SELECT 'Ōno' || $1, 7::TINYINT, 0.5::FLOAT, ['a', NULL], [1, 2], DATE '1970-01-03', "
      "NULL::VARCHAR "
      "UNION ALL SELECT 'second', 8, 2, [], NULL, NULL, 'x'",
      {"!"});
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_TRUE(rows->Next());
  EXPECT_EQ(rows->Text(0), "Ōno!");
  EXPECT_EQ(rows->Integer(1), 7);
  EXPECT_EQ(rows->Number(2), 0.5);
  EXPECT_THAT(rows->TextList(3), ElementsAre("a", ""));
  EXPECT_THAT(rows->IntegerList(4), ElementsAre(1, 2));
  EXPECT_EQ(rows->Integer(5), 2);
  EXPECT_TRUE(rows->IsNull(6));
  ASSERT_TRUE(rows->Next());
  EXPECT_EQ(rows->Text(6), "x");
  EXPECT_FALSE(rows->Next());
}

TEST(Database, SaysInOneLineWhyAFileDoesNotOpen) {
  const std::string missing = TemporaryFile("missing.db");
  EXPECT_EQ(Database::Open(missing, {}).error().message, missing + ": no such database");
  const std::string text = TemporaryFile("text.db");
  std::ofstream(text) << std::string(20000, 'x');
  EXPECT_EQ(Database::Open(text, {}).error().message, text + ": not a dateline database");
  EXPECT_THAT(Database::Open(testing::TempDir(), {}).error().message, HasSubstr("is a folder"));
  EXPECT_THAT(Database::Open("/no/such/folder/x.db", {Access::kCreate}).error().message,
              HasSubstr("no such folder"));
}

TEST(Database, NamesTheProcessThatHoldsTheFile) {
  const std::string path = TemporaryFile("held.db");
  int ready[2], done[2];
  ASSERT_EQ(pipe(ready), 0);
  ASSERT_EQ(pipe(done), 0);
  const pid_t child = fork();
  if (child == 0) {
    Result<Database> db = Database::Open(path, {Access::kCreate});
    char c = db ? 'y' : 'n';
    if (write(ready[1], &c, 1) != 1 || read(done[0], &c, 1) != 1) _exit(1);
    _exit(0);
  }
  char c = 0;
  ASSERT_EQ(read(ready[0], &c, 1), 1);
  ASSERT_EQ(c, 'y');
  const Result<Database> second = Database::Open(path, {Access::kWrite});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().message,
            path + ": in use by another process (PID " + std::to_string(child) + ")");
  ASSERT_EQ(write(done[1], &c, 1), 1);
  waitpid(child, nullptr, 0);
}

TEST(Database, NeverLoadsExtensionsFromANetwork) {
  Result<Database> db = Database::Open(":memory:", {Access::kCreate});
  ASSERT_TRUE(db);
  for (const char* setting : {"autoinstall_known_extensions", "autoload_known_extensions"}) {
    Result<Rows> rows = db->Query("SELECT current_setting($1)::VARCHAR", {setting});
    ASSERT_TRUE(rows && rows->Next());
    EXPECT_EQ(rows->Text(0), "false") << setting;
  }
  EXPECT_FALSE(db->Execute("SELECT st_point(1, 2)"));
}

}  // namespace
}  // namespace dateline
