#include "src/language/model.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <onnxruntime_cxx_api.h>
#include <onnxruntime_run_options_config_keys.h>
#include <onnxruntime_session_options_config_keys.h>

#include <utility>

#if defined(__SANITIZE_ADDRESS__)
// ONNX Runtime loses a few bytes when its environment is made.
extern "C" const char* __lsan_default_suppressions() { return "leak:libonnxruntime"; }
#endif

namespace dateline {
namespace {

using Shape = std::vector<int64_t>;

// More spans than ordinary news has in a window: relations between them take memory that is not
// worth keeping.
constexpr int64_t kManySpans = 112;

const Ort::MemoryInfo& CpuMemory() {
  static const auto* memory =
      new Ort::MemoryInfo(Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault));
  return *memory;
}

// The process has one environment, with one arena for every graph; both stay until it ends.
Ort::Env& Environment() {
  static auto* environment = [] {
    auto* made = new Ort::Env(ORT_LOGGING_LEVEL_ERROR, "dateline");
    // Grows by what is asked for: the default doubles, which holds twice the memory needed.
    const Ort::ArenaCfg growth(0, /*arena_extend_strategy=*/1, -1, -1);
    made->CreateAndRegisterAllocator(CpuMemory(), growth);
    return made;
  }();
  return *environment;
}

Ort::SessionOptions Options() {
  Ort::SessionOptions options;
  options.SetIntraOpNumThreads(1);  // articles run in parallel, not operators
  options.SetInterOpNumThreads(1);
  options.SetGraphOptimizationLevel(GraphOptimizationLevel::ORT_ENABLE_ALL);
  options.DisableMemPattern();  // every window is of another length
  options.AddConfigEntry(kOrtSessionOptionsConfigUseEnvAllocators, "1");
  return options;
}

Ort::Value Tensor(const std::vector<int64_t>& values, const Shape& shape) {
  return Ort::Value::CreateTensor<int64_t>(CpuMemory(), const_cast<int64_t*>(values.data()),
                                           values.size(), shape.data(), shape.size());
}

Ort::Value Tensor(const float* values, const Shape& shape) {
  size_t size = 1;
  for (const int64_t extent : shape) size *= static_cast<size_t>(extent);
  return Ort::Value::CreateTensor<float>(CpuMemory(), const_cast<float*>(values), size,
                                         shape.data(), shape.size());
}

Scores Hold(Ort::Value value) {
  auto owner = std::make_shared<Ort::Value>(std::move(value));
  Scores scores{.data = owner->GetTensorData<float>(),
                .shape = owner->GetTensorTypeAndShapeInfo().GetShape()};
  scores.owner = std::move(owner);
  return scores;
}

// Fails unless `scores` has the expected shape; -1 stands for any extent.
Status CheckShape(const char* name, const Scores& scores, const Shape& expected) {
  bool same = scores.shape.size() == expected.size();
  for (size_t i = 0; same && i < expected.size(); ++i)
    same = expected[i] < 0 || scores.shape[i] == expected[i];
  if (same) return {};
  return Fail(fmt::format("the output {} has the shape {}, not {}", name, scores.shape, expected));
}

struct ExpectedOutput {
  const char* name;
  Scores* scores;
  Shape shape;
};

Status CheckShapes(const std::vector<ExpectedOutput>& outputs) {
  for (const ExpectedOutput& output : outputs) {
    if (Status status = CheckShape(output.name, *output.scores, output.shape); !status)
      return status;
  }
  return {};
}

// Runs a graph and leaves its outputs, in the order of `outputs`, in their places. `gives_back`
// returns the arena's free memory to the system afterwards.
Status RunGraph(Ort::Session& session, const std::vector<const char*>& names,
                const std::vector<Ort::Value>& inputs, const std::vector<ExpectedOutput>& outputs,
                bool gives_back = false) {
  std::vector<const char*> output_names;
  output_names.reserve(outputs.size());
  for (const ExpectedOutput& output : outputs) output_names.push_back(output.name);
  try {
    Ort::RunOptions options;
    if (gives_back) options.AddConfigEntry(kOrtRunOptionsConfigEnableMemoryArenaShrinkage, "cpu:0");
    std::vector<Ort::Value> values =
        session.Run(options, names.data(), inputs.data(), inputs.size(), output_names.data(),
                    output_names.size());
    for (size_t i = 0; i < values.size(); ++i) *outputs[i].scores = Hold(std::move(values[i]));
  } catch (const Ort::Exception& e) {
    return Fail(fmt::format("ONNX Runtime: {}", e.what()));
  }
  return {};
}

// Takes the batch dimension, which is 1, from a shape.
void DropBatch(Scores* scores) { scores->shape.erase(scores->shape.begin()); }

int64_t Size(const auto& container) { return static_cast<int64_t>(container.size()); }

}  // namespace

