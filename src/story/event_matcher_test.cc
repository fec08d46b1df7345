#include "src/story/event_matcher.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

PartyDigest Party(uint64_t entity, uint32_t country) {
  return {.entity = entity,
          .name = static_cast<uint32_t>(entity),
          .last_word = static_cast<uint32_t>(entity),
          .country = country};
}

PlaceDigest Place(uint64_t id, uint8_t width, float latitude) {
  return {.entity = id,
          .geonames = static_cast<int64_t>(id),
          .name = static_cast<uint32_t>(id),
          .country = 1,
          .admin1 = 5,
          .width = width,
          .latitude = latitude};
}

ReportDigest Attack() {
  ReportDigest r;
  r.type = EventType::kAssault;
  r.actors = {Party(1, 7)};
  r.places = {Place(10, 0, 0)};
  r.days = {{100, 100}};
  r.words = {1, 2, 3, 4};
  return r;
}

double Odds(const ReportDigest& a, const ReportDigest& b) {
  return LogOdds(Compare({&a, 101, 1}, {&b, 101, 2}));
}

TEST(EventMatcher, MeetsWhereSidesPlaceAndDateAgree) {
  const ReportDigest a = Attack();
  ReportDigest b = Attack();
  EXPECT_GT(Odds(a, b), 0);
  b.places = {Place(11, 1, 0)};  // the province around it
  EXPECT_GT(Odds(a, b), 0);
  b.actors.clear();
  EXPECT_GT(Odds(a, b), 0) << "silence is no contradiction";
}

TEST(EventMatcher, PartsWhatContradicts) {
  const ReportDigest a = Attack();
  ReportDigest elsewhere = Attack(), later = Attack(), other = Attack();
  elsewhere.places = {Place(12, 0, 3)};
  EXPECT_LT(Odds(a, elsewhere), 0);
  elsewhere.words = later.words = {4, 5, 6, 7};
  later.days = {{130, 130}};
  other.actors = {Party(2, 8)};
  EXPECT_LT(Odds(a, later), 0);
  EXPECT_LT(Odds(a, other), Odds(a, a));
}

TEST(EventMatcher, TypesMeetOnlyWhereCodersConfuseThem) {
  EXPECT_TRUE(TypesMayMeet(EventType::kAid, EventType::kAgree));
  EXPECT_TRUE(TypesMayMeet(EventType::kAgree, EventType::kAid));
  EXPECT_FALSE(TypesMayMeet(EventType::kAid, EventType::kAssault));
}

}  // namespace
}  // namespace dateline
