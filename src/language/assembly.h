// Puts together what the windows of one article say.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "src/language/decode.h"
#include "src/language/model.h"
#include "src/language/windows.h"
#include "src/text/document.h"

namespace dateline {

// Collects the findings of consecutive windows, asks for the relations between them, and writes the
// Document: docs/model.md, "Decoding". Not thread-safe; everything passed by reference must outlive
// it.
//
// Call Add for each window in order; Ask and Answer for a window once every window whose core
// reaches into it has been added; Write at the end.
class Assembly {
 public:
  Assembly(const ModelInfo& info, std::string_view text, const std::vector<Piece>& pieces)
      : info_(info), text_(text), pieces_(pieces) {}

  // Takes what begins in the core of `window`.
  void Add(const Window& window, const WindowScores& scores);

  // Input of relations.onnx about a window, and what its rows stand for.
  struct Question {
    WindowNodes nodes;
    std::vector<size_t> spans, contents;  // rows of spans: these, then those
    std::vector<size_t> triggers, cues;   // likewise
    bool about_spans = true;              // false: a further question about the same spans
  };
  // None when there is nothing to relate; several when the window has very many triggers.
  std::vector<Question> Ask(const Window& window) const;
  void Answer(const Window& window, const Question& question, const RelationScores& scores);

  // Fills all of `document` but the article and the sentences.
  void Write(Document* document) const;

 private:
  // Pieces of the article, inclusive; indices are into spans_.
  struct SpanNode {
    size_t first, last;
    int label;
    float probability;
    int32_t same_as = -1, country_from = -1;
    SectorSet sectors = 0;
  };
  struct ContentNode {
    size_t first, last;
    float cue_logit = -std::numeric_limits<float>::infinity();
    int32_t cue = -1;  // into cues_
  };
  struct TriggerNode {
    size_t piece;
    Trigger trigger;  // its indices are into spans_ until written
  };
  struct CueNode {
    size_t piece;
    int32_t source = -1;
  };

  void AddSpans(const Window& window, const Scores& logits);
  // Of each piece of a window, the number of line breaks before it.
  std::vector<int> LinesOf(const Window& window) const;
  void AddTriggers(const Window& window, const Scores& logits);
  void AddContents(const Window& window, const Scores& logits);
  float Calibrated(float probability) const;

  bool Is(size_t span, SpanLabel::What what) const {
    return info_.spans[spans_[span].label].what == what;
  }
  Span BytesOf(size_t first, size_t last) const {
    return {pieces_[first].span.begin, pieces_[last].span.end};
  }

  std::vector<size_t> SpansIn(const Window& window) const;
  std::vector<size_t> ContentsIn(const Window& window) const;
  void DescribeSpans(const Window& window, Question* question) const;
  void AnswerTrigger(const Question& question, const RelationScores& scores, size_t row);
  // The mentions that fill role `r`, in order; of overlapping ones the likelier.
  std::vector<int32_t> Fillers(const Question& question, const float* arcs, size_t r) const;
  int32_t BestNumber(const Question& question, const float* arcs, size_t r) const;
  void AnswerArcs(const Question& question, const float* arcs, Trigger* trigger) const;
  void AnswerCue(const Question& question, const RelationScores& scores, size_t row);
  void AnswerSpan(const Question& question, const RelationScores& scores, size_t row);
  ClaimCue ClaimOf(const ContentNode& content, const std::vector<Span>& quoted,
                   const std::vector<int32_t>& mention_of) const;

  const ModelInfo& info_;
  std::string_view text_;
  const std::vector<Piece>& pieces_;
  std::vector<SpanNode> spans_;  // by first, then longer first
  std::vector<ContentNode> contents_;
  std::vector<TriggerNode> triggers_;
  std::vector<CueNode> cues_;
};

}  // namespace dateline
