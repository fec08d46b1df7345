// How well dates are found and normalised.
//
// usage: dates_bench [--errors] [--tml DIR]... [--corpus FILE.jsonl]... [--undated FILE.jsonl]...
//   --tml     folder of TimeML documents (TimeBank, AQUAINT): finding, extents and values of TIMEX3
//             DATE and TIME; a DURATION or SET taken for one counts as a false alarm
//   --undated texts with `published` known: does the text itself tell?
//   --corpus  passages of our own: the `time` values of their events, given the anchors
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "src/coding/event_date.h"
#include "src/resolve/dates.h"

namespace dateline {
namespace {

struct Timex {
  Span span;
  std::string type, value;
};

struct TmlDocument {
  std::string published, text;
  std::vector<Timex> timexes;
};

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string Attribute(std::string_view tag, std::string_view name) {
  const std::string key = " " + std::string(name) + "=\"";
  const size_t at = tag.find(key);
  if (at == std::string_view::npos) return "";
  const size_t begin = at + key.size();
  return std::string(tag.substr(begin, tag.find('"', begin) - begin));
}

// Drops mark-up, keeps the extents of TIMEX3.
TmlDocument ParseTml(const std::string& xml) {
  TmlDocument document;
  const size_t dct = xml.find("<DCT>");
  if (dct != std::string::npos) {
    document.published = Attribute(xml.substr(dct, xml.find("</TIMEX3>", dct) - dct), "value");
  }
  const size_t begin = xml.find("<TEXT>") + 6, end = xml.find("</TEXT>");
  std::vector<std::pair<Timex, bool>> open;
  for (size_t i = begin; i < end;) {
    if (xml[i] == '<') {
      const size_t close = xml.find('>', i);
      const std::string tag = xml.substr(i, close - i);
      const auto at = static_cast<uint32_t>(document.text.size());
      if (tag.starts_with("<TIMEX3")) {
        open.push_back({{{at, at}, Attribute(tag, "type"), Attribute(tag, "value")}, true});
      } else if (tag.starts_with("</TIMEX3")) {
        open.back().first.span.end = at;
        document.timexes.push_back(open.back().first);
        open.pop_back();
      }
      i = close + 1;
    } else if (xml[i] == '&') {
      const size_t close = xml.find(';', i);
      const std::string name = xml.substr(i + 1, close - i - 1);
      document.text += name == "amp" ? "&" : name == "lt" ? "<" : name == "gt" ? ">" : "'";
      i = close + 1;
    } else {
      document.text += xml[i++];
    }
  }
  return document;
}

struct Counts {
  int gold = 0, found = 0, relaxed_gold = 0, relaxed_found = 0, strict = 0, value = 0;

