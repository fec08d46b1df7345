#include "src/store/schema.h"

#include <fmt/format.h>

#include <string_view>

#include "src/store/migration.h"

namespace dateline {
namespace {

TableSpec Documents() {
  return {
      "documents",
      "One row a news report that was coded.",
      {{"id", "VARCHAR", "16 hex digits, derived from the given id, text and date of publication."},
       {"sequence", "BIGINT", "Order of arrival in this database, from 1."},
       {"given_id", "VARCHAR", "The id that the input gave, or the reader made of the content."},
       {"path", "VARCHAR", "The input it came from: a file, or archive#record."},
       {"url", "VARCHAR", "Where it was published."},
       {"publisher", "VARCHAR", "Who published it."},
       {"title", "VARCHAR", "Headline."},
       {"authors", "VARCHAR[]", "Byline, one name each."},
       {"section", "VARCHAR", "Part of the paper or site."},
       {"published", "VARCHAR",
        "Date, or date and time with offset, as the input gave it (ISO 8601)."},
       {"day", "DATE",
        "The day of publication that relative dates count from; inferred where not given."},
       {"language", "VARCHAR", "BCP 47 primary tag."},
       {"text", "VARCHAR",
        "The text that was coded. Every span in this database counts its Unicode code points."},
       {"coder", "VARCHAR",
        "The version of model, data and program that coded it; see runs.coder."},
       {"story", "VARCHAR", "The story it belongs to."},
       {"copy_of", "VARCHAR",
        "The earlier document that it reprints, wholly or in good part; NULL for a text of its "
        "own."}}};
}

TableSpec Mentions() {
  return {
      "mentions",
      "One row a phrase that names or refers to someone, something or some place.",
      {{"document", "VARCHAR", "documents.id"},
       {"number", "INTEGER", "From 1 in each document; the JSON output's m1, m2, ..."},
       {"span_begin", "INTEGER", "First code point in documents.text."},
       {"span_end", "INTEGER", "Code point behind the last."},
       {"text", "VARCHAR", "The words."},
       {"kind", "VARCHAR", "PER, GRP, ORG, GPE, NORP, LOC or FAC."},
       {"score", "FLOAT", "Probability, 0 to 1."},
       {"same_as", "INTEGER", "Number of an earlier mention of the same entity; NULL for none."},
       {"entity", "VARCHAR", "entities.id; NULL when it was not resolved."}}};
}

TableSpec Entities() {
  return {
      "entities",
      "Whom and what mentions refer to, once over all documents; never changes.",
      {{"id", "VARCHAR", "16 hex digits, derived from all other columns."},
       {"name", "VARCHAR", "Canonical name, or the words of the first mention."},
       {"country", "VARCHAR", "ISO 3166-1 alpha-3, or IGO, NGO, IMG, MNC, EUR; NULL when unknown."},
       {"sectors", "VARCHAR[]", "PLOVER sectors at the time of the report: GOV, MIL, REB, ..."},
       {"wikidata", "VARCHAR", "Q-id. One person may have several rows, one for each office held."},
       {"geonames", "BIGINT", "GeoNames id, for places."},
       {"latitude", "DOUBLE", "For places."},
       {"longitude", "DOUBLE", "For places."},
       {"place_country", "VARCHAR", "The country a place lies in, alpha-3."},
       {"admin1", "VARCHAR", "The province a place lies in."},
       {"place_precision", "VARCHAR", "exact, city, admin1, country or region."}}};
}

TableSpec Reports() {
  return {
      "reports",
      "One row an event as one document tells it. Many reports may tell one event.",
      {{"id", "VARCHAR", "16 hex digits, derived from document, type and trigger."},
       {"document", "VARCHAR", "documents.id"},
       {"number", "INTEGER", "From 1 in each document, in the order of the text."},
       {"event", "VARCHAR", "events.id: the happening that it tells."},
       {"story", "VARCHAR", "stories.id"},
       {"role", "VARCHAR",
        "What the report is to its event: report, plan, possibility, denial, or correction (the "
        "same publisher gave "
        "another number before)."},
       {"day", "DATE", "Day of publication (documents.day)."},
       {"publisher", "VARCHAR", "documents.publisher"},
       {"type", "VARCHAR", "The act as told, one of PLOVER's 16 types."},
       {"modes", "VARCHAR[]", "PLOVER modes."},
       {"status", "VARCHAR", "actual, future, hypothetical, negated or historical."},
       {"plover", "VARCHAR", "Strict PLOVER 2.0 type; NULL for what did not or might happen."},
       {"cameo", "VARCHAR", "Two-digit CAMEO root."},
       {"quad", "TINYINT",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 "
        "none."},
       {"intensity", "DOUBLE", "From -10 (conflict) to 10 (cooperation)."},
       {"confidence", "FLOAT", "Probability, 0 to 1."},
       {"trigger", "VARCHAR", "The word that tells the event."},
       {"trigger_begin", "INTEGER", "Its first code point in documents.text."},
       {"trigger_end", "INTEGER", "Code point behind its last."},
       {"sentence", "VARCHAR", "The sentence it stands in."},
       {"sentence_begin", "INTEGER", "The sentence's first code point in documents.text."},
       {"sentence_end", "INTEGER", "Code point behind its last."},
       {"actors", "VARCHAR[]", "Who acts: entities.id, each once."},
       {"actor_names", "VARCHAR[]", "Name of each actor."},
       {"actor_countries", "VARCHAR[]", "Their countries, each once."},
       {"actor_sectors", "VARCHAR[]", "Their sectors, each once."},
       {"actor_mentions", "INTEGER[]", "mentions.number of each phrase that names an actor."},
       {"recipients", "VARCHAR[]", "To whom it is done: entities.id, each once."},
       {"recipient_names", "VARCHAR[]", "Name of each recipient."},
       {"recipient_countries", "VARCHAR[]", "Their countries, each once."},
       {"recipient_sectors", "VARCHAR[]", "Their sectors, each once."},
       {"recipient_mentions", "INTEGER[]",
        "mentions.number of each phrase that names a recipient."},
       {"places", "VARCHAR[]", "Where: entities.id, each once."},
       {"place_mentions", "INTEGER[]", "mentions.number of each phrase that names a place."},
       {"sources", "VARCHAR[]", "According to whom: entities.id, each once."},
       {"source_names", "VARCHAR[]", "Name of each source."},
       {"source_mentions", "INTEGER[]", "mentions.number of each phrase that names a source."},
       {"date_start", "DATE", "First day of the event; NULL when the text does not say."},
       {"date_end", "DATE", "Last day."},
       {"date_precision", "VARCHAR", "day, month, year or interval."},
       {"times", "VARCHAR[]", "ISO 8601 value of each expression of time."},
       {"time_spans", "INTEGER[]", "Begin and end of each expression of time, in pairs."},
       {"contexts", "VARCHAR[]", "PLOVER contexts."},
       {"killed", "DOUBLE", "As the report says; NULL when it does not."},
       {"injured", "DOUBLE", "As the report says."},
       {"arrested", "DOUBLE", "As the report says."},
       {"displaced", "DOUBLE", "As the report says."},
       {"crowd", "DOUBLE", "As the report says."},
       {"amount", "DOUBLE", "As the report says, in its currency."},
       {"number_kinds", "VARCHAR[]", "Each number in the order of the text: killed, injured, ..."},
       {"number_values", "DOUBLE[]", "Their values."},
       {"number_spans", "INTEGER[]", "Begin and end of each, in pairs."},
       {"sentence_number", "INTEGER", "Which sentence of the document it is, from 1."}}};
}

TableSpec Events() {
  return {"events",
          "One row a happening, drawn from all reports that tell it. Rows change as reports "
          "arrive; ids stay.",
          {{"id", "VARCHAR", "16 hex digits, derived from the first report."},
           {"story", "VARCHAR", "stories.id of the first report."},
           {"day", "DATE", "Start of the agreed date, else the day of the first report."},
           {"type", "VARCHAR", "The type that most reports give."},
           {"modes", "VARCHAR[]", "Modes that at least a third of the reports give."},
           {"status", "VARCHAR",
            "actual or historical once a report tells it as done, else future, hypothetical or "
            "negated."},
           {"plover", "VARCHAR",
            "Strict PLOVER 2.0 type for that status; NULL for what did not or might happen."},
           {"cameo", "VARCHAR", "Two-digit CAMEO root."},
           {"quad", "TINYINT",
            "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; "
            "0 none."},
           {"intensity", "DOUBLE", "Mean over the reports that have the event's strict type."},
           {"confidence", "FLOAT", "The most confident report's."},
           {"actors", "VARCHAR[]", "entities.id, the most often named first."},
           {"actor_names", "VARCHAR[]", "Their names."},
           {"actor_countries", "VARCHAR[]", "Their countries, each once."},
           {"actor_sectors", "VARCHAR[]", "Their sectors, each once."},
           {"recipients", "VARCHAR[]", "entities.id, the most often named first."},
           {"recipient_names", "VARCHAR[]", "Their names."},
           {"recipient_countries", "VARCHAR[]", "Their countries, each once."},
           {"recipient_sectors", "VARCHAR[]", "Their sectors, each once."},
           {"place", "VARCHAR", "entities.id of the most precise place that reports agree on."},
           {"place_name", "VARCHAR", "Its name."},
           {"place_country", "VARCHAR", "The country it lies in, alpha-3."},
           {"admin1", "VARCHAR", "The province it lies in."},
           {"geonames", "BIGINT", "Its GeoNames id."},
           {"latitude", "DOUBLE", "Of the place."},
           {"longitude", "DOUBLE", "Of the place."},
           {"date_start", "DATE", "First day that reports agree on; NULL when none says."},
           {"date_end", "DATE", "Last day."},
           {"date_precision", "VARCHAR", "day, month, year or interval."},
           {"contexts", "VARCHAR[]", "Contexts that at least a third of the reports give."},
           {"first_report", "DATE", "Day of the first report."},
           {"last_report", "DATE", "Day of the last report."},
           {"reports", "INTEGER", "Reports that tell it, of every role."},
           {"documents", "INTEGER", "Documents that tell it."},
           {"originals", "INTEGER", "Documents that tell it and reprint no other that does."},
           {"publishers", "INTEGER", "Distinct publishers."},
           {"sources", "INTEGER", "Distinct sources that reports name."},
           {"denials", "INTEGER", "Reports that deny it."},
           {"corrections", "INTEGER", "Reports that correct a number their publisher gave before."},
           {"plans", "INTEGER", "Reports from before, that announce it."},
           {"corroboration", "VARCHAR",
            "single (one document), copied (several, all one text), corroborated (texts of their "
            "own by several "
            "publishers), contested (denied by one of the reports)."},
           {"killed_min", "DOUBLE", "Least number that a report gives; NULL when none does."},
           {"killed_max", "DOUBLE", "Greatest."},
           {"injured_min", "DOUBLE", "Least."},
           {"injured_max", "DOUBLE", "Greatest."},
           {"arrested_min", "DOUBLE", "Least."},
           {"arrested_max", "DOUBLE", "Greatest."},
           {"displaced_min", "DOUBLE", "Least."},
           {"displaced_max", "DOUBLE", "Greatest."},
           {"crowd_min", "DOUBLE", "Least."},
           {"crowd_max", "DOUBLE", "Greatest."},
           {"amount_min", "DOUBLE", "Least."},
           {"amount_max", "DOUBLE", "Greatest."},
           {"best_report", "VARCHAR", "reports.id of the most confident report of it as done."},
           {"sentence", "VARCHAR", "That report's sentence."}}};
}

TableSpec Claims() {
  return {
      "claims",
      "One row a statement that someone is quoted or cited with.",
      {{"id", "VARCHAR", "16 hex digits, derived from document and content."},
       {"document", "VARCHAR", "documents.id"},
       {"number", "INTEGER", "From 1 in each document."},
       {"source", "VARCHAR", "entities.id of who says it; NULL when nobody is named or resolved."},
       {"source_mention", "INTEGER", "mentions.number of who says it."},
       {"source_name", "VARCHAR", "Their name."},
       {"form", "VARCHAR", "direct, indirect or mixed."},
       {"cue", "VARCHAR", "The word of saying; NULL in interviews."},
       {"cue_begin", "INTEGER", "Its first code point in documents.text."},
       {"cue_end", "INTEGER", "Code point behind its last."},
       {"content", "VARCHAR", "What is said."},
       {"content_begin", "INTEGER", "Its first code point in documents.text."},
       {"content_end", "INTEGER", "Code point behind its last."}}};
}

TableSpec Stories() {
  return {"stories",
          "One row a running story: documents about the same matter. Rows change as documents "
          "arrive; ids stay.",
          {{"id", "VARCHAR", "16 hex digits, derived from the first document."},
           {"title", "VARCHAR", "Headline of the first document, else the beginning of its text."},
           {"first_day", "DATE", "Day of its earliest document."},
           {"last_day", "DATE", "Day of its latest document."},
           {"documents", "INTEGER", "Documents in it."},
           {"originals", "INTEGER", "Those that reprint no other."},
           {"publishers", "INTEGER", "Distinct publishers."},
           {"events", "INTEGER", "Events that started in it."}}};
}

TableSpec DocumentErrors() {
  return {"document_errors",
          "One row an input that could not be read or coded.",
          {{"id", "VARCHAR", "16 hex digits, derived from the message."},
           {"path", "VARCHAR", "The input, as the message names it."},
           {"reason", "VARCHAR", "What is wrong with it."},
           {"coder", "VARCHAR", "runs.coder of the program that met it."}}};
}

TableSpec Runs() {
  return {"runs",
          "One row a run of `dateline ingest` over this database.",
          {{"id", "VARCHAR", "16 hex digits, derived from start and coder."},
           {"started", "TIMESTAMP", "UTC."},
           {"finished", "TIMESTAMP", "UTC; NULL while it runs, or when it was killed."},
           {"outcome", "VARCHAR",
            "running, finished, interrupted or failed. A killed run stays at running."},
           {"command", "VARCHAR", "The inputs it was given."},
           {"coder", "VARCHAR",
            "16 hex digits, derived from the three below: the version of the coder."},
           {"program", "VARCHAR", "Version of dateline."},
           {"model", "VARCHAR", "Model and a hash of its files."},
           {"data", "VARCHAR", "A hash of the data files."},
           {"documents", "BIGINT", "Documents that it added."},
           {"skipped", "BIGINT", "Documents that were there already."},
           {"events", "BIGINT", "Reports of events that it added."},
           {"errors", "BIGINT", "Inputs that failed."}}};
}

TableSpec StoryState() {
  return {"story_state",
          "What stories that are still open need to go on: for dateline itself, not for reading.",
          {{"sequence", "BIGINT", "documents.sequence"}, {"state", "BLOB", "Packed."}}};
}

std::string CreateTable(const TableSpec& table) {
  std::string sql = fmt::format("CREATE TABLE {} (", table.name);
  const char* comma = "";
  for (const ColumnSpec& c : table.columns) {
    sql += fmt::format("{}{} {}", comma, c.name, c.type);
    comma = ", ";
  }
  return sql + ");\n";
}

std::string CommentTable(const TableSpec& table) {
  std::string sql =
      fmt::format("COMMENT ON TABLE {} IS {};\n", table.name, SqlQuoted(table.comment));
  for (const ColumnSpec& c : table.columns) {
    sql +=
        fmt::format("COMMENT ON COLUMN {}.{} IS {};\n", table.name, c.name, SqlQuoted(c.comment));
  }
  return sql;
}

Status InTransaction(Database& database, const std::string& sql) {
  const Status done = database.Execute("BEGIN;\n" + sql + "COMMIT;");
  if (!done) (void)database.Execute("ROLLBACK");
  return done;
}

Status Create(Database& database) {
  std::string sql;
  for (const TableSpec& table : Tables()) sql += CreateTable(table) + CommentTable(table);
  sql += fmt::format("INSERT INTO schema_version VALUES ({});\n", kSchemaVersion);
  return InTransaction(database, sql);
}

// Brings comments in line too: words may change without the version.
Status Migrate(Database& database, int from) {
  std::string sql;
  for (int version = from; version < kSchemaVersion; ++version) sql += MigrationFrom(version);
  for (const TableSpec& table : Tables()) sql += CommentTable(table);
  sql += fmt::format("UPDATE schema_version SET version = {};\n", kSchemaVersion);
  return InTransaction(database, sql);
}

// 0 for an empty database.
Result<int64_t> VersionOf(Database& database) {
  const Result<int64_t> has = database.QueryInteger(
      "SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_version'");
  if (!has) return has;
  if (*has == 1) return database.QueryInteger("SELECT version FROM schema_version");
  const Result<int64_t> others =
      database.QueryInteger("SELECT count(*) FROM information_schema.tables");
  if (others && *others > 0)
    return Fail(database.path() + ": holds tables that are not dateline's");
  return 0;
}

Status NewerThanProgram(const Database& database, int64_t version) {
  return Fail(fmt::format("{}: written by a newer dateline (schema {}, this one knows {})",
                          database.path(), version, kSchemaVersion));
}

}  // namespace

const std::vector<TableSpec>& Tables() {
  static const auto* tables =
      new std::vector<TableSpec>{Documents(),
                                 Mentions(),
                                 Entities(),
                                 Reports(),
                                 Events(),
                                 Claims(),
                                 Stories(),
                                 DocumentErrors(),
                                 Runs(),
                                 StoryState(),
                                 {"schema_version",
                                  "The version of these tables, one row.",
                                  {{"version", "INTEGER", "Grows with every change."}}}};
  return *tables;
}

Status PrepareSchema(Database& database) {
  const Result<int64_t> version = VersionOf(database);
  if (!version) return tl::unexpected(version.error());
  if (*version == 0) return Create(database);
  if (*version > kSchemaVersion) return NewerThanProgram(database, *version);
  if (*version < kSchemaVersion) return Migrate(database, static_cast<int>(*version));
  return {};
}

Status CheckSchema(Database& database) {
  const Result<int64_t> version = VersionOf(database);
  if (!version) return tl::unexpected(version.error());
  if (*version == 0) return Fail(database.path() + ": is empty; `dateline ingest` fills it");
  if (*version > kSchemaVersion) return NewerThanProgram(database, *version);
  if (*version < kSchemaVersion) {
    return Fail(
        fmt::format("{}: has schema {}, this program reads {}; run `dateline ingest --db {}` once "
                    "to bring it up",
                    database.path(), *version, kSchemaVersion, database.path()));
  }
  return {};
}

std::string SchemaMarkdown() {
  std::string out = fmt::format(
      "# The database\n\n"
      "Made from `src/store/schema.cc` by `store_test` (set `DATELINE_UPDATE_DOCS=1` to rewrite "
      "it); do not edit.\n\n"
      "`dateline ingest --db FILE` keeps everything in one DuckDB file, schema version {}. The "
      "same words are inside the\n"
      "file as comments (`SELECT * FROM duckdb_columns()`). Ids are derived from content: the same "
      "input gives the\n"
      "same ids, and a rerun adds nothing. Spans count Unicode code points of `documents.text`, "
      "end excluded.\n",
      kSchemaVersion);
  for (const TableSpec& table : Tables()) {
    out += fmt::format("\n## {}\n\n{}\n\n| column | type | meaning |\n|---|---|---|\n", table.name,
                       table.comment);
    for (const ColumnSpec& c : table.columns)
      out += fmt::format("| `{}` | {} | {} |\n", c.name, c.type, c.comment);
  }
  return out;
}

}  // namespace dateline
