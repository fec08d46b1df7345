#include "src/resolve/actors_fold.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(FoldName, JoinsSpellings) {
  EXPECT_EQ(FoldName("Côte d'Ivoire"), FoldName("COTE D’IVOIRE's"));
  EXPECT_EQ(FoldName("the United Nations"), "united nations");
  EXPECT_EQ(FoldName("U.N."), "un");
  EXPECT_EQ(FoldName("Al-Shabaab"), "al shabaab");
  EXPECT_EQ(FoldName("Łódź"), "lodz");
  EXPECT_EQ(FoldName("Ивано́в"), FoldName("иванов"));
}

TEST(FoldName, KeepsWhatDiffers) {
  EXPECT_NE(FoldName("မြန်မာ"), FoldName("မာန်"));
  EXPECT_EQ(FoldName("People's Party"), "people party");
  EXPECT_EQ(FoldName("Oman"), "oman");
  EXPECT_EQ(FoldName(" - "), "");
}

TEST(WordsOf, CutsAtSpacesAndHyphens) {
  const std::string_view text = "U.S.-backed troops, (ANC)";
  std::vector<std::string_view> words;
  for (const Span& word : WordsOf(text)) words.push_back(word.In(text));
  EXPECT_EQ(words, (std::vector<std::string_view>{"U.S.", "backed", "troops", "ANC"}));
}

TEST(IsUpperCase, NeedsTwoLetters) {
  EXPECT_TRUE(IsUpperCase("U.S."));
  EXPECT_FALSE(IsUpperCase("Us"));
  EXPECT_FALSE(IsUpperCase("A"));
}

}  // namespace
}  // namespace dateline
