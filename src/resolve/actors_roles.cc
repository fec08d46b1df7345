#include "src/resolve/actors_roles.h"

#include <fmt/core.h>

#include <charconv>
#include <fstream>
#include <unordered_map>
#include <vector>

#include "src/resolve/actors_fold.h"

namespace dateline {
namespace {

constexpr size_t kRun = 3;  // words

struct Entry {
  SectorSet sectors = 0;
  uint8_t weight = 0;
  bool inherit = false;
  bool stateless = false;
  SectorSet agent = 0;  // by PLOVER's nouns
};

// People and places share one map: a place's key has other bits.
uint64_t KeyOf(std::string_view folded, bool place) {
  return HashKey(folded) ^ (place ? 0x5bd1e9955bd1e995ULL : 0);
}

std::vector<std::string_view> SplitTabs(std::string_view line) {
  std::vector<std::string_view> cells;
  for (size_t begin = 0;;) {
    const size_t end = line.find('\t', begin);
    cells.push_back(line.substr(begin, end - begin));
    if (end == std::string_view::npos) return cells;
    begin = end + 1;
  }
}

}  // namespace

struct RoleTable::Data {
  std::unordered_map<uint64_t, Entry> entries;
};

RoleTable::RoleTable(std::unique_ptr<Data> data) : data_(std::move(data)) {}
RoleTable::RoleTable(RoleTable&&) noexcept = default;
RoleTable& RoleTable::operator=(RoleTable&&) noexcept = default;
RoleTable::~RoleTable() = default;

Result<RoleTable> RoleTable::Open(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Fail(fmt::format("{}: cannot be read", path));
  auto data = std::make_unique<Data>();
  data->entries.reserve(16384);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#' || number == 1) continue;
    const std::vector<std::string_view> cells = SplitTabs(line);
    const std::optional<SectorSet> sectors =
        cells.size() >= 5 ? ParseSectors(cells[2]) : std::optional<SectorSet>();
    int weight = 0;
    if (!sectors || std::from_chars(cells[3].data(), cells[3].data() + cells[3].size(), weight).ec !=
                        std::errc()) {
      return Fail(fmt::format("{}:{}: not 'phrase, where, sectors, weight, country, source'", path,
                              number));
    }
    data->entries[KeyOf(cells[0], cells[1] == "place")] = {
        *sectors, static_cast<uint8_t>(weight),
        cells.size() > 5 && cells[5].find("inherit") != std::string_view::npos, cells[4] == "-",
        cells.size() > 6 ? ParseSectors(cells[6]).value_or(0) : 0};
  }
  return RoleTable(std::move(data));
}

RoleTable::Answer RoleTable::Read(std::string_view phrase, bool place) const {
  const std::vector<Span> words = WordsOf(phrase);
  Answer best;
  for (size_t i = 0; i < words.size(); ++i) {
    for (size_t n = 1; n <= kRun && i + n <= words.size(); ++n) {
      const std::string key = FoldName(phrase.substr(words[i].begin, words[i + n - 1].end - words[i].begin));
      const auto it = data_->entries.find(KeyOf(key, place));
      if (it == data_->entries.end()) continue;
      if (it->second.stateless && (i + n == words.size() || i == 0)) best.stateless = true;
      best.inherit |= it->second.inherit;
      if (it->second.agent != 0) best.agent = it->second.agent;
      if (it->second.weight >= best.weight) {
        best.weight = it->second.weight;
        best.sectors = it->second.sectors;
      }
    }
  }
  return best;
}

size_t RoleTable::size() const { return data_->entries.size(); }

size_t RoleTable::memory() const {
  return data_->entries.size() * (sizeof(std::pair<const uint64_t, Entry>) + 2 * sizeof(void*)) +
         data_->entries.bucket_count() * sizeof(void*);
}

}  // namespace dateline
