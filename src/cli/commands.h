// The subcommands of `dateline`. Each Add function declares one on the app; the returned function
// runs it after parsing and gives the exit code: 0 done, 1 some inputs failed, 2 wrong usage.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace dateline {

using Command = std::function<int()>;

inline constexpr int kExitDone = 0;
inline constexpr int kExitSomeFailed = 1;
inline constexpr int kExitUsage = 2;

Command AddCodeCommand(CLI::App& app);
Command AddExtractCommand(CLI::App& app);
Command AddIngestCommand(CLI::App& app);
Command AddQueryCommand(CLI::App& app);
Command AddExportCommand(CLI::App& app);
Command AddSeriesCommand(CLI::App& app);
Command AddDoctorCommand(CLI::App& app);

}  // namespace dateline