  static double F1(int hits_gold, int hits_found, int gold, int found) {
    const double recall = gold ? double(hits_gold) / gold : 0;
    const double precision = found ? double(hits_found) / found : 0;
    return recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
  }
};

bool Wanted(const Timex& timex) { return timex.type == "DATE" || timex.type == "TIME"; }

void ScoreTml(const TmlDocument& document, bool errors, Counts* counts) {
  std::vector<DateMention> mentions = FindDates(document.text, document.published);
  std::erase_if(mentions, [](const DateMention& m) { return m.kind == DateKind::kDuration; });
  counts->found += static_cast<int>(mentions.size());
  std::vector<bool> hit(mentions.size());
  const std::string_view text = document.text;
  auto show = [&](std::string_view what, Span span, std::string_view gold, std::string_view ours) {
    if (!errors) return;
    const uint32_t from = span.begin > 50 ? span.begin - 50 : 0;
    std::string line = fmt::format("{}\t{}\t{}\t{}\t{}\t{}[[{}]]{}", what, span.In(text), gold,
                                   ours, document.published, text.substr(from, span.begin - from),
                                   span.In(text), text.substr(span.end, 40));
    std::replace(line.begin(), line.end(), '\n', ' ');
    fmt::print("{}\n", line);
  };
  for (const Timex& gold : document.timexes) {
    if (!Wanted(gold)) continue;
    ++counts->gold;
    // The first mention that overlaps stands for it; an exact one goes before.
    const DateMention* best = nullptr;
    for (const DateMention& mention : mentions) {
      if (!mention.span.Overlaps(gold.span)) continue;
      if (best == nullptr || mention.span == gold.span) best = &mention;
    }
    if (best == nullptr) {
      show("MISS", gold.span, gold.value, "");
      continue;
    }
    ++counts->relaxed_gold;
    if (best->span == gold.span) {
      ++counts->strict;
    } else {
      show("SPAN", gold.span, gold.span.In(text), best->span.In(text));
    }
    if (best->timex == gold.value) {
      ++counts->value;
    } else {
      show("VALUE", gold.span, gold.value, best->timex);
    }
  }
  for (size_t m = 0; m < mentions.size(); ++m) {
    const bool matches = std::any_of(
        document.timexes.begin(), document.timexes.end(),
        [&](const Timex& gold) { return Wanted(gold) && gold.span.Overlaps(mentions[m].span); });
    counts->relaxed_found += matches;
    if (!matches) show("FALSE", mentions[m].span, "", mentions[m].timex);
  }
}

void BenchTml(const std::vector<std::string>& folders, bool errors) {
  Counts counts;
  size_t documents = 0, bytes = 0;
  std::vector<TmlDocument> all;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".tml") continue;
      all.push_back(ParseTml(ReadFile(entry.path())));
    }
  }
  const auto start = std::chrono::steady_clock::now();
  for (const TmlDocument& document : all) {
    ScoreTml(document, errors, &counts);
    ++documents;
    bytes += document.text.size();
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print("TimeML, {} documents, {} TIMEX3 of DATE and TIME, {} found, {:.1f} MB/s\n", documents,
             counts.gold, counts.found, double(bytes) / 1e6 / seconds);
  fmt::print("| relaxed F1 | strict F1 | value F1 |\n|---|---|---|\n| {:.3f} | {:.3f} | {:.3f} |\n",
             Counts::F1(counts.relaxed_gold, counts.relaxed_found, counts.gold, counts.found),
             Counts::F1(counts.strict, counts.strict, counts.gold, counts.found),
             Counts::F1(counts.value, counts.value, counts.gold, counts.found));
}

