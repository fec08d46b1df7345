#include "src/resolve/gazetteer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <map>
#include <unordered_map>
#include <vector>

namespace dateline {
namespace {

constexpr std::string_view kMagic = "DLPLACE2";

// Starts the file; the parts follow one another in this order, each padded to eight bytes.
struct Header {
  char magic[8];
  uint32_t places, names, entries, slots;
  uint64_t text, size;  // bytes of text; bytes of the file
};

size_t Padded(size_t bytes) { return (bytes + 7) / 8 * 8; }

uint64_t HashOf(std::string_view text) {  // FNV-1a with a final mix
  uint64_t hash = 0xcbf29ce484222325u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  hash ^= hash >> 32;
  return hash * 0x9e3779b97f4a7c15u >> 20;
}

// Letters that Unicode does not decompose into a base letter and a mark.
std::string_view PlainLetter(int32_t code_point) {
  switch (code_point) {
    case 0xDF:
      return "ss";
    case 0xE6:
      return "ae";
    case 0xF0:
    case 0x111:
      return "d";
    case 0xF8:
      return "o";
    case 0xFE:
      return "th";
    case 0x127:
      return "h";
    case 0x131:
      return "i";
    case 0x142:
      return "l";
    case 0x153:
      return "oe";
    case 0x259:
      return "a";
    default:
      return "";
  }
}

bool IsApostrophe(int32_t c) {
  return c == '\'' || c == '`' || (c >= 0x2018 && c <= 0x201B) || (c >= 0x2BB && c <= 0x2BF) ||
         c == 0xB4;
}

void AppendFolded(int32_t c, std::string* out) {
  if (c < 0x80) {
    const char letter = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    const bool word = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (word) out->push_back(letter);
    if (!word && letter != '\'' && letter != '.' && letter != '`' && !out->empty() &&
        out->back() != ' ') {
      out->push_back(' ');
    }
    return;
  }
  if (IsApostrophe(c)) return;
  if (const std::string_view plain = PlainLetter(c); !plain.empty()) {
    out->append(plain);
    return;
  }
  const utf8proc_category_t category = utf8proc_category(c);
  if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME) return;
  const bool word = category <= UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_MC ||
                    category == UTF8PROC_CATEGORY_ND;
  if (!word) {
    if (!out->empty() && out->back() != ' ') out->push_back(' ');
    return;
  }
  std::array<utf8proc_uint8_t, 4> bytes;
  const auto size = utf8proc_encode_char(c, bytes.data());
  out->append(reinterpret_cast<const char*>(bytes.data()), static_cast<size_t>(size));
}

// Folds letter by letter; what utf8proc cannot read (invalid UTF-8) is left out.
std::string FoldLetters(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  const bool ascii = std::all_of(name.begin(), name.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) {
    for (char c : name) AppendFolded(c, &out);
    return out;
  }
  std::array<utf8proc_int32_t, 32> parts;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(name.data());
  auto left = static_cast<utf8proc_ssize_t>(name.size());
  while (left > 0) {
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t used = utf8proc_iterate(at, left, &c);
    if (used <= 0) {
      used = 1;
    } else {
      int boundary = 0;
      const auto options =
          static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
      const auto count = utf8proc_decompose_char(c, parts.data(), parts.size(), options, &boundary);
      for (utf8proc_ssize_t k = 0; k < std::min<utf8proc_ssize_t>(count, parts.size()); ++k)
        AppendFolded(parts[k], &out);
    }
    at += used;
    left -= used;
  }
  return out;
}

// "saint louis" becomes "st louis".
void ShortenLead(std::string* folded) {
  static constexpr std::pair<std::string_view, std::string_view> kLeads[] = {
      {"the ", ""}, {"saint ", "st "}, {"sainte ", "ste "}, {"mount ", "mt "}, {"fort ", "ft "}};
  for (const auto& [lead, shorter] : kLeads) {
    if (folded->size() > lead.size() && folded->starts_with(lead))
      folded->replace(0, lead.size(), shorter);
  }
}

std::vector<std::string_view> Split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  size_t from = 0;
  while (true) {
    const size_t at = text.find(mark, from);
    parts.push_back(text.substr(from, at - from));
    if (at == std::string_view::npos) return parts;
    from = at + 1;
  }
}

PlaceKind KindOf(std::string_view code) {
  if (code.starts_with("PCL")) return PlaceKind::kCountry;
  if (code == "ADM1") return PlaceKind::kAdmin1;
  if (code == "ADM2") return PlaceKind::kAdmin2;
  if (code == "PPLC") return PlaceKind::kCapital;
  if (code == "PPLX") return PlaceKind::kQuarter;
  if (code == "PPLH" || code == "PPLQ" || code == "PPLW" || code == "PPLCH")
    return PlaceKind::kFormer;
  if (code.starts_with("PPL") || code == "STLMT") return PlaceKind::kCity;
  if (code == "CONT") return PlaceKind::kContinent;
  static constexpr std::string_view kWaters[] = {"SEA", "OCN", "GULF", "BAY", "STRT",
                                                 "CHN", "CNL", "STM",  "LK"};
  const bool water = std::find(std::begin(kWaters), std::end(kWaters), code) != std::end(kWaters);
  return water ? PlaceKind::kWater : PlaceKind::kRegion;
}

}  // namespace

