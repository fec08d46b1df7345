#include "src/store/document_reader.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "src/base/utf8.h"
#include "src/story/day.h"

namespace dateline {
namespace {

template <typename Bit>
uint64_t SetOf(const std::vector<std::string>& names, Bit bit) {
  uint64_t set = 0;
  for (const std::string& name : names) {
    if (const auto b = bit(name)) set |= uint64_t{1} << *b;
  }
  return set;
}

std::vector<int32_t> MentionIndices(const std::vector<int64_t>& numbers) {
  std::vector<int32_t> out;
  for (int64_t n : numbers) out.push_back(static_cast<int32_t>(n) - 1);
  return out;
}

class DocumentReader {
 public:
  DocumentReader(Database& database, const std::string& id) : database_(database), id_(id) {}

  Result<std::optional<CodedDocument>> Read() {
    const Result<bool> found = ReadArticle();
    if (!found) return tl::unexpected(found.error());
    if (!*found) return std::nullopt;
    index_.emplace(document().text());
    for (auto part : {&DocumentReader::ReadMentions, &DocumentReader::ReadEvents,
                      &DocumentReader::ReadClaims}) {
      const Status read = (this->*part)();
      if (!read) return tl::unexpected(read.error());
    }
    return std::optional<CodedDocument>(std::move(coded_));
  }

 private:
  Document& document() { return coded_.document; }

  Result<bool> ReadArticle() {
    Result<Rows> rows = database_.Query(
        "SELECT given_id, path, url, publisher, title, section, published, language, text, "
        "authors, day "
        "FROM documents WHERE id = $1",
        {id_});
    if (!rows) return tl::unexpected(rows.error());
    if (!rows->Next()) return false;
    Article& a = document().article;
    size_t column = 0;
    for (std::string* field : {&a.id, &a.path, &a.url, &a.publisher, &a.title, &a.section,
                               &a.published, &a.language, &a.text}) {
      *field = rows->Text(column++);
    }
    a.authors = rows->TextList(9);
    if (!rows->IsNull(10))
      document().published = FormatDay(static_cast<int32_t>(rows->Integer(10)));
    return true;
  }

  Status ReadMentions() {
    Result<Rows> rows = database_.Query(
        "SELECT m.span_begin, m.span_end, m.kind, m.score, m.same_as, e.id, e.name, e.country, "
        "e.sectors, e.wikidata, "
        "e.geonames, e.latitude, e.longitude, e.place_country, e.admin1, e.place_precision "
        "FROM mentions m LEFT JOIN entities e ON e.id = m.entity WHERE m.document = $1 ORDER BY "
        "m.number",
        {id_});
    if (!rows) return tl::unexpected(rows.error());
    while (rows->Next()) {
      Mention m;
      m.span = SpanOf(rows->Integer(0), rows->Integer(1));
      m.kind = ParseMentionKind(rows->Text(2)).value_or(MentionKind::kPer);
      m.score = static_cast<float>(rows->Number(3));
      if (!rows->IsNull(4)) m.same_as = static_cast<int32_t>(rows->Integer(4)) - 1;
      if (!rows->IsNull(5)) m.entity = EntityNumber(*rows);
      document().mentions.push_back(m);
    }
    return {};
  }

  int32_t EntityNumber(const Rows& row) {
    const auto [it, is_new] = entity_numbers_.try_emplace(
        std::string(row.Text(5)), static_cast<int32_t>(document().entities.size()));
    if (!is_new) return it->second;
    Entity e{std::string(row.Text(6)), std::string(row.Text(7)),
             static_cast<SectorSet>(SetOf(row.TextList(8), SectorBit)), std::string(row.Text(9)),
             std::nullopt};
    if (!row.IsNull(10)) {
      e.place = PlaceRecord{row.Integer(10),
                            row.Number(11),
                            row.Number(12),
                            std::string(row.Text(13)),
                            std::string(row.Text(14)),
                            std::string(row.Text(15))};
    }
    document().entities.push_back(std::move(e));
    return it->second;
  }

  Status ReadEvents() {
    Result<Rows> rows = database_.Query(
        "SELECT id, type, modes, status, plover, cameo, quad, intensity, confidence, "
        "trigger_begin, trigger_end, "
        "sentence_begin, sentence_end, actor_mentions, recipient_mentions, place_mentions, "
        "source_mentions, date_start, "
        "date_end, date_precision, times, time_spans, contexts, number_kinds, number_values, "
        "number_spans "
        "FROM reports WHERE document = $1 ORDER BY number",
        {id_});
    if (!rows) return tl::unexpected(rows.error());
    while (rows->Next()) coded_.events.push_back(EventOf(*rows));
    return {};
  }

