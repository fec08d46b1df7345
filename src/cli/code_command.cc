#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "src/cli/commands.h"
#include "src/cli/installation.h"
#include "src/cli/output_file.h"
#include "src/cli/progress.h"
#include "src/cli/table_output.h"
#include "src/cli/terminal.h"
#include "src/coding/event_date.h"
#include "src/pipeline/json_output.h"
#include "src/pipeline/pipeline.h"

namespace dateline {
namespace {

constexpr char kFooter[] =
    "\nPATH is a file, a folder or - for standard input (the default). --from auto goes by the\n"
    "extension, then by the first bytes. JSONL in: {\"id\",\"text\"} and, if known, \"url\", "
    "\"title\",\n"
    "\"published\", \"publisher\", \"language\", one document a line. The form of JSONL out is in\n"
    "docs/output.md; its spans count Unicode code points of \"text\".\n"
    "\nRelative dates (\"on Friday\") need the day of publication: from the page, the record or\n"
    "--published.\n"
    "\nExamples:\n"
    "  dateline code report.txt --published 2031-06-12\n"
    "  cat report.txt | dateline code - --to jsonl | jq '.events[].type'";

struct CodeOptions {
  std::vector<std::string> paths;
  std::string from = "auto", to = "table", color = "auto", output = "-";
  std::string model, data, published;
  std::vector<std::string> actors;
  size_t threads = 0;
};

ColorWish WishOf(const std::string& color) {
  return color == "always"  ? ColorWish::kAlways
         : color == "never" ? ColorWish::kNever
                            : ColorWish::kAuto;
}

int Fail(const std::string& message, int code) {
  fmt::print(stderr, "dateline: {}\n", message);
  return code;
}

int RunCode(const CodeOptions& o) {
  if (!o.published.empty() && !DaysOf(o.published)) {
    return Fail(fmt::format("--published {}: not a date like 2031-06-12", o.published), kExitUsage);
  }
  const Result<Installation> where = FindInstallation(o.model, o.data);
  if (!where) return Fail(where.error().message, kExitSomeFailed);
  const auto pipeline = Pipeline::Open({where->model_dir, where->data_dir, o.published, o.actors});
  if (!pipeline) return Fail(pipeline.error().message, kExitSomeFailed);
  Result<OutputFile> out = OutputFile::Open(o.output);
  if (!out) return Fail(out.error().message, kExitSomeFailed);

  const Style style(o.output == "-" && UseColor(stdout, WishOf(o.color)));
  const int width = TerminalWidth(stdout);
  Progress progress("coded", stderr, isatty(fileno(stdout)) == 0);
  const size_t threads =
      o.threads > 0 ? o.threads : std::max(1u, std::thread::hardware_concurrency());
  Status written;
  const PipelineCounts counts = (*pipeline)->CodeAll(
      o.paths, {*ParseFormat(o.from), {}}, threads, [&](Result<CodedDocument> coded) {
        if (!coded) {
          progress.Interrupt();
          fmt::print(stderr, "dateline: {}\n", coded.error().message);
          return true;
        }
        const std::string text =
            o.to == "jsonl" ? ToJsonLine(*coded) + "\n" : ToTable(*coded, style, width);
        written = out->Write(text);
        progress.Advance(coded->events.size());
        return written.has_value();
      });
  progress.Finish();
  if (written) written = out->Close();
  if (!written) return Fail(written.error().message, kExitSomeFailed);
  return counts.failed > 0 ? kExitSomeFailed : kExitDone;
}

}  // namespace

Command AddCodeCommand(CLI::App& app) {
  auto o = std::make_shared<CodeOptions>();
  CLI::App* code =
      app.add_subcommand("code", "Print the events of reports, pages, feeds or archives");
  code->footer(kFooter);
  code->add_option("PATH", o->paths, "Files, folders, or - for standard input");
  code->add_option("--from", o->from, "Form of the input: auto, text, html, jsonl, warc, feed")
      ->check(CLI::IsMember({"auto", "text", "html", "jsonl", "warc", "feed"}));
  code->add_option("--to", o->to, "table (for reading) or jsonl (records)")
      ->check(CLI::IsMember({"table", "jsonl"}));
  code->add_option("-o,--output", o->output, "Write here instead of standard output");
  code->add_option("--published", o->published,
                   "Day of publication of inputs that state none: 2031-06-12");
  code->add_option("--threads", o->threads, "Articles coded at once (default: one a core)")
      ->check(CLI::Range(1, 1024));
  code->add_option("--color", o->color, "auto (a terminal gets colour), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  code->add_option("--actors-file", o->actors,
                   "Your own actors, a table like data/actors.tsv; goes before the shipped one");
  code->add_option("--model", o->model, "Model folder (default: the installed one)");
  code->add_option("--data", o->data, "Data folder (default: the installed one)");
  return [o] {
    if (o->paths.empty()) o->paths = {"-"};
    return RunCode(*o);
  };
}

}  // namespace dateline
