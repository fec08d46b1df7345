#include "src/store/event_layouts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "bench/store/synthetic_news.h"
#include "src/store/database.h"
#include "src/store/recorder.h"
#include "src/store/table_export.h"

namespace dateline {
namespace {

class EventLayoutsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    path_ = testing::TempDir() + "event_layouts_test_" + std::to_string(getpid()) + ".db";
    for (const char* end : {"", ".wal"}) std::filesystem::remove(path_ + end);
    RecorderOptions options;
    options.path = path_;
    Result<Recorder> recorder = Recorder::Open(options);
    ASSERT_TRUE(recorder);
    for (uint64_t i = 0; i < 300; ++i) {
      const CodedDocument coded = SyntheticDocument(i);
      ASSERT_TRUE(recorder->Add(coded, DigestOf(coded)));
    }
    ASSERT_TRUE(recorder->Finish("finished"));
  }
  static void TearDownTestSuite() { std::filesystem::remove(path_); }

  // Name and type of each column.
  std::vector<std::pair<std::string, std::string>> Columns(const std::string& layout) {
    Result<Rows> rows = db_.Query("DESCRIBE " + *LayoutSelect(layout, "TRUE"));
    EXPECT_TRUE(rows) << rows.error().message;
    std::vector<std::pair<std::string, std::string>> out;
    while (rows && rows->Next()) out.emplace_back(rows->Text(0), rows->Text(1));
    return out;
  }

  static std::string path_;
  Database db_ = *Database::Open(path_, {});
};
std::string EventLayoutsTest::path_;

TEST_F(EventLayoutsTest, HaveTheColumnsOfTheirDataSets) {
  const std::map<std::string, std::vector<std::string>> expected = {
      {"gdelt",
       {"GLOBALEVENTID",
        "SQLDATE",
        "MonthYear",
        "Year",
        "FractionDate",
        "Actor1Code",
        "Actor1Name",
        "Actor1CountryCode",
        "Actor1KnownGroupCode",
        "Actor1EthnicCode",
        "Actor1Religion1Code",
        "Actor1Religion2Code",
        "Actor1Type1Code",
        "Actor1Type2Code",
        "Actor1Type3Code",
        "Actor2Code",
        "Actor2Name",
        "Actor2CountryCode",
        "Actor2KnownGroupCode",
        "Actor2EthnicCode",
        "Actor2Religion1Code",
        "Actor2Religion2Code",
        "Actor2Type1Code",
        "Actor2Type2Code",
        "Actor2Type3Code",
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "AvgTone",
        "Actor1Geo_Type",
        "Actor1Geo_FullName",
        "Actor1Geo_CountryCode",
        "Actor1Geo_ADM1Code",
        "Actor1Geo_ADM2Code",
        "Actor1Geo_Lat",
        "Actor1Geo_Long",
        "Actor1Geo_FeatureID",
        "Actor2Geo_Type",
        "Actor2Geo_FullName",
        "Actor2Geo_CountryCode",
        "Actor2Geo_ADM1Code",
        "Actor2Geo_ADM2Code",
        "Actor2Geo_Lat",
        "Actor2Geo_Long",
        "Actor2Geo_FeatureID",
        "ActionGeo_Type",
        "ActionGeo_FullName",
        "ActionGeo_CountryCode",
        "ActionGeo_ADM1Code",
        "ActionGeo_ADM2Code",
        "ActionGeo_Lat",
        "ActionGeo_Long",
        "ActionGeo_FeatureID",
        "DATEADDED",
        "SOURCEURL"}},
      {"icews",
       {"Event ID",       "Event Date", "Source Name",     "Source Sectors", "Source Country",
        "Event Text",     "CAMEO Code", "Intensity",       "Target Name",    "Target Sectors",
        "Target Country", "Story ID",   "Sentence Number", "Publisher",      "City",
        "District",       "Province",   "Country",         "Latitude",       "Longitude"}},
      {"polecat",
       {"Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
        "Contexts",
        "Actor Name",
        "Actor Country",
        "Actor COW",
        "Primary Actor Sector",
        "Actor Sectors",
        "Actor Title",
        "Actor Name Raw",
        "Wikipedia Actor ID",
        "Recipient Name",
        "Recipient Country",
        "Recipient COW",
        "Primary Recipient Sector",
        "Recipient Sectors",
        "Recipient Title",
        "Recipient Name Raw",
        "Wikipedia Recipient ID",
        "Placename",
        "City",
        "District",
        "Province",
        "Country",
        "Latitude",
        "Longitude",
        "GeoNames ID",
        "Raw Placename",
        "Feature Type",
        "Source",
        "Publication Date",
        "Story People",
        "Story Organizations",
        "Story Locations",
        "Language",
        "Version"}}};
  for (const auto& [layout, names] : expected) {
    std::vector<std::string> found;
    for (const auto& [name, type] : Columns(layout)) found.push_back(name);
    EXPECT_EQ(found, names) << layout;
  }
}

