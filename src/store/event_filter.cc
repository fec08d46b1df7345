#include "src/store/event_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "src/store/database.h"
#include "src/story/day.h"
#include "src/text/ontology.h"

namespace dateline {
namespace {

bool IsCode(const std::string& word) {
  return word.size() == 3 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "contains `text`, in any case", for use after ILIKE; its own wildcards mean themselves.
std::string Containing(const std::string& text) {
  std::string pattern;
  for (char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return SqlQuoted("%" + pattern + "%") + " ESCAPE '\\'";
}

std::string CodeCondition(const std::string& code, const std::string& side) {
  const char* kind = SectorBit(code) ? "sectors" : "countries";
  return fmt::format("list_contains({}_{}, '{}')", side, kind, code);
}

std::string AnyOf(const std::vector<std::string>& values,
                  const std::function<std::string(const std::string&)>& condition) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "(" : " OR ") + condition(value);
  return out.empty() ? "" : out + ")";
}

Result<std::string> DyadCondition(const std::string& dyad) {
  const size_t comma = dyad.find(',');
  if (comma == std::string::npos || comma == 0 || comma + 1 == dyad.size()) {
    return Fail(fmt::format("--dyad {}: not two parties like MMR,RUS", dyad));
  }
  const std::string a = dyad.substr(0, comma), b = dyad.substr(comma + 1);
  const std::string a_acts = PartyCondition(a, "actor"), b_acts = PartyCondition(b, "actor");
  return fmt::format("(({} AND {}) OR ({} AND {}) OR ({} AND {} AND len(recipients) = 0))", a_acts,
                     PartyCondition(b, "recipient"), b_acts, PartyCondition(a, "recipient"), a_acts,
                     b_acts);
}

template <typename Parse>
Status CheckNames(const std::vector<std::string>& names, const char* option, const Parse& parse) {
  for (const std::string& name : names) {
    if (!parse(name)) return Fail(fmt::format("--{} {}: no such {}", option, name, option));
  }
  return {};
}

}  // namespace

std::string PartyCondition(const std::string& party, const std::string& side) {
  std::string out;
  for (size_t at = 0; at <= party.size();) {
    const size_t space = std::min(party.find(' ', at), party.size());
    const std::string word = party.substr(at, space - at);
    if (!IsCode(word))
      return fmt::format("array_to_string({}_names, '|') ILIKE {}", side, Containing(party));
    out += (out.empty() ? "" : " AND ") + CodeCondition(word, side);
    at = space + 1;
  }
  return out;
}

Result<std::string> WhereClause(const EventFilter& f) {
  std::vector<std::string> all;
  auto side = [&](const std::vector<std::string>& parties, const char* name) {
    all.push_back(
        AnyOf(parties, [&](const std::string& p) { return "(" + PartyCondition(p, name) + ")"; }));
  };
  side(f.actors, "actor");
  side(f.recipients, "recipient");
  if (!f.dyad.empty()) {
    const Result<std::string> dyad = DyadCondition(f.dyad);
    if (!dyad) return dyad;
    all.push_back(*dyad);
  }
  Status checked = CheckNames(f.types, "type", ParseEventType);
  if (checked) checked = CheckNames(f.statuses, "status", ParseEventStatus);
  if (!checked) return tl::unexpected(checked.error());
  all.push_back(AnyOf(f.types, [](const std::string& t) {
    return fmt::format("type = '{}' OR plover = '{}'", t, t);
  }));
  all.push_back(
      AnyOf(f.statuses, [](const std::string& s) { return fmt::format("status = '{}'", s); }));
  all.push_back(AnyOf(f.places, [](const std::string& p) {
    if (IsCode(p)) return fmt::format("place_country = '{}'", p);
    return fmt::format("place_name ILIKE {} OR admin1 ILIKE {}", Containing(p), Containing(p));
  }));
  if (!f.quads.empty()) all.push_back(fmt::format("quad IN ({})", fmt::join(f.quads, ", ")));
  for (const auto& [day, option, comparison] :
       {std::tuple(&f.since, "since", ">="), {&f.to, "to", "<="}}) {
    if (day->empty()) continue;
    if (!DayOfIso(*day) || day->size() != 10)
      return Fail(fmt::format("--{} {}: not a day like 2031-06-12", option, *day));
    all.push_back(fmt::format("day {} DATE '{}'", comparison, *day));
  }
  if (!f.text.empty()) {
    all.push_back(fmt::format("id IN (SELECT event FROM reports WHERE sentence ILIKE {})",
                              Containing(f.text)));
  }
  if (!f.story.empty()) all.push_back("story = " + SqlQuoted(f.story));
  std::erase(all, "");
  return all.empty() ? "TRUE" : fmt::format("{}", fmt::join(all, " AND "));
}

}  // namespace dateline
