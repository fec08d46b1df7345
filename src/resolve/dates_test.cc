#include "src/resolve/dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::ElementsAre;

// "words=value" of every expression, as of Friday, 9 May 2025.
std::vector<std::string> Dates(std::string_view text, std::string_view published = "2025-05-09") {
  std::vector<std::string> out;
  for (const DateMention& mention : FindDates(text, published)) {
    out.push_back(std::string(mention.span.In(text)) + "=" + mention.value);
  }
  return out;
}

std::vector<std::string> Timexes(std::string_view text, std::string_view published) {
  std::vector<std::string> out;
  for (const DateMention& mention : FindDates(text, published)) {
    out.push_back(std::string(mention.span.In(text)) + "=" + mention.timex);
  }
  return out;
}

std::string Normal(std::string_view text, std::string_view words, std::string_view published,
                   std::optional<EventStatus> status = std::nullopt) {
  const size_t at = text.find(words);
  EXPECT_NE(at, std::string_view::npos) << words;
  const Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  return NormalizeDate(text, span, published, status);
}

TEST(FindDates, AbsoluteDates) {
  EXPECT_THAT(Dates("Signed on March 3, 2021 and again on 4 April 2022."),
              ElementsAre("March 3, 2021=2021-03-03", "4 April 2022=2022-04-04"));
  EXPECT_THAT(Dates("From 2025-05-01 to 25/12/2025."),
              ElementsAre("2025-05-01=2025-05-01", "25/12/2025=2025-12-25"));
  EXPECT_THAT(Dates("In March 2021, in 2019 and in the 1990s."),
              ElementsAre("March 2021=2021-03", "2019=2019", "the 1990s=1990/1999"));
  EXPECT_THAT(Dates("The drill ran from May 16-18 last year."),
              ElementsAre("May 16-18 last year=2024-05-16/2024-05-18"));
  EXPECT_THAT(Dates("In the third quarter of 2024."),
              ElementsAre("the third quarter of 2024=2024-07/2024-09"));
  EXPECT_THAT(Dates("the June 3rd talks"), ElementsAre("June 3rd=2025-06-03"));
}

TEST(FindDates, WhatOnlyLooksLikeADate) {
  EXPECT_THAT(Dates("They may march. May said 2000 troops and $1990 were needed."), ElementsAre());
  EXPECT_THAT(Dates("The Sunday Times and Black Friday; 1,990 people; resolution 1973"),
              ElementsAre());
  EXPECT_THAT(Dates("every Friday"), ElementsAre());
}

TEST(FindDates, WeekdaysFollowTheTense) {
  EXPECT_THAT(Dates("He arrived on Tuesday."), ElementsAre("Tuesday=2025-05-06"));
  EXPECT_THAT(Dates("He will arrive on Tuesday."), ElementsAre("Tuesday=2025-05-13"));
  EXPECT_THAT(Dates("Police on Friday arrested two men."), ElementsAre("Friday=2025-05-09"));
  EXPECT_THAT(Dates("The minister said Monday he is to visit Oslo on Thursday."),
              ElementsAre("Monday=2025-05-05", "Thursday=2025-05-15"));
  EXPECT_THAT(Dates("A vote scheduled for Wednesday was put off."),
              ElementsAre("Wednesday=2025-05-14"));
  EXPECT_THAT(Dates("It fell last Friday and opens next Friday."),
              ElementsAre("last Friday=2025-05-02", "next Friday=2025-05-16"));
}

