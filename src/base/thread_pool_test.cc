#include "src/base/thread_pool.h"

#include <gtest/gtest.h>

#include <atomic>

namespace dateline {
namespace {

TEST(ThreadPool, RunsEverythingSubmittedBeforeItGoes) {
  std::atomic<int> sum = 0;
  std::atomic<bool> worker_in_range = true;
  {
    ThreadPool pool(3, 2);
    for (int i = 1; i <= 1000; ++i) {
      pool.Submit([&, i](size_t worker) {
        sum += i;
        if (worker >= 3) worker_in_range = false;
      });
    }
  }
  EXPECT_EQ(sum, 500500);
  EXPECT_TRUE(worker_in_range);
}

}  // namespace
}  // namespace dateline
