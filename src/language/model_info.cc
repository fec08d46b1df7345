#include "src/language/model_info.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>

#include "src/language/sha256.h"

namespace dateline {
namespace {

constexpr int kFormat = 1;
constexpr int kLongestWindow = 4096;

// Takes typed values out of a JSON document by pointer ("/window/pieces") and keeps the first
// error.
class Fields {
 public:
  explicit Fields(simdjson::dom::element root) : root_(root) {}

  template <typename T>
  T Get(const std::string& pointer) {
    T value{};
    if (root_.at_pointer(pointer).get(value) != simdjson::SUCCESS)
      Complain(pointer, "is missing or of another type");
    return value;
  }

  std::string Text(const std::string& pointer) {
    return std::string(Get<std::string_view>(pointer));
  }

  float Float(const std::string& pointer) { return static_cast<float>(Get<double>(pointer)); }

  float FloatOr(const std::string& pointer, float otherwise) {
    double value = otherwise;
    const auto error = root_.at_pointer(pointer).get(value);
    return error == simdjson::SUCCESS ? static_cast<float>(value) : otherwise;
  }

  int Count(const std::string& pointer, int least, int most) {
    const auto value = Get<int64_t>(pointer);
    if (value < least || value > most)
      Complain(pointer, fmt::format("is not in {}..{}", least, most));
    return static_cast<int>(value);
  }

  std::vector<std::string> Texts(const std::string& pointer) {
    std::vector<std::string> out;
    for (const simdjson::dom::element item : Get<simdjson::dom::array>(pointer)) {
      std::string_view text;
      if (item.get(text) != simdjson::SUCCESS) Complain(pointer, "holds other than strings");
      out.emplace_back(text);
    }
    if (out.empty()) Complain(pointer, "is empty");
    return out;
  }

  // The labels at `pointer`, each turned by `parse` into a T.
  template <typename T, typename Parse>
  std::vector<T> Labels(const std::string& pointer, bool first_is_nothing, Parse parse) {
    std::vector<std::string> names = Texts(pointer);
    if (first_is_nothing) {
      if (names.empty() || !names[0].empty()) Complain(pointer, "does not begin with \"\"");
      if (!names.empty()) names.erase(names.begin());
    }
    std::vector<T> out;
    for (const std::string& name : names) {
      if (const std::optional<T> value = parse(name)) {
        out.push_back(*value);
      } else {
        Complain(pointer, fmt::format("has the unknown label {}", name));
      }
    }
    return out;
  }

  void Complain(const std::string& pointer, const std::string& what) {
    if (error_.empty()) error_ = fmt::format("{} {}", pointer, what);
  }

  const std::string& error() const { return error_; }

