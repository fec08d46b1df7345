#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "src/base/thread_pool.h"
#include "src/cli/commands.h"
#include "src/cli/ingest_progress.h"
#include "src/cli/installation.h"
#include "src/coding/event_date.h"
#include "src/pipeline/ordered_results.h"
#include "src/pipeline/pipeline.h"
#include "src/store/recorder.h"
#include "src/story/content_hash.h"
#include "src/story/digest.h"
#include "src/story/record_ids.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr char kFooter[] =
    "\nPATH is a file, a folder or - for standard input: text, HTML, JSONL, WARC, feeds, also "
    "packed.\n"
    "Documents that the database has are skipped, so the same command goes on after Ctrl-C, a "
    "power\n"
    "cut or a new delivery. What cannot be read or coded becomes a row in document_errors.\n"
    "Progress goes to standard error: a line on a terminal, else JSON every five seconds.\n"
    "\nExamples:\n"
    "  dateline ingest news/ --db news.db\n"
    "  dateline ingest inbox/ --db news.db --watch\n"
    "  dateline query --db news.db --actor MMR";

constexpr int kExitInterrupted = 130;
constexpr std::chrono::seconds kWatchPause(2);

struct IngestOptions {
  std::vector<std::string> paths;
  std::string db, from = "auto", published, model, data;
  std::vector<std::string> actors;
  size_t threads = 0;
  bool watch = false, quiet = false;
};

std::atomic<bool> stop_wanted = false;

// The first Ctrl-C asks to stop; the second is the system's own and ends the process at once.
void WantStop(int signal) {
  stop_wanted = true;
  std::signal(signal, SIG_DFL);
}

int Complain(const std::string& message, int code) {
  fmt::print(stderr, "dateline: {}\n", message);
  return code;
}

// A hash of what files hold; of big ones the size alone when `big_by_size`.
uint64_t HashFiles(std::vector<fs::path> files, bool big_by_size) {
  std::sort(files.begin(), files.end());
  uint64_t hash = 0;
  for (const fs::path& file : files) {
    std::error_code error;
    const uintmax_t size = fs::file_size(file, error);
    hash = Hash64(fmt::format("{} {}", file.filename().string(), size), hash);
    if (error || (big_by_size && size > (1u << 20))) continue;
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    hash = Hash64(bytes, hash);
  }
  return hash;
}

std::vector<fs::path> FilesIn(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (it->is_regular_file(error) && it->path().extension() != ".py") files.push_back(it->path());
  }
  return files;
}

CoderVersion VersionOf(const Installation& where, const IngestOptions& o,
                       const Pipeline& pipeline) {
  std::vector<fs::path> data = FilesIn(where.data_dir);
  data.insert(data.end(), o.actors.begin(), o.actors.end());
  const auto& info = pipeline.model().info();
  return {DATELINE_VERSION,
          fmt::format("{} {} {}", info.name, info.version,
                      HexId(HashFiles(FilesIn(where.model_dir), true))),
          HexId(HashFiles(data, false))};
}

// What a worker hands to the recorder.
struct Coded {
  CodedDocument document;
  DocumentDigest digest;
};

// One run: reads on the calling thread, codes on a pool, records in the order of reading.
class Ingest {
 public:
  Ingest(const IngestOptions& options, const Pipeline& pipeline, Recorder* recorder,
         IngestProgress* progress)
      : options_(options),
        pipeline_(pipeline),
        recorder_(*recorder),
        progress_(*progress),
        threads_(options.threads > 0 ? options.threads
                                     : std::max(1u, std::thread::hardware_concurrency())) {}

  // Everything in `paths`. False once stopped, by the user or by a failure of the database.
  bool Read(const std::vector<std::string>& paths) {
    OrderedResults<Result<Coded>> results(64 * threads_,
                                          [this](Result<Coded> r) { return Record(std::move(r)); });
    {  // the pool's end waits for the last article
      ThreadPool pool(threads_, 2 * threads_);
      for (const std::string& path : paths) {
        const bool more = ReadArticles(
            path, {*ParseFormat(options_.from), {}},
            [&](Result<Article> article) { return Take(std::move(article), &results, &pool); });
        if (!more) break;
      }
    }
    return !stop_wanted && failure_.has_value();
  }

  // Waits for files to come, until stopped.
  void Watch() {
    while (!stop_wanted && failure_) {
      const std::vector<std::string> fresh = Fresh();
      if (!fresh.empty()) Read(fresh);
      if (failure_) failure_ = recorder_.Commit();
      progress_.Idle();
      for (int i = 0; i < 10 && !stop_wanted; ++i) std::this_thread::sleep_for(kWatchPause / 10);
    }
  }

  // Files that are there when Watch begins have been read.
  void RememberFiles() { (void)Fresh(); }

  const Status& failure() const { return failure_; }

 private:
  bool Take(Result<Article> article, OrderedResults<Result<Coded>>* results, ThreadPool* pool) {
    if (stop_wanted || results->stopped()) return false;
    uint64_t id = 0;
    if (article) {
      if (article->published.empty()) article->published = options_.published;
      id = DocumentId(*article);
      if (!recorder_.Claim(id)) {
        progress_.Skipped();
        return true;
      }
    }
    const size_t ticket = results->Reserve();
    if (!article) {
      results->Put(ticket, tl::unexpected(article.error()));
      return true;
    }
    auto waiting = std::make_shared<Article>(std::move(*article));
    pool->Submit([this, results, ticket, id, waiting](size_t) {
      results->Put(ticket, Code(std::move(*waiting), id));
    });
    return true;
  }

  Result<Coded> Code(Article article, uint64_t id) const {
    Result<CodedDocument> coded = pipeline_.Code(std::move(article));
    if (!coded) return tl::unexpected(coded.error());
    Coded out{std::move(*coded), {}};
    out.digest = DigestOf(out.document);
    out.digest.id = id;
    return out;
  }

