#include "src/text/ontology.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::array<std::string_view, kEventTypes> kTypeNames = {
    "ACCUSE",   "AGREE",   "AID",    "ASSAULT", "COERCE",  "CONCEDE",  "CONSULT", "COOPERATE",
    "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"};
constexpr std::array<std::string_view, kEventStatuses> kStatusNames = {
    "actual", "future", "hypothetical", "negated", "historical"};
constexpr std::array<std::string_view, kMentionKinds> kKindNames = {"PER",  "GRP", "ORG", "GPE",
                                                                    "NORP", "LOC", "FAC"};
constexpr std::array<std::string_view, 3> kFormNames = {"direct", "indirect", "mixed"};
constexpr std::array<std::string_view, kNumbers> kNumberNames = {"killed",    "injured", "arrested",
                                                                 "displaced", "crowd",   "amount"};

// The modes of each type, in the order of kTypeNames.
const std::array<std::vector<std::string_view>, kEventTypes>& ModesByType() {
  static const auto* modes = new std::array<std::vector<std::string_view>, kEventTypes>{{
      {"disapprove", "investigate", "allege"},
      {},
      {},
      {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
       "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
       "unconventional"},
      {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
       "misinformation", "cyber"},
      {},
      {"visit", "third-party", "multilateral", "phone"},
      {},
      {"troops", "weapons", "police", "militia"},
      {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
      {"assist", "change", "yield", "meet"},
      {"assist", "change", "yield", "meet"},
      {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
      {"convict", "expel", "withdraw", "discontinue"},
      {},
      {"restrict", "arrest", "relations", "expel", "territory", "violence"},
  }};
  return *modes;
}

template <typename Names>
std::optional<int> IndexOf(const Names& names, std::string_view name) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return std::nullopt;
  return static_cast<int>(it - names.begin());
}

template <typename Enum, typename Names>
std::optional<Enum> Parse(const Names& names, std::string_view name) {
  const std::optional<int> index = IndexOf(names, name);
  if (!index) return std::nullopt;
  return static_cast<Enum>(*index);
}

}  // namespace

std::string_view Name(EventType type) { return kTypeNames[static_cast<int>(type)]; }
std::string_view Name(EventStatus status) { return kStatusNames[static_cast<int>(status)]; }
std::string_view Name(MentionKind kind) { return kKindNames[static_cast<int>(kind)]; }
std::string_view Name(ClaimForm form) { return kFormNames[static_cast<int>(form)]; }
std::string_view Name(Number number) { return kNumberNames[static_cast<int>(number)]; }

const std::vector<std::string_view>& SectorNames() {
  static const auto* names = new std::vector<std::string_view>{
      "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
      "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"};
  return *names;
}

const std::vector<std::string_view>& ModeNames() {
  static const auto* names = [] {
    auto* all = new std::vector<std::string_view>;
    for (const auto& modes : ModesByType()) {
      for (std::string_view mode : modes) {
        if (!IndexOf(*all, mode)) all->push_back(mode);
      }
    }
    return all;
  }();
  return *names;
}

const std::vector<std::string_view>& ContextNames() {
  static const auto* names = new std::vector<std::string_view>{"military",
                                                               "intelligence",
                                                               "executive",
                                                               "legislative",
                                                               "election",
                                                               "political_institutions",
                                                               "pro_democracy",
                                                               "pro_autocracy",
                                                               "economic",
                                                               "legal",
                                                               "reparations",
                                                               "human_rights",
                                                               "rights_freedoms",
                                                               "repression",
                                                               "human_security",
                                                               "gender",
                                                               "lgbt",
                                                               "religion_ethnicity",
                                                               "inequality",
                                                               "diplomatic",
                                                               "territory",
                                                               "peacekeeping",
                                                               "health",
                                                               "asylum",
                                                               "migration",
                                                               "disasters",
                                                               "natural_resource",
                                                               "environment",
                                                               "technology",
                                                               "terrorism",
                                                               "cbrn",
                                                               "cyber",
                                                               "misinformation",
                                                               "crime",
                                                               "corruption",
                                                               "illegal_drugs",
                                                               "trafficking"};
  return *names;
}

ModeSet ModesOf(EventType type) {
  static const auto* sets = [] {
    auto* all = new std::array<ModeSet, kEventTypes>{};
    for (int t = 0; t < kEventTypes; ++t) {
      for (std::string_view mode : ModesByType()[t]) {
        (*all)[t] |= ModeSet{1} << *IndexOf(ModeNames(), mode);
      }
    }
    return all;
  }();
  return (*sets)[static_cast<int>(type)];
}

std::optional<EventType> ParseEventType(std::string_view n) {
  return Parse<EventType>(kTypeNames, n);
}
std::optional<EventStatus> ParseEventStatus(std::string_view n) {
  return Parse<EventStatus>(kStatusNames, n);
}
std::optional<MentionKind> ParseMentionKind(std::string_view n) {
  return Parse<MentionKind>(kKindNames, n);
}
std::optional<Number> ParseNumber(std::string_view n) { return Parse<Number>(kNumberNames, n); }
std::optional<int> SectorBit(std::string_view name) { return IndexOf(SectorNames(), name); }
std::optional<int> ModeBit(std::string_view name) { return IndexOf(ModeNames(), name); }
std::optional<int> ContextBit(std::string_view name) { return IndexOf(ContextNames(), name); }

std::optional<SectorSet> ParseSectors(std::string_view codes) {
  SectorSet set = 0;
  while (!codes.empty()) {
    const size_t comma = codes.find(',');
    const std::optional<int> bit = SectorBit(codes.substr(0, comma));
    if (!bit) return std::nullopt;
    set |= SectorSet{1} << *bit;
    codes = comma == std::string_view::npos ? std::string_view() : codes.substr(comma + 1);
  }
  return set;
}

std::vector<std::string_view> NamesIn(uint64_t set, const std::vector<std::string_view>& names) {
  std::vector<std::string_view> out;
  for (size_t bit = 0; bit < names.size(); ++bit) {
    if (set >> bit & 1) out.push_back(names[bit]);
  }
  return out;
}

}  // namespace dateline