TEST(FindDates, RelativeStretches) {
  EXPECT_THAT(Dates("Last week, this month and earlier this year."),
              ElementsAre("Last week=2025-04-28/2025-05-04", "this month=2025-05",
                          "earlier this year=2025"));
  EXPECT_THAT(
      Dates("It was signed three years ago, five months ago and 10 days ago."),
      ElementsAre("three years ago=2022", "five months ago=2024-12", "10 days ago=2025-04-29"));
  EXPECT_THAT(Dates("He fled last autumn; polls are due next spring."),
              ElementsAre("last autumn=2024-09/2024-11", "next spring=2026-03/2026-05"));
  EXPECT_THAT(Dates("It was shut over the weekend."),
              ElementsAre("the weekend=2025-05-03/2025-05-04"));
  EXPECT_THAT(Dates("He died in December."), ElementsAre("December=2024-12"));
  EXPECT_THAT(Dates("Talks will resume in December."), ElementsAre("December=2025-12"));
  EXPECT_THAT(Dates("two days after 1 May"), ElementsAre("two days after 1 May=2025-05-03"));
}

TEST(FindDates, CountsFromTheDateBefore) {
  EXPECT_THAT(
      Dates("He was held on 3 March 2021. The next day he was freed; two days later he fled."),
      ElementsAre("3 March 2021=2021-03-03", "The next day=2021-03-04",
                  "two days later=2021-03-06"));
}

TEST(FindDates, TimeMlValues) {
  EXPECT_THAT(Timexes("Now, recently, last week and Tuesday night", "2025-05-09"),
              ElementsAre("Now=PRESENT_REF", "recently=PAST_REF", "last week=2025-W18",
                          "Tuesday night=2025-05-06TNI"));
  EXPECT_THAT(Timexes("at 9 a.m. EST Tuesday he said", "2025-05-09"),
              ElementsAre("9 a.m. EST Tuesday=2025-05-06T09:00"));
}

TEST(FindDates, WithoutPublicationOnlyTheAbsoluteHasAValue) {
  EXPECT_THAT(Dates("On Monday, 5 May 2025, and on Tuesday, and now.", ""),
              ElementsAre("Monday, 5 May 2025=2025-05-05", "Tuesday=", "now="));
}

TEST(FindDates, SurvivesAnything) {
  EXPECT_THAT(FindDates("", "2025-05-09"), ElementsAre());
  std::string noise;
  uint32_t seed = 1;
  for (int i = 0; i < 20000; ++i) {
    static constexpr std::string_view kWords[] = {
        "the ",  "last ",        "May ", "31",       "st ",    "-",       "year", " ago",
        "'",     "s ",           "\n",   "2020",     ".",      "Sunday ", "of ",  "a ",
        "half ", "\xE2\x80\x99", ", ",   "quarter ", "12:30 ", "p.m."};
    seed = seed * 1664525 + 1013904223;
    noise += kWords[(seed >> 16) % std::size(kWords)];
  }
  for (const DateMention& mention : FindDates(noise, "2025-05-09")) {
    EXPECT_LT(mention.span.begin, mention.span.end);
    // A value is a day, month or year, or an interval of two.
    const size_t size = mention.value.size();
    EXPECT_TRUE(size == 0 || size == 4 || size == 7 || size >= 9) << mention.value;
  }
}

TEST(NormalizeDate, SpansOfTheModelMayBeOff) {
  EXPECT_EQ(Normal("The two sides meet next Tuesday in Oslo.", "Tuesday", "2025-05-09"),
            "2025-05-13");
  EXPECT_EQ(Normal("It has been closed since March.", "since March", "2025-05-09"),
            "2025-03/2025-05");
  EXPECT_EQ(Normal("It has been closed since March.", "March", "2025-05-09"), "2025-03/2025-05");
  EXPECT_EQ(Normal("It stays shut until July.", "July", "2025-05-09"), "2025-05/2025-07");
  EXPECT_EQ(Normal("He ruled from 1993 to 2005.", "from 1993 to 2005", "2025-05-09"), "1993/2005");
  EXPECT_EQ(Normal("Two men were shot overnight.", "overnight", "2025-05-09"),
            "2025-05-08/2025-05-09");
  EXPECT_EQ(Normal("They fought for four days.", "four days", "2025-05-09"),
            "2025-05-06/2025-05-09");
  EXPECT_EQ(Normal("It must pay within 90 days.", "within 90 days", "2025-05-09"),
            "2025-05-09/2025-08-07");
  EXPECT_EQ(Normal("They will meet on the 19th.", "19th", "2025-05-09"), "2025-05-19");
  EXPECT_EQ(Normal("They met this week.", "this week", "2025-05-09"), "2025-05-05/2025-05-09");
  EXPECT_EQ(Normal("On Monday police stormed the hall. That evening it burned.", "That evening",
                   "2025-05-09"),
            "2025-05-05");
}

