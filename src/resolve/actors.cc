#include "src/resolve/actors.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "src/base/utf8.h"
#include "src/resolve/actors_fold.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 19> kKindNames = {
    "state",  "demonym", "capital", "breakaway", "region", "city",    "person",
    "organ",  "legislature", "court", "force",   "party",  "armed",   "igo",
    "ngo",    "company", "media",   "religious", "people"};

constexpr size_t kShortAbbreviation = 4;  // letters; up to here only upper case will do

enum Column { kId, kName, kAliases, kKind, kCountry, kSectors, kFrom, kTo, kSource, kColumns };
constexpr std::array<std::string_view, kColumns> kColumnNames = {
    "id", "name", "aliases", "kind", "country", "sectors", "from", "to", "source"};

std::vector<std::string_view> Split(std::string_view line, char separator) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0;;) {
    const size_t end = line.find(separator, begin);
    parts.push_back(line.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::optional<ActorKind> ParseKind(std::string_view name) {
  const auto it = std::find(kKindNames.begin(), kKindNames.end(), name);
  if (it == kKindNames.end()) return std::nullopt;
  return static_cast<ActorKind>(it - kKindNames.begin());
}

bool IsCountryCode(std::string_view code) {
  return code.empty() || (code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) {
                            return c >= 'A' && c <= 'Z';
                          }));
}

// A name of the table on its way into the index.
struct Posting {
  uint64_t hash;
  uint32_t row;
  bool upper_only;
};

// Where the rows of one name stand in `postings`: first those that answer to any case.
struct Slot {
  uint64_t hash = 0;
  uint32_t begin = 0;
  uint16_t any_case = 0;
  uint16_t count = 0;
};

}  // namespace

OfficeDay ParseOfficeDay(std::string_view iso) {
  const auto number = [&](size_t begin, size_t size) -> int {
    if (iso.size() < begin + size) return -1;
    int value = 0;
    for (size_t i = begin; i < begin + size; ++i) {
      if (iso[i] < '0' || iso[i] > '9') return -1;
      value = value * 10 + (iso[i] - '0');
    }
    return value;
  };
  const int year = number(0, 4);
  if (year < 0) return 0;
  const int month = iso.size() > 4 && iso[4] == '-' ? std::max(0, number(5, 2)) : 0;
  const int day = month > 0 && iso.size() > 7 && iso[7] == '-' ? std::max(0, number(8, 2)) : 0;
  return year * 10000 + month * 100 + day;
}

std::string_view Actor::wikidata() const {
  if (id.size() < 2 || id[0] != 'Q') return "";
  return std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; }) ? id : "";
}

struct ActorTable::Data {
  std::vector<std::unique_ptr<std::string>> files;  // the views of `rows` point into them
  std::vector<Actor> rows;
  std::vector<uint32_t> postings;
  std::vector<Slot> slots;  // open addressing, a power of two
  int max_words = 1;

  Status Read(const std::string& path, uint8_t layer, std::vector<Posting>* names);
  Status ReadRow(const std::array<std::string_view, kColumns>& fields, uint8_t layer,
                 std::vector<Posting>* names);
  void AddName(std::string_view name, uint32_t row, std::vector<Posting>* names);
  void Index(std::vector<Posting> names);
  void DropReplaced(std::vector<Posting>* names) const;
};

namespace {

// The position of each known column in a header line; -1 where it lacks one.
Result<std::array<int, kColumns>> ParseHeader(std::string_view line) {
  std::array<int, kColumns> at;
  at.fill(-1);
  const std::vector<std::string_view> names = Split(line, '\t');
  for (size_t i = 0; i < names.size(); ++i) {
    const auto it = std::find(kColumnNames.begin(), kColumnNames.end(), names[i]);
    if (it == kColumnNames.end()) {
      return Fail(fmt::format("unknown column '{}' (known: id name aliases kind country sectors from "
                              "to source, separated by tabs)", names[i]));
    }
    at[it - kColumnNames.begin()] = static_cast<int>(i);
  }
  for (const Column needed : {kName, kKind, kCountry}) {
    if (at[needed] < 0) return Fail(fmt::format("the header lacks the column '{}'", kColumnNames[needed]));
  }
  return at;
}

}  // namespace

