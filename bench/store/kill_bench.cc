// Kills a recording run at random points, again and again, and compares what it ends with to a run
// that was left alone.
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

// `progress`, when not -1, gets a byte for every document.
int RecordAll(const std::string& path, uint64_t documents, int progress) {
  RecorderOptions options;
  options.path = path;
  options.coder = {"bench", "synthetic", "none"};
  options.batch_documents = 40;
  options.stories.remembered = 1500;
  options.checkpoint = "2MB";  // often, so that kills hit checkpoints too
  Result<Recorder> recorder = Recorder::Open(options);
  if (!recorder) return fmt::print(stderr, "{}\n", recorder.error().message), 1;
  for (uint64_t i = 0; i < documents; ++i) {
    const CodedDocument coded = SyntheticDocument(i);
    DocumentDigest digest = DigestOf(coded);
    Status done;
    const bool added = recorder->Claim(digest.id);
    if (added) done = recorder->Add(coded, std::move(digest));
    if (done && i % 50 == 0) done = recorder->AddError(fmt::format("in.jsonl:{}: not JSON", i));
    if (!done) return fmt::print(stderr, "{}\n", done.error().message), 1;
    if (added && progress >= 0 && write(progress, "", 1) != 1) return 1;
  }
  const Status finished = recorder->Finish("finished");
  if (!finished) return fmt::print(stderr, "{}\n", finished.error().message), 1;
  return 0;
}

// Starts a run, kills it at a random point and says whether it was still alive. One kill in five
// comes at a random time, as like as not while the file is being opened; the others at a random
// moment after a random number of documents.
bool StartAndKill(const std::string& path, uint64_t documents, std::mt19937* random) {
  int progress[2];
  if (pipe(progress) != 0) return false;
  const pid_t child = fork();
  if (child == 0) {
    close(progress[0]);
    _exit(RecordAll(path, documents, progress[1]));
  }
  close(progress[1]);
  if ((*random)() % 5 == 0) {
    usleep((*random)() % 200000);
  } else {
    char byte;
    for (uint64_t left = (*random)() % 160; left > 0 && read(progress[0], &byte, 1) == 1; --left)
      continue;
    usleep((*random)() % 20000);
  }
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  close(progress[0]);
  return WIFSIGNALED(status);
}

int RunToTheEnd(const std::string& path, uint64_t documents) {
  const pid_t child = fork();
  if (child == 0) _exit(RecordAll(path, documents, -1));
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
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
  const uint64_t documents =
      80 * static_cast<uint64_t>(kills);  // more than the killed runs get done
  std::mt19937 random(seed);
  int hit = 0;
  while (hit < kills && StartAndKill(killed, documents, &random)) {
    if (++hit % 50 != 0) continue;
    fmt::print("{} kills, {} documents recorded\n", hit, DocumentsIn(killed));
    std::fflush(stdout);
  }
  for (const std::string& path : {killed, whole}) {
    if (RunToTheEnd(path, documents) != 0)
      return fmt::print("the last run of {} failed\n", path), 1;
  }
  const std::vector<std::string> a = DigestsOf(killed), b = DigestsOf(whole);
  for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    fmt::print("{:<50} {}\n", i < a.size() ? a[i] : "",
               i < a.size() && i < b.size() && a[i] == b[i] ? "same" : "DIFFERS");
  }
  fmt::print("{} kills: {}\n", hit,
             a == b ? "every row as in the undisturbed run" : "the databases DIFFER");
  return a == b && hit == kills ? 0 : 1;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: kill_bench FOLDER KILLS [SEED]\n");
    return 2;
  }
  return dateline::Main(argv[1], std::atoi(argv[2]),
                        argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 1);
}
