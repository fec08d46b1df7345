#include "src/language/windows.h"

#include <algorithm>

#include "src/base/check.h"

namespace dateline {
namespace {

// The last best place to cut in (first, last]: paragraphs before sentences before words.
size_t BestCut(const std::vector<Boundary>& before, size_t first, size_t last) {
  size_t best = last;
  for (size_t i = last; i > first; --i) {
    if (before[i] > before[best]) best = i;
  }
  return best;
}

// Where the context of a core that begins at `core` begins.
size_t ContextBegin(const std::vector<Boundary>& before, size_t core, size_t overlap) {
  size_t first = core - std::min(core, overlap);
  if (first == 0) return 0;
  for (size_t i = first; i < core; ++i) {
    if (before[i] >= Boundary::kSentence) return i;
  }
  while (first < core && before[first] == Boundary::kInsideWord) ++first;
  return first;
}

// Where the context of a core that ends at `core` ends, at most at `last`.
size_t ContextEnd(const std::vector<Boundary>& before, size_t core, size_t last) {
  if (last >= before.size()) return before.size();
  for (size_t i = last; i > core; --i) {
    if (before[i] >= Boundary::kSentence) return i;
  }
  while (last > core && before[last] == Boundary::kInsideWord) --last;
  return last;
}

}  // namespace

std::vector<Boundary> BoundariesOf(std::string_view text, const std::vector<Piece>& pieces,
                                   const std::vector<Span>& sentences) {
  std::vector<Boundary> before(pieces.size(), Boundary::kWord);
  auto sentence = sentences.begin();
  uint32_t end = 0;  // of the piece before
  for (size_t i = 0; i < pieces.size(); ++i) {
    const uint32_t begin = pieces[i].span.begin;
    const bool has_gap = i == 0 || begin > end;
    while (sentence != sentences.end() && sentence->end <= begin) ++sentence;
    if (i == 0 || (has_gap && text.substr(end, begin - end).find('\n') != std::string_view::npos)) {
      before[i] = Boundary::kParagraph;
    } else if (sentence != sentences.end() && sentence->begin > pieces[i - 1].span.begin &&
               sentence->begin <= begin) {
      before[i] = Boundary::kSentence;
    } else if (!has_gap) {
      before[i] = Boundary::kInsideWord;
    }
    end = pieces[i].span.end;
  }
  return before;
}

std::vector<Window> PlanWindows(const std::vector<Boundary>& before, size_t capacity,
                                size_t overlap) {
  DATELINE_CHECK(capacity > 3 * overlap && capacity > 0);
  std::vector<Window> windows;
  for (size_t core = 0; core < before.size();) {
    Window window{.begin = ContextBegin(before, core, overlap), .core_begin = core};
    const size_t room = window.begin + capacity;
    if (room >= before.size()) {
      window.core_end = window.end = before.size();
    } else {
      const size_t longest = room - core - overlap;
      window.core_end = BestCut(before, core + longest / 2, core + longest);
      window.end = ContextEnd(before, window.core_end, std::min(window.core_end + overlap, room));
    }
    windows.push_back(window);
    core = window.core_end;
  }
  return windows;
}

}  // namespace dateline
