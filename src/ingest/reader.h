// The way in: files, folders, archives, feeds and standard input become articles.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/ingest/limits.h"
#include "src/text/article.h"

namespace dateline {

enum class Format : uint8_t { kAuto, kText, kHtml, kJsonl, kWarc, kFeed };

// "auto", "text", "html", "jsonl", "warc" or "feed", as the command line has them.
std::optional<Format> ParseFormat(std::string_view name);

struct ReadOptions {
  Format format = Format::kAuto;
  IngestLimits limits;
};

// Is given every article, or the Error of a document that could not be read: one line that names
// the input, as in "news.jsonl:17: not JSON: ...". Returns false to stop the reading.
using ArticleSink = std::function<bool(Result<Article>)>;

// Reads `path` and hands its articles to `sink` one by one, in order, on the calling thread.
//
// `path` is a file, a folder (walked in sorted order; hidden files and, with Format::kAuto, files
// of unknown extension are passed over) or "-" for standard input. gzip and zstd are undone. kAuto
// goes by extension and, where that says nothing, by the first bytes. An unreadable document is an
// Error and reading goes on behind it. Memory is bounded by the limits, whatever the size of the
// input. Returns false when `sink` asked to stop. Different calls may run on different threads.
bool ReadArticles(const std::string& path, const ReadOptions& options, const ArticleSink& sink);

}  // namespace dateline
