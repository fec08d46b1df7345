#include "src/pipeline/json_output.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace dateline {
namespace {

TEST(ToJsonLine, WritesTheContractWithSpansInCodePoints) {
  CodedDocument coded;
  Document& d = coded.document;
  d.article.id = "a\"1";
  d.article.published = "2031-06-12";
  d.article.text = "“Żubr” rebels met Ōno.";  // the quotation marks and Ż Ō take several bytes
  auto span = [&](std::string_view part) {
    const auto at = static_cast<uint32_t>(d.article.text.find(part));
    return Span{at, at + static_cast<uint32_t>(part.size())};
  };
  Mention rebels, ono;
  rebels.span = span("rebels");
  rebels.kind = MentionKind::kGrp;
  rebels.entity = 0;
  ono.span = span("Ōno");
  d.mentions = {rebels, ono};
  d.entities = {{"rebels", "POL", *ParseSectors("REB"), "", std::nullopt}};
  Event e;
  e.id = "e";
  e.type = EventType::kConsult;
  e.plover = "CONSULT";
  e.trigger = span("met");
  e.sentence = {0, static_cast<uint32_t>(d.article.text.size())};
  e.actors = {0, 1};
  e.numbers = {{Number::kKilled, span("met"), 3}};
  coded.events = {e};
  coded.claims = {{-1, std::nullopt, span("Żubr"), ClaimForm::kDirect}};

  const auto j = nlohmann::json::parse(ToJsonLine(coded));
  EXPECT_EQ(j["id"], "a\"1");
  EXPECT_EQ(j["mentions"][0]["span"], (std::vector<int>{7, 13}));
  EXPECT_EQ(j["mentions"][1]["text"], "Ōno");
  EXPECT_EQ(j["mentions"][0]["entity"], "e1");
  EXPECT_EQ(j["entities"]["e1"]["sectors"][0], "REB");
  EXPECT_EQ(j["events"][0]["actor"], (std::vector<std::string>{"m1", "m2"}));
  EXPECT_EQ(j["events"][0]["trigger"], (std::vector<int>{14, 17}));
  EXPECT_TRUE(j["events"][0]["date"].is_null());
  EXPECT_EQ(j["events"][0]["killed"]["value"], 3);
  EXPECT_TRUE(j["claims"][0]["source"].is_null());
  EXPECT_EQ(j["claims"][0]["content"], (std::vector<int>{1, 5}));
}

}  // namespace
}  // namespace dateline
