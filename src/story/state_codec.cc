#include "src/story/state_codec.h"

#include <bit>
#include <cstring>
#include <type_traits>

namespace dateline {
namespace {

constexpr uint8_t kFormat = 1;

// One description of the fields (Exchange below) serves both directions.
class Encoder {
 public:
  static constexpr bool kReads = false;
  void Number(uint64_t v) {
    for (; v >= 0x80; v >>= 7) out_ += static_cast<char>(v | 0x80);
    out_ += static_cast<char>(v);
  }
  void Fixed(const void* data, size_t size) { out_.append(static_cast<const char*>(data), size); }
  void Bytes(const std::string& s) {
    Number(s.size());
    out_ += s;
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

class Decoder {
 public:
  static constexpr bool kReads = true;
  explicit Decoder(std::string_view in) : in_(in) {}
  uint64_t Number() {
    uint64_t v = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const uint8_t byte = Byte();
      v |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return v;
  }
  void Fixed(void* data, size_t size) {
    if (size > in_.size() - at_) return Break();
    std::memcpy(data, in_.data() + at_, size);
    at_ += size;
  }
  std::string Bytes() {
    const uint64_t size = Number();
    if (size > in_.size() - at_) return Break(), std::string();
    at_ += size;
    return std::string(in_.substr(at_ - size, size));
  }
  // A count of things of at least one byte each.
  size_t Count() {
    const uint64_t count = Number();
    if (count > in_.size() - at_) return Break(), 0;
    return count;
  }
  bool ok() const { return ok_ && at_ == in_.size(); }

 private:
  uint8_t Byte() {
    if (at_ >= in_.size()) return Break(), 0;
    return static_cast<uint8_t>(in_[at_++]);
  }
  void Break() {
    ok_ = false;
    at_ = in_.size();
  }
  std::string_view in_;
  size_t at_ = 0;
  bool ok_ = true;
};

template <typename Codec, typename T>
void Exchange(Codec& codec, T& value);

template <typename Codec, typename T>
void ExchangeScalar(Codec& codec, T& value) {
  if constexpr (std::is_floating_point_v<T> || sizeof(T) == 8 || std::is_same_v<T, float>) {
    if constexpr (Codec::kReads)
      codec.Fixed(&value, sizeof value);
    else
      codec.Fixed(&value, sizeof value);
  } else if constexpr (Codec::kReads) {
    value = static_cast<T>(codec.Number());
  } else {
    codec.Number(static_cast<uint64_t>(
        static_cast<std::make_unsigned_t<
            std::conditional_t<std::is_enum_v<T> || std::is_same_v<T, bool>, uint8_t, T>>>(value)));
  }
}

template <typename Codec, typename T>
void Exchange(Codec& codec, std::vector<T>& list) {
  if constexpr (Codec::kReads)
    list.resize(codec.Count());
  else
    codec.Number(list.size());
  for (T& item : list) Exchange(codec, item);
}

template <typename Codec, typename T>
void Exchange(Codec& codec, std::optional<T>& value) {
  bool has = value.has_value();
  ExchangeScalar(codec, has);
  if (!has) return;
  if constexpr (Codec::kReads) value.emplace();
  Exchange(codec, *value);
}

template <typename Codec, typename A, typename B>
void Exchange(Codec& codec, std::pair<A, B>& pair) {
  Exchange(codec, pair.first);
  Exchange(codec, pair.second);
}

template <typename Codec>
void Exchange(Codec& codec, std::string& text) {
  if constexpr (Codec::kReads)
    text = codec.Bytes();
  else
    codec.Bytes(text);
}

template <typename Codec>
void Exchange(Codec& codec, PartyDigest& p) {
  Exchange(codec, p.entity), Exchange(codec, p.name), Exchange(codec, p.last_word);
  Exchange(codec, p.country), Exchange(codec, p.sectors);
}

template <typename Codec>
void Exchange(Codec& codec, PlaceDigest& p) {
  Exchange(codec, p.entity), Exchange(codec, p.geonames), Exchange(codec, p.name),
      Exchange(codec, p.country);
  Exchange(codec, p.admin1), Exchange(codec, p.width), Exchange(codec, p.latitude),
      Exchange(codec, p.longitude);
}

template <typename Codec>
void Exchange(Codec& codec, ReportDigest& r) {
  Exchange(codec, r.id), Exchange(codec, r.type), Exchange(codec, r.status),
      Exchange(codec, r.plover);
  Exchange(codec, r.cameo), Exchange(codec, r.quad), Exchange(codec, r.date_precision);
  Exchange(codec, r.intensity), Exchange(codec, r.confidence), Exchange(codec, r.modes),
      Exchange(codec, r.contexts);
  Exchange(codec, r.days);
  for (std::optional<double>& number : r.numbers) Exchange(codec, number);
  Exchange(codec, r.actors), Exchange(codec, r.recipients), Exchange(codec, r.places),
      Exchange(codec, r.sources);
  Exchange(codec, r.trigger), Exchange(codec, r.words), Exchange(codec, r.sentence);
}

template <typename Codec>
void Exchange(Codec& codec, ReportPlacement& p) {
  Exchange(codec, p.event), Exchange(codec, p.role);
}

// Ascending hashes, as the steps between them.
template <typename Codec>
void ExchangeTerms(Codec& codec, std::vector<std::pair<uint32_t, uint16_t>>& terms) {
  if constexpr (Codec::kReads)
    terms.resize(codec.Count());
  else
    codec.Number(terms.size());
  uint32_t before = 0;
  for (auto& [term, count] : terms) {
    uint32_t step = term - before;
    Exchange(codec, step);
    if constexpr (Codec::kReads) term = before + step;
    before = term;
    Exchange(codec, count);
  }
}

template <typename Codec>
void ExchangeDocument(Codec& codec, PlacedDocument& p) {
  DocumentDigest& d = p.digest;
  Exchange(codec, d.id), Exchange(codec, d.day), Exchange(codec, d.publisher),
      Exchange(codec, d.title);
  Exchange(codec, d.text.sketch), Exchange(codec, d.text.whole);
  ExchangeTerms(codec, d.terms);
  Exchange(codec, d.reports);
  Exchange(codec, p.sequence), Exchange(codec, p.placement.story),
      Exchange(codec, p.placement.copy_of);
  Exchange(codec, p.placement.reports), Exchange(codec, p.weights);
}

template <typename Codec, typename T>
void Exchange(Codec& codec, T& value) {
  ExchangeScalar(codec, value);
}

}  // namespace

std::string EncodeState(const PlacedDocument& document) {
  Encoder encoder;
  encoder.Number(kFormat);
  ExchangeDocument(encoder, const_cast<PlacedDocument&>(document));  // an Encoder only reads
  return encoder.Take();
}

Result<PlacedDocument> DecodeState(std::string_view bytes) {
  Decoder decoder(bytes);
  PlacedDocument out;
  if (decoder.Number() == kFormat) {
    ExchangeDocument(decoder, out);
    if (decoder.ok() && out.placement.reports.size() == out.digest.reports.size()) return out;
  }
  return Fail("the saved state of a document is damaged");
}

}  // namespace dateline
