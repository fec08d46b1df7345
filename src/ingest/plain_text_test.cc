#include "src/ingest/plain_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

const char* const kBody =
    "The governor of the island said on Monday that the harbour would stay closed for two more "
    "weeks "
    "while divers look for the wreck.\n\n"
    "Fishermen asked the council for compensation; the council said that it would decide in May, "
    "once "
    "the damage has been counted.\n";

std::string Roles(const Article& article) {
  std::string roles;
  for (const Paragraph& paragraph : article.paragraphs) {
    roles += std::string(Name(paragraph.role)) + " ";
  }
  return roles;
}

TEST(PlainTextTest, KeepsAPlainTextAsItIs) {
  const std::string text =
      std::string("Harbour stays closed after the storm of last week\n\n") + kBody;
  const Article article = *ParsePlainText(text);
  EXPECT_EQ(article.text, text);
  EXPECT_EQ(article.title, "Harbour stays closed after the storm of last week");
  EXPECT_EQ(Roles(article), "title lead body ");
  EXPECT_EQ(article.language, "en");
}

TEST(PlainTextTest, ATextWithoutATitleHasNone) {
  const Article article = *ParsePlainText(kBody);
  EXPECT_EQ(article.text, kBody);
  EXPECT_EQ(article.title, "");
  EXPECT_EQ(Roles(article), "lead body ");
}

TEST(PlainTextTest, LeavesOutWhatAScraperRanTogether) {
  const std::string text =
      std::string(
          "IslandNews\n\nHarbour stays closed after the storm of last week\n\n"
          "Divers are still looking for the wreck of the ferry, as the council counts the "
          "damage\n\n"
          "By Ann Lee\n\n14 April 2024\n\n") +
      kBody +
      "\nAdvertisement\n\nRelated Articles\n\nFerry sinks off the island\n\nBack to top button\n";
  const Article article = *ParsePlainText(text);
  EXPECT_EQ(article.title, "Harbour stays closed after the storm of last week");
  EXPECT_THAT(article.deck, testing::StartsWith("Divers are still looking"));
  EXPECT_EQ(article.published, "2024-04-14");
  EXPECT_THAT(article.authors, testing::ElementsAre("Ann Lee"));
  EXPECT_EQ(Roles(article), "title deck lead body ");
  EXPECT_THAT(article.text, testing::Not(testing::HasSubstr("IslandNews")));
  EXPECT_THAT(article.text, testing::Not(testing::HasSubstr("Related")));
  EXPECT_THAT(article.text, testing::EndsWith("has been counted."));
}

TEST(PlainTextTest, ParagraphsCoverEveryLine) {
  const Article article = *ParsePlainText("One line.\nAnother, and no more\n\n");
  ASSERT_EQ(article.paragraphs.size(), 2);
  EXPECT_EQ(article.paragraphs[1].span.In(article.text), "Another, and no more");
}

}  // namespace
}  // namespace dateline
