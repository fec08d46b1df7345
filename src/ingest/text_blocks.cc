#include "src/ingest/text_blocks.h"

#include <algorithm>

#include "src/base/utf8.h"
#include "src/ingest/element_hints.h"

namespace dateline {
namespace {

bool IsNeverText(uint16_t tag) {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_IFRAME:
    case LXB_TAG_OBJECT:
    case LXB_TAG_EMBED:
    case LXB_TAG_SVG:
    case LXB_TAG_CANVAS:
    case LXB_TAG_AUDIO:
    case LXB_TAG_VIDEO:
    case LXB_TAG_MAP:
    case LXB_TAG_SELECT:
    case LXB_TAG_BUTTON:
    case LXB_TAG_INPUT:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_DATALIST:
    case LXB_TAG_HEAD:
    case LXB_TAG_TITLE:
    case LXB_TAG_META:
    case LXB_TAG_LINK:
    case LXB_TAG_MATH:
    case LXB_TAG_RP:
    case LXB_TAG_RT:
    case LXB_TAG_DIALOG:
      return true;
    default:
      return false;
  }
}

bool IsBlockLevel(uint16_t tag) {
  switch (tag) {
    case LXB_TAG_P:
    case LXB_TAG_DIV:
    case LXB_TAG_SECTION:
    case LXB_TAG_ARTICLE:
    case LXB_TAG_MAIN:
    case LXB_TAG_HEADER:
    case LXB_TAG_FOOTER:
    case LXB_TAG_NAV:
    case LXB_TAG_ASIDE:
    case LXB_TAG_UL:
    case LXB_TAG_OL:
    case LXB_TAG_LI:
    case LXB_TAG_DL:
    case LXB_TAG_DT:
    case LXB_TAG_DD:
    case LXB_TAG_H1:
    case LXB_TAG_H2:
    case LXB_TAG_H3:
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
    case LXB_TAG_HGROUP:
    case LXB_TAG_BLOCKQUOTE:
    case LXB_TAG_PRE:
    case LXB_TAG_FIGURE:
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_TABLE:
    case LXB_TAG_CAPTION:
    case LXB_TAG_THEAD:
    case LXB_TAG_TBODY:
    case LXB_TAG_TFOOT:
    case LXB_TAG_TR:
    case LXB_TAG_TD:
    case LXB_TAG_TH:
    case LXB_TAG_FORM:
    case LXB_TAG_FIELDSET:
    case LXB_TAG_ADDRESS:
    case LXB_TAG_DETAILS:
    case LXB_TAG_SUMMARY:
    case LXB_TAG_CENTER:
    case LXB_TAG_BODY:
    case LXB_TAG_HTML:
    case LXB_TAG_HR:
    case LXB_TAG_LABEL:
    case LXB_TAG__UNDEF:
      return true;
    default:
      return false;
  }
}

uint16_t ContextOf(uint16_t tag) {
  switch (tag) {
    case LXB_TAG_H1:
    case LXB_TAG_H2:
    case LXB_TAG_H3:
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
      return kInHeading;
    case LXB_TAG_LI:
    case LXB_TAG_DD:
    case LXB_TAG_DT:
      return kInList;
    case LXB_TAG_BLOCKQUOTE:
      return kInQuote;
    case LXB_TAG_FIGURE:
    case LXB_TAG_FIGCAPTION:
      return kInCaption;
    case LXB_TAG_TD:
    case LXB_TAG_TH:
    case LXB_TAG_CAPTION:
      return kInTable;
    case LXB_TAG_P:
      return kInParagraph;
    case LXB_TAG_PRE:
      return kInPreformatted;
    default:
      return 0;
  }
}

uint8_t HeadingLevel(uint16_t tag) {
  switch (tag) {
    case LXB_TAG_H1:
      return 1;
    case LXB_TAG_H2:
      return 2;
    case LXB_TAG_H3:
      return 3;
    case LXB_TAG_H4:
      return 4;
    case LXB_TAG_H5:
      return 5;
    case LXB_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

bool IsBold(uint16_t tag) { return tag == LXB_TAG_B || tag == LXB_TAG_STRONG; }

// Kana, ideographs, hangul and full-width forms.
bool IsWide(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x2E80 && c <= 0xA4CF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF) || c >= 0x20000;
}

// What is blank in flowing text beyond ASCII, and what shows nothing at all.
bool IsBlank(char32_t c) {
  return c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F;
}
bool IsInvisible(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x200E || c == 0x200F;
}

class Collector {
 public:
  explicit Collector(const HtmlPage& page) : page_(page) {}

  PageText Run() {
    out_.hints.assign(page_.size(), 0);
    for (uint32_t i = 0; i < page_.size(); ++i) {
      while (!open_.empty() && page_[open_.back().node].end <= i) Close();
      if (page_.IsText(i)) {
        Append(i, page_.Text(i));
        continue;
      }
      const uint16_t tag = page_[i].tag;
      if (tag == LXB_TAG_BR) {
        ++breaks_;
      } else if (IsNeverText(tag)) {
        if (tag == LXB_TAG_IFRAME || tag == LXB_TAG_VIDEO) Flush();
        i = page_[i].end - 1;
      } else if (!Open(i, tag)) {
        i = page_[i].end - 1;
      }
    }
    while (!open_.empty()) Close();
    Flush();
    IndexBlocks();
    return std::move(out_);
  }

 private:
  struct OpenElement {
    uint32_t node;
    uint32_t block;  // the block-level element that holds what is inside
    uint16_t context;
    uint8_t heading;
    bool linked, bold, boundary;
  };

  // False when the element is to be passed over.
  bool Open(uint32_t node, uint16_t tag) {
    OpenElement element = open_.empty() ? OpenElement{} : open_.back();
    element.node = node;
    element.boundary = IsBlockLevel(tag);
    out_.hints[node] = reader_.Read(page_, node);
    if (!element.boundary && (out_.hints[node] & kHintHidden) != 0) return false;
    if (element.boundary) {
      Flush();
      element.block = node;
    }
    element.context |= ContextOf(tag);
    if (const uint8_t level = HeadingLevel(tag)) element.heading = level;
    element.linked = element.linked || tag == LXB_TAG_A;
    element.bold = element.bold || IsBold(tag);
    open_.push_back(element);
    return true;
  }

  void Close() {
    if (open_.back().boundary) Flush();
    open_.pop_back();
  }

  void Append(uint32_t node, std::string_view text);
  // Puts the separator that is due before a visible character.
  void Separate() {
    if (breaks_ > 1) Flush();
    if (started_ && (space_ || breaks_ > 0)) {
      out_.text.push_back(' ');
      ++block_.weight;
    }
    space_ = false;
    breaks_ = 0;
  }
  void Start(uint32_t node) {
    const OpenElement& inside = open_.back();
    block_ = TextBlock{};
    block_.begin = static_cast<uint32_t>(out_.text.size());
    block_.node = inside.block;
    block_.first = node;
    block_.context = inside.context;
    block_.heading = inside.heading;
    started_ = true;
  }
  void Flush() {
    space_ = false;
    breaks_ = 0;
    if (!started_) return;
    started_ = false;
    block_.end = static_cast<uint32_t>(out_.text.size());
    block_.sentence = EndsSentence(out_.Of(block_));
    out_.blocks.push_back(block_);
    out_.text.push_back('\n');
  }

  void IndexBlocks() {
    out_.first_block.assign(page_.size() + 1, static_cast<uint32_t>(out_.blocks.size()));
    uint32_t block = static_cast<uint32_t>(out_.blocks.size());
    for (uint32_t node = page_.size(); node-- > 0;) {
      while (block > 0 && out_.blocks[block - 1].first >= node) --block;
      out_.first_block[node] = block;
    }
  }

  const HtmlPage& page_;
  PageText out_;
  ElementHintReader reader_;
  std::vector<OpenElement> open_;
  TextBlock block_;
  bool started_ = false, space_ = false;
  int breaks_ = 0;  // <br> since the last visible character
};

void Collector::Append(uint32_t node, std::string_view text) {
  if (open_.empty()) return;
  const OpenElement& inside = open_.back();
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const auto lead = static_cast<unsigned char>(text[pos]);
    char32_t c = lead;
    if (lead < 0x80) {
      ++pos;
      if (lead <= ' ') {
        space_ = space_ || started_;
        continue;
      }
    } else {
      c = NextCodePoint(text, &pos);
      if (IsBlank(c)) {
        space_ = space_ || started_;
        continue;
      }
      if (IsInvisible(c)) continue;
    }
    Separate();
    if (!started_) Start(node);
    out_.text.append(text, begin, pos - begin);
    const uint32_t weight = lead >= 0xE1 && IsWide(c) ? 5 : 2;  // halves, until the end
    block_.weight += weight / 2 + (weight == 5 && (block_.weight & 1) != 0 ? 1 : 0);
    if (inside.linked) block_.linked += weight / 2;
    if (inside.bold) block_.emphasized += weight / 2;
    if (c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x60C || c == 0x104A) ++block_.commas;
  }
}

}  // namespace

