// dateline: reads news, records who did what to whom, when, where and according to whom.
#include <CLI/CLI.hpp>
#include <csignal>
#include <utility>
#include <vector>

#include "src/cli/commands.h"

namespace {

constexpr char kAbout[] =
    "Reads news and records who did what to whom, when, where and according to whom,\n"
    "in the PLOVER 2.0 ontology (with CAMEO beside it). Offline; one model; one binary.";

constexpr char kFooter[] =
    "\nExamples:\n"
    "  dateline code report.txt                       events of a report, for reading\n"
    "  dateline code page.html --to jsonl > out.jsonl the same as records, one document a line\n"
    "  dateline code news/ --threads 4 --to jsonl     a folder, on four cores\n"
    "  dateline doctor                                is everything in place?\n"
    "\nResults go to standard output, messages to standard error. Exit code 0: done;\n"
    "1: some inputs failed, each named on standard error; 2: wrong usage.";

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is a write error, not a death
  CLI::App app(kAbout, "dateline");
  app.footer(kFooter);
  app.set_version_flag("--version", "dateline " DATELINE_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  std::vector<std::pair<const char*, dateline::Command>> commands;
  commands.emplace_back("code", dateline::AddCodeCommand(app));
  commands.emplace_back("extract", dateline::AddExtractCommand(app));
  commands.emplace_back("ingest", dateline::AddIngestCommand(app));
  commands.emplace_back("query", dateline::AddQueryCommand(app));
  commands.emplace_back("export", dateline::AddExportCommand(app));
  commands.emplace_back("series", dateline::AddSeriesCommand(app));
  commands.emplace_back("doctor", dateline::AddDoctorCommand(app));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? dateline::kExitDone : dateline::kExitUsage;
  }
  for (const auto& [name, run] : commands) {
    if (app.got_subcommand(name)) return run();
  }
  return dateline::kExitUsage;
}
