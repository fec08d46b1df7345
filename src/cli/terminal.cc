#include "src/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace dateline {

bool UseColor(std::FILE* file, ColorWish wish) {
  if (wish != ColorWish::kAuto) return wish == ColorWish::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* term = std::getenv("TERM");
  if (term != nullptr && std::strcmp(term, "dumb") == 0) return false;
  return isatty(fileno(file)) != 0;
}

int TerminalWidth(std::FILE* file) {
  winsize size{};
  if (isatty(fileno(file)) != 0 && ioctl(fileno(file), TIOCGWINSZ, &size) == 0 &&
      size.ws_col >= 40) {
    return size.ws_col;
  }
  return 100;
}

std::string Style::Wrap(std::string_view code, std::string_view text) const {
  if (!on_) return std::string(text);
  return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

}  // namespace dateline
