#include "src/language/span_match.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

int Match(std::string_view a, std::string_view b) {
  PhraseMatcher matcher;
  matcher.Add(a);
  matcher.Add(b);
  EXPECT_EQ(matcher.Match(0, 1), matcher.Match(1, 0));
  return matcher.Match(0, 1);
}

TEST(SpanMatch, SameWords) {
  EXPECT_EQ(Match("Than Swe", "than swe"), 1);
  EXPECT_EQ(Match("Myanmar's", "MYANMAR’S"), 1);
  EXPECT_EQ(Match("Москва", "москва"), 1);
}

TEST(SpanMatch, PartOfTheOther) {
  EXPECT_EQ(Match("Than Swe", "Foreign Minister Than Swe"), 2);
  EXPECT_EQ(Match("Min U", "Min U Ko Li"), 2);
  EXPECT_EQ(Match("U Ko", "Min U Ko Li"), 0);  // no word of three characters
}

TEST(SpanMatch, Acronym) {
  EXPECT_EQ(Match("UN", "United Nations"), 3);
  EXPECT_EQ(Match("AAPP", "Assistance Association for Political Prisoners"), 3);
  EXPECT_EQ(Match("UN", "united nations"), 0);
  EXPECT_EQ(Match("EU", "United Nations"), 0);
}

TEST(SpanMatch, LastWord) {
  EXPECT_EQ(Match("defence ministry", "Russian foreign ministry"), 4);
  EXPECT_EQ(Match("Swe Than", "Than Swe"), 0);  // same words in another order
}

TEST(SpanMatch, NothingMatchesAnEmptyPhrase) {
  EXPECT_EQ(Match("", ""), 0);
  EXPECT_EQ(Match("", "UN"), 0);
  EXPECT_EQ(Match("—", "..."), 0);
}

}  // namespace
}  // namespace dateline
