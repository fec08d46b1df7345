#include "src/language/assembly.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Scores Filled(std::vector<int64_t> shape, float value) {
  size_t size = 1;
  for (const int64_t extent : shape) size *= extent;
  auto values = std::make_shared<std::vector<float>>(size, value);
  return {values, values->data(), std::move(shape)};
}

float& At(Scores& scores, std::vector<int64_t> index) {
  size_t offset = 0;
  for (size_t d = 0; d < index.size(); ++d) offset = offset * scores.shape[d] + index[d];
  return const_cast<float&>(scores.data[offset]);
}

enum SpanIndex { kNothing, kPer, kGpe, kTime, kNum };
enum RoleIndex { kActor, kRecipient, kPlace, kSource, kTimeRole, kContent, kKilled };

ModelInfo Info() {
  using What = SpanLabel::What;
  ModelInfo info;
  info.span_width = 3;
  info.spans = {{What::kNothing},
                {What::kMention, MentionKind::kPer},
                {What::kMention, MentionKind::kGpe},
                {What::kTime},
                {What::kNumber}};
  info.triggers = {EventType::kConsult, EventType::kAssault};
  info.roles = {{Role::What::kActor},
                {Role::What::kRecipient},
                {Role::What::kPlace},
                {Role::What::kSource},
                {Role::What::kTime},
                {Role::What::kContent},
                {Role::What::kNumber, Number::kKilled}};
  info.statuses = {EventStatus::kActual, EventStatus::kNegated};
  info.modes = {*ModeBit("visit"), *ModeBit("drone")};
  info.contexts = {*ContextBit("military")};
  info.sectors = {*SectorBit("GOV"), *SectorBit("MIL")};
  return info;
}

// One window over a text of words, each a piece; nothing is found unless a test says so.
class AssemblyTest : public testing::Test {
 protected:
  explicit AssemblyTest(
      std::string text = "Anna met Ben in Minsk on Monday said that it rained 3 of 9 times")
      : document_{.article = {.text = std::move(text)}} {
    const std::string& t = document_.article.text;
    for (uint32_t begin = 0; begin < t.size();) {
      const auto end = static_cast<uint32_t>(std::min(t.find(' ', begin), t.size()));
      pieces_.push_back({1, {begin, end}});
      begin = end + 1;
    }
    window_ = {0, pieces_.size(), 0, pieces_.size()};
    const auto length = static_cast<int64_t>(pieces_.size()) + 2;
    scores_ = {Filled({length, 1}, 0), Filled({length, 3, 5}, -5), Filled({length, 3}, -5),
               Filled({length}, -5), Filled({length, 3}, -5)};
    for (int64_t l = 0; l < length; ++l) {
      for (int64_t w = 0; w < 3; ++w) At(scores_.spans, {l, w, 0}) = 0;
      At(scores_.triggers, {l, 0}) = 0;
      At(scores_.contents, {l, 0}) = 0;
    }
  }

  // Pieces count from 0, as words of the text.
  void Span(int first, int last, SpanIndex label) {
    At(scores_.spans, {first + 1, last - first, label}) = 5;
  }
  void Trigger(int piece, int type) { At(scores_.triggers, {piece + 1, type + 1}) = 5; }
  void Cue(int piece) { At(scores_.cues, {piece + 1}) = 5; }
  void Content(int first, int last) {
    for (int i = first; i <= last; ++i) At(scores_.contents, {i + 1, i == first ? 1 : 2}) = 5;
  }

  // Adds the window and makes answers that say nothing, for the test to change.
  void Ask() {
    assembly_.Add(window_, scores_);
    auto questions = assembly_.Ask(window_);
    ASSERT_EQ(questions.size(), 1u);
    question_ = questions[0];
    const auto s = static_cast<int64_t>(question_.nodes.span_begin.size());
    const auto t = static_cast<int64_t>(question_.nodes.trigger_at.size());
    relations_ = {Filled({t, s, 7}, -5), Filled({t, 2}, 0),  Filled({t, 2}, -5), Filled({t, 1}, -5),
                  Filled({s, 2}, -5),    Filled({s, s}, -5), Filled({s, s}, -5)};
  }
  void Arc(int trigger, int span, RoleIndex role, float logit = 5) {
    At(relations_.arcs, {trigger, span, role}) = logit;
  }
  void Finish() {
    assembly_.Answer(window_, question_, relations_);
    assembly_.Write(&document_);
  }
  std::string Text(dateline::Span span) const { return std::string(span.In(document_.text())); }

