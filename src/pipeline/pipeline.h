// All stages over one article, and over everything a user names: the one entry for the command
// line, Python and the server.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/ingest/reader.h"
#include "src/language/language_model.h"
#include "src/resolve/resolve.h"
#include "src/text/event.h"

namespace dateline {

struct PipelineOptions {
  std::string model_dir;
  std::string data_dir;
  std::string published;  // for articles that state no date of publication; "" for none
  std::vector<std::string> actor_files;  // the user's own tables; they go before the shipped one
};

struct PipelineCounts {
  size_t coded = 0, failed = 0, events = 0;
};

// The chained stages. Immutable after Open; Code may run on any number of threads at once, and its
// result depends on the article alone.
class Pipeline {
 public:
  static Result<std::unique_ptr<Pipeline>> Open(const PipelineOptions& options);

  // An Error where the model fails (out of memory).
  Result<CodedDocument> Code(Article article) const;

  // Gets every coded document, and the Error of every one that could not be read, in the order of
  // the input; returns false to stop.
  using Sink = std::function<bool(Result<CodedDocument>)>;

  // Codes everything in `paths` on `threads` threads. `sink` is called from worker threads, one
  // call at a time. The output does not depend on the number of threads.
  PipelineCounts CodeAll(const std::vector<std::string>& paths, const ReadOptions& reading,
                         size_t threads, const Sink& sink) const;

  const LanguageModel& model() const { return model_; }

 private:
  Pipeline(LanguageModel model, Resolver resolver, std::string published);

  LanguageModel model_;
  Resolver resolver_;
  std::string published_;
};

}  // namespace dateline
