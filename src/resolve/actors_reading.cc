#include "src/resolve/actors_reading.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "src/resolve/actors_fold.h"

namespace dateline {
namespace {

using Known = ActorReader::Known;

constexpr int32_t kNeighbours = 12;  // mentions on either side that one may lean on
constexpr uint32_t kBeside = 30;     // bytes between a mention and the one it leans on
constexpr int kLongestName = 8;      // words of a phrase that are tried as one name
constexpr int kPlainRole = 55;       // percent from which a role noun overrules the table
constexpr int kAppositionWords = 7;
constexpr size_t kAppositionReach = 90;  // bytes behind a name in which ", a farmer" is looked for

bool Is(std::string_view a, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), a) != list.end();
}

SectorSet Bit(std::string_view name) { return SectorSet{1} << *SectorBit(name); }

bool StartsUpper(std::string_view text) {
  return !text.empty() &&
         ((text[0] >= 'A' && text[0] <= 'Z') || static_cast<signed char>(text[0]) < 0);
}

bool IsRealCountry(std::string_view country) {
  return country.size() == 3 && !Is(country, {"IGO", "NGO", "IMG", "MNC"});
}

bool IsPronoun(std::string_view folded) {
  return Is(folded,
            {"he",  "him",     "his",     "she",    "her",        "hers", "they", "them", "their",
             "it",  "its",     "we",      "us",     "our",        "i",    "me",   "my",   "you",
             "who", "himself", "herself", "itself", "themselves", "both", "one",  "some"});
}

// What kinds of actor a mention of `kind` may name.
bool MayName(MentionKind mention, ActorKind actor) {
  switch (mention) {
    case MentionKind::kPer:
      return actor == ActorKind::kPerson;
    case MentionKind::kNorp:
      return actor == ActorKind::kDemonym || actor == ActorKind::kPeople ||
             actor == ActorKind::kParty || actor == ActorKind::kArmed ||
             actor == ActorKind::kBreakaway;
    case MentionKind::kGpe:
    case MentionKind::kLoc:
      return actor == ActorKind::kState || actor == ActorKind::kCapital ||
             actor == ActorKind::kBreakaway || actor == ActorKind::kRegion ||
             actor == ActorKind::kCity || actor == ActorKind::kIgo;
    case MentionKind::kFac:
      return actor != ActorKind::kPerson && actor != ActorKind::kDemonym;
    case MentionKind::kGrp:
      return actor != ActorKind::kPerson && actor != ActorKind::kCity &&
             actor != ActorKind::kRegion;
    case MentionKind::kOrg:
      return actor != ActorKind::kPerson && actor != ActorKind::kCity &&
             actor != ActorKind::kRegion && actor != ActorKind::kDemonym &&
             actor != ActorKind::kPeople;
  }
  return false;
}

bool IsPlace(ActorKind kind) {
  return kind == ActorKind::kState || kind == ActorKind::kCapital || kind == ActorKind::kRegion ||
         kind == ActorKind::kCity || kind == ActorKind::kBreakaway;
}

// Whether an actor's name inside a longer phrase says whose the whole is.
bool SaysCountry(const Actor& actor) {
  switch (actor.kind) {
    case ActorKind::kState:
    case ActorKind::kDemonym:
    case ActorKind::kCapital:
    case ActorKind::kBreakaway:
      return true;
    case ActorKind::kIgo:
    case ActorKind::kArmed:
    case ActorKind::kOrgan:
    case ActorKind::kNgo:
      return actor.trusted;
    default:
      return false;
  }
}

// How readily a name means an actor of this kind when it could mean several.
int Prior(ActorKind kind) {
  switch (kind) {
    case ActorKind::kState:
      return 9;
    case ActorKind::kDemonym:
      return 8;
    case ActorKind::kBreakaway:
      return 8;
    case ActorKind::kCapital:
      return 7;
    case ActorKind::kIgo:
      return 6;
    case ActorKind::kOrgan:
      return 6;
    case ActorKind::kArmed:
      return 5;
    case ActorKind::kRegion:
      return 4;
    case ActorKind::kCity:
      return 3;
    default:
      return 4;
  }
}

// What an entity may be to events and claims, one bit each.
enum Part : uint8_t { kActor = 1, kRecipient = 2, kSource = 4, kPlace = 8, kSpeaker = 16 };

// The mentions that a mention leans on; -1 where there is none.
struct Beside {
  int32_t possessor = -1;   // "Zambia's police"
  int32_t origin = -1;      // "officers of the mission"
  int32_t site = -1;        // "residents in Ndola"
  int32_t antecedent = -1;  // whom the pronoun of "its chairman" means
};

// One document being read.
class Reader {
 public:
  Reader(const ActorReader::Tables& tables, Document* document, std::vector<Known>* known)
      : actors_(tables.actors),
        roles_(tables.roles),
        sectors_(tables.sectors),
        origins_(tables.origins),
        doc_(*document),
        known_(*known),
        today_(ParseOfficeDay(document->published)) {
    if (today_ == 0) today_ = ParseOfficeDay(document->article.published);
  }

