// Where results go: standard output or a file, with every write checked.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "src/base/result.h"

namespace dateline {

// Owns the file (not standard output). A disk that fills or a reader that leaves is an Error of
// Write or Close that names the path.
class OutputFile {
 public:
  static Result<OutputFile> Open(const std::string& path);  // "-": standard output
  Status Write(std::string_view bytes);
  Status Close();

 private:
  struct Closer {
    void operator()(std::FILE* file) const {
      if (file != stdout) std::fclose(file);
    }
  };
  OutputFile(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
  Status Failure() const;
  std::unique_ptr<std::FILE, Closer> file_;
  std::string path_;
};

}  // namespace dateline
