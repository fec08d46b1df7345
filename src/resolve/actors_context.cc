#include "src/resolve/actors_context.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "src/resolve/actors_context_weights.h"

namespace dateline {
namespace {

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
    : text_(text), evidence_(std::move(evidence)), origins_(origins) {
  std::stable_sort(evidence_.begin(), evidence_.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  std::map<std::string_view, int> counts;
  for (const CountryEvidence& e : evidence_) {
    if (counts[e.country]++ == 0) candidates_.push_back(e.country);
    if (first_.empty() && IsReal(e.country)) first_ = e.country;
    if (IsReal(e.country) && (most_.empty() || counts[e.country] > counts[most_])) most_ = e.country;
  }
  candidates_.push_back("");
  for (uint32_t i = 0; i + 1 < text_.size(); ++i) {
    if (text_[i] == '\n') paragraph_ends_.push_back(i);
    const bool stop = text_[i] == '.' || text_[i] == '!' || text_[i] == '?';
    if (text_[i] == '\n' || (stop && (text_[i + 1] == ' ' || text_[i + 1] == '"') && i + 2 < text_.size() &&
                             !(text_[i + 2] >= 'a' && text_[i + 2] <= 'z'))) {
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
  double before = 0, all = 0, total = 0, nearest_before = 1e9, nearest_after = 1e9, nearest_actor = 1e9;
  const CountryEvidence* last = nullptr;        // the nearest name before
  const CountryEvidence* last_actor = nullptr;  // likewise, of somebody
  const CountryEvidence* last_place = nullptr;
  for (const CountryEvidence& e : evidence_) {
    const bool same = e.country == candidate;
    total += 1;
    all += same;
    if (e.span.begin >= query.span.end) {
      if (same) nearest_after = std::min<double>(nearest_after, e.span.begin - query.span.end);
    } else if (e.span.end <= query.span.begin) {
      last = &e;
      (IsPlaceKind(e.kind) ? last_place : last_actor) = &e;
      before += same;
      if (same) nearest_before = query.span.begin - e.span.end;
      if (same && !IsPlaceKind(e.kind)) nearest_actor = query.span.begin - e.span.end;
    }
    if (same && SentenceOf(e.span.begin) == sentence) f[e.span.end <= query.span.begin ? 4 : 5] = 1;
    if (same && ParagraphOf(e.span.begin) == paragraph) f[6] = 1;
    if (same && SentenceOf(e.span.begin) + 1 == sentence) f[7] = 1;
  }
  f[8] = all / total;
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
