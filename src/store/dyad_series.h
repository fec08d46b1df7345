// How the tie between two parties moves: counts, intensity and rates by week, month or year.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/store/database.h"
#include "src/store/event_filter.h"

namespace dateline {

enum class Period { kWeek, kMonth, kYear };

struct SeriesOptions {
  EventFilter filter;
  Period period = Period::kMonth;
  int bootstrap = 1000;  // samples for the intervals; 0: none
  double level = 0.95;   // of the intervals
  uint64_t seed = 1;
};

struct Interval {
  double low = 0, high = 0;
};

// One week (from Monday), month or year.
struct SeriesRow {
  int32_t start = 0;                // its first day, since 1970
  std::array<int64_t, 5> events{};  // by quad; [0]: without (only planned denials and the like)
  std::array<int64_t, 5> reports{};
  double intensity_sum = 0;  // over events with a quad
  int64_t publishers = 0;    // distinct ones that told of the tie
  int64_t articles = 0;      // all documents of the database in that time: the denominator
  std::optional<Interval> events_interval,
      intensity_interval;  // of all quads; of the mean intensity

  int64_t all_events() const { return events[1] + events[2] + events[3] + events[4]; }
  int64_t all_reports() const { return reports[1] + reports[2] + reports[3] + reports[4]; }
  std::optional<double> mean_intensity() const;
  std::optional<double> per_thousand_articles() const;  // events
};

// One row a period from the first to the last with an event, empty ones included. Events count in
// the period of their day. The intervals are percentiles over resampled stories: what one story
// brings comes or stays away as a whole, as the happenings of one crisis do.
Result<std::vector<SeriesRow>> DyadSeries(Database& database, const SeriesOptions& options);

// The same as a table for programs.
std::string SeriesCsv(const std::vector<SeriesRow>& rows);
std::string SeriesJsonLines(const std::vector<SeriesRow>& rows);

// "2031-06", "2031", or the Monday of the week.
std::string PeriodName(int32_t start, Period period);

}  // namespace dateline
