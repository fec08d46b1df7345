#include "src/store/dyad_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <random>
#include <utility>

#include "src/story/day.h"

namespace dateline {
namespace {

const char* SqlName(Period period) {
  switch (period) {
    case Period::kWeek:
      return "week";
    case Period::kMonth:
      return "month";
    case Period::kYear:
      return "year";
  }
  return "month";
}

int32_t Next(int32_t start, Period period) {
  if (period == Period::kWeek) return start + 7;
  using std::chrono::days, std::chrono::months, std::chrono::sys_days, std::chrono::year_month_day,
      std::chrono::years;
  const year_month_day date{sys_days(days(start))};
  const year_month_day next = period == Period::kMonth ? date + months(1) : date + years(1);
  return static_cast<int32_t>(sys_days(next).time_since_epoch().count());
}

// What one story brings to the series.
struct StoryShare {
  struct Cell {
    size_t row;
    int64_t events;
    double intensity;
  };
  std::vector<Cell> cells;
};

double Percentile(std::vector<double>* values, double share) {
  const auto at = static_cast<size_t>(std::lround(share * static_cast<double>(values->size() - 1)));
  std::nth_element(values->begin(), values->begin() + static_cast<long>(at), values->end());
  return (*values)[at];
}

class SeriesMaker {
 public:
  SeriesMaker(Database& database, const SeriesOptions& options, std::string where)
      : database_(database), options_(options), where_(std::move(where)) {}

  Result<std::vector<SeriesRow>> Make() {
    for (auto step : {&SeriesMaker::Span, &SeriesMaker::Count, &SeriesMaker::CountPublishers,
                      &SeriesMaker::CountArticles}) {
      const Status done = (this->*step)();
      if (!done) return tl::unexpected(done.error());
      if (rows_.empty()) return rows_;
    }
    if (options_.bootstrap > 0) Bootstrap();
    return rows_;
  }

 private:
  std::string Truncated(const char* column) const {
    return fmt::format("date_trunc('{}', {})::DATE", SqlName(options_.period), column);
  }

  // The rows from the first period to the last.
  Status Span() {
    Result<Rows> found =
        database_.Query(fmt::format("SELECT {}, {} FROM events WHERE day IS NOT NULL AND ({})",
                                    Truncated("min(day)"), Truncated("max(day)"), where_));
    if (!found) return tl::unexpected(found.error());
    if (!found->Next() || found->IsNull(0)) return {};
    const auto last = static_cast<int32_t>(found->Integer(1));
    for (auto start = static_cast<int32_t>(found->Integer(0)); start <= last;
         start = Next(start, options_.period)) {
      index_[start] = rows_.size();
      rows_.emplace_back().start = start;
    }
    return {};
  }

  Status Count() {
    Result<Rows> found =
        database_.Query(fmt::format("SELECT {}, quad, story, count(*), sum(reports), "
                                    "sum(intensity) FROM events WHERE day IS NOT NULL AND ({}) "
                                    "GROUP BY ALL ORDER BY ALL",
                                    Truncated("day"), where_));
    if (!found) return tl::unexpected(found.error());
    std::map<std::string, StoryShare> shares;
    while (found->Next()) {
      const size_t index = index_[static_cast<int32_t>(found->Integer(0))];
      const auto quad = static_cast<size_t>(std::clamp<int64_t>(found->Integer(1), 0, 4));
      rows_[index].events[quad] += found->Integer(3);
      rows_[index].reports[quad] += found->Integer(4);
      if (quad == 0) continue;
      rows_[index].intensity_sum += found->Number(5);
      shares[std::string(found->Text(2))].cells.push_back(
          {index, found->Integer(3), found->Number(5)});
    }
    for (auto& [story, share] : shares) shares_.push_back(std::move(share));
    return {};
  }

  Status CountPublishers() {
    Result<Rows> found =
        database_.Query(fmt::format("SELECT {}, count(DISTINCT r.publisher) FROM (SELECT id, day "
                                    "FROM events WHERE day IS NOT NULL AND ({})) e "
                                    "JOIN reports r ON r.event = e.id GROUP BY ALL",
                                    Truncated("e.day"), where_));
    if (!found) return tl::unexpected(found.error());
    while (found->Next())
      rows_[index_[static_cast<int32_t>(found->Integer(0))]].publishers = found->Integer(1);
    return {};
  }

  Status CountArticles() {
    Result<Rows> found = database_.Query(fmt::format(
        "SELECT {}, count(*) FROM documents WHERE day IS NOT NULL GROUP BY ALL", Truncated("day")));
    if (!found) return tl::unexpected(found.error());
    while (found->Next()) {
      const auto it = index_.find(static_cast<int32_t>(found->Integer(0)));
      if (it != index_.end()) rows_[it->second].articles = found->Integer(1);
    }
    return {};
  }

