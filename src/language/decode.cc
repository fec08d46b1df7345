#include "src/language/decode.h"

#include <algorithm>
#include <cmath>

#include "src/base/utf8.h"
#include "src/language/letters.h"

namespace dateline {
namespace {

// Index of the greatest of `logits` once `threshold` is taken from the first.
int BestLabel(const float* logits, int labels, float threshold) {
  int best = 0;
  float top = logits[0] - threshold;
  for (int k = 1; k < labels; ++k) {
    if (logits[k] > top) {
      top = logits[k];
      best = k;
    }
  }
  return best;
}

// Softmax probability of `label` once `threshold` is taken from the first logit.
float Probability(const float* logits, int labels, float threshold, int label) {
  const auto logit = [&](int k) { return k == 0 ? logits[0] - threshold : logits[k]; };
  float sum = 0;
  for (int k = 0; k < labels; ++k) sum += std::exp(logit(k) - logit(label));
  return 1 / sum;
}

bool Cross(const FoundSpan& a, const FoundSpan& b) {
  return (a.first < b.first && b.first <= a.last && a.last < b.last) ||
         (b.first < a.first && a.first <= b.last && b.last < a.last);
}

bool SameRange(const FoundSpan& a, const FoundSpan& b) {
  return a.first == b.first && a.last == b.last;
}

}  // namespace

std::vector<FoundSpan> DecodeSpans(const float* logits, int length, int width, int labels,
                                   float threshold, const std::vector<int>& lines) {
  std::vector<FoundSpan> found;
  for (int first = 1; first + 1 < length; ++first) {
    const int widest = std::min(width, length - 1 - first);
    for (int w = 0; w < widest && lines[first + w] == lines[first]; ++w) {
      const float* at = logits + (static_cast<size_t>(first) * width + w) * labels;
      const int label = BestLabel(at, labels, threshold);
      if (label == 0) continue;
      found.push_back({first, first + w, label, Probability(at, labels, threshold, label)});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const FoundSpan& a, const FoundSpan& b) {
    return a.probability > b.probability;
  });
  std::vector<FoundSpan> kept;
  for (const FoundSpan& span : found) {
    const auto clashes = [&](const FoundSpan& other) {
      return Cross(span, other) || SameRange(span, other);
    };
    if (std::none_of(kept.begin(), kept.end(), clashes)) kept.push_back(span);
  }
  std::sort(kept.begin(), kept.end(), [](const FoundSpan& a, const FoundSpan& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  return kept;
}

std::vector<FoundTrigger> DecodeTriggers(const float* logits, int length, int labels,
                                         float threshold) {
  std::vector<FoundTrigger> found;
  for (int piece = 1; piece + 1 < length; ++piece) {
    const float* at = logits + static_cast<size_t>(piece) * labels;
    const int label = BestLabel(at, labels, threshold);
    if (label == 0) continue;
    found.push_back({piece, label - 1, 1 - Probability(at, labels, 0, 0)});
  }
  return found;
}

std::vector<int> DecodeCues(const float* logits, int length, float threshold) {
  std::vector<int> found;
  for (int piece = 1; piece + 1 < length; ++piece) {
    if (logits[piece] > threshold) found.push_back(piece);
  }
  return found;
}

std::vector<FoundContent> DecodeContents(const float* logits, int length) {
  constexpr int kOutside = 0, kBegin = 1;
  std::vector<FoundContent> found;
  bool open = false;
  for (int piece = 1; piece + 1 < length; ++piece) {
    const int label = BestLabel(logits + static_cast<size_t>(piece) * 3, 3, 0);
    if (label == kOutside) {
      open = false;
    } else if (label == kBegin || !open) {
      found.push_back({piece, piece});
      open = true;
    } else {
      found.back().last = piece;
    }
  }
  return found;
}

Span WholeWord(std::string_view text, const std::vector<Piece>& pieces, size_t at) {
  Span word = pieces[at].span;
  for (size_t i = at + 1; i < pieces.size() && pieces[i].span.begin <= word.end; ++i) {
    size_t pos = pieces[i].span.begin;
    const char32_t c = NextCodePoint(text, &pos);
    if (!IsLetter(c) && !IsMark(c) && !IsNumber(c)) break;
    word.end = std::max(word.end, pieces[i].span.end);
  }
  return word;
}

}  // namespace dateline
