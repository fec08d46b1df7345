#include "src/story/event_record.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

DocumentDigest Paper(uint64_t id, uint32_t publisher, int32_t day) {
  DocumentDigest d;
  d.id = id;
  d.publisher = publisher;
  d.day = day;
  return d;
}

ReportDigest Raid(double killed, EventStatus status = EventStatus::kActual) {
  ReportDigest r;
  r.id = static_cast<uint64_t>(killed) + 100;
  r.type = EventType::kAssault;
  r.status = status;
  if (status != EventStatus::kNegated)
    r.plover = static_cast<uint8_t>(EventType::kAssault) + 1, r.quad = 4, r.cameo = 19;
  r.intensity = -9;
  r.confidence = 0.5f;
  r.numbers[static_cast<int>(Number::kKilled)] = killed;
  r.days = {{10, 10}};
  r.actors.push_back({.entity = 7});
  return r;
}

TEST(RecordOf, GathersRangesTellingsAndDenials) {
  const DocumentDigest a = Paper(1, 11, 10), b = Paper(2, 12, 11), c = Paper(3, 13, 12);
  ReportDigest nine = Raid(9), fourteen = Raid(14), denial = Raid(0, EventStatus::kNegated);
  denial.numbers = {};
  fourteen.confidence = 0.9f;
  fourteen.sentence = "Fourteen died.";
  fourteen.sources = {5};
  const EventRecord e = RecordOf({{&a, &nine, 1, ReportRole::kReport},
                                  {&b, &fourteen, 2, ReportRole::kReport},
                                  {&c, &denial, 3, ReportRole::kDenial}});
  EXPECT_EQ(e.status, EventStatus::kActual);
  EXPECT_EQ(e.plover, static_cast<int>(EventType::kAssault) + 1);
  EXPECT_EQ(e.numbers[static_cast<int>(Number::kKilled)], std::pair(9.0, 14.0));
  EXPECT_EQ(e.reports, 3);
  EXPECT_EQ(e.publishers, 3);
  EXPECT_EQ(e.sources, 1);
  EXPECT_EQ(e.denials, 1);
  EXPECT_EQ(e.corroboration, Corroboration::kContested);
  EXPECT_EQ(e.first_report, 10);
  EXPECT_EQ(e.last_report, 12);
  EXPECT_EQ(e.best_report, fourteen.id);
  EXPECT_EQ(e.sentence, "Fourteen died.");
  EXPECT_EQ(e.actors, std::vector<uint64_t>{7});
}

TEST(RecordOf, ACopyCorroboratesNothing) {
  const DocumentDigest a = Paper(1, 11, 10), b = Paper(2, 12, 10);
  const ReportDigest raid = Raid(9);
  EventRecord e =
      RecordOf({{&a, &raid, 1, ReportRole::kReport}, {&b, &raid, 1, ReportRole::kReport}});
  EXPECT_EQ(e.corroboration, Corroboration::kCopied);
  EXPECT_EQ(e.originals, 1);
  e = RecordOf({{&a, &raid, 1, ReportRole::kReport}, {&b, &raid, 2, ReportRole::kReport}});
  EXPECT_EQ(e.corroboration, Corroboration::kCorroborated);
  e = RecordOf({{&a, &raid, 1, ReportRole::kReport}});
  EXPECT_EQ(e.corroboration, Corroboration::kSingle);
}

TEST(RecordOf, APlanBecomesADeed) {
  const DocumentDigest a = Paper(1, 11, 8), b = Paper(2, 12, 10);
  ReportDigest plan = Raid(1, EventStatus::kFuture), deed = Raid(2);
  plan.type = EventType::kConsult;
  plan.plover = static_cast<uint8_t>(EventType::kAgree) + 1;
  deed.type = EventType::kConsult;
  deed.plover = static_cast<uint8_t>(EventType::kConsult) + 1;
  const EventRecord before = RecordOf({{&a, &plan, 1, ReportRole::kPlan}});
  EXPECT_EQ(before.status, EventStatus::kFuture);
  EXPECT_EQ(before.plover, static_cast<int>(EventType::kAgree) + 1);
  const EventRecord after =
      RecordOf({{&a, &plan, 1, ReportRole::kPlan}, {&b, &deed, 2, ReportRole::kReport}});
  EXPECT_EQ(after.status, EventStatus::kActual);
  EXPECT_EQ(after.plover, static_cast<int>(EventType::kConsult) + 1);
  EXPECT_EQ(after.plans, 1);
}

}  // namespace
}  // namespace dateline
