#include "src/cli/output_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace dateline {

Result<OutputFile> OutputFile::Open(const std::string& path) {
  if (path == "-") return OutputFile(stdout, "standard output");
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return Fail(fmt::format("{}: cannot write: {}", path, std::strerror(errno)));
  return OutputFile(file, path);
}

Status OutputFile::Failure() const {
  return Fail(fmt::format("{}: cannot write: {}", path_, std::strerror(errno)));
}

Status OutputFile::Write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return Failure();
  return {};
}

Status OutputFile::Close() {
  if (std::fflush(file_.get()) != 0) return Failure();
  if (file_.get() != stdout && std::fclose(file_.release()) != 0) return Failure();
  return {};
}

}  // namespace dateline
