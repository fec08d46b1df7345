#include <CLI/CLI.hpp>

#include "src/cli/commands.h"

namespace dateline {
Command AddExtractCommand(CLI::App& app) {
  app.add_subcommand("extract", "Print the article alone: title, date, paragraphs");
  return [] { return kExitUsage; };
}
}  // namespace dateline
