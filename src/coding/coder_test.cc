#include "src/coding/coder.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

// "Rebels shelled Torrel on Monday. The army will visit." with two triggers.
Document TwoEvents() {
  Document d;
  d.article.id = "doc";
  d.article.text = "Rebels shelled Torrel on Monday. The army will visit.";
  d.sentences = {{0, 32}, {33, 53}};
  Mention rebels, army;
  rebels.span = {0, 6};
  rebels.sectors = *ParseSectors("REB");
  army.span = {37, 41};
  d.mentions = {rebels, army};
  d.times = {{{22, 31}, "2031-06"}, {{22, 31}, "2031-06-09"}};
  Trigger shelled, visit;
  shelled.span = {7, 14};
  shelled.type = EventType::kAssault;
  shelled.score = 0.9f;
  shelled.actors = {0};
  shelled.times = {0, 1};
  visit.span = {47, 52};
  visit.type = EventType::kConsult;
  visit.status = EventStatus::kFuture;
  visit.actors = {1};
  d.triggers = {shelled, visit};
  return d;
}

TEST(Code, MakesOneEventATriggerWithItsSentenceAndCodes) {
  const CodedDocument coded = Code(TwoEvents());
  ASSERT_EQ(coded.events.size(), 2u);
  const Event& shelled = coded.events[0];
  EXPECT_EQ(shelled.plover, "ASSAULT");
  EXPECT_EQ(shelled.cameo, "19");
  EXPECT_EQ(shelled.quad, 4);
  EXPECT_EQ(shelled.sentence, (Span{0, 32}));
  ASSERT_TRUE(shelled.date);
  EXPECT_EQ(shelled.date->start, "2031-06-09");  // the more precise of the two
  EXPECT_EQ(coded.events[1].plover, "AGREE");
  EXPECT_EQ(coded.events[1].cameo, "03");
  EXPECT_FALSE(coded.events[1].date);
}

TEST(Code, LocationIsTheFinestPlaceElseTheCountryOfASide) {
  Document d = TwoEvents();
  d.entities = {{"rebels", "IMG", 0, "", std::nullopt},
                {"army", "NPL", 0, "", std::nullopt},
                {"Torrel", "NPL", 0, "", PlaceRecord{7, 28.1, 82.2, "NPL", "Karnali", "city"}}};
  d.mentions[0].entity = 0;
  d.mentions[1].entity = 1;
  Mention torrel;
  torrel.span = {15, 21};
  torrel.entity = 2;
  d.mentions.push_back(torrel);
  d.triggers[0].places = {2};
  const CodedDocument coded = Code(std::move(d));
  ASSERT_TRUE(coded.events[0].location);
  EXPECT_EQ(coded.events[0].location->geonames, 7);
  ASSERT_TRUE(coded.events[1].location);
  EXPECT_EQ(coded.events[1].location->country, "NPL");
  EXPECT_EQ(coded.events[1].location->precision, "country");
}

TEST(Code, NobodyIsTheRecipientOfTheirOwnAct) {
  Document d = TwoEvents();
  d.entities = {{"rebels", "", 0, "", std::nullopt}, {"army", "", 0, "", std::nullopt}};
  d.mentions[0].entity = 0;
  d.mentions[1].entity = 1;
  d.mentions.push_back(d.mentions[0]);  // "they"
  d.triggers[0].recipients = {1, 2};
  EXPECT_EQ(Code(d).events[0].recipients, (std::vector<int32_t>{1}));
}

TEST(Code, ALightVerbAndItsNounAreOneEvent) {
  Document d = TwoEvents();
  Trigger echo = d.triggers[0];
  echo.span = {15, 21};
  echo.score = 0.95f;
  d.triggers.insert(d.triggers.begin() + 1, echo);
  const CodedDocument coded = Code(d);
  ASSERT_EQ(coded.events.size(), 2u);
  EXPECT_EQ(coded.events[0].trigger, (Span{15, 21}));  // the surer one
  d.triggers[1].actors = {1};
  EXPECT_EQ(Code(d).events.size(), 3u);
}

TEST(Code, WhatIsDatedOverAYearBackIsHistorical) {
  Document d = TwoEvents();
  d.published = "2032-06-30";
  EXPECT_EQ(Code(d).events[0].status, EventStatus::kHistorical);
  d.published = "2031-06-12";
  d.triggers[0].status = EventStatus::kHistorical;
  EXPECT_EQ(Code(d).events[0].status, EventStatus::kActual);
  d.triggers[0].status = EventStatus::kNegated;
  d.published = "2035-01-01";
  EXPECT_EQ(Code(d).events[0].status, EventStatus::kNegated);
}

TEST(Code, IdsAreTheSameOnEveryRun) {
  EXPECT_EQ(Code(TwoEvents()).events[0].id, Code(TwoEvents()).events[0].id);
  EXPECT_NE(Code(TwoEvents()).events[0].id, Code(TwoEvents()).events[1].id);
}

}  // namespace
}  // namespace dateline
