// How well stories, events and near-copies come out on tests/data/stories.
//
// usage: story_quality FOLDER [--errors | --pairs]
// Prints B-cubed figures; exits 1 when one is below what dateline promises. --errors also lists
// what went wrong; --pairs instead writes the features of every pair of reports within a story, for
// fit_event_matcher.py.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bench/story/story_corpus.h"
#include "src/story/event_matcher.h"
#include "src/story/story_engine.h"

namespace dateline {
namespace {

struct Figures {
  double precision = 0, recall = 0;
  double f1() const {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
};

// Each item's cluster in truth and in the answer.
Figures BCubed(const std::vector<std::pair<std::string, uint64_t>>& items) {
  std::map<std::string, int> truth;
  std::map<uint64_t, int> answer;
  std::map<std::pair<std::string, uint64_t>, int> both;
  for (const auto& item : items) ++truth[item.first], ++answer[item.second], ++both[item];
  Figures out;
  for (const auto& item : items) {
    out.precision +=
        static_cast<double>(both[item]) / answer[item.second] / static_cast<double>(items.size());
    out.recall +=
        static_cast<double>(both[item]) / truth[item.first] / static_cast<double>(items.size());
  }
  return out;
}

struct Outcome {
  std::vector<StoryReport> reports;
  std::vector<DocumentDigest> digests;
  std::vector<DocumentPlacement> placements;
};

Outcome Run(std::vector<StoryReport> reports) {
  Outcome out;
  StoryEngine engine;
  for (size_t i = 0; i < reports.size(); ++i) {
    out.digests.push_back(DigestOf(reports[i].coded));
    out.placements.push_back(engine.Place(out.digests.back(), static_cast<int64_t>(i) + 1));
  }
  out.reports = std::move(reports);
  return out;
}

// The report that a report's text goes back to.
std::string Origin(const StoryReport& r) {
  return r.copy_of.empty() ? r.coded.document.article.id : r.copy_of;
}

Figures CopyFigures(const Outcome& o) {
  std::map<uint64_t, std::string> origin_of;
  for (size_t i = 0; i < o.reports.size(); ++i) origin_of[o.digests[i].id] = Origin(o.reports[i]);
  int found = 0, right = 0, to_find = 0;
  for (size_t i = 0; i < o.reports.size(); ++i) {
    to_find += !o.reports[i].copy_of.empty();
    if (o.placements[i].copy_of == 0) continue;
    ++found;
    right += origin_of[o.placements[i].copy_of] == Origin(o.reports[i]);
  }
  return {found == 0 ? 0 : static_cast<double>(right) / found,
          static_cast<double>(right) / to_find};
}

bool Print(const char* what, const Figures& f, const char* name, double value, double promised) {
  fmt::print("{:<24} precision {:.3f}  recall {:.3f}  F1 {:.3f}   {} promised {:.2f}: {}\n", what,
             f.precision, f.recall, f.f1(), name, promised, value >= promised ? "met" : "MISSED");
  return value >= promised;
}

bool PrintFigures(const Outcome& o) {
  std::vector<std::pair<std::string, uint64_t>> documents, tellings;
  for (size_t i = 0; i < o.reports.size(); ++i) {
    documents.emplace_back(o.reports[i].story, o.placements[i].story);
    for (size_t e = 0; e < o.reports[i].events.size(); ++e) {
      tellings.emplace_back(o.reports[i].events[e], o.placements[i].reports[e].event);
    }
  }
  fmt::print("{} reports, {} tellings of events\n", documents.size(), tellings.size());
  const Figures stories = BCubed(documents), events = BCubed(tellings), copies = CopyFigures(o);
  bool met = Print("documents into stories", stories, "F1", stories.f1(), 0.92);
  met &= Print("reports into events", events, "F1", events.f1(), 0.85);
  met &= Print("near-copies", copies, "precision", copies.precision, 0.99);
  return met;
}

void PrintErrors(const Outcome& o) {
  std::map<std::string, std::map<uint64_t, std::string>> stories, events;
  std::map<uint64_t, std::map<std::string, std::string>> mixed;
  for (size_t i = 0; i < o.reports.size(); ++i) {
    const StoryReport& r = o.reports[i];
    const std::string& id = r.coded.document.article.id;
    stories[r.story][o.placements[i].story] += " " + id;
    mixed[o.placements[i].story][r.story] += " " + id;
    for (size_t e = 0; e < r.events.size(); ++e) {
      const std::string telling =
          fmt::format(" {}:{}", id, r.coded.events[e].trigger.In(r.coded.document.text()));
      events[r.events[e]][o.placements[i].reports[e].event] += telling;
      mixed[o.placements[i].reports[e].event][r.events[e]] += telling;
    }
  }
  for (const auto* whole : {&stories, &events}) {
    for (const auto& [name, parts] : *whole) {
      if (parts.size() < 2) continue;
      fmt::print("split  {}:", name);
      for (const auto& [id, members] : parts) fmt::print(" |{}", members);
      fmt::print("\n");
    }
  }
  for (const auto& [id, parts] : mixed) {
    if (parts.size() < 2) continue;
    fmt::print("merged");
    for (const auto& [name, members] : parts) fmt::print("  {}:{}", name, members);
    fmt::print("\n");
  }
}

// "1 f0 f1 ..." for two tellings of one event, "0 ..." for others; then the story, to fit on some
// and judge on the others.
void PrintPairs(const Outcome& o) {
  for (size_t i = 0; i < o.reports.size(); ++i) {
    for (size_t j = 0; j <= i; ++j) {
      if (o.placements[i].story != o.placements[j].story) continue;
      for (size_t a = 0; a < o.digests[i].reports.size(); ++a) {
        for (size_t b = 0; b < (i == j ? a : o.digests[j].reports.size()); ++b) {
          const ReportDigest &x = o.digests[i].reports[a], &y = o.digests[j].reports[b];
          if (!TypesMayMeet(x.type, y.type)) continue;
          const MatchFeatures f = Compare({&y, o.digests[j].day, o.digests[j].id},
                                          {&x, o.digests[i].day, o.digests[i].id});
          fmt::print("{} {} {}\n", o.reports[i].events[a] == o.reports[j].events[b] ? 1 : 0,
                     fmt::join(f, " "), o.reports[i].story);
        }
      }
    }
  }
}

int Main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: story_quality FOLDER [--errors | --pairs]\n");
    return 2;
  }
  Result<std::vector<StoryReport>> reports = ReadStories(argv[1]);
  if (!reports) {
    fmt::print(stderr, "{}\n", reports.error().message);
    return 1;
  }
  const Outcome outcome = Run(std::move(*reports));
  const std::string wish = argc > 2 ? argv[2] : "";
  if (wish == "--pairs") return PrintPairs(outcome), 0;
  if (wish == "--errors") PrintErrors(outcome);
  return PrintFigures(outcome) ? 0 : 1;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) { return dateline::Main(argc, argv); }