  void Join();
  void CountCountries();
  void ReadParts();
  void NameAll();
  void Complete();
  std::vector<ActorReader::ContextExample> Examples();
  std::vector<ActorReader::SectorExample> SectorExamples();

 private:
  std::string_view Text(int32_t m) const { return doc_.mentions[m].span.In(doc_.text()); }
  Entity& EntityOf(int32_t m) { return doc_.entities[doc_.mentions[m].entity]; }
  const Known& KnownOf(int32_t m) const { return known_[doc_.mentions[m].entity]; }
  bool InPlay(std::string_view country) const { return in_play_.count(std::string(country)) > 0; }

  // Names.
  const Actor* Choose(std::string_view name, MentionKind kind) const;
  int Score(const Actor& actor, std::string_view name, bool single_country) const;
  const Actor* Lookup(int32_t m) const;
  const Actor* LookupPart(std::string_view text, MentionKind kind) const;
  const Actor* ActorOf(const Known& known) const;
  void NameEntity(size_t e);

  // Countries.
  bool IsAddressee(Span outer, Span inner) const;
  std::optional<std::string> InnerCountry(int32_t m);
  std::vector<const Actor*> ScanNames(std::string_view text) const;
  std::optional<std::string> Pointed(int32_t m);
  Beside BesideOf(int32_t m) const;
  int32_t Antecedent(int32_t m, std::string_view pronoun) const;
  std::string_view CountryAt(int32_t m) const;
  std::string BareName(const Known& entity) const;
  CountryContext Context() const;
  CountryQuery QueryOf(size_t e) const;
  bool SettleOne(size_t e, std::optional<std::string> (Reader::*rule)(int32_t));
  void SettleSeats();
  bool NamesPlace(size_t e) const;
  void SettleByNames();
  void SettleByContext();

  // Sectors.
  SectorSet ModelSectors(size_t e) const;
  SectorSet PersonSectors(size_t e, SectorSet told) const;
  SectorSet PartySectors(size_t e) const;
  void AddWords(int32_t m, std::string_view prefix, bool pairs,
                std::vector<std::string>* out) const;
  void AddSurroundings(int32_t m, std::string_view type, std::vector<std::string>* out) const;
  std::vector<std::string> SectorFeatures(size_t e) const;
  bool ModelSpeaks() const;
  bool IsOpen(size_t e) const;
  bool ActsAsState(size_t e) const;
  SectorSet SectorsOf(size_t e, bool model_speaks) const;

  const ActorTable& actors_;
  const RoleTable& roles_;
  const SectorModel& sectors_;
  const NameOrigins& origins_;
  Document& doc_;
  std::vector<Known>& known_;
  OfficeDay today_;
  std::vector<uint8_t> parts_;             // of each entity, a set of Part
  std::map<std::string, double> in_play_;  // countries that the article names, and how often
};

void Reader::Join() {
  doc_.entities.clear();
  known_.clear();
  for (size_t i = 0; i < doc_.mentions.size(); ++i) {
    Mention& mention = doc_.mentions[i];
    if (mention.same_as >= 0 && mention.same_as < static_cast<int32_t>(i)) {
      mention.entity = doc_.mentions[mention.same_as].entity;
    } else {
      mention.entity = static_cast<int32_t>(known_.size());
      known_.emplace_back();
    }
    known_[mention.entity].mentions.push_back(static_cast<int32_t>(i));
  }
  doc_.entities.resize(known_.size());
}

// Countries that states, nationality words and capitals put in play.
void Reader::CountCountries() {
  for (size_t i = 0; i < doc_.mentions.size(); ++i) {
    const MentionKind kind = doc_.mentions[i].kind;
    if (kind == MentionKind::kPer) continue;
    for (const Actor* actor : ScanNames(Text(static_cast<int32_t>(i)))) {
      const bool names_country = actor->kind == ActorKind::kState ||
                                 actor->kind == ActorKind::kDemonym ||
                                 actor->kind == ActorKind::kCapital;
      if (names_country && IsRealCountry(actor->country))
        in_play_[std::string(actor->country)] += 1;
    }
  }
}

int Reader::Score(const Actor& actor, std::string_view name, bool single_country) const {
  const bool long_name = name.find(' ') != std::string_view::npos;
  const bool known_country = InPlay(actor.country) || !IsRealCountry(actor.country);
  int score = Prior(actor.kind) + (known_country ? 12 : 0) + (actor.trusted ? 3 : 0) +
              (actor.HoldsOn(today_) ? 2 : 0);
  if (actor.kind != ActorKind::kPerson && !actor.HoldsOn(today_)) score -= 8;
  if (IsPlace(actor.kind) || actor.kind == ActorKind::kDemonym) {
    const bool strong = actor.kind != ActorKind::kCity && actor.kind != ActorKind::kRegion;
    return strong || known_country || single_country ? score : -1;
  }
  if (actor.trusted || known_country) return score;
  return long_name && (actor.kind != ActorKind::kPerson || in_play_.empty()) ? score : -1;
}

