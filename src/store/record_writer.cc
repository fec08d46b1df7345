#include "src/store/record_writer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "src/base/check.h"
#include "src/story/content_hash.h"
#include "src/story/digest.h"

namespace dateline {
namespace {

std::string CameoCode(int cameo) {
  if (cameo == 0) return "";
  return {static_cast<char>('0' + cameo / 10), static_cast<char>('0' + cameo % 10)};
}

std::string_view StrictType(int plover) {
  return plover == 0 ? "" : Name(static_cast<EventType>(plover - 1));
}

}  // namespace

RecordWriter::RecordWriter(Database* database, TableWriter stories, TableWriter events,
                           TableWriter old_stories, TableWriter old_events)
    : database_(database),
      stories_(std::move(stories)),
      events_(std::move(events)),
      old_stories_(std::move(old_stories)),
      old_events_(std::move(old_events)) {}

Result<RecordWriter> RecordWriter::Open(Database& database) {
  const Status made = database.Execute(
      "CREATE TEMP TABLE old_stories (id VARCHAR); CREATE TEMP TABLE old_events (id VARCHAR)");
  if (!made) return tl::unexpected(made.error());
  std::vector<TableWriter> writers;
  for (const char* table : {"stories", "events", "old_stories", "old_events"}) {
    Result<TableWriter> writer = TableWriter::Open(database, table);
    if (!writer) return tl::unexpected(writer.error());
    writers.push_back(std::move(*writer));
  }
  return RecordWriter(&database, std::move(writers[0]), std::move(writers[1]),
                      std::move(writers[2]), std::move(writers[3]));
}

void RecordWriter::Write(const StoryRecord& s) {
  const std::string id = HexId(s.id);
  if (!s.is_new) {
    old_stories_.Text(id);
    old_stories_.EndRow();
  }
  TableWriter& t = stories_;
  t.Text(id);
  t.TextOrNull(s.title);
  t.Day(s.first_day);
  t.Day(s.last_day);
  for (int32_t count : {s.documents, s.originals, s.publishers, s.events}) t.Integer(count);
  t.EndRow();
}

void RecordWriter::Write(const EventRecord& e, const DocumentWriter& entities) {
  const std::string id = HexId(e.id);
  if (!e.is_new) {
    old_events_.Text(id);
    old_events_.EndRow();
  }
  TableWriter& t = events_;
  t.Text(id);
  t.Text(HexId(e.story));
  t.Day(e.days ? std::optional(e.days->first) : e.first_report);
  t.Text(Name(e.type));
  t.Texts(NamesIn(e.modes, ModeNames()));
  t.Text(Name(e.status));
  t.TextOrNull(StrictType(e.plover));
  t.TextOrNull(CameoCode(e.cameo));
  t.Integer(e.quad);
  t.Number(e.intensity);
  t.Number(e.confidence);
  WriteSide(e.actors, entities);
  WriteSide(e.recipients, entities);
  WritePlace(e.place, entities);
  t.Day(e.days ? std::optional(e.days->first) : std::nullopt);
  t.Day(e.days ? std::optional(e.days->second) : std::nullopt);
  t.TextOrNull(e.days ? kDatePrecisions[e.date_precision] : "");
  t.Texts(NamesIn(e.contexts, ContextNames()));
  t.Day(e.first_report);
  t.Day(e.last_report);
  for (int32_t count : {e.reports, e.documents, e.originals, e.publishers, e.sources, e.denials,
                        e.corrections, e.plans}) {
    t.Integer(count);
  }
  t.Text(kCorroborationNames[static_cast<int>(e.corroboration)]);
  for (const auto& range : e.numbers) {
    t.NumberOrNull(range ? std::optional(range->first) : std::nullopt);
    t.NumberOrNull(range ? std::optional(range->second) : std::nullopt);
  }
  t.Text(HexId(e.best_report));
  t.TextOrNull(e.sentence);
  t.EndRow();
}

void RecordWriter::WriteSide(const std::vector<uint64_t>& side, const DocumentWriter& entities) {
  std::vector<std::string> ids;
  std::vector<std::string_view> names, countries;
  SectorSet sectors = 0;
  for (uint64_t id : side) {
    const EntityRow& entity = entities.entity(id);
    ids.push_back(HexId(id));
    names.push_back(entity.name);
    sectors |= entity.sectors;
    const bool is_new =
        std::find(countries.begin(), countries.end(), entity.country) == countries.end();
    if (!entity.country.empty() && is_new) countries.push_back(entity.country);
  }
  events_.Texts(ids);
  events_.Texts(names);
  events_.Texts(countries);
  events_.Texts(NamesIn(sectors, SectorNames()));
}

void RecordWriter::WritePlace(uint64_t place, const DocumentWriter& entities) {
  TableWriter& t = events_;
  if (place == 0) {
    for (int i = 0; i < 7; ++i) t.Null();
    return;
  }
  const EntityRow& entity = entities.entity(place);
  t.Text(HexId(place));
  t.TextOrNull(entity.name);
  t.TextOrNull(entity.place_country.empty() ? entity.country : entity.place_country);
  t.TextOrNull(entity.admin1);
  if (entity.place_precision.empty()) {
    t.Null(), t.Null(), t.Null();
    return;
  }
  t.Integer(entity.geonames);
  t.Number(entity.latitude);
  t.Number(entity.longitude);
}

Status RecordWriter::Apply() {
  for (TableWriter* old : {&old_stories_, &old_events_}) {
    const Status flushed = old->Flush();
    if (!flushed) return flushed;
  }
  const Status removed = database_->Execute(
      "DELETE FROM stories WHERE id IN (SELECT id FROM old_stories); DELETE FROM old_stories;"
      "DELETE FROM events WHERE id IN (SELECT id FROM old_events); DELETE FROM old_events;");
  if (!removed) return removed;
  const Status stories = stories_.Flush();
  return stories ? events_.Flush() : stories;
}

}  // namespace dateline
