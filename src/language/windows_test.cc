#include "src/language/windows.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

constexpr Boundary kInside = Boundary::kInsideWord, kWord = Boundary::kWord,
                   kSentence = Boundary::kSentence, kParagraph = Boundary::kParagraph;

// A boundary every `sentence` pieces, of a paragraph every `paragraph` pieces.
std::vector<Boundary> Regular(size_t count, size_t sentence, size_t paragraph) {
  std::vector<Boundary> before(count, kWord);
  for (size_t i = 0; i < count; ++i) {
    if (i % sentence == 0) before[i] = kSentence;
    if (i % paragraph == 0) before[i] = kParagraph;
  }
  return before;
}

void ExpectCovered(const std::vector<Window>& windows, size_t count, size_t capacity,
                   size_t overlap) {
  size_t next = 0;
  for (const Window& w : windows) {
    EXPECT_EQ(w.core_begin, next);
    EXPECT_LT(w.core_begin, w.core_end);
    EXPECT_LE(w.begin, w.core_begin);
    EXPECT_GE(w.end, w.core_end);
    EXPECT_LE(w.end - w.begin, capacity);
    EXPECT_LE(w.core_begin - w.begin, overlap);
    next = w.core_end;
  }
  EXPECT_EQ(next, count);
}

TEST(Windows, AShortArticleIsOneWindow) {
  EXPECT_EQ(PlanWindows(Regular(100, 10, 50), 100, 20), (std::vector<Window>{{0, 100, 0, 100}}));
  EXPECT_TRUE(PlanWindows({}, 100, 20).empty());
}

TEST(Windows, CutsAtParagraphsWithWholeSentencesAround) {
  const auto windows = PlanWindows(Regular(200, 10, 30), 100, 25);
  ASSERT_EQ(windows.size(), 4u);
  EXPECT_EQ(windows[0], (Window{0, 80, 0, 60}));
  EXPECT_EQ(windows[1], (Window{40, 110, 60, 90}));
  EXPECT_EQ(windows[3], (Window{100, 200, 120, 200}));
  ExpectCovered(windows, 200, 100, 25);
}

TEST(Windows, CutsAtSentencesThenWords) {
  EXPECT_EQ(PlanWindows(Regular(200, 11, 1000), 100, 25)[0].core_end, 66u);
  std::vector<Boundary> before(200, kInside);
  before[60] = kWord;
  EXPECT_EQ(PlanWindows(before, 100, 25)[0].core_end, 60u);
}

TEST(Windows, OneEndlessWordIsCutAnywhere) {
  for (const size_t count : {101, 1000, 5001}) {
    const std::vector<Boundary> before(count, kInside);
    ExpectCovered(PlanWindows(before, 100, 25), count, 100, 25);
    ExpectCovered(PlanWindows(before, 10, 3), count, 10, 3);
    ExpectCovered(PlanWindows(before, 1, 0), count, 1, 0);
  }
}

TEST(Windows, BoundariesOfText) {
  const std::string_view text = "Ab, c.\nD e";
  const std::vector<Piece> pieces = {{1, {0, 1}}, {2, {1, 2}}, {3, {2, 3}}, {4, {4, 5}},
                                     {5, {5, 6}}, {6, {7, 8}}, {7, {9, 10}}};
  EXPECT_EQ(
      BoundariesOf(text, pieces, {{0, 6}, {7, 10}}),
      (std::vector<Boundary>{kParagraph, kInside, kInside, kWord, kInside, kParagraph, kWord}));
  EXPECT_EQ(BoundariesOf(text, pieces, {{0, 3}, {4, 6}, {7, 10}})[3], kSentence);
}

}  // namespace
}  // namespace dateline
