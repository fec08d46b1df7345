#include "src/store/database.h"

#include <duckdb.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "src/base/check.h"

namespace dateline {
namespace {

// The open file, shared by its connections.
struct OpenFile {
  duckdb_database handle = nullptr;
  ~OpenFile() { duckdb_close(&handle); }
};

// DuckDB's messages are prose over several lines; the first says what happened.
std::string FirstLine(std::string_view message) {
  const size_t end = message.find('\n');
  return std::string(message.substr(0, end));
}

std::string OpenProblem(const std::string& path, std::string_view message) {
  auto has = [&](std::string_view part) { return message.find(part) != std::string_view::npos; };
  if (has("Conflicting lock is held")) {
    const size_t pid = message.find("PID ");
    const std::string_view holder =
        pid == std::string_view::npos ? "" : message.substr(pid, message.find(')', pid) - pid);
    return fmt::format("{}: in use by another process{}", path,
                       holder.empty() ? "" : fmt::format(" ({})", holder));
  }
  if (has("not a valid DuckDB database file")) return path + ": not a dateline database";
  if (has("Permission denied") || has("Read-only file system"))
    return path + ": no permission to open it";
  return fmt::format("{}: {}", path, FirstLine(message));
}

// What statements report when the disk or the file gives out, in words.
std::string StatementProblem(const std::string& path, std::string_view message) {
  if (message.find("No space left on device") != std::string_view::npos) {
    return path + ": no space left on the disk; nothing of the unfinished batch was kept";
  }
  if (message.find("read-only mode") != std::string_view::npos)
    return path + ": opened for reading only";
  return fmt::format("{}: {}", path, FirstLine(message));
}

Status CheckFile(const std::string& path, Access access) {
  namespace fs = std::filesystem;
  std::error_code error;
  const bool exists = fs::exists(path, error);
  if (exists && fs::is_directory(path, error)) return Fail(path + ": is a folder, not a database");
  if (!exists && access != Access::kCreate) return Fail(path + ": no such database");
  if (exists && access != Access::kRead && ::access(path.c_str(), W_OK) != 0) {
    return Fail(path + ": the file is read-only");
  }
  const fs::path folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : ".";
  if (!exists && !fs::is_directory(folder, error))
    return Fail(folder.string() + ": no such folder");
  if (access != Access::kRead && ::access(folder.c_str(), W_OK) != 0) {
    return Fail(folder.string() +
                ": the folder is read-only, and the database writes its log beside the file");
  }
  return {};
}

}  // namespace

class DatabaseImpl {
 public:
  ~DatabaseImpl() { duckdb_disconnect(&connection); }
  std::shared_ptr<OpenFile> file;
  duckdb_connection connection = nullptr;
  std::string path;
};

class RowsImpl {
 public:
  ~RowsImpl() {
    duckdb_destroy_data_chunk(&chunk);
    duckdb_destroy_result(&result);
  }
  bool NextChunk() {
    duckdb_destroy_data_chunk(&chunk);
    chunk = duckdb_fetch_chunk(result);
    row = 0;
    size = chunk == nullptr ? 0 : duckdb_data_chunk_get_size(chunk);
    vectors.clear();
    for (size_t c = 0; size > 0 && c < duckdb_column_count(&result); ++c) {
      vectors.push_back(duckdb_data_chunk_get_vector(chunk, c));
    }
    return size > 0;
  }
  // The list entry of the current row and its child vector.
  duckdb_list_entry Entry(size_t column, duckdb_vector* child) const {
    *child = duckdb_list_vector_get_child(vectors[column]);
    return static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vectors[column]))[row];
  }

  duckdb_result result{};
  duckdb_data_chunk chunk = nullptr;
  std::vector<duckdb_vector> vectors;
  idx_t row = 0, size = 0;
};

