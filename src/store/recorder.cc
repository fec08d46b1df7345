#include "src/store/recorder.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "src/base/check.h"
#include "src/store/database.h"
#include "src/store/document_writer.h"
#include "src/store/record_writer.h"
#include "src/store/schema.h"
#include "src/store/table_writer.h"
#include "src/story/content_hash.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

int64_t NowMicroseconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

// "a/b.jsonl:17: not JSON: ..." is about a/b.jsonl:17.
std::string PathOf(const std::string& message) { return message.substr(0, message.find(": ")); }

}  // namespace

std::string CoderVersion::id() const { return HexId(Hash64(data, Hash64(model, Hash64(program)))); }

class RecorderImpl {
 public:
  RecorderImpl(const RecorderOptions& options, Database database)
      : options_(options),
        coder_(options.coder.id()),
        database_(std::move(database)),
        engine_(options.stories),
        started_(NowMicroseconds()),
        run_(HexId(Hash64(fmt::format("{} {} {}", started_, getpid(), coder_)))) {}

  Status Prepare() {
    for (auto step :
         {&RecorderImpl::OpenWriters, &RecorderImpl::LoadKnown, &RecorderImpl::RestoreStories,
          &RecorderImpl::StartRun, &RecorderImpl::Begin}) {
      const Status done = (this->*step)();
      if (!done) return done;
    }
    return {};
  }

  bool Claim(uint64_t document) {
    std::lock_guard<std::mutex> lock(known_mutex_);
    const bool is_new = known_.insert(document).second;
    skipped_ += !is_new;
    return is_new;
  }

  Status Add(const CodedDocument& coded, DocumentDigest digest) {
    DATELINE_CHECK(digest.reports.size() == coded.events.size());
    const uint64_t id = digest.id;
    const DocumentPlacement placement = engine_.Place(std::move(digest), ++sequence_);
    documents_->Write(coded, id, sequence_, coder_, placement);
    states_->Integer(sequence_);
    states_->Blob(engine_.SaveLast());
    states_->EndRow();
    ++added_;
    events_ += static_cast<int64_t>(coded.events.size());
    ++in_batch_;
    const bool full = in_batch_ >= options_.batch_documents ||
                      std::chrono::duration<double>(Clock::now() - batch_began_).count() >=
                          options_.batch_seconds;
    return full ? Commit() : Status();
  }

  Status AddError(const std::string& message) {
    ++errors_;
    const uint64_t id = Hash64(message);
    if (!known_errors_.insert(id).second) return {};
    const std::string path = PathOf(message);
    errors_writer_->Text(HexId(id));
    errors_writer_->Text(path);
    errors_writer_->Text(message.size() > path.size() + 2 ? message.substr(path.size() + 2)
                                                          : message);
    errors_writer_->Text(coder_);
    errors_writer_->EndRow();
    return {};
  }

  Status Commit() {
    const Status written = WriteBatch();
    if (!written) return Abandon(written);
    const Status committed = database_.Execute(UpdateRun("running", false) + "; COMMIT");
    return committed ? Begin() : Abandon(committed);
  }

  Status Finish(const std::string& outcome) {
    const Status written = WriteBatch();
    if (!written) return Abandon(written);
    const Status done = database_.Execute(UpdateRun(outcome, true) + "; COMMIT; CHECKPOINT");
    return done ? done : Abandon(done);
  }

  RecorderCounts counts() const { return {added_, skipped_, events_, errors_}; }
  int64_t documents_of_other_coders() const { return of_other_coders_; }

 private:
  Status OpenWriters() {
    const Status set =
        database_.Execute("SET checkpoint_threshold = " + SqlQuoted(options_.checkpoint));
    if (!set) return set;
    Result<DocumentWriter> documents = DocumentWriter::Open(database_);
    if (!documents) return tl::unexpected(documents.error());
    documents_.emplace(std::move(*documents));
    Result<RecordWriter> records = RecordWriter::Open(database_);
    if (!records) return tl::unexpected(records.error());
    records_.emplace(std::move(*records));
    Status made = database_.Execute("CREATE TEMP TABLE forgotten (sequence BIGINT)");
    if (!made) return made;
    for (auto [table, writer] : {std::pair("story_state", &states_),
                                 {"document_errors", &errors_writer_},
                                 {"forgotten", &forgotten_}}) {
      Result<TableWriter> opened = TableWriter::Open(database_, table);
      if (!opened) return tl::unexpected(opened.error());
      writer->emplace(std::move(*opened));
    }
    return {};
  }

  Status LoadKnown() {
    Result<Rows> rows =
        database_.Query("SELECT id, coder <> $1, sequence FROM documents", {coder_});
    if (!rows) return tl::unexpected(rows.error());
    while (rows->Next()) {
      known_.insert(ParseHexId(rows->Text(0)).value_or(0));
      of_other_coders_ += rows->Integer(1);
      sequence_ = std::max(sequence_, rows->Integer(2));
    }
    rows = database_.Query("SELECT id FROM document_errors");
    if (!rows) return tl::unexpected(rows.error());
    while (rows->Next()) known_errors_.insert(ParseHexId(rows->Text(0)).value_or(0));
    return {};
  }

