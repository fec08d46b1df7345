#include "src/ingest/warc.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {
namespace {

constexpr size_t kLongestLine = 64 << 10;
constexpr size_t kMostHeaders = 500;

std::string Lowercase(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Header fields with lower-case names.
class Headers {
 public:
  void Add(std::string_view line) {
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || fields_.size() >= kMostHeaders) return;
    fields_.emplace_back(Lowercase(Trimmed(line.substr(0, colon))),
                         std::string(Trimmed(line.substr(colon + 1))));
  }
  std::string_view Get(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
      if (key == name) return value;
    }
    return {};
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

std::optional<uint64_t> ParseCount(std::string_view text, int base = 10) {
  uint64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || stop == text.data()) return std::nullopt;
  return value;
}

std::string CharsetOf(std::string_view content_type) {
  const std::string lower = Lowercase(content_type);
  size_t at = lower.find("charset=");
  if (at == std::string::npos) return {};
  at += 8;
  while (at < lower.size() && (lower[at] == '"' || lower[at] == '\'' || lower[at] == ' ')) ++at;
  return lower.substr(at, lower.find_first_of("\"'; ", at) - at);
}

// Undoes "Transfer-Encoding: chunked"; what is cut off is given as far as it goes. Many archives
// keep the header though they have undone it: then the bytes are returned as they are.
std::string Dechunked(std::string bytes) {
  std::string out;
  for (size_t at = 0; at < bytes.size();) {
    const size_t stop = bytes.find("\r\n", at);
    if (stop == std::string::npos || stop - at > 40)
      return at == 0 ? std::move(bytes) : std::move(out);
    const auto size = ParseCount(Trimmed(std::string_view(bytes).substr(at, stop - at)), 16);
    if (!size) return at == 0 ? std::move(bytes) : std::move(out);
    if (*size == 0) break;
    out.append(bytes, stop + 2, *size);
    if (*size > bytes.size() - stop - 2) break;
    at = stop + 2 + *size;
    if (bytes.compare(at, 2, "\r\n") == 0) at += 2;
  }
  return out;
}

class Archive {
 public:
  Archive(ByteStream* stream, const IngestLimits& limits, const WarcSink& sink)
      : stream_(*stream), limits_(limits), sink_(sink) {}

  bool Run() {
    for (;;) {
      bool ended = false;
      const auto found = FindRecord(&ended);
      if (!found) return sink_(number_ + 1, tl::unexpected<Error>(found.error()));
      if (ended) return true;
      ++number_;
      if (!*found && !sink_(number_, Fail("damaged record"))) return false;
      Headers headers;
      if (!ReadHeaders(&headers)) return true;  // cut off within its header
      const auto length = ParseCount(headers.Get("content-length"));
      if (!length) {
        if (!sink_(number_, Fail("record without a length"))) return false;
        continue;
      }
      bool go_on = true;
      if (!ReadContent(headers, *length, &go_on)) return true;
      if (!go_on) return false;
    }
  }

 private:
  // Moves behind the next version line. False when other bytes stood before it.
  Result<bool> FindRecord(bool* ended) {
    bool clean = true;
    std::string line;
    for (;;) {
      auto state = stream_.ReadLine(kLongestLine, &line);
      if (!state) return tl::unexpected<Error>(state.error());
      if (*state == ByteStream::Line::kEnd) {
        *ended = true;
        return true;
      }
      if (line.starts_with("WARC/")) return clean;
      if (*state == ByteStream::Line::kTooLong || !Trimmed(line).empty()) clean = false;
    }
  }

  // False when the archive ends within the header.
  bool ReadHeaders(Headers* headers) {
    std::string line;
    for (;;) {
      auto state = stream_.ReadLine(kLongestLine, &line);
      if (!state || *state == ByteStream::Line::kEnd) return false;
      if (*state == ByteStream::Line::kTooLong) continue;
      if (Trimmed(line).empty()) return true;
      headers->Add(line);
    }
  }

