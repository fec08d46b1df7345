#include "src/store/document_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "src/store/document_reader.h"
#include "src/store/schema.h"
#include "src/story/content_hash.h"
#include "src/story/record_ids.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;

// A report with letters of several bytes before everything that is told.
CodedDocument Report() {
  CodedDocument coded;
  Document& d = coded.document;
  Article& a = d.article;
  a.id = "żb-7";
  a.path = "in/żubr.jsonl";
  a.publisher = "Kafue Post";
  a.title = "Clash";
  a.authors = {"J. Mwale", "O. Ōno"};
  a.published = "2031-06-12T08:00:00+02:00";
  a.language = "en";
  a.text =
      "“Żubr” rebels killed nine in Ndola on Tuesday, police chief Banda said. They denied it.";
  d.published = "2031-06-12";
  auto span = [&](std::string_view part) {
    const auto at = static_cast<uint32_t>(a.text.find(part));
    return Span{at, at + static_cast<uint32_t>(part.size())};
  };
  auto mention = [&](std::string_view part, MentionKind kind, int32_t entity) {
    Mention m;
    m.span = span(part);
    m.kind = kind;
    m.score = 0.75f;
    m.entity = entity;
    d.mentions.push_back(m);
  };
  mention("“Żubr” rebels", MentionKind::kGrp, 0);
  mention("Ndola", MentionKind::kGpe, 1);
  mention("police chief Banda", MentionKind::kPer, -1);
  mention("They", MentionKind::kGrp, 0);
  d.mentions[3].same_as = 0;
  d.entities = {
      {"Żubr", "ZMB", *ParseSectors("REB"), "", std::nullopt},
      {"Ndola", "ZMB", 0, "Q1", PlaceRecord{901344, -12.96, 28.63, "ZMB", "Copperbelt", "city"}}};
  d.times = {{span("Tuesday"), "2031-06-10"}};
  Event e;
  e.type = EventType::kAssault;
  e.modes = ModeSet{1} << *ModeBit("firearms");
  e.plover = "ASSAULT";
  e.cameo = "19";
  e.quad = 4;
  e.intensity = -9;
  e.confidence = 0.875f;
  e.trigger = span("killed");
  e.sentence = {0, static_cast<uint32_t>(a.text.find(" They"))};
  e.actors = {0};
  e.places = {1};
  e.sources = {2};
  e.times = {0};
  e.date = EventDate{"2031-06-10", "2031-06-10", "day"};
  e.contexts = ContextSet{1} << *ContextBit("crime");
  e.numbers = {{Number::kKilled, span("nine"), 9}};
  coded.events.push_back(e);
  e = Event();
  e.type = EventType::kAccuse;
  e.status = EventStatus::kNegated;
  e.trigger = span("denied");
  e.sentence = span("They denied it.");
  e.actors = {3};
  coded.events.push_back(e);
  coded.claims = {{2, span("said"), span("“Żubr” rebels killed nine in Ndola on Tuesday"),
                   ClaimForm::kIndirect},
                  {-1, std::nullopt, span("They denied it."), ClaimForm::kDirect}};
  return coded;
}

Database Prepared() {
  Result<Database> db = Database::Open(":memory:", {Access::kCreate});
  EXPECT_TRUE(db);
  EXPECT_TRUE(PrepareSchema(*db));
  return std::move(*db);
}

void WriteReport(Database& db, const CodedDocument& coded) {
  Result<DocumentWriter> writer = DocumentWriter::Open(db);
  ASSERT_TRUE(writer) << writer.error().message;
  writer->Write(coded, DocumentId(coded.document.article), 1, "c1",
                {7, 0, {{8, ReportRole::kReport}, {9, ReportRole::kDenial}}});
  const Status flushed = writer->Flush();
  ASSERT_TRUE(flushed) << flushed.error().message;
}

