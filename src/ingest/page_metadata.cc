#include "src/ingest/page_metadata.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "src/ingest/byline.h"
#include "src/ingest/date_text.h"
#include "src/ingest/element_hints.h"
#include "src/ingest/main_text.h"

namespace dateline {
namespace {

constexpr uint32_t kNone = HtmlPage::kNone;
constexpr uint32_t kMostBylineNodes = 100;  // a larger element is no byline or date
constexpr size_t kLongestTitle = 1000;

std::string Lowercase(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

bool IsUrl(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

std::string HostOf(std::string_view url) {
  const size_t begin = url.find("://");
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = url.substr(begin + 3);
  return Lowercase(rest.substr(0, rest.find_first_of("/?#:")));
}

// The words of `part` in their order among the words of `whole`.
bool IsSubsequence(std::string_view part, std::string_view whole) {
  size_t at = 0;
  for (size_t begin = 0; begin < part.size();) {
    const size_t stop = std::min(part.find(' ', begin), part.size());
    const std::string word = Skeleton(part.substr(begin, stop - begin));
    begin = stop + 1;
    if (word.empty()) continue;
    bool found = false;
    while (at < whole.size() && !found) {
      const size_t end = std::min(whole.find(' ', at), whole.size());
      found = Skeleton(whole.substr(at, end - at)) == word;
      at = end + 1;
    }
    if (!found) return false;
  }
  return true;
}

class MetadataReader {
 public:
  MetadataReader(const HtmlPage& page, const PageText& text, std::string_view url)
      : page_(page), text_(text), url_(url), structured_(ReadStructuredData(page)) {}

  PageMetadata Run() {
    CollectMeta();
    ReadUrl();
    out_.publisher = FirstOf({Meta("og:site_name"), structured_.publisher, Meta("publisher"),
                              Meta("dc.publisher"), Meta("application-name")});
    out_.section = FirstOf({structured_.section, Meta("article:section"), Meta("section")});
    out_.description = FirstOf({Meta("og:description"), structured_.description,
                                Meta("description"), Meta("twitter:description")});
    out_.article_body = structured_.body;
    ReadLanguage();
    out_.title = Title();
    ReadDates();
    ReadAuthors();
    return std::move(out_);
  }

 private:
  void CollectMeta();
  void ReadUrl();
  void ReadLanguage();
  std::string Title();
  std::string Heading() const;
  uint32_t BlockOfDocumentTitle() const;
  std::string WithoutSiteName(std::string title, const std::string& heading) const;
  void ReadDates();
  std::string MicrodataDate(std::string_view property) const;
  std::string TimeElementDate() const;
  std::string VisibleDate() const;
  void ReadAuthors();
  std::vector<std::string> VisibleAuthors() const;
  std::vector<std::string> AuthorsInLines() const;
  bool IsPublisher(std::string_view name) const;

  std::string Meta(const char* name) const {
    const auto found = meta_.find(name);
    return found == meta_.end() ? std::string() : found->second;
  }
  static std::string FirstOf(std::initializer_list<std::string> candidates) {
    for (const std::string& candidate : candidates) {
      if (!candidate.empty()) return candidate;
    }
    return {};
  }
  std::string Date(const std::string& text) const { return ParseDate(text, month_first_); }

  const HtmlPage& page_;
  const PageText& text_;
  const std::string_view url_;
  StructuredArticle structured_;
  std::unordered_map<std::string, std::string> meta_;
  std::vector<std::string> meta_authors_;
  std::string canonical_;
  uint32_t heading_ = kNone;  // block of the page's main heading
  bool month_first_ = false;
  PageMetadata out_;
};

void MetadataReader::CollectMeta() {
  for (uint32_t i = 0; i < page_.size(); ++i) {
    if (page_[i].tag == LXB_TAG_LINK) {
      if (canonical_.empty() && page_.Attribute(i, "rel") == "canonical") {
        canonical_ = page_.Attribute(i, "href");
      }
      continue;
    }
    if (page_[i].tag != LXB_TAG_META) continue;
    std::string_view name, content;
    page_.ForEachAttribute(i, [&](std::string_view key, std::string_view value) {
      if (key == "property" || key == "name" || key == "itemprop")
        name = name.empty() ? value : name;
      if (key == "http-equiv" && name.empty()) name = value;
      if (key == "content") content = value;
    });
    if (name.empty() || content.empty()) continue;
    const std::string key = Lowercase(name);
    std::string value = PlainText(content);
    if (value.empty()) continue;
    if (key == "author" || key == "article:author" || key == "dc.creator" ||
        key == "parsely-author" || key == "sailthru.author" || key == "byl" ||
        key == "dcterms.creator" || key == "article:author_name") {
      for (std::string& author : NamesInField(value)) {
        if (std::find(meta_authors_.begin(), meta_authors_.end(), author) == meta_authors_.end()) {
          meta_authors_.push_back(std::move(author));
        }
      }
    }
    meta_.try_emplace(key, std::move(value));
  }
}

void MetadataReader::ReadUrl() {
  for (const std::string& candidate : {canonical_, Meta("og:url"), structured_.url}) {
    // A canonical link to the front page is a mistake.
    const size_t path = candidate.find('/', 8);
    if (IsUrl(candidate) && path != std::string::npos && path + 1 < candidate.size()) {
      out_.url = candidate;
      return;
    }
  }
  out_.url = url_;
}

void MetadataReader::ReadLanguage() {
  out_.language =
      FirstOf({std::string(page_.Attribute(0, "lang")), std::string(page_.Attribute(0, "xml:lang")),
               structured_.language, Meta("content-language"), Meta("og:locale"), Meta("language"),
               Meta("dc.language")});
  const std::string tag = Lowercase(out_.language);
  const std::string host = HostOf(out_.url);
  month_first_ =
      tag == "en-us" || tag == "en_us" || ((tag == "en" || tag.empty()) && host.ends_with(".com"));
}

// The text of the heading that is most likely the article's: the only <h1>, or the first outside
// headers of the site.
std::string MetadataReader::Heading() const {
  return heading_ == kNone ? std::string() : std::string(text_.Of(text_.blocks[heading_]));
}

// "Parade in Moscow | The Daily" -> "Parade in Moscow", when what is cut is the site's name or what
// remains is the heading.
std::string MetadataReader::WithoutSiteName(std::string title, const std::string& heading) const {
  constexpr std::string_view kSeparators[] = {" | ", " - ", " – ", " — ", " :: ", " : ",
                                              "：",  " • ", " · ", "｜",  " / ",  " » "};
  const std::string site = Skeleton(out_.publisher);
  std::string host = HostOf(out_.url.empty() ? Meta("og:url") : out_.url);
  if (host.starts_with("www.")) host.erase(0, 4);
  const std::string name = Skeleton(host.substr(0, host.find('.')));
  std::string known_heading = Skeleton(heading);
  const std::string known_headline = Skeleton(structured_.headline);
  // What the metadata says in full twice is not cut to the heading.
  if (known_headline == Skeleton(title)) known_heading.clear();
  const auto is_site = [&](const std::string& rest) {
    if (rest.empty() || rest == site || rest == Skeleton(host) || rest == name)
      return !rest.empty();
    if (site.empty() || rest.size() <= 3 || rest.size() >= 40) return false;
    return rest.find(site) != std::string::npos || site.find(rest) != std::string::npos;
  };
  if (title.size() > kLongestTitle) return title;
  for (size_t i = 1; i < title.size(); ++i) {
    for (const std::string_view separator : kSeparators) {
      if (!std::string_view(title).substr(i).starts_with(separator)) continue;
      const std::string front = Skeleton(std::string_view(title).substr(0, i));
      if (front.empty()) continue;
      if (front == known_heading || front == known_headline ||
          is_site(Skeleton(std::string_view(title).substr(i + separator.size())))) {
        title.resize(i);
        return title;
      }
    }
  }
  return title;
}

std::string MetadataReader::Title() {
  // The heading: the first <h1> with text, preferring one that other sources know.
  const std::string known = Skeleton(structured_.headline) + "\n" + Skeleton(Meta("og:title"));
  for (uint32_t i = 0; i < text_.blocks.size(); ++i) {
    if (text_.blocks[i].heading != 1 || text_.blocks[i].weight < 8) continue;
    const bool better = known.find(Skeleton(text_.Of(text_.blocks[i]))) != std::string::npos;
    if (heading_ == kNone || better) heading_ = i;
    if (better) break;
  }
  for (uint32_t i = 0; heading_ == kNone && i < text_.blocks.size(); ++i) {
    const std::string words = Skeleton(text_.Of(text_.blocks[i]));
    for (const std::string& title : {Skeleton(structured_.headline), Skeleton(Meta("og:title"))}) {
      if (title.size() < 12) continue;
      // A kicker may stand in front.
      if (words == title || (text_.blocks[i].heading > 0 && words.ends_with(title))) heading_ = i;
    }
  }
  const std::string heading = Heading();
  std::string graph = WithoutSiteName(Meta("og:title"), heading);
  std::string headline =
      structured_.is_article ? WithoutSiteName(structured_.headline, heading) : std::string();
  const auto same = [](const std::string& a, const std::string& b) {
    return !a.empty() && Skeleton(a) == Skeleton(b);
  };
  // A page that repeats its headline as the alternative one shows another as the heading.
  if (!headline.empty() && structured_.alternative_headline == structured_.headline)
    return headline;
  if (same(graph, headline) || same(graph, heading)) return graph;
  // A quotation mark inside the attribute's quotes has cut it short.
  const bool torn = !graph.empty() && heading.starts_with(graph) &&
                    heading.find_first_of("\"'", graph.size()) <= graph.size() + 1;
  if (torn) graph.clear();
  // A shared title is often the heading with words left out to fit.
  if (!graph.empty() && !heading.empty() && graph.size() >= 20 && IsSubsequence(graph, heading))
    return graph;
  if (!headline.empty()) return headline;
  if (!graph.empty()) return graph;
  std::string document;
  heading_ = heading_ == kNone ? BlockOfDocumentTitle() : heading_;
  if (const uint32_t node = page_.FindFirst(LXB_TAG_TITLE); node != kNone) {
    document = WithoutSiteName(PlainText(page_.RawText(node)), Heading());
  }
  const std::string shared = WithoutSiteName(Meta("twitter:title"), heading);
  return FirstOf({heading, shared, document});
}

// The block that the <title> begins with: a heading that is set as no heading.
uint32_t MetadataReader::BlockOfDocumentTitle() const {
  const uint32_t node = page_.FindFirst(LXB_TAG_TITLE);
  if (node == kNone) return kNone;
  const std::string title = Skeleton(page_.RawText(node));
  for (uint32_t i = 0; i < text_.blocks.size(); ++i) {
    if (text_.blocks[i].weight > 250) continue;
    const std::string words = Skeleton(text_.Of(text_.blocks[i]));
    if (words.size() >= 12 && words.size() * 2 > title.size() && title.starts_with(words)) return i;
  }
  return kNone;
}

std::string MetadataReader::MicrodataDate(std::string_view property) const {
  for (uint32_t i = 0; i < page_.size(); ++i) {
    if (page_.IsText(i)) continue;
    if (page_.Attribute(i, "itemprop").find(property) == std::string_view::npos) continue;
    for (const char* name : {"datetime", "content", "title"}) {
      std::string date = Date(std::string(page_.Attribute(i, name)));
      if (!date.empty()) return date;
    }
    if (page_[i].end - i > kMostBylineNodes) continue;
    std::string date = Date(PlainText(page_.RawText(i)));
    if (!date.empty()) return date;
  }
  return {};
}

// The first <time> behind the heading, else the first at all.
std::string MetadataReader::TimeElementDate() const {
  const uint32_t from = heading_ == kNone ? 0 : text_.blocks[heading_].node;
  std::string before;
  for (uint32_t i = 0; i < page_.size(); ++i) {
    if (page_[i].tag != LXB_TAG_TIME) continue;
    std::string date = Date(std::string(page_.Attribute(i, "datetime")));
    if (date.empty() && page_[i].end - i <= kMostBylineNodes)
      date = Date(PlainText(page_.RawText(i)));
    if (date.empty()) continue;
    if (i >= from || page_.HasAttribute(i, "pubdate")) return date;
    if (before.empty()) before = date;
  }
  return before;
}

// A date in a block that is named as one, or shortly around the heading.
std::string MetadataReader::VisibleDate() const {
  std::string found;
  uint32_t found_distance = kNone;
  for (uint32_t i = 0; i < text_.blocks.size(); ++i) {
    const TextBlock& block = text_.blocks[i];
    if (block.weight < 6 || block.weight > 160) continue;
    bool named = false;
    uint32_t node = block.node;
    for (int level = 0; level < 3 && node != kNone; ++level, node = page_[node].parent) {
      named = named || (text_.hints[node] & (kHintDate | kHintByline | kHintMeta)) != 0;
    }
    const uint32_t distance = heading_ == kNone ? i
                              : i > heading_    ? i - heading_
                                                : (heading_ - i) * 2;
    if (!named && distance > 8) continue;
    if (found_distance <= distance) continue;
    std::string date = Date(std::string(text_.Of(block)));
    if (date.empty()) continue;
    found = std::move(date);
    found_distance = distance;
  }
  return found;
}

void MetadataReader::ReadDates() {
  constexpr const char* kPublished[] = {"article:published_time",
                                        "og:article:published_time",
                                        "article:published",
                                        "datepublished",
                                        "og:published_time",
                                        "og:pubdate",
                                        "parsely-pub-date",
                                        "sailthru.date",
                                        "publish-date",
                                        "publish_date",
                                        "publishdate",
                                        "published_time",
                                        "pubdate",
                                        "pub_date",
                                        "publication_date",
                                        "dc.date.issued",
                                        "dcterms.issued",
                                        "dcterms.created",
                                        "dcterms.date",
                                        "dc.date.created",
                                        "dc.date",
                                        "date",
                                        "article.published",
                                        "datecreated",
                                        "created",
                                        "article_date_original",
                                        "displaydate",
                                        "cxenseparse:recs:publishtime",
                                        "iso-8601-publish-date",
                                        "lastpublished",
                                        "rnews:datepublished",
                                        "analyticsattributes.articledate",
                                        "originalpublicationdate",
                                        "release_date",
                                        "article:post_date",
                                        "creation_date",
                                        "time",
                                        "bt:pubdate"};
  constexpr const char* kModified[] = {"article:modified_time",
                                       "og:updated_time",
                                       "datemodified",
                                       "last-modified",
                                       "lastmod",
                                       "dcterms.modified",
                                       "dc.date.modified",
                                       "modified_time",
                                       "article:updated_time",
                                       "revised",
                                       "article.updated",
                                       "updated_time"};
  out_.published = Date(structured_.published);
  for (const char* name : kPublished) {
    if (!out_.published.empty()) break;
    out_.published = Date(Meta(name));
  }
  if (out_.published.empty()) out_.published = MicrodataDate("datePublished");
  if (out_.published.empty()) out_.published = TimeElementDate();
  if (out_.published.empty()) out_.published = DateInUrl(out_.url.empty() ? url_ : out_.url);
  if (out_.published.empty()) out_.published = VisibleDate();
  out_.modified = Date(structured_.modified);
  for (const char* name : kModified) {
    if (!out_.modified.empty()) break;
    out_.modified = Date(Meta(name));
  }
  if (out_.modified.empty()) out_.modified = MicrodataDate("dateModified");
  if (out_.modified == out_.published) out_.modified.clear();
}

bool MetadataReader::IsPublisher(std::string_view name) const {
  const std::string folded = Skeleton(name);
  const std::string host = HostOf(out_.url);
  return folded == Skeleton(out_.publisher) || folded == Skeleton(structured_.publisher) ||
         folded == Skeleton(host) ||
         (!folded.empty() && Skeleton(host).find(folded) != std::string::npos);
}

// Names in a line below the heading that opens as a byline does, or stands beside a date, or is
// nothing but a name.
std::vector<std::string> MetadataReader::AuthorsInLines() const {
  if (heading_ == kNone) return {};
  const auto end = std::min<size_t>(text_.blocks.size(), heading_ + 14);
  for (size_t i = heading_ + 1; i < end; ++i) {
    const TextBlock& block = text_.blocks[i];
    if (block.weight > 140 || block.sentence || block.heading > 0) continue;
    const std::string_view line = text_.Of(block);
    const bool dated = !Date(std::string(line)).empty();
    for (size_t begin = 0; begin < line.size();) {
      const size_t stop = std::min(line.find('|', begin), line.size());
      const std::string_view part = line.substr(begin, stop - begin);
      begin = stop + 1;
      if (part.find_first_of("0123456789") != std::string_view::npos) continue;
      std::vector<std::string> names = NamesInByline(part);
      const bool full =
          !names.empty() && std::all_of(names.begin(), names.end(),
                                        [](const std::string& name) { return IsFullName(name); });
      const bool alone =
          block.linked == 0 && block.weight <= 60 && (block.context & kInParagraph) != 0;
      if (OpensByline(part) ? !names.empty() : full && (dated || alone)) return names;
    }
  }
  return {};
}

// Names in elements that are named as bylines, nearest to the heading first.
std::vector<std::string> MetadataReader::VisibleAuthors() const {
  std::vector<std::string> names;
  uint32_t best_distance = kNone;
  for (uint32_t node = 0; node < page_.size(); ++node) {
    if ((text_.hints[node] & kHintByline) == 0) continue;
    if ((text_.hints[node] & (kHintUnwanted | kHintComments)) != 0) continue;
    const uint32_t begin = text_.BlocksBegin(node);
    const uint32_t distance = heading_ == kNone   ? begin
                              : begin >= heading_ ? begin - heading_
                                                  : (heading_ - begin) * 3 + 2;
    if (distance > 40 || distance >= best_distance || page_[node].end - node > kMostBylineNodes)
      continue;
    const std::string words = PlainText(page_.RawText(node));
    if (words.size() > 200) continue;
    std::vector<std::string> found = NamesInByline(words);
    found.erase(std::remove_if(found.begin(), found.end(),
                               [](const std::string& name) { return Skeleton(name).size() < 3; }),
                found.end());
    if (found.empty()) continue;
    names = std::move(found);
    best_distance = distance;
  }
  return names;
}

void MetadataReader::ReadAuthors() {
  std::vector<std::string> authors;
  for (const std::string& field : structured_.authors) {
    for (std::string& name : NamesInField(field)) {
      if (std::find(authors.begin(), authors.end(), name) == authors.end())
        authors.push_back(std::move(name));
    }
  }
  const auto vague = [&](const std::vector<std::string>& names) {
    return names.empty() || std::all_of(names.begin(), names.end(),
                                        [&](const std::string& name) { return IsPublisher(name); });
  };
  if (vague(authors) && !vague(meta_authors_)) authors = meta_authors_;
  if (vague(authors)) {
    std::vector<std::string> visible = VisibleAuthors();
    if (vague(visible)) visible = AuthorsInLines();
    if (!vague(visible)) authors = std::move(visible);
  }
  if (authors.empty()) authors = meta_authors_;
  out_.authors = std::move(authors);
}

}  // namespace

PageMetadata ReadMetadata(const HtmlPage& page, const PageText& text, std::string_view url) {
  return MetadataReader(page, text, url).Run();
}

}  // namespace dateline
