#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "src/cli/commands.h"
#include "src/cli/output_file.h"
#include "src/ingest/extract_output.h"
#include "src/ingest/reader.h"

namespace dateline {
namespace {

constexpr char kFooter[] =
    "\nJSONL fields: path url title deck authors[] publisher section published modified language "
    "text\n"
    "paragraphs[{role,text}]; roles are title, deck, lead, body, subhead, quote, caption, list.\n"
    "\nExamples:\n"
    "  dateline extract page.html\n"
    "  dateline extract crawl.warc.gz --to jsonl -o articles.jsonl";

struct ExtractOptions {
  std::vector<std::string> paths;
  std::string from = "auto", to = "text", output = "-";
};

int RunExtract(const ExtractOptions& o) {
  Result<OutputFile> out = OutputFile::Open(o.output);
  if (!out) {
    fmt::print(stderr, "dateline: {}\n", out.error().message);
    return kExitSomeFailed;
  }
  const ExtractFormat format = *ParseExtractFormat(o.to);
  Status written;
  bool failed = false;
  for (const std::string& path : o.paths) {
    const bool more = ReadArticles(path, {*ParseFormat(o.from), {}}, [&](Result<Article> article) {
      if (!article) {
        failed = true;
        fmt::print(stderr, "dateline: {}\n", article.error().message);
        return true;
      }
      written = out->Write(RenderArticle(*article, format));
      return written.has_value();
    });
    if (!more) break;
  }
  if (written) written = out->Close();
  if (!written) fmt::print(stderr, "dateline: {}\n", written.error().message);
  return failed || !written ? kExitSomeFailed : kExitDone;
}

}  // namespace

Command AddExtractCommand(CLI::App& app) {
  auto o = std::make_shared<ExtractOptions>();
  CLI::App* extract =
      app.add_subcommand("extract", "Print the article alone: title, date, paragraphs");
  extract->footer(kFooter);
  extract->add_option("PATH", o->paths, "Files, folders, or - for standard input");
  extract->add_option("--from", o->from, "Form of the input: auto, text, html, jsonl, warc, feed")
      ->check(CLI::IsMember({"auto", "text", "html", "jsonl", "warc", "feed"}));
  extract->add_option("--to", o->to, "text, md or jsonl")
      ->check(CLI::IsMember({"text", "md", "jsonl"}));
  extract->add_option("-o,--output", o->output, "Write here instead of standard output");
  return [o] {
    if (o->paths.empty()) o->paths = {"-"};
    return RunExtract(*o);
  };
}

}  // namespace dateline