// The actor that `name` means here; nullptr when none is likely.
const Actor* Reader::Choose(std::string_view name, MentionKind kind) const {
  const std::string folded = FoldName(name);
  const std::span<const uint32_t> rows = actors_.FindFolded(folded, IsUpperCase(name));
  const Actor* best = nullptr;
  int best_score = -1;
  std::string_view country;
  bool single_country = true;
  for (const uint32_t row : rows) {
    const Actor& actor = actors_.row(row);
    if (!MayName(kind, actor.kind)) continue;
    if (country.empty()) country = actor.country;
    single_country = single_country && country == actor.country;
  }
  for (const uint32_t row : rows) {
    const Actor& actor = actors_.row(row);
    if (!MayName(kind, actor.kind)) continue;
    int score = Score(actor, folded, single_country);
    if (score >= 0 && InPlay(actor.country))
      score += std::min(3, static_cast<int>(in_play_.at(std::string(actor.country))));
    if (score > best_score) {
      best = &actor;
      best_score = score;
    }
  }
  return best;
}

// The longest tail of a phrase that is a name of the table: "Foreign Minister Than Swe".
const Actor* Reader::LookupPart(std::string_view text, MentionKind kind) const {
  const std::vector<Span> words = WordsOf(text);
  if (kind == MentionKind::kGpe && text.find(" in ") != std::string_view::npos) return nullptr;
  for (size_t i = 1; i < words.size(); ++i) {
    if (words.size() - i > kLongestName) continue;
    const std::string_view tail = text.substr(words[i].begin, words.back().end - words[i].begin);
    const Actor* actor = Choose(tail, kind);
    if (actor == nullptr) continue;
    const bool single = i + 1 == words.size();
    if (kind == MentionKind::kPer && single && !actor->trusted) continue;
    return actor;
  }
  return nullptr;
}

const Actor* Reader::Lookup(int32_t m) const {
  const MentionKind kind = doc_.mentions[m].kind;
  const std::string_view text = Text(m);
  if (IsPronoun(FoldName(text)) && !IsUpperCase(text)) return nullptr;
  const std::vector<Span> words = WordsOf(text);
  if (words.empty() || !StartsUpper(words.back().In(text)))
    return nullptr;  // "the island", "north"
  if (const Actor* actor = Choose(text, kind)) return actor;
  if (kind == MentionKind::kPer || kind == MentionKind::kGpe) return LookupPart(text, kind);
  return nullptr;
}

// The table's row for an entity: that of its longest name. An abbreviation does not count where the
// article spells out a name that the table lacks.
const Actor* Reader::ActorOf(const Known& known) const {
  const Actor* best = nullptr;
  size_t best_size = 0;
  bool spelled_out = false, abbreviation = false;
  for (const int32_t m : known.mentions) {
    const std::string_view text = Text(m);
    const Actor* actor = Lookup(m);
    if (actor == nullptr && doc_.mentions[m].kind == MentionKind::kOrg) {
      const std::vector<Span> words = WordsOf(text);
      spelled_out = spelled_out || (words.size() > 1 && StartsUpper(words.front().In(text)) &&
                                    StartsUpper(words.back().In(text)));
    }
    if (actor == nullptr) continue;
    // A state goes by its own name, whatever its capital is called; else the longest name tells
    // most.
    const bool state = actor->kind == ActorKind::kState;
    const bool best_state = best != nullptr && best->kind == ActorKind::kState;
    if (best_state != state ? best_state : text.size() <= best_size) continue;
    best = actor;
    best_size = text.size();
    abbreviation = IsUpperCase(text) && text.find(' ') == std::string_view::npos;
  }
  return spelled_out && abbreviation ? nullptr : best;
}

void Reader::NameEntity(size_t e) {
  Known& known = known_[e];
  Entity& entity = doc_.entities[e];
  known.actor = ActorOf(known);
  if (known.actor != nullptr) {
    entity.name = std::string(known.actor->name);
    entity.country = std::string(known.actor->country);
    entity.wikidata = std::string(known.actor->wikidata());
    known.country = !entity.country.empty() || known.actor->kind == ActorKind::kPeople ||
                    known.actor->kind == ActorKind::kRegion;
    return;
  }
  size_t longest = 0;
  for (const int32_t m : known.mentions) {
    const std::string_view text = Text(m);
    if (text.size() <= longest || IsPronoun(FoldName(text))) continue;
    entity.name = std::string(text);
    longest = text.size();
  }
  if (entity.name.empty()) entity.name = std::string(Text(known.mentions.front()));
}

void Reader::NameAll() {
  for (size_t e = 0; e < known_.size(); ++e) NameEntity(e);
}

// Whether what follows a name makes it an adjective of something else: "Turkish-built".
bool IsMadeByPart(std::string_view after) {
  if (after.empty() || after[0] != '-') return false;
  after.remove_prefix(1);
  return Is(after.substr(0, after.find_first_of(" -,.")),
            {"built", "backed", "made", "era", "led", "based", "speaking", "sponsored", "supported",
             "trained", "funded", "brokered", "mediated", "educated", "style", "designed",
             "supplied", "born"});
}

