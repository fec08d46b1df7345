// How well place names are put on the map, mentions given, and how fast names are looked up.
//
// usage: places_bench [--errors] GAZETTEER.bin [FILE.xml|FILE.jsonl]...
//   The files are LGL ("lgl.xml") or GeoWebNews ("gwn.xml"): their toponyms with a GeoNames id.
//   Country and admin1 are compared by id. Acc@161: within 161 km (100 miles) of the gold position.
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "src/base/utf8.h"
#include "src/resolve/places.h"
#include "src/resolve/places_candidates.h"

namespace dateline {
namespace {

struct Gold {
  Span span;
  int geonames = 0;
  double latitude = 0, longitude = 0;
  int country = 0, admin1 = 0;  // GeoNames ids; 0 unknown
  bool populated = false;
};

struct GoldText {
  std::string text, outlet;
  std::vector<Gold> golds;
};

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string Unescape(std::string_view xml) {
  if (xml.starts_with("<![CDATA[")) return std::string(xml.substr(9, xml.size() - 12));
  static const std::map<std::string_view, std::string_view> kNames = {
      {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
  std::string out;
  for (size_t i = 0; i < xml.size(); ++i) {
    const size_t close = xml[i] == '&' ? xml.find(';', i) : std::string_view::npos;
    const auto name = close == std::string_view::npos
                          ? kNames.end()
                          : kNames.find(xml.substr(i + 1, close - i - 1));
    if (name == kNames.end()) {
      out += xml[i];
    } else {
      out += name->second;
      i = close;
    }
  }
  return out;
}

// The content of the first <tag> in `xml`.
std::string_view Inner(std::string_view xml, const std::string& tag) {
  const size_t open = xml.find("<" + tag + ">");
  if (open == std::string_view::npos) return {};
  const size_t begin = open + tag.size() + 2;
  return xml.substr(begin, xml.find("</" + tag + ">", begin) - begin);
}

int IdOf(std::string_view xml, const std::string& tag) {
  const size_t at = xml.find("<" + tag + " geonameid=\"");
  return at == std::string_view::npos
             ? 0
             : std::atoi(std::string(xml.substr(at + tag.size() + 13, 12)).c_str());
}

int Int(std::string_view text) { return std::atoi(std::string(text).c_str()); }
double Double(std::string_view text) { return std::atof(std::string(text).c_str()); }

// Domains tell the country unless they are .com and the like.
std::string OutletOf(std::string_view address) {
  static const std::map<std::string_view, std::string_view> kDomains = {
      {".uk", "GBR"}, {".ie", "IRL"}, {".ca", "CAN"}, {".au", "AUS"},
      {".nz", "NZL"}, {".in", "IND"}, {".za", "ZAF"}, {".ng", "NGA"},
      {".ke", "KEN"}, {".pk", "PAK"}, {".lb", "LBN"}, {".ge", "GEO"}};
  const size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address = address.substr(scheme + 3);
  address = address.substr(0, address.find('/'));
  for (const auto& [domain, country] : kDomains) {
    if (address.ends_with(domain)) return std::string(country);
  }
  return "";
}

class Scorer {
 public:
  explicit Scorer(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
    for (uint32_t i = 0; i < gazetteer.size(); ++i) {
      const GazetteerPlace& place = gazetteer.place(i);
      if (place.geonames != 0) by_id_.emplace(place.geonames, i);
      if (place.kind == PlaceKind::kCountry)
        countries_[std::string(gazetteer.Alpha3(i))] = place.geonames;
      if (place.kind == PlaceKind::kAdmin1) {
        admin1_[std::string(gazetteer.Alpha3(i)) + "." + std::string(gazetteer.NameOf(i))] =
            place.geonames;
      }
    }
  }

  std::vector<GoldText> Read(const std::string& path) const {
    const std::string xml = ReadFile(path);
    std::vector<GoldText> texts;
    for (size_t at = xml.find("<article "); at != std::string::npos;
         at = xml.find("<article ", at + 1)) {
      const std::string_view article =
          std::string_view(xml).substr(at, xml.find("</article>", at) - at);
      GoldText text;
      text.text = Unescape(Inner(article, "text"));
      const std::string_view domain = Inner(article, "domain");
      text.outlet = OutletOf(domain.empty() ? Inner(article, "link") : domain);
      const CodePointIndex index(text.text);
      for (size_t t = article.find("<toponym>"); t != std::string_view::npos;
           t = article.find("<toponym>", t + 1)) {
        const std::string_view toponym = article.substr(t, article.find("</toponym>", t) - t);
        Gold gold;
        gold.span = {static_cast<uint32_t>(index.ToByte(Int(Inner(toponym, "start")))),
                     static_cast<uint32_t>(index.ToByte(Int(Inner(toponym, "end"))))};
        if (!gold.span.empty() && Place(toponym, &gold)) text.golds.push_back(gold);
      }
      texts.push_back(std::move(text));
    }
    return texts;
  }

  void Score(const std::vector<GoldText>& texts, const std::string& name, bool errors) const {
    const PlaceResolver resolver(&gazetteer_);
    int all = 0, with_country = 0, country = 0, with_admin1 = 0, admin1 = 0, near = 0, towns = 0,
        near_towns = 0, none = 0, same_admin1 = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const GoldText& text : texts) {
      std::vector<PlaceMention> mentions;
      for (const Gold& gold : text.golds) mentions.push_back({gold.span, MentionKind::kGpe});
      const auto records = resolver.Resolve(text.text, mentions, text.outlet);
      for (size_t m = 0; m < records.size(); ++m) {
        const Gold& gold = text.golds[m];
        const auto& record = records[m];
        const int our_country = record ? Id(countries_, record->country) : 0;
        const int our_admin1 = record ? Id(admin1_, record->country + "." + record->admin1) : 0;
        const bool close = record && Distance(*record, gold) <= 161;
        ++all;
        none += !record;
        with_country += gold.country != 0;
        country += gold.country != 0 && our_country == gold.country;
        with_admin1 += gold.admin1 != 0;
        admin1 += gold.admin1 != 0 && our_admin1 == gold.admin1;
        same_admin1 += record && our_admin1 == gold.admin1;
        near += close;
        towns += gold.populated;
        near_towns += gold.populated && close;
        const bool wrong = (gold.populated && !close) ||
                           (gold.country != 0 && our_country != gold.country) ||
                           (gold.admin1 != 0 && our_admin1 != gold.admin1);
        if (errors && wrong) Show(text, gold, record);
      }
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print("| {} | {} | {:.3f} | {:.3f} ({:.3f}) | {:.3f} | {:.3f} | {} | {:.1f} |\n", name,
               all, double(country) / with_country, double(admin1) / with_admin1,
               double(same_admin1) / all, double(near_towns) / towns, double(near) / all, none,
               seconds * 1000 / double(texts.size()));
  }

 private:
  template <typename Map>
  static int Id(const Map& map, const std::string& key) {
    const auto it = map.find(key);
    return it == map.end() ? 0 : it->second;
  }

  static double Distance(const PlaceRecord& record, const Gold& gold) {
    GazetteerPlace one{}, other{};
    one.latitude = static_cast<float>(record.latitude);
    one.longitude = static_cast<float>(record.longitude);
    other.latitude = static_cast<float>(gold.latitude);
    other.longitude = static_cast<float>(gold.longitude);
    return Kilometres(one, other);
  }

  // Reads where a toponym is; false when the file does not say.
  bool Place(std::string_view toponym, Gold* gold) const {
    if (toponym.find("<gaztag") != std::string_view::npos) {  // LGL
      gold->geonames = IdOf(toponym, "gaztag");
      gold->latitude = Double(Inner(toponym, "lat"));
      gold->longitude = Double(Inner(toponym, "lon"));
      gold->country = IdOf(toponym, "country");
      gold->admin1 = IdOf(toponym, "admin1");
      gold->populated = Inner(toponym, "fclass") == "P";
      if (Inner(toponym, "fcode").starts_with("PCL")) {
        gold->country = gold->geonames;
        gold->admin1 = 0;
      }
      if (Inner(toponym, "fcode") == "ADM1") gold->admin1 = gold->geonames;
      return gold->geonames != 0;
    }
    gold->geonames = Int(Inner(toponym, "geonamesID"));
    if (gold->geonames == 0) return false;
    gold->latitude = Double(Inner(toponym, "latitude"));
    gold->longitude = Double(Inner(toponym, "longitude"));
    const auto known = by_id_.find(gold->geonames);
    if (known == by_id_.end()) {
      if (!IsContinental(Inner(toponym, "extractedName"))) FillFromNearest(gold);
      return true;
    }
    const GazetteerPlace& place = gazetteer_.place(known->second);
    Fill(place, gold);
    gold->populated = place.kind == PlaceKind::kCity || place.kind == PlaceKind::kCapital ||
                      place.kind == PlaceKind::kQuarter;
    return true;
  }

  // "Middle East" lies in no country, whatever stands nearest to its middle.
  bool IsContinental(std::string_view name) const {
    const auto entries = gazetteer_.Find(FoldPlaceName(name));
    return std::any_of(entries.begin(), entries.end(), [&](uint32_t entry) {
      return gazetteer_.place(Gazetteer::PlaceOf(entry)).country == GazetteerPlace::kNone;
    });
  }

  void Fill(const GazetteerPlace& place, Gold* gold) const {
    if (place.country != GazetteerPlace::kNone)
      gold->country = gazetteer_.place(place.country).geonames;
    if (place.admin1 != GazetteerPlace::kNone)
      gold->admin1 = gazetteer_.place(place.admin1).geonames;
  }

  // A site that the gazetteer lacks: in the country and division of the nearest town, if near.
  void FillFromNearest(Gold* gold) const {
    double best = 10;
    GazetteerPlace here{};
    here.latitude = static_cast<float>(gold->latitude);
    here.longitude = static_cast<float>(gold->longitude);
    for (uint32_t i = 0; i < gazetteer_.size(); ++i) {
      const GazetteerPlace& place = gazetteer_.place(i);
      if (std::abs(place.latitude - here.latitude) > 1 || place.kind != PlaceKind::kCity) continue;
      const double distance = Kilometres(place, here);
      if (distance >= best) continue;
      best = distance;
      Fill(place, gold);
    }
  }

  void Show(const GoldText& text, const Gold& gold,
            const std::optional<PlaceRecord>& record) const {
    const std::string_view all = text.text;
    const uint32_t from = gold.span.begin > 60 ? gold.span.begin - 60 : 0;
    const auto known = by_id_.find(gold.geonames);
    std::string line = fmt::format(
        "{}\t{} {:.2f},{:.2f} {}\t{}\t{}[[{}]]{}", gold.span.In(all), gold.geonames, gold.latitude,
        gold.longitude,
        known == by_id_.end() ? "(not in table)"
                              : fmt::format("{}/{}", gazetteer_.NameOf(known->second),
                                            gazetteer_.Alpha3(known->second)),
        record ? fmt::format("{} {} {} {} {:.2f},{:.2f}", record->geonames, record->precision,
                             record->country, record->admin1, record->latitude, record->longitude)
               : "none",
        all.substr(from, gold.span.begin - from), gold.span.In(all), all.substr(gold.span.end, 50));
    std::replace(line.begin(), line.end(), '\n', ' ');
    fmt::print("{}\n", line);
  }

  const Gazetteer& gazetteer_;
  std::unordered_map<int, uint32_t> by_id_;
  std::map<std::string, int> countries_, admin1_;
};

// The country of the places in passages of our own: {"text", "mentions": [[begin, end, kind,
// alpha-3], ...]}, spans in bytes.
void BenchCountries(const Gazetteer& gazetteer, const std::string& file, bool errors) {
  const PlaceResolver resolver(&gazetteer);
  std::map<std::string, std::pair<int, int>> kinds;
  simdjson::dom::parser parser;
  for (auto record : parser.load_many(file)) {
    std::string_view text;
    if (record["text"].get(text)) continue;
    std::vector<PlaceMention> mentions;
    std::vector<std::string> countries;
    for (auto mention : record["mentions"].get_array()) {
      const auto begin = static_cast<uint32_t>(uint64_t(mention.at(0)));
      const auto end = static_cast<uint32_t>(uint64_t(mention.at(1)));
      mentions.push_back({{begin, end}, *ParseMentionKind(std::string_view(mention.at(2)))});
      countries.emplace_back(std::string_view(mention.at(3)));
    }
    const auto records = resolver.Resolve(text, mentions);
    for (size_t m = 0; m < records.size(); ++m) {
      if (countries[m].size() != 3) continue;
      auto& [all, right] = kinds[std::string(Name(mentions[m].kind))];
      const std::string ours = records[m] ? records[m]->country : "none";
      ++all;
      right += ours == countries[m];
      if (errors && ours != countries[m]) {
        fmt::print("{}\t{}\t{}\t{}\t{}\n", mentions[m].span.In(text), countries[m], ours,
                   records[m] ? records[m]->precision + " " + records[m]->admin1 : "",
                   text.substr(0, 150));
      }
    }
  }
  fmt::print("\n| kind | mentions | country |\n|---|---|---|\n");
  for (const auto& [kind, counts] : kinds) {
    fmt::print("| {} | {} | {:.3f} |\n", kind, counts.first, double(counts.second) / counts.first);
  }
}

void BenchLookups(const Gazetteer& gazetteer) {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < gazetteer.size(); i += 7) names.emplace_back(gazetteer.NameOf(i));
  size_t found = 0, rounds = 20;
  const auto start = std::chrono::steady_clock::now();
  for (size_t round = 0; round < rounds; ++round) {
    for (const std::string& name : names) found += gazetteer.Find(FoldPlaceName(name)).size();
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  struct rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "\n| places | names | lookups a second | resident, whole program |\n|---|---|---|---|\n"
      "| {} | {} | {:.0f} | {} MB |\n",
      gazetteer.size(), gazetteer.names(), double(names.size() * rounds) / seconds,
      usage.ru_maxrss / 1024);
  if (found == 0) fmt::print("no name was found\n");
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  bool errors = false;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--errors")
      errors = true;
    else
      files.emplace_back(argv[i]);
  }
  if (files.empty()) {
    fmt::print("places: skipped, no gazetteer given (see bench/places/places_bench.cc)\n");
    return 0;
  }
  const auto gazetteer = dateline::Gazetteer::Open(files[0]);
  if (!gazetteer) {
    fmt::print(stderr, "{}\n", gazetteer.error().message);
    return 1;
  }
  dateline::BenchLookups(*gazetteer);
  const dateline::Scorer scorer(*gazetteer);
  if (!errors) {
    fmt::print(
        "\n| set | mentions | country | admin1 (all equal) | towns Acc@161 | all Acc@161 | "
        "unresolved | ms a text |\n"
        "|---|---|---|---|---|---|---|---|\n");
  }
  for (size_t f = 1; f < files.size(); ++f) {
    if (files[f].ends_with(".jsonl")) {
      dateline::BenchCountries(*gazetteer, files[f], errors);
      continue;
    }
    scorer.Score(scorer.Read(files[f]), std::filesystem::path(files[f]).stem(), errors);
  }
  return 0;
}
