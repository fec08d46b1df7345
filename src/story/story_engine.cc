#include "src/story/story_engine.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <list>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "src/base/check.h"
#include "src/story/content_hash.h"
#include "src/story/copy_finder.h"
#include "src/story/event_matcher.h"
#include "src/story/event_record.h"
#include "src/story/posting_index.h"
#include "src/story/state_codec.h"

namespace dateline {
namespace {

constexpr size_t kTellingTerms = 40;  // of a document, in its vector
constexpr size_t kIndexedTerms = 14;  // of those, by which it finds and is found
constexpr size_t kStoriesOfATerm = 48;
constexpr size_t kStoriesCompared = 16;
constexpr size_t kStoryTerms = 160;  // a story's vector is cut back to half of this
constexpr size_t kStoryIndexedTerms = 64;
constexpr size_t kEventsCompared = 48;   // of each type, the latest
constexpr size_t kMembersCompared = 10;  // of an event: the first ones and the latest
constexpr size_t kCorrectionsSought = 64;
constexpr int32_t kStoryDays = 120;  // a gap that no story bridges
constexpr double kFadingDays = 20;   // a gap that halves the likeness
constexpr uint32_t kUnit = 1000;     // length of a document's vector
constexpr uint32_t kFrequencyBuckets = 1u << 20;

using Weights = std::vector<std::pair<uint32_t, uint32_t>>;

struct DocumentState {
  PlacedDocument placed;
  uint64_t original = 0;
  uint32_t story = 0;
  std::vector<uint32_t> copy_handles;
};

struct StoryState {
  uint64_t id = 0;
  std::string title;
  std::optional<int32_t> first_day, last_day;
  std::vector<std::pair<uint32_t, uint64_t>> weights;  // by term
  uint64_t squares = 0;                                // of the weights, summed
  std::vector<std::pair<uint32_t, uint32_t>> handles;  // indexed term and its posting
  std::vector<uint32_t> documents;
  std::vector<uint32_t> events;
  std::array<std::vector<uint32_t>, kEventTypes> events_of_type;
  std::list<uint32_t>::iterator age;
  bool changed = false, known = false;  // known: handed out, or restored
};

struct MemberRef {
  uint32_t document, report;
  ReportRole role;
};

struct EventState {
  uint64_t id = 0;
  uint32_t story = 0;
  std::vector<MemberRef> members;
  bool changed = false, known = false;  // as for stories
};

// Slots that are reused.
template <typename T>
class Slots {
 public:
  uint32_t New() {
    if (free_.empty()) {
      items_.emplace_back(std::make_unique<T>());
      return static_cast<uint32_t>(items_.size() - 1);
    }
    const uint32_t slot = free_.back();
    free_.pop_back();
    items_[slot] = std::make_unique<T>();
    return slot;
  }
  void Free(uint32_t slot) {
    items_[slot].reset();
    free_.push_back(slot);
  }
  T& operator[](uint32_t slot) { return *items_[slot]; }
  const T& operator[](uint32_t slot) const { return *items_[slot]; }

 private:
  std::vector<std::unique_ptr<T>> items_;
  std::vector<uint32_t> free_;
};

// How many remembered documents have a term.
class TermFrequencies {
 public:
  void Count(const DocumentDigest& d, int by) {
    documents_ += by;
    for (const auto& [term, n] : d.terms) counts_[term % kFrequencyBuckets] += by;
  }
  double Rarity(uint32_t term) const {
    return std::log(1 + (documents_ + 30.0) / (counts_[term % kFrequencyBuckets] + 1.0));
  }

 private:
  int64_t documents_ = 0;
  std::vector<int32_t> counts_ = std::vector<int32_t>(kFrequencyBuckets);
};

// The most telling terms, heaviest first, as a vector of length kUnit in whole numbers: what is
// saved and summed is exact.
Weights Weigh(const DocumentDigest& d, const TermFrequencies& frequencies) {
  std::vector<std::pair<double, uint32_t>> weighed;
  for (const auto& [term, count] : d.terms) {
    weighed.emplace_back((1 + std::log(count)) * frequencies.Rarity(term), term);
  }
  std::sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (weighed.size() > kTellingTerms) weighed.resize(kTellingTerms);
  double squares = 0;
  for (const auto& [weight, term] : weighed) squares += weight * weight;
  Weights out;
  for (const auto& [weight, term] : weighed) {
    out.emplace_back(term, static_cast<uint32_t>(std::lround(kUnit * weight / std::sqrt(squares))));
  }
  return out;
}

}  // namespace

class StoryEngineImpl {
 public:
  explicit StoryEngineImpl(const StoryOptions& options)
      : options_(options), copies_(options.copy_threshold) {}

