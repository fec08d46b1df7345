// From the reports of one happening to the record of it.
#pragma once

#include <vector>

#include "src/story/digest.h"
#include "src/story/story_records.h"

namespace dateline {

struct EventMember {
  const DocumentDigest* document;
  const ReportDigest* report;
  uint64_t original;  // the document whose text this is: itself, or the one it reprints
  ReportRole role;
};

// `members` in order of arrival, at least one. Fills everything but id and story.
EventRecord RecordOf(const std::vector<EventMember>& members);

}  // namespace dateline
