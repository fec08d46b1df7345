#include "src/resolve/actors_context.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "src/resolve/actors_context_weights.h"

namespace dateline {
namespace {

constexpr ptrdiff_t kWindow = 100;        // names looked at on either side
constexpr double kClose = 50, kNear = 250;  // bytes over which a name's pull fades

bool IsReal(std::string_view country) {
  return country.size() == 3 && country != "IGO" && country != "NGO" && country != "IMG" && country != "MNC";
}

bool IsPlaceKind(MentionKind kind) {
  return kind == MentionKind::kGpe || kind == MentionKind::kLoc || kind == MentionKind::kFac;
}

}  // namespace

int CountryContext::Group(MentionKind kind) {
  switch (kind) {
    case MentionKind::kPer: return 0;
    case MentionKind::kOrg: return 1;
    case MentionKind::kGrp:
    case MentionKind::kNorp: return 2;
    default: return 3;
  }
}

CountryContext::CountryContext(std::string_view text, std::vector<CountryEvidence> evidence,
                               const NameOrigins& origins)
    : origins_(origins) {
  FindEnds(text);
  std::stable_sort(evidence.begin(), evidence.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  for (const CountryEvidence& e : evidence) {
    int& count = counts_[e.country];
    if (count == 0) candidates_.push_back(e.country);
    placed_.push_back({e, SentenceOf(e.span.begin), ParagraphOf(e.span.begin), count});
    ++count;
    if (first_.empty() && IsReal(e.country)) first_ = e.country;
    if (IsReal(e.country) && (most_.empty() || count > counts_[most_])) most_ = e.country;
  }
  candidates_.push_back("");
}

// Ends of sentences and paragraphs, roughly.
void CountryContext::FindEnds(std::string_view text) {
  for (uint32_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\n') paragraph_ends_.push_back(i);
    const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
    if (text[i] == '\n' || (stop && (text[i + 1] == ' ' || text[i + 1] == '"') && i + 2 < text.size() &&
                            !(text[i + 2] >= 'a' && text[i + 2] <= 'z'))) {
      sentence_ends_.push_back(i);
    }
  }
}

uint32_t CountryContext::SentenceOf(uint32_t offset) const {
  return static_cast<uint32_t>(std::lower_bound(sentence_ends_.begin(), sentence_ends_.end(), offset) - sentence_ends_.begin());
}

uint32_t CountryContext::ParagraphOf(uint32_t offset) const {
  return static_cast<uint32_t>(std::lower_bound(paragraph_ends_.begin(), paragraph_ends_.end(), offset) - paragraph_ends_.begin());
}

ContextFeatures CountryContext::Features(const CountryQuery& query, std::string_view candidate) const {
  ContextFeatures f{};
  if (candidate.empty()) {
    f[0] = 1;
    f[1] = query.stateless;
    f[2] = query.plural;
    f[3] = std::min<size_t>(4, candidates_.size());
    return f;
  }
  const uint32_t sentence = SentenceOf(query.span.begin), paragraph = ParagraphOf(query.span.begin);
  const auto here = std::lower_bound(placed_.begin(), placed_.end(), query.span.begin, [](const Placed& p, uint32_t at) {
                      return p.evidence.span.begin < at;
                    }) - placed_.begin();
  const auto from = std::max<ptrdiff_t>(0, here - kWindow);
  const auto to = std::min<ptrdiff_t>(static_cast<ptrdiff_t>(placed_.size()), here + kWindow);
  double before = 0, nearest_before = 1e9, nearest_after = 1e9, nearest_actor = 1e9;
  const CountryEvidence* last = nullptr;        // the nearest name before
  const CountryEvidence* last_actor = nullptr;  // likewise, of somebody
  const CountryEvidence* last_place = nullptr;
  for (auto i = from; i < to; ++i) {
    const CountryEvidence& e = placed_[i].evidence;
    const bool same = e.country == candidate;
    if (e.span.begin >= query.span.end) {
      if (same) nearest_after = std::min<double>(nearest_after, e.span.begin - query.span.end);
    } else if (e.span.end <= query.span.begin) {
      last = &e;
      (IsPlaceKind(e.kind) ? last_place : last_actor) = &e;
      if (same) before = placed_[i].before + 1;
      if (same) nearest_before = query.span.begin - e.span.end;
      if (same && !IsPlaceKind(e.kind)) nearest_actor = query.span.begin - e.span.end;
    }
    if (same && placed_[i].sentence == sentence) f[e.span.end <= query.span.begin ? 4 : 5] = 1;
    if (same && placed_[i].paragraph == paragraph) f[6] = 1;
    if (same && placed_[i].sentence + 1 == sentence) f[7] = 1;
  }
  f[8] = static_cast<double>(counts_.at(candidate)) / placed_.size();
  f[9] = std::log1p(before);
  f[10] = std::exp(-nearest_before / kClose);
  f[11] = std::exp(-nearest_before / kNear);
  f[12] = std::exp(-nearest_after / kClose);
  f[13] = std::exp(-nearest_after / kNear);
  f[14] = std::exp(-nearest_actor / kNear);
  f[15] = last != nullptr && last->country == candidate;
  f[16] = last_actor != nullptr && last_actor->country == candidate;
  f[17] = last_place != nullptr && last_place->country == candidate;
  f[18] = first_ == candidate;
  f[19] = most_ == candidate;
  f[20] = query.name.empty() || !IsReal(candidate) ? 0 : origins_.Fit(query.name, candidate);
  f[21] = query.possessor == candidate;
  f[22] = query.origin == candidate;
  f[23] = query.site == candidate;
  f[24] = query.antecedent == candidate ? (query.other_side ? -1 : 1) : 0;
  f[25] = !IsReal(candidate);
  return f;
}

std::string_view CountryContext::Best(const CountryQuery& query) const {
  const auto& weights = kContextWeights[Group(query.kind)];
  std::string_view best;
  double most = -1e9;
  for (const std::string_view candidate : candidates_) {
    const ContextFeatures f = Features(query, candidate);
    double score = 0;
    for (int i = 0; i < kContextFeatures; ++i) score += weights[i] * f[i];
    if (score > most) {
      most = score;
      best = candidate;
    }
  }
  return best;
}

}  // namespace dateline
