// Results of parallel work, handed on in the order the work was given out.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

namespace dateline {

// Workers Put results under the ticket that Reserve gave; `sink` gets them in ticket order, one at
// a time, on whichever worker's thread completed the next one. Reserve blocks while `window`
// tickets are out, so that one slow item cannot pile up everything behind it in memory. Once `sink`
// has returned false, it is not called again and Reserve returns at once. Thread-safe; `sink` must
// not call back.
template <typename T>
class OrderedResults {
 public:
  OrderedResults(size_t window, std::function<bool(T)> sink)
      : window_(window), sink_(std::move(sink)) {}

  size_t Reserve() {
    std::unique_lock<std::mutex> lock(mutex_);
    moved_.wait(lock, [this] { return stopped_ || reserved_ - next_ < window_; });
    return reserved_++;
  }

  void Put(size_t ticket, T result) {
    std::unique_lock<std::mutex> lock(mutex_);
    waiting_.emplace(ticket, std::move(result));
    if (delivering_) return;  // the thread that delivers will find it
    delivering_ = true;
    for (auto it = waiting_.find(next_); it != waiting_.end(); it = waiting_.find(next_)) {
      T ready = std::move(it->second);
      waiting_.erase(it);
      const bool wanted = !stopped_;
      lock.unlock();
      const bool go_on = !wanted || sink_(std::move(ready));
      lock.lock();
      stopped_ = stopped_ || !go_on;
      ++next_;
      moved_.notify_all();
    }
    delivering_ = false;
  }

  bool stopped() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return stopped_;
  }

 private:
  const size_t window_;
  const std::function<bool(T)> sink_;
  mutable std::mutex mutex_;
  std::condition_variable moved_;
  std::map<size_t, T> waiting_;
  size_t reserved_ = 0, next_ = 0;
  bool delivering_ = false, stopped_ = false;
};

}  // namespace dateline
