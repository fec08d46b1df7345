// Bytes of a file or of standard input, decompressed on the fly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "src/base/result.h"

namespace dateline {

// Where bytes come from. Read returns how many bytes it wrote, 0 at the end.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual Result<size_t> Read(char* out, size_t capacity) = 0;
};

// A buffered reader over a ByteSource with the few moves that the readers need. Memory is the
// buffer (64 KiB) and what the caller asks for. gzip (any number of members) and zstd are
// recognised by their first bytes. Compressed data that ends early simply ends there: what was
// readable is delivered. One thread at a time.
class ByteStream {
 public:
  enum class Line : uint8_t { kRead, kTooLong, kEnd };

  // Opens `path`, "-" for standard input. Fails on what is missing, a folder, or not readable.
  static Result<std::unique_ptr<ByteStream>> Open(const std::string& path);
  // Over bytes in memory, which must outlive the stream; decompressed likewise.
  static std::unique_ptr<ByteStream> OverBytes(std::string_view bytes);
  explicit ByteStream(std::unique_ptr<ByteSource> source);

  // Up to `count` (at most 64 KiB) of the next bytes without consuming them; fewer at the end.
  // The view lives until the next call.
  Result<std::string_view> Peek(size_t count);
  // The next line without its line break ("\n" or "\r\n"). A line of more than `limit` bytes is
  // skipped and reported as kTooLong.
  Result<Line> ReadLine(size_t limit, std::string* line);
  // Appends up to `count` bytes to `out`; returns how many there were.
  Result<size_t> Read(size_t count, std::string* out);
  // Passes over up to `count` bytes; returns how many there were.
  Result<size_t> Skip(size_t count);

 private:
  // Makes at least `count` bytes available unless the source ends first.
  Status Fill(size_t count);

  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  size_t begin_ = 0, end_ = 0;
  bool ended_ = false;
};

}  // namespace dateline
