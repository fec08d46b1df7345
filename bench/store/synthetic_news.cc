#include "bench/store/synthetic_news.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/story/content_hash.h"
#include "src/story/day.h"

namespace dateline {
namespace {

constexpr uint64_t kDocumentsADay = 150;
constexpr uint64_t kDocumentsAStory = 5;
constexpr uint64_t kStoriesAtOnce = 100;
constexpr int32_t kFirstDay = 14610;  // 2010-01-01

// Draws that depend on a seed alone.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(Mix64(seed + 0x632be59bd9b4e019ull)) {}
  uint64_t Below(uint64_t n) {
    state_ += 0x9e3779b97f4a7c15ull;
    return Mix64(state_) % n;
  }

 private:
  uint64_t state_;
};

std::string CountryCode(uint64_t n) {
  static constexpr std::string_view kKnown[] = {"MMR", "RUS", "CHN", "USA", "UKR",
                                                "IND", "PAK", "IRN", "ISR", "TUR"};
  if (n < std::size(kKnown)) return std::string(kKnown[n]);
  return {static_cast<char>('A' + n / 26 % 26), static_cast<char>('A' + n % 26), 'X'};
}

// A pronounceable word of its own for every number.
std::string Word(uint64_t n) {
  static constexpr std::string_view kSyllables[] = {"ba",  "ke",  "li",  "mo",  "nu",  "ra",  "se",
                                                    "ti",  "vo",  "zu",  "dan", "fel", "gor", "hin",
                                                    "jus", "kar", "lem", "por", "sal", "tun"};
  std::string word;
  for (int i = 0; i < 3 || n > 0; ++i, n /= 20) word += kSyllables[n % 20];
  return word;
}

// Zipf-like: small numbers often.
uint64_t CommonWord(Dice* dice) {
  const uint64_t range = uint64_t{20} << dice->Below(10);
  return dice->Below(range);
}

// What all documents of one story share.
struct Story {
  uint64_t number;
  uint64_t sides[2];
  uint64_t place;
  std::vector<EventType> types;
};

Story StoryOf(uint64_t number) {
  Dice dice(number * 2654435761u + 17);
  Story s{
      number, {dice.Below(dice.Below(2) == 0 ? 10 : 180), dice.Below(180)}, dice.Below(20000), {}};
  for (int i = 0; i < 4; ++i) s.types.push_back(static_cast<EventType>(dice.Below(kEventTypes)));
  return s;
}

class Maker {
 public:
  Maker(uint64_t number, const Story& story, int32_t day)
      : dice_(number + 99),
        words_(dice_.Below(10) == 0 ? story.number : number + 7777777),
        story_(story),
        day_(day) {
    Article& a = document().article;
    a.id = "synthetic-" + std::to_string(number);
    a.path = "synthetic.jsonl:" + std::to_string(number + 1);
    a.publisher = "The " + Word(dice_.Below(400)) + " Post";
    a.published = FormatDay(day);
    a.language = "en";
    document().published = a.published;
    AddEntities();
  }

  CodedDocument Make() {
    document().article.title = Sentence();
    document().article.text = document().article.title + "\n";
    for (int i = 0; i < 10; ++i) {
      const bool tells = i % 3 == 0 && i < 9;
      AddSentence(tells, story_.types[words_.Below(story_.types.size())]);
    }
    return std::move(coded_);
  }

 private:
  Document& document() { return coded_.document; }

  void AddEntities() {
    for (uint64_t side : story_.sides) {
      document().entities.push_back(
          {"Country " + Word(side), CountryCode(side), SectorSet{1} << 1, "", std::nullopt});
    }
    document().entities.push_back({"Minister " + Word(story_.number),
                                   CountryCode(story_.sides[0]),
                                   SectorSet{1} << 1,
                                   "",
                                   {}});
    document().entities.push_back({"Town " + Word(story_.place), "", 0, "",
                                   PlaceRecord{static_cast<int64_t>(story_.place) + 1,
                                               static_cast<double>(story_.place % 120) - 60,
                                               static_cast<double>(story_.place % 340) - 170,
                                               CountryCode(story_.sides[1]), "North", "city"}});
  }

