// DATELINE_CHECK(condition): a broken invariant is a bug; says where, then aborts. Never for input.
#pragma once

#include <cstdio>
#include <cstdlib>

#define DATELINE_CHECK(condition)                                                        \
  do {                                                                                   \
    if (!(condition)) {                                                                  \
      std::fprintf(stderr, "%s:%d: check failed: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                      \
    }                                                                                    \
  } while (false)
