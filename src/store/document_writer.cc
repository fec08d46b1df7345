#include "src/store/document_writer.h"

#include <algorithm>
#include <utility>

#include "src/base/check.h"
#include "src/base/utf8.h"
#include "src/story/content_hash.h"
#include "src/story/day.h"
#include "src/story/record_ids.h"

namespace dateline {
namespace {

// The phrases that fill one role of an event, as a row holds them.
struct Side {
  std::vector<std::string> ids, names, countries;
  std::vector<std::string_view> sectors;
  std::vector<int32_t> mentions;
};

void AddOnce(const std::string& value, std::vector<std::string>* to) {
  if (!value.empty() && std::find(to->begin(), to->end(), value) == to->end()) to->push_back(value);
}

}  // namespace

// The rows of one document.
class DocumentWriter::OneDocument {
 public:
  OneDocument(DocumentWriter* writer, const CodedDocument& coded, uint64_t id)
      : w_(*writer),
        coded_(coded),
        document_(coded.document),
        text_(document_.text()),
        index_(text_),
        id_(id),
        hex_(HexId(id)) {
    for (const Entity& e : document_.entities) {
      entity_ids_.push_back(EntityId(e));
      w_.Know(entity_ids_.back(), e);
    }
    day_ = DayOfIso(document_.published);
    if (!day_) day_ = DayOfIso(document_.article.published);
  }

  void WriteDocument(int64_t sequence, const std::string& coder,
                     const DocumentPlacement& placement) {
    const Article& a = document_.article;
    TableWriter& t = w_.documents_;
    t.Text(hex_);
    t.Integer(sequence);
    for (const std::string* s : {&a.id, &a.path, &a.url, &a.publisher, &a.title}) t.TextOrNull(*s);
    t.Texts(a.authors);
    t.TextOrNull(a.section);
    t.TextOrNull(a.published);
    t.Day(day_);
    t.TextOrNull(a.language);
    t.Text(a.text);
    t.Text(coder);
    t.Text(HexId(placement.story));
    t.TextOrNull(placement.copy_of == 0 ? "" : HexId(placement.copy_of));
    t.EndRow();
  }

  void WriteMentions() {
    TableWriter& t = w_.mentions_;
    for (size_t i = 0; i < document_.mentions.size(); ++i) {
      const Mention& m = document_.mentions[i];
      t.Text(hex_);
      t.Integer(static_cast<int64_t>(i) + 1);
      PutSpan(&t, m.span);
      t.Text(m.span.In(text_));
      t.Text(Name(m.kind));
      t.Number(m.score);
      PutMention(&t, m.same_as);
      t.TextOrNull(m.entity < 0 ? "" : HexId(entity_ids_[m.entity]));
      t.EndRow();
    }
  }

  void WriteReport(size_t number, const ReportPlacement& placement, uint64_t story) {
    const Event& e = coded_.events[number];
    TableWriter& t = w_.reports_;
    t.Text(HexId(ReportId(id_, e)));
    t.Text(hex_);
    t.Integer(static_cast<int64_t>(number) + 1);
    t.Text(HexId(placement.event));
    t.Text(HexId(story));
    t.Text(kReportRoleNames[static_cast<int>(placement.role)]);
    t.Day(day_);
    t.TextOrNull(document_.article.publisher);
    WriteAct(e);
    WriteWords(e);
    PutSide(e.actors);
    PutSide(e.recipients);
    PutPlaces(e.places);
    PutSources(e.sources);
    WriteTimes(e);
    WriteNumbers(e);
    const auto after =
        std::upper_bound(document_.sentences.begin(), document_.sentences.end(), e.sentence.begin,
                         [](uint32_t at, Span sentence) { return at < sentence.begin; });
    t.Integer(std::max<int64_t>(1, after - document_.sentences.begin()));
    t.EndRow();
  }

  void WriteClaim(size_t number) {
    const Claim& c = coded_.claims[number];
    TableWriter& t = w_.claims_;
    t.Text(HexId(ClaimId(id_, c)));
    t.Text(hex_);
    t.Integer(static_cast<int64_t>(number) + 1);
    const Side source =
        SideOf(c.source < 0 ? std::vector<int32_t>() : std::vector<int32_t>{c.source});
    t.TextOrNull(source.ids.empty() ? "" : source.ids[0]);
    PutMention(&t, c.source);
    t.TextOrNull(source.names.empty() ? "" : source.names[0]);
    t.Text(Name(c.form));
    if (c.cue) {
      t.Text(c.cue->In(text_));
      PutSpan(&t, *c.cue);
    } else {
      t.Null(), t.Null(), t.Null();
    }
    t.Text(c.content.In(text_));
    PutSpan(&t, c.content);
    t.EndRow();
  }

