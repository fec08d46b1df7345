#include "src/resolve/resolve.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

const Resolver& Shared() {
  static const Resolver* resolver = new Resolver(std::move(*Resolver::Open(DATELINE_DATA_DIR)));
  return *resolver;
}

// A document under test: mentions are given by their text, in order.
class Passage {
 public:
  Passage(std::string_view text, std::string_view published) {
    document_.article.text = text;
    document_.published = published;
  }

  Passage& Add(std::string_view anchor, MentionKind kind, int same_as = -1) {
    const size_t at = document_.article.text.find(anchor, from_);
    EXPECT_NE(at, std::string::npos) << anchor;
    Mention mention;
    mention.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + anchor.size())};
    mention.kind = kind;
    mention.same_as = same_as;
    from_ = at;
    document_.mentions.push_back(mention);
    return *this;
  }

  Document& Run() {
    Shared().Run(document_);
    return document_;
  }

  Document& document() { return document_; }

 private:
  Document document_;
  size_t from_ = 0;
};

std::string Coded(const Document& document, size_t mention) {
  const Entity& entity = document.entities[document.mentions[mention].entity];
  std::string out = entity.country + "/";
  for (const std::string_view sector : NamesIn(entity.sectors, SectorNames())) {
    if (out.back() != '/') out += ',';
    out += sector;
  }
  return out;
}

TEST(Resolver, NationalityInsideThePhrase) {
  Passage passage("Zambian officials met the UN envoy.", "2031-06-12");
  passage.Add("Zambian officials", MentionKind::kGrp).Add("Zambian", MentionKind::kNorp);
  passage.Add("UN envoy", MentionKind::kPer).Add("UN", MentionKind::kOrg);
  const Document& document = passage.Run();
  EXPECT_EQ(Coded(document, 0), "ZMB/GOV");
  EXPECT_EQ(Coded(document, 1), "ZMB/");
  EXPECT_EQ(document.entities[document.mentions[2].entity].country, "IGO");
}

TEST(Resolver, OfficeOnTheDayOfTheReport) {
  const auto coded = [](std::string_view published) {
    Passage passage("Angela Merkel spoke in Germany.", published);
    passage.Add("Angela Merkel", MentionKind::kPer).Add("Germany", MentionKind::kGpe);
    return Coded(passage.Run(), 0);
  };
  EXPECT_EQ(coded("2019-01-10"), "DEU/GOV");
  EXPECT_EQ(coded("2023-01-10"), "DEU/ELI");
}

TEST(Resolver, ModelPointerGivesTheCountry) {
  Passage passage("Kenya said the envoys of Peru had left.", "2020-01-01");
  passage.Add("Kenya", MentionKind::kGpe)
      .Add("envoys", MentionKind::kGrp)
      .Add("Peru", MentionKind::kGpe);
  passage.document().mentions[1].country_from = 2;
  EXPECT_EQ(Coded(passage.Run(), 1), "PER/GOV");
}

TEST(Resolver, UnknownPersonTakesCountryAndSectorsFromContext) {
  Passage passage("Police in Zambia arrested the nurse Loveness Mbewe on Monday.", "2031-06-12");
  passage.Add("Police", MentionKind::kOrg).Add("Zambia", MentionKind::kGpe);
  passage.Add("nurse Loveness Mbewe", MentionKind::kPer);
  const Document& document = passage.Run();
  EXPECT_EQ(Coded(document, 0), "ZMB/COP");
  EXPECT_EQ(Coded(document, 2), "ZMB/MED");  // MED is health
}

TEST(Resolver, BreakawayRegionIsTheSovereignWithPre) {
  Passage passage("Abkhazia closed its border.", "2015-01-01");
  passage.Add("Abkhazia", MentionKind::kGpe);
  EXPECT_EQ(Coded(passage.Run(), 0), "GEO/GOV,PRE");
}

TEST(Resolver, TableChangesWithTheDay) {
  Passage before("The Taliban fought in Kabul.", "2012-01-01"),
      after("The Taliban fought in Kabul.", "2022-01-01");
  before.Add("Taliban", MentionKind::kOrg).Add("Kabul", MentionKind::kGpe);
  after.Add("Taliban", MentionKind::kOrg).Add("Kabul", MentionKind::kGpe);
  EXPECT_EQ(Coded(before.Run(), 0), "AFG/REB");
  EXPECT_EQ(Coded(after.Run(), 0), "AFG/GOV");
}

