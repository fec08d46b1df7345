#include "src/ingest/text_decoding.h"

#include <lexbor/encoding/encoding.h>
#include <lexbor/html/encoding.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "src/base/utf8.h"
#include "src/ingest/language_id.h"

namespace dateline {
namespace {

constexpr size_t kSampleBytes = 16 << 10;  // what detection looks at
constexpr char32_t kReplacement = 0xFFFD;

const lxb_char_t* Bytes(std::string_view text) {
  return reinterpret_cast<const lxb_char_t*>(text.data());
}

// Decodes with a WHATWG decoder. `errors` counts what could not be decoded.
std::string Decode(std::string_view bytes, lxb_encoding_t encoding, size_t* errors) {
  const lxb_encoding_data_t* data = lxb_encoding_data(encoding);
  std::array<lxb_codepoint_t, 4096> buffer;
  const lxb_codepoint_t replacement = kReplacement;
  lxb_encoding_decode_t state;
  lxb_encoding_decode_init(&state, data, buffer.data(), buffer.size());
  lxb_encoding_decode_replace_set(&state, &replacement, 1);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  const lxb_char_t* at = Bytes(bytes);
  const lxb_char_t* const end = at + bytes.size();
  *errors = 0;
  const auto flush = [&] {
    for (size_t i = 0; i < state.buffer_used; ++i) {
      if (buffer[i] == kReplacement) ++*errors;
      AppendUtf8(buffer[i], &out);
    }
    state.buffer_used = 0;
  };
  lxb_status_t status;
  do {
    status = data->decode(&state, &at, end);
    flush();
  } while (status == LXB_STATUS_SMALL_BUFFER);
  lxb_encoding_decode_finish(&state);
  flush();
  return out;
}

// Label to encoding; LXB_ENCODING_DEFAULT when it names none.
lxb_encoding_t EncodingOfLabel(std::string_view label) {
  return lxb_encoding_prescan_validate(Bytes(label), label.size());
}

lxb_encoding_t DeclaredInMeta(std::string_view bytes) {
  bytes = bytes.substr(0, 4096);
  lxb_html_encoding_t scan;
  if (lxb_html_encoding_init(&scan) != LXB_STATUS_OK) return LXB_ENCODING_DEFAULT;
  lxb_html_encoding_determine(&scan, Bytes(bytes), Bytes(bytes) + bytes.size());
  lxb_encoding_t found = LXB_ENCODING_DEFAULT;
  for (size_t i = 0; i < lxb_html_encoding_meta_length(&scan); ++i) {
    const lxb_html_encoding_entry_t* entry = lxb_html_encoding_meta_entry(&scan, i);
    found = EncodingOfLabel({reinterpret_cast<const char*>(entry->name),
                             static_cast<size_t>(entry->end - entry->name)});
    if (found != LXB_ENCODING_DEFAULT) break;
  }
  lxb_html_encoding_destroy(&scan, false);
  return found;
}

// <?xml version="1.0" encoding="..."?>
lxb_encoding_t DeclaredInXml(std::string_view bytes) {
  const size_t start = bytes.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || !bytes.substr(start).starts_with("<?xml")) {
    return LXB_ENCODING_DEFAULT;
  }
  const std::string_view head = bytes.substr(start, bytes.substr(start, 256).find("?>"));
  size_t at = head.find("encoding");
  if (at == std::string_view::npos) return LXB_ENCODING_DEFAULT;
  at = head.find_first_of("'\"", at);
  if (at == std::string_view::npos) return LXB_ENCODING_DEFAULT;
  const size_t stop = head.find(head[at], at + 1);
  if (stop == std::string_view::npos) return LXB_ENCODING_DEFAULT;
  return EncodingOfLabel(head.substr(at + 1, stop - at - 1));
}

bool IsUtf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

// Valid UTF-8, or so but for a last character that was cut.
bool IsUtf8ButForTheEnd(std::string_view bytes) {
  size_t bad = 0;
  return IsValidUtf8(bytes, &bad) || bytes.size() - bad < 4;
}

bool HasHighBytes(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
}

// Undeclared UTF-16 shows in its NULs: in every second byte of Latin text.
lxb_encoding_t Utf16WithoutMark(std::string_view bytes) {
  bytes = bytes.substr(0, 1024);
  std::array<size_t, 2> zeros{};
  for (size_t i = 0; i < bytes.size(); ++i) zeros[i & 1] += bytes[i] == 0;
  const size_t many = bytes.size() / 4 + 1;
  if (zeros[1] >= many && zeros[0] * 8 < zeros[1]) return LXB_ENCODING_UTF_16LE;
  if (zeros[0] >= many && zeros[1] * 8 < zeros[0]) return LXB_ENCODING_UTF_16BE;
  return LXB_ENCODING_DEFAULT;
}

// The lines of `bytes` that hold more than ASCII, up to kSampleBytes: they alone tell encodings
// apart.
std::string TellingSample(std::string_view bytes) {
  std::string sample;
  for (size_t begin = 0; begin < bytes.size() && sample.size() < kSampleBytes;) {
    const size_t stop = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = bytes.substr(begin, std::min(stop - begin, kSampleBytes));
    if (HasHighBytes(line)) sample.append(line).push_back('\n');
    begin = stop + 1;
  }
  return sample;
}

// Tags and entities read like English and would hide what the text is.
std::string WithoutTags(std::string_view markup) {
  std::string out;
  bool in_tag = false;
  for (const char c : markup) {
    if (c == '<') in_tag = true;
    if (!in_tag) out.push_back(c);
    if (c == '>') in_tag = false;
  }
  return out;
}

// The encoding in which `bytes` reads most like a language; LXB_ENCODING_DEFAULT when in none.
lxb_encoding_t DetectEncoding(std::string_view bytes) {
  // Where two read equally well, the earlier one is the commoner.
  constexpr lxb_encoding_t kCandidates[] = {
      LXB_ENCODING_WINDOWS_1252, LXB_ENCODING_GB18030,      LXB_ENCODING_SHIFT_JIS,
      LXB_ENCODING_EUC_JP,       LXB_ENCODING_BIG5,         LXB_ENCODING_EUC_KR,
      LXB_ENCODING_WINDOWS_1251, LXB_ENCODING_KOI8_U,       LXB_ENCODING_WINDOWS_1256,
      LXB_ENCODING_WINDOWS_1250, LXB_ENCODING_WINDOWS_1254, LXB_ENCODING_WINDOWS_1253,
      LXB_ENCODING_WINDOWS_1255, LXB_ENCODING_WINDOWS_1257, LXB_ENCODING_WINDOWS_874,
      LXB_ENCODING_WINDOWS_1258, LXB_ENCODING_ISO_8859_2,   LXB_ENCODING_ISO_8859_5};
  const std::string sample = WithoutTags(TellingSample(bytes));
  lxb_encoding_t best = LXB_ENCODING_DEFAULT;
  double best_score = 0.2;
  for (const lxb_encoding_t candidate : kCandidates) {
    size_t errors = 0;
    const std::string text = Decode(sample, candidate, &errors);
    if (errors * 200 > sample.size() + 100) continue;
    const double score = LanguagePlausibility(text) - 0.02 * static_cast<double>(errors);
    if (score > best_score * 1.05) {
      best = candidate;
      best_score = score;
    }
  }
  return best;
}

std::string Utf8WithReplacements(std::string_view bytes) {
  if (IsUtf8(bytes)) return std::string(bytes);
  size_t errors = 0;
  return Decode(bytes, LXB_ENCODING_UTF_8, &errors);
}

std::string_view WithoutMark(std::string_view bytes, lxb_encoding_t encoding) {
  return bytes.substr(encoding == LXB_ENCODING_UTF_8 ? 3 : 2);
}

}  // namespace

