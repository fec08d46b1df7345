#include "src/text/ontology.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::ElementsAre;

TEST(Ontology, NamesAndValuesGoBothWays) {
  for (int t = 0; t < kEventTypes; ++t) {
    const auto type = static_cast<EventType>(t);
    EXPECT_EQ(ParseEventType(Name(type)), type);
  }
  EXPECT_EQ(ParseEventType("CRITICIZE"), std::nullopt);
  EXPECT_EQ(ParseEventStatus("historical"), EventStatus::kHistorical);
  EXPECT_EQ(ParseMentionKind("NORP"), MentionKind::kNorp);
  EXPECT_EQ(ParseNumber("displaced"), Number::kDisplaced);
}

TEST(Ontology, SetsKeepWhatTheTypeAllows) {
  EXPECT_THAT(NamesIn(ModesOf(EventType::kReject), ModeNames()),
              ElementsAre("assist", "change", "yield", "meet"));
  EXPECT_EQ(ModesOf(EventType::kAgree), 0u);
  EXPECT_LE(ModeNames().size(), 64u);
  EXPECT_LE(ContextNames().size(), 64u);
}

TEST(Ontology, SectorsAreReadFromCodes) {
  EXPECT_THAT(NamesIn(*ParseSectors("MIL,GOV"), SectorNames()), ElementsAre("GOV", "MIL"));
  EXPECT_EQ(*ParseSectors(""), 0u);
  EXPECT_FALSE(ParseSectors("GOV,XXX"));
}

}  // namespace
}  // namespace dateline
