// What kind of character: Unicode's general categories, by any version of utf8proc.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

bool IsLetter(char32_t c);  // L*
bool IsMark(char32_t c);    // M*
bool IsNumber(char32_t c);  // N*
bool IsUpper(char32_t c);   // Lu, Lt
bool IsLower(char32_t c);   // Ll
bool IsSpace(char32_t c);   // Z*, tab, line feed, carriage return
char32_t ToLower(char32_t c);

// The letter shape of a piece's surface text, in [0, kLetterShapes): docs/model.md, "Pieces".
inline constexpr int kLetterShapes = 6;
int LetterShape(std::string_view surface);

}  // namespace dateline