TEST_F(EventLayoutsTest, AreTyped) {
  std::map<std::string, std::string> types;
  for (const std::string& layout : LayoutNames()) {
    for (const auto& [name, type] : Columns(layout)) types[layout + " " + name] = type;
  }
  EXPECT_EQ(types["gdelt GLOBALEVENTID"], "BIGINT");
  EXPECT_EQ(types["gdelt SQLDATE"], "INTEGER");
  EXPECT_EQ(types["gdelt FractionDate"], "DOUBLE");
  EXPECT_EQ(types["gdelt GoldsteinScale"], "DOUBLE");
  EXPECT_EQ(types["gdelt ActionGeo_Lat"], "DOUBLE");
  EXPECT_EQ(types["gdelt DATEADDED"], "BIGINT");
  EXPECT_EQ(types["icews Event Date"], "DATE");
  EXPECT_EQ(types["icews Sentence Number"], "INTEGER");
  EXPECT_EQ(types["polecat Actor COW"], "INTEGER");
  EXPECT_EQ(types["polecat GeoNames ID"], "BIGINT");
  EXPECT_EQ(types["plover event_mode"], "VARCHAR[]");
}

TEST_F(EventLayoutsTest, HaveARowForEveryEventWithAStrictType) {
  const int64_t events = *db_.QueryInteger("SELECT count(*) FROM events WHERE plover IS NOT NULL");
  for (const std::string& layout : LayoutNames()) {
    EXPECT_EQ(*db_.QueryInteger("SELECT count(*) FROM (" + *LayoutSelect(layout, "TRUE") + ")"),
              events)
        << layout;
    EXPECT_EQ(
        *db_.QueryInteger("SELECT count(*) FROM (" + *LayoutSelect(layout, "type = 'AID'") + ")"),
        *db_.QueryInteger("SELECT count(*) FROM events WHERE plover IS NOT NULL AND type = 'AID'"))
        << layout;
  }
  const std::string gdelt = *LayoutSelect("gdelt", "TRUE");
  EXPECT_EQ(*db_.QueryInteger("SELECT count(*) FROM (" + gdelt +
                              ") WHERE Actor1CountryCode = 'MMR' AND Actor1Code <> 'MMRGOV'"),
            0);
  EXPECT_EQ(*db_.QueryInteger("SELECT count(DISTINCT GLOBALEVENTID) FROM (" + gdelt + ")"), events);
}

TEST_F(EventLayoutsTest, GoOutInEveryFormat) {
  const std::string folder = testing::TempDir() + "layouts_out_" + std::to_string(getpid());
  std::filesystem::create_directories(folder);
  const int64_t events = *db_.QueryInteger("SELECT count(*) FROM events WHERE plover IS NOT NULL");
  for (const std::string& layout : LayoutNames()) {
    const std::string select = *LayoutSelect(layout, "TRUE");
    for (auto [format, read] : {std::pair(ExportFormat::kCsv, "read_csv"),
                                {ExportFormat::kJsonl, "read_json"},
                                {ExportFormat::kParquet, "read_parquet"}}) {
      const std::string file = folder + "/" + layout;
      const Status written = ExportRows(db_, select, {format, file});
      ASSERT_TRUE(written) << written.error().message;
      EXPECT_EQ(*db_.QueryInteger(std::string("SELECT count(*) FROM ") + read + "(" +
                                  SqlQuoted(file) + ")"),
                events);
    }
  }
  const Status months =
      ExportRows(db_, "SELECT * FROM events", {ExportFormat::kParquet, folder + "/months", "day"});
  ASSERT_TRUE(months) << months.error().message;
  EXPECT_EQ(*db_.QueryInteger("SELECT count(*) FROM read_parquet('" + folder + "/months/month=2010-01/*.parquet')"),
            *db_.QueryInteger("SELECT count(*) FROM events WHERE day BETWEEN DATE '2010-01-01' AND DATE '2010-01-31'"));
  EXPECT_FALSE(ExportRows(db_, "SELECT 1 AS a", {ExportFormat::kCsv, "/no/such/folder/x"}));
  EXPECT_FALSE(ExportRows(db_, "SELECT 1 AS a", {ExportFormat::kParquet, "-"}));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace dateline
