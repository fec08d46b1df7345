#include "src/language/word_pieces.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <utility>

#include "src/base/utf8.h"
#include "src/language/letters.h"

namespace dateline {
namespace {

struct Range {
  char32_t first, last;
};
struct ValuedRange {
  char32_t first, last;
  int32_t value;
};

// The reference tokenizer mixes Unicode versions, so what it does is tabled rather than asked of
// utf8proc, whose version differs between systems.
#include "src/language/word_piece_tables.inc"

template <typename Row, size_t N>
const Row* Find(const Row (&table)[N], char32_t c) {
  const Row* row = std::lower_bound(
      table, table + N, c, [](const Row& row, char32_t value) { return row.last < value; });
  return row != table + N && row->first <= c ? row : nullptr;
}

bool IsAsciiAlphanumeric(char32_t c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 0x80);
}

uint8_t CombiningClass(char32_t c) {
  if (c < 0x300) return 0;
  const ValuedRange* row = Find(kCombiningClasses, c);
  return row == nullptr ? 0 : static_cast<uint8_t>(row->value);
}

char32_t ReferenceLower(char32_t c) {
  if (c < 0x80) return ToLower(c);
  const ValuedRange* row = Find(kLaterLower, c);
  return row == nullptr ? ToLower(c) : static_cast<char32_t>(static_cast<int32_t>(c) + row->value);
}

}  // namespace

// Reads one text: collects the characters up to a space, normalises them, splits them at
// punctuation and looks the words up.
class WordReader {
 public:
  WordReader(const WordPieces& pieces, std::string_view text, std::vector<Piece>* out)
      : model_(pieces), text_(text), out_(out) {}

  void Run() {
    for (size_t pos = 0; pos < text_.size();) {
      const auto begin = static_cast<uint32_t>(pos);
      const char32_t c = NextCodePoint(text_, &pos);
      const Span span{begin, static_cast<uint32_t>(pos)};
      const bool plain = IsAsciiAlphanumeric(c);
      if (!plain && IsSpace(c)) {
        EndRun();
        continue;
      }
      if (!plain && Find(kDropped, c) != nullptr) continue;
      const bool alone = !plain && Find(kIdeographs, c) != nullptr;
      if (alone) EndRun();
      Collect(c, span);
      if (alone) EndRun();
    }
    EndRun();
  }

 private:
  // A normalised character. The reference keeps track of the origin of decomposed and reordered
  // characters by position: one that is not `extra` takes the next character of the source.
  struct Unit {
    char32_t c;
    uint8_t combining_class;
    bool extra;
  };
  struct Character {
    char32_t c;
    Span span;
  };

  void Collect(char32_t c, Span span) {
    source_.push_back(span);
    if (c < 0xC0 || !model_.options_.strip_accents || Find(kNotDecomposed, c) != nullptr) {
      AddUnit(c, false);
      return;
    }
    utf8proc_int32_t parts[8];
    int boundary = 0;
    const auto n =
        utf8proc_decompose_char(static_cast<int32_t>(c), parts, 8, UTF8PROC_DECOMPOSE, &boundary);
    if (n <= 0 || n > 8) return AddUnit(c, false);
    for (int i = 0; i < n; ++i) AddUnit(static_cast<char32_t>(parts[i]), i > 0);
  }

  void AddUnit(char32_t c, bool extra) {
    const uint8_t combining_class = model_.options_.strip_accents ? CombiningClass(c) : 0;
    unordered_ |=
        !units_.empty() && combining_class != 0 && units_.back().combining_class > combining_class;
    units_.push_back({c, combining_class, extra});
  }

  // Canonical ordering: sorts each run of combining characters by class.
  void Order() {
    const auto by_class = [](const Unit& a, const Unit& b) {
      return a.combining_class < b.combining_class;
    };
    for (auto run = units_.begin(); run != units_.end();) {
      auto end = run;
      while (end != units_.end() && end->combining_class != 0) ++end;
      std::stable_sort(run, end, by_class);
      run = end == units_.end() ? end : end + 1;
    }
    unordered_ = false;
  }

