#include "src/ingest/structured_data.h"

#include <simdjson.h>

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "src/base/utf8.h"

namespace dateline {
namespace {

namespace dom = simdjson::dom;

constexpr int kMaxDepth = 12;
constexpr size_t kMaxObjects = 2000;

// Undoes what keeps half-broken blocks from parsing: comment and CDATA wrappers, raw control
// characters inside strings, commas before a closing bracket, a semicolon behind.
std::string Mended(std::string_view json) {
  const auto strip = [&](std::string_view mark, bool front) {
    const size_t at = front ? json.find(mark) : json.rfind(mark);
    if (at == std::string_view::npos) return;
    if (front && at < 40) json.remove_prefix(at + mark.size());
    if (!front && json.size() - at < 40) json = json.substr(0, at);
  };
  strip("<!--", true);
  strip("<![CDATA[", true);
  strip("-->", false);
  strip("]]>", false);
  const size_t begin = json.find_first_of("{[");
  const size_t end = json.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  json = json.substr(begin, end - begin + 1);
  std::string out;
  bool quoted = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted && c == '\\' && i + 1 < json.size()) {
      const bool known =
          std::string_view("\"\\/bfnrtu").find(json[i + 1]) != std::string_view::npos;
      if (known) out.push_back(c);
      out.push_back(json[++i]);
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (static_cast<unsigned char>(c) < 0x20) {
      out.push_back(' ');
      continue;
    }
    if (!quoted && c == ',') {
      const size_t next = json.find_first_not_of(" \t\r\n", i + 1);
      if (next == std::string_view::npos || json[next] == '}' || json[next] == ']' ||
          json[next] == ',') {
        continue;
      }
    }
    out.push_back(c);
  }
  return out;
}

std::string_view StringOf(const dom::element& element) {
  std::string_view value;
  return element.get(value) == simdjson::SUCCESS ? value : std::string_view();
}

bool IsArticleType(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("Posting") || type == "Report" ||
         type.ends_with("Review") || type == "AnalysisNewsArticle" || type == "WebStory";
}

bool IsPageType(std::string_view type) {
  return type == "WebPage" || type == "ItemPage" || type == "CreativeWork" ||
         type == "NewsMediaPage";
}

// One block of the page, kept for as long as its elements are read.
class Reader {
 public:
  explicit Reader(const HtmlPage& page) {
    for (uint32_t i = 0; i < page.size(); ++i) {
      if (page[i].tag != LXB_TAG_SCRIPT) continue;
      if (page.Attribute(i, "type").find("ld+json") == std::string_view::npos) continue;
      Add(page.RawText(i));
    }
  }

  StructuredArticle Run() {
    for (const dom::element& root : roots_) Collect(root, 0);
    StructuredArticle article;
    const dom::object* best = nullptr;
    int best_rank = 0;
    for (const dom::object& object : objects_) {
      const int rank = Rank(object);
      if (rank > best_rank) {
        best = &object;
        best_rank = rank;
      }
    }
    if (best != nullptr) Fill(*best, &article);
    article.is_article = best_rank >= 100;
    FillGaps(best, &article);
    return article;
  }

 private:
  void Add(const std::string& json) {
    if (json.size() > (size_t{4} << 20)) return;
    auto parser = std::make_unique<dom::parser>();
    dom::element root;
    if (parser->parse(json).get(root) != simdjson::SUCCESS &&
        parser->parse(Mended(json)).get(root) != simdjson::SUCCESS) {
      return;
    }
    roots_.push_back(root);
    parsers_.push_back(std::move(parser));
  }

