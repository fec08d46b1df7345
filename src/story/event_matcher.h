// Whether two reports tell the same happening.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "src/story/digest.h"

namespace dateline {

// A report with what its document adds to it.
struct ToldReport {
  const ReportDigest* report;
  std::optional<int32_t> day;  // of publication
  uint64_t document;
};

// What speaks for and against one happening. Each is in [-1, 1]: agreement, silence (0),
// contradiction.
enum MatchFeature {
  kBias,
  kSameType,
  kActors,
  kRecipients,
  kAnySide,
  kPlace,
  kDate,
  kWords,
  kTrigger,
  kNumbersAgree,
  kModes,
  kSameDocument,
  kSameSentence,
  kStatusAgrees,
  kPublicationGap,
  kMatchFeatures
};
using MatchFeatures = std::array<float, kMatchFeatures>;

// True for types that coders confuse, or that tell one happening before and after: only such
// reports are compared at all.
bool TypesMayMeet(EventType a, EventType b);

MatchFeatures Compare(const ToldReport& a, const ToldReport& b);

// Log odds that two reports with these features tell one happening.
double LogOdds(const MatchFeatures& features);

}  // namespace dateline
