#include "src/store/table_writer.h"

#include <duckdb.h>

#include <utility>

#include "src/base/check.h"

namespace dateline {

class TableWriterImpl {
 public:
  ~TableWriterImpl() {
    if (chunk != nullptr) duckdb_destroy_data_chunk(&chunk);
    if (appender != nullptr) duckdb_appender_destroy(&appender);
    for (duckdb_logical_type& type : types) duckdb_destroy_logical_type(&type);
  }

  // The vector of the next column; moves on.
  duckdb_vector Next() {
    DATELINE_CHECK(column < type_ids.size());
    return duckdb_data_chunk_get_vector(chunk, column++);
  }
  duckdb_type type() const { return type_ids[column - 1]; }

  template <typename T>
  void Put(duckdb_vector vector, T value) {
    static_cast<T*>(duckdb_vector_get_data(vector))[row] = value;
  }

  void PutNull(duckdb_vector vector) {
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
    if (type() == DUCKDB_TYPE_LIST)
      Put(vector, duckdb_list_entry{duckdb_list_vector_get_size(vector), 0});
  }

  // Makes room for `count` more list items; gives the child and the place of the first.
  duckdb_vector Grow(duckdb_vector vector, idx_t count, idx_t* first) {
    DATELINE_CHECK(type() == DUCKDB_TYPE_LIST);
    *first = duckdb_list_vector_get_size(vector);
    duckdb_list_vector_reserve(vector, *first + count);
    duckdb_list_vector_set_size(vector, *first + count);
    Put(vector, duckdb_list_entry{*first, count});
    return duckdb_list_vector_get_child(vector);
  }

  template <typename Strings>
  void PutTexts(const Strings& values) {
    idx_t at;
    duckdb_vector child = Grow(Next(), values.size(), &at);
    for (std::string_view value : values) {
      duckdb_vector_assign_string_element_len(child, at++, value.data(), value.size());
    }
  }

  template <typename T>
  void PutNumbers(const std::vector<T>& values) {
    idx_t at;
    duckdb_vector child = Grow(Next(), values.size(), &at);
    T* data = static_cast<T*>(duckdb_vector_get_data(child));
    for (T value : values) data[at++] = value;
  }

  // Hands the full chunk to the appender.
  void Append() {
    if (row == 0) return;
    duckdb_data_chunk_set_size(chunk, row);
    if (duckdb_append_data_chunk(appender, chunk) != DuckDBSuccess) Keep();
    duckdb_data_chunk_reset(chunk);
    row = 0;
  }

  void Keep() {
    if (!problem.empty()) return;
    const char* message = duckdb_appender_error(appender);
    problem = path + ": " + (message == nullptr ? "cannot append" : message);
    problem = problem.substr(0, problem.find('\n'));
    if (problem.find("No space left on device") != std::string::npos) {
      problem = path + ": no space left on the disk; nothing of the unfinished batch was kept";
    }
  }

  duckdb_appender appender = nullptr;
  duckdb_data_chunk chunk = nullptr;
  std::vector<duckdb_logical_type> types;
  std::vector<duckdb_type> type_ids;
  std::string path, problem;
  idx_t row = 0, column = 0;
};

TableWriter::TableWriter(std::unique_ptr<TableWriterImpl> impl) : impl_(std::move(impl)) {}
TableWriter::TableWriter(TableWriter&&) noexcept = default;
TableWriter& TableWriter::operator=(TableWriter&&) noexcept = default;
TableWriter::~TableWriter() = default;

Result<TableWriter> TableWriter::Open(const Database& database, const std::string& table) {
  auto impl = std::make_unique<TableWriterImpl>();
  impl->path = database.path();
  auto* connection = static_cast<duckdb_connection>(database.connection());
  if (duckdb_appender_create(connection, nullptr, table.c_str(), &impl->appender) !=
      DuckDBSuccess) {
    impl->Keep();
    return Fail(impl->problem);
  }
  for (idx_t c = 0; c < duckdb_appender_column_count(impl->appender); ++c) {
    impl->types.push_back(duckdb_appender_column_type(impl->appender, c));
    impl->type_ids.push_back(duckdb_get_type_id(impl->types.back()));
  }
  impl->chunk = duckdb_create_data_chunk(impl->types.data(), impl->types.size());
  return TableWriter(std::move(impl));
}

void TableWriter::Null() { impl_->PutNull(impl_->Next()); }

void TableWriter::Text(std::string_view value) {
  duckdb_vector_assign_string_element_len(impl_->Next(), impl_->row, value.data(), value.size());
}

void TableWriter::TextOrNull(std::string_view value) {
  if (value.empty()) {
    Null();
  } else {
    Text(value);
  }
}

void TableWriter::Integer(int64_t value) {
  duckdb_vector vector = impl_->Next();
  switch (impl_->type()) {
    case DUCKDB_TYPE_BOOLEAN:
      return impl_->Put(vector, value != 0);
    case DUCKDB_TYPE_TINYINT:
      return impl_->Put(vector, static_cast<int8_t>(value));
    case DUCKDB_TYPE_SMALLINT:
      return impl_->Put(vector, static_cast<int16_t>(value));
    case DUCKDB_TYPE_INTEGER:
      return impl_->Put(vector, static_cast<int32_t>(value));
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_BIGINT:
      return impl_->Put(vector, value);
    default:
      DATELINE_CHECK(!"the column is no whole number");
  }
}

void TableWriter::Number(double value) {
  duckdb_vector vector = impl_->Next();
  if (impl_->type() == DUCKDB_TYPE_FLOAT) return impl_->Put(vector, static_cast<float>(value));
  DATELINE_CHECK(impl_->type() == DUCKDB_TYPE_DOUBLE);
  impl_->Put(vector, value);
}

void TableWriter::NumberOrNull(std::optional<double> value) {
  if (value) {
    Number(*value);
  } else {
    Null();
  }
}

void TableWriter::Day(std::optional<int32_t> days_since_1970) {
  if (!days_since_1970) return Null();
  duckdb_vector vector = impl_->Next();
  DATELINE_CHECK(impl_->type() == DUCKDB_TYPE_DATE);
  impl_->Put(vector, *days_since_1970);
}

void TableWriter::Texts(const std::vector<std::string>& values) { impl_->PutTexts(values); }
void TableWriter::Texts(const std::vector<std::string_view>& values) { impl_->PutTexts(values); }
void TableWriter::Integers(const std::vector<int32_t>& values) { impl_->PutNumbers(values); }
void TableWriter::Numbers(const std::vector<double>& values) { impl_->PutNumbers(values); }

void TableWriter::EndRow() {
  DATELINE_CHECK(impl_->column == impl_->type_ids.size());
  impl_->column = 0;
  if (++impl_->row == duckdb_vector_size()) impl_->Append();
}

Status TableWriter::Flush() {
  impl_->Append();
  if (impl_->problem.empty() && duckdb_appender_flush(impl_->appender) != DuckDBSuccess)
    impl_->Keep();
  if (!impl_->problem.empty()) return Fail(impl_->problem);
  return {};
}

}  // namespace dateline