TEST(NormalizeDate, StatusOverrulesTheSentence) {
  EXPECT_EQ(Normal("The Thursday summit", "Thursday", "2025-05-09", EventStatus::kFuture),
            "2025-05-15");
  EXPECT_EQ(Normal("The Thursday summit", "Thursday", "2025-05-09", EventStatus::kActual),
            "2025-05-08");
}

TEST(NormalizeDate, UnknownIsEmpty) {
  EXPECT_EQ(Normal("He did it recently.", "recently", "2025-05-09"), "");
  EXPECT_EQ(Normal("He did it on Monday.", "Monday", ""), "");
  EXPECT_EQ(Normal("the harvest", "harvest", "2025-05-09"), "");
}

TEST(InferPublished, ReadsStampsAndHeads) {
  EXPECT_EQ(InferPublished("Published: 9 May 2025\nPolice arrested two men.").value, "2025-05-09");
  EXPECT_EQ(InferPublished("By Ann Lee, May 9, 2025\n\nThe army said it left.").value,
            "2025-05-09");
  EXPECT_EQ(InferPublished("Nobody said when.").value, "");
}

TEST(InferPublished, AnniversaryAndWeekdayFixTheDay) {
  const InferredDate inferred = InferPublished(
      "Soldiers marched through the capital on Friday. The parade on May 9 marked the 80th "
      "anniversary of the "
      "end of the war in 1945.");
  EXPECT_EQ(inferred.value, "2025-05-09");
  EXPECT_GT(inferred.confidence, 0.6);
  EXPECT_LT(inferred.confidence, 0.95);
}

// A document with one date expression, the words of `time`, used by an event of `status`.
IsoDate Resolved(std::string_view text, std::string_view time, EventStatus status) {
  Document document;
  document.article.text = text;
  document.article.published = "2026-11-26";
  const auto begin = static_cast<uint32_t>(text.find(time));
  document.times = {{{begin, begin + static_cast<uint32_t>(time.size())}, ""}};
  Trigger trigger;
  trigger.status = status;
  trigger.times = {0};
  document.triggers = {trigger};
  ResolveDates(document);
  return document.times[0].value;
}

TEST(ResolveDates, ADeedThatHasHappenedIsNotDatedAfterTheReport) {
  const std::string_view told = "She answered on Wednesday. He was held and freed two days later.";
  EXPECT_EQ(Resolved(told, "two days later", EventStatus::kActual), "");
  EXPECT_EQ(Resolved("She spoke on Monday.", "Monday", EventStatus::kActual), "2026-11-23");
  EXPECT_EQ(Resolved("Talks will be held on 3 December.", "3 December", EventStatus::kFuture),
            "2026-12-03");
}

TEST(ResolveDates, UsesTheTriggerStatus) {
  Document document;
  document.article.published = "2025-05-09T08:00:00+06:30";
  document.article.text = "The Thursday summit in Oslo.";
  document.times = {{{4, 12}, ""}};
  Trigger trigger;
  trigger.status = EventStatus::kFuture;
  trigger.times = {0};
  document.triggers = {trigger};
  ResolveDates(document);
  EXPECT_EQ(document.published, "2025-05-09");
  EXPECT_EQ(document.times[0].value, "2025-05-15");
}

}  // namespace
}  // namespace dateline
