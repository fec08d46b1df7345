#include "src/ingest/date_text.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(DateTextTest, KeepsThePrecisionAndOffsetThatAreWritten) {
  EXPECT_EQ(ParseDate("2024-04-30"), "2024-04-30");
  EXPECT_EQ(ParseDate("2024-04-30T14:05"), "2024-04-30T14:05:00");
  EXPECT_EQ(ParseDate("2024-04-30T14:05:09.123Z"), "2024-04-30T14:05:09Z");
  EXPECT_EQ(ParseDate("2024-04-30T14:05:09+0200"), "2024-04-30T14:05:09+02:00");
  EXPECT_EQ(ParseDate("2024-04-30 14:05:09-05:30"), "2024-04-30T14:05:09-05:30");
  EXPECT_EQ(ParseDate("Tue, 30 Apr 2024 14:05:09 GMT"), "2024-04-30T14:05:09Z");
  EXPECT_EQ(ParseDate("20240430"), "2024-04-30");
  EXPECT_EQ(ParseDate("1714485909"), "2024-04-30T14:05:09Z");
  EXPECT_EQ(ParseDate("1714485909000"), "2024-04-30T14:05:09Z");
}

TEST(DateTextTest, ReadsDatesOfManyLanguages) {
  EXPECT_EQ(ParseDate("Published April 30, 2024, 2:05 p.m. EDT"), "2024-04-30T14:05:00-04:00");
  EXPECT_EQ(ParseDate("Posted on 1st May 2024 by the desk"), "2024-05-01");
  EXPECT_EQ(ParseDate("Stand: 30. April 2024, 14:05 Uhr"), "2024-04-30T14:05:00");
  EXPECT_EQ(ParseDate("30.04.2024"), "2024-04-30");
  EXPECT_EQ(ParseDate("le 3 août 2023 à 08h15"), "2023-08-03T08:15:00");
  EXPECT_EQ(ParseDate("30 de abril de 2024"), "2024-04-30");
  EXPECT_EQ(ParseDate("5 Nisan 2025"), "2025-04-05");
  EXPECT_EQ(ParseDate("30 апреля 2024, 14:05"), "2024-04-30T14:05:00");
  EXPECT_EQ(ParseDate("2024年4月30日 14:05"), "2024-04-30T14:05:00");
  EXPECT_EQ(ParseDate("2024年4月30日"), "2024-04-30");
  EXPECT_EQ(ParseDate("2024年4月30日 8時05分"), "2024-04-30T08:05:00");
}

TEST(DateTextTest, OrderOfNumbersIsAQuestionOfPlace) {
  EXPECT_EQ(ParseDate("03/04/2024"), "2024-04-03");
  EXPECT_EQ(ParseDate("03/04/2024", true), "2024-03-04");
  EXPECT_EQ(ParseDate("04/30/2024"), "2024-04-30");
}

TEST(DateTextTest, FindsNoneWhereThereIsNone) {
  for (const char* text : {"", "yesterday", "99/99/2024", "2024-13-01", "30 February 2024", "12:30",
                           "1234567", "31.4.", "May"}) {
    EXPECT_EQ(ParseDate(text), "") << text;
  }
}

TEST(DateTextTest, ReadsTheUrl) {
  EXPECT_EQ(DateInUrl("https://example.org/world/2024/04/30/parade.html"), "2024-04-30");
  EXPECT_EQ(DateInUrl("https://example.org/parade-20240430"), "2024-04-30");
  EXPECT_EQ(DateInUrl("https://example.org/2024-04-30-parade"), "2024-04-30");
  EXPECT_EQ(DateInUrl("https://example.org/article/123456789"), "");
  EXPECT_EQ(DateInUrl("https://2024/04"), "");
}

}  // namespace
}  // namespace dateline
