// Where a document and its reports belong: what `story` decides and the store keeps.
#pragma once

#include <cstdint>
#include <vector>

namespace dateline {

// What a report is to the event it tells.
enum class ReportRole : uint8_t { kReport, kPlan, kPossibility, kDenial, kCorrection };
inline constexpr const char* kReportRoleNames[] = {"report", "plan", "possibility", "denial",
                                                   "correction"};

struct ReportPlacement {
  uint64_t event = 0;
  ReportRole role = ReportRole::kReport;
};

struct DocumentPlacement {
  uint64_t story = 0;
  uint64_t copy_of = 0;                  // the earlier document that this one reprints; 0: none
  std::vector<ReportPlacement> reports;  // one for each event of the coded document, in order
};

}  // namespace dateline
