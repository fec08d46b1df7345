#include "src/store/canvas.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string_view>

#include "src/base/utf8.h"

namespace dateline {
namespace {

// ---- SVG

std::string Escaped(const std::string& text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string Fill(Color c) {
  return fmt::format("fill=\"#{:02x}{:02x}{:02x}\" fill-opacity=\"{:.2g}\"", c.red, c.green, c.blue,
                     c.opacity);
}

std::string PointList(const Canvas::Points& points) {
  std::string out;
  for (const auto& [x, y] : points) out += fmt::format("{:.1f},{:.1f} ", x, y);
  return out;
}

// ---- letters of strokes, our own: points on a grid 5 wide, y from 0 (top of capitals) over 6
// (base line) to 8, two digits each; | lifts the pen.
struct Glyph {
  char letter;
  const char* strokes;
};
constexpr Glyph kGlyphs[] = {{'A', "06 02 20 42 46|04 44"},
                             {'B', "06 00 30 41 42 33 03|33 44 45 36 06"},
                             {'C', "41 30 10 01 05 16 36 45"},
                             {'D', "00 30 41 45 36 06 00"},
                             {'E', "40 00 06 46|03 33"},
                             {'F', "40 00 06|03 33"},
                             {'G', "41 30 10 01 05 16 36 45 43 23"},
                             {'H', "00 06|40 46|03 43"},
                             {'I', "10 30|20 26|16 36"},
                             {'J', "40 45 36 16 05"},
                             {'K', "00 06|40 03 46"},
                             {'L', "00 06 46"},
                             {'M', "06 00 23 40 46"},
                             {'N', "06 00 46 40"},
                             {'O', "10 30 41 45 36 16 05 01 10"},
                             {'P', "06 00 30 41 42 33 03"},
                             {'Q', "10 30 41 45 36 16 05 01 10|24 46"},
                             {'R', "06 00 30 41 42 33 03|23 46"},
                             {'S', "41 30 10 01 02 13 33 44 45 36 16 05"},
                             {'T', "00 40|20 26"},
                             {'U', "00 05 16 36 45 40"},
                             {'V', "00 26 40"},
                             {'W', "00 16 23 36 40"},
                             {'X', "00 46|40 06"},
                             {'Y', "00 23 40|23 26"},
                             {'Z', "00 40 06 46"},
                             {'a', "12 32 43 46|45 36 16 05 14 44"},
                             {'b', "00 06|03 12 32 43 45 36 16 05"},
                             {'c', "43 32 12 03 05 16 36 45"},
                             {'d', "40 46|43 32 12 03 05 16 36 45"},
                             {'e', "04 44 43 32 12 03 05 16 36 45"},
                             {'f', "40 30 21 26|03 33"},
                             {'g', "43 32 12 03 05 16 36 45|42 47 38 18 07"},
                             {'h', "00 06|03 12 32 43 46"},
                             {'i', "22 26|20 20"},
                             {'j', "32 37 28 18|30 30"},
                             {'k', "00 06|32 04 36"},
                             {'l', "20 25 36"},
                             {'m', "06 02|03 12 23 26|23 32 43 46"},
                             {'n', "06 02|03 12 32 43 46"},
                             {'o', "12 32 43 45 36 16 05 03 12"},
                             {'p', "02 08|03 12 32 43 45 36 16 05"},
                             {'q', "42 48|43 32 12 03 05 16 36 45"},
                             {'r', "02 06|04 13 22 42"},
                             {'s', "43 32 12 03 14 34 45 36 16 05"},
                             {'t', "20 25 36 46|02 42"},
                             {'u', "02 05 16 36 45|42 46"},
                             {'v', "02 26 42"},
                             {'w', "02 16 23 36 42"},
                             {'x', "02 46|42 06"},
                             {'y', "02 05 16 36 45|42 47 38 18"},
                             {'z', "02 42 06 46"},
                             {'0', "10 30 41 45 36 16 05 01 10"},
                             {'1', "11 20 26|16 36"},
                             {'2', "01 10 30 41 42 06 46"},
                             {'3', "01 10 30 41 42 33 13|33 44 45 36 16 05"},
                             {'4', "36 30 04 44"},
                             {'5', "40 00 03 33 44 45 36 06"},
                             {'6', "30 10 01 05 16 36 45 44 33 03"},
                             {'7', "00 40 16"},
                             {'8', "13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33"},
                             {'9', "43 13 02 01 10 30 41 45 36 16"},
                             {'-', "13 33"},
                             {'+', "21 25|03 43"},
                             {'.', "26 26"},
                             {',', "25 17"},
                             {':', "22 22|25 25"},
                             {'/', "06 40"},
                             {'(', "30 21 25 36"},
                             {')', "10 21 25 16"},
                             {'%', "06 40|00 10|36 46"},
                             {'\'', "20 21"},
                             {'"', "10 11|30 31"},
                             {'!', "20 24|26 26"},
                             {'?', "01 10 30 41 42 24|26 26"},
                             {'=', "02 42|04 44"},
                             {'<', "41 03 45"},
                             {'>', "01 43 05"},
                             {'_', "07 47"},
                             {'&', "46 01 10 21 04 05 16 26 44"},
                             {'#', "10 16|30 36|02 42|04 44"},
                             {'*', "21 25|02 44|42 04"},
                             {';', "22 22|25 17"}};
constexpr const char* kBox = "00 40 46 06 00";
constexpr double kAdvance = 6;     // grid units from letter to letter
constexpr double kGridHeight = 9;  // of a line of `size` pixels
constexpr int kScale = 2;          // pixels of the picture to one of the drawing
constexpr int kSubLines = 4;       // samples down a pixel

const char* StrokesOf(char32_t c) {
  if (c == U'–' || c == U'—' || c == U'−') c = '-';
  if (c == U'→') c = '>';
  if (c == U'·') c = '.';
  if (c == ' ') return "";
  for (const Glyph& g : kGlyphs) {
    if (static_cast<char32_t>(g.letter) == c) return g.strokes;
  }
  return kBox;
}

std::u32string CodePoints(const std::string& utf8) {
  std::u32string out;
  for (size_t at = 0; at < utf8.size();) out += NextCodePoint(utf8, &at);
  return out;
}

// ---- PNG

void AppendBigEndian(uint32_t value, std::string* out) {
  for (int shift = 24; shift >= 0; shift -= 8) *out += static_cast<char>(value >> shift);
}

void AppendChunk(const char* type, const std::string& data, std::string* out) {
  AppendBigEndian(static_cast<uint32_t>(data.size()), out);
  const std::string body = type + data;
  *out += body;
  AppendBigEndian(static_cast<uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(body.data()),
                                              static_cast<uInt>(body.size()))),
                  out);
}

std::string Deflated(const std::string& data) {
  uLongf size = compressBound(data.size());
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size,
            reinterpret_cast<const Bytef*>(data.data()), data.size(), 9);
  out.resize(size);
  return out;
}

}  // namespace

