// Whose is somebody whom no name places: the country that the article around makes likeliest.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "src/resolve/actors_origins.h"
#include "src/text/ontology.h"
#include "src/text/span.h"

namespace dateline {

// A mention whose country is settled.
struct CountryEvidence {
  Span span;
  std::string_view country;
  MentionKind kind = MentionKind::kGpe;
};

// What is asked about.
struct CountryQuery {
  Span span;  // of the first mention
  MentionKind kind = MentionKind::kPer;
  std::string name;                      // of a person, without titles; "" when unknown
  std::string_view possessor, origin, site, antecedent;  // countries of "X's _", "_ of X", "_ in X", "its _"
  bool stateless = false;                // such phrases mostly belong to no one state
  bool plural = false;                   // "both", "two", "they"
  bool other_side = false;               // "his counterpart", "her host": not the antecedent's
};

inline constexpr int kContextFeatures = 26;
using ContextFeatures = std::array<double, kContextFeatures>;

// Ranks the countries of one article by a log-linear model, a set of weights for each of persons,
// organisations, groups and places (learned by data/build_context.py from our corpus). It looks at
// the names nearby and at how often each country is named in all. The countries that the evidence
// views must outlive it.
class CountryContext {
 public:
  CountryContext(std::string_view text, std::vector<CountryEvidence> evidence, const NameOrigins& origins);

  // The candidates: every country of the evidence, then "".
  const std::vector<std::string_view>& candidates() const { return candidates_; }
  ContextFeatures Features(const CountryQuery& query, std::string_view candidate) const;
  std::string_view Best(const CountryQuery& query) const;
  // Which set of weights a kind uses, 0 to 3.
  static int Group(MentionKind kind);

 private:
  uint32_t SentenceOf(uint32_t offset) const;
  uint32_t ParagraphOf(uint32_t offset) const;
  void FindEnds(std::string_view text);

  struct Placed {
    CountryEvidence evidence;
    uint32_t sentence, paragraph;
    int before;  // evidence of the same country that stands before it
  };
  std::vector<Placed> placed_;  // by position
  std::vector<std::string_view> candidates_;
  std::map<std::string_view, int> counts_;
  std::vector<uint32_t> sentence_ends_, paragraph_ends_;
  std::string_view first_, most_;
  const NameOrigins& origins_;
};

}  // namespace dateline