namespace {

bool IsNullAt(duckdb_vector vector, idx_t row) {
  uint64_t* validity = duckdb_vector_get_validity(vector);
  return validity != nullptr && !duckdb_validity_row_is_valid(validity, row);
}

duckdb_type TypeOf(duckdb_vector vector) {
  duckdb_logical_type logical = duckdb_vector_get_column_type(vector);
  const duckdb_type type = duckdb_get_type_id(logical);
  duckdb_destroy_logical_type(&logical);
  return type;
}

template <typename T>
T At(duckdb_vector vector, idx_t row) {
  return static_cast<const T*>(duckdb_vector_get_data(vector))[row];
}

std::string_view TextAt(duckdb_vector vector, idx_t row) {
  auto* data = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector));
  return {duckdb_string_t_data(&data[row]), duckdb_string_t_length(data[row])};
}

int64_t IntegerAt(duckdb_vector vector, idx_t row) {
  switch (TypeOf(vector)) {
    case DUCKDB_TYPE_BOOLEAN:
      return At<bool>(vector, row);
    case DUCKDB_TYPE_TINYINT:
      return At<int8_t>(vector, row);
    case DUCKDB_TYPE_SMALLINT:
      return At<int16_t>(vector, row);
    case DUCKDB_TYPE_DATE:
    case DUCKDB_TYPE_INTEGER:
      return At<int32_t>(vector, row);
    case DUCKDB_TYPE_UINTEGER:
      return At<uint32_t>(vector, row);
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_BIGINT:
      return At<int64_t>(vector, row);
    case DUCKDB_TYPE_HUGEINT:
      return static_cast<int64_t>(At<duckdb_hugeint>(vector, row).lower);
    default:
      DATELINE_CHECK(!"the column is no whole number");
  }
  return 0;
}

double NumberAt(duckdb_vector vector, idx_t row) {
  switch (TypeOf(vector)) {
    case DUCKDB_TYPE_FLOAT:
      return At<float>(vector, row);
    case DUCKDB_TYPE_DOUBLE:
      return At<double>(vector, row);
    default:
      return static_cast<double>(IntegerAt(vector, row));
  }
}

}  // namespace

