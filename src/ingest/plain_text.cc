#include "src/ingest/plain_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "src/ingest/article_builder.h"
#include "src/ingest/boilerplate.h"
#include "src/ingest/byline.h"
#include "src/ingest/date_text.h"
#include "src/ingest/language_id.h"
#include "src/ingest/text_blocks.h"
#include "src/ingest/text_decoding.h"
#include "src/ingest/zawgyi.h"

namespace dateline {
namespace {

constexpr uint32_t kBodyWeight = 80;   // a line of this weight that ends as a sentence is body text
constexpr uint32_t kTitleWeight = 20;  // a shorter line above the text is a label
constexpr uint32_t kDeckWeight = 40;
constexpr size_t kMostHeadLines = 8;

struct Line {
  Span span;
  uint32_t weight = 0;
  bool sentence = false;
  bool body = false;
};

// Reads the lines of a text as the parts of an article.
class LineReader {
 public:
  explicit LineReader(Article* article) : article_(*article), text_(article->text) {
    for (const Paragraph& paragraph : article->paragraphs) {
      const std::string_view words = paragraph.span.In(text_);
      Line line{paragraph.span, TextWeight(words), EndsSentence(words), false};
      line.body = line.sentence && line.weight >= kBodyWeight;
      lines_.push_back(line);
    }
  }

  // Gives the paragraphs their roles; true when lines were left out.
  bool Run() {
    first_ = FirstBody();
    last_ = LastBody();
    if (first_ == lines_.size()) return false;
    kept_.assign(lines_.size(), true);
    roles_.assign(lines_.size(), ParagraphRole::kBody);
    ReadHead();
    CutTail();
    for (size_t i = first_; i <= last_; ++i) {
      if (IsBoilerplate(Words(i)) && !lines_[i].body) kept_[i] = false;
    }
    roles_[first_] = ParagraphRole::kLead;
    return std::find(kept_.begin(), kept_.end(), false) != kept_.end();
  }

  // The lines that are kept, in order.
  void Rebuild(Article* out) const {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (kept_[i]) AppendParagraph(roles_[i], Words(i), out);
    }
  }
  void SetRoles() {
    for (size_t i = 0; i < roles_.size(); ++i) article_.paragraphs[i].role = roles_[i];
  }

 private:
  std::string_view Words(size_t i) const { return lines_[i].span.In(text_); }

  size_t FirstBody() const {
    size_t i = 0;
    while (i < lines_.size() && !lines_[i].body) ++i;
    return i > kMostHeadLines ? lines_.size() : i;
  }
  size_t LastBody() const {
    size_t i = lines_.size();
    while (i > 0 && !lines_[i - 1].sentence) --i;
    return i == 0 ? 0 : i - 1;
  }

  // A headline: several words, no full stop, neither a date nor a byline.
  bool IsTitle(size_t i) const {
    const Line& line = lines_[i];
    const std::string_view words = Words(i);
    if (line.weight < kTitleWeight || line.weight > 250 || IsBoilerplate(words)) return false;
    if (line.sentence && words.ends_with('.')) return false;
    return !IsParticular(i);
  }
  bool IsParticular(size_t i) const {
    const std::string_view words = Words(i);
    if (lines_[i].weight > 120 || lines_[i].body) return false;
    if (OpensByline(words) && !NamesInByline(words).empty() && lines_[i].weight < 80) return true;
    return lines_[i].weight < 60 && !ParseDate(words).empty();
  }

  void ReadHead() {
    size_t title = 0;
    while (title < first_ && !IsTitle(title)) ++title;
    if (title == first_) return;
    for (size_t i = 0; i < title; ++i) {
      // What stands above a headline: a section label, a date, a line of links.
      if (!lines_[i].sentence) kept_[i] = false;
      ReadParticulars(i);
    }
    article_.title = Words(title);
    roles_[title] = ParagraphRole::kTitle;
    for (size_t i = title + 1; i < first_; ++i) {
      if (IsParticular(i)) {
        ReadParticulars(i);
        kept_[i] = false;
      } else if (article_.deck.empty() && lines_[i].weight >= kDeckWeight) {
        article_.deck = Words(i);
        roles_[i] = ParagraphRole::kDeck;
      } else if (IsBoilerplate(Words(i))) {
        kept_[i] = false;
      }
    }
  }

  void ReadParticulars(size_t i) {
    if (!IsParticular(i)) return;
    const std::string_view words = Words(i);
    if (article_.published.empty()) article_.published = ParseDate(words);
    if (OpensByline(words) && article_.authors.empty()) article_.authors = NamesInByline(words);
  }

  // Below the last sentence, and from a line that opens a list of other pieces on, nothing belongs
  // to the article.
  void CutTail() {
    for (size_t i = first_ + 1; i < lines_.size(); ++i) {
      const bool most_read = i * 2 > lines_.size();
      const bool opens = OpensTail(Words(i)) && most_read && !BodyFollows(i);
      const bool label = i > last_ && IsBoilerplate(Words(i));
      if (!opens && !label) continue;
      if (label && !opens) {
        kept_[i] = false;
        continue;
      }
      for (size_t k = i; k < lines_.size(); ++k) kept_[k] = false;
      last_ = std::min(last_, i - 1);
      return;
    }
  }
  bool BodyFollows(size_t i) const {
    size_t body = 0;
    for (size_t k = i + 1; k < lines_.size(); ++k) body += lines_[k].body;
    return body >= 2;
  }

  Article& article_;
  const std::string_view text_;
  std::vector<Line> lines_;
  std::vector<bool> kept_;
  std::vector<ParagraphRole> roles_;
  size_t first_ = 0, last_ = 0;  // the body
};

}  // namespace

Result<Article> ParsePlainText(std::string_view bytes) {
  auto text = DecodePlainText(bytes);
  if (!text) return tl::unexpected<Error>(text.error());
  Article article;
  article.text = *std::move(text);
  if (LooksLikeZawgyi(article.text)) article.text = ZawgyiToUnicode(article.text);
  SplitIntoParagraphs(&article);
  if (article.paragraphs.empty()) return Fail("empty");
  LineReader lines(&article);
  if (lines.Run()) {
    Article cleaned;
    lines.Rebuild(&cleaned);
    article.text = std::move(cleaned.text);
    article.paragraphs = std::move(cleaned.paragraphs);
  } else {
    lines.SetRoles();
  }
  article.language = IdentifyLanguage(article.text, {});
  EnsureId(&article);
  return article;
}

}  // namespace dateline
