#include "src/language/language_model.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "src/base/thread_pool.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A model that works by simple rules: make_tiny_model.py says which.
const std::string kTinyModel = DATELINE_SOURCE_DIR "/tests/data/language/tiny-model";

const LanguageModel& Tiny() {
  static const auto* model = new LanguageModel(LanguageModel::Open(kTinyModel).value());
  return *model;
}

Document Read(std::string text) {
  return Tiny().Run(Article{.id = "a", .text = std::move(text)}).value();
}

std::string Text(const Document& d, Span span) { return std::string(span.In(d.text())); }

std::vector<std::string> Texts(const Document& d, const std::vector<int32_t>& mentions) {
  std::vector<std::string> out;
  for (const int32_t m : mentions) out.push_back(Text(d, d.mentions[m].span));
  return out;
}

std::vector<std::string> Mentions(const Document& d) {
  std::vector<std::string> out;
  for (const Mention& m : d.mentions) out.push_back(Text(d, m.span));
  return out;
}

// Everything the model said, for comparing runs.
std::string Written(const Document& d) {
  std::string out;
  for (const Mention& m : d.mentions)
    out += fmt::format("{} {} {}\n", Text(d, m.span), m.span.begin, m.same_as);
  for (const Trigger& t : d.triggers) {
    out += fmt::format("{} {} {} {} {} {}\n", Text(d, t.span), t.span.begin, Name(t.status),
                       t.actors, t.recipients, t.times);
  }
  for (const ClaimCue& c : d.claims) out += fmt::format("{} {}\n", Text(d, c.content), c.source);
  return out;
}

TEST(LanguageModel, ReadsWhoDidWhatToWhom) {
  const Document d = Read("Anna met Ben in USA on Monday.");
  EXPECT_THAT(Mentions(d), ElementsAre("Anna", "Ben", "USA"));
  EXPECT_EQ(d.mentions[2].kind, MentionKind::kGpe);
  EXPECT_EQ(d.mentions[2].sectors, *ParseSectors("GOV"));
  EXPECT_EQ(d.mentions[0].country_from, 2);
  EXPECT_EQ(d.mentions[2].country_from, -1);
  EXPECT_EQ(d.sentences, (std::vector<Span>{{0, 30}}));
  ASSERT_EQ(d.triggers.size(), 1u);
  const Trigger& met = d.triggers[0];
  EXPECT_EQ(Text(d, met.span), "met");
  EXPECT_EQ(met.type, EventType::kConsult);
  EXPECT_EQ(met.status, EventStatus::kActual);
  EXPECT_GT(met.score, .9);
  EXPECT_THAT(Texts(d, met.actors), ElementsAre("Anna"));
  EXPECT_THAT(Texts(d, met.recipients), ElementsAre("Ben", "USA"));
  ASSERT_THAT(met.times, ElementsAre(0));
  EXPECT_EQ(Text(d, d.times[0].span), "Monday");
  EXPECT_EQ(met.contexts, ContextSet{1} << *ContextBit("diplomatic"));
}

TEST(LanguageModel, ModesAreThoseOfTheType) {
  const Document d = Read("Anna met Ben. Carl attacked Dora.");
  EXPECT_EQ(d.triggers[0].modes, ModeSet{1} << *ModeBit("visit"));
  EXPECT_EQ(d.triggers[1].modes, ModeSet{1} << *ModeBit("explosives"));
}

TEST(LanguageModel, StatusAndNumbers) {
  const Document d = Read("Anna will met Ben. They attacked the town killing 12.");
  EXPECT_EQ(d.triggers[0].status, EventStatus::kFuture);
  EXPECT_EQ(d.triggers[1].status, EventStatus::kActual);
  ASSERT_EQ(d.triggers[1].numbers.size(), 1u);
  EXPECT_EQ(d.triggers[1].numbers[0].what, Number::kKilled);
  EXPECT_EQ(Text(d, d.triggers[1].numbers[0].span), "12");
  EXPECT_THAT(Mentions(d), ElementsAre("Anna", "Ben", "They"));  // a number is no mention
}