  void Collect(const dom::element& element, int depth) {
    if (depth > kMaxDepth || objects_.size() >= kMaxObjects) return;
    dom::array array;
    if (element.get(array) == simdjson::SUCCESS) {
      for (const dom::element child : array) Collect(child, depth + 1);
      return;
    }
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return;
    objects_.push_back(object);
    const std::string id(Text(object, "@id"));
    dom::element type;
    if (!id.empty() && object["@type"].get(type) == simdjson::SUCCESS)
      by_id_.try_emplace(id, object);
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "hasPart",
                            "itemListElement", "author", "liveBlogUpdate"}) {
      dom::element child;
      if (object[key].get(child) == simdjson::SUCCESS) Collect(child, depth + 1);
    }
  }

  static std::string_view Text(const dom::object& object, const char* key) {
    dom::element value;
    if (object[key].get(value) != simdjson::SUCCESS) return {};
    dom::array array;
    if (value.get(array) == simdjson::SUCCESS) {
      for (const dom::element item : array) return StringOf(item);
      return {};
    }
    return StringOf(value);
  }

  static bool HasType(const dom::object& object, bool (*is)(std::string_view)) {
    dom::element type;
    if (object["@type"].get(type) != simdjson::SUCCESS) return false;
    dom::array types;
    if (type.get(types) != simdjson::SUCCESS) return is(StringOf(type));
    for (const dom::element item : types) {
      if (is(StringOf(item))) return true;
    }
    return false;
  }

  // How likely the object is the page's article: its type first, then what it has.
  static int Rank(const dom::object& object) {
    int rank = 0;
    if (HasType(object, IsArticleType))
      rank = 100;
    else if (HasType(object, IsPageType))
      rank = 10;
    if (rank == 0) return 0;
    for (const char* key : {"headline", "datePublished", "author", "articleBody"}) {
      dom::element value;
      if (object[key].get(value) == simdjson::SUCCESS) rank += 5;
    }
    return rank;
  }

  void Fill(const dom::object& object, StructuredArticle* article) {
    article->headline = PlainText(Text(object, "headline"));
    article->alternative_headline = PlainText(Text(object, "alternativeHeadline"));
    article->description = PlainText(Text(object, "description"));
    article->body = Text(object, "articleBody");
    article->section = PlainText(Text(object, "articleSection"));
    article->url = Text(object, "url");
    article->language = Text(object, "inLanguage");
    article->published = Text(object, "datePublished");
    article->modified = Text(object, "dateModified");
    dom::element value;
    if (object["publisher"].get(value) == simdjson::SUCCESS) AddNames(value, 0, &publishers_);
    if (!publishers_.empty()) article->publisher = publishers_.front();
    if (object["author"].get(value) == simdjson::SUCCESS ||
        object["creator"].get(value) == simdjson::SUCCESS) {
      AddNames(value, 0, &article->authors);
    }
  }

  // What the article's own object leaves open, from the page's.
  void FillGaps(const dom::object* best, StructuredArticle* article) {
    for (const dom::object& object : objects_) {
      if (&object == best || Rank(object) == 0) continue;
      const bool page = !HasType(object, IsArticleType);
      if (!page && best != nullptr) continue;
      if (article->published.empty()) article->published = Text(object, "datePublished");
      if (article->modified.empty()) article->modified = Text(object, "dateModified");
    }
  }

  // Names of persons or organisations: strings, objects, references, lists of them.
  void AddNames(const dom::element& element, int depth, std::vector<std::string>* names) {
    if (depth > kMaxDepth) return;
    dom::array array;
    if (element.get(array) == simdjson::SUCCESS) {
      for (const dom::element item : array) AddNames(item, depth + 1, names);
      return;
    }
    std::string name = PlainText(StringOf(element));
    dom::object object;
    if (element.get(object) == simdjson::SUCCESS) {
      dom::element inner;
      if (object["name"].get(inner) == simdjson::SUCCESS) {
        AddNames(inner, depth + 1, names);
        return;
      }
      const auto referred = by_id_.find(std::string(Text(object, "@id")));
      if (referred == by_id_.end()) return;
      name = PlainText(Text(referred->second, "name"));
    }
    if (!name.empty() && std::find(names->begin(), names->end(), name) == names->end()) {
      names->push_back(std::move(name));
    }
  }

  std::vector<std::unique_ptr<dom::parser>> parsers_;
  std::vector<dom::element> roots_;
  std::vector<dom::object> objects_;
  std::unordered_map<std::string, dom::object> by_id_;
  std::vector<std::string> publishers_;
};

struct NamedCharacter {
  std::string_view name;
  char32_t character;
};

constexpr NamedCharacter kCharacters[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},
    {"nbsp", ' '},     {"rsquo", 0x2019}, {"lsquo", 0x2018},  {"rdquo", 0x201D}, {"ldquo", 0x201C},
    {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"bdquo", 0x201E}, {"laquo", 0xAB},
    {"raquo", 0xBB},   {"auml", 0xE4},    {"ouml", 0xF6},     {"uuml", 0xFC},    {"Auml", 0xC4},
    {"Ouml", 0xD6},    {"Uuml", 0xDC},    {"szlig", 0xDF},    {"eacute", 0xE9},  {"egrave", 0xE8},
    {"agrave", 0xE0},  {"ccedil", 0xE7},  {"ntilde", 0xF1},   {"euro", 0x20AC},  {"sbquo", 0x201A},
    {"ecirc", 0xEA},   {"aacute", 0xE1},  {"iacute", 0xED},   {"oacute", 0xF3},  {"uacute", 0xFA}};

// The character that the reference at text[0] ('&') stands for; 0 when it is none. Sets `*length`.
char32_t Reference(std::string_view text, size_t* length) {
  const size_t stop = text.substr(0, 12).find(';');
  if (stop == std::string_view::npos || stop < 2) return 0;
  *length = stop + 1;
  std::string_view name = text.substr(1, stop - 1);
  if (name[0] != '#') {
    for (const NamedCharacter& known : kCharacters) {
      if (known.name == name) return known.character;
    }
    return 0;
  }
  name.remove_prefix(1);
  const bool hex = !name.empty() && (name[0] == 'x' || name[0] == 'X');
  if (hex) name.remove_prefix(1);
  uint32_t value = 0;
  for (const char c : name) {
    const int digit = c >= '0' && c <= '9'          ? c - '0'
                      : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                    : -1;
    if (digit < 0) return 0;
    value = value * (hex ? 16 : 10) + static_cast<uint32_t>(digit);
  }
  return value == 0 ? U' ' : value;
}

}  // namespace

StructuredArticle ReadStructuredData(const HtmlPage& page) { return Reader(page).Run(); }

std::string ResolveReferences(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    size_t length = 0;
    const char32_t c = text[i] == '&' ? Reference(text.substr(i), &length) : 0;
    if (c != 0) {
      AppendUtf8(c, &out);
      i += length;
    } else {
      out.push_back(text[i++]);
    }
  }
  return out;
}

std::string PlainText(std::string_view html) {
  std::string text = ResolveReferences(html);
  if (text.find('&') != std::string::npos) text = ResolveReferences(text);  // escaped twice
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '<' && i + 1 < text.size() &&
        (std::isalpha(static_cast<unsigned char>(text[i + 1])) != 0 || text[i + 1] == '/')) {
      const size_t stop = text.find('>', i);
      if (stop != std::string::npos) {
        i = stop;
        continue;
      }
    }
    const bool wide_blank = c == '\xc2' && i + 1 < text.size() && text[i + 1] == '\xa0';
    if (wide_blank) ++i;
    if (wide_blank || static_cast<unsigned char>(c) <= ' ') {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else {
      out.push_back(c);
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace dateline
