#include "src/store/series_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "src/store/canvas.h"

namespace dateline {
namespace {

// Colour-blind safe: cooperation blue, conflict orange, the material the darker.
constexpr std::array<Color, 5> kQuadColors = {
    {{128, 128, 128}, {143, 188, 230}, {31, 98, 173}, {247, 190, 122}, {201, 96, 12}}};
constexpr std::array<const char*, 5> kQuadNames = {"", "verbal cooperation", "material cooperation",
                                                   "verbal conflict", "material conflict"};
constexpr Color kInk{40, 40, 40}, kPale{215, 215, 215}, kGrey{110, 110, 110},
    kBand{90, 90, 90, 0.18};

int64_t Cooperation(const SeriesRow& r) { return r.events[1] + r.events[2]; }
int64_t Conflict(const SeriesRow& r) { return r.events[3] + r.events[4]; }

// A round number not below `value`: 1, 2 or 5 times a power of ten.
double RoundUp(double value) {
  if (value <= 1) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (double step : {1.0, 2.0, 5.0, 10.0}) {
    if (step * power >= value) return step * power;
  }
  return value;
}

// The two panels of a picture: bars above, the mean intensity below.
class Picture {
 public:
  Picture(const std::vector<SeriesRow>& rows, const ChartOptions& options, Canvas* canvas)
      : rows_(rows), o_(options), c_(*canvas) {
    for (const SeriesRow& r : rows) {
      up_ = std::max(up_, static_cast<double>(Cooperation(r)));
      down_ = std::max(down_, static_cast<double>(Conflict(r)));
    }
    up_ = RoundUp(up_), down_ = RoundUp(down_);
    left_ = 56, right_ = o_.width - 20;
    top_ = 64, bars_bottom_ = o_.height * 0.62;
    zero_ = top_ + (bars_bottom_ - top_) * up_ / (up_ + down_);
    mean_top_ = bars_bottom_ + 34, mean_bottom_ = o_.height - 34;
  }

  void Draw() {
    c_.Rectangle(0, 0, o_.width, o_.height, {255, 255, 255});
    c_.Text(left_, 24, o_.title, 17, Align::kLeft, kInk);
    DrawLegend();
    DrawAxes();
    for (size_t i = 0; i < rows_.size(); ++i) DrawBar(i);
    c_.Line(left_, zero_, right_, zero_, 1, kInk);
    DrawMeans();
    DrawPeriods();
  }

 private:
  double Step() const {
    return (right_ - left_) / static_cast<double>(std::max<size_t>(1, rows_.size()));
  }
  double Middle(size_t i) const { return left_ + Step() * (static_cast<double>(i) + 0.5); }
  double PerEvent() const { return (bars_bottom_ - top_) / (up_ + down_); }
  double MeanY(double intensity) const {
    return mean_top_ + (10 - intensity) / 20 * (mean_bottom_ - mean_top_);
  }

  void DrawLegend() {
    double x = left_;
    for (size_t quad : {1u, 2u, 3u, 4u}) {
      c_.Rectangle(x, 36, 10, 10, kQuadColors[quad]);
      c_.Text(x + 15, 45, kQuadNames[quad], 12, Align::kLeft, kInk);
      x += 200;
    }
  }

  void DrawAxes() {
    for (double value : {up_, up_ / 2, 0.0, -down_ / 2, -down_}) {
      const double y = zero_ - value * PerEvent();
      c_.Line(left_, y, right_, y, 0.7, kPale);
      if (std::floor(value) == value)
        c_.Text(left_ - 6, y + 4, fmt::format("{:.0f}", std::abs(value)), 11, Align::kRight, kGrey);
    }
    for (double value : {10.0, 0.0, -10.0}) {
      c_.Line(left_, MeanY(value), right_, MeanY(value), 0.7, kPale);
      c_.Text(left_ - 6, MeanY(value) + 4, value == 0 ? "0" : fmt::format("{:+.0f}", value), 11,
              Align::kRight, kGrey);
    }
    c_.Text(left_, mean_top_ - 8,
            "mean intensity of the events, with the interval over resampled stories", 12,
            Align::kLeft, kInk);
  }

  void DrawBar(size_t i) {
    const double width = std::max(1.0, Step() * 0.78), x = Middle(i) - width / 2;
    double up = zero_, down = zero_;
    for (size_t quad : {2u, 1u}) {
      const double height = static_cast<double>(rows_[i].events[quad]) * PerEvent();
      if (height > 0) c_.Rectangle(x, up -= height, width, height, kQuadColors[quad]);
    }
    for (size_t quad : {4u, 3u}) {
      const double height = static_cast<double>(rows_[i].events[quad]) * PerEvent();
      if (height > 0) c_.Rectangle(x, down, width, height, kQuadColors[quad]);
      down += height;
    }
  }

  // Runs of periods that have a mean: a band and a line each, a dot where one stands alone.
  void DrawMeans() {
    for (size_t i = 0; i < rows_.size();) {
      size_t end = i;
      while (end < rows_.size() && rows_[end].mean_intensity()) ++end;
      if (end > i) DrawRun(i, end);
      i = end + 1;
    }
  }

