#include "src/store/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

#include "bench/store/synthetic_news.h"
#include "src/store/database.h"
#include "src/store/table_digest.h"

namespace dateline {
namespace {

using ::testing::HasSubstr;

std::string TemporaryFile(const std::string& name) {
  const std::string path =
      testing::TempDir() + "recorder_test_" + std::to_string(getpid()) + "_" + name;
  for (const char* end : {"", ".wal"}) std::filesystem::remove(path + end);
  return path;
}

RecorderOptions Options(const std::string& path) {
  RecorderOptions o;
  o.path = path;
  o.coder = {"0.1.0", "tiny", "none"};
  o.batch_documents = 64;
  o.batch_seconds = 1e9;
  o.stories.remembered = 300;
  return o;
}

// Records documents [from, to); stops without a word after `to`, as a killed process does, unless
// `finish`.
void Record(const std::string& path, int from, int to, bool finish) {
  Result<Recorder> recorder = Recorder::Open(Options(path));
  ASSERT_TRUE(recorder) << recorder.error().message;
  for (int i = from; i < to; ++i) {
    const CodedDocument coded = SyntheticDocument(static_cast<uint64_t>(i));
    DocumentDigest digest = DigestOf(coded);
    if (!recorder->Claim(digest.id)) continue;
    const Status added = recorder->Add(coded, std::move(digest));
    ASSERT_TRUE(added) << added.error().message;
    if (i % 100 == 0)
      ASSERT_TRUE(recorder->AddError("in.jsonl:" + std::to_string(i) + ": not JSON: here"));
  }
  if (!finish) return;
  const Status finished = recorder->Finish("finished");
  ASSERT_TRUE(finished) << finished.error().message;
}

int64_t Count(const std::string& path, const std::string& what) {
  Result<Database> db = Database::Open(path, {});
  EXPECT_TRUE(db) << db.error().message;
  return db->QueryInteger("SELECT count(*) FROM " + what).value_or(-1);
}

std::vector<std::string> Digests(const std::string& path) {
  Result<Database> db = Database::Open(path, {});
  EXPECT_TRUE(db) << db.error().message;
  Result<std::vector<std::string>> digests = TableDigests(*db);
  EXPECT_TRUE(digests) << digests.error().message;
  return *digests;
}

TEST(Recorder, StoppedAnywhereEndsWithTheSameRows) {
  const std::string whole = TemporaryFile("whole.db"), broken = TemporaryFile("broken.db");
  Record(whole, 0, 1000, true);
  for (int stop : {10, 100, 333, 334, 700, 990}) Record(broken, 0, stop, false);
  Record(broken, 0, 1000, true);
  EXPECT_EQ(Digests(broken), Digests(whole));
  EXPECT_EQ(Count(whole, "documents"), 1000);
  EXPECT_EQ(Count(whole, "reports"), 3000);
  EXPECT_EQ(Count(whole, "document_errors"), 10);
  EXPECT_EQ(Count(whole, "(SELECT DISTINCT event FROM reports)"), Count(whole, "events"));
  EXPECT_EQ(Count(whole, "(SELECT DISTINCT story FROM documents)"), Count(whole, "stories"));
  EXPECT_EQ(Count(whole,
                  "stories WHERE documents <> (SELECT count(*) FROM documents d WHERE d.story = "
                  "stories.id)"),
            0);
  EXPECT_EQ(
      Count(whole,
            "events WHERE reports <> (SELECT count(*) FROM reports r WHERE r.event = events.id)"),
      0);
  EXPECT_EQ(Count(whole, "events WHERE best_report NOT IN (SELECT id FROM reports)"), 0);
  EXPECT_EQ(Count(broken, "runs WHERE outcome = 'running'"), 6);
}

TEST(Recorder, AddsNothingTheSecondTime) {
  const std::string path = TemporaryFile("twice.db");
  Record(path, 0, 200, true);
  const std::vector<std::string> before = Digests(path);
  Record(path, 0, 200, true);
  EXPECT_EQ(Digests(path), before);
  EXPECT_EQ(Count(path, "runs"), 2);
}

TEST(Recorder, CountsDocumentsOfOtherCoders) {
  const std::string path = TemporaryFile("coders.db");
  Record(path, 0, 50, true);
  RecorderOptions options = Options(path);
  options.coder.model = "better";
  Result<Recorder> recorder = Recorder::Open(options);
  ASSERT_TRUE(recorder);
  EXPECT_EQ(recorder->documents_of_other_coders(), 50);
}

TEST(Recorder, HoldsTheFileAlone) {
  const std::string path = TemporaryFile("alone.db");
  Record(path, 0, 10, true);
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  if (access(path.c_str(), W_OK) != 0) {  // root may write anything
    EXPECT_THAT(Recorder::Open(Options(path)).error().message, HasSubstr("the file is read-only"));
  }
}

}  // namespace
}  // namespace dateline
