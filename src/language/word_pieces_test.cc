#include "src/language/word_pieces.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "src/base/utf8.h"

namespace dateline {
namespace {

const std::string kData = std::string(DATELINE_SOURCE_DIR) + "/tests/data/language/";

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

WordPieces Small() {
  return WordPieces::Create(
             "[PAD]\n[UNK]\n[CLS]\n[SEP]\nzurich\nun\n##aff\n##able\n,\nmin\n北\n京\n##g\n", {})
      .value();
}

std::vector<Piece> PiecesOf(const WordPieces& words, std::string_view text) {
  std::vector<Piece> pieces;
  words.Tokenize(text, &pieces);
  return pieces;
}

TEST(WordPieces, LongestMatchWithBytesOfTheText) {
  EXPECT_EQ(
      PiecesOf(Small(), "Unaffable, min"),
      (std::vector<Piece>{{5, {0, 2}}, {6, {2, 5}}, {7, {5, 9}}, {8, {9, 10}}, {9, {11, 14}}}));
}

TEST(WordPieces, AccentsGoButTheirBytesStay) {
  EXPECT_EQ(PiecesOf(Small(), "ZÜRICH"), (std::vector<Piece>{{4, {0, 7}}}));
  EXPECT_EQ(PiecesOf(Small(), "zu\u0308rich"), (std::vector<Piece>{{4, {0, 8}}}));
}

TEST(WordPieces, IdeographsStandAlone) {
  EXPECT_EQ(PiecesOf(Small(), "北京min"),
            (std::vector<Piece>{{10, {0, 3}}, {11, {3, 6}}, {9, {6, 9}}}));
}

TEST(WordPieces, AWordWithAnUnknownRestIsOneUnknownPiece) {
  EXPECT_EQ(PiecesOf(Small(), "minx un"), (std::vector<Piece>{{1, {0, 4}}, {5, {5, 7}}}));
  EXPECT_EQ(PiecesOf(Small(), "min" + std::string(97, 'g')).size(), 98u);
  EXPECT_EQ(PiecesOf(Small(), "min" + std::string(98, 'g')), (std::vector<Piece>{{1, {0, 101}}}));
}

TEST(WordPieces, ControlCharactersAreAsIfNotThere) {
  EXPECT_EQ(PiecesOf(Small(), "m\u200Bin\xC2\xAD"), (std::vector<Piece>{{9, {0, 6}}}));
  EXPECT_TRUE(PiecesOf(Small(), " \n\t\u3000\u200B").empty());
}

TEST(WordPieces, SpecialPiecesInTextAreText) {
  for (const Piece& piece : PiecesOf(Small(), "[SEP]")) EXPECT_EQ(piece.id, 1);
}

TEST(WordPieces, AVocabularyWithoutSpecialPiecesFails) {
  const auto words = WordPieces::Create("[UNK]\n[CLS]\na\n", {});
  ASSERT_FALSE(words);
  EXPECT_EQ(words.error().message, "the vocabulary lacks the piece [SEP]");
}

// The sentences of write_word_piece_cases.py, made from the same numbers.
class Sentences {
 public:
  Sentences() {
    phrases_ = Lines(ReadFile(kData + "phrases.txt"));
    for (const std::string& phrase : phrases_) {
      for (size_t begin = 0; begin <= phrase.size();) {
        const size_t end = std::min(phrase.find(' ', begin), phrase.size());
        words_.push_back(phrase.substr(begin, end - begin));
        begin = end + 1;
      }
    }
  }

  std::vector<std::string> Make(size_t count) {
    std::vector<std::string> out = phrases_;
    while (out.size() < count) {
      std::string text;
      for (uint64_t n = 1 + Below(20); n > 0; --n) {
        AddToken(&text);
        if (Below(8) != 0) AppendUtf8(kSpaces[Below(std::size(kSpaces))], &text);
      }
      out.push_back(text);
    }
    return out;
  }

