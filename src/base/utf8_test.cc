#include "src/base/utf8.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Utf8, AcceptsEveryScriptAndRejectsBrokenSequences) {
  EXPECT_TRUE(IsValidUtf8("plain, Zürich, Москва, မြန်မာ, 北京, 😀"));
  EXPECT_TRUE(IsValidUtf8(""));
  size_t bad = 0;
  EXPECT_FALSE(IsValidUtf8("ab\xC3", &bad));
  EXPECT_EQ(bad, 2u);
  EXPECT_FALSE(IsValidUtf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(IsValidUtf8("\xF4\x90\x80\x80"));  // past U+10FFFF
}

TEST(Utf8, CodePointsSurviveARoundTrip) {
  const std::string text = "aé–မ😀";
  std::string again;
  for (size_t pos = 0; pos < text.size();) AppendUtf8(NextCodePoint(text, &pos), &again);
  EXPECT_EQ(again, text);
}

TEST(CodePointIndex, BothDirectionsAgreeAtEveryCharacter) {
  std::string text;
  for (int i = 0; i < 700; ++i) text += (i % 3 == 0) ? "မ" : (i % 3 == 1) ? "x" : "😀";
  const CodePointIndex index(text);
  EXPECT_EQ(index.size(), 700u);
  uint32_t n = 0;
  for (size_t pos = 0; pos < text.size(); ++n) {
    EXPECT_EQ(index.ToCodePoint(pos), n);
    EXPECT_EQ(index.ToByte(n), pos);
    NextCodePoint(text, &pos);
  }
  EXPECT_EQ(index.ToByte(700), text.size());
  EXPECT_EQ(index.ToCodePoint(text.size()), 700u);
}

}  // namespace
}  // namespace dateline