  void EndRun() {
    if (unordered_) Order();
    size_t next = 0;
    for (const Unit& unit : units_) {
      if (!unit.extra && next < source_.size()) ++next;
      const Span span = source_[next == 0 ? 0 : next - 1];
      if (model_.options_.strip_accents && unit.c >= 0x300 && Find(kMarks, unit.c) != nullptr)
        continue;
      AddLowered(unit.c, span);
    }
    EndWord();
    units_.clear();
    source_.clear();
  }

  void AddLowered(char32_t c, Span span) {
    if (!model_.options_.lowercase) return AddToWord(c, span);
    if (c != 0x130) return AddToWord(ReferenceLower(c), span);
    AddToWord('i', span);  // the one character whose lower case is two
    AddToWord(0x307, span);
  }

  void AddToWord(char32_t c, Span span) {
    const bool alone = !IsAsciiAlphanumeric(c) && Find(kPunctuation, c) != nullptr;
    if (alone) EndWord();
    word_.push_back({c, span});
    if (alone) EndWord();
  }

  void EndWord() {
    if (word_.empty()) return;
    spelled_.clear();
    bounds_.clear();
    for (const Character& character : word_) {
      bounds_.push_back(spelled_.size());
      AppendUtf8(character.c, &spelled_);
    }
    bounds_.push_back(spelled_.size());
    const size_t before = out_->size();
    const bool known =
        static_cast<int>(word_.size()) <= model_.options_.max_word_chars && MatchWord();
    if (!known) {
      out_->resize(before);
      out_->push_back({model_.unk_, {word_.front().span.begin, word_.back().span.end}});
    }
    word_.clear();
  }

  // Greedy longest match from the left; false when some rest is in no table.
  bool MatchWord() {
    for (size_t begin = 0; begin < word_.size();) {
      const WordPieces::Table& table = begin == 0 ? model_.starts_ : model_.continuations_;
      int32_t id = -1;
      size_t end = word_.size();
      for (; end > begin; --end) {
        const size_t length = bounds_[end] - bounds_[begin];
        if (length > table.longest) continue;
        id = table.Find(std::string_view(spelled_).substr(bounds_[begin], length));
        if (id >= 0) break;
      }
      if (id < 0) return false;
      out_->push_back({id, {word_[begin].span.begin, word_[end - 1].span.end}});
      begin = end;
    }
    return true;
  }

  const WordPieces& model_;
  std::string_view text_;
  std::vector<Piece>* out_;
  std::vector<Span> source_;  // characters since the last space, as they stand in the text
  std::vector<Unit> units_;   // their decompositions
  bool unordered_ = false;
  std::vector<Character> word_;
  std::string spelled_;         // `word_` in UTF-8
  std::vector<size_t> bounds_;  // where each of its characters begins, and the end
};

void WordPieces::Table::Add(std::string_view text, int32_t id) {
  ids.insert_or_assign(std::string(text), id);
  longest = std::max(longest, text.size());
}

int32_t WordPieces::Table::Find(std::string_view text) const {
  const auto it = ids.find(text);
  return it == ids.end() ? -1 : it->second;
}

Result<WordPieces> WordPieces::Create(std::string_view vocabulary, WordPieceOptions options) {
  WordPieces made;
  while (!vocabulary.empty()) {
    const size_t line_end = std::min(vocabulary.find('\n'), vocabulary.size());
    std::string_view piece = vocabulary.substr(0, line_end);
    if (piece.ends_with('\r')) piece.remove_suffix(1);
    const int32_t id = made.size_++;
    made.starts_.Add(piece, id);
    if (piece.starts_with(options.continuation)) {
      made.continuations_.Add(piece.substr(options.continuation.size()), id);
    }
    vocabulary.remove_prefix(std::min(line_end + 1, vocabulary.size()));
  }
  for (const auto& [name, id] : {std::pair{&options.cls, &made.cls_},
                                 {&options.sep, &made.sep_},
                                 {&options.unk, &made.unk_}}) {
    *id = made.starts_.Find(*name);
    if (*id < 0) return Fail(fmt::format("the vocabulary lacks the piece {}", *name));
  }
  made.options_ = std::move(options);
  return made;
}

void WordPieces::Tokenize(std::string_view text, std::vector<Piece>* pieces) const {
  WordReader(*this, text, pieces).Run();
}

}  // namespace dateline
