// Golden text cases: a passage in, events out. A case is a file of tests/golden/ (README.md there).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "src/pipeline/pipeline.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

// One line that must (or, with `absent`, must not) be met by some event.
struct Expectation {
  std::string line;
  bool absent = false;
  std::string type;
  std::multimap<std::string, std::string>
      facts;  // trigger, actor, recipient, place, source, status, mode, ...
};

struct GoldenCase {
  std::string name, published, text;
  std::vector<Expectation> expectations;
};

std::string Trim(const std::string& s) {
  const size_t from = s.find_first_not_of(" \t"), to = s.find_last_not_of(" \t");
  return from == std::string::npos ? "" : s.substr(from, to - from + 1);
}

// "ASSAULT | trigger=fired | actor=police" or "no THREATEN | trigger=warned".
Expectation ParseLine(const std::string& line) {
  Expectation e;
  e.line = line;
  std::stringstream parts(line);
  std::string part;
  std::getline(parts, part, '|');
  part = Trim(part);
  if (part.rfind("no ", 0) == 0) {
    e.absent = true;
    part = part.substr(3);
  }
  e.type = part;
  while (std::getline(parts, part, '|')) {
    const size_t equals = part.find('=');
    e.facts.emplace(Trim(part.substr(0, equals)), Trim(part.substr(equals + 1)));
  }
  return e;
}

GoldenCase Load(const fs::path& path) {
  GoldenCase c;
  c.name = path.stem().string();
  std::ifstream file(path);
  std::string line;
  int section = 0;  // head, text, expectations; "---" between
  while (std::getline(file, line)) {
    if (line == "---") {
      ++section;
    } else if (section == 0 && line.rfind("published:", 0) == 0) {
      c.published = Trim(line.substr(10));
    } else if (section == 1) {
      c.text += (c.text.empty() ? "" : "\n") + line;
    } else if (section == 2 && !Trim(line).empty() && line[0] != '#') {
      c.expectations.push_back(ParseLine(line));
    }
  }
  return c;
}

const Pipeline& ThePipeline() {
  static const std::unique_ptr<Pipeline> pipeline = [] {
    const char* model = std::getenv("DATELINE_MODEL");
    const std::string root = DATELINE_SOURCE_DIR;
    auto opened =
        Pipeline::Open({model != nullptr ? model : root + "/model/en", DATELINE_DATA_DIR, "", {}});
    if (!opened) {
      ADD_FAILURE() << opened.error().message;
      std::abort();
    }
    return std::move(*opened);
  }();
  return *pipeline;
}

// The texts of a role's fillers and of every other mention of their entities.
std::set<std::string> Fillers(const Document& d, const std::vector<int32_t>& mentions) {
  std::set<std::string> out;
  for (int32_t m : mentions) {
    for (const Mention& other : d.mentions) {
      const bool same =
          &other == &d.mentions[m] || (other.entity >= 0 && other.entity == d.mentions[m].entity);
      if (same) out.insert(std::string(other.span.In(d.text())));
    }
  }
  return out;
}

std::set<std::string> Names(uint64_t set, const std::vector<std::string_view>& names) {
  const auto in = NamesIn(set, names);
  return {in.begin(), in.end()};
}

// The values an event has for a fact, as a case file writes them.
std::set<std::string> Values(const CodedDocument& coded, const Event& e, const std::string& fact) {
  const Document& d = coded.document;
  auto countries = [&](const std::vector<int32_t>& mentions) {
    std::set<std::string> out;
    for (int32_t m : mentions) {
      if (d.mentions[m].entity >= 0) out.insert(d.entities[d.mentions[m].entity].country);
    }
    return out;
  };
  if (fact == "trigger") return {std::string(e.trigger.In(d.text()))};
  if (fact == "actor") return Fillers(d, e.actors);
  if (fact == "recipient") return Fillers(d, e.recipients);
  if (fact == "actor.country") return countries(e.actors);
  if (fact == "recipient.country") return countries(e.recipients);
  if (fact == "place") return Fillers(d, e.places);
  if (fact == "source") return Fillers(d, e.sources);
  if (fact == "status") return {std::string(Name(e.status))};
  if (fact == "mode") return Names(e.modes, ModeNames());
  if (fact == "plover") return {e.plover};
  if (fact == "date")
    return {e.date
                ? (e.date->start == e.date->end ? e.date->start : e.date->start + "/" + e.date->end)
                : ""};
  for (const NumberExpression& n : e.numbers) {
    if (fact == Name(n.what)) return {std::to_string(static_cast<long>(n.value))};
  }
  return {};
}

bool Meets(const CodedDocument& coded, const Event& e, const Expectation& wanted) {
  if (Name(e.type) != wanted.type) return false;
  return std::all_of(wanted.facts.begin(), wanted.facts.end(), [&](const auto& fact) {
    const auto values = Values(coded, e, fact.first);
    return values.count(fact.second) > 0 || (fact.second == "-" && values.empty());
  });
}

std::string Describe(const CodedDocument& coded) {
  std::string out;
  for (const Event& e : coded.events) {
    out += "  " + std::string(Name(e.type));
    for (const char* fact :
         {"trigger", "status", "mode", "actor", "recipient", "place", "source", "date"}) {
      out += std::string(" | ") + fact + "=";
      for (const std::string& v : Values(coded, e, fact)) out += v + ";";
    }
    out += "\n";
  }
  return out;
}

class Golden : public testing::TestWithParam<GoldenCase> {};

TEST_P(Golden, TellsTheEvents) {
  const GoldenCase& c = GetParam();
  ASSERT_FALSE(c.expectations.empty()) << "a case must expect something";
  Article article;
  article.id = c.name;
  article.text = c.text;
  article.published = c.published;
  for (size_t from = 0; from < c.text.size();) {
    const size_t end = std::min(c.text.find('\n', from), c.text.size());
    if (end > from) {
      article.paragraphs.push_back(
          {ParagraphRole::kBody, {static_cast<uint32_t>(from), static_cast<uint32_t>(end)}});
    }
    from = end + 1;
  }
  const Result<CodedDocument> result = ThePipeline().Code(std::move(article));
  ASSERT_TRUE(result) << result.error().message;
  const CodedDocument& coded = *result;
  for (const Expectation& wanted : c.expectations) {
    const bool met = wanted.type == "nothing"
                         ? coded.events.empty()
                         : std::any_of(coded.events.begin(), coded.events.end(),
                                       [&](const Event& e) { return Meets(coded, e, wanted); });
    EXPECT_NE(met, wanted.absent) << c.name << ": " << wanted.line << "\ncoded:\n"
                                  << Describe(coded);
  }
}

std::vector<GoldenCase> AllCases() {
  std::vector<GoldenCase> cases;
  for (const auto& entry : fs::directory_iterator(DATELINE_SOURCE_DIR "/tests/golden")) {
    if (entry.path().extension() == ".txt") cases.push_back(Load(entry.path()));
  }
  std::sort(cases.begin(), cases.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(AllCases()), [](const auto& info) {
  std::string name = info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); },
      '_');
  return name;
});

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