// The names of states, peoples, seats and organisations inside a phrase, longest first at each
// word.
std::vector<const Actor*> Reader::ScanNames(std::string_view text) const {
  std::vector<const Actor*> found;
  const std::vector<Span> words = WordsOf(text);
  for (size_t i = 0; i < words.size();) {
    size_t used = 0;
    for (size_t n = std::min<size_t>(kLongestName, words.size() - i); n > 0 && used == 0; --n) {
      const std::string_view part =
          text.substr(words[i].begin, words[i + n - 1].end - words[i].begin);
      const bool capital =
          (part[0] >= 'A' && part[0] <= 'Z') || static_cast<signed char>(part[0]) < 0;
      if (!capital) break;
      for (const MentionKind kind : {MentionKind::kNorp, MentionKind::kGpe, MentionKind::kOrg}) {
        const Actor* actor = Choose(part, kind);
        if (actor == nullptr || !SaysCountry(*actor)) continue;
        if (IsMadeByPart(text.substr(words[i + n - 1].end))) continue;
        found.push_back(actor);
        used = n;
        break;
      }
    }
    i += std::max<size_t>(1, used);
  }
  return found;
}

// True when the text between two names joins them as equals: "Russian and Ukrainian".
bool JoinsEquals(std::string_view between) {
  const std::string folded = FoldName(between);
  return folded == "and" || folded.empty() || folded == "or";
}

// Whether a name inside a phrase says with whom or whereto, not whose: "ambassador to Latvia".
bool Reader::IsAddressee(Span outer, Span inner) const {
  const std::string_view before = doc_.text().substr(outer.begin, inner.begin - outer.begin);
  for (const std::string_view word :
       {" to ", " with ", " against ", " on ", " towards ", " to the ", " with the "}) {
    if (before.ends_with(word)) return true;
  }
  return false;
}

// The country of the names inside the phrase; "" when they are of several; nullopt when there is
// none.
std::optional<std::string> Reader::InnerCountry(int32_t m) {
  const Mention& mention = doc_.mentions[m];
  std::string first;
  uint32_t first_end = 0;
  for (size_t i = static_cast<size_t>(m) + 1; i < doc_.mentions.size(); ++i) {
    const Mention& inner = doc_.mentions[i];
    if (inner.span.begin >= mention.span.end) break;
    if (!mention.span.Contains(inner.span) || inner.entity == mention.entity ||
        inner.span == mention.span)
      continue;
    if (!known_[inner.entity].country || IsAddressee(mention.span, inner.span)) continue;
    const std::string& country = doc_.entities[inner.entity].country;
    if (country.empty()) continue;
    if (first.empty()) {
      first = country;
      first_end = inner.span.end;
    } else if (country != first && inner.span.begin >= first_end &&
               JoinsEquals(doc_.text().substr(first_end, inner.span.begin - first_end))) {
      return "";
    }
  }
  if (!first.empty()) return first;
  if (mention.kind == MentionKind::kPer && known_[mention.entity].mentions.front() != m)
    return std::nullopt;
  const std::string_view text = Text(m);
  if (IsUpperCase(text) && text.find(' ') == std::string_view::npos)
    return std::nullopt;  // no phrase
  for (const Actor* actor : ScanNames(text)) {
    if (!actor->country.empty()) return std::string(actor->country);
  }
  return std::nullopt;
}

std::optional<std::string> Reader::Pointed(int32_t m) {
  const int32_t from = doc_.mentions[m].country_from;
  if (from < 0 || from >= static_cast<int32_t>(doc_.mentions.size())) return std::nullopt;
  if (!KnownOf(from).country) return std::nullopt;
  return EntityOf(from).country;
}

// Whom a possessive pronoun at the start of `m` most likely means.
int32_t Reader::Antecedent(int32_t m, std::string_view pronoun) const {
  const bool person = Is(pronoun, {"his", "her", "my"}), thing = pronoun == "its";
  if (!person && !thing && !Is(pronoun, {"their", "our"})) return -1;
  for (int32_t i = m - 1; i >= std::max(0, m - 4 * kNeighbours); --i) {
    const MentionKind kind = doc_.mentions[i].kind;
    const bool fits = person  ? kind == MentionKind::kPer
                      : thing ? kind == MentionKind::kOrg || kind == MentionKind::kGpe
                              : kind != MentionKind::kLoc && kind != MentionKind::kFac;
    if (fits && kind != MentionKind::kNorp && doc_.mentions[i].entity != doc_.mentions[m].entity &&
        !doc_.mentions[i].span.Overlaps(doc_.mentions[m].span)) {
      return i;
    }
  }
  return -1;
}

