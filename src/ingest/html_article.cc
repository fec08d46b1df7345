#include "src/ingest/html_article.h"

#include <string>

#include "src/ingest/article_builder.h"
#include "src/ingest/html_page.h"
#include "src/ingest/language_id.h"
#include "src/ingest/main_text.h"
#include "src/ingest/page_metadata.h"
#include "src/ingest/structured_data.h"
#include "src/ingest/text_blocks.h"
#include "src/ingest/text_decoding.h"

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

}  // namespace

Result<Article> ExtractHtml(const HtmlInput& input, const IngestLimits& limits) {
  const std::string text = DecodeMarkup(input.bytes, input.charset);
  auto page = HtmlPage::Parse(text, limits);
  if (!page) return tl::unexpected<Error>(page.error());
  const PageText page_text = CollectText(*page);
  PageMetadata metadata = ReadMetadata(*page, page_text, input.url);
  std::string body = metadata.article_body;
  if (body.find_first_of("<&") != std::string::npos) body = PlainText(body);
  const MainText main = FindMainText(
      *page, page_text, {metadata.title, metadata.description, body, metadata.authors});
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

}  // namespace dateline
