#include "src/coding/event_date.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

void ExpectDays(std::string_view iso, std::string_view start, std::string_view end,
                std::string_view precision) {
  const auto date = DaysOf(iso);
  ASSERT_TRUE(date) << iso;
  EXPECT_EQ(date->start, start);
  EXPECT_EQ(date->end, end);
  EXPECT_EQ(date->precision, precision);
}

TEST(DaysOf, SpansWhatTheValueSupports) {
  ExpectDays("2025-05-09", "2025-05-09", "2025-05-09", "day");
  ExpectDays("2024-02", "2024-02-01", "2024-02-29", "month");
  ExpectDays("2022", "2022-01-01", "2022-12-31", "year");
  ExpectDays("2025-03-01/2025-03-05", "2025-03-01", "2025-03-05", "interval");
  ExpectDays("2019/2024-06", "2019-01-01", "2024-06-30", "interval");
}

TEST(DaysBetween, CountsFromEndToEnd) {
  EXPECT_EQ(DaysBetween(*DaysOf("2024-02-28"), *DaysOf("2024-03-01")), 2);
  EXPECT_EQ(DaysBetween(*DaysOf("2022"), *DaysOf("2023-12-31")), 365);
  EXPECT_EQ(DaysBetween(*DaysOf("2025-05-09"), *DaysOf("2025-05-08")), -1);
}

TEST(DaysOf, RefusesWhatIsNoDate) {
  for (std::string_view bad :
       {"", "2025-13", "2025-02-30", "spring", "20250509", "2025-03-05/2025-03-01"}) {
    EXPECT_FALSE(DaysOf(bad)) << bad;
  }
}

}  // namespace
}  // namespace dateline