Beside Reader::BesideOf(int32_t m) const {
  Beside beside;
  const Span span = doc_.mentions[m].span;
  const std::string_view text = doc_.text();
  const int32_t last = std::min(static_cast<int32_t>(doc_.mentions.size()), m + kNeighbours);
  for (int32_t i = std::max(0, m - kNeighbours); i < last; ++i) {
    const Span other = doc_.mentions[i].span;
    if (i == m || doc_.mentions[i].entity == doc_.mentions[m].entity) continue;
    if (other.end <= span.begin && span.begin - other.end < kBeside) {
      const std::string_view between = text.substr(other.end, span.begin - other.end);
      const bool possessive = between.starts_with("'s ") || between.starts_with("’s ") ||
                              between.starts_with("' ") || between.starts_with("’ ");
      if (possessive && between.find_first_of(",.;:\n") == std::string_view::npos)
        beside.possessor = i;
    }
    if (other.begin >= span.end && other.begin - span.end < kBeside && beside.origin < 0 &&
        beside.site < 0) {
      const std::string between = FoldName(text.substr(span.end, other.begin - span.end));
      if (Is(between, {"of", "of the", "from", "from the", "for", "for the"})) beside.origin = i;
      if (Is(between, {"in", "in the", "at", "at the", "on", "near", "outside"})) beside.site = i;
    }
  }
  const std::string_view phrase = Text(m);
  if (phrase.find(' ') != std::string_view::npos) {
    beside.antecedent = Antecedent(m, FoldName(phrase.substr(0, phrase.find(' '))));
  }
  return beside;
}

// A person's name without titles: the last run of capitalised words that are no role.
std::string Reader::BareName(const Known& entity) const {
  std::string_view longest;
  for (const int32_t m : entity.mentions) {
    if (doc_.mentions[m].kind != MentionKind::kPer) return "";
    const std::string_view text = Text(m);
    const std::vector<Span> words = WordsOf(text);
    size_t first = words.size();
    while (first > 0 && StartsUpper(words[first - 1].In(text)) &&
           roles_.Read(words[first - 1].In(text), false).weight < 50) {
      --first;
    }
    if (first == words.size() || IsPronoun(FoldName(text))) continue;
    const std::string_view name =
        text.substr(words[first].begin, words.back().end - words[first].begin);
    if (name.size() > longest.size()) longest = name;
  }
  return std::string(longest);
}

std::string_view Reader::CountryAt(int32_t m) const {
  if (m < 0 || !KnownOf(m).country) return "";
  return doc_.entities[doc_.mentions[m].entity].country;
}

CountryContext Reader::Context() const {
  std::vector<CountryEvidence> evidence;
  for (const Mention& mention : doc_.mentions) {
    if (!known_[mention.entity].country || doc_.entities[mention.entity].country.empty()) continue;
    evidence.push_back({mention.span, doc_.entities[mention.entity].country, mention.kind});
  }
  return CountryContext(doc_.text(), std::move(evidence), origins_);
}

CountryQuery Reader::QueryOf(size_t e) const {
  const Known& known = known_[e];
  const int32_t first = known.mentions.front();
  CountryQuery query;
  query.span = doc_.mentions[first].span;
  query.kind = doc_.mentions[first].kind;
  query.name = BareName(known);
  for (const int32_t m : known.mentions) {
    const Beside beside = BesideOf(m);
    if (query.possessor.empty()) query.possessor = CountryAt(beside.possessor);
    if (query.origin.empty()) query.origin = CountryAt(beside.origin);
    if (query.site.empty()) query.site = CountryAt(beside.site);
    if (query.antecedent.empty()) query.antecedent = CountryAt(beside.antecedent);
  }
  for (std::string_view* view : {&query.possessor, &query.origin, &query.site, &query.antecedent}) {
    if (view->empty()) *view = "-";
  }
  const std::string_view phrase = Text(first);
  const std::string folded = FoldName(phrase);
  const bool place = query.kind == MentionKind::kLoc || query.kind == MentionKind::kFac;
  query.stateless = roles_.Read(phrase, place).stateless;
  const std::string word = folded.substr(0, folded.find(' '));
  query.plural =
      Is(word, {"both", "two", "three", "four", "all", "they", "them", "their", "neither", "each",
                "several", "eight", "seven", "six", "five", "foreign", "we"});
  const std::string head = folded.substr(folded.rfind(' ') + 1);
  query.other_side =
      Is(head, {"counterpart", "counterparts", "host", "hosts", "number", "guest", "guests",
                "visitor", "visitors", "neighbour", "neighbours", "rival"});
  return query;
}

bool Reader::SettleOne(size_t e, std::optional<std::string> (Reader::*rule)(int32_t)) {
  for (const int32_t m : known_[e].mentions) {
    const std::optional<std::string> country = (this->*rule)(m);
    if (!country) continue;
    doc_.entities[e].country = *country;
    known_[e].country = true;
    return true;
  }
  return false;
}

