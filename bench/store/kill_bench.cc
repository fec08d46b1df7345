// Kills a recording run at random points, again and again, and compares what it ends with to a run that
// was left alone.
//
// usage: kill_bench FOLDER KILLS [SEED]
// Exits 1 unless both databases hold the same rows.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "bench/store/synthetic_news.h"
#include "src/store/database.h"
#include "src/store/recorder.h"
#include "src/store/table_digest.h"

namespace dateline {
namespace {

int RecordAll(const std::string& path, uint64_t documents) {
  RecorderOptions options;
  options.path = path;
  options.coder = {"bench", "synthetic", "none"};
  options.batch_documents = 40;
  options.stories.remembered = 1500;
  Result<Recorder> recorder = Recorder::Open(options);
  if (!recorder) return fmt::print(stderr, "{}\n", recorder.error().message), 1;
  for (uint64_t i = 0; i < documents; ++i) {
    const CodedDocument coded = SyntheticDocument(i);
    DocumentDigest digest = DigestOf(coded);
    Status done;
    if (recorder->Claim(digest.id)) done = recorder->Add(coded, std::move(digest));
    if (done && i % 50 == 0) done = recorder->AddError(fmt::format("in.jsonl:{}: not JSON", i));
    if (!done) return fmt::print(stderr, "{}\n", done.error().message), 1;
  }
  const Status finished = recorder->Finish("finished");
  if (!finished) return fmt::print(stderr, "{}\n", finished.error().message), 1;
  return 0;
}

pid_t Start(const std::string& path, uint64_t documents) {
  const pid_t child = fork();
  if (child == 0) _exit(RecordAll(path, documents));
  return child;
}

std::vector<std::string> DigestsOf(const std::string& path) {
  Result<Database> db = Database::Open(path, {});
  if (!db) return {db.error().message};
  Result<std::vector<std::string>> digests = TableDigests(*db);
  return digests ? *digests : std::vector<std::string>{digests.error().message};
}

int64_t DocumentsIn(const std::string& path) {
  Result<Database> db = Database::Open(path, {});
  return db ? db->QueryInteger("SELECT count(*) FROM documents").value_or(0) : 0;
}

int Main(const std::string& folder, int kills, unsigned seed) {
  const std::string whole = folder + "/whole.db", killed = folder + "/killed.db";
  for (const std::string& path : {whole, killed}) {
    for (const char* end : {"", ".wal"}) std::filesystem::remove(path + end);
  }
  const uint64_t documents = 60 * static_cast<uint64_t>(kills);  // more than all the killed runs get done
  std::mt19937 random(seed);
  int hit = 0, status = 0;
  while (hit < kills) {
    const pid_t child = Start(killed, documents);
    usleep(5000 + static_cast<useconds_t>(random() % 350000));
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    if (WIFEXITED(status)) {
      fmt::print("run {} ended by itself with {} before it could be killed\n", hit, WEXITSTATUS(status));
      if (WEXITSTATUS(status) != 0) return 1;
      break;
    }
    if (++hit % 50 == 0) fmt::print("{} kills, {} documents recorded\n", hit, DocumentsIn(killed));
  }
  for (const std::string& path : {killed, whole}) {
    waitpid(Start(path, documents), &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fmt::print("the last run of {} failed\n", path), 1;
  }
  const std::vector<std::string> a = DigestsOf(killed), b = DigestsOf(whole);
  for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    fmt::print("{:<50} {}\n", i < a.size() ? a[i] : "", i < a.size() && i < b.size() && a[i] == b[i] ? "same" : "DIFFERS");
  }
  fmt::print("{} kills: {}\n", hit, a == b ? "every row as in the undisturbed run" : "the databases DIFFER");
  return a == b && hit == kills ? 0 : 1;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: kill_bench FOLDER KILLS [SEED]\n");
    return 2;
  }
  return dateline::Main(argv[1], std::atoi(argv[2]), argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 1);
}
