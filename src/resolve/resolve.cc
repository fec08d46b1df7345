#include "src/resolve/resolve.h"

#include "src/resolve/actors.h"
#include "src/resolve/actors_links.h"
#include "src/resolve/actors_origins.h"
#include "src/resolve/actors_reading.h"
#include "src/resolve/actors_roles.h"
#include "src/resolve/actors_sectors.h"
#include "src/resolve/dates.h"
#include "src/resolve/gazetteer.h"
#include "src/resolve/numbers.h"
#include "src/resolve/places.h"

namespace dateline {

struct Resolver::Parts {
  Parts(ActorTable actor_table, RoleTable role_table, SectorModel sector_model, Gazetteer place_table)
      : gazetteer(std::move(place_table)),
        places(&gazetteer),
        actors(std::move(actor_table)),
        roles(std::move(role_table)),
        sectors(std::move(sector_model)),
        origins(actors),
        reader({actors, roles, sectors, origins}) {}
  Gazetteer gazetteer;
  PlaceResolver places;
  ActorTable actors;
  RoleTable roles;
  SectorModel sectors;
  NameOrigins origins;
  ActorReader reader;
};

Resolver::Resolver(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

Result<Resolver> Resolver::Open(const std::string& data_dir, const ResolveOptions& options) {
  std::vector<std::string> paths = {data_dir + "/actors.tsv"};
  paths.insert(paths.end(), options.actor_files.begin(), options.actor_files.end());
  Result<ActorTable> actors = ActorTable::Open(paths);
  if (!actors) return Fail(actors.error().message);
  Result<RoleTable> roles = RoleTable::Open(data_dir + "/roles.tsv");
  if (!roles) return Fail(roles.error().message);
  Result<SectorModel> sectors = SectorModel::Open(data_dir + "/sectors.tsv");
  if (!sectors) return Fail(sectors.error().message);
  Result<Gazetteer> gazetteer = Gazetteer::Open(data_dir + "/gazetteer.bin");
  if (!gazetteer) return Fail(gazetteer.error().message);
  return Resolver(std::make_unique<Parts>(std::move(*actors), std::move(*roles), std::move(*sectors), std::move(*gazetteer)));
}

void Resolver::Run(Document& document) const {
  ResolveDates(document);  // first: the report's day decides who holds an office
  ResolveNumbers(document);
  LinkNames(parts_->actors, &document);
  std::vector<ActorReader::Known> known = parts_->reader.Name(&document);
  parts_->places.ResolvePlaces(document);  // a place's country is evidence for the people in it
  parts_->reader.Complete(std::move(known), &document);
}

size_t Resolver::memory() const { return parts_->actors.memory() + parts_->roles.memory() + parts_->origins.memory(); }

}  // namespace dateline
