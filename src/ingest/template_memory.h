// What the pages of one host have in common.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace dateline {

// Remembers, for the hosts of one archive or folder, the text blocks that several of their pages
// share: what stands on many pages belongs to the site, not to the article. Memory is bounded; the
// host seen longest ago is forgotten first. Depends on the order of pages, so one thread at a time.
class TemplateMemory {
 public:
  // Which of the blocks (hashes, in page order) earlier pages of `host` had too. All false when
  // most of them are: then the page is another copy of one that was seen.
  std::vector<bool> Repeated(std::string_view host, const std::vector<uint64_t>& blocks);

 private:
  static constexpr size_t kMostHosts = 512, kMostBlocks = 4096;
  struct Host {
    std::unordered_map<uint64_t, uint8_t> pages_with;  // how many pages had the block, up to 255
  };
  Host& Find(std::string_view host);

  std::unordered_map<std::string, Host> hosts_;
  std::deque<std::string> order_;
};

}  // namespace dateline
