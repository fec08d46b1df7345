#include "src/store/event_layouts.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/store/country_codes.h"
#include "src/store/database.h"

namespace dateline {
namespace {

// Tables that the layouts look values up in.
std::string CountryTable() {
  std::string out = "country(iso3, name, fips, cow) AS (VALUES ";
  const char* comma = "";
  for (const CountryCodes& c : AllCountryCodes()) {
    out += fmt::format("{}('{}', {}, '{}', {})", comma, c.iso3, SqlQuoted(c.name), c.fips,
                       c.cow == 0 ? "NULL::INTEGER" : std::to_string(c.cow));
    comma = ", ";
  }
  return out + ")";
}

// Every event with who and where in single columns: a_ the actor, b_ the recipient or, where
// several act together upon no one, the second actor; p_ the place.
std::string Base(const std::string& where) {
  std::string sides;
  for (const char* s : {"a", "b"}) {
    sides += fmt::format(
        "{0}.id AS {0}_id, {0}.name AS {0}_name, {0}.country AS {0}_country, {0}.sectors AS "
        "{0}_sectors, "
        "{0}.wikidata AS {0}_wikidata, {0}.place_precision AS {0}_precision, {0}.latitude AS "
        "{0}_latitude, "
        "{0}.longitude AS {0}_longitude, {0}.place_country AS {0}_place_country, {0}.admin1 AS "
        "{0}_admin1, "
        "{0}c.name AS {0}_country_name, {0}c.fips AS {0}_fips, {0}c.cow AS {0}_cow, ",
        s);
  }
  return fmt::format(
      "WITH {}, base AS (SELECT e.*, ('0x' || substr(e.id, 1, 15))::BIGINT AS number, "
      "('0x' || substr(e.story, 1, 15))::BIGINT AS story_number, {} p.place_precision AS "
      "p_precision, "
      "pc.name AS p_country_name, pc.fips AS p_fips, r.sentence_number AS r_sentence_number, d.id "
      "AS d_id, d.url AS d_url, "
      "d.path AS d_path, d.publisher AS d_publisher, d.language AS d_language, d.day AS d_day, "
      "d.coder AS d_coder "
      "FROM (SELECT * FROM events WHERE plover IS NOT NULL AND ({})) e "
      "LEFT JOIN entities a ON a.id = e.actors[1] "
      "LEFT JOIN entities b ON b.id = coalesce(e.recipients[1], e.actors[2]) "
      "LEFT JOIN entities p ON p.id = e.place "
      "LEFT JOIN country ac ON ac.iso3 = a.country LEFT JOIN country bc ON bc.iso3 = b.country "
      "LEFT JOIN country pc ON pc.iso3 = e.place_country "
      "LEFT JOIN reports r ON r.id = e.best_report LEFT JOIN documents d ON d.id = r.document) ",
      CountryTable(), sides, where);
}

struct Column {
  std::string name, sql;
};

std::string Select(const std::string& where, const std::vector<Column>& columns) {
  std::string out = Base(where) + "SELECT ";
  const char* comma = "";
  for (const Column& c : columns) {
    out += fmt::format("{}{} AS \"{}\"", comma, c.sql, c.name);
    comma = ", ";
  }
  return out + " FROM base ORDER BY day, id";
}

// `text` with every # replaced.
std::string For(std::string text, const std::string& replacement) {
  for (size_t at = text.find('#'); at != std::string::npos;
       at = text.find('#', at + replacement.size())) {
    text.replace(at, 1, replacement);
  }
  return text;
}

// ---- GDELT 2.0 event table, 61 columns

constexpr char kCameoTypes[] =
    "list_filter(list_transform(#_sectors, lambda x: CASE x WHEN 'JRN' THEN 'MED' WHEN 'MED' THEN "
    "'HLH' "
    "WHEN 'PRM' THEN 'UAF' WHEN 'SOC' THEN 'CVL' WHEN 'PRE' THEN 'GOV' WHEN 'UNK' THEN NULL ELSE x "
    "END), "
    "lambda x: x IS NOT NULL)";
constexpr char kIsGroup[] = "#_country IN ('IGO', 'NGO', 'IMG', 'MNC')";

void AddGdeltActor(const std::string& name, const std::string& s, std::vector<Column>* out) {
  const std::string types = For(kCameoTypes, s), group = For(kIsGroup, s);
  out->push_back({name + "Code", For("nullif(coalesce(#_country, '') || array_to_string(", s) +
                                     types + ", ''), '')"});
  out->push_back({name + "Name", For("upper(#_name)", s)});
  out->push_back({name + "CountryCode", "CASE WHEN NOT " + group + For(" THEN #_country END", s)});
  out->push_back({name + "KnownGroupCode", "CASE WHEN " + group + For(" THEN #_country END", s)});
  for (const char* nothing : {"EthnicCode", "Religion1Code", "Religion2Code"})
    out->push_back({name + nothing, "NULL::VARCHAR"});
  for (int i = 1; i <= 3; ++i)
    out->push_back({fmt::format("{}Type{}Code", name, i), fmt::format("({})[{}]", types, i)});
}

struct GeoColumns {
  std::string precision, name, fips, admin1, country, latitude, longitude;
};

void AddGdeltGeo(const std::string& prefix, const GeoColumns& g, std::vector<Column>* out) {
  const std::string has = g.precision + " IS NOT NULL";
  auto when = [&](const std::string& value) {
    return "CASE WHEN " + has + " THEN " + value + " END";
  };
  const std::string us = g.country + " = 'USA'";
  out->push_back(
      {prefix + "Geo_Type",
       fmt::format("CASE WHEN {0} IS NULL THEN 0 WHEN {0} IN ('country', 'region') THEN 1 "
                   "WHEN {0} = 'admin1' THEN if({1}, 2, 5) ELSE if({1}, 3, 4) END::INTEGER",
                   g.precision, us)});
  out->push_back({prefix + "Geo_FullName",
                  when(fmt::format("concat_ws(', ', {}, {}, {})", g.name, g.admin1, g.country))});
  out->push_back({prefix + "Geo_CountryCode", when(g.fips)});
  out->push_back({prefix + "Geo_ADM1Code", when(g.fips)});
  out->push_back({prefix + "Geo_ADM2Code", "NULL::VARCHAR"});
  out->push_back({prefix + "Geo_Lat", when(g.latitude)});
  out->push_back({prefix + "Geo_Long", when(g.longitude)});
  out->push_back({prefix + "Geo_FeatureID", "NULL::VARCHAR"});
}

std::string Gdelt(const std::string& where) {
  std::vector<Column> c = {
      {"GLOBALEVENTID", "number"},
      {"SQLDATE", "strftime(day, '%Y%m%d')::INTEGER"},
      {"MonthYear", "strftime(day, '%Y%m')::INTEGER"},
      {"Year", "year(day)::INTEGER"},
      {"FractionDate", "round(year(day) + (month(day) * 30 + day(day)) / 365.0, 4)::DOUBLE"}};
  AddGdeltActor("Actor1", "a", &c);
  AddGdeltActor("Actor2", "b", &c);
  const std::vector<Column> act = {{"IsRootEvent", "(r_sentence_number <= 3)::INTEGER"},
                                   {"EventCode", "cameo || '0'"},
                                   {"EventBaseCode", "cameo || '0'"},
                                   {"EventRootCode", "cameo"},
                                   {"QuadClass", "quad::INTEGER"},
                                   {"GoldsteinScale", "intensity"},
                                   {"NumMentions", "reports"},
                                   {"NumSources", "publishers"},
                                   {"NumArticles", "documents"},
                                   {"AvgTone", "NULL::DOUBLE"}};
  c.insert(c.end(), act.begin(), act.end());
  for (auto [prefix, s] : {std::pair("Actor1", "a"), {"Actor2", "b"}}) {
    AddGdeltGeo(prefix,
                {For("#_precision", s), For("#_name", s), For("#_fips", s), For("#_admin1", s),
                 For("#_place_country", s), For("#_latitude", s), For("#_longitude", s)},
                &c);
  }
  AddGdeltGeo(
      "Action",
      {"p_precision", "place_name", "p_fips", "admin1", "place_country", "latitude", "longitude"},
      &c);
  c.push_back({"DATEADDED", "strftime(first_report, '%Y%m%d000000')::BIGINT"});
  c.push_back({"SOURCEURL", "coalesce(d_url, d_path)"});
  return Select(where, c);
}

// ---- ICEWS coded event data, 20 columns

constexpr char kSectorNames[] =
    "array_to_string(list_transform(#_sectors, lambda x: CASE x WHEN 'GOV' THEN 'Government' WHEN "
    "'MIL' THEN 'Military' "
    "WHEN 'COP' THEN 'Police' WHEN 'JUD' THEN 'Judicial' WHEN 'LEG' THEN 'Legislative / "
    "Parliamentary' "
    "WHEN 'PTY' THEN 'Parties' WHEN 'REB' THEN 'Insurgents' WHEN 'PRM' THEN 'Paramilitary' WHEN "
    "'UAF' THEN "
    "'Unidentified Forces' WHEN 'SPY' THEN 'Intelligence' WHEN 'AGR' THEN 'Agricultural' WHEN "
    "'BUS' THEN 'Business' "
    "WHEN 'CRM' THEN 'Criminals / Gangs' WHEN 'CVL' THEN 'General Population / Civilian / Social' "
    "WHEN 'EDU' THEN "
    "'Education' WHEN 'ELI' THEN 'Elite' WHEN 'JRN' THEN 'News' WHEN 'LAB' THEN 'Labor' WHEN 'MED' "
    "THEN 'Medical / Health' "
    "WHEN 'REF' THEN 'Refugees / Displaced' WHEN 'OPP' THEN 'Opposition' WHEN 'REL' THEN "
    "'Religious' WHEN 'SOC' THEN "
    "'Social' WHEN 'PRE' THEN 'Separatist' ELSE x END), ',')";

constexpr char kCameoText[] =
    "CASE cameo WHEN '01' THEN 'Make statement' WHEN '02' THEN 'Appeal' WHEN '03' THEN 'Express "
    "intent to cooperate' "
    "WHEN '04' THEN 'Consult' WHEN '05' THEN 'Engage in diplomatic cooperation' WHEN '06' THEN "
    "'Engage in material cooperation' "
    "WHEN '07' THEN 'Provide aid' WHEN '08' THEN 'Yield' WHEN '09' THEN 'Investigate' WHEN '10' "
    "THEN 'Demand' "
    "WHEN '11' THEN 'Disapprove' WHEN '12' THEN 'Reject' WHEN '13' THEN 'Threaten' WHEN '14' THEN "
    "'Engage in political dissent' "
    "WHEN '15' THEN 'Demonstrate military or police power' WHEN '16' THEN 'Reduce relations' WHEN "
    "'17' THEN 'Coerce' "
    "WHEN '18' THEN 'Use unconventional violence' WHEN '19' THEN 'Use conventional military force' "
    "WHEN '20' THEN 'Use unconventional mass violence' END";

constexpr char kIfCity[] = "CASE WHEN p_precision IN ('city', 'exact') THEN place_name END";

std::string Icews(const std::string& where) {
  return Select(where, {{"Event ID", "number"},
                        {"Event Date", "day"},
                        {"Source Name", "a_name"},
                        {"Source Sectors", For(kSectorNames, "a")},
                        {"Source Country", "a_country_name"},
                        {"Event Text", kCameoText},
                        {"CAMEO Code", "cameo || '0'"},
                        {"Intensity", "intensity"},
                        {"Target Name", "b_name"},
                        {"Target Sectors", For(kSectorNames, "b")},
                        {"Target Country", "b_country_name"},
                        {"Story ID", "story_number"},
                        {"Sentence Number", "r_sentence_number"},
                        {"Publisher", "d_publisher"},
                        {"City", kIfCity},
                        {"District", "NULL::VARCHAR"},
                        {"Province", "admin1"},
                        {"Country", "p_country_name"},
                        {"Latitude", "latitude"},
                        {"Longitude", "longitude"}});
}

// ---- POLECAT, 40 columns

// Names of one kind in the document of the best report.
std::string StoryNames(const char* kinds) {
  return fmt::format(
      "(SELECT string_agg(DISTINCT m.text, '; ' ORDER BY m.text) FROM mentions m WHERE m.document "
      "= d_id AND m.kind IN ({}))",
      kinds);
}

std::vector<Column> PolecatSide(const std::string& name, const std::string& s) {
  return {{name + " Name", For("#_name", s)},
          {name + " Country", For("#_country", s)},
          {name + " COW", For("#_cow", s)},
          {"Primary " + name + " Sector", For("#_sectors[1]", s)},
          {name + " Sectors", For("array_to_string(#_sectors, '; ')", s)},
          {name + " Title", "NULL::VARCHAR"},
          {name + " Name Raw", For("#_name", s)},
          {"Wikipedia " + name + " ID", For("#_wikidata", s)}};
}

std::string Polecat(const std::string& where) {
  std::vector<Column> c = {{"Event ID", "id"},
                           {"Event Date", "day"},
                           {"Event Type", "plover"},
                           {"Event Mode", "modes[1]"},
                           {"Intensity", "intensity"},
                           {"Quad Code", "quad::INTEGER"},
                           {"Contexts", "array_to_string(contexts, '; ')"}};
  for (auto [name, s] : {std::pair("Actor", "a"), {"Recipient", "b"}}) {
    const std::vector<Column> side = PolecatSide(name, s);
    c.insert(c.end(), side.begin(), side.end());
  }
  const std::vector<Column> rest = {{"Placename", "place_name"},
                                    {"City", kIfCity},
                                    {"District", "NULL::VARCHAR"},
                                    {"Province", "admin1"},
                                    {"Country", "place_country"},
                                    {"Latitude", "latitude"},
                                    {"Longitude", "longitude"},
                                    {"GeoNames ID", "geonames"},
                                    {"Raw Placename", "place_name"},
                                    {"Feature Type", "p_precision"},
                                    {"Source", "d_publisher"},
                                    {"Publication Date", "d_day"},
                                    {"Story People", StoryNames("'PER'")},
                                    {"Story Organizations", StoryNames("'ORG'")},
                                    {"Story Locations", StoryNames("'GPE', 'LOC'")},
                                    {"Language", "d_language"},
                                    {"Version", "d_coder"}};
  c.insert(c.end(), rest.begin(), rest.end());
  return Select(where, c);
}

// ---- PLOVER 2.0: the record of the codebook, flat

std::string Plover(const std::string& where) {
  std::vector<Column> c = {{"event_id", "id"},
                           {"event_date", "day"},
                           {"date_end", "date_end"},
                           {"event_type", "plover"},
                           {"event_mode", "modes"},
                           {"event_context", "contexts"},
                           {"quad_code", "quad::INTEGER"},
                           {"intensity", "intensity"},
                           {"actor_name", "actor_names"},
                           {"actor_country", "actor_countries"},
                           {"actor_sector", "actor_sectors"},
                           {"recipient_name", "recipient_names"},
                           {"recipient_country", "recipient_countries"},
                           {"recipient_sector", "recipient_sectors"},
                           {"location_name", "place_name"},
                           {"location_admin1", "admin1"},
                           {"location_country", "place_country"},
                           {"location_latitude", "latitude"},
                           {"location_longitude", "longitude"},
                           {"location_geonames", "geonames"}};
  for (const char* number : {"killed", "injured", "arrested", "displaced", "crowd", "amount"}) {
    c.push_back({std::string(number) + "_min", std::string(number) + "_min"});
    c.push_back({std::string(number) + "_max", std::string(number) + "_max"});
  }
  const std::vector<Column> rest = {{"reports", "reports"},
                                    {"publishers", "publishers"},
                                    {"corroboration", "corroboration"},
                                    {"publisher", "d_publisher"},
                                    {"publication_date", "d_day"},
                                    {"url", "coalesce(d_url, d_path)"},
                                    {"language", "d_language"},
                                    {"text", "sentence"}};
  c.insert(c.end(), rest.begin(), rest.end());
  return Select(where, c);
}

}  // namespace

const std::vector<std::string>& LayoutNames() {
  static const auto* names = new std::vector<std::string>{"gdelt", "icews", "polecat", "plover"};
  return *names;
}

Result<std::string> LayoutSelect(std::string_view layout, const std::string& where) {
  if (layout == "gdelt") return Gdelt(where);
  if (layout == "icews") return Icews(where);
  if (layout == "polecat") return Polecat(where);
  if (layout == "plover") return Plover(where);
  return Fail(fmt::format("{}: no such layout", layout));
}

}  // namespace dateline
