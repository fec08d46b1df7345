// WARC archives and feeds, through the reader as users meet them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "src/ingest/reader.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

std::string Gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(compressBound(text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string Page(const std::string& name) {
  return "<html><body><h1>The report from " + name + "</h1><p>The council of " + name +
         " met on Monday and decided to open the harbour again, three weeks after the "
         "storm.</p></body></html>";
}

std::string Record(const std::string& type, const std::string& url, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nContent-Type: text/html\r\n" + "Content-Length: " + std::to_string(block.size()) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

std::string Response(const std::string& url, const std::string& header, const std::string& body,
                     const std::string& status = "200 OK") {
  return Record("response", url,
                "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\n" + header +
                    "\r\n" + body);
}

struct Outcome {
  std::vector<Article> articles;
  std::vector<std::string> errors;
};

Outcome Read(const std::string& name, const std::string& bytes, ReadOptions options = {}) {
  const fs::path path = fs::path(testing::TempDir()) / ("archive_test_" + name);
  std::ofstream(path, std::ios::binary) << bytes;
  Outcome outcome;
  ReadArticles(path.string(), options, [&](Result<Article> article) {
    if (article)
      outcome.articles.push_back(*std::move(article));
    else
      outcome.errors.push_back(article.error().message);
    return true;
  });
  fs::remove(path);
  return outcome;
}

TEST(WarcTest, ReadsPagesOutOfGzippedRecords) {
  const std::string chunked = "20\r\n" + Page("Dunmore").substr(0, 32) + "\r\n";
  const std::string archive =
      Gzip(Record("warcinfo", "", "software: test\r\n")) +
      Gzip(Record("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n")) +
      Gzip(Response("https://a.example/1", "", Page("Ardmore"))) +
      Gzip(Response("https://a.example/2", "", "<p>gone</p>", "404 Not Found")) +
      Gzip(Response("https://a.example/3", "Content-Encoding: gzip\r\n", Gzip(Page("Belmore")))) +
      Gzip(Record("resource", "https://a.example/4", Page("Cranmore")));
  const Outcome outcome = Read("pages.warc.gz", archive);
  EXPECT_TRUE(outcome.errors.empty());
  ASSERT_EQ(outcome.articles.size(), 3);
  EXPECT_EQ(outcome.articles[0].title, "The report from Ardmore");
  EXPECT_EQ(outcome.articles[0].url, "https://a.example/1");
  EXPECT_THAT(outcome.articles[0].path, EndsWith("pages.warc.gz#3"));
  EXPECT_EQ(outcome.articles[1].title, "The report from Belmore");
  EXPECT_EQ(outcome.articles[2].title, "The report from Cranmore");
}

TEST(WarcTest, UndoesChunks) {
  const std::string page = Page("Dunmore");
  const std::string chunks = "20\r\n" + page.substr(0, 32) + "\r\n1000\r\n" + page.substr(32);
  const Outcome outcome = Read(
      "chunks.warc", Response("https://a.example/1", "Transfer-Encoding: chunked\r\n", chunks));
  ASSERT_EQ(outcome.articles.size(), 1);
  EXPECT_THAT(outcome.articles[0].text, EndsWith("three weeks after the storm."));
}

TEST(WarcTest, ToleratesATruncatedLastRecord) {
  const std::string archive = Gzip(Response("https://a.example/1", "", Page("Ardmore"))) +
                              Gzip(Response("https://a.example/2", "", Page("Belmore")));
  const Outcome outcome = Read("cut.warc.gz", archive.substr(0, archive.size() - 40));
  EXPECT_TRUE(outcome.errors.empty());
  ASSERT_GE(outcome.articles.size(), 1);
  EXPECT_EQ(outcome.articles[0].title, "The report from Ardmore");
}

TEST(WarcTest, NamesADamagedRecordAndGoesOn) {
  const std::string archive = Response("https://a.example/1", "", Page("Ardmore")) + "garbage\r\n" +
                              Response("https://a.example/2", "", Page("Belmore"));
  const Outcome outcome = Read("damaged.warc", archive);
  EXPECT_EQ(outcome.articles.size(), 2);
  ASSERT_EQ(outcome.errors.size(), 1);
  EXPECT_THAT(outcome.errors[0], HasSubstr("damaged.warc#2: damaged record"));
}

TEST(WarcTest, PassesOverARecordBeyondTheLimit) {
  ReadOptions options;
  options.limits.document_bytes = 10'000;
  const Outcome outcome = Read("large.warc",
                               Response("https://a.example/1", "", std::string(20'000, 'x')) +
                                   Response("https://a.example/2", "", Page("Belmore")),
                               options);
  EXPECT_EQ(outcome.articles.size(), 1);
  ASSERT_EQ(outcome.errors.size(), 1);
  EXPECT_THAT(outcome.errors[0], HasSubstr("#1: larger than the limit"));
}

TEST(FeedTest, ReadsRss) {
  const Outcome outcome = Read("feed.xml",
                               "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss "
                               "version=\"2.0\"><channel><title>The Courier</title>"
                               "<language>en-gb</language><item><title>Harbour &amp; "
                               "caf\xe9</title><link>https://a.example/1</link>"
                               "<pubDate>Mon, 15 Apr 2024 08:30:00 +0100</pubDate><dc:creator>Ann "
                               "Lee</dc:creator><category>Island</category>"
                               "<description><![CDATA[<p>Short.</p>]]></description>"
                               "<content:encoded><![CDATA[<p>The harbour stays "
                               "closed.</p><p>Divers look for the wreck.</p>]]></content:encoded>"
                               "</item><item><title>Second</title><description>&lt;p&gt;Only a "
                               "summary.&lt;/p&gt;</description></item>"
                               "<item></item></channel></rss>");
  ASSERT_EQ(outcome.articles.size(), 2);
  const Article& article = outcome.articles[0];
  EXPECT_EQ(article.title, "Harbour & café");
  EXPECT_EQ(article.text, "Harbour & café\nThe harbour stays closed.\nDivers look for the wreck.");
  EXPECT_EQ(article.url, "https://a.example/1");
  EXPECT_EQ(article.published, "2024-04-15T08:30:00+01:00");
  EXPECT_EQ(article.publisher, "The Courier");
  EXPECT_EQ(article.section, "Island");
  EXPECT_EQ(article.language, "en");
  EXPECT_THAT(article.authors, ElementsAre("Ann Lee"));
  EXPECT_EQ(outcome.articles[1].text, "Second\nOnly a summary.");
  ASSERT_EQ(outcome.errors.size(), 1);
  EXPECT_THAT(outcome.errors[0], HasSubstr("feed.xml#3: entry without text"));
}

TEST(FeedTest, ReadsAtom) {
  const Outcome outcome =
      Read("feed.atom",
           "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" "
           "xml:lang=\"en\"><title>Courier</title>"
           "<entry><title type=\"html\">Harbour &amp;amp; sea</title><link rel=\"self\" "
           "href=\"https://a.example/self\"/>"
           "<link rel=\"alternate\" "
           "href=\"https://a.example/1\"/><updated>2024-04-16T10:00:00Z</updated>"
           "<published>2024-04-15T08:30:00Z</published><author><name>Bo Chan</name></author>"
           "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Closed for "
           "now.</p></div></content>"
           "</entry></feed>");
  ASSERT_EQ(outcome.articles.size(), 1);
  EXPECT_EQ(outcome.articles[0].title, "Harbour & sea");
  EXPECT_EQ(outcome.articles[0].text, "Harbour & sea\nClosed for now.");
  EXPECT_EQ(outcome.articles[0].url, "https://a.example/1");
  EXPECT_EQ(outcome.articles[0].published, "2024-04-15T08:30:00Z");
  EXPECT_EQ(outcome.articles[0].modified, "2024-04-16T10:00:00Z");
  EXPECT_THAT(outcome.articles[0].authors, ElementsAre("Bo Chan"));
}

TEST(FeedTest, ReadsRdf) {
  const Outcome outcome =
      Read("feed.rdf",
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><channel "
           "rdf:about=\"x\"><title>Courier"
           "</title><items><rdf:Seq/></items></channel><item "
           "rdf:about=\"https://a.example/1\"><title>Harbour</title>"
           "<link>https://a.example/1</link><dc:date>2024-04-15</dc:date><description>It is "
           "closed.</description></item>"
           "</rdf:RDF>");
  ASSERT_EQ(outcome.articles.size(), 1);
  EXPECT_EQ(outcome.articles[0].text, "Harbour\nIt is closed.");
  EXPECT_EQ(outcome.articles[0].published, "2024-04-15");
  EXPECT_EQ(outcome.articles[0].publisher, "Courier");
}

TEST(FeedTest, ReadsALongFeedPieceByPiece) {
  std::string feed = "<rss><channel><title>C</title>";
  for (int i = 0; i < 2000; ++i) {
    feed += "<item><title>Report " + std::to_string(i) + "</title><description>" +
            std::string(200, 'a') + ".</description></item>";
  }
  ReadOptions options;
  options.limits.document_bytes = 70'000;
  const Outcome outcome = Read("long.rss", feed + "</channel></rss>", options);
  EXPECT_EQ(outcome.articles.size(), 2000);
  EXPECT_TRUE(outcome.errors.empty());
  EXPECT_EQ(outcome.articles.back().title, "Report 1999");
}

TEST(FeedTest, WhatIsNoFeedIsSaidSo) {
  ReadOptions options;
  options.format = Format::kFeed;
  const Outcome outcome = Read("no.xml", "<note>Nothing here.</note>", options);
  ASSERT_EQ(outcome.errors.size(), 1);
  EXPECT_THAT(outcome.errors[0], HasSubstr("not a feed"));
}

}  // namespace
}  // namespace dateline
