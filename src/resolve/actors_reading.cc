#include "src/resolve/actors_reading.h"

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

constexpr uint32_t kBeside = 30;       // bytes between a mention and the one it leans on
constexpr int kLongestName = 8;        // words of a phrase that are tried as one name
constexpr size_t kAppositionReach = 90;  // bytes behind a name in which ", a farmer" is looked for

bool Is(std::string_view a, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), a) != list.end();
}

SectorSet Bit(std::string_view name) { return SectorSet{1} << *SectorBit(name); }

bool StartsUpper(std::string_view text) {
  return !text.empty() && ((text[0] >= 'A' && text[0] <= 'Z') || static_cast<signed char>(text[0]) < 0);
}

bool IsRealCountry(std::string_view country) {
  return country.size() == 3 && !Is(country, {"IGO", "NGO", "IMG", "MNC"});
}

bool IsPronoun(std::string_view folded) {
  return Is(folded, {"he", "him", "his", "she", "her", "hers", "they", "them", "their", "it", "its", "we", "us", "our",
                     "i", "me", "my", "you", "who", "himself", "herself", "itself", "themselves", "both", "one", "some"});
}

// What kinds of actor a mention of `kind` may name.
bool MayName(MentionKind mention, ActorKind actor) {
  switch (mention) {
    case MentionKind::kPer:
      return actor == ActorKind::kPerson;
    case MentionKind::kNorp:
      return actor == ActorKind::kDemonym || actor == ActorKind::kPeople || actor == ActorKind::kParty ||
             actor == ActorKind::kArmed || actor == ActorKind::kBreakaway;
    case MentionKind::kGpe:
    case MentionKind::kLoc:
      return actor == ActorKind::kState || actor == ActorKind::kCapital || actor == ActorKind::kBreakaway ||
             actor == ActorKind::kRegion || actor == ActorKind::kCity || actor == ActorKind::kIgo;
    case MentionKind::kFac:
      return actor != ActorKind::kPerson && actor != ActorKind::kDemonym;
    case MentionKind::kGrp:
      return actor != ActorKind::kPerson && actor != ActorKind::kCity && actor != ActorKind::kRegion;
    case MentionKind::kOrg:
      return actor != ActorKind::kPerson && actor != ActorKind::kCity && actor != ActorKind::kRegion &&
             actor != ActorKind::kDemonym && actor != ActorKind::kPeople;
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
    case ActorKind::kPeople:
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
    case ActorKind::kState: return 9;
    case ActorKind::kDemonym: return 8;
    case ActorKind::kBreakaway: return 8;
    case ActorKind::kCapital: return 7;
    case ActorKind::kIgo: return 6;
    case ActorKind::kOrgan: return 6;
    case ActorKind::kArmed: return 5;
    case ActorKind::kRegion: return 4;
    case ActorKind::kCity: return 3;
    default: return 4;
  }
}

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
  Reader(const ActorTable& actors, const RoleTable& roles, const NameOrigins& origins, Document* document,
         std::vector<Known>* known)
      : actors_(actors), roles_(roles), origins_(origins), doc_(*document), known_(*known), today_(ParseOfficeDay(document->published)) {
    if (today_ == 0) today_ = ParseOfficeDay(document->article.published);
  }

  void Join();
  void CountCountries();
  void NameAll();
  void Complete();
  std::vector<ActorReader::ContextExample> Examples();

 private:
  std::string_view Text(int32_t m) const { return doc_.mentions[m].span.In(doc_.text()); }
  Entity& EntityOf(int32_t m) { return doc_.entities[doc_.mentions[m].entity]; }
  const Known& KnownOf(int32_t m) const { return known_[doc_.mentions[m].entity]; }
  bool InPlay(std::string_view country) const { return in_play_.count(std::string(country)) > 0; }

  // Names.
  const Actor* Choose(std::string_view name, MentionKind kind, bool whole) const;
  int Score(const Actor& actor, std::string_view name, bool single_country) const;
  const Actor* Lookup(int32_t m) const;
  const Actor* LookupPart(std::string_view text, MentionKind kind) const;
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
  void SettleByNames();
  void SettleByContext();

  // Sectors.
  SectorSet SectorsOf(size_t e);
  SectorSet StateSectors(size_t e) const;
  SectorSet PersonSectors(size_t e, const RoleTable::Answer& role) const;
  RoleTable::Answer RoleOf(size_t e) const;
  SectorSet Inherited(size_t e);
  SectorSet ModelSectors(size_t e) const;
  bool ActsSomewhere(size_t e) const;

  const ActorTable& actors_;
  const RoleTable& roles_;
  const NameOrigins& origins_;
  Document& doc_;
  std::vector<Known>& known_;
  OfficeDay today_;
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
      const bool names_country = actor->kind == ActorKind::kState || actor->kind == ActorKind::kDemonym ||
                                 actor->kind == ActorKind::kCapital;
      if (names_country && IsRealCountry(actor->country)) in_play_[std::string(actor->country)] += 1;
    }
  }
}