  Status RestoreStories() {
    Result<Rows> rows = database_.Query("SELECT state FROM story_state ORDER BY sequence");
    if (!rows) return tl::unexpected(rows.error());
    while (rows->Next()) {
      const Status restored = engine_.Restore(rows->Text(0));
      if (!restored) return Fail(database_.path() + ": " + restored.error().message);
    }
    return {};
  }

  Status StartRun() {
    const CoderVersion& c = options_.coder;
    return database_.Execute(
        fmt::format("INSERT INTO runs VALUES ('{}', make_timestamp({}), NULL, 'running', {}, '{}', "
                    "{}, {}, {}, 0, 0, 0, 0)",
                    run_, started_, SqlQuoted(options_.command), coder_, SqlQuoted(c.program),
                    SqlQuoted(c.model), SqlQuoted(c.data)));
  }

  std::string UpdateRun(const std::string& outcome, bool finished) const {
    return fmt::format(
        "UPDATE runs SET outcome = '{}', finished = {}, documents = {}, skipped = {}, events = {}, "
        "errors = {} "
        "WHERE id = '{}'",
        outcome, finished ? fmt::format("make_timestamp({})", NowMicroseconds()) : "NULL",
        added_.load(), skipped_.load(), events_.load(), errors_.load(), run_);
  }

  Status Begin() {
    in_batch_ = 0;
    batch_began_ = Clock::now();
    return database_.Execute("BEGIN");
  }

  Status WriteBatch() {
    const StoryChanges changes = engine_.TakeChanges();
    for (const StoryRecord& story : changes.stories) records_->Write(story);
    for (const EventRecord& event : changes.events) records_->Write(event, *documents_);
    Status done = documents_->Flush();
    if (done) done = records_->Apply();
    if (done) done = states_->Flush();
    if (done) done = errors_writer_->Flush();
    if (done && !changes.forgotten.empty()) done = Forget(changes.forgotten);
    return done;
  }

  Status Forget(const std::vector<int64_t>& sequences) {
    for (int64_t sequence : sequences) {
      forgotten_->Integer(sequence);
      forgotten_->EndRow();
    }
    const Status flushed = forgotten_->Flush();
    if (!flushed) return flushed;
    return database_.Execute(
        "DELETE FROM story_state WHERE sequence IN (SELECT sequence FROM forgotten); DELETE FROM "
        "forgotten");
  }

  // After a failure the batch is undone; what was committed before stands.
  Status Abandon(const Status& why) {
    (void)database_.Execute("ROLLBACK");
    return why;
  }

  const RecorderOptions options_;
  const std::string coder_;
  Database database_;
  StoryEngine engine_;
  std::optional<DocumentWriter> documents_;
  std::optional<RecordWriter> records_;
  std::optional<TableWriter> states_, errors_writer_, forgotten_;
  const int64_t started_;
  const std::string run_;
  std::mutex known_mutex_;
  std::unordered_set<uint64_t> known_, known_errors_;
  std::atomic<int64_t> skipped_ = 0, added_ = 0, events_ = 0, errors_ = 0;
  int64_t sequence_ = 0, of_other_coders_ = 0;
  size_t in_batch_ = 0;
  Clock::time_point batch_began_ = Clock::now();
};

Recorder::Recorder(std::unique_ptr<RecorderImpl> impl) : impl_(std::move(impl)) {}
Recorder::Recorder(Recorder&&) noexcept = default;
Recorder& Recorder::operator=(Recorder&&) noexcept = default;
Recorder::~Recorder() = default;

Result<Recorder> Recorder::Open(const RecorderOptions& options) {
  Result<Database> database =
      Database::Open(options.path, {Access::kCreate, options.threads, "800MB"});
  if (!database) return tl::unexpected(database.error());
  Status prepared = PrepareSchema(*database);
  if (!prepared) return tl::unexpected(prepared.error());
  auto impl = std::make_unique<RecorderImpl>(options, std::move(*database));
  prepared = impl->Prepare();
  if (!prepared) return tl::unexpected(prepared.error());
  return Recorder(std::move(impl));
}

bool Recorder::Claim(uint64_t document) { return impl_->Claim(document); }
Status Recorder::Add(const CodedDocument& coded, DocumentDigest digest) {
  return impl_->Add(coded, std::move(digest));
}
Status Recorder::AddError(const std::string& message) { return impl_->AddError(message); }
Status Recorder::Commit() { return impl_->Commit(); }
Status Recorder::Finish(const std::string& outcome) { return impl_->Finish(outcome); }
RecorderCounts Recorder::counts() const { return impl_->counts(); }
int64_t Recorder::documents_of_other_coders() const { return impl_->documents_of_other_coders(); }

}  // namespace dateline
