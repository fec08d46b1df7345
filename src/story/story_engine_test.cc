#include "src/story/story_engine.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "src/story/state_codec.h"

namespace dateline {
namespace {

// A stream of made-up reports: a hundred matters with words, places and events of their own.
DocumentDigest Report(std::mt19937& random, int number) {
  const int matter = static_cast<int>(random() % 100);
  CodedDocument coded;
  Document& d = coded.document;
  d.article.id = std::to_string(number);
  d.article.publisher = std::to_string(random() % 7) + " Post";
  d.published =
      "2031-0" + std::to_string(1 + number / 200) + "-" + std::to_string(10 + random() % 18);
  std::string& text = d.article.text;
  for (int i = 0; i < 30; ++i)
    text += "word" + std::to_string(matter * 40 + static_cast<int>(random() % 40)) + " ";
  for (int i = 0; i < 30; ++i) text += "common" + std::to_string(random() % 300) + " ";
  d.mentions.push_back({.span = {0, 5}, .entity = 0});
  d.entities.push_back({"side " + std::to_string(matter), "ZMB"});
  for (int e = 0; e < 2; ++e) {
    Event event;
    event.type = static_cast<EventType>((matter + e) % kEventTypes);
    event.trigger = {static_cast<uint32_t>(6 * e), static_cast<uint32_t>(6 * e + 5)};
    event.sentence = {0, 40};
    event.actors = {0};
    event.numbers = {{Number::kKilled, {0, 1}, static_cast<double>(random() % 5)}};
    coded.events.push_back(event);
  }
  return DigestOf(coded);
}

bool Same(const DocumentPlacement& a, const DocumentPlacement& b) {
  if (a.story != b.story || a.copy_of != b.copy_of || a.reports.size() != b.reports.size())
    return false;
  for (size_t i = 0; i < a.reports.size(); ++i) {
    if (a.reports[i].event != b.reports[i].event || a.reports[i].role != b.reports[i].role)
      return false;
  }
  return true;
}

TEST(StoryEngine, GoesOnFromSavedStatesExactlyAsIfItHadNeverStopped) {
  constexpr int kReports = 900, kStop = 500;
  StoryOptions options;
  options.remembered = 200;  // so that forgetting is part of it
  std::mt19937 random(7);
  std::vector<DocumentDigest> reports;
  for (int i = 0; i < kReports; ++i) reports.push_back(Report(random, i));
  StoryEngine whole(options);
  std::map<int64_t, std::string> states;
  std::vector<DocumentPlacement> placements;
  auto place = [&](StoryEngine& engine, int i) {
    placements.push_back(engine.Place(reports[i], i));
    states[i] = engine.SaveLast();
    for (int64_t gone : engine.TakeChanges().forgotten) states.erase(gone);
  };
  for (int i = 0; i < kStop; ++i) place(whole, i);
  const auto saved = states;
  for (int i = kStop; i < kReports; ++i) place(whole, i);
  EXPECT_LE(states.size(), 200u);

  StoryEngine resumed(options);
  for (const auto& [sequence, state] : saved) ASSERT_TRUE(resumed.Restore(state));
  EXPECT_TRUE(resumed.TakeChanges().events.empty()) << "what is restored has not changed";
  for (int i = kStop; i < kReports; ++i) {
    ASSERT_TRUE(Same(resumed.Place(reports[i], i), placements[i])) << i;
  }
}

TEST(StoryEngine, FindsTheStoriesOfAStream) {
  std::mt19937 random(3);
  StoryEngine engine;
  std::set<uint64_t> stories;
  for (int i = 0; i < 600; ++i) stories.insert(engine.Place(Report(random, i), i).story);
  EXPECT_GE(stories.size(), 95u);
  EXPECT_LE(stories.size(), 140u);
}

TEST(StoryEngine, HandsOutEveryChangeOnce) {
  std::mt19937 random(5);
  StoryEngine engine;
  const DocumentDigest report = Report(random, 1);
  engine.Place(report, 1);
  StoryChanges first = engine.TakeChanges();
  ASSERT_EQ(first.stories.size(), 1u);
  EXPECT_EQ(first.stories[0].documents, 1);
  EXPECT_EQ(first.events.size(), 2u);
  EXPECT_TRUE(engine.TakeChanges().stories.empty());
}

TEST(StateCodec, RefusesDamage) {
  std::mt19937 random(9);
  StoryEngine engine;
  engine.Place(Report(random, 1), 1);
  const std::string state = engine.SaveLast();
  ASSERT_TRUE(DecodeState(state));
  EXPECT_EQ(EncodeState(*DecodeState(state)), state);
  for (size_t cut : {size_t{0}, size_t{1}, state.size() / 2, state.size() - 1}) {
    EXPECT_FALSE(DecodeState(std::string_view(state).substr(0, cut))) << cut;
  }
  for (size_t at = 0; at < state.size(); ++at) {  // whatever a changed byte makes of it, it ends
    std::string changed = state;
    changed[at] = static_cast<char>(changed[at] ^ 0xff);
    (void)DecodeState(changed);
  }
}

}  // namespace
}  // namespace dateline
