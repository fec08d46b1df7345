#include "src/ingest/text_decoding.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

using std::string_literals::operator""s;

TEST(TextDecodingTest, KeepsUtf8AsItIs) {
  EXPECT_EQ(*DecodePlainText("Déjà vu — ကျွန်တော်"), "Déjà vu — ကျွန်တော်");
  EXPECT_EQ(*DecodePlainText("\xef\xbb\xbfmark"), "mark");
}

TEST(TextDecodingTest, ReadsUtf16WithAndWithoutMark) {
  EXPECT_EQ(*DecodePlainText("\xff\xfeh\0i\0"s), "hi");
  EXPECT_EQ(*DecodePlainText("\0T\0h\0e\0 \0e\0n\0d"s), "The end");
}

TEST(TextDecodingTest, DetectsCyrillicInWindows1251) {
  // "Президент России провел встречу с министром иностранных дел в среду."
  const std::string bytes =
      "\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2 \xd0\xee\xf1\xf1\xe8\xe8 \xef\xf0\xee\xe2\xe5\xeb "
      "\xe2\xf1\xf2\xf0\xe5\xf7\xf3 \xf1 \xec\xe8\xed\xe8\xf1\xf2\xf0\xee\xec "
      "\xe8\xed\xee\xf1\xf2\xf0\xe0\xed\xed\xfb\xf5 \xe4\xe5\xeb \xe2 \xf1\xf0\xe5\xe4\xf3.";
  EXPECT_EQ(*DecodePlainText(bytes),
            "Президент России провел встречу с министром иностранных дел в среду.");
}

TEST(TextDecodingTest, DetectsLatin1) {
  EXPECT_EQ(*DecodePlainText("Le pr\xe9sident a d\xe9"
                             "clar\xe9 que la r\xe9union \xe9tait "
                             "pr\xe9vue pour l'\xe9t\xe9 \xe0 Gen\xe8ve."),
            "Le président a déclaré que la réunion était prévue pour l'été à Genève.");
}

TEST(TextDecodingTest, RefusesBinaryData) {
  EXPECT_FALSE(DecodePlainText("\x7f"
                               "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"s)
                   .has_value());
  EXPECT_TRUE(LooksBinary("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s));
  EXPECT_FALSE(LooksBinary("Plain words.\nAnd more.\n"));
}

TEST(TextDecodingTest, MarkupFollowsHeaderThenMetaThenDetection) {
  EXPECT_EQ(DecodeMarkup("<p>\xe9t\xe9</p>", "iso-8859-1"), "<p>été</p>");
  EXPECT_EQ(DecodeMarkup("<meta charset=windows-1251><p>\xcc\xe8\xf0</p>", ""),
            "<meta charset=windows-1251><p>Мир</p>");
  EXPECT_EQ(DecodeMarkup("<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>"
                         "\x93\xfa\x96{",
                         ""),
            "<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>日本");
  EXPECT_EQ(DecodeMarkup("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>\xa4</a>", ""),
            "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>€</a>");
}

TEST(TextDecodingTest, MarkupThatIsUtf8StaysSoWhateverItDeclares) {
  EXPECT_EQ(DecodeMarkup("<meta charset=iso-8859-1><p>été</p>", ""),
            "<meta charset=iso-8859-1><p>été</p>");
}

TEST(TextDecodingTest, UndecodableBytesBecomeReplacements) {
  const std::string text = DecodeMarkup("<meta charset=utf-8><p>caf\xc3\xa9 \xff</p>", "");
  EXPECT_EQ(text, "<meta charset=utf-8><p>café \xef\xbf\xbd</p>");
}

}  // namespace
}  // namespace dateline