Rows::Rows(std::unique_ptr<RowsImpl> impl) : impl_(std::move(impl)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

bool Rows::Next() {
  if (impl_->chunk != nullptr && impl_->row + 1 < impl_->size) {
    ++impl_->row;
    return true;
  }
  return impl_->NextChunk();
}

size_t Rows::columns() const { return duckdb_column_count(&impl_->result); }
std::string Rows::name(size_t column) const { return duckdb_column_name(&impl_->result, column); }
bool Rows::IsNull(size_t column) const { return IsNullAt(impl_->vectors[column], impl_->row); }

std::string_view Rows::Text(size_t column) const {
  return IsNull(column) ? std::string_view() : TextAt(impl_->vectors[column], impl_->row);
}

int64_t Rows::Integer(size_t column) const {
  return IsNull(column) ? 0 : IntegerAt(impl_->vectors[column], impl_->row);
}

double Rows::Number(size_t column) const {
  return IsNull(column) ? 0 : NumberAt(impl_->vectors[column], impl_->row);
}

std::vector<std::string> Rows::TextList(size_t column) const {
  std::vector<std::string> out;
  if (IsNull(column)) return out;
  duckdb_vector child;
  const duckdb_list_entry entry = impl_->Entry(column, &child);
  for (idx_t i = 0; i < entry.length; ++i) {
    const idx_t at = entry.offset + i;
    out.emplace_back(IsNullAt(child, at) ? std::string_view() : TextAt(child, at));
  }
  return out;
}

std::vector<int64_t> Rows::IntegerList(size_t column) const {
  std::vector<int64_t> out;
  if (IsNull(column)) return out;
  duckdb_vector child;
  const duckdb_list_entry entry = impl_->Entry(column, &child);
  for (idx_t i = 0; i < entry.length; ++i) out.push_back(IntegerAt(child, entry.offset + i));
  return out;
}

std::vector<double> Rows::NumberList(size_t column) const {
  std::vector<double> out;
  if (IsNull(column)) return out;
  duckdb_vector child;
  const duckdb_list_entry entry = impl_->Entry(column, &child);
  for (idx_t i = 0; i < entry.length; ++i) out.push_back(NumberAt(child, entry.offset + i));
  return out;
}

Database::Database(std::unique_ptr<DatabaseImpl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::Open(const std::string& path, const DatabaseOptions& options) {
  if (path != ":memory:") {
    const Status checked = CheckFile(path, options.access);
    if (!checked) return tl::unexpected(checked.error());
  }
  duckdb_config config = nullptr;
  DATELINE_CHECK(duckdb_create_config(&config) == DuckDBSuccess);
  auto set = [&](const char* name, const std::string& value) {
    DATELINE_CHECK(duckdb_set_config(config, name, value.c_str()) == DuckDBSuccess);
  };
  set("autoinstall_known_extensions", "false");
  set("autoload_known_extensions", "false");
  set("allow_community_extensions", "false");
  set("memory_limit", options.memory);
  if (options.threads > 0) set("threads", std::to_string(options.threads));
  if (options.access == Access::kRead && path != ":memory:") set("access_mode", "READ_ONLY");
  auto impl = std::make_unique<DatabaseImpl>();
  impl->path = path;
  impl->file = std::make_shared<OpenFile>();
  char* problem = nullptr;
  const duckdb_state state = duckdb_open_ext(path.c_str(), &impl->file->handle, config, &problem);
  duckdb_destroy_config(&config);
  if (state != DuckDBSuccess) {
    const std::string message =
        OpenProblem(path, problem == nullptr ? "cannot be opened" : problem);
    duckdb_free(problem);
    return Fail(message);
  }
  DATELINE_CHECK(duckdb_connect(impl->file->handle, &impl->connection) == DuckDBSuccess);
  return Database(std::move(impl));
}

Result<Database> Database::Connect() const {
  auto impl = std::make_unique<DatabaseImpl>();
  impl->path = impl_->path;
  impl->file = impl_->file;
  if (duckdb_connect(impl->file->handle, &impl->connection) != DuckDBSuccess) {
    return Fail(impl_->path + ": no further connection");
  }
  return Database(std::move(impl));
}

Status Database::Execute(const std::string& sql) {
  duckdb_result result{};
  const duckdb_state state = duckdb_query(impl_->connection, sql.c_str(), &result);
  std::string problem;
  if (state != DuckDBSuccess) problem = StatementProblem(impl_->path, duckdb_result_error(&result));
  duckdb_destroy_result(&result);
  if (state != DuckDBSuccess) return Fail(problem);
  return {};
}

Result<Rows> Database::Query(const std::string& sql, const std::vector<std::string>& parameters) {
  duckdb_prepared_statement statement = nullptr;
  auto rows = std::make_unique<RowsImpl>();
  std::string problem;
  if (duckdb_prepare(impl_->connection, sql.c_str(), &statement) != DuckDBSuccess) {
    const char* message = duckdb_prepare_error(statement);
    problem = StatementProblem(impl_->path, message == nullptr ? "bad statement" : message);
  } else {
    for (size_t i = 0; i < parameters.size(); ++i) {
      duckdb_bind_varchar_length(statement, i + 1, parameters[i].data(), parameters[i].size());
    }
    if (duckdb_execute_prepared(statement, &rows->result) != DuckDBSuccess) {
      problem = StatementProblem(impl_->path, duckdb_result_error(&rows->result));
    }
  }
  duckdb_destroy_prepare(&statement);
  if (!problem.empty()) return Fail(problem);
  return Rows(std::move(rows));
}

Result<int64_t> Database::QueryInteger(const std::string& sql) {
  Result<Rows> rows = Query(sql);
  if (!rows) return tl::unexpected(rows.error());
  return rows->Next() ? rows->Integer(0) : 0;
}

const std::string& Database::path() const { return impl_->path; }
void* Database::connection() const { return impl_->connection; }

std::string SqlQuoted(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

}  // namespace dateline