 private:
  void WriteAct(const Event& e) {
    TableWriter& t = w_.reports_;
    t.Text(Name(e.type));
    t.Texts(NamesIn(e.modes, ModeNames()));
    t.Text(Name(e.status));
    t.TextOrNull(e.plover);
    t.TextOrNull(e.cameo);
    t.Integer(e.quad);
    t.Number(e.intensity);
    t.Number(e.confidence);
  }

  void WriteWords(const Event& e) {
    TableWriter& t = w_.reports_;
    t.Text(e.trigger.In(text_));
    PutSpan(&t, e.trigger);
    t.Text(e.sentence.In(text_));
    PutSpan(&t, e.sentence);
  }

  Side SideOf(const std::vector<int32_t>& mentions) {
    Side side;
    SectorSet sectors = 0;
    for (int32_t m : mentions) {
      side.mentions.push_back(m + 1);
      const int32_t number = document_.mentions[m].entity;
      Entity own;
      if (number < 0) own = EntityOf(document_, m);
      const Entity& entity = number < 0 ? own : document_.entities[number];
      const uint64_t id = number < 0 ? EntityId(own) : entity_ids_[number];
      if (number < 0) w_.Know(id, own);
      const std::string hex = HexId(id);
      if (std::find(side.ids.begin(), side.ids.end(), hex) != side.ids.end()) continue;
      side.ids.push_back(hex);
      side.names.push_back(entity.name);
      AddOnce(entity.country, &side.countries);
      sectors |= entity.sectors;
    }
    side.sectors = NamesIn(sectors, SectorNames());
    return side;
  }

  void PutSide(const std::vector<int32_t>& mentions) {
    const Side side = SideOf(mentions);
    TableWriter& t = w_.reports_;
    t.Texts(side.ids);
    t.Texts(side.names);
    t.Texts(side.countries);
    t.Texts(side.sectors);
    t.Integers(side.mentions);
  }

  void PutPlaces(const std::vector<int32_t>& mentions) {
    const Side side = SideOf(mentions);
    w_.reports_.Texts(side.ids);
    w_.reports_.Integers(side.mentions);
  }

  void PutSources(const std::vector<int32_t>& mentions) {
    const Side side = SideOf(mentions);
    w_.reports_.Texts(side.ids);
    w_.reports_.Texts(side.names);
    w_.reports_.Integers(side.mentions);
  }

  void WriteTimes(const Event& e) {
    TableWriter& t = w_.reports_;
    t.Day(e.date ? DayOfIso(e.date->start) : std::nullopt);
    t.Day(e.date ? DayOfIso(e.date->end) : std::nullopt);
    t.TextOrNull(e.date ? e.date->precision : "");
    std::vector<std::string_view> values;
    std::vector<int32_t> spans;
    for (int32_t i : e.times) {
      values.push_back(document_.times[i].value);
      AddSpan(document_.times[i].span, &spans);
    }
    t.Texts(values);
    t.Integers(spans);
    t.Texts(NamesIn(e.contexts, ContextNames()));
  }

  void WriteNumbers(const Event& e) {
    TableWriter& t = w_.reports_;
    for (int what = 0; what < kNumbers; ++what) {
      const auto it =
          std::find_if(e.numbers.begin(), e.numbers.end(),
                       [&](const NumberExpression& n) { return static_cast<int>(n.what) == what; });
      t.NumberOrNull(it == e.numbers.end() ? std::nullopt : std::optional<double>(it->value));
    }
    std::vector<std::string_view> kinds;
    std::vector<double> values;
    std::vector<int32_t> spans;
    for (const NumberExpression& n : e.numbers) {
      kinds.push_back(Name(n.what));
      values.push_back(n.value);
      AddSpan(n.span, &spans);
    }
    t.Texts(kinds);
    t.Numbers(values);
    t.Integers(spans);
  }

  void AddSpan(Span span, std::vector<int32_t>* to) const {
    to->push_back(static_cast<int32_t>(index_.ToCodePoint(span.begin)));
    to->push_back(static_cast<int32_t>(index_.ToCodePoint(span.end)));
  }
  void PutSpan(TableWriter* t, Span span) const {
    t->Integer(index_.ToCodePoint(span.begin));
    t->Integer(index_.ToCodePoint(span.end));
  }
  static void PutMention(TableWriter* t, int32_t mention) {
    if (mention < 0) {
      t->Null();
    } else {
      t->Integer(mention + 1);
    }
  }

