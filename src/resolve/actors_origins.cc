#include "src/resolve/actors_origins.h"

#include <algorithm>
#include <cmath>

#include "src/resolve/actors_fold.h"

namespace dateline {
namespace {

constexpr size_t kGroup = 3;             // letters
constexpr int kPersonsPerCountry = 1500;  // more add nothing but time
constexpr double kSmoothing = 60;        // letter groups of the world mixed into each country

// The key of a letter group; the whole word counts as a group of its own.
uint64_t GroupKey(std::string_view letters, uint8_t country) {
  return (HashKey(letters) & ~uint64_t{0xff}) | country;
}

// Calls `use` for every letter group of `name`: "^hi", "hic", ... and each whole word.
template <typename Use>
void ForEachGroup(std::string_view name, Use use) {
  std::string word;
  const std::string folded = FoldName(name);
  for (size_t begin = 0; begin < folded.size();) {
    size_t end = folded.find(' ', begin);
    if (end == std::string::npos) end = folded.size();
    word.assign("^").append(folded, begin, end - begin).append("$");
    if (end - begin >= 2) {
      use(std::string_view(word));
      for (size_t i = 0; i + kGroup <= word.size(); ++i) use(std::string_view(word).substr(i, kGroup));
    }
    begin = end + 1;
  }
}

}  // namespace

void NameOrigins::Count(std::string_view name, uint8_t country, std::vector<uint64_t>* keys) const {
  ForEachGroup(name, [&](std::string_view group) { keys->push_back(GroupKey(group, country)); });
}

NameOrigins::NameOrigins(const ActorTable& table) {
  std::vector<uint64_t> keys;
  std::vector<int> persons(256, 0);
  std::string_view last;
  totals_.assign(256, 0);
  for (uint32_t row = 0; row < table.size(); ++row) {
    const Actor& actor = table.row(row);
    if (actor.kind != ActorKind::kPerson || actor.country.size() != 3 || actor.id == last) continue;
    if (countries_.size() >= 254 && !countries_.count(std::string(actor.country))) continue;
    const auto country = countries_.emplace(actor.country, static_cast<uint8_t>(countries_.size() + 1)).first->second;
    last = actor.id;
    if (++persons[country] > kPersonsPerCountry) continue;
    const size_t before = keys.size();
    Count(actor.name, country, &keys);
    totals_[country] += static_cast<uint32_t>(keys.size() - before);
    Count(actor.name, 0, &keys);
    totals_[0] += static_cast<uint32_t>(keys.size() - before) / 2;
  }
  std::sort(keys.begin(), keys.end());
  size_t size = 16;
  while (size < keys.size()) size *= 2;  // distinct keys are about half of them
  cells_.assign(size, {});
  for (size_t i = 0; i < keys.size();) {
    size_t j = i;
    while (j < keys.size() && keys[j] == keys[i]) ++j;
    size_t at = (keys[i] * 0x9e3779b97f4a7c15ULL) >> 20 & (size - 1);
    while (cells_[at].count != 0) at = (at + 1) & (size - 1);
    cells_[at] = {keys[i], static_cast<uint32_t>(j - i)};
    i = j;
  }
}

const NameOrigins::Cell* NameOrigins::Find(uint64_t key) const {
  const size_t mask = cells_.size() - 1;
  for (size_t at = (key * 0x9e3779b97f4a7c15ULL) >> 20 & mask; cells_[at].count != 0; at = (at + 1) & mask) {
    if (cells_[at].key == key) return &cells_[at];
  }
  return nullptr;
}

double NameOrigins::Fit(std::string_view name, std::string_view country) const {
  const auto it = countries_.find(std::string(country));
  if (it == countries_.end() || totals_[0] == 0) return 0;
  const double total = totals_[it->second];
  double sum = 0;
  int groups = 0;
  ForEachGroup(name, [&](std::string_view group) {
    const Cell* world = Find(GroupKey(group, 0));
    if (world == nullptr) return;
    const double share = static_cast<double>(world->count) / totals_[0];
    const Cell* here = Find(GroupKey(group, it->second));
    const double count = here == nullptr ? 0 : here->count;
    sum += std::log((count + kSmoothing * share) / (total + kSmoothing) / share);
    ++groups;
  });
  return groups == 0 ? 0 : sum / groups;
}

size_t NameOrigins::memory() const { return cells_.capacity() * sizeof(Cell) + totals_.capacity() * sizeof(uint32_t); }

}  // namespace dateline
