// language_bench MODEL_DIR FILE.jsonl... : reads the "text" of every line, joins lines to articles
// of about 500 words, and reports how many words a second one core codes, and the memory it took.
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "src/language/language_model.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kArticleBytes = 3000;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

size_t Words(const std::string& text) {
  size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    words += !space && !in_word;
    in_word = !space;
  }
  return words;
}

std::vector<std::string> ReadArticles(int argc, char** argv) {
  std::vector<std::string> articles(1);
  simdjson::dom::parser parser;
  for (int i = 2; i < argc; ++i) {
    simdjson::dom::document_stream lines;
    if (parser.load_many(argv[i]).get(lines) != simdjson::SUCCESS) continue;
    for (auto line : lines) {
      std::string_view text;
      if (line["text"].get(text) != simdjson::SUCCESS) continue;
      if (articles.back().size() > kArticleBytes) articles.emplace_back();
      articles.back().append(text).append("\n");
    }
  }
  return articles;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: language_bench MODEL_DIR FILE.jsonl...\n");
    return 2;
  }
  auto start = Clock::now();
  const auto model = dateline::LanguageModel::Open(argv[1]);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error().message);
    return 1;
  }
  fmt::print("opened {} {} in {:.3f} s\n", model->info().name, model->info().version,
             SecondsSince(start));
  const std::vector<std::string> articles = ReadArticles(argc, argv);
  size_t words = 0, mentions = 0, triggers = 0, claims = 0;
  double longest = 0;
  start = Clock::now();
  for (const std::string& text : articles) {
    const auto article_start = Clock::now();
    const auto document = model->Run(dateline::Article{.id = "bench", .text = text});
    if (!document) {
      fmt::print(stderr, "{}\n", document.error().message);
      return 1;
    }
    words += Words(text);
    mentions += document->mentions.size();
    triggers += document->triggers.size();
    claims += document->claims.size();
    longest = std::max(longest, SecondsSince(article_start));
  }
  const double seconds = SecondsSince(start);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "{} articles, {} words: {:.0f} words/s (cpu {:.0f}); slowest article {:.3f} s; {} MB\n",
      articles.size(), words, words / seconds,
      words / (usage.ru_utime.tv_sec + 1e-6 * usage.ru_utime.tv_usec), longest,
      usage.ru_maxrss / 1024);
  fmt::print("{} mentions, {} triggers, {} claims\n", mentions, triggers, claims);
  return 0;
}
