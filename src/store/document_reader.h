// Coded documents back out of the database.
#pragma once

#include <optional>
#include <string>

#include "src/base/result.h"
#include "src/store/database.h"
#include "src/text/event.h"

namespace dateline {

// The document `id` (documents.id) as it was coded, so that its JSON output is the one of the day
// it was written: article, mentions, entities (in the order of their first mention), times, events
// and claims. What the JSON does not show is not kept: triggers, paragraphs, and sentences without
// an event. nullopt when there is no such document.
Result<std::optional<CodedDocument>> ReadCodedDocument(Database& database, const std::string& id);

}  // namespace dateline
