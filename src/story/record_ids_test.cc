#include "src/story/record_ids.h"

#include <gtest/gtest.h>

#include "src/story/content_hash.h"

namespace dateline {
namespace {

TEST(RecordIds, DependOnContentAlone) {
  Article a;
  a.id = "x";
  a.text = "Police fired.";
  Article b = a;
  b.path = "elsewhere";
  EXPECT_EQ(DocumentId(a), DocumentId(b));
  b.text += " ";
  EXPECT_NE(DocumentId(a), DocumentId(b));
  // Fixed for good: the ids in people's databases must not change with the program.
  EXPECT_EQ(HexId(DocumentId(a)), "4800ac7fc9d13759");
}

TEST(RecordIds, AnUnresolvedMentionStandsForItself) {
  Document d;
  d.article.text = "Police fired.";
  d.mentions.push_back({.span = {0, 6}});
  EXPECT_EQ(EntityOf(d, 0).name, "Police");
  EXPECT_NE(EntityId(EntityOf(d, 0)), 0u);
}

TEST(HexId, GoesBothWays) {
  EXPECT_EQ(HexId(0x00ff00000000001aull), "00ff00000000001a");
  EXPECT_EQ(ParseHexId("00ff00000000001a"), 0x00ff00000000001aull);
  EXPECT_FALSE(ParseHexId("00ff"));
  EXPECT_FALSE(ParseHexId("00ff00000000001X"));
}

}  // namespace
}  // namespace dateline
