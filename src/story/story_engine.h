// From a stream of coded documents to near-copies, stories and events, as they come in.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"
#include "src/story/digest.h"
#include "src/story/placement.h"
#include "src/story/story_records.h"

namespace dateline {

struct StoryOptions {
  // Documents remembered. The story that was longest without a new document is forgotten first, and
  // gets no more documents; what was said of it stands.
  size_t remembered = 60'000;
  double copy_threshold = 0.45;   // share of the shorter text that the other has, to be a near-copy
  double story_threshold = 0.19;  // similarity to a story, to be part of it
};

// What the last documents changed: new and changed rows.
struct StoryChanges {
  std::vector<StoryRecord> stories;  // in the order of their first change
  std::vector<EventRecord> events;   // likewise
  std::vector<int64_t> forgotten;  // sequence numbers of documents whose state is no longer needed
};

class StoryEngineImpl;

// Gives every document its place, one after the other; what was decided stays. The decisions depend
// on the documents and their order alone, so that an engine restored from saved states goes on
// exactly as the one that saved them. The cost of a document does not depend on how many came
// before; memory is about 6 KB for each remembered document. Not thread-safe.
//
// A document joins the story of the text it reprints, else the story it is most like: tf-idf over
// words and named entities (frequencies among the remembered documents), fading with the days
// between. Its reports join the event of that story which they most likely tell (event_matcher.h),
// else found one.
class StoryEngine {
 public:
  explicit StoryEngine(const StoryOptions& options = {});
  StoryEngine(StoryEngine&&) noexcept;
  StoryEngine& operator=(StoryEngine&&) noexcept;
  ~StoryEngine();

  // `sequence` grows from call to call. A document must not be placed twice.
  DocumentPlacement Place(DocumentDigest digest, int64_t sequence);

  // The state of the document that was placed last, to be kept until it is named in `forgotten`.
  std::string SaveLast() const;

  // Takes back a saved state, in the order of the sequence, before the first Place.
  Status Restore(std::string_view state);

  // What changed since the last call.
  StoryChanges TakeChanges();

 private:
  std::unique_ptr<StoryEngineImpl> impl_;
};

}  // namespace dateline
