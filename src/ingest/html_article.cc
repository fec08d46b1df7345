#include "src/ingest/html_article.h"

#include <functional>
#include <string>
#include <vector>

#include "src/ingest/article_builder.h"
#include "src/ingest/boilerplate.h"
#include "src/ingest/html_page.h"
#include "src/ingest/language_id.h"
#include "src/ingest/main_text.h"
#include "src/ingest/page_metadata.h"
#include "src/ingest/structured_data.h"
#include "src/ingest/text_blocks.h"
#include "src/ingest/text_decoding.h"
#include "src/ingest/zawgyi.h"

namespace dateline {
namespace {

// The first part is the lead when the page gives no deck; a description that repeats the first
// paragraph is none.
std::string DeckOf(const PageText& text, const MainText& main) {
  for (const MainText::Part& part : main.parts) {
    if (part.role == ParagraphRole::kDeck) return std::string(text.Of(text.blocks[part.block]));
  }
  return {};
}

// Which blocks the site has on other pages too. Headings and short labels repeat by nature and are
// judged by other evidence.
std::vector<bool> RepeatedBlocks(const PageText& text, std::string_view url,
                                 TemplateMemory* memory) {
  std::vector<uint64_t> hashes;
  hashes.reserve(text.blocks.size());
  for (const TextBlock& block : text.blocks)
    hashes.push_back(std::hash<std::string_view>()(text.Of(block)));
  const size_t host = url.find("://");
  const size_t begin = host == std::string_view::npos ? 0 : host + 3;
  return memory->Repeated(url.substr(begin, url.find_first_of("/?#", begin) - begin), hashes);
}

}  // namespace

Result<Article> ExtractHtml(const HtmlInput& input, const IngestLimits& limits,
                            TemplateMemory* memory) {
  if (input.bytes.size() > limits.document_bytes)
    return Fail("larger than the limit for one document");
  std::string text = DecodeMarkup(input.bytes, input.charset);
  if (LooksLikeZawgyi(text)) text = ZawgyiToUnicode(text);
  auto page = HtmlPage::Parse(text, limits);
  if (!page) return tl::unexpected<Error>(page.error());
  const PageText page_text = CollectText(*page);
  PageMetadata metadata = ReadMetadata(*page, page_text, input.url);
  std::string body = metadata.article_body;
  if (body.find_first_of("<&") != std::string::npos) body = PlainText(body);
  TextEvidence evidence{metadata.title, metadata.description, body, metadata.authors, {}};
  if (memory != nullptr) evidence.repeated = RepeatedBlocks(page_text, metadata.url, memory);
  const MainText main = FindMainText(*page, page_text, evidence);
  if (main.parts.empty() && metadata.title.empty()) return Fail("holds no text");

  Article article;
  article.url = std::move(metadata.url);
  article.title = std::move(metadata.title);
  article.deck = DeckOf(page_text, main);
  article.authors = std::move(metadata.authors);
  article.publisher = std::move(metadata.publisher);
  article.section = std::move(metadata.section);
  article.published = std::move(metadata.published);
  article.modified = std::move(metadata.modified);
  AppendParagraph(ParagraphRole::kTitle, article.title, &article);
  for (const MainText::Part& part : main.parts) {
    AppendParagraph(part.role, page_text.Of(page_text.blocks[part.block]), &article);
  }
  article.language = IdentifyLanguage(article.text, metadata.language);
  EnsureId(&article);
  return article;
}

void AppendHtmlFragment(std::string_view html, const IngestLimits& limits, Article* article) {
  auto page = HtmlPage::Parse(html, limits);
  if (!page) return;
  const PageText text = CollectText(*page);
  bool first = true;
  for (const TextBlock& block : text.blocks) {
    const std::string_view words = text.Of(block);
    const bool caption = (block.context & kInCaption) != 0;
    if (caption || IsBoilerplate(words) || (block.link_density() > 0.9 && text.blocks.size() > 1))
      continue;
    ParagraphRole role = first ? ParagraphRole::kLead : ParagraphRole::kBody;
    if (block.heading > 0)
      role = ParagraphRole::kSubhead;
    else if ((block.context & kInQuote) != 0)
      role = ParagraphRole::kQuote;
    else if ((block.context & kInList) != 0)
      role = ParagraphRole::kList;
    else
      first = false;
    AppendParagraph(role, words, article);
  }
}

}  // namespace dateline