struct Model::Graphs {
  Ort::Session encoder, relations;
};

Model::Model(ModelInfo info, WordPieces words) : info_(std::move(info)), words_(std::move(words)) {}
Model::~Model() = default;

Result<std::unique_ptr<const Model>> Model::Open(const std::string& directory) {
  Result<ModelInfo> info = ReadModelInfo(directory);
  if (!info) return tl::make_unexpected(info.error());
  const Result<std::string> vocabulary = ReadModelFile(*info, info->vocabulary);
  if (!vocabulary) return tl::make_unexpected(vocabulary.error());
  Result<WordPieces> words = WordPieces::Create(*vocabulary, info->tokenizer);
  if (!words) return Fail(fmt::format("{}: {}", directory, words.error().message));
  std::unique_ptr<Model> model(new Model(*std::move(info), *std::move(words)));
  try {
    const Ort::SessionOptions options = Options();
    const auto open = [&](const std::string& name) {
      return Ort::Session(Environment(), (directory + "/" + name).c_str(), options);
    };
    model->graphs_.reset(new Graphs{open(model->info_.encoder), open(model->info_.relations)});
  } catch (const Ort::Exception& e) {
    return Fail(fmt::format("{}: ONNX Runtime: {}", directory, e.what()));
  }
  if (Status status = model->Try(); !status) {
    return Fail(fmt::format("{}: {}", directory, status.error().message));
  }
  return model;
}

Status Model::Try() const {
  const Result<WindowScores> window = Scan({words_.cls(), words_.sep(), words_.sep()}, {0, 0, 0});
  if (!window) return tl::make_unexpected(window.error());
  const Result<RelationScores> relations = Relate(window->hidden, {{0}, {0}, {0}, {0}, {0}, {0}});
  if (!relations) return tl::make_unexpected(relations.error());
  return {};
}

Result<WindowScores> Model::Scan(const std::vector<int64_t>& pieces,
                                 const std::vector<int64_t>& shapes) const {
  const int64_t length = Size(pieces);
  const std::vector<int64_t> mask(pieces.size(), 1);
  std::vector<Ort::Value> inputs;
  for (const std::vector<int64_t>* values : {&pieces, &shapes, &mask})
    inputs.push_back(Tensor(*values, {1, length}));
  WindowScores out;
  const std::vector<ExpectedOutput> outputs = {
      {"hidden", &out.hidden, {1, length, -1}},
      {"spans", &out.spans, {1, length, info_.span_width, Size(info_.spans)}},
      {"triggers", &out.triggers, {1, length, Size(info_.triggers) + 1}},
      {"cues", &out.cues, {1, length}},
      {"contents", &out.contents, {1, length, 3}}};
  Status status = RunGraph(graphs_->encoder, {"pieces", "shapes", "mask"}, inputs, outputs);
  if (status) status = CheckShapes(outputs);
  if (!status) return Fail(fmt::format("{}: {}", info_.encoder, status.error().message));
  for (const ExpectedOutput& output : outputs) DropBatch(output.scores);
  return out;
}

Result<RelationScores> Model::Relate(const Scores& hidden, const WindowNodes& nodes) const {
  const int64_t spans = Size(nodes.span_begin), triggers = Size(nodes.trigger_at);
  std::vector<Ort::Value> inputs;
  inputs.push_back(Tensor(hidden.data, hidden.shape));
  for (const auto* values : {&nodes.span_begin, &nodes.span_end, &nodes.span_kind}) {
    inputs.push_back(Tensor(*values, {spans}));
  }
  inputs.push_back(Tensor(nodes.span_match, {spans, spans}));
  for (const auto* values : {&nodes.trigger_at, &nodes.trigger_type})
    inputs.push_back(Tensor(*values, {triggers}));
  RelationScores out;
  const std::vector<ExpectedOutput> outputs = {
      {"arcs", &out.arcs, {triggers, spans, Size(info_.roles)}},
      {"status", &out.status, {triggers, Size(info_.statuses)}},
      {"modes", &out.modes, {triggers, Size(info_.modes)}},
      {"contexts", &out.contexts, {triggers, Size(info_.contexts)}},
      {"sectors", &out.sectors, {spans, Size(info_.sectors)}},
      {"antecedents", &out.antecedents, {spans, spans}},
      {"countries", &out.countries, {spans, spans}}};
  Status status = RunGraph(
      graphs_->relations,
      {"hidden", "span_begin", "span_end", "span_kind", "span_match", "trigger_at", "trigger_type"},
      inputs, outputs);
  if (status) status = CheckShapes(outputs);
  if (!status) return Fail(fmt::format("{}: {}", info_.relations, status.error().message));
  return out;
}

}  // namespace dateline
