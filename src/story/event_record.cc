#include "src/story/event_record.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "src/base/check.h"

namespace dateline {
namespace {

// Counts values and gives them back, the most frequent first, the earlier among equals.
template <typename T>
class Tally {
 public:
  void Add(const T& value) {
    auto it = std::find_if(counts_.begin(), counts_.end(),
                           [&](const auto& c) { return c.first == value; });
    if (it == counts_.end()) it = counts_.insert(counts_.end(), {value, 0});
    ++it->second;
  }
  std::vector<std::pair<T, int>> ByCount() const {
    auto sorted = counts_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return sorted;
  }
  std::optional<T> Most() const {
    if (counts_.empty()) return std::nullopt;
    return ByCount()[0].first;
  }

 private:
  std::vector<std::pair<T, int>> counts_;
};

// The bits that at least a third of the reports with any bit have.
uint64_t CommonBits(const std::vector<uint64_t>& sets) {
  uint64_t common = 0;
  size_t with_any = 0;
  for (uint64_t set : sets) with_any += set != 0;
  for (int bit = 0; bit < 64; ++bit) {
    size_t count = 0;
    for (uint64_t set : sets) count += set >> bit & 1;
    if (count > 0 && 3 * count >= with_any) common |= uint64_t{1} << bit;
  }
  return common;
}

// The parties that a report in three names, when many reports do; all of them when few do.
std::vector<uint64_t> Parties(const std::vector<EventMember>& members,
                              std::vector<PartyDigest> ReportDigest::* side) {
  Tally<uint64_t> tally;
  int with_any = 0;
  for (const EventMember& m : members) {
    with_any += !(m.report->*side).empty();
    for (const PartyDigest& p : m.report->*side) tally.Add(p.entity);
  }
  std::vector<uint64_t> out;
  for (const auto& [entity, count] : tally.ByCount()) {
    if (out.size() >= 6 || (with_any > 3 && 4 * count < with_any)) break;
    out.push_back(entity);
  }
  return out;
}

// The most often named place of the most precise kind.
uint64_t PlaceOfEvent(const std::vector<EventMember>& members) {
  std::map<int, Tally<uint64_t>> by_width;
  for (const EventMember& m : members) {
    for (const PlaceDigest& p : m.report->places) by_width[p.width].Add(p.entity);
  }
  return by_width.empty() ? 0 : *by_width.begin()->second.Most();
}

// The status that the event has come to.
EventStatus StatusOf(const std::vector<EventMember>& members) {
  std::array<int, kEventStatuses> counts{};
  for (const EventMember& m : members) ++counts[static_cast<int>(m.report->status)];
  auto has = [&](EventStatus s) { return counts[static_cast<int>(s)] > 0; };
  if (has(EventStatus::kActual)) return EventStatus::kActual;
  for (EventStatus s :
       {EventStatus::kHistorical, EventStatus::kFuture, EventStatus::kHypothetical}) {
    if (has(s)) return s;
  }
  return EventStatus::kNegated;
}

void SetDate(const std::vector<EventMember>& members, EventRecord* out) {
  std::map<int, Tally<std::pair<int32_t, int32_t>>> by_precision;
  for (const EventMember& m : members) {
    if (m.report->days) by_precision[m.report->date_precision].Add(*m.report->days);
  }
  if (by_precision.empty()) return;
  out->date_precision = by_precision.begin()->first;
  out->days = by_precision.begin()->second.Most();
}

// The most confident report with the event's status and, if one has it, its type.
const ReportDigest& BestReport(const std::vector<EventMember>& members, const EventRecord& event) {
  auto rank = [&](const EventMember& m) {
    return std::tuple(m.report->status == event.status, m.report->type == event.type,
                      m.report->confidence);
  };
  return *std::max_element(
              members.begin(), members.end(),
              [&](const EventMember& a, const EventMember& b) { return rank(a) < rank(b); })
              ->report;
}

// Type and codes come from the reports that have the event's status.
void SetAct(const std::vector<EventMember>& members, EventRecord* out) {
  out->status = StatusOf(members);
  Tally<EventType> types;
  std::vector<uint64_t> modes, contexts;
  for (const EventMember& m : members) {
    types.Add(m.report->type);
    modes.push_back(m.report->modes);
    contexts.push_back(m.report->contexts);
  }
  out->type = *types.Most();
  out->contexts = CommonBits(contexts);
  Tally<std::array<int, 3>> codes;
  double intensity = 0;
  int with_type = 0;
  for (const EventMember& m : members) {
    if (m.report->status != out->status || m.report->type != out->type) continue;
    codes.Add({m.report->plover, m.report->cameo, m.report->quad});
    intensity += m.report->intensity;
    ++with_type;
  }
  if (with_type == 0) {  // the type of the many was never told with this status
    const ReportDigest& best = BestReport(members, *out);
    out->type = best.type;
    codes.Add({best.plover, best.cameo, best.quad});
    intensity = best.intensity;
    with_type = 1;
  }
  const auto most = *codes.Most();
  out->plover = most[0], out->cameo = most[1], out->quad = most[2];
  out->intensity = intensity / with_type;
  out->modes = CommonBits(modes) & ModesOf(out->type);
}

void CountTellings(const std::vector<EventMember>& members, EventRecord* out) {
  std::set<uint64_t> documents, originals, sources;
  std::set<uint32_t> publishers;
  for (const EventMember& m : members) {
    documents.insert(m.document->id);
    originals.insert(m.original);
    if (m.document->publisher != 0) publishers.insert(m.document->publisher);
    sources.insert(m.report->sources.begin(), m.report->sources.end());
    out->denials += m.role == ReportRole::kDenial;
    out->corrections += m.role == ReportRole::kCorrection;
    out->plans += m.role == ReportRole::kPlan;
    if (!m.document->day) continue;
    out->first_report =
        out->first_report ? std::min(*out->first_report, *m.document->day) : *m.document->day;
    out->last_report =
        out->last_report ? std::max(*out->last_report, *m.document->day) : *m.document->day;
  }
  out->reports = static_cast<int32_t>(members.size());
  out->documents = static_cast<int32_t>(documents.size());
  out->originals = static_cast<int32_t>(originals.size());
  out->publishers = static_cast<int32_t>(publishers.size());
  out->sources = static_cast<int32_t>(sources.size());
  if (out->denials > 0 && out->denials < out->reports) {
    out->corroboration = Corroboration::kContested;
  } else if (originals.size() > 1 && publishers.size() > 1) {
    out->corroboration = Corroboration::kCorroborated;
  } else if (documents.size() > 1) {
    out->corroboration = Corroboration::kCopied;
  }
}

void SetNumbers(const std::vector<EventMember>& members, EventRecord* out) {
  for (const EventMember& m : members) {
    for (int i = 0; i < kNumbers; ++i) {
      if (!m.report->numbers[i]) continue;
      const double n = *m.report->numbers[i];
      auto& range = out->numbers[i];
      range = range ? std::pair(std::min(range->first, n), std::max(range->second, n))
                    : std::pair(n, n);
    }
  }
}

}  // namespace

EventRecord RecordOf(const std::vector<EventMember>& members) {
  DATELINE_CHECK(!members.empty());
  EventRecord out;
  SetAct(members, &out);
  SetDate(members, &out);
  CountTellings(members, &out);
  SetNumbers(members, &out);
  out.actors = Parties(members, &ReportDigest::actors);
  out.recipients = Parties(members, &ReportDigest::recipients);
  out.place = PlaceOfEvent(members);
  const ReportDigest& best = BestReport(members, out);
  out.best_report = best.id;
  out.sentence = best.sentence;
  out.confidence = best.confidence;
  return out;
}

}  // namespace dateline
