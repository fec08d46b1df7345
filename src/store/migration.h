// How databases of older versions of the schema are brought up to date.
#pragma once

#include <string>

namespace dateline {

// The statements that turn version `from` of the schema into version `from` + 1, without loss.
std::string MigrationFrom(int from);

}  // namespace dateline
