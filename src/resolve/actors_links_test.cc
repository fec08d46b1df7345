#include "src/resolve/actors_links.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

const ActorTable& Shipped() {
  static const ActorTable* table =
      new ActorTable(std::move(*ActorTable::Open({std::string(DATELINE_SOURCE_DIR) + "/data/actors.tsv"})));
  return *table;
}

struct Given {
  std::string_view anchor;
  MentionKind kind;
};

// The links of mentions given by their text in order; an anchor is searched from the last one on.
std::vector<int32_t> Links(std::string_view text, std::initializer_list<Given> mentions) {
  Document document;
  document.article.text = text;
  size_t from = 0;
  for (const Given& given : mentions) {
    const size_t at = document.article.text.find(given.anchor, from);
    EXPECT_NE(at, std::string::npos) << given.anchor;
    Mention mention;
    mention.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + given.anchor.size())};
    mention.kind = given.kind;
    document.mentions.push_back(mention);
    from = at + given.anchor.size();
  }
  LinkNames(Shipped(), &document);
  std::vector<int32_t> links;
  for (const Mention& mention : document.mentions) links.push_back(mention.same_as);
  return links;
}

using Links_t = std::vector<int32_t>;

TEST(LinkNames, SurnameAfterFullName) {
  EXPECT_EQ(Links("Foreign Minister Than Swe left. Than Swe waved. Swe smiled.",
                  {{"Foreign Minister Than Swe", MentionKind::kPer}, {"Than Swe", MentionKind::kPer}, {"Swe", MentionKind::kPer}}),
            (Links_t{-1, 0, 0}));
}

TEST(LinkNames, SharedSurnameStaysOpen) {
  EXPECT_EQ(Links("Ana Cruz and Luis Cruz left. Cruz waved.",
                  {{"Ana Cruz", MentionKind::kPer}, {"Luis Cruz", MentionKind::kPer}, {"Cruz", MentionKind::kPer}}),
            (Links_t{-1, -1, -1}));
}

TEST(LinkNames, Abbreviation) {
  EXPECT_EQ(Links("The National Liberation Forces (FNL) ... the Reed Defence Group (RDG)",
                  {{"National Liberation Forces", MentionKind::kOrg}, {"FNL", MentionKind::kOrg},
                   {"Reed Defence Group", MentionKind::kOrg}, {"RDG", MentionKind::kOrg}}),
            (Links_t{-1, -1, -1, 2}));
}

TEST(LinkNames, CapitalForItsGovernment) {
  EXPECT_EQ(Links("Poland protested. Warsaw urged calm.", {{"Poland", MentionKind::kGpe}, {"Warsaw", MentionKind::kGpe}}),
            (Links_t{-1, 0}));
  EXPECT_EQ(Links("Poland protested in Warsaw. Warsaw urged calm.",
                  {{"Poland", MentionKind::kGpe}, {"Warsaw", MentionKind::kGpe}, {"Warsaw", MentionKind::kGpe}}),
            (Links_t{-1, -1, 1}));
}

TEST(LinkNames, NationalityOnlyToItself) {
  EXPECT_EQ(Links("Kenya, Kenyan, Kenyan", {{"Kenya", MentionKind::kGpe}, {"Kenyan", MentionKind::kNorp}, {"Kenyan", MentionKind::kNorp}}),
            (Links_t{-1, -1, 1}));
}

}  // namespace
}  // namespace dateline
