#include "src/resolve/places_candidates.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace dateline {
namespace {

constexpr size_t kMostCandidates = 80;
constexpr size_t kLongestName = 120;  // bytes

// What a word beside a name says about the place.
struct Designator {
  std::string_view word;
  std::string_view kinds;  // c country, 1 2 admin, p populated, r region, w water
};

constexpr Designator kBehind[] = {
    {"county", "2"},
    {"counties", "2"},
    {"parish", "2"},
    {"borough", "2p"},
    {"province", "12"},
    {"state", "1"},
    {"oblast", "1"},
    {"governorate", "12"},
    {"district", "21p"},
    {"prefecture", "12"},
    {"department", "12"},
    {"municipality", "2p"},
    {"region", "1r2"},
    {"republic", "c1"},
    {"territory", "1c"},
    {"canton", "12"},
    {"division", "12"},
    {"emirate", "1"},
    {"city", "p"},
    {"town", "p"},
    {"township", "p2"},
    {"twp", "p2"},
    {"village", "p"},
    {"area", "pr"},
    {"metro", "p"},
    {"metropolitan area", "p"},
    {"suburbs", "p"},
    {"suburb", "p"},
    {"downtown", "p"},
    {"peninsula", "r1"},
    {"island", "r"},
    {"islands", "rc"},
    {"river", "w"},
    {"lake", "w"},
    {"sea", "w"},
    {"mountains", "r"},
    {"valley", "r"},
    {"border", "c1"},
    {"coast", "c1"},
    {"metropolitan", "p"},
    {"autonomous region", "1"},
    {"federal district", "1"},
    {"capital territory", "1"},
};
constexpr Designator kBefore[] = {
    {"city of", "p"},
    {"town of", "p"},
    {"village of", "p"},
    {"township of", "p2"},
    {"province of", "12"},
    {"state of", "1c"},
    {"county of", "2"},
    {"county", "21"},
    {"co", "21"},
    {"region of", "1r"},
    {"district of", "2p"},
    {"republic of", "c1"},
    {"kingdom of", "c"},
    {"island of", "r1c"},
    {"isle of", "r"},
    {"borough of", "2p"},
    {"municipality of", "2p"},
    {"downtown", "p"},
    {"greater", "p"},
    {"metropolitan", "p"},
    {"metro", "p"},
    {"central", ""},
    {"northern", ""},
    {"southern", ""},
    {"eastern", ""},
    {"western", ""},
    {"north", ""},
    {"south", ""},
    {"east", ""},
    {"west", ""},
    {"northeastern", ""},
    {"northwestern", ""},
    {"southeastern", ""},
    {"southwestern", ""},
    {"northeast", ""},
    {"northwest", ""},
    {"southeast", ""},
    {"southwest", ""},
    {"upper", ""},
    {"lower", ""},
    {"inner", ""},
    {"outer", ""},
    {"mainland", "c"},
    {"rural", ""},
    {"occupied", ""},
    {"suburban", "p"},
    {"coastal", ""},
    {"the", ""},
    {"port of", "p"},
    {"al", ""},
    {"el", ""},
    {"mid", ""},
};

char LetterOf(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kCountry:
      return 'c';
    case PlaceKind::kAdmin1:
      return '1';
    case PlaceKind::kAdmin2:
      return '2';
    case PlaceKind::kRegion:
    case PlaceKind::kContinent:
      return 'r';
    case PlaceKind::kWater:
      return 'w';
    default:
      return 'p';
  }
}

// "the village" names nothing; "the village of Kani" and "北京" do.
bool HasName(std::string_view phrase) {
  return std::any_of(phrase.begin(), phrase.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
  });
}

// Words that some hamlet bears but that mean no place where they stand alone.
bool IsPlainWord(std::string_view folded) {
  static constexpr std::string_view kWords[] = {
      "west",     "western",  "east",     "eastern",       "north",
      "northern", "south",    "southern", "centre",        "center",
      "central",  "congress", "federal",  "capital",       "state",
      "republic", "national", "district", "city",          "city hall",
      "house",    "senate",   "tower",    "university",    "islamic republic",
      "downtown", "upper",    "lower",    "university of", "college",
      "hospital", "airport",  "general",  "union",         "county",
      "province", "region",   "park",     "world"};
  return std::find(std::begin(kWords), std::end(kWords), folded) != std::end(kWords);
}

// What a name of this form takes off.
double FitOf(const GazetteerPlace& place, NameForm form) {
  if (form == NameForm::kOwn) return 0;
  if (place.kind == PlaceKind::kCountry || place.kind == PlaceKind::kAdmin1) return -0.2;
  if (place.kind == PlaceKind::kRegion || place.kind == PlaceKind::kWater) return -0.2;
  if (place.kind == PlaceKind::kAdmin2) return -0.8;
  return place.population >= 100000 ? -0.8 : -1.3;
}

class Finder {
 public:
  Finder(const Gazetteer& gazetteer, const PlaceModel& model, MentionKind kind)
      : gazetteer_(gazetteer), model_(model), kind_(kind) {}

  std::vector<PlaceCandidate> Run(std::string_view phrase) {
    if (phrase.size() > kLongestName || !HasName(phrase)) return {};
    const std::string folded = FoldPlaceName(WithoutPossessive(phrase));
    if (IsPlainWord(folded)) return {};
    Add(folded, 0, "");
    WithoutDesignators(folded);
    if (found_.empty()) Misspelt(folded);
    if (found_.empty()) Inside(folded);
    return Best();
  }