  // Reads or passes over the block of a record. False when the archive ends within it.
  bool ReadContent(const Headers& headers, uint64_t length, bool* go_on) {
    const std::string_view type = headers.Get("warc-type");
    const bool wanted = type == "response" || type == "resource" || type == "conversion";
    if (!wanted) return PassOver(length);
    if (length > limits_.document_bytes) {
      *go_on = sink_(number_, Fail("larger than the limit for one document"));
      return PassOver(length);
    }
    std::string block;
    const auto got = stream_.Read(length, &block);
    const bool whole = got && *got == length;
    if (!block.empty()) *go_on = Deliver(headers, std::move(block));
    return whole;
  }

  bool PassOver(uint64_t length) {
    const auto got = stream_.Skip(length);
    return got && *got == length;
  }

  bool Deliver(const Headers& headers, std::string block) {
    WarcDocument document;
    document.record = number_;
    document.url = headers.Get("warc-target-uri");
    if (document.url.starts_with('<') && document.url.ends_with('>')) {
      document.url = document.url.substr(1, document.url.size() - 2);
    }
    std::string type(headers.Get("content-type"));
    if (headers.Get("warc-type") == "response") {
      if (!document.url.starts_with("http")) return true;
      auto content = ContentOfResponse(&block, &type);
      if (!content) return sink_(number_, tl::unexpected<Error>(content.error()));
      if (!*content) return true;
    }
    document.charset = CharsetOf(type);
    const std::string lower = Lowercase(type);
    document.html = lower.find("html") != std::string::npos;
    const bool text = lower.starts_with("text/plain");
    if (!document.html && !text) return true;
    document.bytes = std::move(block);
    if (Trimmed(document.bytes).empty()) return true;
    return sink_(number_, std::move(document));
  }

  // Takes the HTTP header off `block` and undoes its encodings. False for what is not wanted.
  Result<bool> ContentOfResponse(std::string* block, std::string* type) {
    size_t end = block->find("\r\n\r\n");
    size_t gap = 4;
    if (end == std::string::npos || block->find("\n\n") < end) {
      end = block->find("\n\n");
      gap = 2;
    }
    if (end == std::string::npos) return false;
    const std::string_view head = std::string_view(*block).substr(0, end);
    const size_t first = head.find(' ');
    if (first == std::string_view::npos || head.substr(first + 1, 1) != "2") return false;
    Headers http;
    for (size_t begin = head.find('\n'); begin < head.size();) {
      const size_t stop = std::min(head.find('\n', begin + 1), head.size());
      http.Add(head.substr(begin + 1, stop - begin - 1));
      begin = stop;
    }
    *type = http.Get("content-type");
    const std::string coding = Lowercase(http.Get("content-encoding"));
    const bool chunked =
        Lowercase(http.Get("transfer-encoding")).find("chunked") != std::string::npos;
    block->erase(0, end + gap);
    if (chunked) *block = Dechunked(std::move(*block));
    const bool packed =
        coding.find("gzip") != std::string::npos || coding.find("zstd") != std::string::npos;
    if (packed) return Unpack(block);
    if (coding == "br" && block->find('<') > 64)
      return Fail("content encoding br is not supported");
    return true;
  }

  Result<bool> Unpack(std::string* block) {
    std::string plain;
    auto got = ByteStream::OverBytes(*block)->Read(limits_.document_bytes + 1, &plain);
    if (!got) return tl::unexpected<Error>(got.error());
    if (plain.size() > limits_.document_bytes)
      return Fail("larger than the limit for one document");
    *block = std::move(plain);
    return true;
  }

  ByteStream& stream_;
  const IngestLimits& limits_;
  const WarcSink& sink_;
  uint64_t number_ = 0;
};

}  // namespace

bool ReadWarc(ByteStream* stream, const IngestLimits& limits, const WarcSink& sink) {
  return Archive(stream, limits, sink).Run();
}

}  // namespace dateline
