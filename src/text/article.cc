#include "src/text/article.h"

namespace dateline {

std::string_view Name(ParagraphRole role) {
  switch (role) {
    case ParagraphRole::kTitle:
      return "title";
    case ParagraphRole::kDeck:
      return "deck";
    case ParagraphRole::kLead:
      return "lead";
    case ParagraphRole::kBody:
      return "body";
    case ParagraphRole::kSubhead:
      return "subhead";
    case ParagraphRole::kQuote:
      return "quote";
    case ParagraphRole::kCaption:
      return "caption";
    case ParagraphRole::kList:
      return "list";
  }
  return "body";
}

}  // namespace dateline
