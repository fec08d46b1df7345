// Where this installation keeps its model and data.
#pragma once

#include <string>

#include "src/base/result.h"

namespace dateline {

struct Installation {
  std::string model_dir;
  std::string data_dir;
};

// Each folder is the one the user gave, else $DATELINE_MODEL or $DATELINE_DATA, else the nearest
// `model/en` or `data` on the way up from the program's own folder, `share/dateline` included. An
// Error says which was looked for, and where.
Result<Installation> FindInstallation(const std::string& model_wish, const std::string& data_wish);

}  // namespace dateline
