#include "src/language/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace dateline {
namespace {

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> out;
  for (const Span span : SplitSentences(text)) out.emplace_back(span.In(text));
  return out;
}

// Spaces around a boundary belong to no sentence.
std::string Trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(" \n"));
  text.erase(text.find_last_not_of(" \n") + 1);
  return text;
}

TEST(Sentences, Golden) {
  std::ifstream file(DATELINE_SOURCE_DIR "/tests/data/language/sentences.txt");
  ASSERT_TRUE(file);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    for (size_t at; (at = line.find("\\n")) != std::string::npos;) line.replace(at, 2, "\n");
    std::vector<std::string> expected;
    std::string text;
    for (size_t begin = 0; begin <= line.size();) {
      const size_t end = std::min(line.find('|', begin), line.size());
      text += line.substr(begin, end - begin);
      expected.push_back(Trimmed(line.substr(begin, end - begin)));
      begin = end + 1;
    }
    EXPECT_EQ(Split(text), expected) << text;
  }
}

TEST(Sentences, SpaceIsOfNoSentence) {
  EXPECT_THAT(Split("  One. \t\n\n \u3000Two \r\n"), testing::ElementsAre("One.", "Two"));
  EXPECT_TRUE(Split("").empty());
  EXPECT_TRUE(Split(" \n \u3000\n").empty());
}

TEST(Sentences, OddTextEndsSomewhere) {
  EXPECT_EQ(Split("......").size(), 1u);
  EXPECT_EQ(Split("\"").size(), 1u);
  EXPECT_EQ(Split(". . .").size(), 3u);
  EXPECT_EQ(SplitSentences(std::string(200000, '.')).size(), 1u);
  EXPECT_EQ(SplitSentences(std::string(200000, 'x') + ". Yes").size(), 2u);
}

}  // namespace
}  // namespace dateline
