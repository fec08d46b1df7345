#include "src/language/assembly.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "src/language/quotes.h"
#include "src/language/span_match.h"

namespace dateline {
namespace {

// Most mentions, contents and triggers that relations.onnx is asked about at once: two to three
// times what dense news has. Its memory grows with their squares.
constexpr size_t kMostSpans = 128;
constexpr size_t kMostContents = 32;
constexpr size_t kMostTriggers = 64;

using What = SpanLabel::What;

// Where a piece of the article stands in a window, behind the special piece that opens it.
int64_t InWindow(const Window& window, size_t piece) {
  return static_cast<int64_t>(piece - window.begin) + 1;
}

size_t InArticle(const Window& window, int piece) {
  return window.begin + static_cast<size_t>(piece) - 1;
}

bool InCore(const Window& window, size_t piece) {
  return window.core_begin <= piece && piece < window.core_end;
}

int Length(const Window& window) { return static_cast<int>(window.end - window.begin) + 2; }

// The indices [first, last) of `nodes`, ordered by `position`, that stand in [begin, end).
template <typename Nodes, typename Position>
std::pair<size_t, size_t> RangeOf(const Nodes& nodes, size_t begin, size_t end, Position position) {
  const auto first = std::partition_point(nodes.begin(), nodes.end(),
                                          [&](const auto& node) { return position(node) < begin; });
  const auto last = std::partition_point(first, nodes.end(),
                                         [&](const auto& node) { return position(node) < end; });
  return {first - nodes.begin(), last - nodes.begin()};
}

// Leaves the `most` indices whose `value` is greatest, in their order.
template <typename Value>
void KeepBest(size_t most, Value value, std::vector<size_t>* indices) {
  if (indices->size() <= most) return;
  std::stable_sort(indices->begin(), indices->end(),
                   [&](size_t a, size_t b) { return value(a) > value(b); });
  indices->resize(most);
  std::sort(indices->begin(), indices->end());
}

// The bits of the logits above a threshold.
uint64_t BitsAbove(const float* logits, const std::vector<int>& bits, float threshold) {
  uint64_t set = 0;
  for (size_t i = 0; i < bits.size(); ++i) {
    if (logits[i] > threshold) set |= uint64_t{1} << bits[i];
  }
  return set;
}

}  // namespace

void Assembly::Add(const Window& window, const WindowScores& scores) {
  AddSpans(window, scores.spans);
  AddTriggers(window, scores.triggers);
  for (const int piece : DecodeCues(scores.cues.data, Length(window), info_.cue_threshold)) {
    const size_t at = InArticle(window, piece);
    if (InCore(window, at)) cues_.push_back({at});
  }
  AddContents(window, scores.contents);
}

void Assembly::AddSpans(const Window& window, const Scores& logits) {
  std::vector<SpanNode> before;  // of earlier windows, that reach into this core
  for (size_t i = spans_.size(); i-- > 0;) {
    if (spans_[i].first + info_.span_width <= window.core_begin) break;
    if (spans_[i].last >= window.core_begin) before.push_back(spans_[i]);
  }
  for (const FoundSpan& found : DecodeSpans(
           logits.data, Length(window), info_.span_width, static_cast<int>(info_.spans.size()),
           info_.span_threshold, info_.nested_threshold, LinesOf(window))) {
    const SpanNode node{InArticle(window, found.first), InArticle(window, found.last), found.label,
                        found.probability};
    const auto crosses = [&](const SpanNode& other) {
      return other.last >= node.first && other.last < node.last;
    };
    if (InCore(window, node.first) && std::none_of(before.begin(), before.end(), crosses))
      spans_.push_back(node);
  }
}

std::vector<int> Assembly::LinesOf(const Window& window) const {
  std::vector<int> lines(Length(window), 0);
  for (size_t piece = window.begin + 1; piece < window.end; ++piece) {
    const uint32_t from = pieces_[piece - 1].span.end, to = pieces_[piece].span.begin;
    const bool broken =
        to > from && text_.substr(from, to - from).find('\n') != std::string_view::npos;
    const auto at = static_cast<size_t>(InWindow(window, piece));
    lines[at] = lines[at - 1] + (broken ? 1 : 0);
  }
  return lines;
}

void Assembly::AddTriggers(const Window& window, const Scores& logits) {
  for (const FoundTrigger& found :
       DecodeTriggers(logits.data, Length(window), static_cast<int>(info_.triggers.size()) + 1,
                      info_.trigger_threshold)) {
    TriggerNode node{InArticle(window, found.piece), {}};
    node.trigger.span = WholeWord(text_, pieces_, node.piece);
    // A word tells one event, though several of its pieces may say so.
    const bool same_word =
        !triggers_.empty() && triggers_.back().trigger.span.Overlaps(node.trigger.span);
    if (!InCore(window, node.piece) || same_word) continue;
    node.trigger.type = info_.triggers[found.type];
    node.trigger.score = Calibrated(found.probability);
    triggers_.push_back(std::move(node));
  }
}

void Assembly::AddContents(const Window& window, const Scores& logits) {
  for (const FoundContent& found : DecodeContents(logits.data, Length(window))) {
    const ContentNode node{InArticle(window, found.first), InArticle(window, found.last)};
    const bool overlaps = !contents_.empty() && contents_.back().last >= node.first;
    if (InCore(window, node.first) && !overlaps) contents_.push_back(node);
  }
}

float Assembly::Calibrated(float probability) const {
  const float p = std::clamp(probability, 1e-4f, 1 - 1e-4f);
  const float logit = std::log(p / (1 - p));
  return 1 / (1 + std::exp(-(info_.calibration_scale * logit + info_.calibration_offset)));
}

std::vector<size_t> Assembly::SpansIn(const Window& window) const {
  const auto [first, last] =
      RangeOf(spans_, window.begin, window.end, [](const SpanNode& node) { return node.first; });
  std::vector<size_t> inside;
  for (size_t i = first; i < last; ++i) {
    if (spans_[i].last < window.end) inside.push_back(i);
  }
  KeepBest(kMostSpans, [&](size_t i) { return spans_[i].probability; }, &inside);
  return inside;
}

std::vector<size_t> Assembly::ContentsIn(const Window& window) const {
  const auto [first, last] = RangeOf(contents_, window.begin, window.end,
                                     [](const ContentNode& node) { return node.first; });
  std::vector<size_t> inside;
  for (size_t i = first; i < last; ++i) {
    if (contents_[i].last < window.end) inside.push_back(i);
  }
  KeepBest(
      kMostContents, [&](size_t i) { return contents_[i].last - contents_[i].first; }, &inside);
  return inside;
}

void Assembly::DescribeSpans(const Window& window, Question* question) const {
  WindowNodes& nodes = question->nodes;
  PhraseMatcher matcher;
  const auto add = [&](size_t first, size_t last, int64_t kind, std::string_view phrase) {
    nodes.span_begin.push_back(InWindow(window, first));
    nodes.span_end.push_back(InWindow(window, last));
    nodes.span_kind.push_back(kind);
    matcher.Add(phrase);
  };
  for (const size_t i : question->spans) {
    const SpanNode& node = spans_[i];
    const bool is_mention = Is(i, What::kMention);
    add(node.first, node.last, node.label,
        is_mention ? BytesOf(node.first, node.last).In(text_) : std::string_view());
  }
  const auto content_kind = static_cast<int64_t>(info_.spans.size());
  for (const size_t i : question->contents)
    add(contents_[i].first, contents_[i].last, content_kind, {});
  if (nodes.span_begin.empty()) {  // the graph takes no empty input
    nodes.span_begin = nodes.span_end = {0};
    nodes.span_kind = {content_kind};
    matcher.Add({});
  }
  nodes.span_match.resize(matcher.size() * matcher.size());
  for (size_t a = 0; a < matcher.size(); ++a) {
    for (size_t b = a; b < matcher.size(); ++b) {
      nodes.span_match[a * matcher.size() + b] = nodes.span_match[b * matcher.size() + a] =
          matcher.Match(a, b);
    }
  }
}

std::vector<Assembly::Question> Assembly::Ask(const Window& window) const {
  Question all;
  all.spans = SpansIn(window);
  all.contents = ContentsIn(window);
  const auto by_piece = [](const auto& node) { return node.piece; };
  auto [trigger, last_trigger] = RangeOf(triggers_, window.begin, window.end, by_piece);
  auto [cue, last_cue] = RangeOf(cues_, window.begin, window.end, by_piece);
  if (all.spans.empty() && all.contents.empty() && trigger == last_trigger) return {};
  DescribeSpans(window, &all);

  std::vector<Question> questions;
  do {
    Question& question = questions.emplace_back(all);
    question.about_spans = questions.size() == 1;
    WindowNodes& nodes = question.nodes;
    for (; trigger < last_trigger && nodes.trigger_at.size() < kMostTriggers; ++trigger) {
      question.triggers.push_back(trigger);
      nodes.trigger_at.push_back(InWindow(window, triggers_[trigger].piece));
      const auto type =
          std::find(info_.triggers.begin(), info_.triggers.end(), triggers_[trigger].trigger.type);
      nodes.trigger_type.push_back(type - info_.triggers.begin());
    }
    for (; cue < last_cue && nodes.trigger_at.size() < kMostTriggers; ++cue) {
      question.cues.push_back(cue);
      nodes.trigger_at.push_back(InWindow(window, cues_[cue].piece));
      nodes.trigger_type.push_back(static_cast<int64_t>(info_.triggers.size()));
    }
    if (nodes.trigger_at.empty()) nodes.trigger_at = nodes.trigger_type = {0};
  } while (trigger < last_trigger || cue < last_cue);
  return questions;
}

void Assembly::Answer(const Window& window, const Question& question,
                      const RelationScores& scores) {
  for (size_t row = 0; row < question.triggers.size(); ++row) {
    if (InCore(window, triggers_[question.triggers[row]].piece))
      AnswerTrigger(question, scores, row);
  }
  for (size_t row = 0; row < question.cues.size(); ++row) {
    if (InCore(window, cues_[question.cues[row]].piece)) AnswerCue(question, scores, row);
  }
  if (!question.about_spans) return;
  for (size_t row = 0; row < question.spans.size(); ++row) {
    const size_t span = question.spans[row];
    if (InCore(window, spans_[span].first) && Is(span, What::kMention))
      AnswerSpan(question, scores, row);
  }
}

void Assembly::AnswerTrigger(const Question& question, const RelationScores& scores, size_t row) {
  Trigger& trigger = triggers_[question.triggers[row]].trigger;
  const float* status = scores.status.Row(row);
  const size_t statuses = info_.statuses.size();
  const size_t best = std::max_element(status, status + statuses) - status;
  float sum = 0;
  for (size_t i = 0; i < statuses; ++i) sum += std::exp(status[i] - status[best]);
  trigger.status = info_.statuses[best];
  trigger.status_score = 1 / sum;
  trigger.modes =
      BitsAbove(scores.modes.Row(row), info_.modes, info_.mode_threshold) & ModesOf(trigger.type);
  trigger.contexts = BitsAbove(scores.contexts.Row(row), info_.contexts, info_.context_threshold);
  AnswerArcs(question, scores.arcs.Row(row), &trigger);
}

std::vector<int32_t> Assembly::Fillers(const Question& question, const float* arcs,
                                       size_t r) const {
  const size_t roles = info_.roles.size();
  const Role& role = info_.roles[r];
  const auto logit = [&](size_t s) { return arcs[s * roles + r]; };
  std::vector<size_t> likely;
  for (size_t s = 0; s < question.spans.size(); ++s) {
    if (logit(s) > std::min(role.threshold, role.floor) && Is(question.spans[s], What::kMention)) {
      likely.push_back(s);
    }
  }
  std::stable_sort(likely.begin(), likely.end(),
                   [&](size_t a, size_t b) { return logit(a) > logit(b); });
  std::vector<int32_t> kept;
  for (const size_t s : likely) {
    const SpanNode& node = spans_[question.spans[s]];
    const auto overlaps = [&](int32_t other) {
      return spans_[other].first <= node.last && node.first <= spans_[other].last;
    };
    // Below the threshold only the best of all may fill the role.
    if (logit(s) > role.threshold ? std::none_of(kept.begin(), kept.end(), overlaps)
                                  : kept.empty() && logit(s) > role.floor) {
      kept.push_back(static_cast<int32_t>(question.spans[s]));
    }
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

int32_t Assembly::BestNumber(const Question& question, const float* arcs, size_t r) const {
  const size_t roles = info_.roles.size();
  float best = info_.roles[r].threshold;
  int32_t number = -1;
  for (size_t s = 0; s < question.spans.size(); ++s) {
    const float logit = arcs[s * roles + r];
    if (logit > best && Is(question.spans[s], What::kNumber)) {
      best = logit;
      number = static_cast<int32_t>(question.spans[s]);
    }
  }
  return number;
}

void Assembly::AnswerArcs(const Question& question, const float* arcs, Trigger* trigger) const {
  const size_t roles = info_.roles.size();
  for (size_t r = 0; r < roles; ++r) {
    const Role& role = info_.roles[r];
    switch (role.what) {
      case Role::What::kActor:
        trigger->actors = Fillers(question, arcs, r);
        break;
      case Role::What::kRecipient:
        trigger->recipients = Fillers(question, arcs, r);
        break;
      case Role::What::kPlace:
        trigger->places = Fillers(question, arcs, r);
        break;
      case Role::What::kSource:
        trigger->sources = Fillers(question, arcs, r);
        break;
      case Role::What::kTime:
        for (size_t s = 0; s < question.spans.size(); ++s) {
          if (arcs[s * roles + r] > role.threshold && Is(question.spans[s], What::kTime)) {
            trigger->times.push_back(static_cast<int32_t>(question.spans[s]));
          }
        }
        break;
      case Role::What::kNumber:
        if (const int32_t n = BestNumber(question, arcs, r); n >= 0) {
          trigger->numbers.push_back({role.number, BytesOf(spans_[n].first, spans_[n].last)});
        }
        break;
      default:
        break;
    }
  }
}

void Assembly::AnswerCue(const Question& question, const RelationScores& scores, size_t row) {
  const size_t roles = info_.roles.size();
  const float* arcs = scores.arcs.Row(question.triggers.size() + row);
  const auto cue = static_cast<int32_t>(question.cues[row]);
  for (size_t r = 0; r < roles; ++r) {
    const Role& role = info_.roles[r];
    if (role.what == Role::What::kSource) {
      float best = role.threshold;
      for (size_t s = 0; s < question.spans.size(); ++s) {
        const float logit = arcs[s * roles + r];
        if (!(logit > best) || !Is(question.spans[s], What::kMention)) continue;
        best = logit;
        cues_[cue].source = static_cast<int32_t>(question.spans[s]);
      }
    } else if (role.what == Role::What::kContent) {
      for (size_t c = 0; c < question.contents.size(); ++c) {
        ContentNode& content = contents_[question.contents[c]];
        const float logit = arcs[(question.spans.size() + c) * roles + r];
        if (!(logit > role.threshold && logit > content.cue_logit)) continue;
        content.cue_logit = logit;
        content.cue = cue;
      }
    }
  }
}

void Assembly::AnswerSpan(const Question& question, const RelationScores& scores, size_t row) {
  SpanNode& node = spans_[question.spans[row]];
  node.sectors = static_cast<SectorSet>(
      BitsAbove(scores.sectors.Row(row), info_.sectors, info_.sector_threshold));
  const float* antecedents = scores.antecedents.Row(row);
  const float* countries = scores.countries.Row(row);
  float best_antecedent = antecedents[row] + info_.antecedent_threshold;
  float best_country = countries[row];
  for (size_t s = 0; s < question.spans.size(); ++s) {
    if (s == row || !Is(question.spans[s], What::kMention)) continue;
    const auto span = static_cast<int32_t>(question.spans[s]);
    if (s < row && antecedents[s] > best_antecedent) {
      best_antecedent = antecedents[s];
      node.same_as = span;
    }
    if (countries[s] > best_country) {
      best_country = countries[s];
      node.country_from = span;
    }
  }
}

ClaimCue Assembly::ClaimOf(const ContentNode& content, const std::vector<Span>& quoted,
                           const std::vector<int32_t>& mention_of) const {
  ClaimCue claim;
  claim.content = TrimQuotes(text_, BytesOf(content.first, content.last));
  claim.form = FormOf(claim.content, text_, quoted);
  if (content.cue < 0) return claim;
  const CueNode& cue = cues_[content.cue];
  claim.cue = WholeWord(text_, pieces_, cue.piece);
  claim.source = cue.source < 0 ? -1 : mention_of[cue.source];
  return claim;
}

void Assembly::Write(Document* document) const {
  // Indices of spans become those of mentions or times; -1 stays.
  std::vector<int32_t> mention_of(spans_.size(), -1), time_of(spans_.size(), -1);
  document->mentions.clear();
  document->times.clear();
  for (size_t i = 0; i < spans_.size(); ++i) {
    const SpanNode& node = spans_[i];
    const SpanLabel label = info_.spans[node.label];
    if (label.what == What::kMention) {
      mention_of[i] = static_cast<int32_t>(document->mentions.size());
      document->mentions.push_back({.span = BytesOf(node.first, node.last),
                                    .kind = label.kind,
                                    .score = node.probability,
                                    .same_as = node.same_as,
                                    .country_from = node.country_from,
                                    .sectors = node.sectors});
    } else if (label.what == What::kTime) {
      time_of[i] = static_cast<int32_t>(document->times.size());
      document->times.push_back({BytesOf(node.first, node.last), ""});
    }
  }
  for (Mention& mention : document->mentions) {
    if (mention.same_as >= 0) mention.same_as = mention_of[mention.same_as];
    if (mention.country_from >= 0) mention.country_from = mention_of[mention.country_from];
  }
  document->triggers.clear();
  for (const TriggerNode& node : triggers_) {
    Trigger& trigger = document->triggers.emplace_back(node.trigger);
    for (auto* role : {&trigger.actors, &trigger.recipients, &trigger.places, &trigger.sources}) {
      for (int32_t& span : *role) span = mention_of[span];
    }
    for (int32_t& span : trigger.times) span = time_of[span];
  }
  document->claims.clear();
  const std::vector<Span> quoted = QuotedSpans(text_);
  for (const ContentNode& content : contents_) {
    ClaimCue claim = ClaimOf(content, quoted, mention_of);
    if (!claim.content.empty()) document->claims.push_back(claim);
  }
}

}  // namespace dateline