// A seat of two governments: "Brussels" that acts is the Union, else it is Belgium's city.
void Reader::SettleSeats() {
  for (size_t e = 0; e < known_.size(); ++e) {
    Known& known = known_[e];
    if (known.actor == nullptr || known.actor->kind != ActorKind::kCapital ||
        known.actor->layer > 0)
      continue;
    for (const uint32_t row : actors_.Find(known.actor->name)) {
      const Actor& other = actors_.row(row);
      if (other.kind != ActorKind::kCapital || (other.country == "EUR") != ActsAsState(e)) continue;
      if (other.country != "EUR" && known.actor->country != "EUR") continue;
      known.actor = &other;
      doc_.entities[e].country = std::string(other.country);
    }
  }
}

// Whether an entity is called a place by name: a city or region, no "airport" that merely is one.
bool Reader::NamesPlace(size_t e) const {
  return std::any_of(known_[e].mentions.begin(), known_[e].mentions.end(), [&](int32_t m) {
    const std::vector<Span> words = WordsOf(Text(m));
    if (doc_.mentions[m].kind == MentionKind::kGpe) return true;
    return doc_.mentions[m].kind == MentionKind::kLoc && !words.empty() &&
           StartsUpper(words.front().In(Text(m)));
  });
}

void Reader::SettleByNames() {
  SettleSeats();
  for (size_t e = 0; e < known_.size(); ++e) {
    const std::optional<PlaceRecord>& place = doc_.entities[e].place;
    const Actor* actor = known_[e].actor;
    if (!NamesPlace(e)) continue;
    const bool open = !known_[e].country || actor == nullptr || actor->kind == ActorKind::kRegion ||
                      actor->kind == ActorKind::kCity;  // the gazetteer knows better
    if (open && place && !place->country.empty()) {
      doc_.entities[e].country = place->country;
      known_[e].country = true;
    }
  }
  for (int pass = 0; pass < 3; ++pass) {
    for (const auto rule : {&Reader::InnerCountry, &Reader::Pointed}) {
      for (size_t e = 0; e < known_.size(); ++e) {
        if (!known_[e].country) SettleOne(e, rule);
      }
    }
  }
}

void Reader::SettleByContext() {
  const CountryContext context = Context();
  std::vector<std::pair<size_t, std::string>> found;
  for (size_t e = 0; e < known_.size(); ++e) {
    if (!known_[e].country) found.emplace_back(e, context.Best(QueryOf(e)));
  }
  for (auto& [e, country] : found) {
    doc_.entities[e].country = std::move(country);
    known_[e].country = true;
  }
}

std::vector<ActorReader::ContextExample> Reader::Examples() {
  SettleByNames();
  const CountryContext context = Context();
  std::vector<ActorReader::ContextExample> examples;
  for (size_t e = 0; e < known_.size(); ++e) {
    if (known_[e].country) continue;
    ActorReader::ContextExample example;
    example.mention = known_[e].mentions.front();
    const CountryQuery query = QueryOf(e);
    for (const std::string_view candidate : context.candidates()) {
      example.candidates.emplace_back(candidate, context.Features(query, candidate));
    }
    examples.push_back(std::move(example));
  }
  return examples;
}

// Notes the parts that each entity plays in events and claims.
void Reader::ReadParts() {
  parts_.assign(known_.size(), 0);
  const auto add = [&](const std::vector<int32_t>& list, Part part) {
    for (const int32_t m : list) parts_[doc_.mentions[m].entity] |= part;
  };
  for (const Trigger& trigger : doc_.triggers) {
    add(trigger.actors, kActor);
    add(trigger.recipients, kRecipient);
    add(trigger.sources, kSource);
    add(trigger.places, kPlace);
  }
  for (const ClaimCue& claim : doc_.claims) {
    if (claim.source >= 0) add({claim.source}, kSpeaker);
  }
}

// What the model says of the whole entity: the set that most of its mentions carry.
SectorSet Reader::ModelSectors(size_t e) const {
  std::map<SectorSet, int> votes;
  for (const int32_t m : known_[e].mentions) {
    if (doc_.mentions[m].sectors != 0) ++votes[doc_.mentions[m].sectors];
  }
  const auto most = std::max_element(votes.begin(), votes.end(),
                                     [](auto& a, auto& b) { return a.second < b.second; });
  return most == votes.end() ? 0 : most->first;
}

// A person of the table: what the article calls them where it says so plainly, else the office that
// they hold on the day, else ELI after one in government.
SectorSet Reader::PersonSectors(size_t e, SectorSet told) const {
  const Actor& actor = *known_[e].actor;
  bool former = false;
  RoleTable::Answer role;
  for (const int32_t m : known_[e].mentions) {
    const std::string folded = " " + FoldName(Text(m));
    former = former || folded.find(" former ") != std::string::npos ||
             folded.find(" ex ") != std::string::npos;
    if (IsPronoun(FoldName(Text(m)))) continue;
    const RoleTable::Answer answer = roles_.Read(Text(m), false);
    if (answer.weight > role.weight) role = answer;
  }
  if (former) return (told & Bit("OPP")) != 0 ? told : Bit("ELI");
  if (role.weight >= kPlainRole && (today_ == 0 || (role.sectors & Bit("OPP")) != 0) &&
      role.sectors != 0)
    return role.sectors;
  bool past = false;
  for (const uint32_t row : actors_.Find(actor.name)) {
    const Actor& other = actors_.row(row);
    if (other.id != actor.id) continue;
    if (other.HoldsOn(today_))
      return (told & other.sectors) != 0 && role.weight >= kPlainRole ? told : other.sectors;
    past = past || (other.to != 0 && other.to < today_ && (other.sectors & Bit("GOV")) != 0);
  }
  return past ? Bit("ELI") : told;
}

