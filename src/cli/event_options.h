// The options by which commands over a database say which events they are about.
#pragma once

#include "src/store/event_filter.h"

namespace CLI {
class App;
}

namespace dateline {

// Declares --actor, --recipient, --dyad, --type, --quad, --status, --place, --since, --until, --text,
// --story. `filter` must live until the command has run.
void AddFilterOptions(CLI::App* command, EventFilter* filter);

}  // namespace dateline
