#include "src/ingest/template_memory.h"

#include <algorithm>

namespace dateline {

TemplateMemory::Host& TemplateMemory::Find(std::string_view host) {
  const auto [found, added] = hosts_.try_emplace(std::string(host));
  if (added) {
    order_.emplace_back(host);
    if (order_.size() > kMostHosts) {
      hosts_.erase(order_.front());
      order_.pop_front();
    }
  }
  return found->second;
}

std::vector<bool> TemplateMemory::Repeated(std::string_view host,
                                           const std::vector<uint64_t>& blocks) {
  Host& known = Find(host);
  std::vector<bool> repeated(blocks.size(), false);
  size_t seen_once = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const auto found = known.pages_with.find(blocks[i]);
    if (found == known.pages_with.end()) continue;
    ++seen_once;
    repeated[i] = found->second >= 2;
  }
  const bool copy = seen_once * 10 > blocks.size() * 9;
  if (copy) return std::vector<bool>(blocks.size(), false);
  const std::unordered_set<uint64_t> own(blocks.begin(), blocks.end());
  for (const uint64_t block : own) {
    const auto found = known.pages_with.find(block);
    if (found != known.pages_with.end()) {
      if (found->second < 255) ++found->second;
    } else if (known.pages_with.size() < kMostBlocks) {
      known.pages_with.emplace(block, 1);
    }
  }
  // Full: what only one page had makes room.
  if (known.pages_with.size() >= kMostBlocks) {
    std::erase_if(known.pages_with, [](const auto& entry) { return entry.second == 1; });
  }
  return repeated;
}

}  // namespace dateline
