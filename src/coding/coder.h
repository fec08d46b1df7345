// The last stage over one article: what the model and the resolver found becomes records.
#pragma once

#include "src/text/event.h"

namespace dateline {

// Turns the triggers and claim cues of a resolved document into Events and Claims. Repeated
// tellings of one event inside the article (same type, agreeing sides, compatible dates) stay
// apart: merging is `story`'s work. Pure: no state, safe from any thread.
CodedDocument Code(Document document);

}  // namespace dateline
