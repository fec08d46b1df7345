#include "src/cli/table_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "src/base/utf8.h"

namespace dateline {
namespace {

std::string Join(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string OneLine(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!space)
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  return out;
}

// Folds at spaces; escape codes are left out of the count, wide characters count as one.
std::string Fold(std::string_view text, size_t width, std::string_view indent) {
  std::string out(indent), word;
  size_t column = 0, word_width = 0;
  bool in_escape = false;
  auto flush = [&] {
    if (column > 0 && column + 1 + word_width > width) {
      out += '\n';
      out += indent;
      column = 0;
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word_width;
    word.clear();
    word_width = 0;
  };
  for (char c : text) {
    if (c == ' ') {
      if (!word.empty()) flush();
      continue;
    }
    word.push_back(c);
    if (c == '\033') in_escape = true;
    if (!in_escape && (static_cast<unsigned char>(c) & 0xC0) != 0x80) ++word_width;
    if (in_escape && c == 'm') in_escape = false;
  }
  if (!word.empty()) flush();
  return out;
}

class TableWriter {
 public:
  TableWriter(const CodedDocument& coded, const Style& style, int width)
      : coded_(coded), document_(coded.document), style_(style), width_(std::max(40, width)) {}

  std::string Write() const {
    std::string out = Heading();
    for (size_t i = 0; i < coded_.events.size(); ++i) out += Block(i);
    return out + "\n";
  }

 private:
  std::string Heading() const {
    const Article& a = document_.article;
    std::string name = a.path.empty() ? a.id : a.path;
    if (!a.title.empty()) name += "  " + OneLine(a.title);
    const std::string published = document_.published.empty() ? "no date" : document_.published;
    return fmt::format(
        "{}\n{}\n", style_.Bold(name),
        style_.Dim(fmt::format("{} · {} event{} · {} claim{}", published, coded_.events.size(),
                               coded_.events.size() == 1 ? "" : "s", coded_.claims.size(),
                               coded_.claims.size() == 1 ? "" : "s")));
  }

  std::string Who(int32_t m) const {
    const Mention& mention = document_.mentions[m];
    std::string out = OneLine(mention.span.In(document_.text()));
    if (mention.entity < 0) return out;
    const Entity& entity = document_.entities[mention.entity];
    std::vector<std::string> notes;
    // "he" and "the two leaders" say little by themselves: name the entity too.
    if (!entity.name.empty() && entity.name != out && mention.same_as >= 0)
      notes.push_back(entity.name);
    std::string code = entity.country;
    if (!entity.country.empty() && entity.sectors != 0) code += ' ';
    code += fmt::format("{}", fmt::join(NamesIn(entity.sectors, SectorNames()), "+"));
    if (!code.empty()) notes.push_back(code);
    if (!notes.empty()) out += style_.Dim(" [" + Join(notes, ", ") + "]");
    return out;
  }

  std::string Side(const std::vector<int32_t>& mentions) const {
    std::vector<std::string> names;
    for (int32_t m : mentions) names.push_back(Who(m));
    return Join(names, ", ");
  }

  std::string FirstLine(size_t i) const {
    const Event& e = coded_.events[i];
    std::string kind(Name(e.type));
    for (std::string_view mode : NamesIn(e.modes, ModeNames())) kind += " " + std::string(mode);
    std::vector<std::string> facts = {std::string(Name(e.status))};
    if (e.date)
      facts.push_back(e.date->start == e.date->end ? e.date->start
                                                   : e.date->start + " to " + e.date->end);
    if (!e.places.empty()) facts.push_back("in " + Side(e.places));
    facts.push_back(fmt::format("{:.0f} %", std::round(e.confidence * 100)));
    const bool conflict = QuadOf(e) >= 3;
    return fmt::format("{:>3}  {} · {}\n", i + 1,
                       conflict ? style_.Conflict(kind) : style_.Cooperation(kind),
                       Join(facts, " · "));
  }

  // Denied and possible acts have no quad of their own; colour them by their type all the same.
  static int QuadOf(const Event& e) {
    if (e.quad != 0) return e.quad;
    switch (e.type) {
      case EventType::kAgree:
      case EventType::kAid:
      case EventType::kConcede:
      case EventType::kConsult:
      case EventType::kCooperate:
      case EventType::kRetreat:
      case EventType::kSupport:
        return 1;
      default:
        return 3;
    }
  }

  std::string Block(size_t i) const {
    const Event& e = coded_.events[i];
    std::string out = "\n" + FirstLine(i);
    const std::string actor = e.actors.empty() ? style_.Dim("(nobody named)") : Side(e.actors);
    out += "     " + actor;
    if (!e.recipients.empty()) out += " → " + Side(e.recipients);
    out += '\n';
    for (const NumberExpression& n : e.numbers) {
      out += fmt::format("     {}: {}\n", Name(n.what), OneLine(n.span.In(document_.text())));
    }
    if (!e.sources.empty()) out += "     according to " + Side(e.sources) + "\n";
    return out + Sentence(e) + "\n";
  }

  std::string Sentence(const Event& e) const {
    const std::string_view text = document_.text();
    const std::string before =
        OneLine(text.substr(e.sentence.begin, e.trigger.begin - e.sentence.begin));
    const std::string word = OneLine(e.trigger.In(text));
    std::string after = OneLine(text.substr(e.trigger.end, e.sentence.end - e.trigger.end));
    if (e.trigger.end < e.sentence.end &&
        (text[e.trigger.end] == ' ' || text[e.trigger.end] == '\n')) {
      after.insert(0, 1, ' ');
    }
    const std::string marked = style_.on() ? style_.Highlight(word) : "*" + word + "*";
    return Fold("│ " + before + marked + after, static_cast<size_t>(width_) - 6, "     ");
  }

  const CodedDocument& coded_;
  const Document& document_;
  const Style& style_;
  const int width_;
};

}  // namespace

std::string ToTable(const CodedDocument& coded, const Style& style, int width) {
  return TableWriter(coded, style, width).Write();
}

}  // namespace dateline
