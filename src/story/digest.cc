#include "src/story/digest.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "src/base/utf8.h"
#include "src/story/content_hash.h"
#include "src/story/day.h"
#include "src/story/record_ids.h"

namespace dateline {
namespace {

constexpr size_t kLongestSentence = 600;
constexpr size_t kLongestTitle = 160;
constexpr uint16_t kEntityCount = 3;  // a named entity tells more than a word

uint32_t Hash32(std::string_view text) {
  return text.empty() ? 0 : static_cast<uint32_t>(Hash64(text) >> 32);
}

uint32_t PackedCountry(std::string_view code) {
  uint32_t packed = 0;
  for (char c : code.substr(0, 4)) packed = packed << 8 | static_cast<unsigned char>(c);
  return packed;
}

// At most `size` bytes, cut between characters.
std::string Shortened(std::string_view text, size_t size) {
  if (text.size() <= size) return std::string(text);
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  return std::string(text.substr(0, size)) + "…";
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

PartyDigest PartyOf(const Entity& e) {
  const std::string name = LowerAscii(e.name);
  const size_t space = name.find_last_of(" -");
  PartyDigest out;
  out.entity = EntityId(e);
  out.name = Hash32(name);
  out.last_word = Hash32(space == std::string::npos ? name : name.substr(space + 1));
  out.country = PackedCountry(e.country);
  out.sectors = e.sectors;
  return out;
}

PlaceDigest PlaceOf(const Entity& e) {
  PlaceDigest out;
  out.entity = EntityId(e);
  out.name = Hash32(LowerAscii(e.name));
  out.country = PackedCountry(e.country);
  out.width = 3;
  if (!e.place) return out;
  out.geonames = e.place->geonames;
  if (!e.place->country.empty()) out.country = PackedCountry(e.place->country);
  out.admin1 = Hash32(e.place->admin1);
  out.width = e.place->precision == "admin1"                                      ? 1
              : e.place->precision == "country" || e.place->precision == "region" ? 2
                                                                                  : 0;
  out.latitude = static_cast<float>(e.place->latitude);
  out.longitude = static_cast<float>(e.place->longitude);
  return out;
}

template <typename T>
void AddOnce(T value, std::vector<T>* to) {
  if (std::find(to->begin(), to->end(), value) == to->end()) to->push_back(std::move(value));
}

uint8_t PrecisionIndex(std::string_view precision) {
  const auto it = std::find(std::begin(kDatePrecisions), std::end(kDatePrecisions), precision);
  return static_cast<uint8_t>(it == std::end(kDatePrecisions) ? 0
                                                              : it - std::begin(kDatePrecisions));
}

ReportDigest ReportOf(const Document& d, uint64_t document, const Event& e) {
  ReportDigest out;
  out.id = ReportId(document, e);
  out.type = e.type;
  out.status = e.status;
  if (const auto strict = ParseEventType(e.plover))
    out.plover = static_cast<uint8_t>(static_cast<int>(*strict) + 1);
  std::from_chars(e.cameo.data(), e.cameo.data() + e.cameo.size(), out.cameo);
  out.quad = static_cast<uint8_t>(e.quad);
  out.intensity = static_cast<float>(e.intensity);
  out.confidence = e.confidence;
  out.modes = e.modes;
  out.contexts = e.contexts;
  if (e.date) {
    const std::optional<int32_t> first = DayOfIso(e.date->start), last = DayOfIso(e.date->end);
    if (first && last) out.days = {{*first, *last}};
    out.date_precision = PrecisionIndex(e.date->precision);
  }
  for (const NumberExpression& n : e.numbers) out.numbers[static_cast<int>(n.what)] = n.value;
  for (int32_t m : e.actors) AddOnce(PartyOf(EntityOf(d, m)), &out.actors);
  for (int32_t m : e.recipients) AddOnce(PartyOf(EntityOf(d, m)), &out.recipients);
  for (int32_t m : e.places) AddOnce(PlaceOf(EntityOf(d, m)), &out.places);
  for (int32_t m : e.sources) AddOnce(EntityId(EntityOf(d, m)), &out.sources);
  const std::vector<uint32_t> trigger = ContentWords(e.trigger.In(d.text()));
  out.trigger = trigger.empty() ? 0 : trigger[0];
  out.words = ContentWords(e.sentence.In(d.text()));
  out.sentence = Shortened(e.sentence.In(d.text()), kLongestSentence);
  return out;
}

// Named entities as words of a space of their own, beside the text's.
void AddEntityTerms(const Document& d, DocumentDigest* out) {
  std::map<uint32_t, uint16_t> counts;
  for (const Mention& m : d.mentions) {
    if (m.entity < 0 || m.kind == MentionKind::kGrp) continue;
    counts[Hash32("entity " + LowerAscii(d.entities[m.entity].name))] += kEntityCount;
  }
  out->terms = out->text.terms;
  out->terms.insert(out->terms.end(), counts.begin(), counts.end());
}

}  // namespace

DocumentDigest DigestOf(const CodedDocument& coded) {
  const Document& d = coded.document;
  DocumentDigest out;
  out.id = DocumentId(d.article);
  out.day = DayOfIso(d.published);
  if (!out.day) out.day = DayOfIso(d.article.published);
  out.publisher = Hash32(d.article.publisher);
  out.title =
      Shortened(d.article.title.empty() ? d.text().substr(0, d.text().find('\n')) : d.article.title,
                kLongestTitle);
  out.text = FingerprintOf(d.text());
  AddEntityTerms(d, &out);
  out.text.terms.clear();
  for (const Event& e : coded.events) out.reports.push_back(ReportOf(d, out.id, e));
  return out;
}

}  // namespace dateline
