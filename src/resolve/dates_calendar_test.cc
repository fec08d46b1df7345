#include "src/resolve/dates_calendar.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(DatesCalendar, SerialsGoBothWays) {
  EXPECT_EQ(SerialOf({1970, 1, 1}), 0);
  EXPECT_EQ(SerialOf({2000, 3, 1}), 11017);
  for (int serial = -400000; serial < 100000; serial += 17) {
    EXPECT_EQ(SerialOf(DayOf(serial)), serial);
  }
}

TEST(DatesCalendar, WeekdaysAndWeeks) {
  EXPECT_EQ(WeekdayOf({2025, 5, 9}), 4);
  EXPECT_EQ(WeekdayOf({1945, 5, 8}), 1);
  EXPECT_EQ(IsoWeekOf({2027, 1, 1}).year, 2026);
  EXPECT_EQ(IsoWeekOf({2027, 1, 1}).week, 53);
  EXPECT_EQ(MondayOf({2026, 1}), (Day{2025, 12, 29}));
}

TEST(DatesCalendar, MonthsKeepTheirLastDay) {
  EXPECT_EQ(AddMonths({2024, 3, 31}, -1), (Day{2024, 2, 29}));
  EXPECT_EQ(AddMonths({2024, 1, 15}, -13), (Day{2022, 12, 15}));
  EXPECT_EQ(DaysInMonth(1900, 2), 28);
}

TEST(DatesCalendar, Easter) {
  EXPECT_EQ(EasterOf(2025), (Day{2025, 4, 20}));
  EXPECT_EQ(EasterOf(2000), (Day{2000, 4, 23}));
}

TEST(DatesCalendar, ParsesDaysAndNothingElse) {
  EXPECT_EQ(ParseDay("2025-05-09T10:00:00+06:00"), (Day{2025, 5, 9}));
  EXPECT_FALSE(ParseDay("2025-02-30"));
  EXPECT_FALSE(ParseDay("2025-05"));
  EXPECT_FALSE(ParseDay(""));
  EXPECT_EQ(FormatDay({812, 1, 2}), "0812-01-02");
}

}  // namespace
}  // namespace dateline
