// What stands in quotation marks.
#pragma once

#include <string_view>
#include <vector>

#include "src/text/ontology.h"
#include "src/text/span.h"

namespace dateline {

// Marks of every style: straight, curly, low, angle, corner.
bool IsQuotationMark(char32_t c);

// The quoted stretches of `text` (valid UTF-8), outermost, in order, without their marks. A quote
// ends at its closing mark or, when it has none, with its line; a lone single mark is an
// apostrophe. Linear time.
std::vector<Span> QuotedSpans(std::string_view text);

// How `content` is told: direct when all its words stand in `quoted` (as QuotedSpans gives them),
// mixed when some do.
ClaimForm FormOf(Span content, std::string_view text, const std::vector<Span>& quoted);

// `span` without space and quotation marks at its ends; empty when nothing else is there.
Span TrimQuotes(std::string_view text, Span span);

}  // namespace dateline
