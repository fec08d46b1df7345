#include "src/resolve/actors.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace dateline {
namespace {

const std::string kShipped = std::string(DATELINE_SOURCE_DIR) + "/data/actors.tsv";

std::string WriteFile(const std::string& name, const std::string& text) {
  const std::string path = (std::filesystem::path(testing::TempDir()) / name).string();
  std::ofstream(path) << text;
  return path;
}

const ActorTable& Shipped() {
  static const ActorTable* table = new ActorTable(std::move(*ActorTable::Open({kShipped})));
  return *table;
}

std::string CountryOf(const ActorTable& table, std::string_view name) {
  const auto rows = table.Find(name);
  return rows.empty() ? "-" : std::string(table.row(rows[0]).country);
}

TEST(ParseOfficeDay, ReadsWhatIsThere) {
  EXPECT_EQ(ParseOfficeDay("2025-05-09T10:00:00Z"), 20250509);
  EXPECT_EQ(ParseOfficeDay("2025-05"), 20250500);
  EXPECT_EQ(ParseOfficeDay("2025"), 20250000);
  EXPECT_EQ(ParseOfficeDay(""), 0);
  EXPECT_EQ(ParseOfficeDay("May"), 0);
}

TEST(ActorTable, KnowsCountriesByManyNames) {
  for (const std::string_view name : {"Myanmar", "Burma", "Burmese", "Naypyidaw", "မြန်မာ", "Birmania"}) {
    EXPECT_EQ(CountryOf(Shipped(), name), "MMR") << name;
  }
  EXPECT_EQ(CountryOf(Shipped(), "U.S."), "USA");
  EXPECT_EQ(CountryOf(Shipped(), "俄罗斯"), "RUS");
}

TEST(ActorTable, ShortAbbreviationsNeedUpperCase) {
  EXPECT_EQ(CountryOf(Shipped(), "WHO"), "IGO");
  EXPECT_EQ(CountryOf(Shipped(), "who"), "-");
  EXPECT_EQ(CountryOf(Shipped(), "us"), "-");
}

TEST(ActorTable, UserRowsOverrideAndExtend) {
  const std::string mine = WriteFile("mine.tsv",
                                     "name\taliases\tkind\tcountry\tsectors\n"
                                     "Front of the Reeds\tFOTR\tarmed\tTCD\tREB\n"
                                     "Hamas\t\tarmed\tPSE\tGOV\n");
  const Result<ActorTable> table = ActorTable::Open({kShipped, mine});
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(CountryOf(*table, "FOTR"), "TCD");
  const auto rows = table->Find("Hamas");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(table->row(rows[0]).sectors, *ParseSectors("GOV"));
}

TEST(ActorTable, ErrorsNameFileAndLine) {
  const auto message = [](const std::string& text) {
    const std::string path = WriteFile("bad.tsv", text);
    const Result<ActorTable> table = ActorTable::Open({path});
    return table ? std::string() : table.error().message.substr(path.size());
  };
  EXPECT_EQ(message("name\tkind\tcountry\nX\tperson\tZMB\nY\tpresident\tZMB\n"), ":3: unknown kind 'president'");
  EXPECT_EQ(message("name\tkind\tcountry\nX\tperson\tZambia\n"),
            ":2: country 'Zambia' is neither ISO alpha-3 nor IGO, NGO, IMG, MNC or EUR");
  EXPECT_EQ(message("name\tkind\tcountry\tsectors\nX\tperson\tZMB\tKING\n"), ":2: 'KING' are no PLOVER sectors");
  EXPECT_EQ(message("name\tkind\tcountry\tfrom\nX\tperson\tZMB\tlately\n"), ":2: 'lately' is no date (YYYY-MM-DD)");
  EXPECT_EQ(message("name\tkind\n"), ":1: the header lacks the column 'country'");
  EXPECT_EQ(message("name\tkind\tcountry\tboss\n").substr(0, 26), ":1: unknown column 'boss' ");
  EXPECT_EQ(message(""), ": no header line");
  EXPECT_FALSE(ActorTable::Open({"/nowhere/actors.tsv"}));
}

TEST(Actor, HoldsOffice) {
  Actor actor;
  actor.from = 20100101;
  actor.to = 20151231;
  EXPECT_TRUE(actor.HoldsOn(20100101));
  EXPECT_FALSE(actor.HoldsOn(20160101));
  EXPECT_TRUE(actor.HoldsOn(0));
  actor.id = "Q7747";
  EXPECT_EQ(actor.wikidata(), "Q7747");
  actor.id = "RUS:putin";
  EXPECT_EQ(actor.wikidata(), "");
}

}  // namespace
}  // namespace dateline
