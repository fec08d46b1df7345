#include "src/ingest/reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace dateline {
namespace {

namespace fs = std::filesystem;

// A folder of its own for every test.
class ReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(testing::TempDir()) / (std::string("reader_test_") + info->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string Write(const std::string& name, const std::string& bytes) {
    const fs::path path = root_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  void Read(const std::string& path, ReadOptions options = {}) {
    EXPECT_TRUE(ReadArticles(path, options, [this](Result<Article> article) {
      if (article)
        articles_.push_back(*std::move(article));
      else
        errors_.push_back(article.error().message);
      return true;
    }));
  }

  fs::path root_;
  std::vector<Article> articles_;
  std::vector<std::string> errors_;
};

TEST_F(ReaderTest, KeepsJsonTextByteForByte) {
  const auto path =
      Write("a.jsonl", R"({"id":"n1","text":"One.\r\n\n  Two \u00e9\n","published":"2025-05-08"})"
                       "\n\n"
                       R"({"id":7,"text":"Three."})"
                       "\n");
  Read(path);
  ASSERT_EQ(articles_.size(), 2);
  EXPECT_EQ(articles_[0].id, "n1");
  EXPECT_EQ(articles_[0].text, "One.\r\n\n  Two é\n");
  EXPECT_EQ(articles_[0].published, "2025-05-08");
  ASSERT_EQ(articles_[0].paragraphs.size(), 2);
  EXPECT_EQ(articles_[0].paragraphs[1].span.In(articles_[0].text), "Two é");
  EXPECT_EQ(articles_[1].id, "7");
  EXPECT_EQ(articles_[1].path, path + ":3");
}

TEST_F(ReaderTest, NamesABrokenLineAndGoesOn) {
  const auto path = Write("a.jsonl",
                          "{\"text\":\"One.\"}\n{broken\n{\"text\":\"bad \xff\"}\n[1]\n{}\n"
                          "{\"text\":\"Two.\"}");
  Read(path);
  EXPECT_EQ(articles_.size(), 2);
  ASSERT_EQ(errors_.size(), 4);
  EXPECT_TRUE(errors_[0].starts_with(path + ":2: not JSON")) << errors_[0];
  EXPECT_EQ(errors_[1], path + ":3: not valid UTF-8");
  EXPECT_EQ(errors_[2], path + ":4: not a JSON object");
  EXPECT_EQ(errors_[3], path + ":5: has no \"text\"");
}

TEST_F(ReaderTest, PassesOverALineBeyondTheLimit) {
  ReadOptions options;
  options.limits.document_bytes = 1 << 20;
  Read(Write("a.jsonl", "{\"text\":\"" + std::string(3 << 20, 'x') + "\"}\n{\"text\":\"Two.\"}\n"),
       options);
  ASSERT_EQ(errors_.size(), 1);
  EXPECT_NE(errors_[0].find("a.jsonl:1: larger than the limit of 1 MiB"), std::string::npos);
  EXPECT_EQ(articles_.size(), 1);
}

TEST_F(ReaderTest, DerivesEqualIdsFromEqualContent) {
  Read(Write("a.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"));
  ASSERT_EQ(articles_.size(), 3);
  EXPECT_EQ(articles_[0].id.size(), 24);
  EXPECT_EQ(articles_[0].id, articles_[1].id);
  EXPECT_NE(articles_[0].id, articles_[2].id);
}

TEST_F(ReaderTest, SaysWhatIsWrongWithAnInput) {
  Read((root_ / "none.txt").string());
  Read(Write("empty.txt", ""));
  Read(Write("blank.txt", " \n\n"));
  Read(Write("image.txt", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)));
  Read(Write("paper.txt", std::string("%PDF-1.7\n\x01\x02\x03\x04\x05\x06\x07\x00", 17)));
  fs::create_directories(root_ / "hollow");
  Read((root_ / "hollow").string());
  ASSERT_EQ(errors_.size(), 6);
  EXPECT_NE(errors_[0].find("none.txt: cannot open: No such file"), std::string::npos);
  EXPECT_NE(errors_[1].find("empty.txt: empty"), std::string::npos);
  EXPECT_NE(errors_[2].find("blank.txt: empty"), std::string::npos);
  EXPECT_NE(errors_[3].find("image.txt: binary data"), std::string::npos);
  EXPECT_NE(errors_[4].find("paper.txt: a PDF"), std::string::npos);
  EXPECT_NE(errors_[5].find("hollow: the folder holds nothing"), std::string::npos);
  for (const std::string& error : errors_) EXPECT_EQ(error.find('\n'), std::string::npos);
}

TEST_F(ReaderTest, WalksAFolderInOrder) {
  Write("b/two.txt", "Two.");
  Write("a.txt", "One.");
  Write("c.html", "<p>The third one is a page, and it ends with a full stop.</p>");
  Write(".hidden.txt", "No.");
  Write("picture.jpg", "No.");
  Read(root_.string());
  ASSERT_EQ(articles_.size(), 3);
  EXPECT_EQ(articles_[0].text, "One.");
  EXPECT_EQ(articles_[1].text, "Two.");
  EXPECT_TRUE(articles_[2].text.ends_with("a full stop."));
  EXPECT_TRUE(errors_.empty());
}

TEST_F(ReaderTest, LooksAtTheFirstBytesWhereTheNameSaysNothing) {
  Read(Write("one", "{\"text\":\"One.\"}\n"));
  Read(Write("two",
             "<!DOCTYPE html><title>T</title><p>The second one is a page, and it ends here.</p>"));
  Read(Write("three", "Three."));
  ASSERT_EQ(articles_.size(), 3);
  EXPECT_EQ(articles_[0].text, "One.");
  EXPECT_TRUE(articles_[1].text.ends_with("ends here."));
  EXPECT_EQ(articles_[2].text, "Three.");
}

TEST_F(ReaderTest, StopsWhenTheSinkSaysSo) {
  const auto path = Write("a.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
  int seen = 0;
  EXPECT_FALSE(ReadArticles(path, {}, [&](Result<Article>) { return ++seen < 1; }));
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace dateline
