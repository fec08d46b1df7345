// A page as the sequence of text blocks that a reader would see.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/ingest/html_page.h"

namespace dateline {

// Where a block stands; inherited from the elements around it.
enum BlockContext : uint16_t {
  kInHeading = 1 << 0,
  kInList = 1 << 1,
  kInQuote = 1 << 2,
  kInCaption = 1 << 3,  // figure or caption
  kInTable = 1 << 4,
  kInParagraph = 1 << 5,
  kInPreformatted = 1 << 6,
};

// A run of text without a block boundary in it: a paragraph, a heading, a list item, a cell.
struct TextBlock {
  uint32_t begin = 0, end = 0;  // in PageText::text
  uint32_t node = 0;            // the block-level element that holds it
  uint32_t first = 0;           // its first text node
  uint32_t weight = 0;          // length in Latin letters' worth
  uint32_t linked = 0;          // of `weight`, inside links
  uint32_t emphasized = 0;      // of `weight`, inside bold
  uint16_t context = 0;         // BlockContext
  uint8_t heading = 0;          // level of the heading, 1 to 6
  bool sentence = false;        // ends as a sentence does
  uint32_t commas = 0;

  double link_density() const { return weight == 0 ? 0 : static_cast<double>(linked) / weight; }
};

// The blocks of a page in document order, and for every node what its author's names say of it.
struct PageText {
  std::string text;  // all blocks, white space collapsed
  std::vector<TextBlock> blocks;
  std::vector<uint32_t> hints;  // ElementHint by node; 0 for text nodes
  std::vector<uint32_t>
      first_block;  // by node, one more at the end: the first block at or after it

  std::string_view Of(const TextBlock& block) const {
    return std::string_view(text).substr(block.begin, block.end - block.begin);
  }
  // The blocks in the subtree of `node` are [BlocksBegin, BlocksEnd).
  uint32_t BlocksBegin(uint32_t node) const { return first_block[node]; }
  uint32_t BlocksEnd(const HtmlPage& page, uint32_t node) const {
    return first_block[page[node].end];
  }
};

// What is never text (scripts, styles, form controls, embedded documents) is left out.
PageText CollectText(const HtmlPage& page);

// Length of `text` in Latin letters' worth: an ideograph or kana counts for two and a half.
uint32_t TextWeight(std::string_view text);

// True when `text` ends as a sentence does in any script, closing quotes and brackets aside.
bool EndsSentence(std::string_view text);

}  // namespace dateline