Status ActorTable::Data::Read(const std::string& path, uint8_t layer, std::vector<Posting>* names) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Fail(fmt::format("{}: cannot be read", path));
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return Fail(fmt::format("{}: cannot be read", path));
  files.push_back(std::make_unique<std::string>(std::move(text)));
  std::string_view rest = *files.back();
  std::optional<std::array<int, kColumns>> at;
  for (int number = 1; !rest.empty(); ++number) {
    const size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    if (!IsValidUtf8(line)) return Fail(fmt::format("{}:{}: invalid UTF-8", path, number));
    if (!at) {
      Result<std::array<int, kColumns>> header = ParseHeader(line);
      if (!header) return Fail(fmt::format("{}:{}: {}", path, number, header.error().message));
      at = *header;
      continue;
    }
    const std::vector<std::string_view> cells = Split(line, '\t');
    std::array<std::string_view, kColumns> fields;
    for (int c = 0; c < kColumns; ++c) {
      if ((*at)[c] >= 0 && (*at)[c] < static_cast<int>(cells.size())) fields[c] = cells[(*at)[c]];
    }
    if (Status status = ReadRow(fields, layer, names); !status) {
      return Fail(fmt::format("{}:{}: {}", path, number, status.error().message));
    }
  }
  if (!at) return Fail(fmt::format("{}: no header line", path));
  return {};
}

Status ActorTable::Data::ReadRow(const std::array<std::string_view, kColumns>& fields, uint8_t layer,
                                 std::vector<Posting>* names) {
  const std::optional<ActorKind> kind = ParseKind(fields[kKind]);
  const std::optional<SectorSet> sectors = ParseSectors(fields[kSectors]);
  if (fields[kName].empty()) return Fail("the name is empty");
  if (!kind) return Fail(fmt::format("unknown kind '{}'", fields[kKind]));
  if (!sectors) return Fail(fmt::format("'{}' are no PLOVER sectors", fields[kSectors]));
  if (!IsCountryCode(fields[kCountry])) {
    return Fail(fmt::format("country '{}' is neither ISO alpha-3 nor IGO, NGO, IMG, MNC or EUR",
                            fields[kCountry]));
  }
  for (const Column date : {kFrom, kTo}) {
    if (!fields[date].empty() && ParseOfficeDay(fields[date]) == 0) {
      return Fail(fmt::format("'{}' is no date (YYYY-MM-DD)", fields[date]));
    }
  }
  Actor actor;
  actor.id = fields[kId].empty() ? fields[kName] : fields[kId];
  actor.name = fields[kName];
  actor.kind = *kind;
  actor.country = fields[kCountry];
  actor.sectors = *sectors;
  actor.from = ParseOfficeDay(fields[kFrom]);
  actor.to = ParseOfficeDay(fields[kTo]);
  if (actor.to != 0 && actor.to % 100 == 0) actor.to += 99;  // a month or year holds to its end
  actor.trusted = layer > 0 || fields[kSource] == "own";
  actor.layer = layer;
  const auto row = static_cast<uint32_t>(rows.size());
  rows.push_back(actor);
  AddName(actor.name, row, names);
  for (const std::string_view alias : Split(fields[kAliases], '|')) {
    if (!alias.empty()) AddName(alias, row, names);
  }
  return {};
}

void ActorTable::Data::AddName(std::string_view name, uint32_t row, std::vector<Posting>* names) {
  const std::string folded = FoldName(name);
  if (folded.empty()) return;
  const auto words = static_cast<int>(std::count(folded.begin(), folded.end(), ' ')) + 1;
  max_words = std::max(max_words, words);
  names->push_back({HashKey(folded), row, folded.size() <= kShortAbbreviation && IsUpperCase(name)});
}

