#include "src/language/language_model.h"

#include <deque>
#include <limits>
#include <utility>
#include <vector>

#include "src/language/assembly.h"
#include "src/language/letters.h"
#include "src/language/model.h"
#include "src/language/sentences.h"
#include "src/language/windows.h"

namespace dateline {
namespace {

// Reads one article, window after window.
class ArticleReader {
 public:
  ArticleReader(const Model& model, std::string_view text, const std::vector<Span>& sentences)
      : model_(model), text_(text) {
    model.words().Tokenize(text, &pieces_);
    const ModelInfo& info = model.info();
    const size_t capacity = static_cast<size_t>(info.window_pieces) - 2;
    windows_ = PlanWindows(BoundariesOf(text, pieces_, sentences), capacity, info.window_overlap);
  }

  Status Run(Document* document) {
    Assembly assembly(model_.info(), text_, pieces_);
    std::deque<Scanned> waiting;  // for the cores that reach into their context
    for (size_t i = 0; i < windows_.size(); ++i) {
      Result<WindowScores> scores = Scan(windows_[i]);
      if (!scores) return tl::make_unexpected(scores.error());
      assembly.Add(windows_[i], *scores);
      waiting.push_back({windows_[i], std::move(scores->hidden)});
      while (!waiting.empty() && waiting.front().window.end <= windows_[i].core_end) {
        if (Status status = Relate(waiting.front(), &assembly); !status) return status;
        waiting.pop_front();
      }
    }
    assembly.Write(document);
    return {};
  }

 private:
  struct Scanned {
    Window window;
    Scores hidden;
  };

  Result<WindowScores> Scan(const Window& window) const {
    std::vector<int64_t> ids{model_.words().cls()}, shapes{0};
    for (size_t i = window.begin; i < window.end; ++i) {
      ids.push_back(pieces_[i].id);
      shapes.push_back(LetterShape(pieces_[i].span.In(text_)));
    }
    ids.push_back(model_.words().sep());
    shapes.push_back(0);
    return model_.Scan(ids, shapes);
  }

  Status Relate(const Scanned& scanned, Assembly* assembly) const {
    for (const Assembly::Question& question : assembly->Ask(scanned.window)) {
      const Result<RelationScores> scores = model_.Relate(scanned.hidden, question.nodes);
      if (!scores) return tl::make_unexpected(scores.error());
      assembly->Answer(scanned.window, question, *scores);
    }
    return {};
  }

  const Model& model_;
  std::string_view text_;
  std::vector<Piece> pieces_;
  std::vector<Window> windows_;
};

}  // namespace

LanguageModel::LanguageModel(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

Result<LanguageModel> LanguageModel::Open(const std::string& directory) {
  Result<std::unique_ptr<const Model>> model = Model::Open(directory);
  if (!model) return tl::make_unexpected(model.error());
  return LanguageModel(*std::move(model));
}

const ModelInfo& LanguageModel::info() const { return model_->info(); }

Status LanguageModel::VerifyFiles() const { return VerifyModelFiles(model_->info()); }

Status LanguageModel::Run(Document* document) const {
  const std::string_view text = document->text();
  if (text.size() >= std::numeric_limits<uint32_t>::max()) return Fail("the text is 4 GiB or more");
  document->sentences = SplitSentences(text);
  return ArticleReader(*model_, text, document->sentences).Run(document);
}

Result<Document> LanguageModel::Run(Article article) const {
  Document document;
  document.article = std::move(article);
  if (Status status = Run(&document); !status) return tl::make_unexpected(status.error());
  return document;
}

}  // namespace dateline
