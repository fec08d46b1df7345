// Country and sectors of given mentions against gold, lookups a second and memory of the tables.
//
// usage: actors_bench DATA_DIR GOLD.jsonl... [--errors N] [--model-sectors] [--model-countries] [--no-events]
//        actors_bench DATA_DIR GOLD.jsonl --dump context|sectors
//
// GOLD holds annotated passages with offsets in code points, as the corpus's checker writes them
// with --spans. Given to the resolver: the mentions, their kinds and same_as, and the roles they
// fill in events and claims (as the language model would; --no-events leaves those out).
// Each mention is compared with its entity: the country, and the country with the exact sector set.
#include <fmt/core.h>
#include <fmt/format.h>
#include <simdjson.h>

#include <chrono>
#include <fstream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "src/base/utf8.h"
#include "src/resolve/actors.h"
#include "src/resolve/actors_reading.h"
#include "src/resolve/resolve.h"
#include "src/text/document.h"

namespace dateline {
namespace {

struct Options {
  std::string data;
  std::vector<std::string> gold;
  int errors = 0;
  bool model_sectors = false, model_countries = false;
  bool events = true;
  std::string dump;
};

struct Case {
  Document document;
  std::vector<std::string> countries;
  std::vector<SectorSet> sectors;
};

struct Tally {
  int all = 0, country = 0, both = 0;
  void Add(bool country_right, bool sectors_right) {
    ++all;
    country += country_right;
    both += country_right && sectors_right;
  }
};

void ReadRoles(simdjson::dom::element record, const std::unordered_map<std::string, int32_t>& ids,
               Document* document) {
  const auto list = [&](simdjson::dom::element event, const char* key, std::vector<int32_t>* out) {
    simdjson::dom::array array;
    if (event[key].get(array) != simdjson::SUCCESS) return;
    for (const auto item : array) {
      const auto it = ids.find(std::string(item.get_string().value()));
      if (it != ids.end()) out->push_back(it->second);
    }
  };
  simdjson::dom::array events, claims;
  if (record["events"].get(events) == simdjson::SUCCESS) {
    for (const auto event : events) {
      Trigger trigger;
      list(event, "actor", &trigger.actors);
      list(event, "recipient", &trigger.recipients);
      list(event, "source", &trigger.sources);
      list(event, "place", &trigger.places);
      document->triggers.push_back(trigger);
    }
  }
  if (record["claims"].get(claims) == simdjson::SUCCESS) {
    for (const auto claim : claims) {
      ClaimCue cue;
      std::string_view source;
      if (claim["source"].get(source) == simdjson::SUCCESS && ids.count(std::string(source)) > 0) {
        cue.source = ids.at(std::string(source));
      }
      document->claims.push_back(cue);
    }
  }
}

Case ReadCase(simdjson::dom::element record, const Options& options) {
  Case out;
  Document& document = out.document;
  document.article.text = std::string(record["text"].get_string().value());
  std::string_view published;
  if (record["published"].get(published) == simdjson::SUCCESS) document.published = std::string(published);
  const CodePointIndex index(document.article.text);
  std::vector<simdjson::dom::element> mentions;
  const simdjson::dom::array listed = record["mentions"];
  for (const auto mention : listed) mentions.push_back(mention);
  const auto bound = [&](simdjson::dom::element m, size_t which) {
    return static_cast<uint32_t>(index.ToByte(static_cast<uint32_t>(m["span"].at(which).get_int64().value())));
  };
  std::stable_sort(mentions.begin(), mentions.end(), [&](auto& a, auto& b) {
    const Span x{bound(a, 0), bound(a, 1)}, y{bound(b, 0), bound(b, 1)};
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
  std::unordered_map<std::string, int32_t> ids;
  for (const auto& m : mentions) {
    ids.emplace(std::string(m["id"].get_string().value()), static_cast<int32_t>(ids.size()));
  }
  std::map<int32_t, std::vector<int32_t>> chains;
  for (const auto& m : mentions) {
    Mention mention;
    mention.span = {bound(m, 0), bound(m, 1)};
    mention.kind = *ParseMentionKind(m["kind"].get_string().value());
    out.countries.emplace_back(m["country"].get_string().value());
    SectorSet sectors = 0;
    const simdjson::dom::array codes = m["sectors"];
    for (const auto s : codes) {
      sectors |= SectorSet{1} << *SectorBit(s.get_string().value());
    }
    out.sectors.push_back(sectors);
    if (options.model_sectors) mention.sectors = sectors;
    const auto same = ids.find(std::string(m["same_as"].get_string().value()));
    const auto self = static_cast<int32_t>(document.mentions.size());
    chains[same == ids.end() ? self : same->second].push_back(self);
    document.mentions.push_back(mention);
  }
  for (const auto& [first, members] : chains) {  // links must point backwards
    const int32_t earliest = std::min(first, members.front());
    for (const int32_t m : members) {
      if (m != earliest) document.mentions[m].same_as = earliest;
    }
    if (first != earliest) document.mentions[first].same_as = earliest;
  }
  if (options.events) ReadRoles(record, ids, &document);
  return out;
}

// Points each mention at the nearest named place or nationality of its country, as a perfect model would.
void PointCountries(Case* c) {
  std::vector<Mention>& mentions = c->document.mentions;
  for (size_t i = 0; i < mentions.size(); ++i) {
    if (c->countries[i].empty()) continue;
    int64_t nearest = INT64_MAX;
    for (size_t j = 0; j < mentions.size(); ++j) {
      const bool names = mentions[j].kind == MentionKind::kGpe || mentions[j].kind == MentionKind::kNorp ||
                         mentions[j].kind == MentionKind::kOrg;
      if (j == i || !names || c->countries[j] != c->countries[i]) continue;
      const int64_t distance = std::abs(int64_t{mentions[j].span.begin} - int64_t{mentions[i].span.begin});
      if (distance >= nearest) continue;
      nearest = distance;
      mentions[i].country_from = static_cast<int32_t>(j);
    }
  }
}

std::string Names(SectorSet set) {
  std::string out;
  for (const std::string_view name : NamesIn(set, SectorNames())) {
    if (!out.empty()) out += ',';
    out += name;
  }
  return out;
}

// What the resolver learned from: entities that no name places, or that no table knows, with gold.
void DumpCountries(const ActorReader& reader, Case* c) {
  for (const auto& example : reader.Examples(&c->document)) {
    fmt::print("{}", CountryContext::Group(c->document.mentions[example.mention].kind));
    for (const auto& [country, features] : example.candidates) {
      fmt::print("\t{}", country == c->countries[example.mention] ? 1 : 0);
      for (const double f : features) fmt::print(" {:.4g}", f);
    }
    fmt::print("\n");
  }
}

void DumpSectors(const ActorReader& reader, Case* c) {
  for (const auto& example : reader.SectorExamples(&c->document)) {
    const int32_t entity = c->document.mentions[example.mention].entity;
    std::map<SectorSet, int> votes;
    for (size_t m = 0; m < c->document.mentions.size(); ++m) {
      if (c->document.mentions[m].entity == entity) ++votes[c->sectors[m]];
    }
    const auto most = std::max_element(votes.begin(), votes.end(), [](auto& a, auto& b) { return a.second < b.second; });
    const std::string gold = Names(most->first);
    fmt::print("{}\t{}\t{}\n", gold.empty() ? "-" : gold, most->second, fmt::join(example.features, "\t"));
  }
}

// Writes examples for data/build_context.py or data/build_sectors.py to standard output.
int Dump(const Options& options) {
  Result<ActorTable> actors = ActorTable::Open({options.data + "/actors.tsv"});
  Result<RoleTable> roles = RoleTable::Open(options.data + "/roles.tsv");
  Result<SectorModel> sectors = SectorModel::Open(options.data + "/sectors.tsv");
  if (!actors || !roles || !sectors) return 1;
  const NameOrigins origins(*actors);
  const ActorReader reader({*actors, *roles, *sectors, origins});
  simdjson::dom::parser parser;
  simdjson::padded_string bytes;
  simdjson::dom::document_stream stream;
  if (simdjson::padded_string::load(options.gold.at(0)).get(bytes) != simdjson::SUCCESS ||
      parser.parse_many(bytes, 4u << 20).get(stream) != simdjson::SUCCESS) {
    return 1;
  }
  for (auto record : stream) {
    Case c = ReadCase(record.value(), options);
    options.dump == "context" ? DumpCountries(reader, &c) : DumpSectors(reader, &c);
  }
  return 0;
}

void Compare(const Case& c, int* errors, Tally* all, std::map<std::string, Tally>* by_kind) {
  for (size_t i = 0; i < c.document.mentions.size(); ++i) {
    const Mention& mention = c.document.mentions[i];
    const Entity& entity = c.document.entities[mention.entity];
    const bool country = entity.country == c.countries[i], sectors = entity.sectors == c.sectors[i];
    all->Add(country, sectors);
    (*by_kind)[std::string(Name(mention.kind))].Add(country, sectors);
    if ((country && sectors) || *errors <= 0) continue;
    --*errors;
    fmt::print("{} {:4} {:40} gold {}/{} got {}/{}  [{}] \n", country ? " " : "C", Name(mention.kind),
               mention.span.In(c.document.text()), c.countries[i], Names(c.sectors[i]), entity.country,
               Names(entity.sectors), entity.name);
  }
}

int Score(const Resolver& resolver, const std::string& path, const Options& options) {
  simdjson::dom::parser parser;
  simdjson::dom::document_stream stream;
  simdjson::padded_string bytes;
  if (simdjson::padded_string::load(path).get(bytes) != simdjson::SUCCESS ||
      parser.parse_many(bytes, 4u << 20).get(stream) != simdjson::SUCCESS) {
    fmt::print(stderr, "{}: cannot be read\n", path);
    return 1;
  }
  Tally all;
  std::map<std::string, Tally> by_kind;
  int errors = options.errors;
  size_t passages = 0;
  std::chrono::duration<double> spent{0};
  for (auto record : stream) {
    Case c = ReadCase(record.value(), options);
    if (options.model_countries) PointCountries(&c);
    const auto start = std::chrono::steady_clock::now();
    resolver.Run(c.document);
    spent += std::chrono::steady_clock::now() - start;
    Compare(c, &errors, &all, &by_kind);
    ++passages;
  }
  fmt::print("{}: {} passages, {} mentions, {:.0f} mentions a second\n", path, passages, all.all,
             all.all / spent.count());
  fmt::print("  {:8} {:>9} {:>9} {:>16}\n", "kind", "mentions", "country", "country+sector");
  by_kind["all"] = all;
  for (const auto& [kind, t] : by_kind) {
    fmt::print("  {:8} {:>9} {:>9.3f} {:>16.3f}\n", kind, t.all, double(t.country) / t.all, double(t.both) / t.all);
  }
  return 0;
}

size_t ResidentKilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stoul(line.substr(6));
  }
  return 0;
}

int MeasureTable(const std::string& data) {
  const size_t before = ResidentKilobytes();
  const auto start = std::chrono::steady_clock::now();
  Result<ActorTable> table = ActorTable::Open({data + "/actors.tsv"});
  if (!table) {
    fmt::print(stderr, "{}\n", table.error().message);
    return 1;
  }
  const std::chrono::duration<double> opening = std::chrono::steady_clock::now() - start;
  std::vector<std::string> names;
  for (uint32_t row = 0; row < table->size(); row += 7) {
    names.emplace_back(table->row(row).name);
    names.push_back(names.back() + " of Nowhere");
  }
  size_t hits = 0, lookups = 0;
  const auto loop = std::chrono::steady_clock::now();
  for (int round = 0; round < 20; ++round) {
    for (const std::string& name : names) hits += !table->Find(name).empty();
    lookups += names.size();
  }
  const std::chrono::duration<double> looking = std::chrono::steady_clock::now() - loop;
  fmt::print("actors.tsv: {} rows opened in {:.0f} ms; {:.0f} lookups a second on one core ({} of {} found); "
             "tables {:.1f} MB, resident {:.1f} MB\n",
             table->size(), opening.count() * 1e3, lookups / looking.count(), hits, lookups,
             table->memory() / 1e6, (ResidentKilobytes() - before) / 1e3);
  return 0;
}

int Main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--errors" && i + 1 < argc) options.errors = std::stoi(argv[++i]);
    else if (arg == "--model-sectors") options.model_sectors = true;
    else if (arg == "--model-countries") options.model_countries = true;
    else if (arg == "--no-events") options.events = false;
    else if (arg == "--dump" && i + 1 < argc) options.dump = argv[++i];
    else if (options.data.empty()) options.data = arg;
    else options.gold.push_back(arg);
  }
  if (options.data.empty()) {
    fmt::print(stderr, "usage: actors_bench DATA_DIR GOLD.jsonl... [--errors N] [--model-sectors] [--model-countries] [--no-events]\n");
    return 2;
  }
  if (!options.dump.empty()) return Dump(options);
  if (const int rc = MeasureTable(options.data)) return rc;
  Result<Resolver> resolver = Resolver::Open(options.data);
  if (!resolver) {
    fmt::print(stderr, "{}\n", resolver.error().message);
    return 1;
  }
  int rc = 0;
  for (const std::string& path : options.gold) rc |= Score(*resolver, path, options);
  return rc;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) { return dateline::Main(argc, argv); }
