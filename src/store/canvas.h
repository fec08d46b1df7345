// Something to draw a chart on.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace dateline {

struct Color {
  uint8_t red = 0, green = 0, blue = 0;
  double opacity = 1;
};

enum class Align { kLeft, kCenter, kRight };

// Coordinates are pixels from the top left corner.
class Canvas {
 public:
  using Points = std::vector<std::pair<double, double>>;
  virtual ~Canvas() = default;
  virtual void Rectangle(double x, double y, double width, double height, Color color) = 0;
  virtual void Line(double x1, double y1, double x2, double y2, double thickness, Color color) = 0;
  virtual void Polygon(const Points& points, Color color) = 0;
  // `y` is the base line. `size` is the height of a capital letter with its ascent, as in CSS.
  virtual void Text(double x, double y, const std::string& text, double size, Align align,
                    Color color) = 0;
  // The finished picture.
  virtual std::string Bytes() const = 0;
};

// Text of an SVG 1.1 document.
class SvgCanvas : public Canvas {
 public:
  SvgCanvas(int width, int height);
  void Rectangle(double x, double y, double width, double height, Color color) override;
  void Line(double x1, double y1, double x2, double y2, double thickness, Color color) override;
  void Polygon(const Points& points, Color color) override;
  void Text(double x, double y, const std::string& text, double size, Align align,
            Color color) override;
  std::string Bytes() const override { return body_ + "</svg>\n"; }

 private:
  std::string body_;
};

// Pixels, drawn at twice the size and packed as PNG. Letters come from a built-in font of ASCII;
// others show as a box.
class PngCanvas : public Canvas {
 public:
  PngCanvas(int width, int height);
  void Rectangle(double x, double y, double width, double height, Color color) override;
  void Line(double x1, double y1, double x2, double y2, double thickness, Color color) override;
  void Polygon(const Points& points, Color color) override;
  void Text(double x, double y, const std::string& text, double size, Align align,
            Color color) override;
  std::string Bytes() const override;

 private:
  void Blend(int x, int y, Color color, double cover);
  const int width_, height_;  // of the doubled picture
  std::vector<uint8_t> pixels_;
};

}  // namespace dateline