TEST(LanguageModel, ClaimsHaveSourceAndForm) {
  const Document d = Read(
      "Ben said that \"they left town\". Dora said that it was \"rain\". Carl said that it fell.");
  ASSERT_EQ(d.claims.size(), 3u);
  EXPECT_EQ(Text(d, d.claims[0].content), "they left town");
  EXPECT_EQ(Text(d, *d.claims[0].cue), "said");
  EXPECT_EQ(Text(d, d.mentions[d.claims[0].source].span), "Ben");
  EXPECT_EQ(d.claims[0].form, ClaimForm::kDirect);
  EXPECT_EQ(Text(d, d.claims[1].content), "it was \"rain");
  EXPECT_EQ(d.claims[1].form, ClaimForm::kMixed);
  EXPECT_EQ(d.claims[2].form, ClaimForm::kIndirect);
  EXPECT_EQ(Text(d, d.mentions[d.claims[2].source].span), "Carl");
}

TEST(LanguageModel, ContentWithoutACueHasNoSource) {
  const Document d = Read("that it fell.");
  ASSERT_EQ(d.claims.size(), 1u);
  EXPECT_FALSE(d.claims[0].cue.has_value());
  EXPECT_EQ(d.claims[0].source, -1);
}

TEST(LanguageModel, LinksMentionsToEarlierOnes) {
  const Document d = Read("Anna Dora met Ben. They left and later Dora met Carl.");
  EXPECT_THAT(Mentions(d), ElementsAre("Anna Dora", "Ben", "They", "Dora", "Carl"));
  EXPECT_EQ(d.mentions[0].same_as, -1);
  EXPECT_EQ(d.mentions[1].same_as, -1);
  EXPECT_EQ(d.mentions[3].same_as, 0);
}

TEST(LanguageModel, NothingInNothingOut) {
  for (const std::string text : {"", " \n ", "\u200B", "it was rain."}) {
    const Document d = Read(text);
    EXPECT_THAT(d.mentions, IsEmpty());
    EXPECT_THAT(d.triggers, IsEmpty());
    EXPECT_THAT(d.claims, IsEmpty());
  }
  EXPECT_EQ(Read("it was rain.").sentences.size(), 1u);
}

TEST(LanguageModel, SpansAreBytesOfAnyScript) {
  const Document d = Read("북한 — Änna met Zoë.");
  EXPECT_THAT(Mentions(d), ElementsAre("Änna", "Zoë"));
  EXPECT_THAT(Texts(d, d.triggers.at(0).actors), ElementsAre("Änna"));
}

// Windows of the tiny model hold 38 pieces; their cores about 20.
TEST(LanguageModel, EveryEventOfALongArticleIsFoundOnce) {
  std::string text;
  const int paragraphs = 2000;  // about 100 kB
  for (int i = 0; i < paragraphs; ++i)
    text += "Anna met Ben in the town with rain and rain again it fell.\n";
  const Document d = Read(text);
  ASSERT_EQ(d.triggers.size(), static_cast<size_t>(paragraphs));
  ASSERT_EQ(d.mentions.size(), 2u * paragraphs);
  for (int i = 0; i < paragraphs; ++i) {
    EXPECT_THAT(d.triggers[i].actors, ElementsAre(2 * i)) << i;
    EXPECT_THAT(d.triggers[i].recipients, ElementsAre(2 * i + 1)) << i;
  }
}

TEST(LanguageModel, NoMentionIsTornWhereThereIsNoPlaceToCut) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "rain Anna Ben Carl fell ";
  const Document d = Read(text);
  ASSERT_EQ(d.mentions.size(), 300u);
  for (const Mention& m : d.mentions) EXPECT_EQ(Text(d, m.span), "Anna Ben Carl");
}

TEST(LanguageModel, ArcsAndLinksCrossWindowBorders) {
  // The trigger is the last word of a sentence at whose end the first window is cut.
  std::string text;
  for (int i = 0; i < 5; ++i) text += "it was rain. ";
  text += "Anna met. Ben fell and it was rain again with rain. ";
  for (int i = 0; i < 10; ++i) text += "it was rain. ";
  const Document d = Read(text);
  ASSERT_EQ(d.triggers.size(), 1u);
  EXPECT_THAT(Texts(d, d.triggers[0].recipients), ElementsAre("Ben"));
}

