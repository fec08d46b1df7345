#include "src/pipeline/pipeline.h"

#include <algorithm>
#include <utility>

#include "src/base/thread_pool.h"
#include "src/coding/coder.h"
#include "src/pipeline/ordered_results.h"

namespace dateline {

Pipeline::Pipeline(LanguageModel model, Resolver resolver, std::string published)
    : model_(std::move(model)), resolver_(std::move(resolver)), published_(std::move(published)) {}

Result<std::unique_ptr<Pipeline>> Pipeline::Open(const PipelineOptions& options) {
  Result<LanguageModel> model = LanguageModel::Open(options.model_dir);
  if (!model) return tl::unexpected(model.error());
  Result<Resolver> resolver = Resolver::Open(options.data_dir, {options.actor_files});
  if (!resolver) return tl::unexpected(resolver.error());
  return std::unique_ptr<Pipeline>(
      new Pipeline(std::move(*model), std::move(*resolver), options.published));
}

Result<CodedDocument> Pipeline::Code(Article article) const {
  if (article.published.empty()) article.published = published_;
  std::string path = article.path;
  Result<Document> document = model_.Run(std::move(article));
  if (!document) return Fail(path + ": " + document.error().message);
  resolver_.Run(*document);
  return dateline::Code(std::move(*document));
}

PipelineCounts Pipeline::CodeAll(const std::vector<std::string>& paths, const ReadOptions& reading,
                                 size_t threads, const Sink& sink) const {
  PipelineCounts counts;
  OrderedResults<Result<CodedDocument>> results(32 * std::max<size_t>(1, threads),
                                                [&](Result<CodedDocument> r) {
                                                  if (r) {
                                                    ++counts.coded;
                                                    counts.events += r->events.size();
                                                  } else {
                                                    ++counts.failed;
                                                  }
                                                  return sink(std::move(r));
                                                });
  {  // the pool's end waits for the last article
    ThreadPool pool(threads, 2 * threads);
    for (const std::string& path : paths) {
      const bool more = ReadArticles(path, reading, [&](Result<Article> article) {
        const size_t ticket = results.Reserve();
        if (results.stopped()) return false;
        if (!article) {
          results.Put(ticket, tl::unexpected(article.error()));
          return true;
        }
        // std::function needs a copyable task; the article itself is moved, not copied.
        auto waiting = std::make_shared<Article>(std::move(*article));
        pool.Submit([this, &results, ticket, waiting](size_t) {
          results.Put(ticket, Code(std::move(*waiting)));
        });
        return true;
      });
      if (!more) break;
    }
  }
  return counts;
}

}  // namespace dateline
