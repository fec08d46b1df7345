// SHA-256 (FIPS 180-4), to tell whether a file is the one that was shipped.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// The digest of `bytes` in lower-case hexadecimal.
std::string Sha256(std::string_view bytes);

}  // namespace dateline
