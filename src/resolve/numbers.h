// How many: the number that a phrase states.
#pragma once

#include <optional>
#include <string_view>

#include "src/text/document.h"

namespace dateline {

// The number in an English phrase: numerals ("1,200", "1.2 million"), words ("twenty-four", "a
// dozen"), vague counts at their lower bound ("dozens" 24, "hundreds" 200, "scores" 40), a range at
// its lower end
// ("14 to 20"), several counts summed ("seven soldiers and two civilians" 9). Bounds ("at least",
// "more than") do not change it. nullopt when the phrase states none. Pure.
std::optional<double> ParseNumberPhrase(std::string_view phrase);

// Fills the value of every NumberExpression; one whose words state no number is dropped.
void ResolveNumbers(Document& document);

}  // namespace dateline
