#include "src/resolve/actors_links.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "src/resolve/actors_fold.h"

namespace dateline {
namespace {

// A named mention as its words.
struct Named {
  int32_t index = -1;
  std::string key;                 // folded
  std::vector<std::string> words;  // folded
  std::string initials;
};

bool StartsUpper(std::string_view text) {
  return !text.empty() && ((text[0] >= 'A' && text[0] <= 'Z') || static_cast<signed char>(text[0]) < 0);
}

// Whether a phrase is a name: its last word starts with a capital or is in a script without them.
bool LooksNamed(std::string_view text, const std::vector<Span>& words) {
  return !words.empty() && StartsUpper(words.back().In(text));
}

Named Read(const Document& document, int32_t index) {
  const std::string_view text = document.mentions[index].span.In(document.text());
  Named named;
  const std::vector<Span> words = WordsOf(text);
  if (!LooksNamed(text, words)) return named;
  named.index = index;
  named.key = FoldName(text);
  for (const Span& word : words) {
    named.words.push_back(FoldName(word.In(text)));
    if (StartsUpper(word.In(text))) named.initials.push_back(word.In(text)[0] | 0x20);
  }
  return named;
}

bool IsAbbreviation(std::string_view text) {
  return text.size() >= 2 && text.size() <= 8 && IsUpperCase(text) &&
         text.find(' ') == std::string_view::npos;
}

// Whether `later` may be called by the last word or words of `full`: a surname after a full name.
bool IsSurnameOf(const Named& later, const Named& full) {
  if (later.words.size() >= full.words.size()) return false;
  return std::equal(later.words.rbegin(), later.words.rend(), full.words.rbegin());
}

// The first mention of the entity that a mention belongs to.
int32_t RootOf(const Document& document, int32_t mention) {
  while (document.mentions[mention].same_as >= 0 && document.mentions[mention].same_as < mention) {
    mention = document.mentions[mention].same_as;
  }
  return mention;
}

// The earlier names of an article by what later ones may share with them.
using ByWord = std::unordered_map<std::string, std::vector<Named>>;

// The entity whose earlier mentions match, by its first mention; -1 when there is none or several.
template <typename Matches>
int32_t OnlyEarlier(const Document& document, const ByWord& earlier, const std::string& word, Matches matches) {
  const auto list = earlier.find(word);
  if (list == earlier.end()) return -1;
  int32_t found = -1;
  for (const Named& candidate : list->second) {
    if (!matches(candidate)) continue;
    const int32_t root = RootOf(document, candidate.index);
    if (found >= 0 && found != root) return -1;
    found = root;
  }
  return found;
}

// Words that, before a place name, make it a place and no government.
bool IsPlaceUse(const Document& document, Span span) {
  const std::string_view before = document.text().substr(0, span.begin);
  static constexpr std::string_view kPrepositions[] = {" in ", " near ", " at ", " to ", " from ", " outside ",
                                                       "In ", " of ", " around ", " through "};
  return span.begin == 0 || std::any_of(std::begin(kPrepositions), std::end(kPrepositions), [&](std::string_view p) {
           return before.size() >= p.size() && before.substr(before.size() - p.size()) == p;
         });
}

// Links the uses of a capital's name to the state that the article names before it.
void LinkCapitals(const ActorTable& table, Document* document) {
  std::unordered_map<std::string, int32_t> states;          // country: first mention
  std::unordered_map<std::string, std::vector<int32_t>> capitals;  // folded name: its mentions
  std::unordered_map<std::string, std::string> country_of;
  for (size_t i = 0; i < document->mentions.size(); ++i) {
    const Mention& mention = document->mentions[i];
    if (mention.kind != MentionKind::kGpe && mention.kind != MentionKind::kOrg && mention.kind != MentionKind::kFac) continue;
    const std::string_view text = mention.span.In(document->text());
    for (const uint32_t row : table.Find(text)) {
      const Actor& actor = table.row(row);
      if (actor.kind == ActorKind::kState) {
        states.emplace(actor.country, static_cast<int32_t>(i));
      } else if (actor.kind == ActorKind::kCapital && actor.sectors != 0) {
        auto& list = capitals[FoldName(text)];
        if (list.empty() || list.back() != static_cast<int32_t>(i)) list.push_back(static_cast<int32_t>(i));
        country_of.emplace(FoldName(text), actor.country);
      }
    }
  }
  for (const auto& [name, mentions] : capitals) {
    const auto state = states.find(country_of[name]);
    if (state == states.end()) continue;
    const bool place = std::any_of(mentions.begin(), mentions.end(), [&](int32_t m) {
      return IsPlaceUse(*document, document->mentions[m].span);
    });
    if (place || mentions.front() < state->second) continue;
    Mention& first = document->mentions[mentions.front()];
    if (first.same_as < 0) first.same_as = state->second;
  }
}

}  // namespace

void LinkNames(const ActorTable& table, Document* document) {
  std::vector<std::unordered_map<std::string, int32_t>> first(kMentionKinds);
  ByWord persons, organisations;  // by last word, by initials
  for (size_t i = 0; i < document->mentions.size(); ++i) {
    Mention& mention = document->mentions[i];
    if (mention.kind == MentionKind::kGrp) continue;
    Named named = Read(*document, static_cast<int32_t>(i));
    if (named.index < 0) continue;
    const auto [same, added] = first[static_cast<int>(mention.kind)].emplace(named.key, named.index);
    if (mention.same_as < 0 && !added) {
      mention.same_as = same->second;
    } else if (mention.same_as < 0 && mention.kind == MentionKind::kPer) {
      mention.same_as = OnlyEarlier(*document, persons, named.words.back(),
                                    [&](const Named& full) { return IsSurnameOf(named, full); });
    } else if (mention.same_as < 0 && mention.kind == MentionKind::kOrg &&
               IsAbbreviation(mention.span.In(document->text()))) {
      mention.same_as = OnlyEarlier(*document, organisations, named.key,
                                    [&](const Named& full) { return full.words.size() > 1; });
    }
    if (!added) continue;
    if (mention.kind == MentionKind::kPer) persons[named.words.back()].push_back(std::move(named));
    else if (mention.kind == MentionKind::kOrg) organisations[named.initials].push_back(std::move(named));
  }
  LinkCapitals(table, document);
}

}  // namespace dateline
