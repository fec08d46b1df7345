#include "src/ingest/byline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(BylineTest, FindsTheNames) {
  EXPECT_THAT(NamesInByline("By Ann Lee and Bo Chan, Reuters"),
              ElementsAre("Ann Lee", "Bo Chan", "Reuters"));
  EXPECT_THAT(NamesInByline("Von Jürgen Groß"), ElementsAre("Jürgen Groß"));
  EXPECT_THAT(NamesInByline("Text: Åse Berg | Foto: Ola Dal"), ElementsAre("Åse Berg"));
  EXPECT_THAT(NamesInByline("Ann Lee, Political Correspondent"), ElementsAre("Ann Lee"));
  EXPECT_THAT(NamesInByline("Updated 3 hours ago"), IsEmpty());
  EXPECT_THAT(NamesInByline("the council said it would decide"), IsEmpty());
}

TEST(BylineTest, TakesFieldsAtTheirWord) {
  EXPECT_THAT(NamesInField("Ann Lee, Bo Chan und Cy Dorn"),
              ElementsAre("Ann Lee", "Bo Chan", "Cy Dorn"));
  EXPECT_THAT(NamesInField("news desk"), ElementsAre("news desk"));
  EXPECT_THAT(NamesInField("ann@example.org (Ann Lee)"), ElementsAre("Ann Lee"));
  EXPECT_THAT(NamesInField("https://social.example/courier"), IsEmpty());
  EXPECT_THAT(NamesInField("ann-lee-courier"), IsEmpty());
}

TEST(BylineTest, KnowsOpenersAndFullNames) {
  EXPECT_TRUE(OpensByline("By Ann Lee"));
  EXPECT_FALSE(OpensByline("Bystanders said"));
  EXPECT_TRUE(IsFullName("Ann Lee"));
  EXPECT_FALSE(IsFullName("Ann said"));
}

}  // namespace
}  // namespace dateline