int Reader::Score(const Actor& actor, std::string_view name, bool single_country) const {
  const bool long_name = name.find(' ') != std::string_view::npos;
  const bool known_country = InPlay(actor.country) || !IsRealCountry(actor.country);
  int score = Prior(actor.kind) + (known_country ? 12 : 0) + (actor.trusted ? 3 : 0) + (actor.HoldsOn(today_) ? 2 : 0);
  if (IsPlace(actor.kind) || actor.kind == ActorKind::kDemonym) {
    const bool strong = actor.kind != ActorKind::kCity && actor.kind != ActorKind::kRegion;
    return strong || known_country || single_country ? score : -1;
  }
  if (actor.trusted || known_country) return score;
  return long_name && (actor.kind != ActorKind::kPerson || in_play_.empty()) ? score : -1;
}

// The actor that `name` means here; nullptr when none is likely. `whole`: it is the whole mention.
const Actor* Reader::Choose(std::string_view name, MentionKind kind, bool whole) const {
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
    if (score >= 0 && InPlay(actor.country)) score += std::min(3, static_cast<int>(in_play_.at(std::string(actor.country))));
    if (score > best_score) {
      best = &actor;
      best_score = score;
    }
  }
  (void)whole;
  return best;
}

// The longest tail of a phrase that is a name of the table: "Foreign Minister Than Swe".
const Actor* Reader::LookupPart(std::string_view text, MentionKind kind) const {
  const std::vector<Span> words = WordsOf(text);
  for (size_t i = 1; i < words.size(); ++i) {
    if (words.size() - i > kLongestName) continue;
    const std::string_view tail = text.substr(words[i].begin, words.back().end - words[i].begin);
    const Actor* actor = Choose(tail, kind, false);
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
  if (words.empty() || !StartsUpper(words.back().In(text))) return nullptr;  // "the island", "north"
  if (const Actor* actor = Choose(text, kind, true)) return actor;
  if (kind == MentionKind::kPer || kind == MentionKind::kGpe) return LookupPart(text, kind);
  return nullptr;
}

void Reader::NameEntity(size_t e) {
  Known& known = known_[e];
  size_t best_size = 0;
  for (const int32_t m : known.mentions) {
    const Actor* actor = Lookup(m);
    const size_t size = Text(m).size();
    if (actor != nullptr && size > best_size) {
      known.actor = actor;
      best_size = size;
    }
  }
  // A name longer than the one that was found speaks against a bare surname's owner.
  Entity& entity = doc_.entities[e];
  if (known.actor != nullptr) {
    entity.name = std::string(known.actor->name);
    entity.country = std::string(known.actor->country);
    entity.wikidata = std::string(known.actor->wikidata());
    known.country = !entity.country.empty() || known.actor->kind == ActorKind::kPeople ||
                    known.actor->kind == ActorKind::kRegion;
  } else {
    size_t longest = 0;
    for (const int32_t m : known.mentions) {
      const std::string_view text = Text(m);
      if (text.size() > longest && !IsPronoun(FoldName(text))) {
        entity.name = std::string(text);
        longest = text.size();
      }
    }
    if (entity.name.empty()) entity.name = std::string(Text(known.mentions.front()));
  }
}

void Reader::NameAll() {
  for (size_t e = 0; e < known_.size(); ++e) NameEntity(e);
}

// Whether what follows a name makes it an adjective of something else: "Turkish-built".
bool IsMadeByPart(std::string_view after) {
  if (after.empty() || after[0] != '-') return false;
  after.remove_prefix(1);
  return Is(after.substr(0, after.find_first_of(" -,.")),
            {"built", "backed", "made", "era", "led", "based", "speaking", "sponsored", "supported", "trained", "funded",
             "brokered", "mediated", "educated", "style", "designed", "supplied", "born"});
}

// The names of states, peoples, seats and organisations inside a phrase, longest first at each word.
std::vector<const Actor*> Reader::ScanNames(std::string_view text) const {
  std::vector<const Actor*> found;
  const std::vector<Span> words = WordsOf(text);
  for (size_t i = 0; i < words.size();) {
    size_t used = 0;
    for (size_t n = std::min<size_t>(kLongestName, words.size() - i); n > 0 && used == 0; --n) {
      const std::string_view part = text.substr(words[i].begin, words[i + n - 1].end - words[i].begin);
      const bool capital = (part[0] >= 'A' && part[0] <= 'Z') || static_cast<signed char>(part[0]) < 0;
      if (!capital) break;
      for (const MentionKind kind : {MentionKind::kNorp, MentionKind::kGpe, MentionKind::kOrg}) {
        const Actor* actor = Choose(part, kind, false);
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
  for (const std::string_view word : {" to ", " with ", " against ", " on ", " towards ", " to the ", " with the "}) {
    if (before.ends_with(word)) return true;
  }
  return false;
}

// The country of the names inside the phrase; "" when they are of several; nullopt when there is none.
std::optional<std::string> Reader::InnerCountry(int32_t m) {
  const Mention& mention = doc_.mentions[m];
  std::string first;
  uint32_t first_end = 0;
  for (size_t i = 0; i < doc_.mentions.size(); ++i) {
    const Mention& inner = doc_.mentions[i];
    if (static_cast<int32_t>(i) == m || inner.span.begin >= mention.span.end) continue;
    if (!mention.span.Contains(inner.span) || inner.entity == mention.entity || inner.span == mention.span) continue;
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
  if (mention.kind == MentionKind::kPer && known_[mention.entity].mentions.front() != m) return std::nullopt;
  for (const Actor* actor : ScanNames(Text(m))) {
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
  for (int32_t i = m - 1; i >= 0; --i) {
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
  for (int32_t i = 0; i < static_cast<int32_t>(doc_.mentions.size()); ++i) {
    const Span other = doc_.mentions[i].span;
    if (i == m || doc_.mentions[i].entity == doc_.mentions[m].entity) continue;
    if (other.end <= span.begin && span.begin - other.end < kBeside) {
      const std::string_view between = text.substr(other.end, span.begin - other.end);
      const bool possessive = between.starts_with("'s ") || between.starts_with("’s ") || between.starts_with("' ") ||
                              between.starts_with("’ ");
      if (possessive && between.find_first_of(",.;:\n") == std::string_view::npos) beside.possessor = i;
    }
    if (other.begin >= span.end && other.begin - span.end < kBeside && beside.origin < 0 && beside.site < 0) {
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
    const std::string_view name = text.substr(words[first].begin, words.back().end - words[first].begin);
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
  query.plural = Is(word, {"both", "two", "three", "four", "all", "they", "them", "their", "neither", "each", "several",
                           "eight", "seven", "six", "five", "foreign", "we"});
  const std::string head = folded.substr(folded.rfind(' ') + 1);
  query.other_side = Is(head, {"counterpart", "counterparts", "host", "hosts", "number", "guest", "guests", "visitor",
                               "visitors", "neighbour", "neighbours", "rival"});
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

void Reader::SettleByNames() {
  for (size_t e = 0; e < known_.size(); ++e) {
    const std::optional<PlaceRecord>& place = doc_.entities[e].place;
    if (!known_[e].country && place && !place->country.empty()) {
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

// Whether an event or claim has the entity as actor, recipient or source; without events, whether
// any mention stands where a doer stands.
bool Reader::ActsSomewhere(size_t e) const {
  const auto has = [&](const std::vector<int32_t>& list) {
    return std::any_of(list.begin(), list.end(), [&](int32_t m) { return doc_.mentions[m].entity == static_cast<int32_t>(e); });
  };
  for (const Trigger& trigger : doc_.triggers) {
    if (has(trigger.actors) || has(trigger.recipients) || has(trigger.sources)) return true;
  }
  for (const ClaimCue& claim : doc_.claims) {
    if (claim.source >= 0 && doc_.mentions[claim.source].entity == static_cast<int32_t>(e)) return true;
  }
  if (!doc_.triggers.empty() || !doc_.claims.empty()) return false;
  return std::any_of(known_[e].mentions.begin(), known_[e].mentions.end(), [&](int32_t m) {
    const Span span = doc_.mentions[m].span;
    const std::string_view before = doc_.text().substr(0, span.begin);
    const size_t space = before.size() >= 1 ? before.find_last_of(" \n", before.size() - 2) : std::string_view::npos;
    const std::string previous = FoldName(space == std::string_view::npos ? before : before.substr(space));
    const std::string_view after = doc_.text().substr(span.end, 3);
    if (Is(previous, {"in", "from", "to", "at", "near", "of", "through", "across", "into", "outside", "around", "for",
                      "visit", "throughout", "inside", "over", "northern", "southern", "eastern", "western", "central", "leave", "left"})) {
      return false;
    }
    return !after.starts_with("'s") && !after.starts_with("’s") && !after.starts_with(",") && !after.starts_with("/") &&
           !after.starts_with(" (") && !after.starts_with(" -");
  });
}

SectorSet Reader::ModelSectors(size_t e) const {
  std::map<SectorSet, int> votes;
  for (const int32_t m : known_[e].mentions) {
    if (doc_.mentions[m].sectors != 0) ++votes[doc_.mentions[m].sectors];
  }
  const auto most = std::max_element(votes.begin(), votes.end(), [](auto& a, auto& b) { return a.second < b.second; });
  return most == votes.end() ? 0 : most->first;
}

SectorSet Reader::StateSectors(size_t e) const {
  const Actor& actor = *known_[e].actor;
  if (actor.sectors == 0) return 0;
  const SectorSet model = ModelSectors(e);
  if (actor.kind == ActorKind::kBreakaway) return actor.sectors;
  return (model & Bit("GOV")) != 0 || ActsSomewhere(e) ? Bit("GOV") : 0;
}

// The surest role in the entity's phrases, then in an apposition behind its first full name.
RoleTable::Answer Reader::RoleOf(size_t e) const {
  RoleTable::Answer best;
  const MentionKind kind = doc_.mentions[known_[e].mentions.front()].kind;
  const bool place = kind == MentionKind::kLoc || kind == MentionKind::kFac;
  for (const int32_t m : known_[e].mentions) {
    if (IsPronoun(FoldName(Text(m)))) continue;
    const RoleTable::Answer answer = roles_.Read(Text(m), place);
    if (answer.weight > best.weight) best = answer;
  }
  if (kind != MentionKind::kPer || best.weight >= 60) return best;
  for (const int32_t m : known_[e].mentions) {
    std::string_view after = doc_.text().substr(doc_.mentions[m].span.end, kAppositionReach);
    if (!after.starts_with(", ")) continue;
    after.remove_prefix(2);
    after = after.substr(0, after.find_first_of(",.;:\n"));
    if (!after.empty() && after[0] >= '0' && after[0] <= '9') continue;
    RoleTable::Answer answer = roles_.Read(after, false);
    answer.weight = answer.weight * 8 / 10;
    if (answer.weight > best.weight) best = answer;
  }
  return best;
}

SectorSet Reader::PersonSectors(size_t e, const RoleTable::Answer& role) const {
  const Actor& actor = *known_[e].actor;
  if (role.weight >= 60 && !role.inherit && role.sectors != 0) return role.sectors;
  if (actor.HoldsOn(today_)) return actor.sectors;
  bool past = false;
  for (const uint32_t row : actors_.Find(actor.name)) {
    const Actor& other = actors_.row(row);
    if (other.id != actor.id) continue;
    if (other.HoldsOn(today_)) return other.sectors;
    past = past || (other.to != 0 && other.to < today_ && (other.sectors & Bit("GOV")) != 0);
  }
  return past ? Bit("ELI") : role.sectors != 0 ? role.sectors : actor.sectors;
}

// The sectors of whom the entity serves or belongs to.
SectorSet Reader::Inherited(size_t e) {
  for (const int32_t m : known_[e].mentions) {
    for (size_t i = 0; i < doc_.mentions.size(); ++i) {
      const Mention& inner = doc_.mentions[i];
      if (inner.kind != MentionKind::kOrg || inner.entity == static_cast<int32_t>(e)) continue;
      if (doc_.mentions[m].span.Contains(inner.span) && EntityOf(static_cast<int32_t>(i)).sectors != 0) {
        return EntityOf(static_cast<int32_t>(i)).sectors;
      }
    }
    const Beside beside = BesideOf(m);
    for (const int32_t owner : {beside.possessor, beside.origin, beside.antecedent}) {
      if (owner >= 0 && doc_.mentions[owner].kind == MentionKind::kOrg && EntityOf(owner).sectors != 0) {
        return EntityOf(owner).sectors;
      }
    }
  }
  return 0;
}

SectorSet Reader::SectorsOf(size_t e) {
  const Known& known = known_[e];
  const MentionKind kind = doc_.mentions[known.mentions.front()].kind;
  const Actor* actor = known.actor;
  if (actor != nullptr && (IsPlace(actor->kind) || (actor->country == "EUR" && actor->kind == ActorKind::kIgo))) {
    return StateSectors(e);
  }
  if (actor != nullptr && actor->kind == ActorKind::kDemonym) return ModelSectors(e);
  const RoleTable::Answer role = RoleOf(e);
  if (actor != nullptr && actor->kind == ActorKind::kPerson) return PersonSectors(e, role);
  if (actor != nullptr) return actor->sectors;
  if (kind == MentionKind::kGpe || kind == MentionKind::kNorp) return ModelSectors(e);
  if (const SectorSet model = ModelSectors(e)) return model;
  if (role.inherit || role.weight < 35) {
    if (const SectorSet inherited = Inherited(e)) return inherited;
  }
  if (role.weight > 0) return role.sectors;
  return kind == MentionKind::kPer || kind == MentionKind::kGrp ? Bit("CVL") : 0;
}

void Reader::Complete() {
  SettleByNames();
  SettleByContext();
  for (size_t e = 0; e < known_.size(); ++e) doc_.entities[e].sectors = SectorsOf(e);
}

}  // namespace

std::vector<Known> ActorReader::Name(Document* document) const {
  std::vector<Known> known;
  Reader reader(actors_, roles_, origins_, document, &known);
  reader.Join();
  reader.CountCountries();
  reader.NameAll();
  return known;
}

std::vector<ActorReader::ContextExample> ActorReader::Examples(Document* document) const {
  std::vector<Known> known = Name(document);
  Reader reader(actors_, roles_, origins_, document, &known);
  reader.CountCountries();
  return reader.Examples();
}

void ActorReader::Complete(std::vector<Known> known, Document* document) const {
  Reader reader(actors_, roles_, origins_, document, &known);
  reader.CountCountries();
  reader.Complete();
}

}  // namespace dateline