 private:
  simdjson::dom::element root_;
  std::string error_;
};

std::optional<SpanLabel> ParseSpanLabel(std::string_view name) {
  if (name == "TIME") return SpanLabel{SpanLabel::What::kTime};
  if (name == "NUM") return SpanLabel{SpanLabel::What::kNumber};
  const std::optional<MentionKind> kind = ParseMentionKind(name);
  if (!kind) return std::nullopt;
  return SpanLabel{SpanLabel::What::kMention, *kind};
}

std::optional<Role> ParseRole(std::string_view name) {
  using What = Role::What;
  for (const auto& [known, what] : {std::pair{std::string_view("actor"), What::kActor},
                                    {"recipient", What::kRecipient},
                                    {"place", What::kPlace},
                                    {"source", What::kSource},
                                    {"time", What::kTime},
                                    {"content", What::kContent}}) {
    if (name == known) return Role{what};
  }
  const std::optional<Number> number = ParseNumber(name);
  if (!number) return std::nullopt;
  return Role{What::kNumber, *number};
}

void ReadTokenizer(Fields* fields, ModelInfo* info) {
  if (fields->Text("/tokenizer/type") != "wordpiece") {
    fields->Complain("/tokenizer/type", "is not one that this version reads (wordpiece)");
  }
  info->vocabulary = fields->Text("/tokenizer/vocab");
  WordPieceOptions& options = info->tokenizer;
  options.lowercase = fields->Get<bool>("/tokenizer/lowercase");
  options.strip_accents = fields->Get<bool>("/tokenizer/strip_accents");
  options.cls = fields->Text("/tokenizer/cls");
  options.sep = fields->Text("/tokenizer/sep");
  options.unk = fields->Text("/tokenizer/unk");
  options.continuation = fields->Text("/tokenizer/continuation");
  options.max_word_chars = fields->Count("/tokenizer/max_word_chars", 1, 100000);
}

void ReadLabels(Fields* fields, ModelInfo* info) {
  info->spans = fields->Labels<SpanLabel>("/labels/spans", true, ParseSpanLabel);
  info->spans.insert(info->spans.begin(), SpanLabel{});
  info->triggers = fields->Labels<EventType>("/labels/triggers", true, ParseEventType);
  info->roles = fields->Labels<Role>("/labels/roles", false, ParseRole);
  info->statuses = fields->Labels<EventStatus>("/labels/status", false, ParseEventStatus);
  info->modes = fields->Labels<int>("/labels/modes", false, ModeBit);
  info->contexts = fields->Labels<int>("/labels/contexts", false, ContextBit);
  info->sectors = fields->Labels<int>("/labels/sectors", false, SectorBit);
}

void ReadThresholds(Fields* fields, ModelInfo* info) {
  info->span_threshold = fields->Float("/thresholds/span");
  info->trigger_threshold = fields->Float("/thresholds/trigger");
  info->cue_threshold = fields->Float("/thresholds/cue");
  info->mode_threshold = fields->Float("/thresholds/modes");
  info->context_threshold = fields->Float("/thresholds/contexts");
  info->sector_threshold = fields->Float("/thresholds/sectors");
  info->antecedent_threshold = fields->Float("/thresholds/antecedent");
  const std::vector<std::string> roles = fields->Texts("/labels/roles");
  for (size_t i = 0; i < info->roles.size() && i < roles.size(); ++i) {
    Role& role = info->roles[i];
    role.threshold = fields->Float(fmt::format("/thresholds/roles/{}", roles[i]));
    role.floor = fields->FloatOr(fmt::format("/thresholds/floors/{}", roles[i]), role.floor);
  }
  info->calibration_scale = fields->Float("/calibration/scale");
  info->calibration_offset = fields->Float("/calibration/offset");
}

void ReadWindow(Fields* fields, ModelInfo* info) {
  info->window_pieces = fields->Count("/window/pieces", 8, kLongestWindow);
  info->window_overlap = fields->Count("/window/overlap", 0, kLongestWindow);
  if (3 * info->window_overlap >= info->window_pieces - 2) {
    fields->Complain("/window/overlap", "is a third of the window or more");
  }
  info->span_width = fields->Count("/span_width", 1, kLongestWindow);
}

void ReadFiles(simdjson::dom::element root, Fields* fields, ModelInfo* info) {
  info->encoder = fields->Text("/encoder");
  info->relations = fields->Text("/relations");
  simdjson::dom::object files;
  if (root.at_pointer("/files").get(files) != simdjson::SUCCESS) return;  // nothing to verify
  for (const simdjson::dom::key_value_pair file : files) {
    info->files.emplace_back(file.key, fields->Text(fmt::format("/files/{}", file.key)));
  }
}

}  // namespace

Result<ModelInfo> ReadModelInfo(const std::string& directory) {
  const std::string path = fmt::format("{}/model.json", directory);
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (const auto error = parser.load(path).get(root); error != simdjson::SUCCESS) {
    return Fail(fmt::format("{}: {}", path, simdjson::error_message(error)));
  }
  Fields fields(root);
  if (fields.Count("/format", 0, 1 << 30) != kFormat && fields.error().empty()) {
    return Fail(
        fmt::format("{}: /format is not {}, the one that this version reads", path, kFormat));
  }
  ModelInfo info;
  info.directory = directory;
  info.name = fields.Text("/name");
  info.version = fields.Text("/version");
  info.languages = fields.Texts("/languages");
  ReadTokenizer(&fields, &info);
  ReadWindow(&fields, &info);
  ReadLabels(&fields, &info);
  ReadThresholds(&fields, &info);
  ReadFiles(root, &fields, &info);
  if (!fields.error().empty()) return Fail(fmt::format("{}: {}", path, fields.error()));
  return info;
}

Result<std::string> ReadModelFile(const ModelInfo& info, const std::string& name) {
  const std::string path = fmt::format("{}/{}", info.directory, name);
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) return Fail(fmt::format("{}: {}", path, std::strerror(errno)));
  return bytes;
}

Status VerifyModelFiles(const ModelInfo& info) {
  for (const auto& [name, digest] : info.files) {
    const Result<std::string> bytes = ReadModelFile(info, name);
    if (!bytes) return tl::make_unexpected(bytes.error());
    if (Sha256(*bytes) != digest) {
      return Fail(fmt::format("{}/{} is not the file that model.json names: its SHA-256 differs",
                              info.directory, name));
    }
  }
  return {};
}

}  // namespace dateline
