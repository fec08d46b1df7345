#include "src/ingest/html_article.h"

#include <string>

#include "src/ingest/article_builder.h"
#include "src/ingest/html_page.h"
#include "src/ingest/language_id.h"
#include "src/ingest/main_text.h"
#include "src/ingest/text_blocks.h"
#include "src/ingest/text_decoding.h"

namespace dateline {
namespace {

// The text of a subtree with runs of white space as one space.
std::string FlowText(const HtmlPage& page, uint32_t root) {
  std::string text;
  for (const char c : page.RawText(root)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!blank) text.push_back(c);
    if (blank && !text.empty() && text.back() != ' ') text.push_back(' ');
  }
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

void ReadMeta(const HtmlPage& page, Article* article) {
  for (uint32_t i = 0; i < page.size(); ++i) {
    if (page[i].tag != LXB_TAG_META) continue;
    std::string_view name = page.Attribute(i, "property");
    if (name.empty()) name = page.Attribute(i, "name");
    const std::string_view content = page.Attribute(i, "content");
    if (name == "og:title") article->title = content;
    if (name == "article:published_time") article->published = content;
    if (name == "og:site_name") article->publisher = content;
    if (name == "og:url" && article->url.empty()) article->url = content;
  }
}

}  // namespace

Result<Article> ExtractHtml(const HtmlInput& input, const IngestLimits& limits) {
  const std::string text = DecodeMarkup(input.bytes, input.charset);
  auto page = HtmlPage::Parse(text, limits);
  if (!page) return tl::unexpected<Error>(page.error());
  Article article;
  article.url = input.url;
  ReadMeta(*page, &article);
  const uint32_t heading = page->FindFirst(LXB_TAG_H1);
  if (article.title.empty() && heading != HtmlPage::kNone) article.title = FlowText(*page, heading);
  const PageText page_text = CollectText(*page);
  const MainText main = FindMainText(*page, page_text, {article.title, {}, {}});
  AppendParagraph(ParagraphRole::kTitle, article.title, &article);
  for (const MainText::Part& part : main.parts) {
    AppendParagraph(part.role, page_text.Of(page_text.blocks[part.block]), &article);
  }
  if (article.paragraphs.empty()) return Fail("holds no text");
  article.language = IdentifyLanguage(article.text, page->Attribute(0, "lang"));
  EnsureId(&article);
  return article;
}

}  // namespace dateline
