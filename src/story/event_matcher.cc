#include "src/story/event_matcher.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace dateline {
namespace {

// In the order of MatchFeature; bench/story fits them on tests/data/stories.
constexpr std::array<double, kMatchFeatures> kWeights = {
    -2.84, 2.37, 1.37, 1.10, -0.38, 1.15, 0.97, 0.62, 1.22, 1.06, 1.42, -1.28, -1.12, -0.65, -1.30};

constexpr double kContradiction = 1.5;

constexpr std::pair<EventType, EventType> kConfusable[] = {
    {EventType::kConsult, EventType::kAgree},     {EventType::kSupport, EventType::kAgree},
    {EventType::kCooperate, EventType::kAgree},   {EventType::kAid, EventType::kAgree},
    {EventType::kAid, EventType::kCooperate},     {EventType::kSupport, EventType::kCooperate},
    {EventType::kConsult, EventType::kCooperate}, {EventType::kConsult, EventType::kSupport},
    {EventType::kConcede, EventType::kRetreat},   {EventType::kConcede, EventType::kAgree},
    {EventType::kAssault, EventType::kCoerce},    {EventType::kSanction, EventType::kCoerce},
    {EventType::kAccuse, EventType::kReject},     {EventType::kAccuse, EventType::kRequest},
    {EventType::kAccuse, EventType::kThreaten},   {EventType::kProtest, EventType::kAssault},
    {EventType::kSanction, EventType::kReject},   {EventType::kSanction, EventType::kThreaten},
    {EventType::kAccuse, EventType::kSanction},   {EventType::kProtest, EventType::kAccuse},
    {EventType::kMobilize, EventType::kAssault},  {EventType::kRequest, EventType::kSupport}};

float PartyAgreement(const PartyDigest& a, const PartyDigest& b) {
  if (a.entity == b.entity || a.name == b.name) return 1;
  if (a.last_word == b.last_word && (a.country == b.country || a.country == 0 || b.country == 0))
    return 0.9f;
  if (a.country == 0 || b.country == 0) return (a.sectors & b.sectors) != 0 ? 0.4f : 0;
  if (a.country != b.country) return -1;
  if ((a.sectors & b.sectors) != 0) return 0.8f;
  return a.sectors == 0 || b.sectors == 0 ? 0.6f : -0.2f;
}

// The best agreement of any two; 0 when a side is empty.
float SideAgreement(const std::vector<PartyDigest>& a, const std::vector<PartyDigest>& b) {
  if (a.empty() || b.empty()) return 0;
  float best = -1;
  for (const PartyDigest& x : a) {
    for (const PartyDigest& y : b) best = std::max(best, PartyAgreement(x, y));
  }
  return best;
}

double Kilometres(const PlaceDigest& a, const PlaceDigest& b) {
  constexpr double kDegree = 111.2;
  const double north = (a.latitude - b.latitude) * kDegree;
  const double east =
      (a.longitude - b.longitude) * kDegree * std::cos((a.latitude + b.latitude) / 2 * M_PI / 180);
  return std::sqrt(north * north + east * east);
}

// Same, near, one inside the other, or elsewhere.
float PlaceAgreement(const PlaceDigest& a, const PlaceDigest& b) {
  if (a.entity == b.entity || a.name == b.name || (a.geonames != 0 && a.geonames == b.geonames))
    return 1;
  if (a.width == 3 || b.width == 3) return a.country != 0 && a.country == b.country ? 0.2f : 0;
  if (a.country != b.country) return -1;
  if (a.width == 2 || b.width == 2) return 0.4f;
  if (a.width == 1 || b.width == 1) return a.admin1 == b.admin1 ? 0.6f : -0.8f;
  const double apart = Kilometres(a, b);
  return apart < 25 ? 0.7f : apart < 60 ? 0 : -1;
}

float PlacesAgreement(const std::vector<PlaceDigest>& a, const std::vector<PlaceDigest>& b) {
  if (a.empty() || b.empty()) return 0;
  float best = -1;
  for (const PlaceDigest& x : a) {
    for (const PlaceDigest& y : b) best = std::max(best, PlaceAgreement(x, y));
  }
  return best;
}

// When the event took place, as far as the report lets one know.
std::optional<std::pair<int32_t, int32_t>> Window(const ToldReport& r) {
  if (r.report->days) return r.report->days;
  if (!r.day || r.report->status == EventStatus::kHistorical) return std::nullopt;
  if (r.report->status == EventStatus::kFuture) return {{*r.day, *r.day + 45}};
  return {{*r.day - 3, *r.day}};
}

int32_t GapBetween(std::pair<int32_t, int32_t> a, std::pair<int32_t, int32_t> b) {
  return std::max({0, a.first - b.second, b.first - a.second});
}

float DateAgreement(const ToldReport& a, const ToldReport& b) {
  const auto x = Window(a), y = Window(b);
  if (!x || !y) return 0;
  const int32_t gap = GapBetween(*x, *y);
  if (!a.report->days || !b.report->days)
    return gap == 0 ? 0.2f : gap <= 2 ? 0 : gap <= 7 ? -0.3f : -0.8f;
  if (gap > 0) return gap == 1 ? -0.3f : gap <= 3 ? -0.7f : -1;
  const int32_t longest = std::max(x->second - x->first, y->second - y->first);
  return longest == 0 ? 1 : longest <= 3 ? 0.7f : 0.3f;
}

// The share of the shorter sentence's content words that the longer one has.
float SharedWords(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  if (a.empty() || b.empty()) return 0;
  size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++shared;
    const bool move_i = *i <= *j, move_j = *j <= *i;
    i += move_i;
    j += move_j;
  }
  return static_cast<float>(shared) / std::sqrt(static_cast<float>(a.size() * b.size()));
}

