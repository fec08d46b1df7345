// From mentions to entities: whose state, which sectors, who.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/resolve/actors.h"
#include "src/resolve/actors_context.h"
#include "src/resolve/actors_origins.h"
#include "src/resolve/actors_roles.h"
#include "src/resolve/actors_sectors.h"
#include "src/text/document.h"

namespace dateline {

// Joins mentions along `same_as` into `Document::entities` and says who they are. Two steps, so that
// places can be resolved between them: `Name` believes names alone, `Complete` reads the rest out of
// the phrases, the model's pointers and the article around. Immutable; safe from any thread. The
// tables must outlive it.
class ActorReader {
 public:
  // What is known of an entity between the steps; same index as Document::entities.
  struct Known {
    std::vector<int32_t> mentions;  // in order
    const Actor* actor = nullptr;   // the row that its name means on the report's day
    bool country = false;           // its country is settled (and may be "")
  };

  // What reading needs, all immutable.
  struct Tables {
    const ActorTable& actors;
    const RoleTable& roles;
    const SectorModel& sectors;
    const NameOrigins& origins;
  };

  explicit ActorReader(const Tables& tables) : tables_(tables) {}

  std::vector<Known> Name(Document* document) const;
  void Complete(std::vector<Known> known, Document* document) const;

  // What the model of contexts is asked about this document, for build_context.py to learn from.
  struct ContextExample {
    int32_t mention = -1;  // first of its entity
    std::vector<std::pair<std::string, ContextFeatures>> candidates;
  };
  std::vector<ContextExample> Examples(Document* document) const;
  // Likewise of sectors, for build_sectors.py: entities that no table knows, by their first mention.
  struct SectorExample {
    int32_t mention = -1;
    std::vector<std::string> features;
  };
  std::vector<SectorExample> SectorExamples(Document* document) const;

 private:
  Tables tables_;
};

}  // namespace dateline
