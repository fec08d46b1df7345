// How far an ingest is: a bar for people, JSON lines for programs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <string>

namespace dateline {

// Writes to `file`: on a terminal one line that is drawn over, several times a second; elsewhere a
// JSON object a line, every five seconds and at the end. Nothing but failures when `quiet`.
// Thread-safe.
class IngestProgress {
 public:
  IngestProgress(std::FILE* file, bool quiet);

  void Total(int64_t documents);  // how many inputs there are in all, once known
  void Recorded(size_t events);
  void Skipped();
  void Failed(const std::string& message);  // also writes the message
  void Idle();                              // nothing to do at the moment
  void Finish(bool interrupted);

 private:
  using Clock = std::chrono::steady_clock;
  void ShowSometimes();
  void Show(const char* state);
  void ShowBar(const char* state);
  double Rate() const;
  int64_t Done() const { return recorded_ + skipped_ + failed_; }

  std::FILE* const file_;
  const bool quiet_, terminal_;
  std::mutex mutex_;
  const Clock::time_point began_ = Clock::now();
  Clock::time_point shown_ = began_;
  int64_t total_ = -1, recorded_ = 0, skipped_ = 0, failed_ = 0, events_ = 0;
};

}  // namespace dateline
