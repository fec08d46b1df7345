// What `dateline extract` prints.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "src/text/article.h"

namespace dateline {

enum class ExtractFormat : uint8_t { kJsonl, kText, kMarkdown };

// "jsonl", "text" or "md".
std::optional<ExtractFormat> ParseExtractFormat(std::string_view name);

// One article, ready to print, with its final line break.
//   jsonl  one line: path url title deck authors[] publisher section published modified language
//          text paragraphs[{role,text}]; fields without a value are "" or []
//   text   the paragraphs, one a line, and an empty line behind the last
//   md     title as a heading, byline and source in a line of their own, subheads, quotes and lists
//          marked up
std::string RenderArticle(const Article& article, ExtractFormat format);

}  // namespace dateline