bool LooksBinary(std::string_view bytes) {
  if (lxb_encoding_bom_sniff(Bytes(bytes), bytes.size()) != LXB_ENCODING_DEFAULT) return false;
  if (Utf16WithoutMark(bytes) != LXB_ENCODING_DEFAULT) return false;
  bytes = bytes.substr(0, kSampleBytes);
  size_t controls = 0;
  for (const char c : bytes) {
    if (c == 0) return true;
    const auto u = static_cast<unsigned char>(c);
    controls += u < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b;
  }
  return controls * 50 > bytes.size();
}

Result<std::string> DecodePlainText(std::string_view bytes) {
  size_t errors = 0;
  const lxb_encoding_t mark = lxb_encoding_bom_sniff(Bytes(bytes), bytes.size());
  if (mark != LXB_ENCODING_DEFAULT) {
    std::string text = Decode(WithoutMark(bytes, mark), mark, &errors);
    if (errors > 0) return Fail("its bytes do not fit its byte order mark");
    return text;
  }
  if (const auto wide = Utf16WithoutMark(bytes); wide != LXB_ENCODING_DEFAULT) {
    std::string text = Decode(bytes, wide, &errors);
    if (errors == 0) return text;
  }
  if (LooksBinary(bytes)) return Fail("binary data, not text");
  if (IsUtf8(bytes)) return std::string(bytes);
  size_t bad = 0;
  IsValidUtf8(bytes, &bad);
  const lxb_encoding_t guess = DetectEncoding(bytes);
  if (guess != LXB_ENCODING_DEFAULT) {
    std::string text = Decode(bytes, guess, &errors);
    if (errors == 0) return text;
  }
  return Fail("neither UTF-8 (byte " + std::to_string(bad) + ") nor text in a known encoding");
}

std::string DecodeMarkup(std::string_view bytes, std::string_view http_charset) {
  size_t errors = 0;
  const lxb_encoding_t mark = lxb_encoding_bom_sniff(Bytes(bytes), bytes.size());
  if (mark == LXB_ENCODING_UTF_8) return Utf8WithReplacements(bytes.substr(3));
  if (mark != LXB_ENCODING_DEFAULT) return Decode(WithoutMark(bytes, mark), mark, &errors);
  const auto wide = Utf16WithoutMark(bytes);
  if (wide != LXB_ENCODING_DEFAULT) return Decode(bytes, wide, &errors);
  const bool high = HasHighBytes(bytes);
  if (high && IsUtf8(bytes)) return std::string(bytes);
  if (high && IsUtf8ButForTheEnd(bytes)) return Utf8WithReplacements(bytes);

  lxb_encoding_t declared = EncodingOfLabel(http_charset);
  if (declared == LXB_ENCODING_DEFAULT) declared = DeclaredInMeta(bytes);
  if (declared == LXB_ENCODING_DEFAULT) declared = DeclaredInXml(bytes);
  if (!high && declared != LXB_ENCODING_ISO_2022_JP) return std::string(bytes);
  if (declared != LXB_ENCODING_DEFAULT && declared != LXB_ENCODING_REPLACEMENT) {
    std::string text = Decode(bytes, declared, &errors);
    if (errors * 50 <= bytes.size()) return text;  // else what it declares is not what it is
  }
  const lxb_encoding_t guess = DetectEncoding(bytes);
  if (guess == LXB_ENCODING_DEFAULT) return Utf8WithReplacements(bytes);
  return Decode(bytes, guess, &errors);
}

}  // namespace dateline