  DocumentPlacement Place(DocumentDigest digest, int64_t sequence) {
    const uint32_t slot = documents_.New();
    DocumentState& d = documents_[slot];
    d.placed.digest = std::move(digest);
    d.placed.sequence = sequence;
    d.placed.weights = Weigh(d.placed.digest, frequencies_);
    const int64_t copied = FindCopied(d.placed.digest.text);
    if (copied >= 0)
      d.placed.placement.copy_of = documents_[static_cast<uint32_t>(copied)].original;
    int64_t story = copied >= 0 ? documents_[static_cast<uint32_t>(copied)].story : FindStory(d);
    if (story < 0) story = NewStory(HexlessId("story", d.placed.digest.id), d.placed.digest.title);
    Join(slot, static_cast<uint32_t>(story));
    for (uint32_t i = 0; i < d.placed.digest.reports.size(); ++i) PlaceReport(slot, i);
    last_ = slot;
    DocumentPlacement placement = d.placed.placement;
    Forget();
    return placement;
  }

  std::string SaveLast() const { return EncodeState(documents_[last_].placed); }

  Status Restore(std::string_view state) {
    Result<PlacedDocument> placed = DecodeState(state);
    if (!placed) return tl::unexpected(placed.error());
    const uint32_t slot = documents_.New();
    DocumentState& d = documents_[slot];
    d.placed = std::move(*placed);
    const uint64_t story_id = d.placed.placement.story;
    const auto known = story_slots_.find(story_id);
    const uint32_t story =
        known != story_slots_.end() ? known->second : NewStory(story_id, d.placed.digest.title);
    Join(slot, story);
    for (uint32_t i = 0; i < d.placed.digest.reports.size(); ++i) {
      const ReportPlacement& p = d.placed.placement.reports[i];
      const auto event = event_slots_.find(p.event);
      Tell(event != event_slots_.end() ? event->second
                                       : NewEvent(p.event, story, d.placed.digest.reports[i].type),
           slot, i, p.role);
    }
    last_ = slot;
    ForgetChanges();
    Forget();
    return {};
  }

  StoryChanges TakeChanges() {
    StoryChanges out;
    for (uint32_t slot : changed_stories_) out.stories.push_back(StoryRecordOf(slot));
    for (uint32_t slot : changed_events_) out.events.push_back(EventRecordOf(slot));
    out.stories.insert(out.stories.end(), closed_stories_.begin(), closed_stories_.end());
    out.events.insert(out.events.end(), closed_events_.begin(), closed_events_.end());
    out.forgotten = std::exchange(forgotten_, {});
    ForgetChanges();
    return out;
  }

  void ForgetChanges() {
    for (uint32_t slot : changed_stories_)
      stories_[slot].changed = false, stories_[slot].known = true;
    for (uint32_t slot : changed_events_) events_[slot].changed = false, events_[slot].known = true;
    changed_stories_.clear();
    changed_events_.clear();
    closed_stories_.clear();
    closed_events_.clear();
  }

 private:
  static uint64_t HexlessId(std::string_view what, uint64_t first) { return Hash64(what, first); }

  int64_t FindCopied(const TextFingerprint& text) const {
    return copies_.Find(
        text,
        [this](uint32_t slot) -> const TextFingerprint& {
          return documents_[slot].placed.digest.text;
        },
        [this](uint32_t slot) { return documents_[slot].placed.sequence; });
  }

  // ---- stories

  uint32_t NewStory(uint64_t id, const std::string& title) {
    const uint32_t slot = stories_.New();
    StoryState& s = stories_[slot];
    s.id = id;
    s.title = title;
    s.age = by_age_.insert(by_age_.end(), slot);
    story_slots_[id] = slot;
    return slot;
  }

