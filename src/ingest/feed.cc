#include "src/ingest/feed.h"

#include <algorithm>
#include <vector>

#include "src/ingest/article_builder.h"
#include "src/ingest/byline.h"
#include "src/ingest/date_text.h"
#include "src/ingest/html_article.h"
#include "src/ingest/language_id.h"
#include "src/ingest/structured_data.h"
#include "src/ingest/text_decoding.h"

namespace dateline {
namespace {

constexpr size_t kPiece = 32 << 10;

// One element of a feed: name without prefix for the common ones, attributes as text, content raw.
struct Element {
  std::string_view name, attributes, content;
};

std::string_view NameOf(std::string_view tag) {
  return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
}

// Where the tag that opens at xml[at] ends (behind '>'), quotes respected; npos when cut off.
size_t EndOfTag(std::string_view xml, size_t at) {
  char quote = 0;
  for (; at < xml.size(); ++at) {
    const char c = xml[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// Behind a comment, CDATA section or processing instruction at xml[at]; `at` when there is none.
size_t PastMarkup(std::string_view xml, size_t at) {
  struct Kind {
    std::string_view open, close;
  };
  constexpr Kind kKinds[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};
  for (const Kind& kind : kKinds) {
    if (!xml.substr(at).starts_with(kind.open)) continue;
    const size_t stop = xml.find(kind.close, at + kind.open.size());
    return stop == std::string_view::npos ? xml.size() : stop + kind.close.size();
  }
  return at;
}

// The elements directly inside `xml`. Tolerates what is not closed: its content is the rest.
std::vector<Element> Children(std::string_view xml) {
  std::vector<Element> children;
  for (size_t at = xml.find('<'); at < xml.size(); at = xml.find('<', at)) {
    if (const size_t past = PastMarkup(xml, at); past != at) {
      at = past;
      continue;
    }
    const size_t end = EndOfTag(xml, at);
    if (end == std::string_view::npos) break;
    const std::string_view tag = xml.substr(at + 1, end - at - 2);
    if (tag.starts_with('/')) {
      at = end;
      continue;
    }
    Element element;
    element.name = NameOf(tag);
    element.attributes = tag.substr(element.name.size());
    if (tag.ends_with('/')) {
      children.push_back(element);
      at = end;
      continue;
    }
    // Find the closing tag, passing over elements of the same name.
    int depth = 1;
    size_t scan = end;
    size_t close = xml.size();
    while (scan < xml.size() && depth > 0) {
      scan = xml.find('<', scan);
      if (scan == std::string_view::npos) break;
      if (const size_t past = PastMarkup(xml, scan); past != scan) {
        scan = past;
        continue;
      }
      const bool closing = xml.substr(scan).starts_with("</");
      const size_t name_at = scan + (closing ? 2 : 1);
      const size_t tag_end = EndOfTag(xml, scan);
      if (tag_end == std::string_view::npos) break;
      if (NameOf(xml.substr(name_at, element.name.size() + 1)) == element.name) {
        if (closing)
          --depth;
        else if (xml[tag_end - 2] != '/')
          ++depth;
        if (depth == 0) close = scan;
      }
      scan = tag_end;
    }
    element.content = xml.substr(end, close - end);
    children.push_back(element);
    at = depth == 0 ? scan : xml.size();
  }
  return children;
}

std::string Attribute(const Element& element, std::string_view name) {
  const std::string pattern = std::string(name) + "=";
  for (size_t at = element.attributes.find(pattern); at != std::string_view::npos;
       at = element.attributes.find(pattern, at + 1)) {
    const size_t quote = at + pattern.size();
    const bool whole = at == 0 || element.attributes[at - 1] == ' ' ||
                       element.attributes[at - 1] == '\n' || element.attributes[at - 1] == '\t' ||
                       element.attributes[at - 1] == '\r';
    if (!whole || quote >= element.attributes.size()) continue;
    const char mark = element.attributes[quote];
    if (mark != '"' && mark != '\'') continue;
    const size_t stop = element.attributes.find(mark, quote + 1);
    if (stop == std::string_view::npos) return {};
    return PlainText(element.attributes.substr(quote + 1, stop - quote - 1));
  }
  return {};
}

// Content as HTML: CDATA sections as they are, escaped markup resolved once.
std::string MarkupOf(std::string_view content) {
  std::string out;
  for (size_t at = 0; at < content.size();) {
    const size_t open = std::min(content.find("<![CDATA[", at), content.size());
    out += ResolveReferences(content.substr(at, open - at));
    if (open == content.size()) break;
    const size_t stop = std::min(content.find("]]>", open + 9), content.size());
    out.append(content.substr(open + 9, stop - open - 9));
    at = std::min(stop + 3, content.size());
  }
  return out;
}

std::string TextOf(const Element& element) { return PlainText(MarkupOf(element.content)); }

// What the feed says of itself.
struct Channel {
  std::string title, language, charset;
};

void ReadLink(const Element& element, Article* article) {
  std::string href = Attribute(element, "href");
  const std::string rel = Attribute(element, "rel");
  if (href.empty()) href = TextOf(element);
  if (!href.empty() && (article->url.empty() || rel == "alternate") &&
      (rel.empty() || rel == "alternate")) {
    article->url = std::move(href);
  }
}

void ReadAuthor(const Element& element, Article* article) {
  std::string field;
  for (const Element& child : Children(element.content)) {
    if (child.name == "name") field = TextOf(child);
  }
  if (field.empty()) field = TextOf(element);
  for (std::string& name : NamesInField(field)) {
    if (std::find(article->authors.begin(), article->authors.end(), name) ==
        article->authors.end()) {
      article->authors.push_back(std::move(name));
    }
  }
}

Result<Article> ReadEntry(std::string_view entry, const Channel& channel,
                          const IngestLimits& limits) {
  Article article;
  std::string content, summary, updated, guid;
  for (const Element& element : Children(entry)) {
    const std::string_view name = element.name;
    if (name == "title")
      article.title = TextOf(element);
    else if (name == "link")
      ReadLink(element, &article);
    else if (name == "guid" || name == "id")
      guid = TextOf(element);
    else if (name == "pubDate" || name == "published" || name == "dc:date" || name == "issued") {
      if (article.published.empty()) article.published = ParseDate(TextOf(element));
    } else if (name == "updated" || name == "modified")
      updated = ParseDate(TextOf(element));
    else if (name == "author" || name == "dc:creator")
      ReadAuthor(element, &article);
    else if (name == "content:encoded" || name == "content")
      content = MarkupOf(element.content);
    else if (name == "description" || name == "summary")
      summary = MarkupOf(element.content);
    else if (name == "category" && article.section.empty()) {
      article.section = Attribute(element, "term");
      if (article.section.empty()) article.section = TextOf(element);
    }
  }
  if (article.url.empty() && guid.starts_with("http")) article.url = guid;
  if (article.published.empty())
    article.published = updated;
  else if (updated != article.published)
    article.modified = updated;
  article.publisher = channel.title;
  AppendParagraph(ParagraphRole::kTitle, article.title, &article);
  AppendHtmlFragment(content.empty() ? summary : content, limits, &article);
  if (article.paragraphs.empty()) return Fail("entry without text");
  article.language = IdentifyLanguage(article.text, channel.language);
  EnsureId(&article);
  return article;
}

// Cuts a stream of bytes into what stands before the first entry, and the entries.
class Feed {
 public:
  Feed(ByteStream* stream, const IngestLimits& limits, const FeedSink& sink)
      : stream_(*stream), limits_(limits), sink_(sink) {}

  Result<bool> Run() {
    auto head = stream_.Peek(4096);
    if (!head) return tl::unexpected<Error>(head.error());
    if (!LooksLikeFeed(*head)) return Fail("not a feed");
    if (head->starts_with("\xfe\xff") || head->starts_with("\xff\xfe")) return RunWide();
    return RunEntries();
  }

 private:
  // UTF-16: decoded as a whole, within the limit, and read again as UTF-8.
  Result<bool> RunWide() {
    std::string bytes;
    auto got = stream_.Read(limits_.document_bytes + 1, &bytes);
    if (!got) return tl::unexpected<Error>(got.error());
    if (bytes.size() > limits_.document_bytes) return Fail("UTF-16 feed larger than the limit");
    const std::string text = DecodeMarkup(bytes, {});
    auto inner = ByteStream::OverBytes(text);
    Feed narrow(inner.get(), limits_, sink_);
    narrow.channel_.charset = "utf-8";
    return narrow.RunEntries();
  }

  Result<bool> RunEntries() {
    bool any = false;
    for (uint64_t number = 1;;) {
      const size_t begin = FindOpening();
      if (begin == std::string::npos) {
        // Keep the start of the feed: it names the channel.
        if (buffer_.size() > limits_.document_bytes) return Fail("no entry within the limit");
        auto more = More();
        if (!more) return tl::unexpected<Error>(more.error());
        if (*more) continue;
        return any ? Result<bool>(true) : Fail("feed without entries");
      }
      if (!any) ReadChannel(std::string_view(buffer_).substr(0, begin));
      any = true;
      buffer_.erase(0, begin);
      bool too_large = false;
      auto end = FindClosing(&too_large);
      if (!end) return tl::unexpected<Error>(end.error());
      const bool go_on = too_large ? sink_(number, Fail("entry larger than the limit"))
                                   : Deliver(number, std::string_view(buffer_).substr(0, *end));
      if (!go_on) return false;
      ++number;
      buffer_.erase(0, *end);
    }
  }

  // Where "<item" or "<entry" opens in the buffer; sets `closing_`.
  size_t FindOpening() {
    size_t found = std::string::npos;
    for (const std::string_view name : {"item", "entry"}) {
      const std::string open = "<" + std::string(name);
      for (size_t at = buffer_.find(open); at != std::string::npos;
           at = buffer_.find(open, at + 1)) {
        if (at + open.size() >= buffer_.size()) break;
        const char behind = buffer_[at + open.size()];
        if (behind != '>' && behind != ' ' && behind != '\n' && behind != '\r' && behind != '\t')
          continue;
        if (at < found) {
          found = at;
          closing_ = "</" + std::string(name) + ">";
        }
        break;
      }
    }
    return found;
  }

  // The end of the entry that the buffer begins with, behind its closing tag.
  Result<size_t> FindClosing(bool* too_large) {
    size_t from = 0;
    for (;;) {
      const size_t at = buffer_.find(closing_, from);
      if (at != std::string::npos) return at + closing_.size();
      if (buffer_.size() > limits_.document_bytes) {
        *too_large = true;
        buffer_.erase(0, buffer_.size() - closing_.size());
      }
      from = buffer_.size() > closing_.size() ? buffer_.size() - closing_.size() : 0;
      auto more = More();
      if (!more) return tl::unexpected<Error>(more.error());
      if (!*more) return buffer_.size();
    }
  }

  Result<bool> More() {
    auto got = stream_.Read(kPiece, &buffer_);
    if (!got) return tl::unexpected<Error>(got.error());
    return *got > 0;
  }

  void ReadChannel(std::string_view head) {
    if (channel_.charset.empty()) {
      const size_t at = head.find("encoding=");
      if (head.substr(0, 200).find("<?xml") != std::string_view::npos && at < 200 &&
          at + 10 < head.size()) {
        channel_.charset = head.substr(at + 10, head.find(head[at + 9], at + 10) - at - 10);
      }
    }
    const std::string text = DecodeMarkup(head, channel_.charset);
    std::vector<Element> open = Children(text);
    // <rss><channel>..., <feed>..., <rdf:RDF><channel>...: descend to the title.
    for (int level = 0; level < 3 && channel_.title.empty(); ++level) {
      std::vector<Element> inner;
      for (const Element& element : open) {
        if (element.name == "title" && channel_.title.empty()) channel_.title = TextOf(element);
        if (element.name == "language" || element.name == "dc:language")
          channel_.language = TextOf(element);
        if (channel_.language.empty()) channel_.language = Attribute(element, "xml:lang");
        if (element.name == "rss" || element.name == "feed" || element.name == "channel" ||
            element.name == "rdf:RDF") {
          const std::vector<Element> children = Children(element.content);
          inner.insert(inner.end(), children.begin(), children.end());
        }
      }
      open = std::move(inner);
    }
    for (const Element& element : open) {
      if (element.name == "language") channel_.language = TextOf(element);
    }
  }

  bool Deliver(uint64_t number, std::string_view entry) {
    const std::string text = DecodeMarkup(entry, channel_.charset);
    const size_t inside = EndOfTag(text, 0);
    if (inside == std::string::npos) return sink_(number, Fail("entry without text"));
    return sink_(number, ReadEntry(std::string_view(text).substr(inside), channel_, limits_));
  }

  ByteStream& stream_;
  const IngestLimits& limits_;
  const FeedSink& sink_;
  Channel channel_;
  std::string buffer_, closing_;
};

}  // namespace

Result<bool> ReadFeed(ByteStream* stream, const IngestLimits& limits, const FeedSink& sink) {
  return Feed(stream, limits, sink).Run();
}

bool LooksLikeFeed(std::string_view head) {
  const std::string text = DecodeMarkup(head, {});
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || text[first] != '<') return false;
  for (const std::string_view root : {"<rss", "<feed", "<rdf:RDF"}) {
    if (text.find(root) != std::string::npos) return true;
  }
  return false;
}

}  // namespace dateline