TEST(DocumentWriter, CountsSpansInCodePointsAndNamesTheSides) {
  Database db = Prepared();
  WriteReport(db, Report());
  Result<Rows> rows = db.Query(
      "SELECT substring(d.text, r.trigger_begin + 1, r.trigger_end - r.trigger_begin), "
      "actor_names, actor_countries, "
      "actor_sectors, source_names, r.killed, r.event, r.role, r.date_start::VARCHAR, "
      "substring(d.text, number_spans[1] + 1, number_spans[2] - number_spans[1]) "
      "FROM reports r JOIN documents d ON d.id = r.document ORDER BY number");
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_TRUE(rows->Next());
  EXPECT_EQ(rows->Text(0), "killed");
  EXPECT_THAT(rows->TextList(1), ElementsAre("Żubr"));
  EXPECT_THAT(rows->TextList(2), ElementsAre("ZMB"));
  EXPECT_THAT(rows->TextList(3), ElementsAre("REB"));
  EXPECT_THAT(rows->TextList(4), ElementsAre("police chief Banda"));
  EXPECT_EQ(rows->Number(5), 9);
  EXPECT_EQ(rows->Text(6), "0000000000000008");
  EXPECT_EQ(rows->Text(8), "2031-06-10");
  EXPECT_EQ(rows->Text(9), "nine");
  ASSERT_TRUE(rows->Next());
  EXPECT_EQ(rows->Text(0), "denied");
  EXPECT_EQ(rows->Text(7), "denial");
  EXPECT_EQ(*db.QueryInteger("SELECT count(*) FROM entities"), 3)
      << "the unresolved police chief stands for himself";
}

TEST(DocumentWriter, WritesAnEntityOnceOverAllSessions) {
  Database db = Prepared();
  WriteReport(db, Report());
  CodedDocument second = Report();
  second.document.article.id = "other";
  WriteReport(db, second);
  EXPECT_EQ(*db.QueryInteger("SELECT count(*) FROM documents"), 2);
  EXPECT_EQ(*db.QueryInteger("SELECT count(*) FROM entities"), 3);
}

TEST(DocumentReader, GivesBackWhatWasWritten) {
  Database db = Prepared();
  const CodedDocument in = Report();
  WriteReport(db, in);
  const auto read = ReadCodedDocument(db, HexId(DocumentId(in.document.article)));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_TRUE(*read);
  const CodedDocument& out = **read;
  EXPECT_EQ(out.document.article.text, in.document.article.text);
  EXPECT_EQ(out.document.article.authors, in.document.article.authors);
  EXPECT_EQ(out.document.published, "2031-06-12");
  ASSERT_EQ(out.document.mentions.size(), 4u);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(out.document.mentions[i].span, in.document.mentions[i].span);
    EXPECT_EQ(out.document.mentions[i].entity, in.document.mentions[i].entity);
    EXPECT_EQ(out.document.mentions[i].same_as, in.document.mentions[i].same_as);
  }
  EXPECT_EQ(out.document.entities[1].place->admin1, "Copperbelt");
  ASSERT_EQ(out.events.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    const Event &a = out.events[i], &b = in.events[i];
    EXPECT_EQ(a.type, b.type);
    EXPECT_EQ(a.status, b.status);
    EXPECT_EQ(a.modes, b.modes);
    EXPECT_EQ(a.trigger, b.trigger);
    EXPECT_EQ(a.sentence, b.sentence);
    EXPECT_EQ(a.actors, b.actors);
    EXPECT_EQ(a.sources, b.sources);
    EXPECT_EQ(a.contexts, b.contexts);
    EXPECT_EQ(a.date.has_value(), b.date.has_value());
    EXPECT_EQ(a.numbers.size(), b.numbers.size());
  }
  EXPECT_EQ(out.events[0].numbers[0].span, in.events[0].numbers[0].span);
  ASSERT_EQ(out.claims.size(), 2u);
  EXPECT_EQ(out.claims[0].content, in.claims[0].content);
  EXPECT_EQ(out.claims[0].source, 2);
  EXPECT_FALSE(out.claims[1].cue);
  EXPECT_FALSE(*ReadCodedDocument(db, "ffffffffffffffff"));
}

}  // namespace
}  // namespace dateline