  ModelInfo info_ = Info();
  Document document_;
  std::vector<Piece> pieces_;
  Window window_;
  WindowScores scores_;
  Assembly assembly_{info_, document_.article.text, pieces_};
  Assembly::Question question_;
  RelationScores relations_;
};

TEST_F(AssemblyTest, ArcsGoToSpansOfTheirKindOnly) {
  Span(0, 0, kPer);
  Span(4, 4, kGpe);
  Span(6, 6, kTime);
  Span(11, 11, kNum);
  Trigger(1, 0);
  Ask();
  for (int span = 0; span < 4; ++span) {
    for (int role = kActor; role <= kKilled; ++role) Arc(0, span, static_cast<RoleIndex>(role));
  }
  Finish();
  ASSERT_EQ(document_.triggers.size(), 1u);
  const auto& trigger = document_.triggers[0];
  EXPECT_THAT(trigger.actors, ElementsAre(0, 1));
  EXPECT_THAT(trigger.sources, ElementsAre(0, 1));
  EXPECT_THAT(trigger.times, ElementsAre(0));
  ASSERT_EQ(trigger.numbers.size(), 1u);
  EXPECT_EQ(Text(trigger.numbers[0].span), "3");
  EXPECT_EQ(document_.mentions.size(), 2u);
  EXPECT_EQ(document_.times.size(), 1u);
}

TEST_F(AssemblyTest, ThresholdsAreOfTheRole) {
  info_.roles[kActor].threshold = 2;
  info_.roles[kPlace].threshold = -2;
  Span(0, 0, kPer);
  Trigger(1, 0);
  Ask();
  Arc(0, 0, kActor, 1);
  Arc(0, 0, kPlace, -1);
  Finish();
  EXPECT_THAT(document_.triggers[0].actors, IsEmpty());
  EXPECT_THAT(document_.triggers[0].places, ElementsAre(0));
}

TEST_F(AssemblyTest, OfSeveralNumbersTheSurestIsTheCount) {
  Span(11, 11, kNum);
  Span(13, 13, kNum);
  Trigger(1, 1);
  Ask();
  Arc(0, 0, kKilled, 1);
  Arc(0, 1, kKilled, 2);
  Finish();
  ASSERT_EQ(document_.triggers[0].numbers.size(), 1u);
  EXPECT_EQ(Text(document_.triggers[0].numbers[0].span), "9");
}

TEST_F(AssemblyTest, ModesOfOtherTypesAreDropped) {
  Trigger(1, 0);
  Ask();
  At(relations_.modes, {0, 0}) = At(relations_.modes, {0, 1}) = 5;
  At(relations_.status, {0, 1}) = std::log(3.f);
  At(relations_.contexts, {0, 0}) = 1;
  Finish();
  const auto& trigger = document_.triggers[0];
  EXPECT_EQ(trigger.modes, ModeSet{1} << *ModeBit("visit"));
  EXPECT_EQ(trigger.status, EventStatus::kNegated);
  EXPECT_NEAR(trigger.status_score, .75, 1e-4);
  EXPECT_EQ(trigger.contexts, ContextSet{1} << *ContextBit("military"));
}

TEST_F(AssemblyTest, AContentBelongsToItsBestCueAndTakesItsSource) {
  Span(0, 0, kPer);
  Span(2, 2, kPer);
  Cue(1);
  Cue(7);
  Content(9, 10);
  Ask();
  ASSERT_THAT(question_.nodes.span_kind, ElementsAre(kPer, kPer, 5));
  ASSERT_THAT(question_.nodes.trigger_type, ElementsAre(2, 2));
  Arc(0, 2, kContent, 1);
  Arc(1, 2, kContent, 2);
  Arc(0, 0, kSource, 5);
  Arc(1, 0, kSource, 1);
  Arc(1, 1, kSource, 2);
  Arc(1, 0, kActor, 5);  // cues have no actors
  Finish();
  ASSERT_EQ(document_.claims.size(), 1u);
  EXPECT_EQ(Text(*document_.claims[0].cue), "said");
  EXPECT_EQ(Text(document_.claims[0].content), "it rained");
  EXPECT_EQ(document_.claims[0].source, 1);
}

TEST_F(AssemblyTest, AContentThatNoCueTakesHasNone) {
  Cue(7);
  Content(9, 10);
  Ask();
  Arc(0, 0, kContent, -1);
  Finish();
  ASSERT_EQ(document_.claims.size(), 1u);
  EXPECT_FALSE(document_.claims[0].cue);
  EXPECT_EQ(document_.claims[0].source, -1);
}

