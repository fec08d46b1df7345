#include "src/cli/installation.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace dateline {
namespace {

namespace fs = std::filesystem;

struct Wanted {
  std::string_view what;    // for messages
  std::string_view option;  // on the command line
  const char* variable;
  fs::path folder;   // under a root
  fs::path witness;  // a file that it must hold
};

fs::path OwnFolder() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::current_path(error) : self.parent_path();
}

Result<std::string> Check(const fs::path& folder, const Wanted& wanted, std::string_view said_by) {
  std::error_code error;
  if (fs::exists(folder / wanted.witness, error)) return folder.string();
  return Fail(fmt::format("{}: no {} here ({} is missing; given by {})", folder.string(),
                          wanted.what, wanted.witness.string(), said_by));
}

Result<std::string> Find(const std::string& wish, const Wanted& wanted) {
  if (!wish.empty()) return Check(wish, wanted, wanted.option);
  if (const char* value = std::getenv(wanted.variable); value != nullptr && *value != '\0') {
    return Check(value, wanted, wanted.variable);
  }
  const fs::path own = OwnFolder();
  for (fs::path root = own; root.has_relative_path(); root = root.parent_path()) {
    for (const fs::path& base : {root, root / "share" / "dateline"}) {
      std::error_code error;
      if (fs::exists(base / wanted.folder / wanted.witness, error))
        return (base / wanted.folder).string();
    }
  }
  return Fail(fmt::format("no {} found above {}; name one with {} or ${}", wanted.what,
                          own.string(), wanted.option, wanted.variable));
}

}  // namespace

Result<Installation> FindInstallation(const std::string& model_wish, const std::string& data_wish) {
  Result<std::string> model = Find(
      model_wish, {"model", "--model", "DATELINE_MODEL", fs::path("model") / "en", "model.json"});
  if (!model) return tl::unexpected(model.error());
  Result<std::string> data =
      Find(data_wish, {"data", "--data", "DATELINE_DATA", "data", "gazetteer.bin"});
  if (!data) return tl::unexpected(data.error());
  return Installation{std::move(*model), std::move(*data)};
}

}  // namespace dateline
