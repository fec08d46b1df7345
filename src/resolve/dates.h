// Which day: date expressions in English text, found and put on the calendar.
//
// All functions are pure and safe from any thread; cost is linear in the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/resolve/dates_value.h"
#include "src/text/document.h"

namespace dateline {

enum class DateKind : uint8_t { kDate, kTime, kDuration };  // "Friday", "noon", "three days"

struct DateMention {
  Span span;
  DateKind kind = DateKind::kDate;
  DateUnit unit = DateUnit::kNone;  // how fine the words are
  IsoDate value;      // as in Document; "" when the calendar does not know it ("recently")
  std::string timex;  // TimeML's form, which also says "1998-W32" and "PAST_REF"
};

// The date and time expressions of `text`, in order, without overlap. `published` ("2025-05-09", or
// with a time) is what relative ones count from; without it they have no value.
std::vector<DateMention> FindDates(std::string_view text, std::string_view published);

// The calendar value of an expression that somebody else found in `text` (the model's spans may be
// a word too short or too long). A weekday is the latest one up to `published` unless the sentence
// tells of the future; `status`, when known, overrules the sentence's tense. Never more precise
// than the text; "" when unknown.
IsoDate NormalizeDate(std::string_view text, Span expression, std::string_view published,
                      std::optional<EventStatus> status = std::nullopt);

// When a text says that it was published.
struct InferredDate {
  IsoDate value;          // a day, a month or a year; "" when nothing in the text tells
  double confidence = 0;  // that `value` holds the day of publication, [0, 1]
};
InferredDate InferPublished(std::string_view text);

// Fills Document::published (from the article, else inferred when the inference is better than
// even) and the value of every TimeExpression, with the status of the triggers that use it;
// a deed that has happened gets no day after the report.
void ResolveDates(Document& document);

}  // namespace dateline