void ActorTable::Data::DropReplaced(std::vector<Posting>* names) const {
  std::unordered_map<std::string_view, uint8_t> top;
  for (const Actor& actor : rows) {
    if (actor.layer > 0) top[actor.id] = std::max(top[actor.id], actor.layer);
  }
  if (top.empty()) return;
  std::erase_if(*names, [&](const Posting& posting) {
    const auto it = top.find(rows[posting.row].id);
    return it != top.end() && it->second > rows[posting.row].layer;
  });
}

void ActorTable::Data::Index(std::vector<Posting> names) {
  DropReplaced(&names);
  std::sort(names.begin(), names.end(), [&](const Posting& a, const Posting& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    if (rows[a.row].layer != rows[b.row].layer) return rows[a.row].layer > rows[b.row].layer;
    if (a.upper_only != b.upper_only) return b.upper_only;
    return a.row < b.row;
  });
  size_t size = 16;
  while (size < names.size() * 2) size *= 2;
  slots.assign(size, {});
  for (size_t i = 0; i < names.size();) {
    Slot slot{names[i].hash, static_cast<uint32_t>(postings.size()), 0, 0};
    const uint8_t layer = rows[names[i].row].layer;
    size_t j = i;
    for (; j < names.size() && names[j].hash == names[i].hash; ++j) {
      if (rows[names[j].row].layer != layer) continue;
      const auto first = postings.begin() + slot.begin;
      if (std::find(first, postings.end(), names[j].row) != postings.end() || slot.count == UINT16_MAX) continue;
      postings.push_back(names[j].row);
      ++slot.count;
      if (!names[j].upper_only) slot.any_case = slot.count;
    }
    size_t at = slot.hash & (size - 1);
    while (slots[at].hash != 0) at = (at + 1) & (size - 1);
    slots[at] = slot;
    i = j;
  }
  postings.shrink_to_fit();
}

ActorTable::ActorTable(std::unique_ptr<Data> data) : data_(std::move(data)) {}
ActorTable::ActorTable(ActorTable&&) noexcept = default;
ActorTable& ActorTable::operator=(ActorTable&&) noexcept = default;
ActorTable::~ActorTable() = default;

Result<ActorTable> ActorTable::Open(const std::vector<std::string>& paths) {
  auto data = std::make_unique<Data>();
  std::vector<Posting> names;
  for (size_t i = 0; i < paths.size(); ++i) {
    const auto layer = static_cast<uint8_t>(std::min<size_t>(i, 255));
    if (Status status = data->Read(paths[i], layer, &names); !status) return Fail(status.error().message);
  }
  data->Index(std::move(names));
  data->rows.shrink_to_fit();
  return ActorTable(std::move(data));
}

std::span<const uint32_t> ActorTable::Find(std::string_view name) const {
  return FindFolded(FoldName(name), IsUpperCase(name));
}

std::span<const uint32_t> ActorTable::FindFolded(std::string_view folded, bool upper) const {
  if (folded.empty()) return {};
  const uint64_t hash = HashKey(folded);
  const size_t mask = data_->slots.size() - 1;
  for (size_t at = hash & mask; data_->slots[at].hash != 0; at = (at + 1) & mask) {
    const Slot& slot = data_->slots[at];
    if (slot.hash != hash) continue;
    return {data_->postings.data() + slot.begin, upper ? slot.count : slot.any_case};
  }
  return {};
}

const Actor& ActorTable::row(uint32_t index) const { return data_->rows[index]; }
size_t ActorTable::size() const { return data_->rows.size(); }
int ActorTable::max_words() const { return data_->max_words; }

size_t ActorTable::memory() const {
  size_t bytes = data_->rows.capacity() * sizeof(Actor) + data_->slots.capacity() * sizeof(Slot) +
                 data_->postings.capacity() * sizeof(uint32_t);
  for (const auto& file : data_->files) bytes += file->capacity();
  return bytes;
}

}  // namespace dateline