  bool Record(Result<Coded> coded) {
    if (coded) {
      const size_t events = coded->document.events.size();
      failure_ = recorder_.Add(coded->document, std::move(coded->digest));
      progress_.Recorded(events);
    } else {
      progress_.Failed(coded.error().message);
      failure_ = recorder_.AddError(coded.error().message);
    }
    return failure_.has_value();
  }

  // Files that are new or have changed, and have come to rest.
  std::vector<std::string> Fresh() {
    std::vector<std::string> out;
    for (const std::string& path : options_.paths) {
      std::error_code error;
      if (!fs::is_directory(path, error)) continue;
      std::vector<fs::path> files = FilesIn(path);
      std::sort(files.begin(), files.end());
      for (const fs::path& file : files) {
        const auto changed = fs::last_write_time(file, error);
        if (error || file.filename().string().starts_with('.')) continue;
        if (fs::file_time_type::clock::now() - changed < kWatchPause) continue;
        auto& seen = seen_[file.string()];
        const std::pair state(fs::file_size(file, error), changed.time_since_epoch().count());
        if (seen != state) out.push_back(file.string());
        seen = state;
      }
    }
    return out;
  }

  const IngestOptions& options_;
  const Pipeline& pipeline_;
  Recorder& recorder_;
  IngestProgress& progress_;
  const size_t threads_;
  Status failure_;
  std::map<std::string, std::pair<uintmax_t, int64_t>> seen_;
};

// Counts what is to be done, beside the work, so that the time left can be told.
class Counter {
 public:
  Counter(const IngestOptions& o, IngestProgress* progress) {
    const bool countable =
        std::none_of(o.paths.begin(), o.paths.end(), [](const std::string& p) { return p == "-"; });
    if (!countable) return;
    thread_ = std::thread([this, paths = o.paths, format = *ParseFormat(o.from), progress] {
      int64_t count = 0;
      for (const std::string& path : paths) {
        const bool more = ReadArticles(path, {format, {}}, [&](const Result<Article>&) {
          ++count;
          return !done_ && !stop_wanted;
        });
        if (!more) return;
      }
      progress->Total(count);
    });
  }
  ~Counter() {
    done_ = true;
    if (thread_.joinable()) thread_.join();
  }

 private:
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

int RunIngest(const IngestOptions& o) {
  if (!o.published.empty() && !DaysOf(o.published)) {
    return Complain(fmt::format("--published {}: not a date like 2031-06-12", o.published),
                    kExitUsage);
  }
  const Result<Installation> where = FindInstallation(o.model, o.data);
  if (!where) return Complain(where.error().message, kExitSomeFailed);
  const auto pipeline = Pipeline::Open({where->model_dir, where->data_dir, o.published, o.actors});
  if (!pipeline) return Complain(pipeline.error().message, kExitSomeFailed);
  RecorderOptions recording;
  recording.path = o.db;
  recording.coder = VersionOf(*where, o, **pipeline);
  recording.command = fmt::format("{}", fmt::join(o.paths, " "));
  Result<Recorder> recorder = Recorder::Open(recording);
  if (!recorder) return Complain(recorder.error().message, kExitSomeFailed);
  if (recorder->documents_of_other_coders() > 0) {
    fmt::print(stderr,
               "dateline: {} documents in {} were coded by another version and stay as they are\n",
               recorder->documents_of_other_coders(), o.db);
  }
  std::signal(SIGINT, WantStop);
  std::signal(SIGTERM, WantStop);
  IngestProgress progress(stderr, o.quiet);
  Ingest ingest(o, **pipeline, &*recorder, &progress);
  {
    const Counter counter(o, &progress);
    if (o.watch) ingest.RememberFiles();
    const bool finished = ingest.Read(o.paths);
    if (finished && o.watch) ingest.Watch();
  }
  Status status = ingest.failure();
  if (status) status = recorder->Finish(stop_wanted ? "interrupted" : "finished");
  progress.Finish(stop_wanted);
  if (!status) return Complain(status.error().message, kExitSomeFailed);
  if (stop_wanted && !o.watch) return kExitInterrupted;
  return recorder->counts().errors > 0 ? kExitSomeFailed : kExitDone;
}

}  // namespace

Command AddIngestCommand(CLI::App& app) {
  auto o = std::make_shared<IngestOptions>();
  CLI::App* ingest =
      app.add_subcommand("ingest", "Code folders, archives and feeds into a database");
  ingest->footer(kFooter);
  ingest->add_option("PATH", o->paths, "Files, folders, or - for standard input")->required();
  ingest->add_option("--db", o->db, "The database file; made when there is none")->required();
  ingest->add_option("--from", o->from, "Form of the input: auto, text, html, jsonl, warc, feed")
      ->check(CLI::IsMember({"auto", "text", "html", "jsonl", "warc", "feed"}));
  ingest->add_option("--published", o->published,
                     "Day of publication of inputs that state none: 2031-06-12");
  ingest->add_option("--threads", o->threads, "Articles coded at once (default: one a core)")
      ->check(CLI::Range(1, 1024));
  ingest->add_flag("--watch", o->watch, "Go on: take in what comes into the folders, until Ctrl-C");
  ingest->add_flag("--quiet", o->quiet, "No progress, only what fails");
  ingest->add_option("--actors-file", o->actors,
                     "Your own actors, a table like data/actors.tsv; goes before the shipped one");
  ingest->add_option("--model", o->model, "Model folder (default: the installed one)");
  ingest->add_option("--data", o->data, "Data folder (default: the installed one)");
  return [o] { return RunIngest(*o); };
}

}  // namespace dateline
