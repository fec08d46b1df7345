#include "src/cli/event_options.h"

#include <CLI/CLI.hpp>

namespace dateline {

void AddFilterOptions(CLI::App* command, EventFilter* f) {
  const char* group = "Which events";
  command
      ->add_option(
          "--actor", f->actors,
          "Who acts: a country (MMR), a sector (MIL), both (\"MMR MIL\"), or part of a name")
      ->group(group);
  command->add_option("--recipient", f->recipients, "To whom, likewise")->group(group);
  command->add_option("--dyad", f->dyad, "Between two parties, either way: MMR,RUS")->group(group);
  command->add_option("--type", f->types, "PLOVER type: AID, ASSAULT, ...")
      ->group(group)
      ->delimiter(',');
  command
      ->add_option(
          "--quad", f->quads,
          "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict")
      ->group(group)
      ->delimiter(',')
      ->check(CLI::Range(0, 4));
  command->add_option("--status", f->statuses, "actual, future, hypothetical, negated, historical")
      ->group(group)
      ->delimiter(',');
  command
      ->add_option("--place", f->places,
                   "Where: a country (MMR) or part of a place's or province's name")
      ->group(group);
  command->add_option("--since", f->since, "From this day on: 2031-06-12")->group(group);
  command->add_option("--until", f->to, "Up to this day")->group(group);
  command->add_option("--text", f->text, "Words in the sentence of any report")->group(group);
  command->add_option("--story", f->story, "Id of a story")->group(group);
}

}  // namespace dateline
