// The ids of the database, derived from content: the same input gives the same ids.
#pragma once

#include <cstdint>

#include "src/text/event.h"

namespace dateline {

// A report is one document's telling of one event; a document is known by its given id, text and
// date.
uint64_t DocumentId(const Article& article);
uint64_t ReportId(uint64_t document, const Event& event);
uint64_t ClaimId(uint64_t document, const Claim& claim);
uint64_t EntityId(const Entity& entity);

// The entity behind a mention: the resolved one, else one made of the mention's own words.
Entity EntityOf(const Document& document, int32_t mention);

}  // namespace dateline
