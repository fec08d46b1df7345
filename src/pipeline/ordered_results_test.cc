#include "src/pipeline/ordered_results.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <vector>

#include "src/base/thread_pool.h"

namespace dateline {
namespace {

TEST(OrderedResults, KeepsTheOrderWhateverTheThreadsDo) {
  std::vector<int> seen;
  OrderedResults<int> results(8, [&](int i) {
    seen.push_back(i);
    return true;
  });
  {
    ThreadPool pool(4, 4);
    for (int i = 0; i < 500; ++i) {
      const size_t ticket = results.Reserve();
      pool.Submit([&results, ticket, i](size_t) {
        if (i % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
        results.Put(ticket, i);
      });
    }
  }
  ASSERT_EQ(seen.size(), 500u);
  for (int i = 0; i < 500; ++i) EXPECT_EQ(seen[i], i);
}

TEST(OrderedResults, StopsWhenTheSinkHasEnough) {
  int calls = 0;
  OrderedResults<int> results(2, [&](int) { return ++calls < 3; });
  for (int i = 0; i < 50; ++i) results.Put(results.Reserve(), i);
  EXPECT_EQ(calls, 3);
  EXPECT_TRUE(results.stopped());
}

}  // namespace
}  // namespace dateline
