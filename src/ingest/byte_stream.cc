#include "src/ingest/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace dateline {
namespace {

constexpr size_t kBufferSize = size_t{64} << 10;
constexpr std::string_view kGzipMagic("\x1f\x8b", 2);
constexpr std::string_view kZstdMagic("\x28\xb5\x2f\xfd", 4);

class FileSource : public ByteSource {
 public:
  FileSource(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  ~FileSource() override {
    if (owned_) close(descriptor_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<size_t> Read(char* out, size_t capacity) override {
    ssize_t got;
    do {
      got = read(descriptor_, out, capacity);
    } while (got < 0 && errno == EINTR);
    if (got < 0) return Fail(std::string("cannot read: ") + std::strerror(errno));
    return static_cast<size_t>(got);
  }

 private:
  const int descriptor_;
  const bool owned_;
};

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  Result<size_t> Read(char* out, size_t capacity) override {
    const size_t count = std::min(capacity, bytes_.size());
    std::memcpy(out, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

// The bytes that were looked at to find the compression, then the rest of the source.
class ReplaySource : public ByteSource {
 public:
  ReplaySource(std::string head, std::unique_ptr<ByteSource> rest)
      : head_(std::move(head)), rest_(std::move(rest)) {}
  Result<size_t> Read(char* out, size_t capacity) override {
    if (used_ == head_.size()) return rest_->Read(out, capacity);
    const size_t count = std::min(capacity, head_.size() - used_);
    std::memcpy(out, head_.data() + used_, count);
    used_ += count;
    return count;
  }

 private:
  const std::string head_;
  size_t used_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

// Compressed input in a buffer that is refilled when it runs dry.
class CompressedInput {
 public:
  explicit CompressedInput(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {
    buffer_.resize(kBufferSize);
  }
  // False at the end of the input.
  Result<bool> Refill() {
    if (begin < end) return true;
    auto got = source_->Read(buffer_.data(), buffer_.size());
    if (!got) return tl::unexpected<Error>(got.error());
    begin = 0;
    end = *got;
    return end > 0;
  }
  char* data() { return buffer_.data(); }
  size_t begin = 0, end = 0;

 private:
  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
};

class GzipSource : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> source) : input_(std::move(source)) {
    std::memset(&stream_, 0, sizeof stream_);
    inflateInit2(&stream_, 15 + 16);
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  Result<size_t> Read(char* out, size_t capacity) override {
    while (!ended_) {
      auto more = input_.Refill();
      if (!more) return tl::unexpected<Error>(more.error());
      if (!*more) break;
      if (at_member_start_ && any_member_ && !LooksLikeMember()) break;
      auto got = Inflate(out, capacity);
      if (!got || *got > 0) return got;
    }
    ended_ = true;
    return size_t{0};
  }

 private:
  // Padding behind the last member is common and no error.
  bool LooksLikeMember() { return static_cast<unsigned char>(input_.data()[input_.begin]) == 0x1f; }

  Result<size_t> Inflate(char* out, size_t capacity) {
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + input_.begin);
    stream_.avail_in = static_cast<uInt>(input_.end - input_.begin);
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(capacity);
    const int state = inflate(&stream_, Z_NO_FLUSH);
    input_.begin = input_.end - stream_.avail_in;
    at_member_start_ = false;
    if (state == Z_STREAM_END) {
      inflateReset(&stream_);
      at_member_start_ = any_member_ = true;
    } else if (state != Z_OK && state != Z_BUF_ERROR) {
      ended_ = true;
      if (capacity == stream_.avail_out) return Fail("damaged gzip data");
    }
    return capacity - stream_.avail_out;
  }

  CompressedInput input_;
  z_stream stream_;
  bool ended_ = false, at_member_start_ = true, any_member_ = false;
};

class ZstdSource : public ByteSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> source)
      : input_(std::move(source)), stream_(ZSTD_createDStream()) {
    ZSTD_initDStream(stream_);
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, 27);  // 128 MiB at most
  }
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

  Result<size_t> Read(char* out, size_t capacity) override {
    while (!ended_) {
      auto more = input_.Refill();
      if (!more) return tl::unexpected<Error>(more.error());
      ZSTD_inBuffer in{input_.data(), input_.end, input_.begin};
      ZSTD_outBuffer to{out, capacity, 0};
      const size_t state = ZSTD_decompressStream(stream_, &to, &in);
      input_.begin = in.pos;
      if (ZSTD_isError(state) != 0) {
        ended_ = true;
        if (to.pos == 0) return Fail("damaged zstd data");
      }
      if (to.pos > 0) return to.pos;
      if (!*more) break;
    }
    ended_ = true;
    return size_t{0};
  }

 private:
  CompressedInput input_;
  ZSTD_DStream* stream_;
  bool ended_ = false;
};

std::unique_ptr<ByteSource> Decompress(std::unique_ptr<ByteSource> source) {
  std::string head(4, '\0');
  size_t got = 0;
  while (got < head.size()) {
    auto count = source->Read(head.data() + got, head.size() - got);
    if (!count || *count == 0) break;  // an error shows again at the first real read
    got += *count;
  }
  head.resize(got);
  const bool gzip = head.starts_with(kGzipMagic), zstd = head.starts_with(kZstdMagic);
  auto whole = std::make_unique<ReplaySource>(std::move(head), std::move(source));
  if (gzip) return std::make_unique<GzipSource>(std::move(whole));
  if (zstd) return std::make_unique<ZstdSource>(std::move(whole));
  return whole;
}

}  // namespace

ByteStream::ByteStream(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {
  buffer_.resize(kBufferSize);
}

Result<std::unique_ptr<ByteStream>> ByteStream::Open(const std::string& path) {
  if (path == "-") {
    return std::make_unique<ByteStream>(Decompress(std::make_unique<FileSource>(0, false)));
  }
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Fail(std::string("cannot open: ") + std::strerror(errno));
  auto file = std::make_unique<FileSource>(descriptor, true);
  struct stat status;
  if (fstat(descriptor, &status) != 0)
    return Fail(std::string("cannot stat: ") + std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return Fail("is a folder");
  return std::make_unique<ByteStream>(Decompress(std::move(file)));
}

std::unique_ptr<ByteStream> ByteStream::OverBytes(std::string_view bytes) {
  return std::make_unique<ByteStream>(Decompress(std::make_unique<MemorySource>(bytes)));
}

Status ByteStream::Fill(size_t count) {
  if (end_ - begin_ >= count) return {};
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  while (!ended_ && end_ < count) {
    auto got = source_->Read(buffer_.data() + end_, buffer_.size() - end_);
    if (!got) {
      ended_ = true;
      return tl::unexpected<Error>(got.error());
    }
    ended_ = *got == 0;
    end_ += *got;
  }
  return {};
}

Result<std::string_view> ByteStream::Peek(size_t count) {
  if (auto filled = Fill(std::min(count, kBufferSize)); !filled) {
    return tl::unexpected<Error>(filled.error());
  }
  return std::string_view(buffer_).substr(begin_, std::min(count, end_ - begin_));
}

Result<ByteStream::Line> ByteStream::ReadLine(size_t limit, std::string* line) {
  line->clear();
  bool too_long = false, any = false;
  for (;;) {
    auto ahead = Peek(1);
    if (!ahead) return tl::unexpected<Error>(ahead.error());
    if (ahead->empty()) break;
    any = true;
    const std::string_view ready = std::string_view(buffer_).substr(begin_, end_ - begin_);
    const size_t stop = ready.find('\n');
    const std::string_view piece = ready.substr(0, stop);
    too_long = too_long || line->size() + piece.size() > limit;
    if (!too_long) line->append(piece);
    begin_ += stop == std::string_view::npos ? ready.size() : stop + 1;
    if (stop != std::string_view::npos) break;
  }
  if (too_long) {
    line->clear();
    line->shrink_to_fit();
    return Line::kTooLong;
  }
  if (!any) return Line::kEnd;
  if (line->ends_with('\r')) line->pop_back();
  return Line::kRead;
}

Result<size_t> ByteStream::Read(size_t count, std::string* out) {
  size_t total = 0;
  while (total < count) {
    auto ahead = Peek(1);
    if (!ahead) return tl::unexpected<Error>(ahead.error());
    const size_t piece = std::min(count - total, end_ - begin_);
    if (piece == 0) break;
    out->append(buffer_, begin_, piece);
    begin_ += piece;
    total += piece;
  }
  return total;
}

Result<size_t> ByteStream::Skip(size_t count) {
  size_t total = 0;
  while (total < count) {
    auto ahead = Peek(1);
    if (!ahead) return tl::unexpected<Error>(ahead.error());
    const size_t piece = std::min(count - total, end_ - begin_);
    if (piece == 0) break;
    begin_ += piece;
    total += piece;
  }
  return total;
}

}  // namespace dateline
