#include "src/ingest/json_lines.h"

#include <simdjson.h>

#include <string>

#include "src/ingest/article_builder.h"
#include "src/ingest/language_id.h"

namespace dateline {
namespace {

namespace dom = simdjson::dom;

std::string TextField(const dom::object& object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::string IdField(const dom::object& object) {
  dom::element id;
  if (object["id"].get(id) != simdjson::SUCCESS) return {};
  if (id.is_string() || id.is_number()) {
    return id.is_string() ? TextField(object, "id") : simdjson::minify(id);
  }
  return {};
}

}  // namespace

Result<Article> ParseJsonArticle(std::string_view line) {
  static thread_local dom::parser parser;
  dom::element root;
  const simdjson::padded_string padded(line);
  if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS) {
    if (error == simdjson::UTF8_ERROR) return Fail("not valid UTF-8");
    return Fail(std::string("not JSON: ") + simdjson::error_message(error));
  }
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return Fail("not a JSON object");
  dom::element text;
  if (object["text"].get(text) != simdjson::SUCCESS) return Fail("has no \"text\"");
  std::string_view value;
  if (text.get(value) != simdjson::SUCCESS) return Fail("\"text\" is not a string");
  Article article;
  article.text = value;
  article.id = IdField(object);
  article.url = TextField(object, "url");
  article.title = TextField(object, "title");
  article.published = TextField(object, "published");
  article.publisher = TextField(object, "publisher");
  article.language = TextField(object, "language");
  if (article.language.empty()) article.language = IdentifyLanguage(article.text, {});
  SplitIntoParagraphs(&article);
  EnsureId(&article);
  return article;
}

}  // namespace dateline