  void Bootstrap() {
    if (shares_.empty()) return;
    std::mt19937_64 random(options_.seed);
    std::vector<std::vector<double>> events(rows_.size()), means(rows_.size());
    std::vector<int64_t> count(rows_.size());
    std::vector<double> intensity(rows_.size());
    for (int sample = 0; sample < options_.bootstrap; ++sample) {
      std::fill(count.begin(), count.end(), 0);
      std::fill(intensity.begin(), intensity.end(), 0.0);
      for (size_t draw = 0; draw < shares_.size(); ++draw) {
        for (const StoryShare::Cell& c : shares_[random() % shares_.size()].cells) {
          count[c.row] += c.events;
          intensity[c.row] += c.intensity;
        }
      }
      for (size_t i = 0; i < rows_.size(); ++i) {
        events[i].push_back(static_cast<double>(count[i]));
        if (count[i] > 0) means[i].push_back(intensity[i] / static_cast<double>(count[i]));
      }
    }
    const double tail = (1 - options_.level) / 2;
    for (size_t i = 0; i < rows_.size(); ++i) {
      rows_[i].events_interval =
          Interval{Percentile(&events[i], tail), Percentile(&events[i], 1 - tail)};
      if (rows_[i].all_events() == 0 || means[i].empty()) continue;
      rows_[i].intensity_interval =
          Interval{Percentile(&means[i], tail), Percentile(&means[i], 1 - tail)};
    }
  }

  Database& database_;
  const SeriesOptions& options_;
  const std::string where_;
  std::vector<SeriesRow> rows_;
  std::map<int32_t, size_t> index_;
  std::vector<StoryShare> shares_;
};

// The fields of a row by name, as text; "" for what there is not.
std::vector<std::pair<std::string, std::string>> Fields(const SeriesRow& r) {
  static constexpr const char* kQuads[] = {"none", "verbal_cooperation", "material_cooperation",
                                           "verbal_conflict", "material_conflict"};
  std::vector<std::pair<std::string, std::string>> out = {
      {"start", FormatDay(r.start)},
      {"events", std::to_string(r.all_events())},
      {"reports", std::to_string(r.all_reports())}};
  for (size_t q = 1; q <= 4; ++q)
    out.emplace_back(fmt::format("{}_events", kQuads[q]), std::to_string(r.events[q]));
  for (size_t q = 1; q <= 4; ++q)
    out.emplace_back(fmt::format("{}_reports", kQuads[q]), std::to_string(r.reports[q]));
  auto number = [](std::optional<double> v) {
    return v ? fmt::format("{:.4g}", *v) : std::string();
  };
  out.emplace_back("intensity_sum", fmt::format("{:.6g}", r.intensity_sum));
  out.emplace_back("intensity_mean", number(r.mean_intensity()));
  out.emplace_back("publishers", std::to_string(r.publishers));
  out.emplace_back("articles", std::to_string(r.articles));
  out.emplace_back("events_per_1000_articles", number(r.per_thousand_articles()));
  for (const auto& [name, interval] :
       {std::pair("events", r.events_interval), {"intensity_mean", r.intensity_interval}}) {
    out.emplace_back(fmt::format("{}_low", name),
                     number(interval ? std::optional(interval->low) : std::nullopt));
    out.emplace_back(fmt::format("{}_high", name),
                     number(interval ? std::optional(interval->high) : std::nullopt));
  }
  return out;
}

}  // namespace

std::optional<double> SeriesRow::mean_intensity() const {
  if (all_events() == 0) return std::nullopt;
  return intensity_sum / static_cast<double>(all_events());
}

std::optional<double> SeriesRow::per_thousand_articles() const {
  if (articles == 0) return std::nullopt;
  return 1000.0 * static_cast<double>(all_events()) / static_cast<double>(articles);
}

Result<std::vector<SeriesRow>> DyadSeries(Database& database, const SeriesOptions& options) {
  Result<std::string> where = WhereClause(options.filter);
  if (!where) return tl::unexpected(where.error());
  return SeriesMaker(database, options, std::move(*where)).Make();
}

std::string SeriesCsv(const std::vector<SeriesRow>& rows) {
  std::string out;
  for (const auto& [name, value] : Fields(SeriesRow())) out += (out.empty() ? "" : ",") + name;
  for (const SeriesRow& row : rows) {
    const char* comma = "\n";
    for (const auto& [name, value] : Fields(row)) {
      out += comma + value;
      comma = ",";
    }
  }
  return out + "\n";
}

std::string SeriesJsonLines(const std::vector<SeriesRow>& rows) {
  std::string out;
  for (const SeriesRow& row : rows) {
    const char* comma = "{";
    for (const auto& [name, value] : Fields(row)) {
      const bool text = name == "start";
      out += fmt::format("{}\"{}\":{}", comma, name,
                         value.empty() ? "null"
                         : text        ? "\"" + value + "\""
                                       : value);
      comma = ",";
    }
    out += "}\n";
  }
  return out;
}

std::string PeriodName(int32_t start, Period period) {
  const std::string day = FormatDay(start);
  return period == Period::kYear    ? day.substr(0, 4)
         : period == Period::kMonth ? day.substr(0, 7)
                                    : day;
}

}  // namespace dateline