SvgCanvas::SvgCanvas(int width, int height)
    : body_(fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
                        "viewBox=\"0 0 {0} {1}\" "
                        "font-family=\"Helvetica, Arial, sans-serif\">\n",
                        width, height)) {}

void SvgCanvas::Rectangle(double x, double y, double width, double height, Color color) {
  body_ += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>\n",
                       x, y, width, height, Fill(color));
}

void SvgCanvas::Line(double x1, double y1, double x2, double y2, double thickness, Color c) {
  body_ += fmt::format(
      "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" "
      "stroke=\"#{:02x}{:02x}{:02x}\" "
      "stroke-opacity=\"{:.2g}\" stroke-width=\"{:.1f}\" stroke-linecap=\"round\"/>\n",
      x1, y1, x2, y2, c.red, c.green, c.blue, c.opacity, thickness);
}

void SvgCanvas::Polygon(const Points& points, Color color) {
  body_ += fmt::format("<polygon points=\"{}\" {}/>\n", PointList(points), Fill(color));
}

void SvgCanvas::Text(double x, double y, const std::string& text, double size, Align align,
                     Color color) {
  const char* anchor = align == Align::kLeft ? "start" : align == Align::kCenter ? "middle" : "end";
  body_ += fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.0f}\" text-anchor=\"{}\" {}>{}</text>\n", x,
      y, size, anchor, Fill(color), Escaped(text));
}

PngCanvas::PngCanvas(int width, int height)
    : width_(width * kScale),
      height_(height * kScale),
      pixels_(static_cast<size_t>(width_) * static_cast<size_t>(height_) * 3, 255) {}

void PngCanvas::Blend(int x, int y, Color color, double cover) {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
  uint8_t* p =
      &pixels_[(static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x)) * 3];
  const double share = std::clamp(cover * color.opacity, 0.0, 1.0);
  const std::array<uint8_t, 3> paint = {color.red, color.green, color.blue};
  for (size_t i = 0; i < 3; ++i)
    p[i] = static_cast<uint8_t>(std::lround(p[i] + (paint[i] - p[i]) * share));
}

