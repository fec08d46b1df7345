// What stories and events cost a document, as the stream goes on.
//
// usage: story_bench DOCUMENTS
// Prints documents a second of processor time (digest, placing, changed records) at every power of
// ten. The making of the documents is not counted.
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <ctime>
#include <vector>

#include "bench/store/synthetic_news.h"
#include "src/story/story_engine.h"

namespace dateline {
namespace {

double ProcessorSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void Main(int64_t documents) {
  StoryEngine engine;
  double seconds = 0, last_seconds = 0;
  int64_t mark = 10000, last = 0;
  std::vector<CodedDocument> batch;
  for (int64_t done = 0; done < documents;) {
    batch.clear();
    for (int i = 0; i < 1000; ++i)
      batch.push_back(SyntheticDocument(static_cast<uint64_t>(done) + static_cast<uint64_t>(i)));
    const double began = ProcessorSeconds();
    for (const CodedDocument& coded : batch) {
      engine.Place(DigestOf(coded), ++done);
      engine.SaveLast();
    }
    engine.TakeChanges();
    seconds += ProcessorSeconds() - began;
    if (done != mark && done < documents) continue;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print(
        "{:>9} documents: {:6.0f} a core-second since the last line, {:6.0f} over all; peak memory "
        "{} MB\n",
        done, static_cast<double>(done - last) / (seconds - last_seconds),
        static_cast<double>(done) / seconds, usage.ru_maxrss / 1024);
    std::fflush(stdout);
    last = done, last_seconds = seconds, mark *= 10;
  }
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: story_bench DOCUMENTS\n");
    return 2;
  }
  dateline::Main(std::atoll(argv[1]));
  return 0;
}