TEST(Resolver, AStateGoesByItsOwnNameThoughItsCapitalStandsForIt) {
  Passage passage("Togo denied it. Lomé will answer.", "2031-06-12");
  passage.Add("Togo", MentionKind::kGpe).Add("Lomé", MentionKind::kGpe, 0);
  const Document& document = passage.Run();
  EXPECT_EQ(document.entities[document.mentions[1].entity].name, "Togo");
}

TEST(Resolver, WatersKeepTheirOwnNames) {
  Passage passage("A drone fell into the Gulf of Riga, ships left the Taiwan Strait.", "2031-06-12");
  passage.Add("Gulf of Riga", MentionKind::kLoc).Add("Taiwan Strait", MentionKind::kLoc);
  const Document& document = passage.Run();
  EXPECT_EQ(document.entities[document.mentions[0].entity].name, "Gulf of Riga");
  EXPECT_EQ(document.entities[document.mentions[1].entity].name, "Taiwan Strait");
}

TEST(Resolver, StateActsOrIsAPlace) {
  Passage passage("Kenya praised the vote held in Ghana.", "2020-01-01");
  passage.Add("Kenya", MentionKind::kGpe).Add("Ghana", MentionKind::kGpe);
  Trigger trigger;
  trigger.actors = {0};
  trigger.places = {1};
  passage.document().triggers.push_back(trigger);
  const Document& document = passage.Run();
  EXPECT_EQ(Coded(document, 0), "KEN/GOV");
  EXPECT_EQ(Coded(document, 1), "GHA/");
}

TEST(Resolver, ModelSectorsWinForTheUnknownTableForTheKnown) {
  Passage passage("Strikers in Chile met the World Bank.", "2020-01-01");
  passage.Add("Strikers", MentionKind::kGrp)
      .Add("Chile", MentionKind::kGpe)
      .Add("World Bank", MentionKind::kOrg);
  passage.document().mentions[0].sectors = *ParseSectors("LAB");
  passage.document().mentions[2].sectors = *ParseSectors("GOV");
  const Document& document = passage.Run();
  EXPECT_EQ(Coded(document, 0), "CHL/LAB");
  EXPECT_EQ(Coded(document, 2), "IGO/BUS");
}

TEST(Resolver, OppositionAndRulingParties) {
  Passage passage("In Ghana the opposition NDC accused the ruling NPP.", "2019-01-01");
  passage.Add("Ghana", MentionKind::kGpe)
      .Add("NDC", MentionKind::kOrg)
      .Add("NPP", MentionKind::kOrg);
  const Document& document = passage.Run();
  EXPECT_EQ(Coded(document, 1), "GHA/PTY,OPP");
  EXPECT_EQ(Coded(document, 2), "GHA/GOV,PTY");
}

TEST(Resolver, AbbreviationOfAnotherName) {
  Passage passage("In Taiwan the National Police Agency (NPA) said so.", "2019-01-01");
  passage.Add("Taiwan", MentionKind::kGpe)
      .Add("National Police Agency", MentionKind::kOrg)
      .Add("NPA", MentionKind::kOrg);
  const Document& document = passage.Run();
  EXPECT_EQ(document.mentions[2].same_as, 1);
  EXPECT_EQ(Coded(document, 2), "TWN/COP");  // and not the New People's Army
}

TEST(Resolver, EuropeanSeatActs) {
  Passage passage("Brussels said so. He lives in Brussels.", "2019-01-01");
  passage.Add("Brussels", MentionKind::kGpe);
  ClaimCue claim;
  claim.source = 0;
  passage.document().claims.push_back(claim);
  EXPECT_EQ(Coded(passage.Run(), 0), "EUR/GOV");
}

TEST(Resolver, EveryMentionGetsAnEntity) {
  Passage passage("She said so.", "");
  passage.Add("She", MentionKind::kPer);
  const Document& document = passage.Run();
  ASSERT_EQ(document.entities.size(), 1u);
  EXPECT_EQ(document.mentions[0].entity, 0);
  EXPECT_EQ(document.entities[0].country, "");
}

TEST(Resolver, MissingDataIsAnErrorInOneLine) {
  const Result<Resolver> resolver = Resolver::Open("/nowhere");
  ASSERT_FALSE(resolver);
  EXPECT_EQ(resolver.error().message, "/nowhere/actors.tsv: cannot be read");
}

}  // namespace
}  // namespace dateline
