#include "src/coding/ontology_map.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

ModeSet Mode(std::string_view name) { return ModeSet{1} << *ModeBit(name); }

TEST(StrictPlover, PlansBecomeAgreementsAndDenialsNothing) {
  EXPECT_EQ(StrictPlover(EventType::kConsult, EventStatus::kFuture), "AGREE");
  EXPECT_EQ(StrictPlover(EventType::kAid, EventStatus::kFuture), "AGREE");
  EXPECT_EQ(StrictPlover(EventType::kRetreat, EventStatus::kFuture), "CONCEDE");
  EXPECT_EQ(StrictPlover(EventType::kProtest, EventStatus::kFuture), "PROTEST");
  EXPECT_EQ(StrictPlover(EventType::kAssault, EventStatus::kNegated), "");
  EXPECT_EQ(StrictPlover(EventType::kAssault, EventStatus::kHypothetical), "");
  EXPECT_EQ(StrictPlover(EventType::kAssault, EventStatus::kHistorical), "ASSAULT");
}

TEST(CameoRoot, ModesAndSidesTellFoldedRootsApart) {
  EXPECT_EQ(CameoRoot("REQUEST", {Mode("change")}), "10");
  EXPECT_EQ(CameoRoot("REQUEST", {Mode("meet")}), "02");
  EXPECT_EQ(CameoRoot("ACCUSE", {Mode("investigate")}), "09");
  EXPECT_EQ(CameoRoot("ASSAULT", {Mode("abduct")}), "18");
  EXPECT_EQ(CameoRoot("ASSAULT", {0, true, false}), "19");
  EXPECT_EQ(CameoRoot("SANCTION", {Mode("convict")}), "17");
  EXPECT_EQ(CameoRoot("", {}), "");
}

TEST(Intensity, OrdersCooperationAboveConflict) {
  EXPECT_GT(Intensity("AID", 0), Intensity("CONSULT", 0));
  EXPECT_GT(Intensity("CONSULT", 0), Intensity("ACCUSE", 0));
  EXPECT_GT(Intensity("ACCUSE", 0), Intensity("ASSAULT", 0));
  EXPECT_EQ(Intensity("ASSAULT", Mode("aerial")), -10.0);
  EXPECT_EQ(QuadClass("REJECT"), 3);
  EXPECT_EQ(QuadClass("RETREAT"), 2);
}

}  // namespace
}  // namespace dateline
