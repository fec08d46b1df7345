// RSS 2.0, RSS 1.0 (RDF) and Atom feeds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/ingest/byte_stream.h"
#include "src/ingest/limits.h"
#include "src/text/article.h"

namespace dateline {

// Given the number of every entry (from 1) and its article or Error. Returns false to stop.
using FeedSink = std::function<bool(uint64_t entry, Result<Article>)>;

// Reads a feed entry by entry; memory is bounded by the document limit for one entry. The text of
// an article is the title and the full content where the feed has it, else the summary. Returns
// false when `sink` asked to stop; an Error when the input is no feed.
Result<bool> ReadFeed(ByteStream* stream, const IngestLimits& limits, const FeedSink& sink);

// True when `head`, the first bytes of a file, look like a feed.
bool LooksLikeFeed(std::string_view head);

}  // namespace dateline
