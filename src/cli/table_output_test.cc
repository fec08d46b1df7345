#include "src/cli/table_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CodedDocument Report() {
  CodedDocument coded;
  Document& d = coded.document;
  d.article.id = "r1";
  d.article.path = "report.txt";
  d.published = "2031-06-12";
  d.article.text = "Police in Ndola fired tear gas at miners on Tuesday.";
  Mention police, ndola, miners;
  police.span = {0, 6};
  police.entity = 0;
  ndola.span = {10, 15};
  miners.span = {34, 40};
  d.mentions = {police, ndola, miners};
  d.entities = {{"police", "ZMB", *ParseSectors("COP"), "", std::nullopt}};
  Event e;
  e.type = EventType::kAssault;
  e.modes = ModeSet{1} << *ModeBit("crowd-control");
  e.quad = 4;
  e.confidence = 0.87f;
  e.trigger = {16, 21};
  e.sentence = {0, 52};
  e.actors = {0};
  e.recipients = {2};
  e.places = {1};
  e.date = EventDate{"2031-06-10", "2031-06-10", "day"};
  coded.events = {e};
  return coded;
}

TEST(ToTable, TellsWhoDidWhatToWhom) {
  const std::string table = ToTable(Report(), Style(false), 100);
  EXPECT_THAT(table, HasSubstr("report.txt"));
  EXPECT_THAT(table, HasSubstr("2031-06-12 · 1 event · 0 claims"));
  EXPECT_THAT(table, HasSubstr("ASSAULT crowd-control · actual · 2031-06-10 · in Ndola · 87 %"));
  EXPECT_THAT(table, HasSubstr("Police [ZMB COP] → miners"));
  EXPECT_THAT(table, HasSubstr("Ndola *fired* tear gas"));
  EXPECT_THAT(table, Not(HasSubstr("\033")));
}

TEST(ToTable, ColoursOnlyWhenAsked) {
  EXPECT_THAT(ToTable(Report(), Style(true), 100), HasSubstr("\033[1;33mASSAULT"));
}

TEST(ToTable, FoldsLongSentences) {
  const std::string table = ToTable(Report(), Style(false), 40);
  EXPECT_THAT(table, HasSubstr("│ Police in Ndola *fired* tear gas\n     at miners on Tuesday."));
}

}  // namespace
}  // namespace dateline
