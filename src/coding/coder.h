// The last stage over one article: what the model and the resolver found becomes records.
#pragma once

#include "src/text/event.h"

namespace dateline {

// Turns the triggers and claim cues of a resolved document into Events and Claims. A light verb and
// its noun ("impose sanctions") are one event; other tellings of one event inside the article stay
// apart, for merging is `story`'s work. Pure: no state, safe from any thread.
CodedDocument Code(Document document);

}  // namespace dateline
