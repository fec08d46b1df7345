// Identifiers derived from content, so that a rerun gives the same ones.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// 24 hex digits (96 bits) of a hash of `bytes`: equal for equal content on every machine. Not for
// security.
std::string ContentId(std::string_view bytes);

}  // namespace dateline
