// What the terminal can show, and output that notices when nobody reads it any more.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace dateline {

enum class ColorWish { kAuto, kAlways, kNever };

// True when `file` should get colours: a terminal, NO_COLOR unset, TERM not "dumb"; or as wished.
bool UseColor(std::FILE* file, ColorWish wish);

// Width of the terminal behind `file` in columns; 100 when it is none.
int TerminalWidth(std::FILE* file);

// Escape codes, empty when colour is off.
class Style {
 public:
  explicit Style(bool on) : on_(on) {}
  std::string Bold(std::string_view text) const { return Wrap("1", text); }
  std::string Dim(std::string_view text) const { return Wrap("2", text); }
  std::string Cooperation(std::string_view text) const { return Wrap("1;34", text); }  // blue
  std::string Conflict(std::string_view text) const { return Wrap("1;33", text); }  // orange-yellow
  std::string Highlight(std::string_view text) const { return Wrap("1;4", text); }
  bool on() const { return on_; }

 private:
  std::string Wrap(std::string_view code, std::string_view text) const;
  bool on_;
};

}  // namespace dateline
