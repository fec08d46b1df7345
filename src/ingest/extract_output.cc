#include "src/ingest/extract_output.h"

#include <fmt/format.h>

#include <iterator>

namespace dateline {
namespace {

void AppendJsonString(std::string_view text, std::string* out) {
  out->push_back('"');
  for (const char c : text) {
    switch (c) {
      case '"':
        out->append("\\\"");
        break;
      case '\\':
        out->append("\\\\");
        break;
      case '\n':
        out->append("\\n");
        break;
      case '\r':
        out->append("\\r");
        break;
      case '\t':
        out->append("\\t");
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          fmt::format_to(std::back_inserter(*out), "\\u{:04x}", static_cast<int>(c));
        } else {
          out->push_back(c);
        }
    }
  }
  out->push_back('"');
}

void AppendField(std::string_view name, std::string_view value, std::string* out) {
  fmt::format_to(std::back_inserter(*out), "{}\"{}\":", out->ends_with('{') ? "" : ",", name);
  AppendJsonString(value, out);
}

std::string RenderJson(const Article& article) {
  std::string out = "{";
  AppendField("path", article.path, &out);
  AppendField("url", article.url, &out);
  AppendField("title", article.title, &out);
  AppendField("deck", article.deck, &out);
  out += ",\"authors\":[";
  for (const std::string& author : article.authors) {
    if (!out.ends_with('[')) out += ',';
    AppendJsonString(author, &out);
  }
  out += ']';
  AppendField("publisher", article.publisher, &out);
  AppendField("section", article.section, &out);
  AppendField("published", article.published, &out);
  AppendField("modified", article.modified, &out);
  AppendField("language", article.language, &out);
  AppendField("text", article.text, &out);
  out += ",\"paragraphs\":[";
  for (const Paragraph& paragraph : article.paragraphs) {
    if (!out.ends_with('[')) out += ',';
    out += '{';
    AppendField("role", Name(paragraph.role), &out);
    AppendField("text", paragraph.span.In(article.text), &out);
    out += '}';
  }
  out += "]}\n";
  return out;
}

std::string RenderText(const Article& article) {
  std::string out;
  for (const Paragraph& paragraph : article.paragraphs) {
    out.append(paragraph.span.In(article.text)).push_back('\n');
  }
  out += '\n';
  return out;
}

// "*By A, B · Publisher · 2025-05-08 · url*"; "" when nothing is known.
std::string SourceLine(const Article& article) {
  std::string line;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!line.empty()) line += " · ";
    line += part;
  };
  add(fmt::format("{}", fmt::join(article.authors, ", ")));
  add(article.publisher);
  add(article.published);
  add(article.url);
  return line.empty() ? line : fmt::format("*{}*\n\n", line);
}

std::string_view MarkdownPrefix(ParagraphRole role) {
  switch (role) {
    case ParagraphRole::kTitle:
      return "# ";
    case ParagraphRole::kSubhead:
      return "## ";
    case ParagraphRole::kQuote:
      return "> ";
    case ParagraphRole::kList:
      return "- ";
    default:
      return "";
  }
}

std::string RenderMarkdown(const Article& article) {
  std::string out;
  bool source_written = false;
  const Paragraph* last = nullptr;
  for (const Paragraph& paragraph : article.paragraphs) {
    const bool in_list = last != nullptr && last->role == ParagraphRole::kList &&
                         paragraph.role == ParagraphRole::kList;
    if (last != nullptr && !in_list) out += '\n';
    if (!source_written && paragraph.role != ParagraphRole::kTitle &&
        paragraph.role != ParagraphRole::kDeck) {
      out += SourceLine(article);
      source_written = true;
    }
    out.append(MarkdownPrefix(paragraph.role)).append(paragraph.span.In(article.text));
    out += '\n';
    last = &paragraph;
  }
  out += '\n';
  return out;
}

}  // namespace

std::optional<ExtractFormat> ParseExtractFormat(std::string_view name) {
  if (name == "jsonl") return ExtractFormat::kJsonl;
  if (name == "text") return ExtractFormat::kText;
  if (name == "md") return ExtractFormat::kMarkdown;
  return std::nullopt;
}

std::string RenderArticle(const Article& article, ExtractFormat format) {
  switch (format) {
    case ExtractFormat::kJsonl:
      return RenderJson(article);
    case ExtractFormat::kText:
      return RenderText(article);
    case ExtractFormat::kMarkdown:
      return RenderMarkdown(article);
  }
  return {};
}

}  // namespace dateline
