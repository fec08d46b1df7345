#include "src/ingest/plain_text.h"

#include "src/ingest/article_builder.h"
#include "src/ingest/language_id.h"
#include "src/ingest/text_decoding.h"

namespace dateline {

Result<Article> ParsePlainText(std::string_view bytes) {
  auto text = DecodePlainText(bytes);
  if (!text) return tl::unexpected<Error>(text.error());
  Article article;
  article.text = *std::move(text);
  SplitIntoParagraphs(&article);
  if (article.paragraphs.empty()) return Fail("empty");
  article.language = IdentifyLanguage(article.text, {});
  EnsureId(&article);
  return article;
}

}  // namespace dateline
