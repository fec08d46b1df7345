#include "src/coding/ontology_map.h"

#include <array>
#include <optional>
#include <utility>

namespace dateline {
namespace {

struct TypeRow {
  int quad;
  std::string_view cameo;
  double intensity;
};

// In the order of EventType.
constexpr std::array<TypeRow, kEventTypes> kRows = {{
    {3, "11", -2.0},  // ACCUSE
    {1, "03", 4.0},   // AGREE
    {2, "07", 7.4},   // AID
    {4, "18", -9.0},  // ASSAULT
    {4, "17", -7.0},  // COERCE
    {1, "08", 5.0},   // CONCEDE
    {1, "04", 1.5},   // CONSULT
    {2, "06", 6.4},   // COOPERATE
    {4, "15", -6.0},  // MOBILIZE
    {4, "14", -5.0},  // PROTEST
    {3, "12", -4.0},  // REJECT
    {3, "02", -1.0},  // REQUEST
    {2, "08", 6.0},   // RETREAT
    {4, "16", -5.6},  // SANCTION
    {1, "05", 3.5},   // SUPPORT
    {3, "13", -4.6},  // THREATEN
}};

struct ModeShift {
  EventType type;
  std::string_view mode;
  double intensity;
};

constexpr std::array<ModeShift, 24> kShifts = {{
    {EventType::kAccuse, "investigate", -2.4},
    {EventType::kRequest, "change", -2.6},
    {EventType::kRequest, "yield", -3.0},
    {EventType::kRequest, "assist", 0.4},
    {EventType::kRequest, "meet", 1.0},
    {EventType::kConsult, "visit", 1.9},
    {EventType::kConsult, "phone", 1.0},
    {EventType::kReject, "meet", -3.4},
    {EventType::kThreaten, "violence", -7.0},
    {EventType::kThreaten, "territory", -6.6},
    {EventType::kProtest, "riot", -7.0},
    {EventType::kProtest, "vandalize", -6.4},
    {EventType::kSanction, "convict", -5.0},
    {EventType::kMobilize, "weapons", -6.6},
    {EventType::kCoerce, "arrest", -6.0},
    {EventType::kCoerce, "censor", -5.6},
    {EventType::kCoerce, "martial-law", -8.0},
    {EventType::kRetreat, "release", 7.0},
    {EventType::kRetreat, "ceasefire", 7.6},
    {EventType::kAssault, "aerial", -10.0},
    {EventType::kAssault, "heavy-weapons", -10.0},
    {EventType::kAssault, "unconventional", -10.0},
    {EventType::kAssault, "crowd-control", -7.6},
    {EventType::kAssault, "abduct", -8.4},
}};

bool Has(ModeSet modes, std::string_view name) {
  const std::optional<int> bit = ModeBit(name);
  return bit && (modes >> *bit & 1) != 0;
}

std::string_view AssaultRoot(const CameoEvidence& evidence) {
  if (Has(evidence.modes, "unconventional")) return "20";
  for (std::string_view by_hand :
       {"abduct", "beat", "torture", "sexual", "crowd-control", "suicide-attack"}) {
    if (Has(evidence.modes, by_hand)) return "18";
  }
  for (std::string_view military : {"firearms", "aerial", "drone", "heavy-weapons"}) {
    if (Has(evidence.modes, military)) return "19";
  }
  return evidence.armed_side || evidence.joint ? "19" : "18";
}

}  // namespace

std::string_view StrictPlover(EventType type, EventStatus status) {
  if (status == EventStatus::kNegated || status == EventStatus::kHypothetical) return "";
  if (status != EventStatus::kFuture) return Name(type);
  switch (type) {
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kCooperate:
    case EventType::kAid:
      return Name(EventType::kAgree);
    case EventType::kRetreat:
      return Name(EventType::kConcede);
    default:
      return Name(type);
  }
}

std::string_view CameoRoot(std::string_view plover, const CameoEvidence& evidence) {
  const std::optional<EventType> type = ParseEventType(plover);
  if (!type) return "";
  const ModeSet modes = evidence.modes;
  switch (*type) {
    case EventType::kRequest:
      return Has(modes, "change") || Has(modes, "yield") ? "10" : "02";
    case EventType::kAccuse:
      return Has(modes, "investigate") ? "09" : "11";
    case EventType::kSanction:
      return Has(modes, "convict") ? "17" : "16";
    case EventType::kAssault:
      return AssaultRoot(evidence);
    default:
      return kRows[static_cast<int>(*type)].cameo;
  }
}

int QuadClass(std::string_view plover) {
  const std::optional<EventType> type = ParseEventType(plover);
  return type ? kRows[static_cast<int>(*type)].quad : 0;
}

double Intensity(std::string_view plover, ModeSet modes) {
  const std::optional<EventType> type = ParseEventType(plover);
  if (!type) return 0;
  for (const ModeShift& shift : kShifts) {
    if (shift.type == *type && Has(modes, shift.mode)) return shift.intensity;
  }
  return kRows[static_cast<int>(*type)].intensity;
}

}  // namespace dateline