void PngCanvas::Rectangle(double x, double y, double width, double height, Color color) {
  Polygon({{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, color);
}

void PngCanvas::Line(double x1, double y1, double x2, double y2, double thickness, Color color) {
  const double length = std::hypot(x2 - x1, y2 - y1), half = thickness / 2;
  if (length < 1e-6) return Rectangle(x1 - half, y1 - half, thickness, thickness, color);
  const double along_x = (x2 - x1) / length * half, along_y = (y2 - y1) / length * half;
  x1 -= along_x, y1 -= along_y, x2 += along_x,
      y2 += along_y;  // ends reach over, so that corners close
  Polygon({{x1 - along_y, y1 + along_x},
           {x2 - along_y, y2 + along_x},
           {x2 + along_y, y2 - along_x},
           {x1 + along_y, y1 - along_x}},
          color);
}

// Fills by the even-odd rule, row by row: each pixel by the share of it that lies inside.
void PngCanvas::Polygon(const Points& points, Color color) {
  double top = 1e9, bottom = -1e9;
  for (const auto& [x, y] : points)
    top = std::min(top, y * kScale), bottom = std::max(bottom, y * kScale);
  std::vector<double> cover(static_cast<size_t>(width_));
  for (int row = std::max(0, static_cast<int>(top)); row < std::min<double>(height_, bottom + 1);
       ++row) {
    std::fill(cover.begin(), cover.end(), 0.0);
    for (int sub = 0; sub < kSubLines; ++sub) {
      const double y = row + (sub + 0.5) / kSubLines;
      std::vector<double> crossings;
      for (size_t i = 0; i < points.size(); ++i) {
        const auto [ax, ay] = points[i];
        const auto [bx, by] = points[(i + 1) % points.size()];
        if ((ay * kScale <= y) == (by * kScale <= y)) continue;
        crossings.push_back((ax + (y / kScale - ay) / (by - ay) * (bx - ax)) * kScale);
      }
      std::sort(crossings.begin(), crossings.end());
      for (size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const double from = std::max(0.0, crossings[i]),
                     to = std::min<double>(width_, crossings[i + 1]);
        for (int x = static_cast<int>(from); x < to; ++x) {
          cover[static_cast<size_t>(x)] +=
              std::max(0.0, std::min(to, x + 1.0) - std::max<double>(from, x)) / kSubLines;
        }
      }
    }
    for (int x = 0; x < width_; ++x) {
      if (cover[static_cast<size_t>(x)] > 0) Blend(x, row, color, cover[static_cast<size_t>(x)]);
    }
  }
}

void PngCanvas::Text(double x, double y, const std::string& text, double size, Align align,
                     Color color) {
  const double unit = size / kGridHeight;
  const std::u32string letters = CodePoints(text);
  const double width = unit * (kAdvance * static_cast<double>(letters.size()) - 2);
  x -= align == Align::kLeft ? 0 : align == Align::kCenter ? width / 2 : width;
  for (char32_t letter : letters) {
    const char* s = StrokesOf(letter);
    std::pair<double, double> pen;
    for (bool down = false; *s != '\0'; s += 2) {
      const std::pair<double, double> to{x + (s[0] - '0') * unit, y + (s[1] - '0' - 6) * unit};
      const bool last = s[2] != ' ';
      if (down) Line(pen.first, pen.second, to.first, to.second, std::max(0.9, unit * 0.85), color);
      pen = to;
      down = !last;
      if (s[2] != '\0') ++s;
    }
    x += kAdvance * unit;
  }
}

std::string PngCanvas::Bytes() const {
  std::string rows;
  const size_t stride = static_cast<size_t>(width_) * 3;
  for (int y = 0; y < height_; ++y) {
    rows += '\0';  // no filter
    rows.append(reinterpret_cast<const char*>(&pixels_[static_cast<size_t>(y) * stride]), stride);
  }
  std::string header, out = "\x89PNG\r\n\x1a\n";
  AppendBigEndian(static_cast<uint32_t>(width_), &header);
  AppendBigEndian(static_cast<uint32_t>(height_), &header);
  header += std::string("\x08\x02\x00\x00\x00", 5);  // 8 bits a channel, RGB
  AppendChunk("IHDR", header, &out);
  AppendChunk("IDAT", Deflated(rows), &out);
  AppendChunk("IEND", "", &out);
  return out;
}

}  // namespace dateline
