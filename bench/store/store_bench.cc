// How fast synthetic coded documents go into a database, and how fast it answers.
//
// usage: store_bench FILE DOCUMENTS
// Makes and digests documents on one thread and records them on another. Prints documents a second
// at every power of ten, the memory, the size of the file, and the time of a few queries.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bench/store/synthetic_news.h"
#include "src/store/database.h"
#include "src/store/recorder.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;
double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

struct Item {
  CodedDocument coded;
  DocumentDigest digest;
};

// Hands items from one thread to the other, a few thousand at most in between.
class Channel {
 public:
  void Put(std::vector<Item> items) {
    std::unique_lock<std::mutex> lock(mutex_);
    moved_.wait(lock, [this] { return items_.size() < 16; });
    items_.push_back(std::move(items));
    moved_.notify_all();
  }
  std::vector<Item> Take() {
    std::unique_lock<std::mutex> lock(mutex_);
    moved_.wait(lock, [this] { return !items_.empty(); });
    std::vector<Item> items = std::move(items_.front());
    items_.pop_front();
    moved_.notify_all();
    return items;
  }

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  std::deque<std::vector<Item>> items_;
};

rusage Usage() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

double PeakMegabytes() { return static_cast<double>(Usage().ru_maxrss) / 1024; }

// Of all threads, the database's too: what a busy machine does not distort.
double ProcessorSeconds() {
  const rusage usage = Usage();
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

// Ends at once: the other thread may still be making documents.
int Complain(const Error& error) {
  fmt::print(stderr, "{}\n", error.message);
  std::fflush(stdout);
  std::_Exit(1);
}

int Fill(const std::string& path, uint64_t documents) {
  RecorderOptions options;
  options.path = path;
  options.coder = {"bench", "synthetic", "none"};
  options.batch_seconds = 15;
  options.threads = 2;
  Result<Recorder> recorder = Recorder::Open(options);
  if (!recorder) return Complain(recorder.error());
  Channel channel;
  const auto began = Clock::now();
  std::thread maker([&] {
    for (uint64_t i = 0; i < documents;) {
      std::vector<Item> items;
      for (int n = 0; n < 128 && i < documents; ++n, ++i) {
        Item item{SyntheticDocument(i), {}};
        item.digest = DigestOf(item.coded);
        items.push_back(std::move(item));
      }
      channel.Put(std::move(items));
    }
  });
  maker.detach();  // on a failure the process ends without it
  uint64_t done = 0, mark = 10000, last_done = 0;
  auto last = began;
  while (done < documents) {
    for (Item& item : channel.Take()) {
      if (recorder->Claim(item.digest.id)) {
        const Status added = recorder->Add(item.coded, std::move(item.digest));
        if (!added) return Complain(added.error());
      }
      if (++done != mark && done != documents) continue;
      fmt::print(
          "{:>9} documents: {:6.0f} a second since the last line, {:6.0f} over all ({:.0f} a "
          "core-second); peak "
          "memory {:.0f} MB\n",
          done, static_cast<double>(done - last_done) / Seconds(last),
          static_cast<double>(done) / Seconds(began),
          static_cast<double>(done) / ProcessorSeconds(), PeakMegabytes());
      std::fflush(stdout);
      last = Clock::now(), last_done = done, mark *= 10;
    }
  }
  const Status finished = recorder->Finish("finished");
  if (!finished) return Complain(finished.error());
  fmt::print(
      "{} documents with the last commit: {:.0f} a second, {:.0f} a core-second; peak memory "
      "{:.0f} MB; file {:.0f} MB\n",
      documents, static_cast<double>(documents) / Seconds(began),
      static_cast<double>(documents) / ProcessorSeconds(), PeakMegabytes(),
      static_cast<double>(std::filesystem::file_size(path)) / 1e6);
  return 0;
}

// The least and the median of `runs` times, in milliseconds.
int TimeQuery(Database& database, const char* what, const std::string& sql) {
  std::vector<double> times;
  int64_t rows = 0;
  for (int i = 0; i < 9; ++i) {
    const auto began = Clock::now();
    Result<Rows> result = database.Query(sql);
    if (!result) return Complain(result.error());
    for (rows = 0; result->Next();) ++rows;
    times.push_back(Seconds(began) * 1e3);
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:<34} {:6.1f} ms (least {:.1f}), {} rows\n", what, times[4], times[0], rows);
  return 0;
}

int Ask(const std::string& path) {
  Result<Database> db = Database::Open(path, {});
  if (!db) return Complain(db.error());
  const std::string dyad =
      "((list_contains(actor_countries, 'MMR') AND list_contains(recipient_countries, 'RUS')) OR "
      "(list_contains(actor_countries, 'RUS') AND list_contains(recipient_countries, 'MMR')))";
  int failed = TimeQuery(*db, "dyad, counted", "SELECT count(*) FROM events WHERE " + dyad);
  failed |=
      TimeQuery(*db, "dyad, latest 100 events",
                "SELECT id, day, type, actor_names, recipient_names, sentence FROM events WHERE " +
                    dyad + " ORDER BY day DESC, id LIMIT 100");
  failed |= TimeQuery(*db, "dyad by month and quad",
                      "SELECT date_trunc('month', day), quad, count(*), sum(reports), "
                      "avg(intensity) FROM events WHERE " +
                          dyad + " GROUP BY ALL ORDER BY ALL");
  failed |= TimeQuery(*db, "reports of one event",
                      "SELECT * FROM reports WHERE event = (SELECT id FROM events ORDER BY reports "
                      "DESC, id LIMIT 1)");
  failed |= TimeQuery(*db, "one document",
                      "SELECT * FROM documents WHERE id = (SELECT max(id) FROM documents)");
  return failed;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: store_bench FILE DOCUMENTS\n");
    return 2;
  }
  const int failed = dateline::Fill(argv[1], std::strtoull(argv[2], nullptr, 10));
  return failed != 0 ? failed : dateline::Ask(argv[1]);
}
