#include "src/pipeline/json_output.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "src/base/utf8.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

// Writes the parts of one document; spans go through its code point index.
class DocumentWriter {
 public:
  explicit DocumentWriter(const CodedDocument& coded)
      : coded_(coded), document_(coded.document), text_(document_.text()), index_(text_) {}

  Json Write() const {
    const Article& a = document_.article;
    Json out = {{"id", a.id},
                {"url", a.url},
                {"publisher", a.publisher},
                {"title", a.title},
                {"published", a.published},
                {"language", a.language},
                {"text", a.text}};
    out["mentions"] = Mentions();
    out["entities"] = Entities();
    Json events = Json::array(), claims = Json::array();
    for (const Event& e : coded_.events) events.push_back(ToJson(e));
    for (const Claim& c : coded_.claims) claims.push_back(ToJson(c));
    out["events"] = std::move(events);
    out["claims"] = std::move(claims);
    return out;
  }

 private:
  Json ToJson(Span s) const { return {index_.ToCodePoint(s.begin), index_.ToCodePoint(s.end)}; }
  static std::string MentionId(int32_t m) { return "m" + std::to_string(m + 1); }
  static std::string EntityId(int32_t e) { return "e" + std::to_string(e + 1); }

  static Json MentionIds(const std::vector<int32_t>& mentions) {
    Json out = Json::array();
    for (int32_t m : mentions) out.push_back(MentionId(m));
    return out;
  }

  static Json NameList(uint64_t set, const std::vector<std::string_view>& names) {
    Json out = Json::array();
    for (std::string_view name : NamesIn(set, names)) out.push_back(name);
    return out;
  }

  static Json ToJson(const PlaceRecord& p) {
    return {{"geonames", p.geonames}, {"lat", Degrees(p.latitude)}, {"lon", Degrees(p.longitude)},
            {"country", p.country},   {"admin1", p.admin1},         {"precision", p.precision}};
  }

  static double Degrees(double value) { return std::round(value * 1e4) / 1e4; }

  Json Mentions() const {
    Json out = Json::array();
    for (size_t i = 0; i < document_.mentions.size(); ++i) {
      const Mention& m = document_.mentions[i];
      out.push_back({{"id", MentionId(static_cast<int32_t>(i))},
                     {"span", ToJson(m.span)},
                     {"text", m.span.In(text_)},
                     {"kind", Name(m.kind)},
                     {"same_as", m.same_as < 0 ? "" : MentionId(m.same_as)},
                     {"entity", m.entity < 0 ? "" : EntityId(m.entity)}});
    }
    return out;
  }

  Json Entities() const {
    Json out = Json::object();
    for (size_t i = 0; i < document_.entities.size(); ++i) {
      const Entity& e = document_.entities[i];
      Json entity = {{"name", e.name},
                     {"country", e.country},
                     {"sectors", NameList(e.sectors, SectorNames())}};
      if (!e.wikidata.empty()) entity["wikidata"] = e.wikidata;
      if (e.place) {
        entity["place"] = ToJson(*e.place);
      }
      out[EntityId(static_cast<int32_t>(i))] = std::move(entity);
    }
    return out;
  }

  Json ToJson(const Event& e) const {
    Json times = Json::array();
    for (int32_t t : e.times) {
      times.push_back(
          {{"span", ToJson(document_.times[t].span)}, {"value", document_.times[t].value}});
    }
    Json out = {{"id", e.id},
                {"type", Name(e.type)},
                {"mode", NameList(e.modes, ModeNames())},
                {"plover", e.plover},
                {"cameo", e.cameo},
                {"quad", e.quad},
                {"intensity", e.intensity},
                {"status", Name(e.status)},
                {"confidence", std::round(e.confidence * 1000) / 1000},
                {"trigger", ToJson(e.trigger)},
                {"sentence", ToJson(e.sentence)},
                {"actor", MentionIds(e.actors)},
                {"recipient", MentionIds(e.recipients)},
                {"place", MentionIds(e.places)},
                {"time", std::move(times)}};
    if (e.date) {
      out["date"] = {
          {"start", e.date->start}, {"end", e.date->end}, {"precision", e.date->precision}};
    } else {
      out["date"] = nullptr;
    }
    out["location"] = e.location ? ToJson(*e.location) : Json();
    out["source"] = MentionIds(e.sources);
    out["context"] = NameList(e.contexts, ContextNames());
    for (const NumberExpression& n : e.numbers) {
      out[std::string(Name(n.what))] = {{"span", ToJson(n.span)}, {"value", n.value}};
    }
    return out;
  }

  Json ToJson(const Claim& c) const {
    return {{"source", c.source < 0 ? Json() : Json(MentionId(c.source))},
            {"cue", c.cue ? ToJson(*c.cue) : Json()},
            {"content", ToJson(c.content)},
            {"form", Name(c.form)}};
  }

  const CodedDocument& coded_;
  const Document& document_;
  const std::string_view text_;
  const CodePointIndex index_;
};

}  // namespace

std::string ToJsonLine(const CodedDocument& coded) { return DocumentWriter(coded).Write().dump(); }

}  // namespace dateline
