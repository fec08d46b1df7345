// From an article to its sentences, mentions, events and claims: the entry of this folder.
#pragma once

#include <memory>
#include <string>

#include "src/base/result.h"
#include "src/language/model_info.h"
#include "src/text/document.h"

namespace dateline {

class Model;

// A trained model, opened from a directory (docs/model.md). Open once a process and share: it is
// immutable, and all its methods are safe from any thread. A run uses the calling thread only; run
// articles in parallel to use more.
class LanguageModel {
 public:
  static Result<LanguageModel> Open(const std::string& directory);
  LanguageModel(LanguageModel&&) noexcept;
  LanguageModel& operator=(LanguageModel&&) noexcept;
  ~LanguageModel();

  const ModelInfo& info() const;

  // Compares the model's files with the digests it was shipped with. Reads them all.
  Status VerifyFiles() const;

  // Fills the sentences, mentions, times, triggers and claims of a document from its article, and
  // nothing else of it. Linear in the text; fails only where ONNX Runtime does (out of memory) or
  // the text reaches 4 GiB. The document is then unchanged but for its sentences.
  Status Run(Document* document) const;
  Result<Document> Run(Article article) const;

 private:
  explicit LanguageModel(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

}  // namespace dateline
