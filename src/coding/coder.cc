#include "src/coding/coder.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "src/coding/event_date.h"
#include "src/coding/ontology_map.h"

namespace dateline {
namespace {

Span SentenceAt(const std::vector<Span>& sentences, Span trigger) {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), trigger.begin,
                                      [](uint32_t at, Span s) { return at < s.begin; });
  if (after == sentences.begin()) return trigger;
  const Span found = *(after - 1);
  return found.Contains(trigger) ? found : Span{found.begin, std::max(found.end, trigger.end)};
}

bool HasArmedSide(const Document& document, const Trigger& trigger) {
  const SectorSet armed = *ParseSectors("MIL,REB");
  for (const std::vector<int32_t>* side : {&trigger.actors, &trigger.recipients}) {
    for (int32_t m : *side) {
      const Mention& mention = document.mentions[m];
      const SectorSet sectors =
          mention.entity >= 0 ? document.entities[mention.entity].sectors : mention.sectors;
      if ((sectors & armed) != 0) return true;
    }
  }
  return false;
}

// The most precise of the dates the text ties to the event.
std::optional<EventDate> BestDate(const Document& document, const Trigger& trigger) {
  static constexpr std::string_view kByPrecision[] = {"day", "interval", "month", "year"};
  std::optional<EventDate> best;
  auto rank = [](const EventDate& d) {
    return std::find(std::begin(kByPrecision), std::end(kByPrecision), d.precision) -
           std::begin(kByPrecision);
  };
  for (int32_t t : trigger.times) {
    const std::optional<EventDate> date = DaysOf(document.times[t].value);
    if (date && (!best || rank(*date) < rank(*best))) best = date;
  }
  return best;
}

const PlaceRecord* PlaceOf(const Document& document, int32_t mention) {
  const int32_t e = document.mentions[mention].entity;
  return e >= 0 && document.entities[e].place ? &*document.entities[e].place : nullptr;
}

// The finest of the places told of the event; where there is none, the country of whom it was done
// to, else of who did it.
std::optional<PlaceRecord> BestLocation(const Document& document, const Trigger& trigger) {
  static constexpr std::string_view kByPrecision[] = {"exact", "city", "region", "admin1",
                                                      "country"};
  auto rank = [](const PlaceRecord& p) {
    return std::find(std::begin(kByPrecision), std::end(kByPrecision), p.precision) -
           std::begin(kByPrecision);
  };
  const PlaceRecord* best = nullptr;
  for (int32_t m : trigger.places) {
    const PlaceRecord* place = PlaceOf(document, m);
    if (place != nullptr && (best == nullptr || rank(*place) < rank(*best))) best = place;
  }
  if (best != nullptr) return *best;
  for (const std::vector<int32_t>* side : {&trigger.places, &trigger.recipients, &trigger.actors}) {
    for (int32_t m : *side) {
      const int32_t e = document.mentions[m].entity;
      if (e < 0) continue;
      const std::string& country = document.entities[e].country;
      if (country.empty() || country == "IGO" || country == "NGO" || country == "IMG" ||
          country == "MNC" || country == "EUR")
        continue;
      const PlaceRecord* place = PlaceOf(document, m);
      if (place != nullptr && place->precision == "country") return *place;
      PlaceRecord known;
      known.country = country;
      known.precision = "country";
      return known;
    }
  }
  return std::nullopt;
}

// FNV-1a, so that ids depend on content alone.
uint64_t Hash(std::string_view bytes, uint64_t hash = 0xcbf29ce484222325ull) {
  for (char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return hash;
}

// Nobody is the recipient of their own act. Where others are recipients too, one that is an actor
// is a misreading; a lone one is left, for then it is as likely that two people were taken for one.
std::vector<int32_t> OthersThan(const Document& document, const std::vector<int32_t>& actors,
                                const std::vector<int32_t>& recipients) {
  const auto entity = [&](int32_t m) { return document.mentions[m].entity; };
  std::vector<int32_t> others;
  for (int32_t r : recipients) {
    const bool acts = entity(r) >= 0 && std::any_of(actors.begin(), actors.end(), [&](int32_t a) {
                        return entity(a) == entity(r);
                      });
    if (!acts) others.push_back(r);
  }
  return others.empty() ? recipients : others;
}

// The codebook's line between news and background: over a year before the report is historical, and
// what is dated well within the year is not. The model reads that line from words; dates draw it
// exactly.
EventStatus StatusByDate(EventStatus told, const std::optional<EventDate>& date,
                         const IsoDate& published) {
  constexpr int kYear = 366, kSurelyNews = 200;
  const std::optional<EventDate> report = DaysOf(std::string_view(published).substr(0, 10));
  if (!date || !report) return told;
  const int age = DaysBetween(*date, *report);
  if (told == EventStatus::kActual && age > kYear) return EventStatus::kHistorical;
  if (told == EventStatus::kHistorical && age >= 0 && age < kSurelyNews)
    return EventStatus::kActual;
  return told;
}

Event MakeEvent(const Document& document, const Trigger& t) {
  Event e;
  e.id = fmt::format("{:016x}", Hash(fmt::format("{}|{}|{}|{}", document.article.id, Name(t.type),
                                                 t.span.begin, t.span.In(document.text()))));
  e.type = t.type;
  e.modes = t.modes;
  e.date = BestDate(document, t);
  e.status = StatusByDate(t.status, e.date, document.published);
  e.plover = StrictPlover(t.type, e.status);
  e.cameo = CameoRoot(
      e.plover, {t.modes, HasArmedSide(document, t), t.actors.size() > 1 && t.recipients.empty()});
  e.quad = QuadClass(e.plover);
  e.intensity = Intensity(e.plover, t.modes);
  e.confidence = t.score;
  e.trigger = t.span;
  e.sentence = SentenceAt(document.sentences, t.span);
  e.actors = t.actors;
  e.recipients = OthersThan(document, t.actors, t.recipients);
  e.places = t.places;
  e.sources = t.sources;
  e.times = t.times;
  e.location = BestLocation(document, t);
  e.contexts = t.contexts;
  e.numbers = t.numbers;
  return e;
}

// Whether two triggers tell one act: "impose sanctions", "held talks". Of 6,000 events in the
// corpus four stand this close to another of their type, status and sides.
bool TellOneAct(const Event& a, const Event& b) {
  constexpr uint32_t kLightVerb = 25;  // bytes between them
  const uint32_t gap = a.trigger < b.trigger
                           ? b.trigger.begin - std::min(b.trigger.begin, a.trigger.end)
                           : a.trigger.begin - std::min(a.trigger.begin, b.trigger.end);
  return a.type == b.type && a.status == b.status && a.actors == b.actors &&
         a.recipients == b.recipients && gap < kLightVerb;
}

// Leaves the surer of two neighbours that tell one act.
void DropEchoes(std::vector<Event>* events) {
  std::vector<Event> kept;
  for (Event& event : *events) {
    if (kept.empty() || !TellOneAct(kept.back(), event)) {
      kept.push_back(std::move(event));
    } else if (event.confidence > kept.back().confidence) {
      kept.back() = std::move(event);
    }
  }
  *events = std::move(kept);
}

}  // namespace

CodedDocument Code(Document document) {
  CodedDocument coded;
  coded.events.reserve(document.triggers.size());
  for (const Trigger& trigger : document.triggers)
    coded.events.push_back(MakeEvent(document, trigger));
  DropEchoes(&coded.events);
  for (const ClaimCue& c : document.claims)
    coded.claims.push_back({c.source, c.cue, c.content, c.form});
  coded.document = std::move(document);
  return coded;
}

}  // namespace dateline
