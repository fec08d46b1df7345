#include "bench/story/story_corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

#include "src/coding/event_date.h"
#include "src/coding/ontology_map.h"

namespace dateline {
namespace {

std::string Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(' ') + 1 - first));
}

std::vector<std::string> Split(std::string_view text, char by) {
  std::vector<std::string> parts;
  while (true) {
    const size_t end = text.find(by);
    parts.push_back(Trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string Lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// The story that is being read: whom its phrases mean.
struct Cast {
  std::string name;
  std::map<std::string, Entity> who, where;  // by phrase in lower case
};

Result<Entity> ReadWho(const std::vector<std::string>& fields) {
  Entity e;
  e.name = fields[0];
  for (const std::string& code : Split(fields.size() > 1 ? fields[1] : "", ' ')) {
    if (const auto bit = SectorBit(code)) {
      e.sectors |= SectorSet{1} << *bit;
    } else {
      e.country = code;
    }
  }
  return e;
}

Result<Entity> ReadPlace(const std::string& phrase, const std::string& line) {
  const std::vector<std::string> f = Split(line, ' ');
  if (f.size() != 6) return Fail("a place has six fields");
  Entity e;
  e.name = phrase;
  e.country = f[3];
  e.place = PlaceRecord{std::atoll(f[0].c_str()), std::atof(f[1].c_str()),
                        std::atof(f[2].c_str()),  f[3],
                        f[4] == "-" ? "" : f[4],  f[5]};
  return e;
}

// Builds the coded document of one report.
class ReportBuilder {
 public:
  ReportBuilder(const Cast& cast, StoryReport* report)
      : cast_(cast), report_(*report), d_(report->coded.document), lower_(Lower(d_.article.text)) {}

  void SetText(const std::string& text) {
    d_.article.text = text;
    lower_ = Lower(text);
    for (size_t at = 0; at < text.size();) {
      size_t end = at;
      do end = text.find_first_of(".?!", end + 1);
      while (end != std::string::npos && end + 2 < text.size() &&
             !(text[end + 1] == ' ' && (text[end + 2] < 'a')));
      end = end == std::string::npos ? text.size() : end + 1;
      d_.sentences.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end)});
      at = end + 1;
    }
    for (const auto& [phrase, entity] : cast_.who) AddNamed(phrase, entity);
    for (const auto& [phrase, entity] : cast_.where) {
      if (!cast_.who.contains(phrase)) AddNamed(phrase, entity);
    }
  }

  Status AddEvent(const std::vector<std::string>& f) {
    if (f.size() != 8) return Fail("an event has eight fields");
    const std::vector<std::string> act = Split(f[0], ' '), type = Split(act[0], ':');
    Event e;
    const auto parsed = ParseEventType(type[0]);
    const auto status = ParseEventStatus(act.back());
    const std::optional<Span> trigger = Find(f[1]);
    if (!parsed || !status || !trigger) return Fail("unknown type, status or trigger");
    e.type = *parsed;
    e.status = *status;
    e.trigger = *trigger;
    if (type.size() > 1) e.modes = ModeSet{1} << ModeBit(type[1]).value_or(0);
    e.sentence = *std::find_if(d_.sentences.begin(), d_.sentences.end(),
                               [&](Span s) { return s.Contains(*trigger); });
    e.confidence = 0.8f;
    for (auto [field, role, places] :
         {std::tuple(2, &e.actors, false), {3, &e.recipients, false}, {4, &e.places, true}}) {
      for (const std::string& phrase : Split(f[field], ';')) {
        if (phrase.empty()) continue;
        const Result<int32_t> mention = MentionOf(phrase, places);
        if (!mention) return tl::unexpected(mention.error());
        role->push_back(*mention);
      }
    }
    e.date = DaysOf(f[5]);
    for (const std::string& number : Split(f[6], ';')) {
      const size_t equals = number.find('=');
      if (equals == std::string::npos) continue;
      e.numbers.push_back({ParseNumber(number.substr(0, equals)).value_or(Number::kCrowd),
                           e.trigger, std::atof(number.c_str() + equals + 1)});
    }
    e.plover = StrictPlover(e.type, e.status);
    e.cameo = CameoRoot(e.plover, {.modes = e.modes});
    e.quad = QuadClass(e.plover);
    e.intensity = Intensity(e.plover, e.modes);
    report_.coded.events.push_back(e);
    report_.events.push_back(cast_.name + "/" + f[7]);
    return {};
  }

 private:
  std::optional<Span> Find(const std::string& phrase, size_t from = 0) const {
    const size_t at = lower_.find(Lower(phrase), from);
    if (at == std::string::npos) return std::nullopt;
    return Span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + phrase.size())};
  }

  // A mention wherever the text has the phrase as a word and no longer one stands.
  void AddNamed(const std::string& phrase, const Entity& entity) {
    for (auto span = Find(phrase); span; span = Find(phrase, span->end)) {
      const bool word = (span->begin == 0 || !IsLetter(lower_[span->begin - 1])) &&
                        (span->end == lower_.size() || !IsLetter(lower_[span->end]));
      if (word) AddMention(*span, entity, MentionKind::kOrg);
    }
  }

  int32_t AddMention(Span span, const std::optional<Entity>& entity, MentionKind kind) {
    Mention m;
    m.span = span;
    m.kind = kind;
    if (entity) {
      const auto known = std::find_if(d_.entities.begin(), d_.entities.end(), [&](const Entity& e) {
        return e.name == entity->name && e.place.has_value() == entity->place.has_value();
      });
      m.entity = static_cast<int32_t>(known - d_.entities.begin());
      if (known == d_.entities.end()) d_.entities.push_back(*entity);
    }
    d_.mentions.push_back(m);
    return static_cast<int32_t>(d_.mentions.size()) - 1;
  }

  Result<int32_t> MentionOf(const std::string& phrase, bool place) {
    const std::optional<Span> span = Find(phrase);
    if (!span) return Fail("no such phrase: " + phrase);
    const auto& known = place ? cast_.where : cast_.who;
    const auto it = known.find(Lower(phrase));
    if (it == known.end()) return AddMention(*span, std::nullopt, MentionKind::kGrp);
    return AddMention(*span, it->second, MentionKind::kOrg);
  }

  const Cast& cast_;
  StoryReport& report_;
  Document& d_;
  std::string lower_;
};

