// What a model directory says about itself: model.json, docs/model.md.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "src/base/result.h"
#include "src/language/word_pieces.h"
#include "src/text/ontology.h"

namespace dateline {

// What a span label stands for.
struct SpanLabel {
  enum class What : uint8_t { kNothing, kMention, kTime, kNumber };
  What what = What::kNothing;
  MentionKind kind = MentionKind::kPer;  // of a kMention
};

// What an arc from a trigger or cue to a span says of the span.
struct Role {
  enum class What : uint8_t { kActor, kRecipient, kPlace, kSource, kTime, kContent, kNumber };
  What what = What::kActor;
  Number number = Number::kKilled;  // of a kNumber
  float threshold = 0;              // logit
  // Where no arc is above `threshold`, the best one above this counts.
  float floor = std::numeric_limits<float>::infinity();
};

// A parsed model.json, its labels in our own vocabularies, in the order of the graphs' outputs.
struct ModelInfo {
  std::string directory, name, version;
  std::vector<std::string> languages;
  std::string encoder, relations, vocabulary;  // files in the directory
  WordPieceOptions tokenizer;
  int window_pieces = 0, window_overlap = 0, span_width = 0;

  std::vector<SpanLabel> spans;     // the first is nothing
  std::vector<EventType> triggers;  // without the label "" that is first in the graph
  std::vector<Role> roles;
  std::vector<EventStatus> statuses;
  std::vector<int> modes, contexts, sectors;  // bits

  float span_threshold = 0, trigger_threshold = 0, cue_threshold = 0, mode_threshold = 0;
  float context_threshold = 0, sector_threshold = 0, antecedent_threshold = 0;
  float calibration_scale = 1, calibration_offset = 0;

  std::vector<std::pair<std::string, std::string>> files;  // name, SHA-256 in hexadecimal
};

// Reads `directory`/model.json. Fails on what is missing, of another type, or not in our
// vocabularies.
Result<ModelInfo> ReadModelInfo(const std::string& directory);

// Compares the files of a model with the digests that its model.json gives.
Status VerifyModelFiles(const ModelInfo& info);

// The bytes of a file of the model.
Result<std::string> ReadModelFile(const ModelInfo& info, const std::string& name);

}  // namespace dateline
