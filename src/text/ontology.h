// The closed vocabularies of the records: PLOVER 2.0 (Open Event Data Alliance, 4 February 2024)
// as corpus/CODEBOOK.md applies it. Names are the ones written in JSON, the database and the
// corpus.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dateline {

enum class EventType : uint8_t {
  kAccuse,
  kAgree,
  kAid,
  kAssault,
  kCoerce,
  kConcede,
  kConsult,
  kCooperate,
  kMobilize,
  kProtest,
  kReject,
  kRequest,
  kRetreat,
  kSanction,
  kSupport,
  kThreaten,
};
inline constexpr int kEventTypes = 16;

enum class EventStatus : uint8_t { kActual, kFuture, kHypothetical, kNegated, kHistorical };
inline constexpr int kEventStatuses = 5;

// PER person, GRP unnamed people or informal group, ORG organisation, GPE country, city or
// province, NORP nationality, religion or ethnic word, LOC other place, FAC building, base or road.
enum class MentionKind : uint8_t { kPer, kGrp, kOrg, kGpe, kNorp, kLoc, kFac };
inline constexpr int kMentionKinds = 7;

enum class ClaimForm : uint8_t { kDirect, kIndirect, kMixed };

// Counts that an event may state.
enum class Number : uint8_t { kKilled, kInjured, kArrested, kDisplaced, kCrowd, kAmount };
inline constexpr int kNumbers = 6;

// Sets over the vocabularies below, one bit a name.
using SectorSet = uint32_t;
using ModeSet = uint64_t;
using ContextSet = uint64_t;

std::string_view Name(EventType type);
std::string_view Name(EventStatus status);
std::string_view Name(MentionKind kind);
std::string_view Name(ClaimForm form);
std::string_view Name(Number number);

// The names of a vocabulary in bit order. Sectors: COP GOV JUD ...; modes: every mode of every type
// once ("meet" serves REQUEST and REJECT); contexts: military intelligence ...
const std::vector<std::string_view>& SectorNames();
const std::vector<std::string_view>& ModeNames();
const std::vector<std::string_view>& ContextNames();

// The modes that `type` may take.
ModeSet ModesOf(EventType type);

// The value of a name; nullopt when the vocabulary lacks it.
std::optional<EventType> ParseEventType(std::string_view name);
std::optional<EventStatus> ParseEventStatus(std::string_view name);
std::optional<MentionKind> ParseMentionKind(std::string_view name);
std::optional<Number> ParseNumber(std::string_view name);
std::optional<int> SectorBit(std::string_view name);
std::optional<int> ModeBit(std::string_view name);
std::optional<int> ContextBit(std::string_view name);

// The set of comma-joined sector codes ("GOV,MIL"); nullopt when one is unknown.
std::optional<SectorSet> ParseSectors(std::string_view codes);

// The names in a set, in bit order.
std::vector<std::string_view> NamesIn(uint64_t set, const std::vector<std::string_view>& names);

}  // namespace dateline
