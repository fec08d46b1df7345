#include "src/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace dateline {

Progress::Progress(std::string verb, std::FILE* file, bool wanted)
    : verb_(std::move(verb)), file_(file), shown_(wanted && isatty(fileno(file)) != 0) {}

void Progress::Advance(size_t events) {
  ++documents_;
  events_ += events;
  if (!shown_ || Clock::now() - last_ < std::chrono::milliseconds(200)) return;
  last_ = Clock::now();
  Show();
}

void Progress::Show() {
  const double seconds =
      std::max(1e-3, std::chrono::duration<double>(Clock::now() - began_).count());
  fmt::print(file_, "\r\033[K{} {} documents, {} events, {:.0f} documents a second", verb_,
             documents_, events_, static_cast<double>(documents_) / seconds);
  std::fflush(file_);
}

void Progress::Interrupt() {
  if (shown_) fmt::print(file_, "\r\033[K");
}

void Progress::Finish() {
  if (!shown_ || documents_ < 2) return;
  Show();
  fmt::print(file_, "\n");
}

}  // namespace dateline
