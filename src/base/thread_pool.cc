#include "src/base/thread_pool.h"

#include <algorithm>
#include <utility>

namespace dateline {

ThreadPool::ThreadPool(size_t threads, size_t capacity) : capacity_(std::max<size_t>(1, capacity)) {
  threads = std::max<size_t>(1, threads);
  workers_.reserve(threads);
  for (size_t i = 0; i < threads; ++i) workers_.emplace_back([this, i] { Work(i); });
}

ThreadPool::~ThreadPool() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    closing_ = true;
  }
  has_task_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::Submit(std::function<void(size_t)> task) {
  std::unique_lock<std::mutex> lock(mutex_);
  has_room_.wait(lock, [this] { return tasks_.size() < capacity_; });
  tasks_.push_back(std::move(task));
  lock.unlock();
  has_task_.notify_one();
}

void ThreadPool::Work(size_t worker) {
  while (true) {
    std::function<void(size_t)> task;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      has_task_.wait(lock, [this] { return closing_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    has_room_.notify_one();
    task(worker);
  }
}

}  // namespace dateline
