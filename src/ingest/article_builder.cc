#include "src/ingest/article_builder.h"

#include <algorithm>

#include "src/ingest/content_id.h"

namespace dateline {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f\v";

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace

void AppendParagraph(ParagraphRole role, std::string_view text, Article* article) {
  text = Trimmed(text);
  if (text.empty()) return;
  if (!article->text.empty()) article->text.push_back('\n');
  const auto begin = static_cast<uint32_t>(article->text.size());
  article->text.append(text);
  for (size_t i = begin; i < article->text.size(); ++i) {
    char& c = article->text[i];
    if (c == '\n' || c == '\r') c = ' ';
  }
  article->paragraphs.push_back({role, {begin, static_cast<uint32_t>(article->text.size())}});
}

void SplitIntoParagraphs(Article* article) {
  const std::string_view text = article->text;
  for (size_t begin = 0; begin < text.size();) {
    const size_t stop = std::min(text.find('\n', begin), text.size());
    const std::string_view line = Trimmed(text.substr(begin, stop - begin));
    if (!line.empty()) {
      const auto at = static_cast<uint32_t>(line.data() - text.data());
      const auto role = article->paragraphs.empty() ? ParagraphRole::kLead : ParagraphRole::kBody;
      article->paragraphs.push_back({role, {at, at + static_cast<uint32_t>(line.size())}});
    }
    begin = stop + 1;
  }
}

void EnsureId(Article* article) {
  if (article->id.empty()) article->id = ContentId(article->url + "\n" + article->text);
}

}  // namespace dateline