// The span of an anchor (corpus/CODEBOOK.md): "Russia@2", "first words … last words".
std::optional<Span> FindAnchor(std::string_view text, std::string_view anchor) {
  int nth = 1;
  const size_t at = anchor.rfind('@');
  if (at != std::string_view::npos && at + 1 < anchor.size() && at + 3 > anchor.size() - 0 - 1 &&
      anchor[at + 1] >= '1' && anchor[at + 1] <= '9') {
    nth = anchor[at + 1] - '0';
    anchor = anchor.substr(0, at);
  }
  const size_t dots = anchor.find(" … ");
  const std::string_view head = anchor.substr(0, dots);
  size_t begin = text.find(head);
  const auto inside_number = [&](size_t at) {
    return at > 0 && at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0 &&
           std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0;
  };
  while (begin != std::string_view::npos && inside_number(begin))
    begin = text.find(head, begin + 1);
  while (--nth > 0 && begin != std::string_view::npos) begin = text.find(head, begin + 1);
  if (begin == std::string_view::npos) return std::nullopt;
  size_t end = begin + head.size();
  if (dots != std::string_view::npos) {
    const std::string_view tail = anchor.substr(dots + 5);
    const size_t found = text.find(tail, end);
    if (found == std::string_view::npos) return std::nullopt;
    end = found + tail.size();
  }
  return Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

struct Accuracy {
  int all = 0, exact = 0, overlap = 0, unknown = 0;
};

bool SameDays(const IsoDate& one, const IsoDate& other) {
  const auto a = DaysOf(one), b = DaysOf(other);
  return a && b && a->start <= b->end && b->start <= a->end;
}

// How often a text tells when it was published, by the confidence that is claimed.
void BenchUndated(const std::string& file, bool errors) {
  struct Bin {
    int all = 0, right = 0, days = 0;
  };
  std::map<int, Bin> bins;
  simdjson::dom::parser parser;
  int texts = 0;
  for (auto record : parser.load_many(file)) {
    std::string_view text, published;
    if (record["text"].get(text) || record["published"].get(published)) continue;
    ++texts;
    const InferredDate inferred = InferPublished(text);
    if (inferred.value.empty()) continue;
    Bin& bin = bins[static_cast<int>(inferred.confidence * 10)];
    const auto range = DaysOf(inferred.value);
    const IsoDate day(published.substr(0, 10));
    const bool right = range && range->start <= day && day <= range->end;
    ++bin.all;
    bin.right += right;
    bin.days += inferred.value.size() == 10;
    if (errors && !right)
      fmt::print("{}\t{}\t{:.2f}\t{}\n", day, inferred.value, inferred.confidence,
                 text.substr(0, 80));
  }
  fmt::print(
      "publication inferred, {} texts\n| confidence | texts | days | right |\n|---|---|---|---|\n",
      texts);
  for (const auto& [tenth, bin] : bins) {
    fmt::print("| {:.1f}- | {} | {} | {:.2f} |\n", tenth / 10.0, bin.all, bin.days,
               double(bin.right) / bin.all);
  }
}

void BenchCorpus(const std::vector<std::string>& files, bool errors, bool with_status) {
  Accuracy accuracy;
  simdjson::dom::parser parser;
  for (const std::string& file : files) {
    for (auto record : parser.load_many(file)) {
      std::string_view text, published;
      if (record["text"].get(text) || record["published"].get(published)) continue;
      for (auto event : record["events"].get_array()) {
        simdjson::dom::array times;
        if (event["time"].get(times) != simdjson::SUCCESS) continue;
        std::string_view named;
        if (event["status"].get(named)) continue;
        const auto status = ParseEventStatus(named);
        for (auto time : times) {
          std::string_view anchor, value;
          if (time.at(0).get(anchor) || time.at(1).get(value)) continue;
          const auto span = FindAnchor(text, anchor);
          if (!span) continue;
          const IsoDate ours =
              NormalizeDate(text, *span, published, with_status ? status : std::nullopt);
          ++accuracy.all;
          accuracy.exact += ours == value;
          accuracy.unknown += ours.empty();
          accuracy.overlap += SameDays(ours, IsoDate(value));
          if (!errors || ours == value) continue;
          const uint32_t from = span->begin > 70 ? span->begin - 70 : 0;
          std::string line = fmt::format(
              "{}\t{}\t{}\t{}\t{}\t{}[[{}]]{}", anchor, value, ours, published, Name(*status),
              text.substr(from, span->begin - from), span->In(text), text.substr(span->end, 50));
          std::replace(line.begin(), line.end(), '\n', ' ');
          fmt::print("{}\n", line);
        }
      }
    }
  }
  if (accuracy.all == 0) return;
  fmt::print("corpus, {} `time` values, status of the event {}\n", accuracy.all,
             with_status ? "given" : "unknown");
  fmt::print(
      "| equal | overlapping days | left empty |\n|---|---|---|\n| {:.3f} | {:.3f} | {:.3f} |\n",
      double(accuracy.exact) / accuracy.all, double(accuracy.overlap) / accuracy.all,
      double(accuracy.unknown) / accuracy.all);
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  bool errors = false;
  std::vector<std::string> folders, files, undated;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--errors") errors = true;
    if (argument == "--tml" && i + 1 < argc) folders.push_back(argv[++i]);
    if (argument == "--undated" && i + 1 < argc) undated.push_back(argv[++i]);
    if (argument == "--corpus" && i + 1 < argc) {
      while (i + 1 < argc && argv[i + 1][0] != '-') files.push_back(argv[++i]);
    }
  }
  if (folders.empty() && files.empty() && undated.empty()) {
    fmt::print("dates: skipped, no --tml or --corpus given (see bench/dates/dates_bench.cc)\n");
    return 0;
  }
  if (!folders.empty()) dateline::BenchTml(folders, errors);
  for (const std::string& file : undated) dateline::BenchUndated(file, errors);
  dateline::BenchCorpus(files, false, false);
  dateline::BenchCorpus(files, errors, true);
  return 0;
}
