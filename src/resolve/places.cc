#include "src/resolve/places.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "src/resolve/places_candidates.h"
#include "src/resolve/places_context.h"

namespace dateline {
namespace {

constexpr uint32_t kNone = GazetteerPlace::kNone;

constexpr double kHomely = 0.7;     // share of the names that come from around the homes
constexpr double kLeastGain = 1.0;  // of a further home, in the logarithm of the likelihood
constexpr int kMostHomes = 4;
constexpr size_t kMostPossibleHomes = 250;
constexpr size_t kMostNames = 300;     // that are asked where the text is at home
constexpr size_t kScanReach = 50000;   // bytes of the text whose other names vote
constexpr double kUnlisted = 2e-6;     // chance of a place that the table lacks
constexpr double kDominant = 1.5;      // by which the first home must outweigh the second
constexpr double kPressWeight = 0.4;   // of a turn of phrase for a home; powers of ten
constexpr double kPressForName = 0.2;  // likewise for a single name
constexpr int kMostTurns = 4;          // that count; the outlet's country counts as many
constexpr double kCountryVote = 0.4;   // of a country's or people's name outside the mentions
constexpr double kOtherVote = 0.2;     // of any other
constexpr uint32_t kLargeTown = 100000;

// Mentions that bear one name, and what it may mean.
struct Named {
  std::vector<size_t> mentions;  // none: it stands in the text outside the mentions
  std::vector<PlaceCandidate> candidates;
  double weight = 1;  // of what it says about the text's homes
};

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) {
  return IsUpper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// Weighs the candidates of all names of one text against each other (PlaceModel says how).
class PlaceWeigher {
 public:
  PlaceWeigher(const Gazetteer& gazetteer, const PlaceModel& model, std::string_view text,
               std::span<const PlaceMention> mentions, std::string_view outlet)
      : gazetteer_(gazetteer),
        model_(model),
        context_(gazetteer, text),
        text_(text),
        mentions_(mentions),
        outlet_(outlet) {}

  std::vector<std::optional<PlaceRecord>> Run() {
    Gather();
    Scan();
    for (Named& named : named_) {
      for (size_t m : named.mentions) ReadContext(mentions_[m].span, &named);
    }
    FavourPress();
    FindHomes();
    std::vector<std::optional<PlaceRecord>> records(mentions_.size());
    for (const Named& named : named_) {
      if (named.mentions.empty()) continue;
      std::optional<PlaceRecord> record = Decide(named);
      if (!record) record = Surroundings(named);
      for (size_t m : named.mentions) records[m] = record;
    }
    return records;
  }

 private:
  const GazetteerPlace& At(uint32_t place) const { return gazetteer_.place(place); }

  void Gather() {
    std::unordered_map<std::string, size_t> index;
    for (size_t m = 0; m < mentions_.size(); ++m) {
      const std::string_view phrase = mentions_[m].span.In(text_);
      const auto [it, added] = index.emplace(FoldPlaceName(phrase), named_.size());
      if (added) {
        named_.emplace_back();
        named_.back().candidates = PlaceCandidates(gazetteer_, model_, phrase, mentions_[m].kind);
      }
      named_[it->second].mentions.push_back(m);
    }
  }

  // Names of countries, states and large towns that stand in the text outside the mentions, as in
  // "Louisiana State Police", vote as well, but less.
  void Scan() {
    std::vector<Span> taken;
    for (const PlaceMention& mention : mentions_) taken.push_back(mention.span);
    std::sort(taken.begin(), taken.end());
    std::unordered_set<std::string> seen;
    const size_t last = std::min(text_.size(), kScanReach);
    size_t next = 0;  // of the spans taken
    for (size_t at = 0; at < last && named_.size() < kMostNames;) {
      while (next < taken.size() && taken[next].end <= at) ++next;
      const bool start = IsUpper(text_[at]) && (at == 0 || !IsLetter(text_[at - 1]));
      if (!start) {
        ++at;
      } else if (next < taken.size() && taken[next].begin <= at) {
        at = taken[next].end;
      } else {
        const size_t stop = next < taken.size() ? taken[next].begin : text_.size();
        at = std::max(at + 1, ScanAt(at, stop, &seen));
      }
    }
  }

  // Looks up the longest run of up to four capitalised words in [at, stop); returns where to go on.
  size_t ScanAt(size_t at, size_t stop, std::unordered_set<std::string>* seen) {
    std::vector<size_t> ends;
    for (size_t i = at; i < stop && ends.size() < 4; ++i) {
      while (i < stop && IsLetter(text_[i])) ++i;
      ends.push_back(i);
      if (i + 1 >= stop || text_[i] != ' ' || !IsUpper(text_[i + 1])) break;
    }
    for (size_t k = ends.size(); k-- > 0;) {
      const std::string folded = FoldPlaceName(text_.substr(at, ends[k] - at));
      if (folded.size() < 4) continue;
      std::vector<PlaceCandidate> found = LargeBearers(folded);
      if (found.empty()) continue;
      // Names of countries and their people count for more: surnames are seldom among them.
      const bool country = At(found.front().place).kind == PlaceKind::kCountry;
      const double weight = country ? kCountryVote : kOtherVote;
      if (seen->insert(folded).second) named_.push_back({{}, std::move(found), weight});
      return ends[k];
    }
    return ends.empty() ? at : ends.front();
  }

  std::vector<PlaceCandidate> LargeBearers(const std::string& folded) const {
    std::vector<PlaceCandidate> found;
    for (uint32_t entry : gazetteer_.Find(folded)) {
      const GazetteerPlace& place = At(Gazetteer::PlaceOf(entry));
      const bool area = place.kind == PlaceKind::kCountry || place.kind == PlaceKind::kAdmin1;
      const bool own = Gazetteer::FormOf(entry) == NameForm::kOwn;
      if (!area && !(own && place.population >= kLargeTown)) continue;
      PlaceCandidate candidate;
      candidate.place = Gazetteer::PlaceOf(entry);
      candidate.fame = model_.Fame(candidate.place);
      found.push_back(candidate);
    }
    return found;
  }

  // --- evidence for single names ---

  void ReadContext(Span span, Named* named) const {
    if (context_.InListOfDivisions(span.end)) {
      for (PlaceCandidate& candidate : named->candidates) {
        const PlaceKind kind = At(candidate.place).kind;
        const bool division = kind == PlaceKind::kAdmin1 || kind == PlaceKind::kAdmin2;
        candidate.evidence += division ? 1 : -1.5;
      }
    }
    if (const auto country = context_.CountryOfInstitution(span.end); !country.empty()) {
      for (PlaceCandidate& candidate : named->candidates) {
        if (gazetteer_.Alpha3(candidate.place) == country) Raise(1.5, &candidate);
      }
    }
    const bool comma = text_.substr(span.end).starts_with(", ");
    Contain(context_.ContainersAfter(span.end), comma ? 4 : 2, NamesCountry(*named), named);
    Contain(context_.ContainersBefore(span.begin), 1.5, false, named);
  }

  static void Raise(double evidence, PlaceCandidate* candidate) {
    candidate->evidence = std::max(candidate->evidence, evidence);
  }

  bool NamesCountry(const Named& named) const {
    return std::any_of(
        named.candidates.begin(), named.candidates.end(), [&](const auto& candidate) {
          return At(candidate.place).kind == PlaceKind::kCountry && candidate.fit > -0.5;
        });
  }

  // Raises what lies in one of the containers. "Mexico, Canada" is a list, "Paris, France" is not:
  // with `listed`, countries contain nothing.
  void Contain(const std::vector<uint32_t>& containers, double evidence, bool listed,
               Named* named) const {
    for (uint32_t container : containers) {
      if (listed && At(container).kind == PlaceKind::kCountry) continue;
      for (PlaceCandidate& candidate : named->candidates) {
        if (context_.Lies(candidate.place, container)) Raise(evidence, &candidate);
      }
    }
  }

  // Places in the country whose press the text sounds like, or whose outlet printed it.
  void FavourPress() {
    press_ = context_.Press();
    if (!outlet_.empty()) press_[outlet_] += kMostTurns;
    for (Named& named : named_) {
      for (PlaceCandidate& candidate : named.candidates) {
        const PlaceKind kind = At(candidate.place).kind;
        if (kind == PlaceKind::kCountry || kind == PlaceKind::kContinent) continue;
        candidate.evidence += kPressForName * TurnsOf(candidate.place);
      }
    }
  }

  int TurnsOf(uint32_t place) const {
    const auto it = press_.find(gazetteer_.Alpha3(place));
    return it == press_.end() ? 0 : std::min(it->second, kMostTurns);
  }

  // --- where the text is at home ---

  static double Strength(const PlaceCandidate& candidate) {
    return std::pow(10, candidate.fit + candidate.evidence);
  }
  static double Mixed(double fame, double near) { return (1 - kHomely) * fame + kHomely * near; }

  // Adds homes one by one, each the one that explains the names best, while they gain more than
  // they cost.
  void FindHomes() {
    for (const Named& named : named_) {
      near_.emplace_back(named.candidates.size(), 0.0);
      strength_.emplace_back();
      for (const PlaceCandidate& candidate : named.candidates) {
        strength_.back().push_back(Strength(candidate));
      }
    }
    const std::vector<PlaceModel::Home> possible = PossibleHomes();
    while (homes_.size() < kMostHomes) {
      const std::vector<double> current = Logarithms();
      const PlaceModel::Home* best = nullptr;
      double most = kLeastGain;
      for (const PlaceModel::Home& home : possible) {
        const double gain = Gain(home, current);
        if (gain <= most) continue;
        most = gain;
        best = &home;
      }
      if (best == nullptr) return;
      homes_.push_back(*best);
      gains_.push_back(most);
      for (size_t n = 0; n < named_.size(); ++n) {
        for (size_t k = 0; k < near_[n].size(); ++k) near_[n][k] = Near(n, k, *best);
      }
    }
  }

  // The likelier candidates of the names, with the states and countries they lie in, as homes.
  std::vector<PlaceModel::Home> PossibleHomes() const {
    std::vector<std::pair<double, uint32_t>> ranked;
    for (size_t n = 0; n < named_.size(); ++n) {
      for (size_t k = 0; k < named_[n].candidates.size(); ++k) {
        const PlaceCandidate& candidate = named_[n].candidates[k];
        if (At(candidate.place).kind == PlaceKind::kContinent) continue;
        ranked.emplace_back(strength_[n][k] * candidate.fame, candidate.place);
      }
    }
    std::sort(ranked.rbegin(), ranked.rend());
    std::vector<PlaceModel::Home> homes;
    std::unordered_set<uint32_t> seen;
    for (const auto& [weight, place] : ranked) {
      if (homes.size() >= kMostPossibleHomes) break;
      for (uint32_t home : {place, At(place).admin1, At(place).country}) {
        if (home != kNone && seen.insert(home).second) homes.push_back(model_.HomeAt(home));
      }
    }
    return homes;
  }

  double Near(size_t n, size_t k, const PlaceModel::Home& home) const {
    return std::max(near_[n][k], model_.Chance(home, named_[n].candidates[k].place));
  }

  // The logarithm of each name's chance, given the homes so far.
  std::vector<double> Logarithms() const {
    std::vector<double> logarithms;
    for (size_t n = 0; n < named_.size(); ++n) {
      double sum = 1e-12;
      for (size_t k = 0; k < near_[n].size(); ++k) {
        sum += strength_[n][k] * Mixed(named_[n].candidates[k].fame, near_[n][k]);
      }
      logarithms.push_back(std::log(sum));
    }
    return logarithms;
  }

  // What one more home adds to the logarithm of the likelihood of the whole text.
  double Gain(const PlaceModel::Home& home, const std::vector<double>& current) const {
    double gain = std::log(home.chance + 1e-9);
    if (home.country != kNone) gain += std::log(10) * kPressWeight * TurnsOf(home.country);
    for (size_t n = 0; n < std::min(named_.size(), kMostNames); ++n) {
      if (near_[n].empty()) continue;
      double sum = 1e-12;
      for (size_t k = 0; k < near_[n].size(); ++k) {
        sum += strength_[n][k] * Mixed(named_[n].candidates[k].fame, Near(n, k, home));
      }
      gain += named_[n].weight * (std::log(sum) - current[n]);
    }
    return gain;
  }

  // --- the answer ---

  std::optional<PlaceRecord> Decide(const Named& named) const {
    const size_t n = static_cast<size_t>(&named - named_.data());
    const bool home = !homes_.empty();
    const PlaceCandidate* best = nullptr;
    double most = 0, plain = 0;
    for (size_t k = 0; k < named.candidates.size(); ++k) {
      const PlaceCandidate& candidate = named.candidates[k];
      const double chance = home ? Mixed(candidate.fame, near_[n][k]) : candidate.fame;
      if (strength_[n][k] * chance <= most) continue;
      most = strength_[n][k] * chance;
      plain = std::pow(10, candidate.fit) * chance;
      best = &candidate;
    }
    if (best == nullptr) return std::nullopt;
    // Rather a hamlet near home that the table lacks than a small namesake far away.
    if (home && best->evidence < 1.95 && plain < kUnlisted) return std::nullopt;
    return RecordOf(best->place);
  }

  // A name that no listed place bears: what it is said to lie in, else somewhere around the home of
  // the text, as far as it has one.
  std::optional<PlaceRecord> Surroundings(const Named& named) const {
    for (size_t m : named.mentions) {
      for (uint32_t container : context_.ContainersAfter(mentions_[m].span.end)) {
        const PlaceKind kind = At(container).kind;
        if (kind == PlaceKind::kCountry || kind == PlaceKind::kAdmin1) return RecordOf(container);
      }
    }
    if (homes_.empty()) return std::nullopt;
    const PlaceModel::Home& home = homes_.front();
    if (homes_.size() > 1 && gains_[0] < kDominant * gains_[1]) {
      const bool same = std::all_of(homes_.begin(), homes_.end(), [&](const auto& other) {
        return other.country == home.country;
      });
      return same && home.country != kNone ? std::optional(RecordOf(home.country)) : std::nullopt;
    }
    PlaceRecord record = RecordOf(home.place);
    if (home.around > 0) {
      record.geonames = 0;
      record.precision = "region";
    }
    return record;
  }

  PlaceRecord RecordOf(uint32_t index) const {
    const GazetteerPlace& place = At(index);
    PlaceRecord record;
    record.geonames = place.geonames;
    record.latitude = place.latitude;
    record.longitude = place.longitude;
    record.country = gazetteer_.Alpha3(index);
    if (place.admin1 != kNone) record.admin1 = gazetteer_.NameOf(place.admin1);
    switch (place.kind) {
      case PlaceKind::kCountry:
        record.precision = "country";
        break;
      case PlaceKind::kAdmin1:
        record.precision = "admin1";
        break;
      case PlaceKind::kCapital:
      case PlaceKind::kCity:
        record.precision = "city";
        break;
      case PlaceKind::kQuarter:
      case PlaceKind::kFormer:
        record.precision = "exact";
        break;
      default:
        record.precision = "region";
        break;
    }
    return record;
  }

  const Gazetteer& gazetteer_;
  const PlaceModel& model_;
  PlaceContext context_;
  std::string_view text_;
  std::span<const PlaceMention> mentions_;
  std::string_view outlet_;
  std::vector<Named> named_;
  std::vector<std::vector<double>> strength_;  // of each name's candidates: fit and evidence
  std::vector<std::vector<double>> near_;      // their chance from around the homes
  std::vector<PlaceModel::Home> homes_;        // the first explains most
  std::vector<double> gains_;                  // what each added
  std::unordered_map<std::string_view, int> press_;
};

}  // namespace

std::vector<std::optional<PlaceRecord>> PlaceResolver::Resolve(
    std::string_view text, std::span<const PlaceMention> mentions,
    std::string_view outlet_country) const {
  if (mentions.empty()) return {};
  return PlaceWeigher(gazetteer_, model_, text, mentions, outlet_country).Run();
}

void PlaceResolver::ResolvePlaces(Document& document, std::string_view outlet_country) const {
  std::vector<PlaceMention> mentions;
  std::vector<int32_t> entities;
  for (const Mention& mention : document.mentions) {
    const bool place = mention.kind == MentionKind::kGpe || mention.kind == MentionKind::kLoc ||
                       mention.kind == MentionKind::kFac;
    if (!place || mention.entity < 0) continue;
    mentions.push_back({mention.span, mention.kind});
    entities.push_back(mention.entity);
  }
  const auto records = Resolve(document.text(), mentions, outlet_country);
  for (size_t m = 0; m < records.size(); ++m) {
    Entity& entity = document.entities[static_cast<size_t>(entities[m])];
    if (!records[m] || entity.place) continue;
    entity.place = records[m];
    if (entity.country.empty()) entity.country = records[m]->country;
  }
}

}  // namespace dateline
