// From bytes in any encoding to valid UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"

namespace dateline {

// Decodes a plain text: byte order mark, UTF-8, else the encoding in which the text reads most
// like a language. Fails on what is no text (binary data) or reads like none. All functions here
// are safe from any thread.
Result<std::string> DecodePlainText(std::string_view bytes);

// Decodes an HTML page or an XML file in the order of the WHATWG standard: byte order mark,
// `http_charset` (a label, may be empty), <meta> or XML declaration, then detection. Bytes that
// are valid UTF-8 beyond ASCII are taken for UTF-8 whatever is declared: pages are often stored
// re-encoded. Never fails; undecodable bytes become U+FFFD.
std::string DecodeMarkup(std::string_view bytes, std::string_view http_charset);

// True for data that is no text in any encoding: NUL or many control characters.
bool LooksBinary(std::string_view bytes);

}  // namespace dateline