PageText CollectText(const HtmlPage& page) { return Collector(page).Run(); }

uint32_t TextWeight(std::string_view text) {
  uint32_t halves = 0;
  for (size_t pos = 0; pos < text.size();) halves += IsWide(NextCodePoint(text, &pos)) ? 5 : 2;
  return halves / 2;
}

bool EndsSentence(std::string_view text) {
  while (!text.empty()) {
    size_t begin = text.size() - 1;
    while (begin > 0 && (text[begin] & 0xC0) == 0x80) --begin;
    size_t pos = begin;
    switch (NextCodePoint(text, &pos)) {
      case '.':
      case '!':
      case '?':
      case ':':
      case ';':
      case 0x2026:
      case 0x3002:
      case 0xFF01:
      case 0xFF1F:
      case 0xFF0E:
      case 0xFF61:
      case 0x61F:
      case 0x6D4:
      case 0x964:
      case 0x104B:
      case 0x17D4:
      case 0x1362:
      case 0x589:
      case 0x203D:
        return true;
      case '"':
      case '\'':
      case ')':
      case ']':
      case 0xBB:
      case 0xAB:
      case 0x2019:
      case 0x201D:
      case 0x201C:
      case 0x203A:
      case 0x300D:
      case 0x300F:
      case 0xFF09:
      case ' ':
        text = text.substr(0, begin);
        break;
      default:
        return false;
    }
  }
  return false;
}

}  // namespace dateline
