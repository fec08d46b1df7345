#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "src/cli/commands.h"
#include "src/cli/event_options.h"
#include "src/cli/output_file.h"
#include "src/cli/terminal.h"
#include "src/store/database.h"
#include "src/store/dyad_series.h"
#include "src/store/schema.h"
#include "src/store/series_chart.h"

namespace dateline {
namespace {

constexpr char kFooter[] =
    "\nCounts events and their reports by quad class, mean and sum of intensity, publishers, and "
    "events for a\n"
    "thousand articles of the database. Intervals are percentiles over resampled stories.\n"
    "\nExamples:\n"
    "  dateline series --db news.db --dyad MMR,RUS --by month\n"
    "  dateline series --db news.db --dyad MMR,RUS --by week --to csv > mmr-rus.csv\n"
    "  dateline series --db news.db --dyad MMR,RUS --svg mmr-rus.svg --png mmr-rus.png";

struct SeriesCommandOptions {
  std::string db, by = "month", as = "chart", svg, png;
  SeriesOptions series;
};

int Complain(const std::string& message, int code) {
  fmt::print(stderr, "dateline: {}\n", message);
  return code;
}

std::string Title(const SeriesCommandOptions& o) {
  std::string who = o.series.filter.dyad;
  const size_t comma = who.find(',');
  if (comma != std::string::npos) who.replace(comma, 1, " – ");
  return fmt::format("{}events by {}", who.empty() ? "" : who + ": ", o.by);
}

std::string Ranged(std::optional<double> value, const std::optional<Interval>& interval,
                   const char* form) {
  if (!value) return "";
  std::string out = fmt::format(fmt::runtime(form), *value);
  if (interval)
    out += fmt::format(fmt::runtime(std::string(" (") + form + ".." + form + ")"), interval->low,
                       interval->high);
  return out;
}

// The last periods in figures, under the chart.
std::string Figures(const std::vector<SeriesRow>& rows, Period period) {
  std::string out =
      fmt::format("\n{:<11}{:>22}{:>9}{:>24}{:>12}{:>10}{:>12}\n", "", "events (95 %)", "reports",
                  "mean intensity (95 %)", "publishers", "articles", "per 1,000");
  for (size_t i = rows.size() > 12 ? rows.size() - 12 : 0; i < rows.size(); ++i) {
    const SeriesRow& r = rows[i];
    const auto rate = r.per_thousand_articles();
    out += fmt::format("{:<11}{:>22}{:>9}{:>24}{:>12}{:>10}{:>12}\n", PeriodName(r.start, period),
                       Ranged(static_cast<double>(r.all_events()), r.events_interval, "{:.0f}"),
                       r.all_reports(), Ranged(r.mean_intensity(), r.intensity_interval, "{:+.1f}"),
                       r.publishers, r.articles, rate ? fmt::format("{:.2f}", *rate) : "");
  }
  return out;
}

Status WriteFile(const std::string& path, const std::string& bytes) {
  if (path.empty()) return {};
  Result<OutputFile> file = OutputFile::Open(path);
  if (!file) return tl::unexpected(file.error());
  const Status written = file->Write(bytes);
  return written ? file->Close() : written;
}

int RunSeries(SeriesCommandOptions& o) {
  o.series.period = o.by == "week"   ? Period::kWeek
                    : o.by == "year" ? Period::kYear
                                     : Period::kMonth;
  const Result<std::string> where = WhereClause(o.series.filter);
  if (!where) return Complain(where.error().message, kExitUsage);
  Result<Database> db = Database::Open(o.db, {});
  if (!db) return Complain(db.error().message, kExitSomeFailed);
  Status status = CheckSchema(*db);
  if (!status) return Complain(status.error().message, kExitSomeFailed);
  const Result<std::vector<SeriesRow>> rows = DyadSeries(*db, o.series);
  if (!rows) return Complain(rows.error().message, kExitSomeFailed);
  ChartOptions chart;
  chart.title = Title(o);
  chart.period = o.series.period;
  if (o.as == "csv") {
    fmt::print("{}", SeriesCsv(*rows));
  } else if (o.as == "jsonl") {
    fmt::print("{}", SeriesJsonLines(*rows));
  } else if (rows->empty()) {
    fmt::print("no such events\n");
  } else {
    fmt::print(
        "{}{}",
        TerminalChart(*rows, chart, TerminalWidth(stdout), UseColor(stdout, ColorWish::kAuto)),
        Figures(*rows, chart.period));
  }
  if (!o.svg.empty()) status = WriteFile(o.svg, SvgChart(*rows, chart));
  if (status && !o.png.empty()) status = WriteFile(o.png, PngChart(*rows, chart));
  return status ? kExitDone : Complain(status.error().message, kExitSomeFailed);
}

}  // namespace

Command AddSeriesCommand(CLI::App& app) {
  auto o = std::make_shared<SeriesCommandOptions>();
  CLI::App* series = app.add_subcommand("series", "Draw how the tie between two parties moves");
  series->footer(kFooter);
  series->add_option("--db", o->db, "The database file")->required();
  series->add_option("--by", o->by, "week, month or year")
      ->check(CLI::IsMember({"week", "month", "year"}));
  series->add_option("--to", o->as, "chart (in the terminal), csv, jsonl")
      ->check(CLI::IsMember({"chart", "csv", "jsonl"}));
  series->add_option("--svg", o->svg, "Also draw into this file");
  series->add_option("--png", o->png, "Also draw into this file");
  series
      ->add_option("--bootstrap", o->series.bootstrap,
                   "Samples for the intervals (default 1000); 0: none")
      ->check(CLI::Range(0, 100000));
  AddFilterOptions(series, &o->series.filter);
  return [o] { return RunSeries(*o); };
}

}  // namespace dateline
