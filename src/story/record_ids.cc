#include "src/story/record_ids.h"

#include <fmt/format.h>

#include "src/story/content_hash.h"

namespace dateline {

uint64_t DocumentId(const Article& article) {
  return Hash64(article.published, Hash64(article.text, Hash64(article.id)));
}

uint64_t ReportId(uint64_t document, const Event& event) {
  return Hash64(fmt::format("{} {} {}", Name(event.type), event.trigger.begin, event.trigger.end),
                document);
}

uint64_t ClaimId(uint64_t document, const Claim& claim) {
  return Hash64(fmt::format("claim {} {} {}", claim.content.begin, claim.content.end, claim.source),
                document);
}

uint64_t EntityId(const Entity& entity) {
  uint64_t id = Hash64(entity.country, Hash64(entity.name));
  id = Hash64(entity.wikidata, Mix64(id ^ entity.sectors));
  if (!entity.place) return id;
  const PlaceRecord& p = *entity.place;
  return Hash64(fmt::format("{} {} {} {} {} {}", p.geonames, p.latitude, p.longitude, p.country,
                            p.admin1, p.precision),
                id);
}

Entity EntityOf(const Document& document, int32_t mention) {
  const Mention& m = document.mentions[mention];
  if (m.entity >= 0) return document.entities[m.entity];
  Entity own;
  own.name = m.span.In(document.text());
  own.sectors = m.sectors;
  return own;
}

}  // namespace dateline