// A party in the light of the article: "the opposition NDC", "the ruling ANC".
SectorSet Reader::PartySectors(size_t e) const {
  SectorSet sectors = known_[e].actor->sectors;
  for (const int32_t m : known_[e].mentions) {
    const Span span = doc_.mentions[m].span;
    const uint32_t begin = span.begin < 20 ? 0 : span.begin - 20;
    const std::string_view around = doc_.text().substr(begin, span.end - begin);
    if (around.find("pposition") != std::string_view::npos) return Bit("PTY") | Bit("OPP");
    if (around.find("uling ") != std::string_view::npos) return Bit("PTY") | Bit("GOV");
  }
  return sectors;
}

// The words of a mention as features that start with `prefix`.
void Reader::AddWords(int32_t m, std::string_view prefix, bool pairs,
                      std::vector<std::string>* out) const {
  const std::string_view text = Text(m);
  std::string previous;
  for (const Span& span : WordsOf(text)) {
    std::string word = FoldName(span.In(text));
    if (word.empty()) continue;
    out->push_back(std::string(prefix) + word);
    if (pairs && !previous.empty()) out->push_back(std::string(prefix) + previous + "_" + word);
    previous = std::move(word);
  }
  if (pairs && !previous.empty()) out->push_back("h:" + previous);
}

// The words beside a mention: one before, one behind, and an apposition.
void Reader::AddSurroundings(int32_t m, std::string_view type,
                             std::vector<std::string>* out) const {
  const Span span = doc_.mentions[m].span;
  const std::string_view text = doc_.text();
  const std::string_view before =
      text.substr(span.begin < 24 ? 0 : span.begin - 24, std::min<uint32_t>(24, span.begin));
  std::string_view after = text.substr(span.end, kAppositionReach);
  while (!after.empty() && (static_cast<signed char>(after.back()) < 0))
    after.remove_suffix(1);  // whole characters
  size_t start = 0;
  while (start < before.size() && (static_cast<unsigned char>(before[start]) & 0xC0) == 0x80)
    ++start;
  const std::string_view lead = before.substr(start);
  const std::vector<Span> left = WordsOf(lead), right = WordsOf(after);
  if (!left.empty()) out->push_back(fmt::format("-1:{}:{}", type, FoldName(left.back().In(lead))));
  if (!right.empty())
    out->push_back(fmt::format("+1:{}:{}", type, FoldName(right.front().In(after))));
  if (!after.starts_with(", ")) return;
  const size_t end = after.find_first_of(",.;:\n", 2);
  int taken = 0;
  for (const Span& word : right) {
    if (word.begin > end || ++taken > kAppositionWords) break;
    out->push_back("x:" + FoldName(word.In(after)));
  }
  const RoleTable::Answer role =
      roles_.Read(after.substr(2, end == std::string_view::npos ? end : end - 2), false);
  for (const std::string_view name : NamesIn(role.agent, SectorNames()))
    out->push_back(fmt::format("ax:{}", name));
}

