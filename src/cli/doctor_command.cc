#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>

#include "src/cli/commands.h"
#include "src/cli/installation.h"
#include "src/pipeline/pipeline.h"

namespace dateline {
namespace {

struct DoctorOptions {
  std::string model, data;
};

// A sentence whose events nobody disputes; ours.
constexpr char kProbe[] =
    "President Amina Hadley met Foreign Minister Jonas Okello in Lusaka on Tuesday, and police "
    "arrested nine protesters outside the parliament.";

bool Line(bool good, const std::string& what) {
  fmt::print("{} {}\n", good ? "ok   " : "FAIL ", what);
  return good;
}

bool SelfTest(const Pipeline& pipeline) {
  Article article;
  article.id = "doctor";
  article.text = kProbe;
  article.published = "2031-06-12";
  article.paragraphs = {{ParagraphRole::kLead, {0, static_cast<uint32_t>(sizeof(kProbe) - 1)}}};
  const Result<CodedDocument> coded = pipeline.Code(std::move(article));
  if (!coded) return Line(false, coded.error().message);
  bool met = false, arrested = false;
  for (const Event& e : coded->events) {
    met |= e.type == EventType::kConsult && !e.actors.empty();
    arrested |= e.type == EventType::kCoerce && !e.actors.empty() && !e.recipients.empty();
  }
  return Line(met && arrested,
              fmt::format("self-test: {} events of a built-in sentence, a meeting and an arrest {}",
                          coded->events.size(), met && arrested ? "among them" : "expected"));
}

int RunDoctor(const DoctorOptions& o) {
  fmt::print("dateline {}\n", DATELINE_VERSION);
  const Result<Installation> where = FindInstallation(o.model, o.data);
  if (!where) {
    Line(false, where.error().message);
    return kExitSomeFailed;
  }
  bool good = true;
  const auto pipeline = Pipeline::Open({where->model_dir, where->data_dir, "", {}});
  if (!pipeline) {
    Line(false, pipeline.error().message);
    return kExitSomeFailed;
  }
  const Status intact = (*pipeline)->model().VerifyFiles();
  good &= Line(intact.has_value(),
               intact ? "model files as described: " + where->model_dir : intact.error().message);
  const auto& info = (*pipeline)->model().info();
  Line(true, fmt::format("model {} {}", info.name, info.version));
  Line(true, "data: " + where->data_dir);
  good &= SelfTest(**pipeline);
  return good ? kExitDone : kExitSomeFailed;
}

}  // namespace

Command AddDoctorCommand(CLI::App& app) {
  auto o = std::make_shared<DoctorOptions>();
  CLI::App* doctor =
      app.add_subcommand("doctor", "Check the installation: model, data, versions, a self-test");
  doctor->add_option("--model", o->model, "Model folder (default: the installed one)");
  doctor->add_option("--data", o->data, "Data folder (default: the installed one)");
  return [o] { return RunDoctor(*o); };
}

}  // namespace dateline
