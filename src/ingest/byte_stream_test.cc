#include "src/ingest/byte_stream.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace dateline {
namespace {

// gzip, one member.
std::string Gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(compressBound(text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string All(std::string_view bytes) {
  std::string out;
  EXPECT_TRUE(ByteStream::OverBytes(bytes)->Read(SIZE_MAX, &out).has_value());
  return out;
}

TEST(ByteStreamTest, ReadsLinesOfEveryEnding) {
  auto stream = ByteStream::OverBytes("one\r\ntwo\n\nlast");
  std::string line;
  for (const char* want : {"one", "two", "", "last"}) {
    ASSERT_EQ(*stream->ReadLine(100, &line), ByteStream::Line::kRead);
    EXPECT_EQ(line, want);
  }
  EXPECT_EQ(*stream->ReadLine(100, &line), ByteStream::Line::kEnd);
}

TEST(ByteStreamTest, PassesOverALineThatIsTooLong) {
  const std::string bytes = std::string(300'000, 'x') + "\nnext\n";
  auto stream = ByteStream::OverBytes(bytes);
  std::string line;
  EXPECT_EQ(*stream->ReadLine(1000, &line), ByteStream::Line::kTooLong);
  EXPECT_EQ(*stream->ReadLine(1000, &line), ByteStream::Line::kRead);
  EXPECT_EQ(line, "next");
}

TEST(ByteStreamTest, UndoesGzipOfManyMembers) {
  EXPECT_EQ(All(Gzip("first ") + Gzip("second")), "first second");
  EXPECT_EQ(All(Gzip("padded") + std::string(512, '\0')), "padded");
}

TEST(ByteStreamTest, DeliversWhatATruncatedGzipHolds) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i * 7919) + " ";
  const std::string packed = Gzip(text);
  const std::string got = All(packed.substr(0, packed.size() / 2));
  EXPECT_GT(got.size(), text.size() / 4);
  EXPECT_TRUE(text.starts_with(got));
}

TEST(ByteStreamTest, NamesDamage) {
  std::string out;
  EXPECT_FALSE(ByteStream::OverBytes("\x1f\x8b\x08garbage garbage")->Read(100, &out).has_value());
}

}  // namespace
}  // namespace dateline
