#include "src/ingest/reader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "src/ingest/byte_stream.h"
#include "src/ingest/feed.h"
#include "src/ingest/html_article.h"
#include "src/ingest/json_lines.h"
#include "src/ingest/plain_text.h"
#include "src/ingest/template_memory.h"
#include "src/ingest/text_decoding.h"
#include "src/ingest/warc.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

struct NamedFormat {
  std::string_view name;
  Format format;
};

constexpr NamedFormat kFormatNames[] = {{"auto", Format::kAuto}, {"text", Format::kText},
                                        {"html", Format::kHtml}, {"jsonl", Format::kJsonl},
                                        {"warc", Format::kWarc}, {"feed", Format::kFeed}};

constexpr NamedFormat kExtensions[] = {
    {".txt", Format::kText},    {".text", Format::kText},    {".html", Format::kHtml},
    {".htm", Format::kHtml},    {".xhtml", Format::kHtml},   {".shtml", Format::kHtml},
    {".jsonl", Format::kJsonl}, {".ndjson", Format::kJsonl}, {".warc", Format::kWarc},
    {".rss", Format::kFeed},    {".atom", Format::kFeed},    {".rdf", Format::kFeed},
    {".xml", Format::kFeed}};

std::string Lowercase(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// What the extension says, also behind .gz and .zst; kAuto when it says nothing.
Format FormatOfExtension(const fs::path& path) {
  fs::path name = path.filename();
  std::string extension = Lowercase(name.extension().string());
  if (extension == ".gz" || extension == ".zst") {
    name = name.stem();
    extension = Lowercase(name.extension().string());
  }
  for (const NamedFormat& known : kExtensions) {
    if (known.name == extension) return known.format;
  }
  return Format::kAuto;
}

bool Holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// What the first bytes look like.
Format FormatOfBytes(std::string_view bytes) {
  if (bytes.starts_with("WARC/")) return Format::kWarc;
  if (LooksLikeFeed(bytes)) return Format::kFeed;
  std::string head = Lowercase(std::string(bytes));
  if (head.starts_with("\xef\xbb\xbf")) head.erase(0, 3);
  head.erase(0, std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.starts_with("{")) return Format::kJsonl;
  if (head.starts_with("<") && (head.starts_with("<!doctype html") || Holds(head, "<html") ||
                                Holds(head, "<head") || Holds(head, "<body"))) {
    return Format::kHtml;
  }
  return Format::kText;
}

// Why bytes that are no text cannot be read, for formats a user might try.
std::string WhyBinary(std::string_view head) {
  if (head.starts_with("%PDF")) return "a PDF, which is not supported";
  if (head.starts_with("PK\x03\x04")) return "a ZIP archive or office document, not text";
  return "binary data, not text";
}

class Reading {
 public:
  Reading(const ReadOptions& options, const ArticleSink& sink) : options_(options), sink_(sink) {}

  bool ReadPath(const std::string& path) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) return ReadFolder(path);
    return ReadFile(path);
  }

 private:
  bool ReadFolder(const std::string& path);
  // Walks one folder; sets `*any` when it holds something to read.
  bool WalkFolder(const fs::path& folder, bool* any);
  bool ReadFile(const std::string& path);
  bool ReadWholeFile(const std::string& path, Format format, ByteStream* stream);
  bool ReadJsonLines(const std::string& path, ByteStream* stream);
  bool ReadArchive(const std::string& path, ByteStream* stream);
  bool ReadEntries(const std::string& path, ByteStream* stream);

  bool Deliver(const std::string& name, Result<Article> article) {
    if (!article) return Complain(name, article.error().message);
    article->path = name;
    return sink_(std::move(article));
  }
  bool Complain(const std::string& name, const std::string& reason) {
    return sink_(Fail((name == "-" ? "standard input" : name) + ": " + reason));
  }
  std::string TooLarge() const {
    return "larger than the limit of " + std::to_string(options_.limits.document_bytes >> 20) +
           " MiB for one document";
  }

  const ReadOptions& options_;
  const ArticleSink& sink_;
  TemplateMemory memory_;
};

bool Reading::ReadFolder(const std::string& path) {
  bool any = false;
  if (!WalkFolder(path, &any)) return false;
  return any || Complain(path, "the folder holds nothing that can be read");
}

