// A parsed HTML page as one flat array: what the extraction reads.
#pragma once

#include <lexbor/tag/tag.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"
#include "src/ingest/limits.h"

namespace dateline {

// The element and text nodes of a page in document order; comments are left out. A subtree is the
// range [node, end of node), so what holds for subtrees is summed up in one backward pass and no
// walk recurses. Views that a page gives out live as long as the page. Const methods are safe from
// any thread.
class HtmlPage {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Node {
    uint32_t parent = kNone;
    uint32_t end = 0;    // behind the last descendant
    uint16_t depth = 0;  // capped
    uint16_t tag = 0;    // LXB_TAG_*; LXB_TAG__TEXT for text, LXB_TAG__UNDEF for unknown elements
    void* source = nullptr;
  };

  // Parses `utf8` (valid UTF-8). Fails when a limit is passed.
  static Result<HtmlPage> Parse(std::string_view utf8, const IngestLimits& limits);
  HtmlPage(HtmlPage&&) noexcept;
  HtmlPage& operator=(HtmlPage&&) noexcept;
  ~HtmlPage();

  uint32_t size() const { return static_cast<uint32_t>(nodes_.size()); }
  const Node& operator[](uint32_t node) const { return nodes_[node]; }
  bool IsText(uint32_t node) const { return nodes_[node].tag == LXB_TAG__TEXT; }

  // The characters of a text node.
  std::string_view Text(uint32_t node) const;
  // The name of an element, lowercase.
  std::string_view TagName(uint32_t node) const;
  // The value of an attribute (`name` lowercase); "" when absent or empty.
  std::string_view Attribute(uint32_t node, std::string_view name) const;
  bool HasAttribute(uint32_t node, std::string_view name) const;
  // All attributes in order, for code that looks at many.
  template <typename F>
  void ForEachAttribute(uint32_t node, F&& f) const {
    for (void* at = FirstAttribute(node); at != nullptr;) {
      std::string_view name, value;
      at = ReadAttribute(at, &name, &value);
      f(name, value);
    }
  }

  // The first element with `tag` in the subtree of `root`; kNone when there is none.
  uint32_t FindFirst(uint16_t tag, uint32_t root = 0) const;
  // All text in the subtree, as it stands.
  std::string RawText(uint32_t root) const;

 private:
  struct Document;
  HtmlPage();
  void* FirstAttribute(uint32_t node) const;
  static void* ReadAttribute(void* attribute, std::string_view* name, std::string_view* value);

  std::unique_ptr<Document> document_;
  std::vector<Node> nodes_;
};

}  // namespace dateline