std::vector<std::string> Reader::SectorFeatures(size_t e) const {
  const Known& known = known_[e];
  const MentionKind kind = doc_.mentions[known.mentions.front()].kind;
  const std::string& country = doc_.entities[e].country;
  std::vector<std::string> features = {
      "bias", fmt::format("k:{}", Name(kind)),
      fmt::format("c:{}", IsRealCountry(country) ? "real" : country)};
  const std::string type = fmt::format(
      "{}{}", Name(kind), known.actor == nullptr ? -1 : static_cast<int>(known.actor->kind));
  features.push_back("t:" + type);
  for (int part = 1; part <= kSpeaker; part *= 2) {
    if ((parts_[e] & part) != 0) features.push_back(fmt::format("part:{}:{}", type, part));
  }
  features.push_back(fmt::format("parts:{}:{}", type, static_cast<int>(parts_[e])));
  for (const int32_t m : known.mentions) {
    AddSurroundings(m, type, &features);
    if (IsPronoun(FoldName(Text(m)))) continue;
    AddWords(m, "w:", true, &features);
    const RoleTable::Answer role = roles_.Read(Text(m), false);
    for (const std::string_view name : NamesIn(role.agent, SectorNames()))
      features.push_back(fmt::format("a:{}", name));
    const Beside beside = BesideOf(m);
    for (const int32_t other : {beside.possessor, beside.origin, beside.antecedent}) {
      if (other >= 0 && doc_.mentions[other].kind != MentionKind::kGpe)
        AddWords(other, "r:", false, &features);
    }
    for (size_t i = static_cast<size_t>(m) + 1; i < doc_.mentions.size();
         ++i) {  // whom the phrase names
      if (doc_.mentions[i].span.begin >= doc_.mentions[m].span.end) break;
      const Known& inner = KnownOf(static_cast<int32_t>(i));
      if (doc_.mentions[m].span.Contains(doc_.mentions[i].span) && inner.actor != nullptr &&
          &inner != &known) {
        for (const std::string_view name : NamesIn(inner.actor->sectors, SectorNames())) {
          features.push_back(fmt::format("n:{}", name));
        }
      }
    }
  }
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

// Whether the language model gave sectors to anybody in this document.
bool Reader::ModelSpeaks() const {
  return std::any_of(doc_.mentions.begin(), doc_.mentions.end(),
                     [](const Mention& m) { return m.sectors != 0; });
}

// Whether the table leaves the sectors open: places, peoples, persons and the unknown.
bool Reader::IsOpen(size_t e) const {
  const Actor* actor = known_[e].actor;
  if (actor == nullptr || actor->layer > 0) return actor == nullptr;
  return IsPlace(actor->kind) || actor->kind == ActorKind::kDemonym ||
         actor->kind == ActorKind::kPeople ||
         (actor->country == "EUR" && actor->kind == ActorKind::kIgo);
}

// Whether a country, city or union acts as a state: it does, says or is done to something. A place
// where something is done to it as well is a state only by its own name, not by its capital's.
bool Reader::ActsAsState(size_t e) const {
  if ((parts_[e] & (kActor | kSource | kSpeaker)) != 0) return true;
  const Actor* actor = known_[e].actor;
  return (parts_[e] & kRecipient) != 0 &&
         ((parts_[e] & kPlace) == 0 ||
          (actor != nullptr && actor->kind != ActorKind::kCapital &&
           actor->kind != ActorKind::kCity && actor->kind != ActorKind::kRegion));
}

SectorSet Reader::SectorsOf(size_t e, bool model_speaks) const {
  const Actor* actor = known_[e].actor;
  const MentionKind kind = doc_.mentions[known_[e].mentions.front()].kind;
  const auto told = [&] {
    return model_speaks ? ModelSectors(e) : sectors_.Best(SectorFeatures(e));
  };
  if (actor != nullptr && actor->kind == ActorKind::kPerson && actor->layer == 0)
    return PersonSectors(e, told());
  if (!IsOpen(e)) {
    const SectorSet model = model_speaks && actor->layer == 0 ? ModelSectors(e) : 0;
    if ((model & actor->sectors) != 0) return model;  // the same, told more closely
    return actor->kind == ActorKind::kParty && actor->layer == 0 ? PartySectors(e) : actor->sectors;
  }
  if (actor != nullptr && actor->kind == ActorKind::kBreakaway) return actor->sectors;
  const bool state =
      kind == MentionKind::kGpe ||
      (actor != nullptr && actor->kind != ActorKind::kDemonym && actor->kind != ActorKind::kPeople);
  const bool has_events = !doc_.triggers.empty() || !doc_.claims.empty();
  if (!state || (!has_events && !model_speaks)) return told();
  if (model_speaks) {
    const SectorSet model = ModelSectors(e);
    if (model != 0) return model;
  }
  return ActsAsState(e) ? Bit("GOV") : 0;
}

std::vector<ActorReader::SectorExample> Reader::SectorExamples() {
  SettleByNames();
  SettleByContext();
  std::vector<ActorReader::SectorExample> examples;
  for (size_t e = 0; e < known_.size(); ++e) {
    if (IsOpen(e)) examples.push_back({known_[e].mentions.front(), SectorFeatures(e)});
  }
  return examples;
}

void Reader::Complete() {
  SettleByNames();
  SettleByContext();
  const bool model_speaks = ModelSpeaks();
  for (size_t e = 0; e < known_.size(); ++e) doc_.entities[e].sectors = SectorsOf(e, model_speaks);
}

}  // namespace

std::vector<Known> ActorReader::Name(Document* document) const {
  std::vector<Known> known;
  Reader reader(tables_, document, &known);
  reader.Join();
  reader.CountCountries();
  reader.NameAll();
  return known;
}

std::vector<ActorReader::SectorExample> ActorReader::SectorExamples(Document* document) const {
  std::vector<Known> known = Name(document);
  Reader reader(tables_, document, &known);
  reader.CountCountries();
  reader.ReadParts();
  return reader.SectorExamples();
}

std::vector<ActorReader::ContextExample> ActorReader::Examples(Document* document) const {
  std::vector<Known> known = Name(document);
  Reader reader(tables_, document, &known);
  reader.CountCountries();
  reader.ReadParts();
  return reader.Examples();
}

void ActorReader::Complete(std::vector<Known> known, Document* document) const {
  Reader reader(tables_, document, &known);
  reader.CountCountries();
  reader.ReadParts();
  reader.Complete();
}

}  // namespace dateline
