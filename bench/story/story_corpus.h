// Reads tests/data/stories: reports with hand-made events, and which of them belong together.
#pragma once

#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/text/event.h"

namespace dateline {

struct StoryReport {
  CodedDocument coded;
  std::string story;                // name of its story
  std::string copy_of;              // given id of the report that it reprints; "" for none
  std::vector<std::string> events;  // for each coded event, which happening it tells: "story/key"
};

// All reports of the .txt files in `folder`, by day and then by id. The Error names file and line.
Result<std::vector<StoryReport>> ReadStories(const std::string& folder);

}  // namespace dateline