  // Days between a document and what a story has so far; 0 when unknown.
  static int32_t Gap(const StoryState& s, std::optional<int32_t> day) {
    if (!day || !s.first_day) return 0;
    return std::max({0, *s.first_day - *day, *day - *s.last_day});
  }

  // The stories that share the document's most telling terms, by how much of it they share.
  std::vector<uint32_t> Candidates(const DocumentState& d) const {
    std::unordered_map<uint32_t, uint64_t> shared;
    for (size_t i = 0; i < std::min(kIndexedTerms, d.placed.weights.size()); ++i) {
      const auto [term, weight] = d.placed.weights[i];
      stories_by_term_.Each(term, kStoriesOfATerm,
                            [&, w = weight](uint32_t story) { shared[story] += uint64_t{w} * w; });
    }
    std::vector<std::pair<uint64_t, uint32_t>> ranked;
    for (const auto& [story, sum] : shared) {
      if (Gap(stories_[story], d.placed.digest.day) <= kStoryDays) ranked.emplace_back(sum, story);
    }
    // The order must not depend on slots or on the map: by share, then by id.
    std::sort(ranked.begin(), ranked.end(), [this](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : stories_[a.second].id < stories_[b.second].id;
    });
    if (ranked.size() > kStoriesCompared) ranked.resize(kStoriesCompared);
    std::vector<uint32_t> out;
    for (const auto& [sum, story] : ranked) out.push_back(story);
    return out;
  }

  // Where the weight of `term` is or would be.
  template <typename Story>
  static auto WeightOf(Story& s, uint32_t term) {
    return std::lower_bound(s.weights.begin(), s.weights.end(), term,
                            [](const auto& entry, uint32_t t) { return entry.first < t; });
  }

  double Likeness(const DocumentState& d, const StoryState& s) const {
    double dot = 0;
    for (const auto& [term, weight] : d.placed.weights) {
      const auto it = WeightOf(s, term);
      if (it != s.weights.end() && it->first == term) {
        dot += static_cast<double>(weight) * static_cast<double>(it->second);
      }
    }
    const double cosine =
        s.squares == 0 ? 0 : dot / kUnit / std::sqrt(static_cast<double>(s.squares));
    return cosine / (1 + Gap(s, d.placed.digest.day) / kFadingDays);
  }

  int64_t FindStory(const DocumentState& d) const {
    double best = options_.story_threshold;
    int64_t found = -1;
    for (uint32_t story : Candidates(d)) {
      const double likeness = Likeness(d, stories_[story]);
      if (likeness > best) best = likeness, found = story;
    }
    return found;
  }

  // Everything that a placed document does to the state; the same when placed and when restored.
  void Join(uint32_t slot, uint32_t story) {
    DocumentState& d = documents_[slot];
    StoryState& s = stories_[story];
    d.story = story;
    d.placed.placement.story = s.id;
    d.original = d.placed.placement.copy_of != 0 ? d.placed.placement.copy_of : d.placed.digest.id;
    if (const auto day = d.placed.digest.day) {
      s.first_day = s.first_day ? std::min(*s.first_day, *day) : *day;
      s.last_day = s.last_day ? std::max(*s.last_day, *day) : *day;
    }
    for (const auto& [term, weight] : d.placed.weights) {
      auto it = WeightOf(s, term);
      if (it == s.weights.end() || it->first != term) it = s.weights.insert(it, {term, 0});
      s.squares += 2 * it->second * weight + uint64_t{weight} * weight;
      it->second += weight;
    }
    if (s.weights.size() > kStoryTerms) CutBack(&s);
    for (size_t i = 0; i < std::min(kIndexedTerms, d.placed.weights.size()); ++i) {
      const uint32_t term = d.placed.weights[i].first;
      if (s.handles.size() == kStoryIndexedTerms) break;
      const bool is_new = std::none_of(s.handles.begin(), s.handles.end(),
                                       [&](const auto& h) { return h.first == term; });
      if (is_new) s.handles.emplace_back(term, stories_by_term_.Add(term, story));
    }
    s.documents.push_back(slot);
    by_age_.splice(by_age_.end(), by_age_, s.age);
    frequencies_.Count(d.placed.digest, 1);
    d.copy_handles = copies_.Add(d.placed.digest.text, slot);
    ++remembered_;
    Touch(story);
  }

