// A series as a picture: in the terminal, as SVG, as PNG.
#pragma once

#include <string>
#include <vector>

#include "src/store/dyad_series.h"

namespace dateline {

struct ChartOptions {
  std::string title;
  Period period = Period::kMonth;
  int width = 960, height = 480;  // of pictures, in pixels
};

// Bars upwards for events of cooperation and downwards for conflict, a letter a column; below them
// the mean intensity, and a legend. At most `columns` wide; long series show their end. ANSI
// colours when `color`.
std::string TerminalChart(const std::vector<SeriesRow>& rows, const ChartOptions& options,
                          int columns, bool color);

// Stacked bars by quad, cooperation up and conflict down, with the line of the mean intensity and
// the band of its interval.
std::string SvgChart(const std::vector<SeriesRow>& rows, const ChartOptions& options);
std::string PngChart(const std::vector<SeriesRow>& rows,
                     const ChartOptions& options);  // the bytes of the file

}  // namespace dateline
