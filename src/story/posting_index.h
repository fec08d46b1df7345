// Which items have a key, the latest first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace dateline {

// A multimap from 32-bit keys to small item numbers. Look-ups see the most recently added items of
// a key first, and no more than asked for, which keeps their cost flat however common a key is. The
// order depends on the order of Add alone. Not thread-safe.
class PostingIndex {
 public:
  // Returns the handle by which the entry is removed.
  uint32_t Add(uint32_t key, uint32_t item) {
    const uint32_t node = NewNode();
    const auto [head, is_new] = heads_.try_emplace(key, kNone);
    nodes_[node] = {key, item, kNone, head->second};
    if (!is_new) nodes_[head->second].before = node;
    head->second = node;
    return node;
  }

  void Remove(uint32_t handle) {
    const Node node = nodes_[handle];
    if (node.next != kNone) nodes_[node.next].before = node.before;
    if (node.before != kNone) {
      nodes_[node.before].next = node.next;
    } else if (node.next != kNone) {
      heads_[node.key] = node.next;
    } else {
      heads_.erase(node.key);
    }
    nodes_[handle].next = free_;
    free_ = handle;
  }

  // Calls `visit(item)` for at most `most` items of `key`.
  template <typename Visit>
  void Each(uint32_t key, size_t most, const Visit& visit) const {
    const auto head = heads_.find(key);
    if (head == heads_.end()) return;
    for (uint32_t node = head->second; node != kNone && most > 0;
         node = nodes_[node].next, --most) {
      visit(nodes_[node].item);
    }
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  struct Node {
    uint32_t key, item, before, next;
  };
  uint32_t NewNode() {
    if (free_ == kNone) {
      nodes_.push_back({});
      return static_cast<uint32_t>(nodes_.size() - 1);
    }
    const uint32_t node = free_;
    free_ = nodes_[node].next;
    return node;
  }

  std::unordered_map<uint32_t, uint32_t> heads_;
  std::vector<Node> nodes_;
  uint32_t free_ = kNone;
};

}  // namespace dateline