class FileReader {
 public:
  explicit FileReader(std::vector<StoryReport>* out) : out_(*out) {}

  Status Line(const std::string& line) {
    const size_t space = line.find(' ');
    const std::string key = line.substr(0, space),
                      rest = space == std::string::npos ? "" : line.substr(space + 1);
    if (key == "story") {
      cast_ = Cast{.name = rest};
    } else if (key == "who" || key == "place") {
      const size_t equals = rest.find('=');
      const std::string phrase = Trimmed(rest.substr(0, equals)),
                        meaning = Trimmed(rest.substr(equals + 1));
      Result<Entity> entity =
          key == "who" ? ReadWho(Split(meaning, '|')) : ReadPlace(phrase, meaning);
      if (!entity) return tl::unexpected(entity.error());
      (key == "who" ? cast_.who : cast_.where)[Lower(phrase)] = *entity;
    } else if (key == "report") {
      const std::vector<std::string> f = Split(rest, '|');
      if (f.size() != 3) return Fail("a report has three fields");
      StoryReport& r = out_.emplace_back();
      r.story = cast_.name;
      Article& a = r.coded.document.article;
      a.id = f[0], a.publisher = f[1], a.published = f[2], a.language = "en";
      r.coded.document.published = f[2];
    } else if (key == "copy") {
      out_.back().copy_of = rest;
    } else if (key == "text") {
      ReportBuilder(cast_, &out_.back()).SetText(rest);
    } else if (key == "event") {
      ReportBuilder builder(cast_, &out_.back());
      return builder.AddEvent(Split(rest, '|'));
    } else if (!line.empty()) {
      return Fail("unknown line");
    }
    return {};
  }

 private:
  std::vector<StoryReport>& out_;
  Cast cast_;
};

}  // namespace

Result<std::vector<StoryReport>> ReadStories(const std::string& folder) {
  std::vector<StoryReport> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".txt") continue;
    FileReader reader(&out);
    std::ifstream file(entry.path());
    int number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      const Status read = reader.Line(line);
      if (!read)
        return Fail(fmt::format("{}:{}: {}", entry.path().string(), number, read.error().message));
    }
  }
  if (out.empty()) return Fail(folder + ": holds no stories");
  std::sort(out.begin(), out.end(), [](const StoryReport& a, const StoryReport& b) {
    const Article &x = a.coded.document.article, &y = b.coded.document.article;
    return x.published != y.published ? x.published < y.published : x.id < y.id;
  });
  return out;
}

}  // namespace dateline
