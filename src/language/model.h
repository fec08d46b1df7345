// The graphs of a model, run by ONNX Runtime.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/language/model_info.h"
#include "src/language/word_pieces.h"

namespace dateline {

// An array that a graph gave, row by row. Copies share the memory.
struct Scores {
  std::shared_ptr<const void> owner;
  const float* data = nullptr;
  std::vector<int64_t> shape;

  // The start of row `i` of a matrix, or of the block `i` of what has more dimensions.
  const float* Row(size_t i) const {
    size_t size = 1;
    for (size_t d = 1; d < shape.size(); ++d) size *= static_cast<size_t>(shape[d]);
    return data + i * size;
  }
};

// What encoder.onnx says of one window: docs/model.md, without the batch dimension.
struct WindowScores {
  Scores hidden, spans, triggers, cues, contents;
};

// What relations.onnx is asked about: docs/model.md. Neither spans nor triggers are empty.
struct WindowNodes {
  std::vector<int64_t> span_begin, span_end, span_kind, span_match, trigger_at, trigger_type;
};

struct RelationScores {
  Scores arcs, status, modes, contexts, sectors, antecedents, countries;
};

// A model directory, opened. Immutable; const methods are safe from any thread and use the calling
// thread only.
class Model {
 public:
  // Reads the directory and tries both graphs once, so that a model of another shape fails here.
  static Result<std::unique_ptr<const Model>> Open(const std::string& directory);
  ~Model();

  const ModelInfo& info() const { return info_; }
  const WordPieces& words() const { return words_; }

  // `pieces` are those of one window, special pieces included; `shapes` their letter shapes.
  Result<WindowScores> Scan(const std::vector<int64_t>& pieces,
                            const std::vector<int64_t>& shapes) const;
  Result<RelationScores> Relate(const Scores& hidden, const WindowNodes& nodes) const;

 private:
  struct Graphs;

  Model(ModelInfo info, WordPieces words);
  Status Try() const;

  ModelInfo info_;
  WordPieces words_;
  std::unique_ptr<Graphs> graphs_;
};

}  // namespace dateline