  Event EventOf(const Rows& row) {
    Event e;
    e.id = row.Text(0);
    e.type = ParseEventType(row.Text(1)).value_or(EventType::kAccuse);
    e.modes = SetOf(row.TextList(2), ModeBit);
    e.status = ParseEventStatus(row.Text(3)).value_or(EventStatus::kActual);
    e.plover = row.Text(4);
    e.cameo = row.Text(5);
    e.quad = static_cast<int>(row.Integer(6));
    e.intensity = row.Number(7);
    e.confidence = static_cast<float>(row.Number(8));
    e.trigger = SpanOf(row.Integer(9), row.Integer(10));
    e.sentence = SpanOf(row.Integer(11), row.Integer(12));
    size_t column = 13;
    for (std::vector<int32_t>* role : {&e.actors, &e.recipients, &e.places, &e.sources}) {
      *role = MentionIndices(row.IntegerList(column++));
    }
    if (!row.IsNull(17)) {
      e.date =
          EventDate{FormatDay(static_cast<int32_t>(row.Integer(17))),
                    FormatDay(static_cast<int32_t>(row.Integer(18))), std::string(row.Text(19))};
    }
    ReadTimes(row, &e);
    e.contexts = SetOf(row.TextList(22), ContextBit);
    ReadNumbers(row, &e);
    return e;
  }

  void ReadTimes(const Rows& row, Event* e) {
    const std::vector<std::string> values = row.TextList(20);
    const std::vector<int64_t> spans = row.IntegerList(21);
    for (size_t i = 0; i < values.size(); ++i) {
      const TimeExpression time{SpanOf(spans[2 * i], spans[2 * i + 1]), values[i]};
      auto& times = document().times;
      auto it = std::find_if(times.begin(), times.end(), [&](const TimeExpression& t) {
        return t.span == time.span && t.value == time.value;
      });
      if (it == times.end()) it = times.insert(times.end(), time);
      e->times.push_back(static_cast<int32_t>(it - times.begin()));
    }
  }

  void ReadNumbers(const Rows& row, Event* e) {
    const std::vector<std::string> kinds = row.TextList(23);
    const std::vector<double> values = row.NumberList(24);
    const std::vector<int64_t> spans = row.IntegerList(25);
    for (size_t i = 0; i < kinds.size(); ++i) {
      e->numbers.push_back({ParseNumber(kinds[i]).value_or(Number::kKilled),
                            SpanOf(spans[2 * i], spans[2 * i + 1]), values[i]});
    }
  }

  Status ReadClaims() {
    Result<Rows> rows = database_.Query(
        "SELECT source_mention, form, cue_begin, cue_end, content_begin, content_end "
        "FROM claims WHERE document = $1 ORDER BY number",
        {id_});
    if (!rows) return tl::unexpected(rows.error());
    while (rows->Next()) {
      Claim c;
      if (!rows->IsNull(0)) c.source = static_cast<int32_t>(rows->Integer(0)) - 1;
      for (ClaimForm form : {ClaimForm::kDirect, ClaimForm::kIndirect, ClaimForm::kMixed}) {
        if (Name(form) == rows->Text(1)) c.form = form;
      }
      if (!rows->IsNull(2)) c.cue = SpanOf(rows->Integer(2), rows->Integer(3));
      c.content = SpanOf(rows->Integer(4), rows->Integer(5));
      coded_.claims.push_back(c);
    }
    return {};
  }

  Span SpanOf(int64_t begin, int64_t end) const {
    return {static_cast<uint32_t>(index_->ToByte(static_cast<uint32_t>(begin))),
            static_cast<uint32_t>(index_->ToByte(static_cast<uint32_t>(end)))};
  }

  Database& database_;
  const std::string& id_;
  CodedDocument coded_;
  std::optional<CodePointIndex> index_;
  std::map<std::string, int32_t> entity_numbers_;
};

}  // namespace

Result<std::optional<CodedDocument>> ReadCodedDocument(Database& database, const std::string& id) {
  return DocumentReader(database, id).Read();
}

}  // namespace dateline