std::string FoldPlaceName(std::string_view name) {
  std::string folded = FoldLetters(name);
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  ShortenLead(&folded);
  return folded;
}

// Bytes that are either mapped or owned.
struct Gazetteer::Bytes {
  std::string owned;
  void* mapped = nullptr;
  size_t size = 0;

  Bytes() = default;
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  ~Bytes() {
    if (mapped != nullptr) munmap(mapped, size);
  }
  const char* data() const {
    return mapped != nullptr ? static_cast<const char*>(mapped) : owned.data();
  }
};

Result<Gazetteer> Gazetteer::Open(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Fail(fmt::format("{}: {}", path, std::strerror(errno)));
  struct stat status{};
  auto bytes = std::make_shared<Bytes>();
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    bytes->size = static_cast<size_t>(status.st_size);
    void* mapped = mmap(nullptr, bytes->size, PROT_READ, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) bytes->mapped = mapped;
  }
  close(file);
  if (bytes->mapped == nullptr) return Fail(fmt::format("{}: cannot be mapped", path));
  return Attach(std::move(bytes), path);
}

Result<Gazetteer> Gazetteer::FromBytes(std::string bytes) {
  auto owned = std::make_shared<Bytes>();
  owned->owned = std::move(bytes);
  owned->size = owned->owned.size();
  return Attach(std::move(owned), "gazetteer");
}

Result<Gazetteer> Gazetteer::Attach(std::shared_ptr<const Bytes> bytes, const std::string& source) {
  Header header;
  if (bytes->size < sizeof(header)) return Fail(source + ": not a gazetteer");
  std::memcpy(&header, bytes->data(), sizeof(header));
  const size_t expected = sizeof(Header) + Padded(header.places * sizeof(GazetteerPlace)) +
                          Padded((size_t{header.names} + 1) * sizeof(NameRow)) +
                          Padded(header.entries * sizeof(uint32_t)) +
                          Padded(header.slots * sizeof(uint32_t)) + header.text;
  const bool sane = std::string_view(header.magic, 8) == kMagic && header.size == bytes->size &&
                    expected == bytes->size && header.slots > 0 && header.text > 0 &&
                    bytes->data()[bytes->size - 1] == '\0';
  if (!sane) return Fail(source + ": not a gazetteer of this version");
  Gazetteer table;
  const char* at = bytes->data() + sizeof(Header);
  table.places_ = {reinterpret_cast<const GazetteerPlace*>(at), header.places};
  at += Padded(table.places_.size_bytes());
  table.names_ = {reinterpret_cast<const NameRow*>(at), header.names};
  at += Padded((size_t{header.names} + 1) * sizeof(NameRow));
  table.entries_ = {reinterpret_cast<const uint32_t*>(at), header.entries};
  at += Padded(table.entries_.size_bytes());
  table.slots_ = {reinterpret_cast<const uint32_t*>(at), header.slots};
  at += Padded(table.slots_.size_bytes());
  table.text_ = {at, header.text};
  table.bytes_ = std::move(bytes);
  return table;
}

std::string_view Gazetteer::Alpha3(uint32_t index) const {
  const char* alpha3 = places_[index].alpha3;
  return alpha3[0] == '\0' ? std::string_view() : std::string_view(alpha3, 3);
}

std::span<const uint32_t> Gazetteer::Find(std::string_view folded) const {
  if (folded.empty()) return {};
  for (size_t slot = HashOf(folded) % slots_.size(); slots_[slot] != 0;
       slot = (slot + 1) % slots_.size()) {
    const NameRow* row = names_.data() + (slots_[slot] - 1);
    if (TextAt(row->text) != folded) continue;
    return entries_.subspan(row->first, row[1].first - row->first);
  }
  return {};
}