  DocumentWriter& w_;
  const CodedDocument& coded_;
  const Document& document_;
  const std::string_view text_;
  const CodePointIndex index_;
  const uint64_t id_;
  const std::string hex_;
  std::vector<uint64_t> entity_ids_;
  std::optional<int32_t> day_;
};

DocumentWriter::DocumentWriter(TableWriter documents, TableWriter mentions, TableWriter entities,
                               TableWriter reports, TableWriter claims)
    : documents_(std::move(documents)),
      mentions_(std::move(mentions)),
      entity_rows_(std::move(entities)),
      reports_(std::move(reports)),
      claims_(std::move(claims)) {}

Result<DocumentWriter> DocumentWriter::Open(Database& database) {
  std::vector<TableWriter> writers;
  for (const char* table : {"documents", "mentions", "entities", "reports", "claims"}) {
    Result<TableWriter> writer = TableWriter::Open(database, table);
    if (!writer) return tl::unexpected(writer.error());
    writers.push_back(std::move(*writer));
  }
  DocumentWriter out(std::move(writers[0]), std::move(writers[1]), std::move(writers[2]),
                     std::move(writers[3]), std::move(writers[4]));
  Result<Rows> rows = database.Query(
      "SELECT id, name, country, sectors, geonames, latitude, longitude, place_country, admin1, "
      "place_precision "
      "FROM entities");
  if (!rows) return tl::unexpected(rows.error());
  while (rows->Next()) {
    EntityRow row{.name = std::string(rows->Text(1)),
                  .country = std::string(rows->Text(2)),
                  .place_country = std::string(rows->Text(7)),
                  .admin1 = std::string(rows->Text(8)),
                  .geonames = rows->Integer(4),
                  .latitude = rows->Number(5),
                  .longitude = rows->Number(6),
                  .place_precision = std::string(rows->Text(9))};
    for (const std::string& sector : rows->TextList(3))
      row.sectors |= SectorSet{1} << SectorBit(sector).value_or(0);
    const std::optional<uint64_t> id = ParseHexId(rows->Text(0));
    if (id) out.entities_.emplace(*id, std::move(row));
  }
  return out;
}

void DocumentWriter::Know(uint64_t id, const Entity& e) {
  const auto [it, is_new] = entities_.try_emplace(id);
  if (!is_new) return;
  EntityRow& row = it->second;
  row.name = e.name;
  row.country = e.country;
  row.sectors = e.sectors;
  TableWriter& t = entity_rows_;
  t.Text(HexId(id));
  t.TextOrNull(e.name);
  t.TextOrNull(e.country);
  t.Texts(NamesIn(e.sectors, SectorNames()));
  t.TextOrNull(e.wikidata);
  if (e.place) {
    row.geonames = e.place->geonames;
    row.latitude = e.place->latitude;
    row.longitude = e.place->longitude;
    row.place_country = e.place->country;
    row.admin1 = e.place->admin1;
    row.place_precision = e.place->precision;
    t.Integer(row.geonames);
    t.Number(row.latitude);
    t.Number(row.longitude);
    t.TextOrNull(row.place_country);
    t.TextOrNull(row.admin1);
    t.TextOrNull(row.place_precision);
  } else {
    for (int i = 0; i < 6; ++i) t.Null();
  }
  t.EndRow();
}

void DocumentWriter::Write(const CodedDocument& coded, uint64_t id, int64_t sequence,
                           const std::string& coder, const DocumentPlacement& placement) {
  DATELINE_CHECK(placement.reports.size() == coded.events.size());
  OneDocument document(this, coded, id);
  document.WriteDocument(sequence, coder, placement);
  document.WriteMentions();
  for (size_t i = 0; i < coded.events.size(); ++i)
    document.WriteReport(i, placement.reports[i], placement.story);
  for (size_t i = 0; i < coded.claims.size(); ++i) document.WriteClaim(i);
}

Status DocumentWriter::Flush() {
  for (TableWriter* writer : {&documents_, &mentions_, &entity_rows_, &reports_, &claims_}) {
    const Status flushed = writer->Flush();
    if (!flushed) return flushed;
  }
  return {};
}

}  // namespace dateline
