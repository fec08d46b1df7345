#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "src/base/utf8.h"
#include "src/cli/commands.h"
#include "src/cli/event_options.h"
#include "src/cli/terminal.h"
#include "src/store/database.h"
#include "src/store/schema.h"
#include "src/store/table_export.h"

namespace dateline {
namespace {

constexpr char kFooter[] =
    "\nAll conditions must hold; of several values in one, any. Without --to, events come as a "
    "list to read,\n"
    "the latest first. With --reports each event shows every report that tells it.\n"
    "\nExamples:\n"
    "  dateline query --db news.db --actor MMR --recipient RUS --since 2031-01-01\n"
    "  dateline query --db news.db --dyad MMR,RUS --type AID,AGREE --to csv > aid.csv\n"
    "  dateline query --db news.db --text submarine --reports\n"
    "  dateline query --db news.db --place Sagaing --to parquet -o sagaing.parquet\n"
    "  dateline query --db news.db --sql \"SELECT type, count(*) FROM events GROUP BY ALL\" --to "
    "csv\n"
    "\nThe tables and columns are in docs/schema.md.";

struct QueryOptions {
  std::string db, as = "table", output = "-", sql;
  EventFilter filter;
  int64_t limit = 0;  // 0: 50 for reading, else no limit
  bool reports = false, by_month = false;
};

int Complain(const std::string& message, int code) {
  fmt::print(stderr, "dateline: {}\n", message);
  return code;
}

std::string Joined(const std::vector<std::string>& parts, const char* by = ", ") {
  return fmt::format("{}", fmt::join(parts, by));
}

// "killed 9-14, injured 40"
std::string Numbers(const Rows& row, size_t column) {
  std::vector<std::string> parts;
  for (const char* what : {"killed", "injured", "arrested", "displaced", "crowd", "amount"}) {
    if (!row.IsNull(column)) {
      const double low = row.Number(column), high = row.Number(column + 1);
      parts.push_back(low == high ? fmt::format("{} {:g}", what, low)
                                  : fmt::format("{} {:g}-{:g}", what, low, high));
    }
    column += 2;
  }
  return Joined(parts);
}

// `text` in lines of at most `width` characters, each behind `indent`.
std::string Folded(std::string_view text, size_t width, const std::string& indent) {
  std::string out = indent, word;
  size_t column = 0, letters = 0;
  auto put = [&] {
    if (column > 0 && column + 1 + letters > width) out += "\n" + indent, column = 0;
    if (column > 0) out += ' ', ++column;
    out += word;
    column += letters;
    word.clear();
    letters = 0;
  };
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = NextCodePoint(text, &at);
    if (c == ' ' || c == '\n' || c == '\t') {
      if (!word.empty()) put();
    } else {
      word += text.substr(begin, at - begin);
      ++letters;
    }
  }
  if (!word.empty()) put();
  return out + "\n";
}

// The list to read.
class EventList {
 public:
  EventList(Database* database, const QueryOptions& options)
      : db_(*database),
        o_(options),
        style_(UseColor(stdout, ColorWish::kAuto)),
        width_(static_cast<size_t>(TerminalWidth(stdout)) - 6) {}

  Status Print(const std::string& where) {
    const int64_t limit = o_.limit > 0 ? o_.limit : 50;
    Result<Rows> rows =
        db_.Query(fmt::format("SELECT id, coalesce(day::VARCHAR, 'without a day'), type, modes, "
                              "status, corroboration, reports, publishers, actor_names, "
                              "actor_countries, recipient_names, recipient_countries, place_name, "
                              "quad, sentence, denials, "
                              "killed_min, killed_max, injured_min, injured_max, arrested_min, "
                              "arrested_max, displaced_min, displaced_max, crowd_min, "
                              "crowd_max, amount_min, amount_max FROM events WHERE {} ORDER BY day "
                              "DESC NULLS LAST, id LIMIT {}",
                              where, limit));
    if (!rows) return tl::unexpected(rows.error());
    int64_t shown = 0;
    for (; rows->Next(); ++shown) {
      PrintEvent(*rows);
      const Status told = o_.reports ? PrintReports(std::string(rows->Text(0))) : Status();
      if (!told) return told;
    }
    const Result<int64_t> all = db_.QueryInteger("SELECT count(*) FROM events WHERE " + where);
    if (!all) return tl::unexpected(all.error());
    fmt::print(stderr, "{}{} events{}\n", shown < *all ? fmt::format("{} of ", shown) : "", *all,
               shown < *all ? "; --limit shows more" : "");
    return {};
  }

 private:
  std::string Side(const Rows& row, size_t names) const {
    const std::string countries = Joined(row.TextList(names + 1), " ");
    const std::string who = Joined(row.TextList(names));
    return who + (countries.empty() ? "" : " [" + countries + "]");
  }

