#include "src/resolve/numbers.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(ParseNumberPhrase, ReadsWhatNewsWrites) {
  const std::pair<const char*, double> cases[] = {
      {"nine", 9},
      {"at least nine", 9},
      {"1,200", 1200},
      {"some 3,200 people", 3200},
      {"twenty-four", 24},
      {"more than two hundred and five", 205},
      {"two thousand three hundred", 2300},
      {"$1.2 billion", 1.2e9},
      {"412 million dollars", 412e6},
      {"€40m", 40e6},
      {"dozens", 24},
      {"dozens of people", 24},
      {"hundreds", 200},
      {"hundreds of thousands", 200000},
      {"a dozen", 12},
      {"two dozen", 24},
      {"a couple", 2},
      {"14 to 20", 14},
      {"14-20", 14},
      {"seven soldiers and two civilians", 9},
      {"14 rebels and one soldier", 15},
      {"one to two million", 1e6},
  };
  for (const auto& [phrase, value] : cases) {
    const auto parsed = ParseNumberPhrase(phrase);
    ASSERT_TRUE(parsed) << phrase;
    EXPECT_DOUBLE_EQ(*parsed, value) << phrase;
  }
}

TEST(ParseNumberPhrase, LowerBoundsOfRangesAndHalves) {
  EXPECT_DOUBLE_EQ(*ParseNumberPhrase("between 9 and 14"), 9);
  EXPECT_DOUBLE_EQ(*ParseNumberPhrase("tens of thousands"), 20000);
  EXPECT_DOUBLE_EQ(*ParseNumberPhrase("half a million"), 5e5);
}

TEST(ParseNumberPhrase, SaysNothingWhereNothingIsCounted) {
  EXPECT_FALSE(ParseNumberPhrase("an unknown number"));
  EXPECT_FALSE(ParseNumberPhrase("a soldier"));
  EXPECT_FALSE(ParseNumberPhrase(""));
}

}  // namespace
}  // namespace dateline
