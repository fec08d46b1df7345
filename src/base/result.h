// Errors as values. A bug is a DATELINE_CHECK, an I/O or configuration failure a Result, a bad
// article a recorded error; nothing in dateline throws across a folder's border.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace dateline {

// What went wrong, in one line a user can act on: it names the input and the reason.
struct Error {
  std::string message;
};

template <typename T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

inline tl::unexpected<Error> Fail(std::string message) {
  return tl::unexpected<Error>(Error{std::move(message)});
}

}  // namespace dateline
