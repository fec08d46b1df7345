#include "src/store/dyad_series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "src/store/schema.h"
#include "src/store/series_chart.h"
#include "src/story/day.h"

namespace dateline {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class DyadSeriesTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(PrepareSchema(db_));
    // Two years of a made-up tie: meetings early in each year, strikes in summer.
    const Status filled = db_.Execute(
        "INSERT INTO events BY NAME SELECT 'e' || i AS id, 's' || (i // 4) AS story, DATE "
        "'2031-01-15' + (i * 11)::INTEGER AS day, "
        "'CONSULT' AS type, 'actual' AS status, 'CONSULT' AS plover, "
        "CASE WHEN i % 20 < 8 THEN 1 WHEN i % 20 < 11 THEN 2 WHEN i % 20 < 14 THEN 3 ELSE 4 "
        "END::TINYINT AS quad, "
        "CASE WHEN i % 20 < 11 THEN 4.0 ELSE -6.0 END AS intensity, 1 + i % 3 AS reports, "
        "['MMR'] AS actor_countries, ['RUS'] AS recipient_countries, []::VARCHAR[] AS "
        "actor_sectors, "
        "[]::VARCHAR[] AS recipient_sectors, ['x'] AS recipients FROM range(60) t(i);"
        "INSERT INTO reports BY NAME SELECT 'r' || i AS id, 'e' || (i % 60) AS event, 'paper ' || "
        "(i % 7) AS publisher FROM range(120) t(i);"
        "INSERT INTO documents BY NAME SELECT 'd' || i AS id, DATE '2031-01-01' + i::INTEGER AS "
        "day FROM range(700) t(i)");
    ASSERT_TRUE(filled) << filled.error().message;
  }
  std::vector<SeriesRow> Series(Period period, int bootstrap = 200) {
    SeriesOptions options;
    options.filter.dyad = "MMR,RUS";
    options.period = period;
    options.bootstrap = bootstrap;
    Result<std::vector<SeriesRow>> rows = DyadSeries(db_, options);
    EXPECT_TRUE(rows) << rows.error().message;
    return *rows;
  }
  Database db_ = *Database::Open(":memory:", {Access::kCreate});
};

TEST_F(DyadSeriesTest, CountsByMonthWithEmptyOnes) {
  const std::vector<SeriesRow> rows = Series(Period::kMonth);
  EXPECT_EQ(PeriodName(rows.front().start, Period::kMonth), "2031-01");
  EXPECT_EQ(rows.size(), 22u);
  int64_t events = 0, reports = 0;
  for (const SeriesRow& r : rows) events += r.all_events(), reports += r.all_reports();
  EXPECT_EQ(events, 60);
  EXPECT_EQ(reports, 120);
  EXPECT_EQ(rows[0].articles, 31);
  EXPECT_EQ(rows[0].all_events(), 2);
  EXPECT_NEAR(*rows[0].per_thousand_articles(), 64.5, 0.1);
  EXPECT_NEAR(*rows[0].mean_intensity(), 4, 1e-9);
  EXPECT_GT(rows[0].publishers, 1);
}

TEST_F(DyadSeriesTest, IntervalsHoldTheValueAndAreTheSameEachTime) {
  const std::vector<SeriesRow> rows = Series(Period::kYear), again = Series(Period::kYear);
  ASSERT_EQ(rows.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    ASSERT_TRUE(rows[i].events_interval && rows[i].intensity_interval);
    EXPECT_LE(rows[i].events_interval->low, rows[i].all_events());
    EXPECT_GE(rows[i].events_interval->high, rows[i].all_events());
    EXPECT_LT(rows[i].intensity_interval->low, *rows[i].mean_intensity());
    EXPECT_GT(rows[i].intensity_interval->high, *rows[i].mean_intensity());
    EXPECT_EQ(rows[i].events_interval->low, again[i].events_interval->low);
  }
  EXPECT_FALSE(Series(Period::kYear, 0)[0].events_interval);
}

TEST_F(DyadSeriesTest, WeeksBeginOnMonday) {
  const std::vector<SeriesRow> rows = Series(Period::kWeek);
  for (const SeriesRow& r : rows) EXPECT_EQ((r.start + 3) % 7, 0) << FormatDay(r.start);
}

TEST_F(DyadSeriesTest, NothingIsAnEmptySeries) {
  ASSERT_TRUE(db_.Execute("DELETE FROM events"));
  EXPECT_TRUE(Series(Period::kMonth).empty());
}

TEST_F(DyadSeriesTest, IsWrittenForPrograms) {
  const std::vector<SeriesRow> rows = Series(Period::kMonth);
  EXPECT_THAT(SeriesCsv(rows), StartsWith("start,events,reports,verbal_cooperation_events,"));
  EXPECT_THAT(SeriesCsv(rows), HasSubstr("\n2031-01-01,2,"));
  EXPECT_THAT(SeriesJsonLines(rows), StartsWith("{\"start\":\"2031-01-01\",\"events\":2,"));
}

TEST_F(DyadSeriesTest, IsDrawn) {
  const std::vector<SeriesRow> rows = Series(Period::kMonth);
  ChartOptions options;
  options.title = "MMR <-> RUS, by month";
  const std::string svg = SvgChart(rows, options), png = PngChart(rows, options);
  EXPECT_THAT(svg, StartsWith("<svg xmlns"));
  EXPECT_THAT(svg, HasSubstr("MMR &lt;-&gt; RUS"));
  EXPECT_THAT(png, StartsWith("\x89PNG"));
  EXPECT_THAT(TerminalChart(rows, options, 80, false), HasSubstr("2031-01"));
  if (const char* folder = std::getenv("DATELINE_CHART_DIR")) {
    std::ofstream(std::string(folder) + "/chart.svg") << svg;
    std::ofstream(std::string(folder) + "/chart.png") << png;
    std::ofstream(std::string(folder) + "/chart.txt") << TerminalChart(rows, options, 80, false);
  }
}

}  // namespace
}  // namespace dateline