bool Reading::WalkFolder(const fs::path& folder, bool* any) {
  std::error_code error;
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (!it->path().filename().string().starts_with('.')) entries.push_back(it->path());
  }
  if (error) {
    *any = true;
    return Complain(folder.string(), "cannot list: " + error.message());
  }
  std::sort(entries.begin(), entries.end());
  for (const fs::path& entry : entries) {
    const fs::file_status status = fs::symlink_status(entry, error);
    if (fs::is_directory(status)) {
      if (!WalkFolder(entry, any)) return false;
      continue;
    }
    if (!fs::is_regular_file(fs::status(entry, error))) continue;
    if (options_.format == Format::kAuto && FormatOfExtension(entry) == Format::kAuto) continue;
    *any = true;
    if (!ReadFile(entry.string())) return false;
  }
  return true;
}

bool Reading::ReadFile(const std::string& path) {
  auto stream = ByteStream::Open(path);
  if (!stream) return Complain(path, stream.error().message);
  auto head = (*stream)->Peek(4096);
  if (!head) return Complain(path, head.error().message);
  if (head->empty()) return Complain(path, "empty");
  Format format = options_.format;
  if (format == Format::kAuto) format = FormatOfExtension(path);
  const bool sniff =
      format == Format::kAuto || (format == Format::kFeed && options_.format == Format::kAuto);
  if (sniff) format = FormatOfBytes(*head);
  if (format == Format::kWarc) return ReadArchive(path, stream->get());
  if (LooksBinary(*head)) return Complain(path, WhyBinary(*head));
  if (format == Format::kFeed) return ReadEntries(path, stream->get());
  if (format == Format::kJsonl) return ReadJsonLines(path, stream->get());
  return ReadWholeFile(path, format, stream->get());
}

bool Reading::ReadWholeFile(const std::string& path, Format format, ByteStream* stream) {
  std::string bytes;
  const size_t limit = options_.limits.document_bytes;
  auto got = stream->Read(limit + 1, &bytes);
  if (!got) return Complain(path, got.error().message);
  if (bytes.size() > limit) return Complain(path, TooLarge());
  if (format == Format::kHtml) {
    return Deliver(path, ExtractHtml({bytes, {}, {}}, options_.limits, &memory_));
  }
  return Deliver(path, ParsePlainText(bytes));
}

bool Reading::ReadJsonLines(const std::string& path, ByteStream* stream) {
  std::string line;
  bool any = false;
  for (size_t number = 1;; ++number) {
    const std::string name = path + ":" + std::to_string(number);
    auto state = stream->ReadLine(options_.limits.document_bytes, &line);
    if (!state) return Complain(name, state.error().message);
    if (*state == ByteStream::Line::kEnd) break;
    if (number == 1 && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
    const bool too_long = *state == ByteStream::Line::kTooLong;
    if (!too_long && line.find_first_not_of(" \t\r") == std::string::npos) continue;
    any = true;
    const bool go_on =
        too_long ? Complain(name, TooLarge()) : Deliver(name, ParseJsonArticle(line));
    if (!go_on) return false;
  }
  return any || Complain(path, "empty");
}

bool Reading::ReadArchive(const std::string& path, ByteStream* stream) {
  bool any = false;
  const bool go_on =
      ReadWarc(stream, options_.limits, [&](uint64_t record, Result<WarcDocument> document) {
        any = true;
        const std::string name = path + "#" + std::to_string(record);
        if (!document) return Complain(name, document.error().message);
        if (document->html) {
          const HtmlInput input{document->bytes, document->url, document->charset};
          return Deliver(name, ExtractHtml(input, options_.limits, &memory_));
        }
        auto article = ParsePlainText(document->bytes);
        if (article) article->url = document->url;
        return Deliver(name, std::move(article));
      });
  if (!go_on) return false;
  return any || Complain(path, "the archive holds no page");
}

bool Reading::ReadEntries(const std::string& path, ByteStream* stream) {
  const auto state =
      ReadFeed(stream, options_.limits, [&](uint64_t entry, Result<Article> article) {
        return Deliver(path + "#" + std::to_string(entry), std::move(article));
      });
  return state ? *state : Complain(path, state.error().message);
}

}  // namespace

std::optional<Format> ParseFormat(std::string_view name) {
  for (const NamedFormat& known : kFormatNames) {
    if (known.name == name) return known.format;
  }
  return std::nullopt;
}

bool ReadArticles(const std::string& path, const ReadOptions& options, const ArticleSink& sink) {
  return Reading(options, sink).ReadPath(path);
}

}  // namespace dateline