  std::string Sentence() {
    std::string text;
    for (int i = 0; i < 14; ++i) {
      text += i % 3 == 1 ? Word(1000 + story_.number * 12 + words_.Below(12))
                         : Word(CommonWord(&words_));
      text += ' ';
    }
    text.back() = '.';
    return text;
  }

  Span Append(const std::string& words) {
    std::string& text = document().article.text;
    const auto begin = static_cast<uint32_t>(text.size());
    text += words;
    return {begin, static_cast<uint32_t>(text.size())};
  }

  int32_t AddMention(int32_t entity, MentionKind kind) {
    Mention m;
    m.kind = kind;
    m.score = 0.9f;
    m.entity = entity;
    m.span = Append(document().entities[entity].name);
    Append(" ");
    document().mentions.push_back(m);
    return static_cast<int32_t>(document().mentions.size()) - 1;
  }

  void AddSentence(bool tells, EventType type) {
    const auto begin = static_cast<uint32_t>(document().article.text.size());
    if (!tells) {
      Append(Sentence());
      if (dice_.Below(5) == 0)
        coded_.claims.push_back({-1, std::nullopt, {begin, End()}, ClaimForm::kIndirect});
    } else {
      AddTelling(type, begin);
    }
    document().sentences.push_back({begin, End()});
    Append(" ");
  }

  void AddTelling(EventType type, uint32_t begin) {
    Event e;
    e.type = type;
    e.actors = {AddMention(0, MentionKind::kGpe)};
    if (dice_.Below(4) == 0) e.sources = {AddMention(2, MentionKind::kPer)};
    e.trigger = Append(Word(static_cast<uint64_t>(type) + 500));
    Append(" ");
    e.recipients = {AddMention(1, MentionKind::kGpe)};
    e.places = {AddMention(3, MentionKind::kGpe)};
    Append(Sentence());
    e.sentence = {begin, End()};
    const uint64_t luck = dice_.Below(20);
    e.status = luck == 0  ? EventStatus::kNegated
               : luck < 3 ? EventStatus::kFuture
                          : EventStatus::kActual;
    e.plover = e.status == EventStatus::kNegated ? "" : std::string(Name(type));
    e.cameo = e.plover.empty() ? "" : "04";
    e.quad = e.plover.empty() ? 0 : 1 + static_cast<int>(type) % 4;
    e.intensity = e.plover.empty() ? 0 : static_cast<double>(static_cast<int>(type)) - 8;
    e.confidence = static_cast<float>(50 + dice_.Below(50)) / 100;
    if (dice_.Below(2) == 0) {
      const std::string date = FormatDay(
          day_ - static_cast<int32_t>(story_.types.size() + static_cast<size_t>(type)) % 3);
      e.date = EventDate{date, date, "day"};
    }
    if (type == EventType::kAssault)
      e.numbers = {{Number::kKilled, e.trigger, static_cast<double>(dice_.Below(9) + 1)}};
    coded_.events.push_back(std::move(e));
  }

  uint32_t End() { return static_cast<uint32_t>(document().article.text.size()); }

  CodedDocument coded_;
  Dice dice_;   // of this document
  Dice words_;  // of the text: a reprint takes the story's
  const Story& story_;
  const int32_t day_;
};

}  // namespace

CodedDocument SyntheticDocument(uint64_t number) {
  // A hundred stories run side by side; each gets a document in turn until it has had its five.
  const uint64_t round = number / (kStoriesAtOnce * kDocumentsAStory);
  const Story story = StoryOf(round * kStoriesAtOnce + number % kStoriesAtOnce);
  return Maker(number, story, kFirstDay + static_cast<int32_t>(number / kDocumentsADay)).Make();
}

}  // namespace dateline
