#include "src/language/quotes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Quoted(std::string_view text) {
  std::vector<std::string> out;
  for (const Span span : QuotedSpans(text)) out.emplace_back(span.In(text));
  return out;
}

ClaimForm Form(std::string_view text, std::string_view content) {
  const auto begin = static_cast<uint32_t>(text.find(content));
  return FormOf({begin, begin + static_cast<uint32_t>(content.size())}, text, QuotedSpans(text));
}

TEST(Quotes, EveryStyle) {
  EXPECT_THAT(Quoted("He said \"yes\" and \"no\"."), ElementsAre("yes", "no"));
  EXPECT_THAT(Quoted("He said “yes” and ‘no’."), ElementsAre("yes", "no"));
  EXPECT_THAT(Quoted("„Wir gehen“, sagte er. »Ja«, «oui», ‹si›"),
              ElementsAre("Wir gehen", "Ja", "oui", "si"));
  EXPECT_THAT(Quoted("”Ja”, sade hon"), ElementsAre("Ja"));
  EXPECT_THAT(Quoted("他说：“不会。”「はい」"), ElementsAre("不会。", "はい"));
  EXPECT_THAT(Quoted("'Yes,' she said"), ElementsAre("Yes,"));
  EXPECT_THAT(Quoted("« Oui »"), ElementsAre(" Oui "));
}

TEST(Quotes, ApostrophesAreNone) {
  EXPECT_THAT(Quoted("the workers' union's demands, the '90s and O’Hara’s rock 'n' roll"),
              ElementsAre("n"));
  EXPECT_THAT(Quoted("Myanmar’s generals’ men"), IsEmpty());
  EXPECT_THAT(Quoted("“It’s the people’s will,” he said"), ElementsAre("It’s the people’s will,"));
}

TEST(Quotes, NestedOnesArePartOfTheOuter) {
  EXPECT_THAT(Quoted("\"He told me 'go' and I went,\" she said"),
              ElementsAre("He told me 'go' and I went,"));
  EXPECT_THAT(Quoted("“A ‘fair’ deal,” he said"), ElementsAre("A ‘fair’ deal,"));
}

TEST(Quotes, AQuoteWithoutEndRunsToItsLineEnd) {
  EXPECT_THAT(Quoted("\"We go on.\n\"And on,\" he said. He left"),
              ElementsAre("We go on.", "And on,"));
}

TEST(Quotes, FormOfAClaim) {
  const std::string_view text =
      "\"We will not be silenced,\" she said, adding that the \"so-called\" talks were over. He "
      "said it rained.";
  EXPECT_EQ(Form(text, "We will not be silenced"), ClaimForm::kDirect);
  EXPECT_EQ(Form(text, "the \"so-called\" talks were over"), ClaimForm::kMixed);
  EXPECT_EQ(Form(text, "it rained"), ClaimForm::kIndirect);
}

TEST(Quotes, TrimmedOfSpaceAndMarks) {
  const std::string_view text = " “«Yes, O'Hara.» ";
  EXPECT_EQ(TrimQuotes(text, {0, static_cast<uint32_t>(text.size())}).In(text), "Yes, O'Hara.");
  EXPECT_TRUE(TrimQuotes("\"'\"", {0, 3}).empty());
}

}  // namespace
}  // namespace dateline