 private:
  static constexpr char32_t kSpaces[] = {0x20, 0x20, 0x20, 0x20,   0x20,   0x20,
                                         0x0A, 0x09, 0xA0, 0x3000, 0x2009, 0x2028};
  static constexpr char32_t kOdd[] = {
      0x00,   0x07,   0x0B,   0x0D,   0x7F,   0x85,   0xAD,   0x130,   0x131,   0x200B,  0x200D,
      0x200F, 0x202E, 0x2060, 0xFE0F, 0xFEFF, 0xFFFD, 0xFFFE, 0x1F1F7, 0x1F3FD, 0xE0067, 0x10FFFF};

  uint64_t Below(uint64_t n) {  // SplitMix64
    uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (z ^ (z >> 31)) % n;
  }

  char32_t Block() {
    const uint64_t k = Below(16);
    if (k < 8) return 0x80 * Below(0x20);
    if (k < 11) return 0x80 * Below(0x60);
    if (k < 13) return 0x80 * Below(0x1B0);
    if (k == 13) return 0xE000 + 0x80 * Below(0x40);
    if (k == 14) return 0x10000 + 0x80 * Below(0x400);
    return 0x1F000 + 0x80 * Below(0x20);
  }

  void AddToken(std::string* text) {
    const uint64_t kind = Below(10);
    if (kind < 4) {
      *text += words_[Below(words_.size())];
    } else if (kind < 7) {
      const char32_t first = Block();
      for (uint64_t n = 1 + Below(8); n > 0; --n) AppendUtf8(first + Below(0x80), text);
    } else if (kind == 7) {
      for (uint64_t n = 1 + Below(4); n > 0; --n) {
        AppendUtf8(0x61 + Below(26), text);
        for (uint64_t marks = Below(4); marks > 0; --marks) AppendUtf8(0x300 + Below(0x70), text);
      }
    } else if (kind == 8) {
      for (uint64_t n = 1 + Below(6); n > 0; --n) {
        const char32_t first = Block();
        AppendUtf8(first + Below(0x80), text);
      }
    } else {
      for (uint64_t n = 1 + Below(3); n > 0; --n) {
        AppendUtf8(0x21 + Below(0x5E), text);
        AppendUtf8(kOdd[Below(std::size(kOdd))], text);
      }
    }
  }

  uint64_t state_ = 20250304;
  std::vector<std::string> phrases_, words_;
};

// FNV-1a over "id:begin:end " of each piece, folded to 32 bits.
uint32_t FoldedHash(const std::vector<Piece>& pieces) {
  std::ostringstream written;
  for (const Piece& p : pieces) written << p.id << ':' << p.span.begin << ':' << p.span.end << ' ';
  uint64_t value = 0xCBF29CE484222325;
  for (const char c : written.str())
    value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return static_cast<uint32_t>(value >> 32) ^ static_cast<uint32_t>(value);
}

void ExpectSameAsReference(const std::string& vocabulary_path, const std::string& hashes_name) {
  const std::string vocabulary = ReadFile(vocabulary_path);
  if (vocabulary.empty()) GTEST_SKIP() << "no vocabulary at " << vocabulary_path;
  const WordPieces words = WordPieces::Create(vocabulary, {}).value();
  const std::vector<std::string> hashes = Lines(ReadFile(kData + hashes_name));
  ASSERT_EQ(hashes.size(), 10000u);
  const std::vector<std::string> sentences = Sentences().Make(hashes.size());
  int wrong = 0;
  for (size_t i = 0; i < hashes.size(); ++i) {
    const uint32_t expected = std::stoul(hashes[i], nullptr, 16);
    if (FoldedHash(PiecesOf(words, sentences[i])) == expected) continue;
    if (++wrong <= 5) ADD_FAILURE() << "sentence " << i << ": " << sentences[i];
  }
  EXPECT_EQ(wrong, 0);
}

TEST(WordPieces, SameAsTheReferenceOnTenThousandSentencesOfEveryScript) {
  ExpectSameAsReference(kData + "tiny-model/vocab.txt", "word_piece_hashes_tiny.txt");
}

TEST(WordPieces, SameAsTheReferenceWithTheVocabularyOfTheEnglishModel) {
  ExpectSameAsReference(std::string(DATELINE_SOURCE_DIR) + "/model/en/vocab.txt",
                        "word_piece_hashes_english.txt");
}

}  // namespace
}  // namespace dateline
