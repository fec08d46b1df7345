#include "src/resolve/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace dateline {
namespace {

constexpr std::string_view kTable =
    "1\tPCLI\t10.0\t20.0\tZZ\tZZZ\t\t5000\tZedland\tZed|!Zedish\n"
    "2\tADM1\t10.5\t20.5\tZZ\t01\t\t3000\tNorth Zed\t\n"
    "3\tPPLC\t10.6\t20.6\tZZ\t01\t\t2000\tSão Zed\tSao Zed City|Зед\n"
    "4\tPPL\t10.7\t20.7\tZZ\t01\t\t100\tZed\t\n"
    "0\tSEA\t0.0\t0.0\t\t\t\t0\tZed Sea\t\n";

std::vector<std::string> Bearers(const Gazetteer& gazetteer, std::string_view name) {
  std::vector<std::string> out;
  for (uint32_t entry : gazetteer.Find(FoldPlaceName(name))) {
    out.emplace_back(gazetteer.NameOf(Gazetteer::PlaceOf(entry)));
  }
  return out;
}

TEST(FoldPlaceName, FoldsAccentsArticlesAndMarks) {
  EXPECT_EQ(FoldPlaceName("São Paulo"), "sao paulo");
  EXPECT_EQ(FoldPlaceName("Saint-Denis"), "st denis");
  EXPECT_EQ(FoldPlaceName("the St. Louis"), "st louis");
  EXPECT_EQ(FoldPlaceName("Łódź"), "lodz");
  EXPECT_EQ(FoldPlaceName("N'Djamena"), "ndjamena");
  EXPECT_EQ(FoldPlaceName("N\xE2\x80\x99"
                          "Djamena"),
            "ndjamena");
  EXPECT_EQ(FoldPlaceName("Washington, D.C."), "washington dc");
  EXPECT_EQ(FoldPlaceName("Київ"), "киів");  // marks fall away in every script
  EXPECT_EQ(FoldPlaceName("北京"), "北京");
  EXPECT_EQ(FoldPlaceName("  --  "), "");
  EXPECT_EQ(FoldPlaceName("\xFF\xFE"), "");
}

TEST(Gazetteer, FindsByAnyNameMostPopulousFirst) {
  const auto gazetteer = Gazetteer::FromBytes(*CompileGazetteer(kTable));
  ASSERT_TRUE(gazetteer.has_value());
  EXPECT_EQ(gazetteer->size(), 5u);
  EXPECT_THAT(Bearers(*gazetteer, "ZED"), ::testing::ElementsAre("Zedland", "Zed"));
  EXPECT_THAT(Bearers(*gazetteer, "зед"), ::testing::ElementsAre("São Zed"));
  EXPECT_THAT(Bearers(*gazetteer, "nowhere"), ::testing::IsEmpty());
  EXPECT_EQ(Gazetteer::FormOf(gazetteer->Find("zedish")[0]), NameForm::kAside);
}

TEST(Gazetteer, KnowsParents) {
  const auto gazetteer = Gazetteer::FromBytes(*CompileGazetteer(kTable));
  const uint32_t town = Gazetteer::PlaceOf(gazetteer->Find("sao zed")[0]);
  EXPECT_EQ(gazetteer->NameOf(gazetteer->place(town).admin1), "North Zed");
  EXPECT_EQ(gazetteer->NameOf(gazetteer->place(town).country), "Zedland");
  EXPECT_EQ(gazetteer->Alpha3(town), "ZZZ");
  const uint32_t sea = Gazetteer::PlaceOf(gazetteer->Find("zed sea")[0]);
  EXPECT_EQ(gazetteer->Alpha3(sea), "");
}

TEST(Gazetteer, RefusesWhatItCannotRead) {
  EXPECT_THAT(CompileGazetteer("1\tPPL\t1\t2\n").error().message, ::testing::HasSubstr("line 1"));
  EXPECT_FALSE(CompileGazetteer("1\tPPL\t100\t2\tZZ\t\t\t0\tZed\t\n"));
  EXPECT_FALSE(Gazetteer::FromBytes(""));
  EXPECT_FALSE(Gazetteer::FromBytes(std::string(4096, 'x')));
  std::string cut = *CompileGazetteer(kTable);
  cut.resize(cut.size() - 9);
  EXPECT_FALSE(Gazetteer::FromBytes(cut));
  EXPECT_THAT(Gazetteer::Open("/nonexistent").error().message,
              ::testing::HasSubstr("/nonexistent"));
  EXPECT_FALSE(Gazetteer::Open("/"));
}

TEST(Gazetteer, TheShippedTableMaps) {
  const auto gazetteer = Gazetteer::Open(DATELINE_GAZETTEER);
  ASSERT_TRUE(gazetteer.has_value()) << gazetteer.error().message;
  EXPECT_GT(gazetteer->size(), 200000u);
  for (std::string_view name :
       {"Naypyidaw", "Kyiv", "Rakhine", "Myanmar", "Strait of Hormuz", "Gaza Strip", "Calif.",
        "Нижний Новгород", "Saint Petersburg", "D.C.", "U.S.", "DRC"}) {
    EXPECT_FALSE(gazetteer->Find(FoldPlaceName(name)).empty()) << name;
  }
}

}  // namespace
}  // namespace dateline
