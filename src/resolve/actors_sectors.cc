#include "src/resolve/actors_sectors.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <unordered_map>

#include "src/resolve/actors_fold.h"

namespace dateline {
namespace {

// What one feature adds to one class.
struct Weight {
  uint16_t klass = 0;
  float value = 0;
};

}  // namespace

struct SectorModel::Data {
  std::vector<SectorSet> classes;
  std::unordered_map<uint64_t, std::pair<uint32_t, uint32_t>> features;  // range of `weights`
  std::vector<Weight> weights;

  bool ReadClasses(std::string_view line);
  bool ReadFeature(std::string_view line);
};

SectorModel::SectorModel(std::unique_ptr<Data> data) : data_(std::move(data)) {}
SectorModel::SectorModel(SectorModel&&) noexcept = default;
SectorModel& SectorModel::operator=(SectorModel&&) noexcept = default;
SectorModel::~SectorModel() = default;

// "classes<tab>GOV<tab>GOV,MIL<tab>-..."
bool SectorModel::Data::ReadClasses(std::string_view line) {
  size_t begin = line.find('\t');
  while (begin != std::string_view::npos) {
    const size_t end = line.find('\t', begin + 1);
    const std::string_view name = line.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1);
    const std::optional<SectorSet> set = ParseSectors(name == "-" ? "" : name);
    if (!set) return false;
    classes.push_back(*set);
    begin = end;
  }
  return !classes.empty();
}

// "feature<tab>class:weight<tab>class:weight..."
bool SectorModel::Data::ReadFeature(std::string_view line) {
  size_t begin = line.find('\t');
  const uint64_t key = HashKey(line.substr(0, begin));
  const auto first = static_cast<uint32_t>(weights.size());
  while (begin != std::string_view::npos) {
    const size_t end = line.find('\t', begin + 1);
    const std::string_view cell = line.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1);
    Weight weight;
    const char* last = cell.data() + cell.size();
    const auto at = std::from_chars(cell.data(), last, weight.klass);
    if (at.ec != std::errc() || at.ptr == last || *at.ptr != ':' || weight.klass >= classes.size()) return false;
    if (std::from_chars(at.ptr + 1, last, weight.value).ec != std::errc()) return false;
    weights.push_back(weight);
    begin = end;
  }
  features[key] = {first, static_cast<uint32_t>(weights.size())};
  return weights.size() > first;
}

Result<SectorModel> SectorModel::Open(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Fail(fmt::format("{}: cannot be read", path));
  auto data = std::make_unique<Data>();
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!(number == 1 ? data->ReadClasses(line) : data->ReadFeature(line))) {
      return Fail(fmt::format("{}:{}: not 'feature, class:weight ...'", path, number));
    }
  }
  if (data->classes.empty()) return Fail(fmt::format("{}: empty", path));
  return SectorModel(std::move(data));
}

SectorSet SectorModel::Best(const std::vector<std::string>& features) const {
  std::vector<float> scores(data_->classes.size(), 0);
  for (const std::string& feature : features) {
    const auto it = data_->features.find(HashKey(feature));
    if (it == data_->features.end()) continue;
    for (uint32_t i = it->second.first; i < it->second.second; ++i) {
      scores[data_->weights[i].klass] += data_->weights[i].value;
    }
  }
  return data_->classes[std::max_element(scores.begin(), scores.end()) - scores.begin()];
}

size_t SectorModel::memory() const {
  return data_->weights.capacity() * sizeof(Weight) + data_->features.size() * 48 +
         data_->features.bucket_count() * sizeof(void*);
}

}  // namespace dateline