  static void CutBack(StoryState* s) {
    std::sort(s->weights.begin(), s->weights.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    s->weights.resize(kStoryTerms / 2);
    std::sort(s->weights.begin(), s->weights.end());
    s->squares = 0;
    for (const auto& [term, weight] : s->weights) s->squares += weight * weight;
  }

  void Touch(uint32_t story) {
    if (!stories_[story].changed) changed_stories_.push_back(story);
    stories_[story].changed = true;
  }

  StoryRecord StoryRecordOf(uint32_t slot) const {
    const StoryState& s = stories_[slot];
    StoryRecord out{.id = s.id, .title = s.title, .first_day = s.first_day, .last_day = s.last_day};
    std::unordered_set<uint32_t> publishers;
    for (uint32_t document : s.documents) {
      const PlacedDocument& p = documents_[document].placed;
      out.originals += p.placement.copy_of == 0;
      if (p.digest.publisher != 0) publishers.insert(p.digest.publisher);
    }
    out.documents = static_cast<int32_t>(s.documents.size());
    out.publishers = static_cast<int32_t>(publishers.size());
    out.events = static_cast<int32_t>(s.events.size());
    out.is_new = !s.known;
    return out;
  }

  // ---- events

  uint32_t NewEvent(uint64_t id, uint32_t story, EventType type) {
    const uint32_t slot = events_.New();
    events_[slot].id = id;
    events_[slot].story = story;
    event_slots_[id] = slot;
    stories_[story].events.push_back(slot);
    stories_[story].events_of_type[static_cast<int>(type)].push_back(slot);
    return slot;
  }

  ToldReport Told(uint32_t document, uint32_t report) const {
    const DocumentDigest& d = documents_[document].placed.digest;
    return {&d.reports[report], d.day, d.id};
  }

  // Between the best and the mean match with the event's members: one odd telling neither makes nor
  // breaks an event.
  double OddsOf(const EventState& e, const ToldReport& report) const {
    double best = -1e9, sum = 0;
    size_t compared = 0;
    const size_t size = e.members.size();
    for (size_t i = 0; i < size; ++i) {
      if (size > kMembersCompared && i >= kMembersCompared / 2 && i < size - kMembersCompared / 2)
        continue;
      const double odds =
          LogOdds(Compare(Told(e.members[i].document, e.members[i].report), report));
      best = std::max(best, odds);
      sum += odds;
      ++compared;
    }
    return (best + sum / static_cast<double>(compared)) / 2;
  }

  int64_t FindEvent(const StoryState& s, const ToldReport& report) const {
    double best = 0;
    int64_t found = -1;
    for (int type = 0; type < kEventTypes; ++type) {
      if (!TypesMayMeet(static_cast<EventType>(type), report.report->type)) continue;
      const auto& events = s.events_of_type[type];
      const size_t first = events.size() > kEventsCompared ? events.size() - kEventsCompared : 0;
      for (size_t i = first; i < events.size(); ++i) {
        const double odds = OddsOf(events_[events[i]], report);
        if (odds > best) best = odds, found = events[i];
      }
    }
    return found;
  }

  void PlaceReport(uint32_t slot, uint32_t number) {
    DocumentState& d = documents_[slot];
    const ReportDigest& report = d.placed.digest.reports[number];
    const int64_t found = FindEvent(stories_[d.story], Told(slot, number));
    const uint32_t event = found >= 0
                               ? static_cast<uint32_t>(found)
                               : NewEvent(HexlessId("event", report.id), d.story, report.type);
    const ReportRole role = RoleOf(events_[event], slot, report);
    d.placed.placement.reports.push_back({events_[event].id, role});
    Tell(event, slot, number, role);
  }

  ReportRole RoleOf(const EventState& e, uint32_t slot, const ReportDigest& report) const {
    switch (report.status) {
      case EventStatus::kNegated:
        return ReportRole::kDenial;
      case EventStatus::kFuture:
        return ReportRole::kPlan;
      case EventStatus::kHypothetical:
        return ReportRole::kPossibility;
      default:
        break;
    }
    const uint32_t publisher = documents_[slot].placed.digest.publisher;
    const size_t size = e.members.size();
    for (size_t i = size > kCorrectionsSought ? size - kCorrectionsSought : 0; i < size; ++i) {
      const MemberRef& m = e.members[i];
      const DocumentDigest& other = documents_[m.document].placed.digest;
      if (m.document == slot || publisher == 0 || other.publisher != publisher) continue;
      for (int n = 0; n < kNumbers; ++n) {
        const auto &before = other.reports[m.report].numbers[n], &now = report.numbers[n];
        if (before && now && *before != *now) return ReportRole::kCorrection;
      }
    }
    return ReportRole::kReport;
  }

  void Tell(uint32_t event, uint32_t slot, uint32_t number, ReportRole role) {
    EventState& e = events_[event];
    e.members.push_back({slot, number, role});
    if (!e.changed) changed_events_.push_back(event);
    e.changed = true;
  }

  EventRecord EventRecordOf(uint32_t slot) const {
    const EventState& e = events_[slot];
    std::vector<EventMember> members;
    for (const MemberRef& m : e.members) {
      const DocumentState& d = documents_[m.document];
      members.push_back({&d.placed.digest, &d.placed.digest.reports[m.report], d.original, m.role});
    }
    EventRecord out = RecordOf(members);
    out.id = e.id;
    out.story = stories_[e.story].id;
    out.is_new = !e.known;
    return out;
  }

  // ---- forgetting

  void Forget() {
    while (remembered_ > options_.remembered && by_age_.size() > 1) ForgetStory(by_age_.front());
  }

  void ForgetStory(uint32_t story) {
    StoryState& s = stories_[story];
    if (s.changed) {
      closed_stories_.push_back(StoryRecordOf(story));
      std::erase(changed_stories_, story);
    }
    for (uint32_t event : s.events) {
      if (events_[event].changed) {
        closed_events_.push_back(EventRecordOf(event));
        std::erase(changed_events_, event);
      }
      event_slots_.erase(events_[event].id);
      events_.Free(event);
    }
    for (uint32_t document : s.documents) ForgetDocument(document);
    for (const auto& [term, handle] : s.handles) stories_by_term_.Remove(handle);
    by_age_.erase(s.age);
    story_slots_.erase(s.id);
    stories_.Free(story);
  }

  void ForgetDocument(uint32_t slot) {
    const DocumentState& d = documents_[slot];
    forgotten_.push_back(d.placed.sequence);
    frequencies_.Count(d.placed.digest, -1);
    copies_.Remove(d.copy_handles);
    documents_.Free(slot);
    --remembered_;
  }

  const StoryOptions options_;
  Slots<DocumentState> documents_;
  Slots<StoryState> stories_;
  Slots<EventState> events_;
  std::unordered_map<uint64_t, uint32_t> story_slots_, event_slots_;
  std::list<uint32_t> by_age_;  // stories, the one longest without a new document first
  CopyFinder copies_;
  PostingIndex stories_by_term_;
  TermFrequencies frequencies_;
  size_t remembered_ = 0;
  uint32_t last_ = 0;
  std::vector<uint32_t> changed_stories_, changed_events_;
  std::vector<StoryRecord> closed_stories_;  // changed and then forgotten
  std::vector<EventRecord> closed_events_;
  std::vector<int64_t> forgotten_;
};

StoryEngine::StoryEngine(const StoryOptions& options)
    : impl_(std::make_unique<StoryEngineImpl>(options)) {}
StoryEngine::StoryEngine(StoryEngine&&) noexcept = default;
StoryEngine& StoryEngine::operator=(StoryEngine&&) noexcept = default;
StoryEngine::~StoryEngine() = default;

DocumentPlacement StoryEngine::Place(DocumentDigest digest, int64_t sequence) {
  return impl_->Place(std::move(digest), sequence);
}
std::string StoryEngine::SaveLast() const { return impl_->SaveLast(); }
Status StoryEngine::Restore(std::string_view state) { return impl_->Restore(state); }
StoryChanges StoryEngine::TakeChanges() { return impl_->TakeChanges(); }

}  // namespace dateline
