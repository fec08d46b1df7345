// Burmese text in the Zawgyi font encoding, which puts glyph parts on the code points of Unicode's
// Myanmar block in visual order.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// True when the Burmese in `text` (valid UTF-8) reads as Zawgyi rather than as Unicode. False for
// text without Burmese. Safe from any thread.
bool LooksLikeZawgyi(std::string_view text);

// The same text with its Burmese in Unicode's order and code points; everything else is kept.
std::string ZawgyiToUnicode(std::string_view text);

}  // namespace dateline
