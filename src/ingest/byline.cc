#include "src/ingest/byline.h"

#include <algorithm>
#include <cctype>

#include "src/base/utf8.h"
#include "src/ingest/boilerplate.h"

namespace dateline {
namespace {

// Words that open a byline.
constexpr std::string_view kOpeners[] = {"by",
                                         "written by",
                                         "words by",
                                         "reported by",
                                         "story by",
                                         "posted by",
                                         "published by",
                                         "author",
                                         "authors",
                                         "reporter",
                                         "report by",
                                         "text by",
                                         "from",
                                         "von",
                                         "ein artikel von",
                                         "eine analyse von",
                                         "ein kommentar von",
                                         "autor",
                                         "autorin",
                                         "autoren",
                                         "text",
                                         "geschrieben von",
                                         "par",
                                         "de",
                                         "por",
                                         "texto",
                                         "di",
                                         "a cura di",
                                         "autore",
                                         "door",
                                         "av",
                                         "af",
                                         "tekst",
                                         "yazar",
                                         "haber",
                                         "автор",
                                         "текст",
                                         "写真",
                                         "文",
                                         "文/",
                                         "記者",
                                         "记者",
                                         "作者",
                                         "oleh",
                                         "bởi",
                                         "בקלם",
                                         "بقلم",
                                         "كتب",
                                         "reporting by"};

// Between two names.
constexpr std::string_view kJoiners[] = {" and ", " und ",  " et ",  " y ",    " e ",
                                         " og ",  " och ",  " & ",   " en ",   " ve ",
                                         " и ",   " with ", " mit ", " avec ", " con "};

// Parts of a byline that are no names.
constexpr std::string_view kOffices[] = {
    "reporter",  "correspondent", "editor",        "staff",         "writer",
    "columnist", "journalist",    "producer",      "contributor",   "updated",
    "published", "redakteur",     "korrespondent", "redaktion für", "analyst",
    "chief",     "bureau",        "senior",        "min read",      "minutes",
    "uhr",       "read",          "journaliste",   "periodista",    "powered",
    "@",         "http",          "www.",          "updated",       "comment",
    "follow",    "photograph",    "email"};

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (static_cast<unsigned char>(text.front()) <= ' ' || text.front() == ':' ||
                           text.front() == ',' || text.front() == '|' || text.front() == '-' ||
                           text.front() == '/')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (static_cast<unsigned char>(text.back()) <= ' ' || text.back() == ',' ||
                           text.back() == '|' || text.back() == ':' || text.back() == '-' ||
                           text.back() == ';' || text.back() == '/')) {
    text.remove_suffix(1);
  }
  return text;
}

std::string_view WithoutOpener(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    const std::string folded = FoldPhrase(text.substr(0, std::min<size_t>(text.size(), 40)));
    for (const std::string_view opener : kOpeners) {
      if (!std::string_view(folded).starts_with(opener) || text.size() <= opener.size()) continue;
      const char behind = text[opener.size()];
      if (behind != ' ' && behind != ':') continue;
      text = Trimmed(text.substr(opener.size()));
      again = true;
      break;
    }
  }
  return text;
}

// Cuts `text` at every separator.
std::vector<std::string> Parts(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  size_t begin = 0;
  const auto add = [&](size_t end) {
    const std::string_view part = Trimmed(text.substr(begin, end - begin));
    if (!part.empty()) parts.emplace_back(part);
  };
  for (size_t i = 0; i < text.size(); ++i) {
    size_t width = 0;
    if (separators.find(text[i]) != std::string_view::npos) width = 1;
    for (const std::string_view joiner : kJoiners) {
      if (text.substr(i).starts_with(joiner)) width = joiner.size();
    }
    if (width == 0) continue;
    add(i);
    begin = i + width;
    i = begin - 1;
  }
  add(text.size());
  return parts;
}

size_t WordsOf(std::string_view text) {
  size_t words = text.empty() ? 0 : 1;
  for (const char c : text) words += c == ' ';
  return words;
}

bool IsName(std::string_view part) {
  if (part.size() < 2 || part.size() > 60 || WordsOf(part) > 5) return false;
  const bool digits =
      std::any_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits || part.find("©") != std::string_view::npos ||
      part.find_first_of("!?:\"{}<>") != std::string_view::npos || part.ends_with('.'))
    return false;
  const std::string folded = FoldPhrase(part);
  for (const std::string_view office : kOffices) {
    if (folded.find(office) != std::string::npos) return false;
  }
  const auto first = static_cast<unsigned char>(part[0]);
  return first >= 0x80 || std::isupper(first) != 0;
}

void AddOnce(std::string name, std::vector<std::string>* names) {
  if (std::find(names->begin(), names->end(), name) == names->end())
    names->push_back(std::move(name));
}

// "ann-lee": a name as it stands in URLs.
bool IsSlug(std::string_view text) {
  return text.size() >= 10 && text.find('-') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
         });
}

bool IsAddress(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.starts_with("www.") ||
         text.starts_with("/");
}

}  // namespace

bool IsFullName(std::string_view text) {
  size_t words = 0;
  for (size_t begin = 0; begin < text.size(); ++words) {
    const size_t stop = std::min(text.find(' ', begin), text.size());
    const auto first = static_cast<unsigned char>(text[begin]);
    if (stop == begin || !(std::isupper(first) != 0 || first >= 0xC3)) return false;
    begin = stop + 1;
  }
  return words >= 2 && words <= 4;
}

bool OpensByline(std::string_view text) {
  text = Trimmed(text);
  return WithoutOpener(text).size() < text.size();
}

std::vector<std::string> NamesInByline(std::string_view byline) {
  std::vector<std::string> names;
  if (byline.size() > 300) return names;
  byline = WithoutOpener(Trimmed(byline));
  for (const std::string& part : Parts(byline, ",;|/\n")) {
    const std::string_view name = WithoutOpener(part);
    if (IsName(name)) {
      AddOnce(std::string(name), &names);
    } else if (names.empty()) {
      break;  // a byline begins with a name
    }
  }
  return names;
}

std::vector<std::string> NamesInField(std::string_view field) {
  std::vector<std::string> names;
  if (field.size() > 400) return names;
  field = WithoutOpener(Trimmed(field));
  if (IsAddress(field) || IsSlug(field) || field.empty()) return names;
  const size_t mail = field.find(" (");
  if (field.find('@') != std::string_view::npos) {
    if (mail == std::string_view::npos || field.find(' ') < mail) return names;
    field = Trimmed(field.substr(mail + 2, field.find(')') - mail - 2));
  }
  const std::vector<std::string> parts = Parts(field, ",;|");
  const bool several =
      parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
        return IsName(part) || part.size() <= 12;
      });
  if (!several) {
    names.emplace_back(field);
    return names;
  }
  for (const std::string& part : parts) {
    const std::string_view name = WithoutOpener(part);
    AddOnce(std::string(name), &names);
  }
  return names;
}

}  // namespace dateline