  void DrawRun(size_t begin, size_t end) {
    Canvas::Points band;
    auto limit = [&](size_t i, bool high) {
      const auto& interval = rows_[i].intensity_interval;
      return MeanY(interval ? (high ? interval->high : interval->low) : *rows_[i].mean_intensity());
    };
    for (size_t i = begin; i < end; ++i) band.emplace_back(Middle(i), limit(i, true));
    for (size_t i = end; i-- > begin;) band.emplace_back(Middle(i), limit(i, false));
    if (end - begin > 1) {
      c_.Polygon(band, kBand);
    } else {
      c_.Line(Middle(begin), limit(begin, true), Middle(begin), limit(begin, false), 3, kBand);
    }
    for (size_t i = begin; i < end; ++i) {
      const double y = MeanY(*rows_[i].mean_intensity());
      if (i + 1 < end)
        c_.Line(Middle(i), y, Middle(i + 1), MeanY(*rows_[i + 1].mean_intensity()), 1.6, kInk);
      c_.Rectangle(Middle(i) - 1.5, y - 1.5, 3, 3, kInk);
    }
  }

  void DrawPeriods() {
    const auto every = static_cast<size_t>(std::ceil(80 / Step()));
    for (size_t i = 0; i < rows_.size(); i += every) {
      c_.Text(Middle(i), o_.height - 12, PeriodName(rows_[i].start, o_.period), 11, Align::kCenter,
              kGrey);
    }
  }

  const std::vector<SeriesRow>& rows_;
  const ChartOptions& o_;
  Canvas& c_;
  double up_ = 1, down_ = 1;
  double left_, right_, top_, bars_bottom_, zero_, mean_top_, mean_bottom_;
};

// One column of a terminal bar: `share` of `rows` lines, in eighths upwards, in halves downwards.
std::string Cell(double height, int line, bool upwards) {
  static constexpr std::array<const char*, 9> kUp = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const double filled = std::clamp(height - line, 0.0, 1.0);
  if (upwards) return kUp[static_cast<size_t>(std::lround(filled * 8))];
  return filled > 0.75 ? "█" : filled > 0.2 ? "▀" : " ";
}

}  // namespace

std::string SvgChart(const std::vector<SeriesRow>& rows, const ChartOptions& options) {
  SvgCanvas canvas(options.width, options.height);
  Picture(rows, options, &canvas).Draw();
  return canvas.Bytes();
}

std::string PngChart(const std::vector<SeriesRow>& rows, const ChartOptions& options) {
  PngCanvas canvas(options.width, options.height);
  Picture(rows, options, &canvas).Draw();
  return canvas.Bytes();
}

std::string TerminalChart(const std::vector<SeriesRow>& all, const ChartOptions& options,
                          int columns, bool color) {
  constexpr int kLines = 6, kMargin = 7;
  const size_t room = static_cast<size_t>(std::max(10, columns - kMargin - 1));
  const size_t each = all.empty() ? 1 : std::clamp<size_t>(room / all.size(), 1, 4);
  const size_t first = all.size() * each > room ? all.size() - room / each : 0;
  const std::vector<SeriesRow> rows(all.begin() + static_cast<long>(first), all.end());
  double most = 1;
  for (const SeriesRow& r : rows)
    most = std::max({most, static_cast<double>(Cooperation(r)), static_cast<double>(Conflict(r))});
  const char *blue = color ? "\033[34m" : "", *orange = color ? "\033[33m" : "",
             *plain = color ? "\033[0m" : "";
  auto bar = [&](double height, int line, bool up) {
    std::string cell;
    const std::string block = Cell(height, line, up);
    for (size_t i = 0; i + (each > 1 ? 1 : 0) < each; ++i) cell += block;
    return each > 1 ? cell + " " : cell;
  };
  std::string out = options.title + "\n";
  for (int line = kLines - 1; line >= 0; --line) {
    out += line == kLines - 1 ? fmt::format("{:>5.0f} ┤{}", most, blue)
                              : fmt::format("      │{}", blue);
    for (const SeriesRow& r : rows)
      out += bar(static_cast<double>(Cooperation(r)) / most * kLines, line, true);
    out += std::string(plain) + (line == 0 ? "  cooperation" : "") + "\n";
  }
  out += "    0 ┼";
  for (size_t i = 0; i < rows.size() * each; ++i) out += "─";
  out += "\n";
  for (int line = 0; line < kLines; ++line) {
    out += line == kLines - 1 ? fmt::format("{:>5.0f} ┤{}", most, orange)
                              : fmt::format("      │{}", orange);
    for (const SeriesRow& r : rows)
      out += bar(static_cast<double>(Conflict(r)) / most * kLines, line, false);
    out += std::string(plain) + (line == 0 ? "  conflict" : "") + "\n";
  }
  if (!rows.empty()) {
    const std::string from = PeriodName(rows.front().start, options.period),
                      to = PeriodName(rows.back().start, options.period);
    const size_t width = rows.size() * each;
    out += "       " + from;
    if (width > from.size() + to.size())
      out += std::string(width - from.size() - to.size(), ' ') + to;
    out += "\n";
  }
  return out;
}

}  // namespace dateline