// Collects rows, then lays them out.
class GazetteerCompiler {
 public:
  Status Add(std::string_view line, size_t number) {
    const auto cells = Split(line, '\t');
    if (cells.size() != 10)
      return Fail(fmt::format("places: line {} has {} cells, not 10", number, cells.size()));
    GazetteerPlace place{};
    place.geonames = std::atoi(std::string(cells[0]).c_str());
    place.latitude = std::strtof(std::string(cells[2]).c_str(), nullptr);
    place.longitude = std::strtof(std::string(cells[3]).c_str(), nullptr);
    place.population =
        static_cast<uint32_t>(std::strtoul(std::string(cells[7]).c_str(), nullptr, 10));
    place.kind = KindOf(cells[1]);
    place.country = place.admin1 = GazetteerPlace::kNone;
    if (cells[8].empty() || std::abs(place.latitude) > 90 || std::abs(place.longitude) > 180) {
      return Fail(fmt::format("places: line {} has no name or no position", number));
    }
    const auto index = static_cast<uint32_t>(places_.size());
    place.name = Text(cells[8]);
    const std::string country(cells[4]), admin1 = country + "." + std::string(cells[5]);
    if (place.kind == PlaceKind::kCountry) {
      countries_[country] = index;
      if (cells[5].size() == 3) std::memcpy(place.alpha3, cells[5].data(), 3);
    } else if (place.kind == PlaceKind::kAdmin1 && !cells[5].empty()) {
      divisions_.emplace(admin1, index);
    }
    places_.push_back(place);
    codes_.emplace_back(country,
                        cells[5].empty() || place.kind == PlaceKind::kCountry ? "" : admin1);
    Name(cells[8], index, NameForm::kOwn);
    for (std::string_view name : Split(cells[9], '|')) {
      const bool aside = name.starts_with('!');
      if (!name.empty())
        Name(name.substr(aside ? 1 : 0), index, aside ? NameForm::kAside : NameForm::kOther);
    }
    return {};
  }

  std::string Finish() {
    for (size_t i = 0; i < places_.size(); ++i) {
      const auto country = countries_.find(codes_[i].first);
      if (country != countries_.end()) {
        places_[i].country = country->second;
        std::memcpy(places_[i].alpha3, places_[country->second].alpha3, 3);
      }
      const auto division = divisions_.find(codes_[i].second);
      if (division != divisions_.end()) places_[i].admin1 = division->second;
    }
    return Layout();
  }

 private:
  uint32_t Text(std::string_view text) {
    const auto [it, added] = texts_.emplace(text, static_cast<uint32_t>(text_.size()));
    if (added) {
      text_.append(text);
      text_.push_back('\0');
    }
    return it->second;
  }

  void Name(std::string_view name, uint32_t place, NameForm form) {
    std::string folded = FoldPlaceName(name);
    if (!folded.empty())
      names_[std::move(folded)].push_back(place << 2 | static_cast<uint32_t>(form));
  }

  // The entries of a name: one a place with its best form, the most populous first.
  std::vector<uint32_t> Entries(std::vector<uint32_t> entries) const {
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end(),
                              [](uint32_t a, uint32_t b) { return a >> 2 == b >> 2; }),
                  entries.end());
    std::stable_sort(entries.begin(), entries.end(), [&](uint32_t a, uint32_t b) {
      return places_[a >> 2].population > places_[b >> 2].population;
    });
    return entries;
  }

  std::string Layout() {
    std::vector<Gazetteer::NameRow> rows;
    std::vector<uint32_t> entries, slots(names_.size() * 3 / 2 + 1, 0);
    rows.reserve(names_.size() + 1);
    for (auto& [name, list] : names_) {
      size_t slot = HashOf(name) % slots.size();
      while (slots[slot] != 0) slot = (slot + 1) % slots.size();
      slots[slot] = static_cast<uint32_t>(rows.size() + 1);
      rows.push_back({Text(name), static_cast<uint32_t>(entries.size())});
      const std::vector<uint32_t> sorted = Entries(std::move(list));
      entries.insert(entries.end(), sorted.begin(), sorted.end());
    }
    Header header{};
    std::memcpy(header.magic, kMagic.data(), 8);
    header.places = static_cast<uint32_t>(places_.size());
    header.names = static_cast<uint32_t>(rows.size());
    header.entries = static_cast<uint32_t>(entries.size());
    header.slots = static_cast<uint32_t>(slots.size());
    header.text = text_.size();
    rows.push_back({0, header.entries});
    std::string out(reinterpret_cast<const char*>(&header), sizeof(header));
    const auto part = [&out](const auto& list) {
      out.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(list[0]));
      out.resize(Padded(out.size()));
    };
    part(places_);
    part(rows);
    part(entries);
    part(slots);
    out += text_;
    header.size = out.size();
    std::memcpy(out.data(), &header, sizeof(header));
    return out;
  }

  std::vector<GazetteerPlace> places_;
  std::vector<std::pair<std::string, std::string>> codes_;  // country and admin1 of each place
  std::unordered_map<std::string, uint32_t> countries_, divisions_, texts_;
  std::map<std::string, std::vector<uint32_t>> names_;  // sorted, so that the file is reproducible
  std::string text_;
};

Result<std::string> CompileGazetteer(std::string_view tsv) {
  GazetteerCompiler compiler;
  size_t number = 0;
  for (std::string_view line : Split(tsv, '\n')) {
    ++number;
    if (line.empty()) continue;
    if (Status added = compiler.Add(line, number); !added) return tl::unexpected(added.error());
  }
  return compiler.Finish();
}

}  // namespace dateline