  void PrintEvent(const Rows& row) const {
    const int64_t quad = row.Integer(13);
    std::string type(row.Text(2));
    for (const std::string& mode : row.TextList(3)) type += " " + mode;
    const std::string coloured = quad >= 3   ? style_.Conflict(type)
                                 : quad >= 1 ? style_.Cooperation(type)
                                             : type;
    std::string line =
        fmt::format("{}  {} · {} · {}, {} report{}", style_.Bold(row.Text(1)), coloured,
                    row.Text(4), row.Text(5), row.Integer(6), row.Integer(6) == 1 ? "" : "s");
    if (row.Integer(7) > 1) line += fmt::format(" in {} papers", row.Integer(7));
    fmt::print("{}  {}\n", line, style_.Dim(row.Text(0)));
    const std::string actor = Side(row, 8), recipient = Side(row, 10), numbers = Numbers(row, 16);
    line = actor.empty() ? "?" : actor;
    if (!recipient.empty()) line += " → " + recipient;
    if (!row.Text(12).empty()) line += fmt::format(" · in {}", row.Text(12));
    if (!numbers.empty()) line += " · " + numbers;
    fmt::print("{}{}\n", Folded(line, width_, "    "), Folded(row.Text(14), width_, "    │ "));
  }

  Status PrintReports(const std::string& event) {
    Result<Rows> rows = db_.Query(
        "SELECT coalesce(r.day::VARCHAR, ''), r.role, coalesce(r.publisher, d.path, d.given_id), "
        "r.sentence, d.copy_of IS NOT NULL, "
        "coalesce(d.url, '') FROM reports r JOIN documents d ON d.id = r.document WHERE r.event = "
        "$1 ORDER BY d.sequence, r.number",
        {event});
    if (!rows) return tl::unexpected(rows.error());
    while (rows->Next()) {
      fmt::print("      {} {} · {}{} {}\n{}", rows->Text(0), rows->Text(2), rows->Text(1),
                 rows->Integer(4) != 0 ? ", reprint" : "", style_.Dim(rows->Text(5)),
                 Folded(rows->Text(3), width_ - 4, "        │ "));
    }
    fmt::print("\n");
    return {};
  }

  Database& db_;
  const QueryOptions& o_;
  const Style style_;
  const size_t width_;
};

int RunQuery(const QueryOptions& o) {
  Result<Database> db = Database::Open(o.db, {});
  if (!db) return Complain(db.error().message, kExitSomeFailed);
  Status status = CheckSchema(*db);
  if (!status) return Complain(status.error().message, kExitSomeFailed);
  const Result<std::string> where = WhereClause(o.filter);
  if (!where) return Complain(where.error().message, kExitUsage);
  if (o.as == "table" && o.sql.empty()) {
    status = EventList(&*db, o).Print(*where);
    return status ? kExitDone : Complain(status.error().message, kExitSomeFailed);
  }
  ExportTarget target;
  target.format = o.as == "jsonl"     ? ExportFormat::kJsonl
                  : o.as == "parquet" ? ExportFormat::kParquet
                                      : ExportFormat::kCsv;
  target.path = o.output;
  if (o.by_month) target.month_of = "day";
  const char* table = o.reports ? "reports" : "events";
  std::string select =
      fmt::format("SELECT * FROM {} WHERE {} ORDER BY day, id", table,
                  o.reports ? "event IN (SELECT id FROM events WHERE " + *where + ")" : *where);
  if (!o.sql.empty()) select = o.sql;
  if (o.limit > 0) select = fmt::format("SELECT * FROM ({}) LIMIT {}", select, o.limit);
  status = ExportRows(*db, select, target);
  return status ? kExitDone : Complain(status.error().message, kExitSomeFailed);
}

}  // namespace

Command AddQueryCommand(CLI::App& app) {
  auto o = std::make_shared<QueryOptions>();
  CLI::App* query = app.add_subcommand("query", "Find events in a database");
  query->footer(kFooter);
  query->add_option("--db", o->db, "The database file")->required();
  AddFilterOptions(query, &o->filter);
  query->add_option("--to", o->as, "table (for reading), csv, jsonl, parquet")
      ->check(CLI::IsMember({"table", "csv", "jsonl", "parquet"}));
  query->add_flag("--reports", o->reports,
                  "Each report of the events: below them, or instead of them with --to");
  query
      ->add_option("--limit", o->limit, "At most so many (default: 50 in a list to read, else all)")
      ->check(CLI::PositiveNumber);
  query->add_option("-o,--output", o->output, "Write here instead of standard output");
  query->add_flag("--by-month", o->by_month, "Parquet into a folder with a file a month");
  query->add_option("--sql", o->sql, "Rows of a SELECT of your own, as csv, jsonl or parquet");
  return [o] { return RunQuery(*o); };
}

}  // namespace dateline
