// A fixed set of worker threads with a bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dateline {

// Runs submitted tasks on `threads` workers (at least one). Submit blocks while `capacity` tasks
// wait, which bounds the memory of a long run. The destructor finishes what was submitted. Submit
// may be called from any thread but not from a task. A task must not throw.
class ThreadPool {
 public:
  ThreadPool(size_t threads, size_t capacity);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  // `task` is given the number of the worker that runs it, in [0, threads).
  void Submit(std::function<void(size_t worker)> task);
  size_t threads() const { return workers_.size(); }

 private:
  void Work(size_t worker);

  const size_t capacity_;
  std::mutex mutex_;
  std::condition_variable has_task_, has_room_;
  std::deque<std::function<void(size_t)>> tasks_;
  bool closing_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace dateline
