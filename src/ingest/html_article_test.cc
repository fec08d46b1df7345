#include "src/ingest/html_article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "src/ingest/extract_output.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string ReadFile(const fs::path& path) {
  std::stringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

Article Extract(std::string_view html, std::string_view url = "") {
  auto article = ExtractHtml({html, url, ""}, IngestLimits());
  EXPECT_TRUE(article.has_value()) << article.error().message;
  return article ? *std::move(article) : Article();
}

// Every page in tests/data/ingest, against the Markdown beside it.
TEST(HtmlArticleTest, ExtractsThePagesAsExpected) {
  size_t pages = 0;
  for (const auto& entry : fs::directory_iterator(DATELINE_SOURCE_DIR "/tests/data/ingest")) {
    if (entry.path().extension() != ".html") continue;
    ++pages;
    fs::path expected = entry.path();
    expected.replace_extension(".md");
    EXPECT_EQ(RenderArticle(Extract(ReadFile(entry.path())), ExtractFormat::kMarkdown),
              ReadFile(expected))
        << entry.path();
  }
  EXPECT_GE(pages, 5);
}

TEST(HtmlArticleTest, KeepsPublishedAndModifiedApart) {
  const Article article =
      Extract(ReadFile(DATELINE_SOURCE_DIR "/tests/data/ingest/news_page.html"));
  EXPECT_EQ(article.published, "2024-04-15T08:30:00+01:00");
  EXPECT_EQ(article.modified, "2024-04-15T11:02:00+01:00");
  EXPECT_EQ(article.section, "Island");
  EXPECT_EQ(article.language, "en");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee", "Bo Chan"));
  EXPECT_EQ(article.paragraphs.front().role, ParagraphRole::kTitle);
}

TEST(HtmlArticleTest, StructuredTextIsALocatorNotTheText) {
  const std::string text(
      "The mayor opened the bridge on Sunday before a crowd of several hundred people, and thanked "
      "the "
      "workers who had finished it in spite of the floods of the winter.");
  const Article article = Extract(
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge opens\","
      "\"articleBody\":\"" +
      text + " " + text +
      " and more that the page does not show\"}</script>"
      "<div><p>" +
      text +
      "</p></div><div><p>Something else of about the same length stands in another "
      "part of the page, and has nothing to do with the bridge, the mayor or the crowd at "
      "all.</p></div>");
  EXPECT_THAT(article.text, HasSubstr(text));
  EXPECT_THAT(article.text, Not(HasSubstr("does not show")));
}

TEST(HtmlArticleTest, MendsBrokenStructuredData) {
  const Article article = Extract(
      "<script "
      "type='application/ld+json'>//"
      "<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\nopens\","
      "\"datePublished\":\"2024-04-15\",}\n//]]></script><p>The mayor opened the bridge on "
      "Sunday.</p>");
  EXPECT_EQ(article.published, "2024-04-15");
  EXPECT_EQ(article.title, "Bridge opens");
}

TEST(HtmlArticleTest, ReadsZawgyiPages) {
  std::string words;
  for (int i = 0; i < 20; ++i)
    words += "\u103B\u1019\u1014\u1039\u1019\u102C \u101E\u1010\u1004\u1039\u1038 ";
  const Article article = Extract("<meta charset=utf-8><h1>T</h1><p>" + words + "\u104B</p>");
  EXPECT_THAT(article.text, HasSubstr("\u1019\u103C\u1014\u103A\u1019\u102C"));
  EXPECT_EQ(article.language, "my");
}

TEST(HtmlArticleTest, HoldsTheLimits) {
  IngestLimits limits;
  limits.html_depth = 100;
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += "<div>";
  EXPECT_THAT(ExtractHtml({deep, "", ""}, limits).error().message, HasSubstr("nested deeper"));
  limits.html_nodes = 50;
  std::string wide;
  for (int i = 0; i < 500; ++i) wide += "<p>x</p>";
  EXPECT_THAT(ExtractHtml({wide, "", ""}, limits).error().message, HasSubstr("more nodes"));
  limits.document_bytes = 100;
  EXPECT_THAT(ExtractHtml({wide, "", ""}, limits).error().message, HasSubstr("larger than"));
  EXPECT_FALSE(ExtractHtml({"", "", ""}, limits).has_value());
}

TEST(HtmlArticleTest, LearnsWhatPagesOfAHostShare) {
  TemplateMemory memory;
  const std::string appeal =
      "<p>Our reporters work for you day and night, in all weather and on every island of the "
      "archipelago.</p>";
  std::string last;
  for (int i = 0; i < 4; ++i) {
    std::string page =
        "<html><body><article><h1>Report number " + std::to_string(i) + " from the port</h1>";
    for (int k = 0; k < 6; ++k) {
      page += "<p>Paragraph " + std::to_string(i * 100 + k) +
              " tells what happened on the quay that day, and who was there.</p>";
    }
    page += appeal + "</article></body></html>";
    last =
        ExtractHtml({page, "https://a.example/" + std::to_string(i), ""}, IngestLimits(), &memory)
            ->text;
  }
  EXPECT_THAT(last, HasSubstr("Paragraph 305"));
  EXPECT_THAT(last, Not(HasSubstr("Our reporters")));
}

TEST(HtmlArticleTest, FragmentsGiveTheirParagraphs) {
  Article article;
  AppendHtmlFragment("<p>One &amp; two.</p><h3>Head</h3><ul><li>Item</li></ul>", IngestLimits(),
                     &article);
  EXPECT_EQ(article.text, "One & two.\nHead\nItem");
  EXPECT_EQ(article.paragraphs[1].role, ParagraphRole::kSubhead);
  EXPECT_EQ(article.paragraphs[2].role, ParagraphRole::kList);
}

}  // namespace
}  // namespace dateline