float NumbersAgreement(const ReportDigest& a, const ReportDigest& b) {
  float sum = 0;
  for (int i = 0; i < kNumbers; ++i) {
    if (!a.numbers[i] || !b.numbers[i]) continue;
    const double low = std::min(*a.numbers[i], *b.numbers[i]),
                 high = std::max(*a.numbers[i], *b.numbers[i]);
    sum += low == high ? 1.0f : low * 2 >= high ? 0.3f : -0.5f;
  }
  return std::clamp(sum, -1.0f, 1.0f);
}

float ModesAgreement(ModeSet a, ModeSet b) {
  if (a == 0 || b == 0) return 0;
  return (a & b) != 0 ? 1 : -1;
}

// What happened, what is to happen and what is denied can be one happening; what might happen
// hardly is.
float StatusAgreement(EventStatus a, EventStatus b) {
  if (a == b) return 1;
  return a == EventStatus::kHypothetical || b == EventStatus::kHypothetical ? -1 : 0;
}

float PublicationGap(const ToldReport& a, const ToldReport& b) {
  if (!a.day || !b.day) return 0;
  return std::min(1.0f, static_cast<float>(std::abs(*a.day - *b.day)) / 14);
}

}  // namespace

bool TypesMayMeet(EventType a, EventType b) {
  if (a == b) return true;
  return std::any_of(std::begin(kConfusable), std::end(kConfusable), [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

MatchFeatures Compare(const ToldReport& a, const ToldReport& b) {
  const ReportDigest &x = *a.report, &y = *b.report;
  MatchFeatures f{};
  f[kBias] = 1;
  f[kSameType] = x.type == y.type ? 1 : 0;
  f[kActors] = SideAgreement(x.actors, y.actors);
  f[kRecipients] = SideAgreement(x.recipients, y.recipients);
  f[kAnySide] =
      std::max(SideAgreement(x.actors, y.recipients), SideAgreement(x.recipients, y.actors));
  f[kPlace] = PlacesAgreement(x.places, y.places);
  f[kDate] = DateAgreement(a, b);
  f[kWords] = SharedWords(x.words, y.words);
  f[kTrigger] = x.trigger != 0 && x.trigger == y.trigger ? 1 : 0;
  if (f[kWords] > 0.85f && x.trigger != 0 && y.trigger != 0 &&
      x.trigger != y.trigger) {  // one sentence that tells two things, or its reprint
    f[kWords] = 0;
    f[kSameSentence] = 1;
  }
  f[kNumbersAgree] = NumbersAgreement(x, y);
  f[kModes] = ModesAgreement(x.modes, y.modes);
  f[kSameDocument] = a.document == b.document ? 1 : 0;
  f[kStatusAgrees] = StatusAgreement(x.status, y.status);
  f[kPublicationGap] = PublicationGap(a, b);
  return f;
}

double LogOdds(const MatchFeatures& features) {
  double sum = 0;
  // The corpus has few events that differ in place or date alone, and the fit makes too little of
  // it.
  if (features[kPlace] <= -0.8f) sum -= kContradiction;
  if (features[kDate] <= -0.7f) sum -= kContradiction;
  for (int i = 0; i < kMatchFeatures; ++i) sum += kWeights[i] * features[i];
  return sum;
}

}  // namespace dateline
