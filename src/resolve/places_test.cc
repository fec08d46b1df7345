#include "src/resolve/places.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

const PlaceResolver& Resolver() {
  static const auto gazetteer = Gazetteer::Open(DATELINE_GAZETTEER);
  static const PlaceResolver resolver(&*gazetteer);
  return resolver;
}

// "precision country admin1" of the first occurrence of `names[0]`, all names being mentions.
std::string Where(std::string_view text, std::vector<std::string_view> names,
                  std::string_view outlet = "", MentionKind kind = MentionKind::kGpe) {
  std::vector<PlaceMention> mentions;
  for (std::string_view name : names) {
    const size_t at = text.find(name);
    EXPECT_NE(at, std::string_view::npos) << name;
    mentions.push_back(
        {{static_cast<uint32_t>(at), static_cast<uint32_t>(at + name.size())}, kind});
  }
  const auto records = Resolver().Resolve(text, mentions, outlet);
  if (!records[0]) return "none";
  return records[0]->precision + " " + records[0]->country + " " + records[0]->admin1;
}

TEST(Places, FameDecidesWithoutOtherEvidence) {
  EXPECT_EQ(Where("Protesters marched in Paris.", {"Paris"}), "city FRA Île-de-France");
  EXPECT_EQ(Where("Talks opened in Moscow.", {"Moscow"}).substr(0, 8), "city RUS");
  EXPECT_EQ(Where("Georgia recalled its envoy.", {"Georgia"}).substr(0, 11), "country GEO");
  EXPECT_EQ(Where("WASHINGTON (AP) - The president said", {"WASHINGTON"}),
            "city USA District of Columbia");
}

TEST(Places, TheContainerNamedBehindDecides) {
  EXPECT_EQ(Where("A fire broke out in Paris, Texas, on Monday.", {"Paris"}), "city USA Texas");
  EXPECT_EQ(Where("He was born in Tripoli (Lebanon).", {"Tripoli"}).substr(0, 8), "city LBN");
  EXPECT_EQ(Where("Police in Columbus, Ga., said", {"Columbus"}), "city USA Georgia");
  EXPECT_EQ(Where("The army of Mexico, the United States and Canada", {"Mexico"}).substr(0, 11),
            "country MEX");
}

TEST(Places, TheOwnerNamedInFrontDecides) {
  EXPECT_EQ(Where("A bomb in the Lebanese city of Tripoli killed two.", {"Tripoli"}).substr(0, 8),
            "city LBN");
}

TEST(Places, NeighboursDecide) {
  EXPECT_EQ(Where("Henry County will repave roads. Paris residents and Memphis commuters were told "
                  "on Tuesday in "
                  "Tennessee.",
                  {"Paris", "Henry County", "Memphis", "Tennessee"}),
            "city USA Tennessee");
}

TEST(Places, TheOutletCountryHelps) {
  EXPECT_EQ(Where("Gardai in Newport are looking for a man.", {"Newport"}, "IRL").substr(0, 8),
            "city IRL");
}

TEST(Places, WordsThatSayWhatItIs) {
  EXPECT_EQ(Where("The Arakan Army took posts in Rakhine State.", {"Rakhine State"}),
            "admin1 MMR Rakhine");
  EXPECT_EQ(Where("Clashes in northern Syria went on.", {"northern Syria"}).substr(0, 11),
            "country SYR");
  EXPECT_EQ(Where("They met in the city of Mosul.", {"city of Mosul"}).substr(0, 8), "city IRQ");
  EXPECT_EQ(
      Where("Ships crossed the Strait of Hormuz.", {"Strait of Hormuz"}, "", MentionKind::kLoc),
      "region  ");
}

TEST(Places, SpeltDifferently) {
  EXPECT_EQ(Where("Shelling hit Mykolayiv overnight.", {"Mykolayiv"}).substr(0, 8), "city UKR");
  EXPECT_EQ(Where("An offer came from Naypyitaw.", {"Naypyitaw"}).substr(0, 8), "city MMR");
  EXPECT_EQ(Where("A raid on Kandaharr was reported.", {"Kandaharr"}).substr(0, 8), "city AFG");
}

TEST(Places, NothingWhenUnsure) {
  EXPECT_EQ(Where("They went to Xyzzyville.", {"Xyzzyville"}), "none");
  EXPECT_EQ(Where("He looked west.", {"west"}), "none");
  EXPECT_EQ(Where("Soldiers burned the village.", {"village"}), "none");
}

TEST(Places, AnUnlistedPlaceIsSomewhereAroundHome) {
  EXPECT_EQ(
      Where("Fighting spread from Mandalay to Sagaing, and the hamlet of Xyzzytaung was burned.",
            {"Xyzzytaung", "Mandalay", "Sagaing"})
          .substr(0, 10),
      "region MMR");
}

TEST(Places, OneEntityGetsItsPlaceAndCountry) {
  Document document;
  document.article.text = "Troops entered Kharkiv. Kharkiv's mayor fled.";
  document.entities.resize(1);
  document.mentions.resize(2);
  document.mentions[0] = {{15, 22}, MentionKind::kGpe};
  document.mentions[1] = {{24, 31}, MentionKind::kGpe};
  document.mentions[0].entity = document.mentions[1].entity = 0;
  Resolver().ResolvePlaces(document);
  ASSERT_TRUE(document.entities[0].place.has_value());
  EXPECT_EQ(document.entities[0].place->geonames, 706483);
  EXPECT_EQ(document.entities[0].country, "UKR");
}

TEST(Places, EmptyInputsAreFine) {
  EXPECT_TRUE(Resolver().Resolve("", {}).empty());
  const PlaceMention whole{{0, 1}, MentionKind::kLoc};
  EXPECT_FALSE(Resolver().Resolve("'", {&whole, 1})[0].has_value());
}

}  // namespace
}  // namespace dateline
