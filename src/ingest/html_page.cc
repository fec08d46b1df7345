#include "src/ingest/html_page.h"

#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>

#include <algorithm>
#include <chrono>

#include "src/base/check.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

std::string_view View(const lxb_char_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), data == nullptr ? 0 : size};
}

std::string_view View(const lexbor_str_t* text) {
  return text == nullptr ? std::string_view() : View(text->data, text->length);
}

bool IsKept(const lxb_dom_node_t* node) {
  return node->type == LXB_DOM_NODE_TYPE_ELEMENT || node->type == LXB_DOM_NODE_TYPE_TEXT;
}

// The next node behind the subtree of `node`, within `root`; sets `*up` to the levels climbed.
lxb_dom_node_t* NextBehind(lxb_dom_node_t* node, const lxb_dom_node_t* root, size_t* up) {
  *up = 0;
  while (node->next == nullptr) {
    node = node->parent;
    if (node == nullptr || node == root) return nullptr;
    ++*up;
  }
  return node->next;
}

}  // namespace

struct HtmlPage::Document {
  Document() : html(lxb_html_document_create()) { DATELINE_CHECK(html != nullptr); }
  ~Document() { lxb_html_document_destroy(html); }
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  lxb_html_document_t* html;
};

HtmlPage::HtmlPage() : document_(std::make_unique<Document>()) {}
HtmlPage::HtmlPage(HtmlPage&&) noexcept = default;
HtmlPage& HtmlPage::operator=(HtmlPage&&) noexcept = default;
HtmlPage::~HtmlPage() = default;

Result<HtmlPage> HtmlPage::Parse(std::string_view utf8, const IngestLimits& limits) {
  if (utf8.size() > limits.document_bytes) return Fail("larger than the limit for one document");
  HtmlPage page;
  lxb_html_document_t* html = page.document_->html;
  lxb_dom_document_opt_set(&html->dom_document, LXB_DOM_DOCUMENT_OPT_WO_EVENTS);
  const auto deadline = Clock::now() + std::chrono::duration<double>(limits.seconds_per_page);
  if (lxb_html_document_parse_chunk_begin(html) != LXB_STATUS_OK) return Fail("cannot parse HTML");
  constexpr size_t kChunk = size_t{64} << 10;  // between two looks at the clock
  for (size_t at = 0; at < utf8.size(); at += kChunk) {
    const std::string_view chunk = utf8.substr(at, kChunk);
    const auto* bytes = reinterpret_cast<const lxb_char_t*>(chunk.data());
    if (lxb_html_document_parse_chunk(html, bytes, chunk.size()) != LXB_STATUS_OK) {
      return Fail("cannot parse HTML");
    }
    if (Clock::now() > deadline) return Fail("HTML takes longer to parse than the limit");
  }
  if (lxb_html_document_parse_chunk_end(html) != LXB_STATUS_OK) return Fail("cannot parse HTML");

  lxb_dom_node_t* root = lxb_dom_interface_node(html)->first_child;
  while (root != nullptr && root->type != LXB_DOM_NODE_TYPE_ELEMENT) root = root->next;
  if (root == nullptr) return Fail("holds no HTML");
  std::vector<uint32_t> open;  // the elements that `node` lies in
  size_t depth = 0;
  for (lxb_dom_node_t* node = root; node != nullptr;) {
    const bool kept = IsKept(node);
    if (kept) {
      if (page.nodes_.size() >= limits.html_nodes)
        return Fail("HTML has more nodes than the limit");
      if (depth >= limits.html_depth) return Fail("HTML is nested deeper than the limit");
      Node added;
      added.parent = depth == 0 ? kNone : open[depth - 1];
      added.depth = static_cast<uint16_t>(std::min<size_t>(depth, UINT16_MAX));
      const bool standard = node->local_name < LXB_TAG__LAST_ENTRY &&
                            (node->ns == LXB_NS_HTML || node->local_name == LXB_TAG_SVG);
      const bool text = node->type == LXB_DOM_NODE_TYPE_TEXT;
      added.tag = text ? LXB_TAG__TEXT : standard ? static_cast<uint16_t>(node->local_name) : 0;
      added.source = node;
      open.resize(depth);
      open.push_back(page.size());
      page.nodes_.push_back(added);
    }
    if (kept && node->first_child != nullptr) {
      node = node->first_child;
      ++depth;
      continue;
    }
    size_t up = 0;
    node = node == root ? nullptr : NextBehind(node, root, &up);
    depth -= std::min(depth, up);
  }
  for (uint32_t i = page.size(); i-- > 0;) {
    Node& node = page.nodes_[i];
    node.end = std::max(node.end, i + 1);
    if (node.parent != kNone) {
      Node& parent = page.nodes_[node.parent];
      parent.end = std::max(parent.end, node.end);
    }
  }
  return page;
}

std::string_view HtmlPage::Text(uint32_t node) const {
  const auto* text = static_cast<const lxb_dom_character_data_t*>(nodes_[node].source);
  return IsText(node) ? View(&text->data) : std::string_view();
}

std::string_view HtmlPage::TagName(uint32_t node) const {
  if (IsText(node)) return {};
  size_t size = 0;
  auto* element = static_cast<lxb_dom_element_t*>(nodes_[node].source);
  const lxb_char_t* name = lxb_dom_element_local_name(element, &size);
  return View(name, size);
}

void* HtmlPage::FirstAttribute(uint32_t node) const {
  if (IsText(node)) return nullptr;
  return static_cast<lxb_dom_element_t*>(nodes_[node].source)->first_attr;
}

void* HtmlPage::ReadAttribute(void* attribute, std::string_view* name, std::string_view* value) {
  auto* attr = static_cast<lxb_dom_attr_t*>(attribute);
  size_t size = 0;
  const lxb_char_t* text = lxb_dom_attr_local_name(attr, &size);
  *name = View(text, size);
  *value = View(attr->value);
  return attr->next;
}

std::string_view HtmlPage::Attribute(uint32_t node, std::string_view name) const {
  std::string_view found;
  for (void* at = FirstAttribute(node); at != nullptr;) {
    std::string_view key, value;
    at = ReadAttribute(at, &key, &value);
    if (key == name) return value;
  }
  return found;
}

bool HtmlPage::HasAttribute(uint32_t node, std::string_view name) const {
  for (void* at = FirstAttribute(node); at != nullptr;) {
    std::string_view key, value;
    at = ReadAttribute(at, &key, &value);
    if (key == name) return true;
  }
  return false;
}

uint32_t HtmlPage::FindFirst(uint16_t tag, uint32_t root) const {
  for (uint32_t i = root; i < nodes_[root].end; ++i) {
    if (nodes_[i].tag == tag) return i;
  }
  return kNone;
}

std::string HtmlPage::RawText(uint32_t root) const {
  std::string text;
  for (uint32_t i = root; i < nodes_[root].end; ++i) text.append(Text(i));
  return text;
}

}  // namespace dateline
