// A line on the terminal that says how far a long run is.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>

namespace dateline {

// Shows "coded 1234 documents, 5678 events, 56 a second" on `file`, at most five times a second, if
// it is a terminal and `wanted`. One thread at a time.
class Progress {
 public:
  Progress(std::string verb, std::FILE* file, bool wanted);
  void Advance(size_t events);
  void Interrupt();  // clears the line, so that a message can be printed
  void Finish();

 private:
  using Clock = std::chrono::steady_clock;
  void Show();
  const std::string verb_;
  std::FILE* const file_;
  const bool shown_;
  const Clock::time_point began_ = Clock::now();
  Clock::time_point last_ = began_;
  size_t documents_ = 0, events_ = 0;
};

}  // namespace dateline