 private:
  static std::string_view WithoutPossessive(std::string_view phrase) {
    for (std::string_view ending : {"'s", "\xE2\x80\x99s", "'", "\xE2\x80\x99"}) {
      if (phrase.ends_with(ending)) return phrase.substr(0, phrase.size() - ending.size());
    }
    return phrase;
  }

  bool Add(const std::string& folded, double penalty, std::string_view kinds) {
    const auto entries = gazetteer_.Find(folded);
    for (uint32_t entry : entries) {
      PlaceCandidate candidate;
      candidate.place = Gazetteer::PlaceOf(entry);
      const GazetteerPlace& place = gazetteer_.place(candidate.place);
      candidate.fit = FitOf(place, Gazetteer::FormOf(entry)) - penalty;
      candidate.fame = model_.Fame(candidate.place);
      if (!kinds.empty()) {
        const bool fits = kinds.find(LetterOf(place.kind)) != std::string_view::npos;
        candidate.fit += fits ? 1.0 : -2.0;
      }
      if (kind_ == MentionKind::kLoc && LetterOf(place.kind) == 'p') candidate.fit -= 0.5;
      if (kind_ == MentionKind::kGpe && LetterOf(place.kind) == 'w') candidate.fit -= 0.5;
      found_.push_back(candidate);
    }
    return !entries.empty();
  }

  void WithoutDesignators(const std::string& folded) {
    for (const Designator& designator : kBehind) {
      const size_t size = designator.word.size() + 1;
      if (folded.size() <= size || !folded.ends_with(designator.word)) continue;
      const size_t space = folded.size() - size;
      if (folded[space] == ' ') Add(folded.substr(0, space), 0.8, designator.kinds);
    }
    for (const Designator& designator : kBefore) {
      const size_t size = designator.word.size();
      if (folded.size() <= size + 1 || !folded.starts_with(designator.word)) continue;
      if (folded[size] != ' ') continue;
      const std::string rest = folded.substr(size + 1);
      if (found_.empty() || !designator.kinds.empty()) Add(rest, 0.8, designator.kinds);
      if (found_.empty()) WithoutDesignators(rest);
    }
  }

  // Names one letter away, of places large enough to be written about.
  void Misspelt(const std::string& folded) {
    if (folded.size() < 6 || folded.size() > 24) return;
    std::vector<std::string> near;
    for (size_t i = 1; i < folded.size(); ++i) {
      std::string shorter = folded;
      shorter.erase(i, 1);
      near.push_back(shorter);
      if (i + 1 < folded.size()) {
        std::string swapped = folded;
        std::swap(swapped[i], swapped[i + 1]);
        near.push_back(swapped);
      }
      for (char c = 'a'; c <= 'z'; ++c) {
        std::string other = folded;
        other[i] = c;
        near.push_back(other);
        std::string longer = folded;
        longer.insert(i, 1, c);
        near.push_back(std::move(longer));
      }
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    for (const std::string& name : near) Add(name, 1.5, "");
    std::erase_if(found_, [&](const PlaceCandidate& candidate) {
      return gazetteer_.place(candidate.place).population < 20000;
    });
  }

  // The longest names inside the phrase: "Baghdad international airport".
  void Inside(const std::string& folded) {
    std::vector<size_t> starts{0};
    for (size_t i = 0; i < folded.size(); ++i) {
      if (folded[i] == ' ') starts.push_back(i + 1);
    }
    const size_t words = starts.size();
    if (words < 2 || words > 10) return;
    starts.push_back(folded.size() + 1);
    for (size_t length = words - 1; length > 0 && found_.empty(); --length) {
      for (size_t from = 0; from + length <= words; ++from) {
        const std::string name =
            folded.substr(starts[from], starts[from + length] - 1 - starts[from]);
        if (name.size() > 4 && !IsPlainWord(name)) Add(name, 1.0, "");
      }
      std::erase_if(found_, [&](const PlaceCandidate& candidate) {
        const GazetteerPlace& place = gazetteer_.place(candidate.place);
        const bool area = place.kind == PlaceKind::kCountry || place.kind == PlaceKind::kAdmin1;
        const bool town =
            LetterOf(place.kind) == 'p' && place.population >= 50000 && candidate.fit > -1.1;
        return !area && !town;
      });
    }
  }

  std::vector<PlaceCandidate> Best() {
    std::sort(found_.begin(), found_.end(), [](const PlaceCandidate& a, const PlaceCandidate& b) {
      return a.place != b.place ? a.place < b.place : a.fit > b.fit;
    });
    found_.erase(std::unique(found_.begin(), found_.end(),
                             [](const PlaceCandidate& a, const PlaceCandidate& b) {
                               return a.place == b.place;
                             }),
                 found_.end());
    std::stable_sort(
        found_.begin(), found_.end(),
        [](const PlaceCandidate& a, const PlaceCandidate& b) { return Weight(a) > Weight(b); });
    if (found_.size() > kMostCandidates) found_.resize(kMostCandidates);
    return std::move(found_);
  }

  static double Weight(const PlaceCandidate& candidate) {
    return candidate.fame * std::pow(10, candidate.fit);
  }

  const Gazetteer& gazetteer_;
  const PlaceModel& model_;
  MentionKind kind_;
  std::vector<PlaceCandidate> found_;
};

}  // namespace

std::vector<PlaceCandidate> PlaceCandidates(const Gazetteer& gazetteer, const PlaceModel& model,
                                            std::string_view phrase, MentionKind kind) {
  return Finder(gazetteer, model, kind).Run(phrase);
}

}  // namespace dateline
