#include "src/cli/ingest_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "src/cli/terminal.h"

namespace dateline {
namespace {

std::string Clocked(double seconds) {
  const auto s = static_cast<int64_t>(seconds);
  return s >= 3600 ? fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
                   : fmt::format("{}:{:02}", s / 60, s % 60);
}

}  // namespace

IngestProgress::IngestProgress(std::FILE* file, bool quiet)
    : file_(file), quiet_(quiet), terminal_(isatty(fileno(file)) != 0) {}

void IngestProgress::Total(int64_t documents) {
  std::lock_guard<std::mutex> lock(mutex_);
  total_ = documents;
}

void IngestProgress::Recorded(size_t events) {
  std::lock_guard<std::mutex> lock(mutex_);
  ++recorded_;
  events_ += static_cast<int64_t>(events);
  ShowSometimes();
}

void IngestProgress::Skipped() {
  std::lock_guard<std::mutex> lock(mutex_);
  ++skipped_;
  ShowSometimes();
}

void IngestProgress::Failed(const std::string& message) {
  std::lock_guard<std::mutex> lock(mutex_);
  ++failed_;
  fmt::print(file_, "{}dateline: {}\n", terminal_ && !quiet_ ? "\r\033[K" : "", message);
  ShowSometimes();
}

void IngestProgress::Idle() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (terminal_) Show("waiting");
}

void IngestProgress::Finish(bool interrupted) {
  std::lock_guard<std::mutex> lock(mutex_);
  Show(interrupted ? "stopped" : "done");
  if (terminal_ && !quiet_) fmt::print(file_, "\n");
}

double IngestProgress::Rate() const {
  return static_cast<double>(recorded_ + failed_) /
         std::max(1e-3, std::chrono::duration<double>(Clock::now() - began_).count());
}

void IngestProgress::ShowSometimes() {
  const auto pause = terminal_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(5000);
  if (Clock::now() - shown_ >= pause) Show("coding");
}

void IngestProgress::Show(const char* state) {
  shown_ = Clock::now();
  if (quiet_) return;
  if (terminal_) {
    ShowBar(state);
  } else {
    std::string left = "null";
    if (total_ >= 0 && Rate() > 0)
      left = fmt::format("{:.0f}",
                         static_cast<double>(std::max<int64_t>(0, total_ - Done())) / Rate());
    fmt::print(file_,
               "{{\"state\":\"{}\",\"documents\":{},\"events\":{},\"skipped\":{},\"failed\":{},"
               "\"total\":{},"
               "\"documents_per_second\":{:.1f},\"seconds_left\":{}}}\n",
               state, recorded_, events_, skipped_, failed_,
               total_ < 0 ? "null" : std::to_string(total_), Rate(), left);
  }
  std::fflush(file_);
}

void IngestProgress::ShowBar(const char* state) {
  std::string line = "\r\033[K" + std::string(state);
  if (total_ > 0) {
    const int width = std::clamp(TerminalWidth(file_) - 90, 10, 40);
    const int full = static_cast<int>(std::min(Done(), total_) * width / total_);
    line += " ";
    for (int i = 0; i < width; ++i) line += i < full ? "█" : "░";
    line += fmt::format(" {} of {}", Done(), total_);
  } else {
    line += fmt::format(" {}", Done());
  }
  line += fmt::format(" documents, {:.1f} a second, {} events", Rate(), events_);
  if (skipped_ > 0) line += fmt::format(", {} there already", skipped_);
  if (failed_ > 0) line += fmt::format(", {} failed", failed_);
  if (total_ > Done() && Rate() > 0)
    line += fmt::format(", {} left", Clocked(static_cast<double>(total_ - Done()) / Rate()));
  fmt::print(file_, "{}", line);
}

}  // namespace dateline
