#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "src/cli/commands.h"
#include "src/cli/event_options.h"
#include "src/store/database.h"
#include "src/store/event_layouts.h"
#include "src/store/schema.h"
#include "src/store/table_export.h"

namespace dateline {
namespace {

constexpr char kFooter[] =
    "\nOne row an event that has a strict PLOVER type, with exactly the columns of the data set. "
    "What has no\n"
    "counterpart is empty; docs/export.md lists it.\n"
    "\nExamples:\n"
    "  dateline export --db news.db --as gdelt --to csv -o events.csv\n"
    "  dateline export --db news.db --as polecat --to parquet -o polecat/ --by-month --since "
    "2031-01-01";

struct ExportOptions {
  std::string db, as, to = "csv", output = "-";
  EventFilter filter;
  bool by_month = false;
};

int Complain(const std::string& message, int code) {
  fmt::print(stderr, "dateline: {}\n", message);
  return code;
}

// The DATE column of a layout by which months are told apart; GDELT has none.
std::string DayColumn(const std::string& layout) {
  if (layout == "gdelt") return "strptime(SQLDATE::VARCHAR, '%Y%m%d')";
  return layout == "plover" ? "event_date" : "\"Event Date\"";
}

int RunExport(const ExportOptions& o) {
  if (o.by_month && o.to != "parquet")
    return Complain("--by-month goes with --to parquet", kExitUsage);
  Result<Database> db = Database::Open(o.db, {});
  if (!db) return Complain(db.error().message, kExitSomeFailed);
  Status status = CheckSchema(*db);
  if (!status) return Complain(status.error().message, kExitSomeFailed);
  const Result<std::string> where = WhereClause(o.filter);
  if (!where) return Complain(where.error().message, kExitUsage);
  const Result<std::string> select = LayoutSelect(o.as, *where);
  if (!select) return Complain(select.error().message, kExitUsage);
  ExportTarget target;
  target.format = o.to == "jsonl"     ? ExportFormat::kJsonl
                  : o.to == "parquet" ? ExportFormat::kParquet
                                      : ExportFormat::kCsv;
  target.path = o.output;
  if (o.by_month) target.month_of = DayColumn(o.as);
  status = ExportRows(*db, *select, target);
  return status ? kExitDone : Complain(status.error().message, kExitSomeFailed);
}

}  // namespace

Command AddExportCommand(CLI::App& app) {
  auto o = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand(
      "export", "Write events in the columns of GDELT, ICEWS, POLECAT or PLOVER");
  command->footer(kFooter);
  command->add_option("--db", o->db, "The database file")->required();
  command->add_option("--as", o->as, "gdelt, icews, polecat, plover")
      ->required()
      ->check(CLI::IsMember(LayoutNames()));
  command->add_option("--to", o->to, "csv, jsonl, parquet")
      ->check(CLI::IsMember({"csv", "jsonl", "parquet"}));
  command->add_option("-o,--output", o->output, "Write here instead of standard output");
  command->add_flag("--by-month", o->by_month, "Parquet into a folder with a file a month");
  AddFilterOptions(command, &o->filter);
  return [o] { return RunExport(*o); };
}

}  // namespace dateline
