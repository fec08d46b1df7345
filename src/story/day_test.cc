#include "src/story/day.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Day, GoesBothWays) {
  EXPECT_EQ(DayOfIso("1970-01-01"), 0);
  EXPECT_EQ(DayOfIso("2025-05-09T07:00:00+02:00"), 20217);
  EXPECT_EQ(FormatDay(20217), "2025-05-09");
  EXPECT_EQ(FormatDay(-1), "1969-12-31");
}

TEST(Day, IsNoneWhereNoDayIsNamed) {
  for (const char* iso :
       {"", "2025", "2025-05", "2025-02-30", "2025-13-01", "20250509xx", "2025-0a-01"}) {
    EXPECT_FALSE(DayOfIso(iso)) << iso;
  }
}

}  // namespace
}  // namespace dateline
