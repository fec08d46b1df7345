// Puts an Article's text together paragraph by paragraph.
#pragma once

#include <string>
#include <string_view>

#include "src/text/article.h"

namespace dateline {

// Appends `text` as one paragraph: inner line breaks become spaces, ends are trimmed, and what is
// then empty is left out. `text` must be valid UTF-8.
void AppendParagraph(ParagraphRole role, std::string_view text, Article* article);

// Makes every non-empty line of the finished `article->text` a body paragraph, the first one the
// lead. For text that is used as given.
void SplitIntoParagraphs(Article* article);

// Gives the article an id derived from its content where it has none: `url` and text.
void EnsureId(Article* article);

}  // namespace dateline
