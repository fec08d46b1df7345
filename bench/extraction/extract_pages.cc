// Extracts every page named on the command line (or, with "-", on standard input, one path a line)
// and prints one JSON line each, as `dateline extract --to jsonl` does; the rate in processor time
// goes to stderr. With --repeat N every page is extracted N times, for timing; --format reads other
// than HTML.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "src/ingest/extract_output.h"
#include "src/ingest/reader.h"

namespace {

std::vector<std::string> PathsOf(int argc, char** argv, int* repeat, dateline::Format* format) {
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--repeat" && i + 1 < argc) {
      *repeat = std::atoi(argv[++i]);
    } else if (argument == "--format" && i + 1 < argc) {
      *format = dateline::ParseFormat(argv[++i]).value_or(dateline::Format::kHtml);
    } else if (argument == "-") {
      for (std::string line; std::getline(std::cin, line);) paths.push_back(line);
    } else {
      paths.emplace_back(argument);
    }
  }
  return paths;
}

}  // namespace

int main(int argc, char** argv) {
  int repeat = 1;
  dateline::ReadOptions options;
  options.format = dateline::Format::kHtml;
  const std::vector<std::string> paths = PathsOf(argc, argv, &repeat, &options.format);
  size_t pages = 0;
  const std::clock_t start = std::clock();
  for (int round = 0; round < repeat; ++round) {
    for (const std::string& path : paths) {
      dateline::ReadArticles(path, options, [&](dateline::Result<dateline::Article> article) {
        ++pages;
        if (round > 0) return true;
        if (!article) {
          std::fprintf(stderr, "%s\n", article.error().message.c_str());
          return true;
        }
        const auto line = dateline::RenderArticle(*article, dateline::ExtractFormat::kJsonl);
        std::fwrite(line.data(), 1, line.size(), stdout);
        return true;
      });
    }
  }
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::fprintf(stderr, "%zu pages, %.2f s of one core, %.0f pages/s\n", pages, seconds,
               static_cast<double>(pages) / seconds);
  return 0;
}
