// Compiles data/places/places.tsv into the file that Gazetteer maps; a step of the build.
//
// usage: gazetteer_compile PLACES.tsv GAZETTEER.bin
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "src/resolve/gazetteer.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: gazetteer_compile PLACES.tsv GAZETTEER.bin\n";
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  const std::string tsv{std::istreambuf_iterator<char>(in), {}};
  const auto bytes = dateline::CompileGazetteer(tsv);
  if (!bytes || tsv.empty()) {
    std::cerr << "gazetteer_compile: "
              << (bytes ? std::string(argv[1]) + " is empty" : bytes.error().message) << "\n";
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << *bytes;
  return out.good() ? 0 : 1;
}
