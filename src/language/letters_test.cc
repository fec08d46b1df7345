#include "src/language/letters.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(LetterShape, TellsHowAWordIsWritten) {
  EXPECT_EQ(LetterShape(""), 0);
  EXPECT_EQ(LetterShape(","), 0);
  EXPECT_EQ(LetterShape("“"), 0);
  EXPECT_EQ(LetterShape("police"), 1);
  EXPECT_EQ(LetterShape("Police"), 2);
  EXPECT_EQ(LetterShape("Émile"), 2);
  EXPECT_EQ(LetterShape("A"), 2);
  EXPECT_EQ(LetterShape("NATO"), 3);
  EXPECT_EQ(LetterShape("2025"), 4);
  EXPECT_EQ(LetterShape("٣"), 4);
  EXPECT_EQ(LetterShape("iPhone"), 5);
  EXPECT_EQ(LetterShape("McCain"), 5);
  EXPECT_EQ(LetterShape("北京"), 5);
  EXPECT_EQ(LetterShape("မြန်"), 5);
  EXPECT_EQ(LetterShape("Ⅷ"), 5);  // a number, but no decimal digit
}

TEST(Letters, KindsOfCharacters) {
  EXPECT_TRUE(IsLetter(U'ß') && IsLetter(U'က') && !IsLetter(U'3') && !IsLetter(U'-'));
  EXPECT_TRUE(IsMark(0x301) && IsMark(U'်') && !IsMark(U'a'));
  EXPECT_TRUE(IsNumber(U'½') && IsNumber(U'၃') && !IsNumber(U'x'));
  EXPECT_TRUE(IsSpace(0x3000) && IsSpace('\n') && !IsSpace(0x200B));
  EXPECT_EQ(ToLower(U'Ж'), U'ж');
}

}  // namespace
}  // namespace dateline
