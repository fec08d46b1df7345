#include "src/story/text_fingerprint.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

const std::string kText =
    "Police fired tear gas at striking miners outside the copper pit in Ndola on Tuesday, injuring "
    "seven. Police commander "
    "Banda said her officers were pelted with stones.";

TEST(SharedText, SeesReprintsThroughCutsAndAdditions) {
  const TextFingerprint whole = FingerprintOf(kText);
  EXPECT_EQ(SharedText(whole, FingerprintOf(kText)), 1);
  EXPECT_GT(
      SharedText(whole, FingerprintOf(kText + " The company did not answer calls for comment.")),
      0.9);
  EXPECT_GT(SharedText(whole, FingerprintOf(kText.substr(0, 100))), 0.9);
  EXPECT_EQ(
      SharedText(whole, FingerprintOf(
                            "Farmers blocked the motorways around Paris with tractors on Monday to "
                            "protest against imports of cheap grain.")),
      0);
}

TEST(SharedText, WorksOnLongTexts) {
  std::string a, b;
  for (int i = 0; i < 3000; ++i) {
    const std::string word = std::to_string(i * 7919 % 10007) + "th ";
    a += word;
    if (i % 2 == 0 || i < 1500) b += word;
  }
  EXPECT_GT(SharedText(FingerprintOf(a), FingerprintOf(b)), 0.45);
  EXPECT_FALSE(FingerprintOf(a).whole);
}

TEST(SharedText, SaysNothingOfScraps) {
  EXPECT_EQ(SharedText(FingerprintOf("one two three four five"),
                       FingerprintOf("one two three four five")),
            0);
  EXPECT_EQ(SharedText(FingerprintOf(""), FingerprintOf(kText)), 0);
}

TEST(ContentWords, AreTheSameInAnyCaseAndNumber) {
  EXPECT_EQ(ContentWords("Miners STRIKE"), ContentWords("the miner, strikes"));
  EXPECT_EQ(ContentWords("Żubr"), ContentWords("ŻUBR"));
  EXPECT_TRUE(ContentWords("and the 2,000 said").empty());
}

TEST(ContentWords, TakeScriptsWithoutSpacesByPairsOfCharacters) {
  EXPECT_EQ(ContentWords("警察发射").size(), 3u);
  EXPECT_EQ(ContentWords("警察").size(), 1u);
}

}  // namespace
}  // namespace dateline
