#include "src/ingest/extract_output.h"

#include <gtest/gtest.h>

#include "src/ingest/article_builder.h"

namespace dateline {
namespace {

Article Example() {
  Article article;
  article.path = "a.html";
  article.title = "A \"title\"";
  article.authors = {"Ann Lee", "Bo Chan"};
  article.published = "2024-04-15";
  AppendParagraph(ParagraphRole::kTitle, article.title, &article);
  AppendParagraph(ParagraphRole::kLead, "First.\tTab", &article);
  AppendParagraph(ParagraphRole::kSubhead, "Head", &article);
  AppendParagraph(ParagraphRole::kList, "one", &article);
  AppendParagraph(ParagraphRole::kList, "two", &article);
  return article;
}

TEST(ExtractOutputTest, JsonHasEveryField) {
  EXPECT_EQ(RenderArticle(Example(), ExtractFormat::kJsonl),
            "{\"path\":\"a.html\",\"url\":\"\",\"title\":\"A \\\"title\\\"\",\"deck\":\"\","
            "\"authors\":[\"Ann Lee\",\"Bo Chan\"],\"publisher\":\"\",\"section\":\"\","
            "\"published\":\"2024-04-15\",\"modified\":\"\",\"language\":\"\","
            "\"text\":\"A \\\"title\\\"\\nFirst.\\tTab\\nHead\\none\\ntwo\",\"paragraphs\":["
            "{\"role\":\"title\",\"text\":\"A "
            "\\\"title\\\"\"},{\"role\":\"lead\",\"text\":\"First.\\tTab\"},"
            "{\"role\":\"subhead\",\"text\":\"Head\"},{\"role\":\"list\",\"text\":\"one\"},"
            "{\"role\":\"list\",\"text\":\"two\"}]}\n");
}

TEST(ExtractOutputTest, TextAndMarkdown) {
  EXPECT_EQ(RenderArticle(Example(), ExtractFormat::kText),
            "A \"title\"\nFirst.\tTab\nHead\none\ntwo\n\n");
  EXPECT_EQ(RenderArticle(Example(), ExtractFormat::kMarkdown),
            "# A \"title\"\n\n*Ann Lee, Bo Chan · 2024-04-15*\n\nFirst.\tTab\n\n## Head\n\n- "
            "one\n- two\n\n");
}

TEST(ExtractOutputTest, NamesFormats) {
  EXPECT_EQ(ParseExtractFormat("md"), ExtractFormat::kMarkdown);
  EXPECT_FALSE(ParseExtractFormat("pdf").has_value());
}

}  // namespace
}  // namespace dateline
