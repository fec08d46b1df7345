#include "src/store/event_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "src/store/database.h"
#include "src/store/schema.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class EventFilterTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(PrepareSchema(db_));
    const Status filled = db_.Execute(
        "INSERT INTO events BY NAME SELECT 'visit' AS id, DATE '2031-05-09' AS day, 'CONSULT' AS "
        "type, 'actual' AS status, "
        "'CONSULT' AS plover, 1 AS quad, ['Tun Aung Kyaw'] AS actor_names, ['MMR'] AS "
        "actor_countries, ['MIL'] AS actor_sectors, "
        "['x'] AS recipients, ['Russia'] AS recipient_names, ['RUS'] AS recipient_countries, "
        "[]::VARCHAR[] AS recipient_sectors, "
        "'Moscow' AS place_name, 'RUS' AS place_country;"
        "INSERT INTO events BY NAME SELECT 'deal' AS id, DATE '2031-06-01' AS day, 'AGREE' AS "
        "type, 'actual' AS status, "
        "'AGREE' AS plover, 1 AS quad, ['Russia', 'Myanmar'] AS actor_names, ['RUS', 'MMR'] AS "
        "actor_countries, "
        "[]::VARCHAR[] AS actor_sectors, []::VARCHAR[] AS recipients, []::VARCHAR[] AS "
        "recipient_names, "
        "[]::VARCHAR[] AS recipient_countries, []::VARCHAR[] AS recipient_sectors;"
        "INSERT INTO events BY NAME SELECT 'raid' AS id, DATE '2031-06-02' AS day, 'ASSAULT' AS "
        "type, 'future' AS status, "
        "'ASSAULT' AS plover, 4 AS quad, ['100% army'] AS actor_names, ['MMR'] AS actor_countries, "
        "['MIL'] AS actor_sectors, "
        "['y'] AS recipients, ['rebels'] AS recipient_names, ['MMR'] AS recipient_countries, "
        "['REB'] AS recipient_sectors, "
        "'Sagaing' AS place_name, 'MMR' AS place_country;"
        "INSERT INTO reports BY NAME SELECT 'r' AS id, 'raid' AS event, 'It''s a raid.' AS "
        "sentence");
    ASSERT_TRUE(filled) << filled.error().message;
  }

  std::vector<std::string> Found(const EventFilter& filter) {
    const Result<std::string> where = WhereClause(filter);
    if (!where) return {where.error().message};
    Result<Rows> rows = db_.Query("SELECT id FROM events WHERE " + *where + " ORDER BY day");
    if (!rows) return {rows.error().message};
    std::vector<std::string> ids;
    while (rows->Next()) ids.emplace_back(rows->Text(0));
    return ids;
  }

  Database db_ = *Database::Open(":memory:", {Access::kCreate});
};

TEST_F(EventFilterTest, FindsParties) {
  EXPECT_THAT(Found({}), ElementsAre("visit", "deal", "raid"));
  EXPECT_THAT(Found({.actors = {"MMR MIL"}}), ElementsAre("visit", "raid"));
  EXPECT_THAT(Found({.actors = {"aung"}}), ElementsAre("visit"));
  EXPECT_THAT(Found({.actors = {"100%"}}), ElementsAre("raid"));
  EXPECT_THAT(Found({.recipients = {"RUS", "REB"}}), ElementsAre("visit", "raid"));
  EXPECT_THAT(Found({.dyad = "MMR,RUS"}), ElementsAre("visit", "deal"));
  EXPECT_THAT(Found({.dyad = "RUS,MMR"}), ElementsAre("visit", "deal"));
}

TEST_F(EventFilterTest, FindsActsPlacesAndDays) {
  EXPECT_THAT(Found({.types = {"AGREE", "ASSAULT"}}), ElementsAre("deal", "raid"));
  EXPECT_THAT(Found({.statuses = {"future"}}), ElementsAre("raid"));
  EXPECT_THAT(Found({.places = {"RUS"}}), ElementsAre("visit"));
  EXPECT_THAT(Found({.places = {"sagai"}}), ElementsAre("raid"));
  EXPECT_THAT(Found({.quads = {4}}), ElementsAre("raid"));
  EXPECT_THAT(Found({.since = "2031-06-01", .to = "2031-06-01"}), ElementsAre("deal"));
  EXPECT_THAT(Found({.text = "it's a"}), ElementsAre("raid"));
}

TEST_F(EventFilterTest, SaysWhatItDoesNotUnderstand) {
  EXPECT_THAT(Found({.types = {"FLIRT"}}), ElementsAre(HasSubstr("--type FLIRT")));
  EXPECT_THAT(Found({.since = "yesterday"}), ElementsAre(HasSubstr("--since yesterday")));
  EXPECT_THAT(Found({.dyad = "MMR"}), ElementsAre(HasSubstr("not two parties")));
}

}  // namespace
}  // namespace dateline
