// One run of filling a database: documents in, rows out, safe against being stopped at any point.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "src/base/result.h"
#include "src/story/digest.h"
#include "src/story/story_engine.h"
#include "src/text/event.h"

namespace dateline {

// What coded the documents. Equal versions code a document alike.
struct CoderVersion {
  std::string program, model, data;
  std::string id() const;  // 16 hex digits
};

struct RecorderOptions {
  std::string path;  // of the database; made when there is none
  CoderVersion coder;
  std::string command;              // for the row in `runs`
  size_t batch_documents = 4096;    // a commit after so many documents,
  double batch_seconds = 2;         // or so long after the last
  std::string checkpoint = "64MB";  // size of the log that is folded into the file
  int threads = 0;                  // of the database; 0: as many as there are cores
  StoryOptions stories;
};

struct RecorderCounts {
  int64_t documents = 0, skipped = 0, events = 0, errors = 0;
};

class RecorderImpl;

// The one writer of a database. Gives every document its story and its reports their events, and
// commits in batches: whatever ends the process, the file holds whole batches, and a new Recorder
// goes on from there. Given the same documents in the same order, interrupted or not, the rows are
// the same (but for `runs`). Claim and counts may be called from any thread; the others from one at
// a time.
class Recorder {
 public:
  static Result<Recorder> Open(const RecorderOptions& options);
  Recorder(Recorder&&) noexcept;
  Recorder& operator=(Recorder&&) noexcept;
  ~Recorder();  // drops what was not committed

  // True when the document (DocumentId) is neither in the database nor claimed before: it is the
  // caller's to code and Add. False counts it as skipped.
  bool Claim(uint64_t document);

  // Adds a claimed document; `digest` is its DigestOf, which may be made on another thread. Commits
  // when the batch is full.
  Status Add(const CodedDocument& coded, DocumentDigest digest);

  // Records that an input failed; `message` names it, as in "news.jsonl:17: not JSON". Once for
  // each message, over all runs.
  Status AddError(const std::string& message);

  Status Commit();

  // Commits and closes the row in `runs`: "finished", "interrupted" or "failed".
  Status Finish(const std::string& outcome);

  RecorderCounts counts() const;

  // Documents in the database that another version of the coder coded.
  int64_t documents_of_other_coders() const;

 private:
  explicit Recorder(std::unique_ptr<RecorderImpl> impl);
  std::unique_ptr<RecorderImpl> impl_;
};

}  // namespace dateline
