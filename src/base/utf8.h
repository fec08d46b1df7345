// UTF-8 inside, code points at the border. Every span in dateline is a byte range of one validated
// UTF-8 buffer; JSON, Python and the database count in Unicode code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// True when `bytes` is well-formed UTF-8 (no surrogates, no overlong forms). On false,
// `*bad_offset` (when given) is the offset of the first offending byte.
bool IsValidUtf8(std::string_view bytes, size_t* bad_offset = nullptr);

// The code point that starts at `*pos`; moves `*pos` behind it. `bytes` must be valid UTF-8 and
// `*pos < bytes.size()`.
char32_t NextCodePoint(std::string_view bytes, size_t* pos);

// Appends the UTF-8 form of `code_point`; U+FFFD for what is no scalar value.
void AppendUtf8(char32_t code_point, std::string* out);

// Translates between byte offsets and code point offsets of one buffer. Memory is a 64th of the
// buffer; both directions cost at most 256 bytes of scanning. The buffer must outlive the index and
// hold valid UTF-8. Const methods are safe from any thread.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view bytes);
  // Number of code points before byte `offset` (which must be a boundary, at most the size).
  uint32_t ToCodePoint(size_t offset) const;
  // Byte offset of code point `index`; the size of the buffer when `index` is at or past the end.
  size_t ToByte(uint32_t index) const;
  uint32_t size() const { return size_; }

 private:
  static constexpr size_t kStride = 256;
  std::string_view bytes_;
  std::vector<uint32_t> before_;  // code points before byte i * kStride
  uint32_t size_ = 0;
};

}  // namespace dateline