TEST(LanguageModel, ThreadsShareOneModel) {
  std::vector<std::string> texts, expected(20), found(20);
  for (int i = 0; i < 20; ++i) {
    texts.emplace_back();
    for (int k = 0; k <= i; ++k)
      texts.back() += "Anna will met Ben. Dora said that they left town on Monday.\n";
    expected[i] = Written(Read(texts[i]));
  }
  {
    ThreadPool pool(4, 8);
    for (int i = 0; i < 20; ++i)
      pool.Submit([&, i](size_t) { found[i] = Written(Read(texts[i])); });
  }
  EXPECT_EQ(found, expected);
}

TEST(LanguageModel, TellsAboutItself) {
  EXPECT_EQ(Tiny().info().name, "tiny");
  EXPECT_EQ(Tiny().info().version, "1");
  EXPECT_THAT(Tiny().info().languages, ElementsAre("en"));
  EXPECT_TRUE(Tiny().VerifyFiles());
}

// A copy of the tiny model to spoil.
class SpoiltModel : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::temp_directory_path() /
                 ("dateline-model-" +
                  std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) +
                  std::to_string(::testing::UnitTest::GetInstance()->random_seed()));
    std::filesystem::remove_all(directory_);
    std::filesystem::copy(kTinyModel, directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  void Replace(const std::string& from, const std::string& to) {
    std::ifstream in(directory_ / "model.json");
    std::string json{std::istreambuf_iterator<char>(in), {}};
    const size_t at = json.find(from);
    ASSERT_NE(at, std::string::npos);
    json.replace(at, from.size(), to);
    std::ofstream(directory_ / "model.json") << json;
  }
  std::string OpenError() const {
    const auto model = LanguageModel::Open(directory_.string());
    return model ? "" : model.error().message;
  }

  std::filesystem::path directory_;
};

TEST_F(SpoiltModel, Unspoilt) { EXPECT_EQ(OpenError(), ""); }

TEST_F(SpoiltModel, Missing) {
  EXPECT_THAT(LanguageModel::Open("/no/such/model").error().message,
              HasSubstr("/no/such/model/model.json"));
  std::filesystem::remove(directory_ / "vocab.txt");
  EXPECT_THAT(OpenError(), HasSubstr("vocab.txt: No such file"));
}

TEST_F(SpoiltModel, AnotherFormat) {
  Replace("\"format\": 1", "\"format\": 2");
  EXPECT_THAT(OpenError(), HasSubstr("/format is not 1"));
}

TEST_F(SpoiltModel, UnknownLabel) {
  Replace("\"CONSULT\"", "\"DANCE\"");
  EXPECT_THAT(OpenError(), HasSubstr("/labels/triggers has the unknown label DANCE"));
}

TEST_F(SpoiltModel, MissingThreshold) {
  Replace("\"cue\": 0", "\"queue\": 0");
  EXPECT_THAT(OpenError(), HasSubstr("/thresholds/cue is missing"));
}

TEST_F(SpoiltModel, GraphOfAnotherShape) {
  Replace("\"span_width\": 4", "\"span_width\": 5");
  EXPECT_THAT(
      OpenError(),
      HasSubstr("encoder.onnx: the output spans has the shape [1, 3, 4, 5], not [1, 3, 5, 5]"));
}

TEST_F(SpoiltModel, NoGraph) {
  std::ofstream(directory_ / "relations.onnx") << "no graph";
  EXPECT_THAT(OpenError(), HasSubstr("ONNX Runtime"));
}

TEST_F(SpoiltModel, NotJson) {
  std::ofstream(directory_ / "model.json") << "{";
  EXPECT_THAT(OpenError(), HasSubstr("model.json: "));
}

TEST_F(SpoiltModel, ChangedFilesAreNoticed) {
  std::ofstream(directory_ / "vocab.txt", std::ios::app) << "more\n";
  const auto model = LanguageModel::Open(directory_.string());
  ASSERT_TRUE(model);
  const Status status = model->VerifyFiles();
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("vocab.txt is not the file that model.json names"));
}

}  // namespace
}  // namespace dateline
