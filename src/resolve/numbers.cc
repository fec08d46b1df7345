#include "src/resolve/numbers.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline {
namespace {

struct Word {
  enum Role { kUnit, kTens, kScale, kVague, kArticle, kOther };
  Role role = kOther;
  double value = 0;
};

const std::unordered_map<std::string, Word>& Words() {
  static const auto* words = [] {
    auto* w = new std::unordered_map<std::string, Word>;
    const char* units[] = {"zero",    "one",     "two",       "three",    "four",
                           "five",    "six",     "seven",     "eight",    "nine",
                           "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                           "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    for (int i = 0; i < 20; ++i) (*w)[units[i]] = {Word::kUnit, static_cast<double>(i)};
    const char* tens[] = {"twenty", "thirty",  "forty",  "fifty",
                          "sixty",  "seventy", "eighty", "ninety"};
    for (int i = 0; i < 8; ++i) (*w)[tens[i]] = {Word::kTens, (i + 2) * 10.0};
    (*w)["dozen"] = {Word::kScale, 12};
    (*w)["score"] = {Word::kScale, 20};
    (*w)["hundred"] = {Word::kScale, 100};
    (*w)["thousand"] = {Word::kScale, 1e3};
    for (const char* m : {"million", "mn", "m"}) (*w)[m] = {Word::kScale, 1e6};
    for (const char* b : {"billion", "bn"}) (*w)[b] = {Word::kScale, 1e9};
    (*w)["trillion"] = {Word::kScale, 1e12};
    (*w)["lakh"] = {Word::kScale, 1e5};
    (*w)["crore"] = {Word::kScale, 1e7};
    (*w)["couple"] = {Word::kVague, 2};
    (*w)["pair"] = {Word::kVague, 2};
    (*w)["several"] = {Word::kVague, 3};
    (*w)["tens"] = {Word::kVague, 20};
    (*w)["dozens"] = {Word::kVague, 24};
    (*w)["scores"] = {Word::kVague, 40};
    (*w)["hundreds"] = {Word::kVague, 200};
    (*w)["thousands"] = {Word::kVague, 2000};
    (*w)["millions"] = {Word::kVague, 2e6};
    (*w)["a"] = (*w)["an"] = {Word::kArticle, 1};
    return w;
  }();
  return *words;
}

// Lower-cased words and numerals; "," inside a numeral is dropped, "-" and other signs split.
std::vector<std::string> Tokens(std::string_view phrase) {
  std::vector<std::string> out;
  std::string current;
  auto flush = [&] {
    if (!current.empty()) out.push_back(current);
    current.clear();
  };
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (size_t i = 0; i < phrase.size(); ++i) {
    const char c = phrase[i];
    const bool inside =
        i > 0 && digit(phrase[i - 1]) && i + 1 < phrase.size() && digit(phrase[i + 1]);
    if (c == ',' && inside) continue;
    if (c == '.' && inside) {
      current.push_back('.');
    } else if (digit(c)) {
      if (!current.empty() && !digit(current.back()) && current.back() != '.') flush();
      current.push_back(c);
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      if (!current.empty() && digit(current.back())) flush();
      current.push_back(static_cast<char>(c | 0x20));
    } else {
      flush();
      // A dash between two numerals is a range; a currency sign or space is nothing.
      const bool range_dash = c == '-' && !out.empty() && digit(out.back()[0]) &&
                              i + 1 < phrase.size() && digit(phrase[i + 1]);
      const bool en_dash = phrase.substr(i, 3) == "\u2013" && !out.empty() && digit(out.back()[0]);
      if (range_dash || en_dash) out.push_back("to");
    }
  }
  flush();
  return out;
}

// Reads one count ("two hundred and five thousand") that starts at *at; moves *at behind it.
std::optional<double> ReadCount(const std::vector<std::string>& tokens, size_t* at) {
  double total = 0, part = 0;
  bool any = false, small = false;  // small: a unit or tens has been read in this part
  size_t i = *at;
  for (; i < tokens.size(); ++i) {
    const std::string& t = tokens[i];
    if (t[0] >= '0' && t[0] <= '9') {
      if (any) break;
      part = std::strtod(t.c_str(), nullptr);
      any = small = true;
      continue;
    }
    const auto found = Words().find(t);
    const Word word = found == Words().end() ? Word{} : found->second;
    if (word.role == Word::kScale && any) {
      part = (part == 0 ? 1 : part) * word.value;
      if (word.value >= 1000) {
        total += part;
        part = 0;
      }
      small = false;
    } else if (word.role == Word::kScale) {
      part = word.value;
      any = true;
    } else if (word.role == Word::kTens && !small) {
      part += word.value;
      any = small = true;
    } else if (word.role == Word::kUnit && (!small || static_cast<long>(part) % 10 == 0)) {
      part += word.value;
      any = small = true;
    } else if (word.role == Word::kVague && !any) {
      total = word.value;
      any = true;
      // "hundreds of thousands"
      if (i + 2 < tokens.size() && tokens[i + 1] == "of") {
        const auto next = Words().find(tokens[i + 2]);
        if (next != Words().end() && next->second.role == Word::kVague) {
          total = word.value * next->second.value / 2;
          i += 2;
        }
      }
      ++i;
      break;
    } else if (word.role == Word::kArticle && !any && i + 1 < tokens.size()) {
      const auto next = Words().find(tokens[i + 1]);
      if (next == Words().end() ||
          (next->second.role != Word::kScale && next->second.role != Word::kVague))
        break;
    } else if (t == "and" && any && i + 1 < tokens.size() && part + total >= 100) {
      const auto next = Words().find(tokens[i + 1]);
      if (next == Words().end() ||
          (next->second.role != Word::kUnit && next->second.role != Word::kTens))
        break;
      // "two hundred and five"; but "two hundred and five dead" and "300 men and five women" differ
      // only in what follows the scale word.
      if (i == 0 || Words().find(tokens[i - 1]) == Words().end()) break;
    } else {
      break;
    }
  }
  if (!any) return std::nullopt;
  *at = i;
  return total + part;
}

}  // namespace

std::optional<double> ParseNumberPhrase(std::string_view phrase) {
  const std::vector<std::string> tokens = Tokens(phrase);
  std::optional<double> sum;
  bool half = false, between = false;
  for (size_t i = 0; i < tokens.size();) {
    half |= tokens[i] == "half";
    between |= tokens[i] == "between";
    const std::optional<double> count = ReadCount(tokens, &i);
    if (!count) {
      ++i;
      continue;
    }
    sum = sum.value_or(0) + (half && !sum ? *count / 2 : *count);
    const bool range = i < tokens.size() &&
                       (tokens[i] == "to" || tokens[i] == "or" || (between && tokens[i] == "and"));
    if (range) {  // a range: its lower end counts
      size_t upper = i + 1;
      if (ReadCount(tokens, &upper)) {
        // "1 to 2 million": the scale belongs to both.
        const auto scale = Words().find(tokens[upper - 1]);
        if (scale != Words().end() && scale->second.role == Word::kScale && *count < 1000)
          *sum += *count * (scale->second.value - 1);
        i = upper;
      }
    }
  }
  return sum;
}

void ResolveNumbers(Document& document) {
  for (Trigger& trigger : document.triggers) {
    auto& numbers = trigger.numbers;
    numbers.erase(std::remove_if(numbers.begin(), numbers.end(),
                                 [&](NumberExpression& n) {
                                   const auto value = ParseNumberPhrase(n.span.In(document.text()));
                                   if (value) n.value = *value;
                                   return !value;
                                 }),
                  numbers.end());
  }
}

}  // namespace dateline
