#include "src/resolve/places_context.h"

#include <algorithm>

#include "src/resolve/places_model.h"

namespace dateline {
namespace {

constexpr size_t kPressReach = 20000;  // bytes of a text that are read for its turns of phrase

// Words of public life as one country's press has them.
struct Turn {
  std::string_view words;
  std::string_view country;
};
constexpr Turn kTurns[] = {
    {"Sheriff", "USA"},
    {"Police Department", "USA"},
    {"Fire Department", "USA"},
    {"Highway Patrol", "USA"},
    {"High School", "USA"},
    {"Middle School", "USA"},
    {"Elementary School", "USA"},
    {"City Schools", "USA"},
    {"Independent School", "USA"},
    {"School District", "USA"},
    {"school board", "USA"},
    {"City Council", "USA"},
    {"City Hall", "USA"},
    {"county commission", "USA"},
    {"County Commission", "USA"},
    {"Planning Commission", "USA"},
    {"Chamber of Commerce", "USA"},
    {"Public Library", "USA"},
    {"Arts Council", "USA"},
    {"Township", "USA"},
    {"Interstate ", "USA"},
    {"Baptist Church", "USA"},
    {"Methodist Church", "USA"},
    {"State University", "USA"},
    {"Medical Center", "USA"},
    {"County Jail", "USA"},
    {"grand jury", "USA"},
    {"district attorney", "USA"},
    {"District Attorney", "USA"},
    {"Municipal Court", "USA"},
    {"Superior Court", "USA"},
    {"Circuit Court", "USA"},
    {"Medicaid", "USA"},
    {"GOP", "USA"},
    {"state Rep.", "USA"},
    {"state Sen.", "USA"},
    {"Constabulary", "GBR"},
    {"Crown Court", "GBR"},
    {"Magistrates", "GBR"},
    {"Borough Council", "GBR"},
    {"Cllr", "GBR"},
    {"councillor", "GBR"},
    {"NHS", "GBR"},
    {"Tory", "GBR"},
    {"\xC2\xA3", "GBR"},
    {"garda", "IRL"},
    {"Garda", "IRL"},
    {"Fianna F", "IRL"},
    {"Fine Gael", "IRL"},
    {"Taoiseach", "IRL"},
    {"TD ", "IRL"},
    {"RCMP", "CAN"},
    {"MPP", "CAN"},
    {"provincial police", "CAN"},
    {"Provincial Police", "CAN"},
    {"Crown attorney", "CAN"},
    {"Shire Council", "AUS"},
    {"crore", "IND"},
    {"lakh", "IND"},
    {"Lok Sabha", "IND"},
    {"panchayat", "IND"},
    {"barangay", "PHL"},
    {"Naira", "NGA"},
    {"naira", "NGA"},
    {"Rand ", "ZAF"},
};

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) {
  return IsUpper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool IsArea(PlaceKind kind) { return kind == PlaceKind::kCountry || kind == PlaceKind::kAdmin1; }

}  // namespace

bool PlaceContext::Lies(uint32_t index, uint32_t container) const {
  const GazetteerPlace &place = gazetteer_.place(index), &outer = gazetteer_.place(container);
  if (index == container) return false;
  switch (outer.kind) {
    case PlaceKind::kCountry:
      return place.country == container;
    case PlaceKind::kAdmin1:
      return place.admin1 == container && place.kind != PlaceKind::kAdmin1;
    case PlaceKind::kAdmin2:
      return place.admin1 == outer.admin1 && Kilometres(place, outer) < 80;
    case PlaceKind::kContinent:
    case PlaceKind::kWater:
      return false;
    case PlaceKind::kRegion:
      return Kilometres(place, outer) < 250;
    default:
      return place.kind == PlaceKind::kQuarter && Kilometres(place, outer) < 50;
  }
}

std::vector<uint32_t> PlaceContext::ContainersAfter(size_t end) const {
  const std::string_view rest = text_.substr(std::min(end, text_.size()));
  size_t at = 0;
  for (std::string_view link : {", in ", ", ", " (", " in "}) {
    if (at == 0 && rest.starts_with(link)) at = link.size();
  }
  if (at == 0) return {};
  for (std::string_view lead :
       {"the ", "northern ", "southern ", "eastern ", "western ", "central "}) {
    if (rest.substr(at).starts_with(lead)) at += lead.size();
  }
  return ContainersAt(end + at);
}

// The containers that the longest name from `at` may mean.
std::vector<uint32_t> PlaceContext::ContainersAt(size_t at) const {
  const bool name =
      at < text_.size() && IsLetter(text_[at]) && !(text_[at] >= 'a' && text_[at] <= 'z');
  if (!name) return {};
  std::vector<size_t> ends;
  for (size_t i = at; i < text_.size() && ends.size() < 5; ++i) {
    while (i < text_.size() && (IsLetter(text_[i]) || text_[i] == '.' || text_[i] == '-')) ++i;
    ends.push_back(i);
    if (i + 1 >= text_.size() || text_[i] != ' ' || !IsLetter(text_[i + 1])) break;
  }
  for (size_t k = ends.size(); k-- > 0;) {
    std::vector<uint32_t> found;
    for (uint32_t entry : gazetteer_.Find(FoldPlaceName(text_.substr(at, ends[k] - at)))) {
      const GazetteerPlace& place = gazetteer_.place(Gazetteer::PlaceOf(entry));
      const bool large = IsArea(place.kind) || place.kind == PlaceKind::kAdmin2 ||
                         place.kind == PlaceKind::kRegion || place.population >= 100000;
      if (large) found.push_back(Gazetteer::PlaceOf(entry));
    }
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<uint32_t> PlaceContext::ContainersBefore(size_t begin) const {
  size_t at = begin;
  for (int words = 0; words < 5 && at > 1 && text_[at - 1] == ' '; ++words) {
    size_t from = at - 1;
    while (from > 0 && (IsLetter(text_[from - 1]) || text_[from - 1] == '\'')) --from;
    std::string_view word = text_.substr(from, at - 1 - from);
    if (word.empty()) return {};
    if (IsUpper(word[0])) {
      bool owner = false;
      for (std::string_view ending : {"'s", "\xE2\x80\x99s"}) {
        if (!word.ends_with(ending)) continue;
        word.remove_suffix(ending.size());
        owner = true;
      }
      return CountriesCalled(word, owner, words > 0);
    }
    at = from;
  }
  return {};
}

// The countries and states that `word` names as an owner, or whose people it names.
std::vector<uint32_t> PlaceContext::CountriesCalled(std::string_view word, bool owner,
                                                    bool adjective) const {
  std::vector<uint32_t> found;
  for (uint32_t entry : gazetteer_.Find(FoldPlaceName(word))) {
    const GazetteerPlace& place = gazetteer_.place(Gazetteer::PlaceOf(entry));
    const bool people = Gazetteer::FormOf(entry) == NameForm::kAside && IsArea(place.kind);
    if ((owner && IsArea(place.kind)) || (adjective && people))
      found.push_back(Gazetteer::PlaceOf(entry));
  }
  return found;
}

bool PlaceContext::InListOfDivisions(size_t end) const {
  const size_t last = std::min(text_.size(), end + 120);
  bool listed = false;
  for (size_t at = end; at < last;) {
    while (at < last && (text_[at] == ' ' || text_[at] == ',')) listed |= text_[at++] == ',';
    size_t behind = at;
    while (behind < last && IsLetter(text_[behind])) ++behind;
    const std::string_view word = text_.substr(at, behind - at);
    for (std::string_view plural :
         {"counties", "Counties", "parishes", "provinces", "districts", "townships"}) {
      if (word == plural) return listed;
    }
    const bool link = word == "and" || word == "or";
    if (word.empty() || (!link && !IsUpper(word[0]))) return false;
    listed |= link;
    at = behind;
  }
  return false;
}

std::string_view PlaceContext::CountryOfInstitution(size_t end) const {
  const std::string_view rest = text_.substr(std::min(text_.size(), end + 1), 40);
  for (const Turn& turn : kTurns) {
    if (rest.starts_with(turn.words)) return turn.country;
  }
  return {};
}

std::unordered_map<std::string_view, int> PlaceContext::Press() const {
  std::unordered_map<std::string_view, int> heard;
  const std::string_view head = text_.substr(0, kPressReach);
  for (const Turn& turn : kTurns) {
    if (head.find(turn.words) != std::string_view::npos) ++heard[turn.country];
  }
  return heard;
}

}  // namespace dateline
