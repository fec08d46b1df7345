#include "src/ingest/zawgyi.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

// The same words as Zawgyi and as Unicode writes them.
struct Pair {
  const char* zawgyi;
  const char* unicode;
};

constexpr Pair kPairs[] = {
    // "Myanmar": medial ra stands first.
    {"\u103B\u1019\u1014\u1039\u1019\u102C", "\u1019\u103C\u1014\u103A\u1019\u102C"},
    // "news": sign E first, ordinary killers.
    {"\u101E\u1010\u1004\u1039\u1038", "\u101E\u1010\u1004\u103A\u1038"},
    // "day": sign E before the letter.
    {"\u1031\u1014\u1037", "\u1014\u1031\u1037"},
    // "government": medials of their own glyphs.
    {"\u1021\u1005\u102D\u102F\u1038\u101B", "\u1021\u1005\u102D\u102F\u1038\u101B"},
    // "problem", a stacked letter.
    {"\u103B\u1015\u1015\u1010\u1039\u1010\u1072",
     "\u1015\u103C\u1015\u1010\u103A\u1010\u1039\u1010"},
    // "English": kinzi is written above the letter behind it.
    {"\u1021\u1002\u1064\u101C\u102D\u1015\u1039",
     "\u1021\u1004\u103A\u1039\u1002\u101C\u102D\u1015\u103A"},
    // wa and ha in one glyph.
    {"\u101C\u108A\u1010\u1039\u1031\u1010\u102C\u1039",
     "\u101C\u103D\u103E\u1010\u103A\u1010\u1031\u102C\u103A"},
    // "permission": medial wa, dot below and killer.
    {"\u1001\u103C\u1004\u1037\u1039", "\u1001\u103D\u1004\u1037\u103A"},
    // Latin text and digits stay.
    {"UN \u1031\u1014 2024", "UN \u1014\u1031 2024"},
};

TEST(ZawgyiTest, ReordersIntoUnicode) {
  for (const Pair& pair : kPairs) EXPECT_EQ(ZawgyiToUnicode(pair.zawgyi), pair.unicode);
}

TEST(ZawgyiTest, TellsTheTwoApart) {
  std::string zawgyi, unicode;
  for (const Pair& pair : kPairs) {
    zawgyi += std::string(pair.zawgyi) + " ";
    unicode += std::string(pair.unicode) + " ";
  }
  EXPECT_TRUE(LooksLikeZawgyi(zawgyi));
  EXPECT_FALSE(LooksLikeZawgyi(unicode));
  EXPECT_FALSE(LooksLikeZawgyi("No Burmese at all."));
  EXPECT_FALSE(LooksLikeZawgyi(ZawgyiToUnicode(zawgyi)));
}

}  // namespace
}  // namespace dateline