TEST_F(AssemblyTest, AntecedentsAreEarlierMentionsBetterThanNone) {
  Span(0, 0, kPer);
  Span(2, 2, kPer);
  Span(4, 4, kGpe);
  Ask();
  for (int s = 0; s < 3; ++s)
    At(relations_.antecedents, {s, s}) = At(relations_.countries, {s, s}) = 0;
  At(relations_.antecedents, {1, 0}) = 1;
  At(relations_.antecedents, {1, 2}) = 9;  // later: never
  At(relations_.antecedents, {2, 0}) = -1;
  At(relations_.countries, {0, 2}) = 1;  // later ones may give the country
  At(relations_.sectors, {2, 0}) = 1;
  Finish();
  EXPECT_EQ(document_.mentions[0].same_as, -1);
  EXPECT_EQ(document_.mentions[1].same_as, 0);
  EXPECT_EQ(document_.mentions[2].same_as, -1);
  EXPECT_EQ(document_.mentions[0].country_from, 2);
  EXPECT_EQ(document_.mentions[1].country_from, -1);
  EXPECT_EQ(document_.mentions[2].sectors, *ParseSectors("GOV"));
}

TEST_F(AssemblyTest, TheThresholdOfAntecedentsIsForNone) {
  info_.antecedent_threshold = 2;
  Span(0, 0, kPer);
  Span(2, 2, kPer);
  Ask();
  At(relations_.antecedents, {1, 1}) = 0;
  At(relations_.antecedents, {1, 0}) = 1;
  Finish();
  EXPECT_EQ(document_.mentions[1].same_as, -1);
}

TEST_F(AssemblyTest, ScoresAreCalibrated) {
  info_.calibration_scale = 0;
  info_.calibration_offset = std::log(3.f);
  Trigger(1, 0);
  Ask();
  Finish();
  EXPECT_NEAR(document_.triggers[0].score, .75, 1e-5);
}

TEST_F(AssemblyTest, OnlyTheCoreIsDecided) {
  Span(0, 0, kPer);
  Span(2, 2, kPer);
  Trigger(1, 0);
  Trigger(7, 1);
  window_.core_begin = 2;
  Ask();
  EXPECT_THAT(question_.nodes.span_begin, ElementsAre(3));
  EXPECT_THAT(question_.nodes.trigger_at, ElementsAre(8));
  Finish();
  EXPECT_EQ(document_.mentions.size(), 1u);
  EXPECT_EQ(document_.triggers.size(), 1u);
}

TEST_F(AssemblyTest, EmptyInputsOfTheGraphArePadded) {
  Trigger(1, 0);
  Ask();
  EXPECT_THAT(question_.nodes.span_begin, ElementsAre(0));
  EXPECT_THAT(question_.nodes.span_kind, ElementsAre(5));
  EXPECT_THAT(question_.nodes.span_match, ElementsAre(0));
  EXPECT_THAT(question_.spans, IsEmpty());
  Arc(0, 0, kActor);
  Finish();
  EXPECT_THAT(document_.triggers[0].actors, IsEmpty());
}

TEST_F(AssemblyTest, NothingFoundNothingAsked) {
  assembly_.Add(window_, scores_);
  EXPECT_TRUE(assembly_.Ask(window_).empty());
}

class ManyWords : public AssemblyTest {
 protected:
  ManyWords()
      : AssemblyTest([] {
          std::string text = "A";
          for (int i = 1; i < 300; ++i) text += " B";
          return text;
        }()) {}
};

TEST_F(ManyWords, AreAskedAboutInParts) {
  for (int i = 0; i < 300; ++i) {
    Span(i, i, kPer);
    Trigger(i, 0);
  }
  assembly_.Add(window_, scores_);
  const auto questions = assembly_.Ask(window_);
  size_t triggers = 0, about_spans = 0;
  for (const auto& question : questions) {
    triggers += question.triggers.size();
    about_spans += question.about_spans;
    EXPECT_LE(question.nodes.span_begin.size(), 160u);
    EXPECT_TRUE(std::is_sorted(question.spans.begin(), question.spans.end()));
  }
  EXPECT_EQ(triggers, 300u);
  EXPECT_EQ(about_spans, 1u);
}

}  // namespace
}  // namespace dateline
