#include "src/base/utf8.h"

#include <algorithm>

namespace dateline {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Length of the sequence that a lead byte opens; 0 for a byte that opens none.
int SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

}  // namespace

bool IsValidUtf8(std::string_view bytes, size_t* bad_offset) {
  size_t i = 0;
  while (i < bytes.size()) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const int length = SequenceLength(lead);
    bool good = length > 0 && i + length <= bytes.size();
    for (int k = 1; good && k < length; ++k) good = IsContinuation(bytes[i + k]);
    if (good && length > 2) {
      const auto second = static_cast<unsigned char>(bytes[i + 1]);
      good = !(lead == 0xE0 && second < 0xA0) && !(lead == 0xED && second > 0x9F) &&
             !(lead == 0xF0 && second < 0x90) && !(lead == 0xF4 && second > 0x8F);
    }
    if (!good) {
      if (bad_offset != nullptr) *bad_offset = i;
      return false;
    }
    i += length;
  }
  return true;
}

char32_t NextCodePoint(std::string_view bytes, size_t* pos) {
  const auto lead = static_cast<unsigned char>(bytes[*pos]);
  const int length = std::max(1, SequenceLength(lead));
  char32_t value = length == 1 ? lead : lead & (0x7F >> length);
  for (int k = 1; k < length && *pos + k < bytes.size(); ++k) {
    value = (value << 6) | (static_cast<unsigned char>(bytes[*pos + k]) & 0x3F);
  }
  *pos = std::min(bytes.size(), *pos + length);
  return value;
}

void AppendUtf8(char32_t c, std::string* out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    out->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

CodePointIndex::CodePointIndex(std::string_view bytes) : bytes_(bytes) {
  before_.reserve(bytes.size() / kStride + 1);
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i % kStride == 0) before_.push_back(size_);
    if (!IsContinuation(bytes[i])) ++size_;
  }
  if (before_.empty()) before_.push_back(0);
}

uint32_t CodePointIndex::ToCodePoint(size_t offset) const {
  offset = std::min(offset, bytes_.size());
  const size_t block = std::min(offset / kStride, before_.size() - 1);
  uint32_t count = before_[block];
  for (size_t i = block * kStride; i < offset; ++i) count += !IsContinuation(bytes_[i]);
  return count;
}

size_t CodePointIndex::ToByte(uint32_t index) const {
  if (index >= size_) return bytes_.size();
  const auto block = std::upper_bound(before_.begin(), before_.end(), index) - before_.begin() - 1;
  uint32_t count = before_[block];
  for (size_t i = block * kStride; i < bytes_.size(); ++i) {
    if (IsContinuation(bytes_[i])) continue;
    if (count == index) return i;
    ++count;
  }
  return bytes_.size();
}

}  // namespace dateline
