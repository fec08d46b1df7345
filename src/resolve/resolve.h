// The stage that says which actor, which place and which day a document speaks of.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/text/document.h"

namespace dateline {

struct ResolveOptions {
  std::vector<std::string> actor_files;  // the user's tables (--actors-file), later ones win
};

// Turns mentions into entities: sets `Mention::entity` for every mention, fills
// `Document::entities`, and adds `same_as` links over the whole article where names leave no doubt.
// Open it once and share it; `Run` is safe from any thread and depends on nothing but its document.
class Resolver {
 public:
  // `data_dir` is the runtime's data folder (build/<preset>/data): the tables and gazetteer.bin. Fails with one line that names the file at fault.
  static Result<Resolver> Open(const std::string& data_dir, const ResolveOptions& options = {});

  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;
  ~Resolver();

  void Run(Document& document) const;
  // What the tables hold in memory, in bytes.
  size_t memory() const;

 private:
  struct Parts;
  explicit Resolver(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace dateline
