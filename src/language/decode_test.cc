#include "src/language/decode.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dateline {
namespace {

// Logits [length, width, labels] in which nothing is found, to be raised where something is.
struct SpanScores {
  int length, width, labels;
  std::vector<float> logits;
  SpanScores(int length, int width, int labels) : length(length), width(width), labels(labels) {
    logits.assign(static_cast<size_t>(length) * width * labels, -5);
    for (size_t i = 0; i < logits.size(); i += labels) logits[i] = 0;
  }
  void Set(int first, int last, int label, float logit) {
    logits[(static_cast<size_t>(first) * width + last - first) * labels + label] = logit;
  }
  std::vector<FoundSpan> Decode(float threshold = 0) const {
    std::vector<FoundSpan> found =
        DecodeSpans(logits.data(), length, width, labels, threshold, nested,
                    lines.empty() ? std::vector<int>(length) : lines);
    for (FoundSpan& span : found) span.probability = 0;
    return found;
  }
  std::vector<int> lines;
  float nested = 0;
};

TEST(DecodeSpans, NestedSpansStayLongerFirst) {
  SpanScores scores(10, 4, 3);
  scores.Set(3, 3, 2, 4);
  scores.Set(3, 5, 1, 3);
  scores.Set(1, 2, 2, 3);
  EXPECT_EQ(scores.Decode(), (std::vector<FoundSpan>{{1, 2, 2}, {3, 5, 1}, {3, 3, 2}}));
}

TEST(DecodeSpans, OfCrossingOnesTheSurerStays) {
  SpanScores scores(10, 4, 3);
  scores.Set(2, 4, 1, 3);
  scores.Set(3, 5, 1, 4);
  scores.Set(4, 6, 2, 2);
  EXPECT_EQ(scores.Decode(), (std::vector<FoundSpan>{{3, 5, 1}}));
}

TEST(DecodeSpans, ThresholdWorksAgainstNothing) {
  SpanScores scores(10, 4, 3);
  scores.Set(2, 4, 1, 1);
  EXPECT_EQ(scores.Decode(0).size(), 1u);
  EXPECT_EQ(scores.Decode(-1.5).size(), 0u);
  scores.Set(2, 4, 1, -1);
  EXPECT_EQ(scores.Decode(0).size(), 0u);
  EXPECT_EQ(scores.Decode(1.5).size(), 1u);
}

TEST(DecodeSpans, NeverOverSpecialPieces) {
  SpanScores scores(5, 6, 2);
  scores.Set(0, 1, 1, 9);
  scores.Set(3, 4, 1, 9);
  scores.Set(1, 3, 1, 9);
  EXPECT_EQ(scores.Decode(), (std::vector<FoundSpan>{{1, 3, 1}}));
  EXPECT_TRUE(SpanScores(2, 6, 2).Decode().empty());
}

TEST(DecodeSpans, NestedInItsOwnKindOnlyWhenSure) {
  SpanScores scores(6, 4, 3);
  scores.Set(1, 3, 1, 9);
  scores.Set(2, 3, 1, 1);  // .73
  scores.Set(3, 3, 2, 1);
  EXPECT_EQ(scores.Decode().size(), 3u);
  scores.nested = .8f;
  EXPECT_EQ(scores.Decode(), (std::vector<FoundSpan>{{1, 3, 1}, {3, 3, 2}}));
}

TEST(DecodeSpans, NeverOverALineBreak) {
  SpanScores scores(6, 4, 2);
  scores.Set(1, 3, 1, 9);
  scores.Set(1, 2, 1, 3);
  scores.lines = {0, 0, 0, 1, 1, 1};
  EXPECT_EQ(scores.Decode(), (std::vector<FoundSpan>{{1, 2, 1}}));
}

TEST(DecodeSpans, ProbabilityIsOfTheLabel) {
  SpanScores scores(4, 1, 2);
  scores.Set(1, 1, 1, std::log(3.f));
  EXPECT_NEAR(DecodeSpans(scores.logits.data(), 4, 1, 2, 0, 0, {0, 0, 0, 0})[0].probability, .75,
              1e-5);
}

TEST(DecodeTriggers, TypeAndProbabilityOfAnyEvent) {
  const std::vector<float> logits = {9, 9,      9, /**/ 0, 1,      -9, /**/ 0, -1,
                                     2, /**/ 3, 1, 2,      /**/ 0, 9,  9};
  const auto found = DecodeTriggers(logits.data(), 5, 3, 0);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].piece, 1);
  EXPECT_EQ(found[0].type, 0);
  EXPECT_NEAR(found[0].probability, std::exp(1.) / (1 + std::exp(1.)), 1e-3);
  EXPECT_EQ(found[1].type, 1);
  const auto more =
      DecodeTriggers(logits.data(), 5, 3, 2);  // the probability does not move with it
  ASSERT_EQ(more.size(), 3u);
  EXPECT_EQ(more[2].piece, 3);
  EXPECT_NEAR(more[0].probability, found[0].probability, 1e-6);
}

TEST(DecodeCues, AboveTheThreshold) {
  const std::vector<float> logits = {9, 1, -1, .5, 9};
  EXPECT_EQ(DecodeCues(logits.data(), 5, 0), (std::vector<int>{1, 3}));
  EXPECT_EQ(DecodeCues(logits.data(), 5, .7), (std::vector<int>{1}));
}

TEST(DecodeContents, AnInsideWithoutABeginOpensOne) {
  std::vector<float> logits;
  for (const int label : {1, 2, 2, 0, 1, 2, 1, 0, 2, 0}) {
    for (int k = 0; k < 3; ++k) logits.push_back(k == label ? 2.f : 0.f);
  }
  EXPECT_EQ(DecodeContents(logits.data(), 10),
            (std::vector<FoundContent>{{1, 2}, {4, 5}, {6, 6}, {8, 8}}));
}

TEST(WholeWord, PiecesWithoutAGap) {
  const std::string_view text = "ceasefire-talks 5";
  const std::vector<Piece> pieces = {
      {1, {0, 5}}, {2, {5, 9}}, {3, {9, 10}}, {4, {10, 15}}, {5, {16, 17}}};
  EXPECT_EQ(WholeWord(text, pieces, 0), (Span{0, 9}));
  EXPECT_EQ(WholeWord(text, pieces, 3), (Span{10, 15}));
  EXPECT_EQ(WholeWord(text, pieces, 4), (Span{16, 17}));
}

}  // namespace
}  // namespace dateline
