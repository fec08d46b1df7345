#include "src/ingest/main_text.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "src/base/utf8.h"
#include "src/ingest/boilerplate.h"
#include "src/ingest/byline.h"
#include "src/ingest/date_text.h"
#include "src/ingest/element_hints.h"

namespace dateline {
namespace {

constexpr uint32_t kNone = HtmlPage::kNone;
constexpr uint32_t kLongBlock = 80;  // a block of this weight is text even without a full stop
constexpr size_t kMostSearched = 200'000'000;  // bytes that matching may look through
constexpr double kLittleText = 250;            // an article lighter than this is doubted
constexpr uint32_t kShortBlock = 25;           // one below it is not, unless text surrounds it

// "8 Min", "13:37 Uhr", "2 min read", "5 comments": a short line that opens with a number and says
// how long, when or how many.
bool IsClockOrCount(std::string_view words) {
  if (words.size() > 24 || words.empty() || words[0] < '0' || words[0] > '9') return false;
  const std::string folded = FoldPhrase(words);
  for (const std::string_view unit :
       {"min", "uhr", "read", "comment", "kommentar", "view", "share", "hours", "days"}) {
    if (folded.find(unit) != std::string::npos) return true;
  }
  return false;
}

class Finder {
 public:
  Finder(const HtmlPage& page, const PageText& text, const TextEvidence& evidence)
      : page_(page), text_(text), evidence_(evidence), blocks_(text.blocks) {}

  MainText Run() {
    good_.resize(blocks_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) good_[i] = Goodness(blocks_[i]);
    FindTitle();
    MainText best = Attempt();
    if (WeightOf(best) >= kLittleText) return best;
    // Hardly any text: perhaps what was cut by its names is the text.
    trusting_ = true;
    MainText second = Attempt();
    if (WeightOf(second) < 2 * WeightOf(best)) return best;
    const bool contains =
        best.parts.empty() ||
        std::any_of(second.parts.begin(), second.parts.end(),
                    [&](const auto& part) { return part.block == best.parts.front().block; });
    return contains ? second : best;
  }

 private:
  MainText Attempt() {
    result_.parts.clear();
    cut_.assign(blocks_.size(), false);
    matched_.assign(blocks_.size(), false);
    SumUp();
    MatchArticleBody();
    anchor_ = trusting_ ? kNone : FindAnchor();
    CutUnwanted();
    if (!trusting_) CutCards();
    SumUp();
    CutOtherArticles();
    SumUp();
    result_.container = Descend(anchor_ == kNone ? 0 : anchor_);
    Select();
    return result_;
  }
  double WeightOf(const MainText& found) const {
    double weight = 0;
    for (const MainText::Part& part : found.parts) weight += blocks_[part.block].weight;
    return weight;
  }
  static double Goodness(const TextBlock& block);
  void SumUp();
  // Sums over the subtree of a node.
  double Good(uint32_t node) const {
    return good_sum_[text_.BlocksEnd(page_, node)] - good_sum_[text_.BlocksBegin(node)];
  }
  double Matched(uint32_t node) const {
    return matched_sum_[text_.BlocksEnd(page_, node)] - matched_sum_[text_.BlocksBegin(node)];
  }
  double Weight(uint32_t node) const {
    return weight_sum_[text_.BlocksEnd(page_, node)] - weight_sum_[text_.BlocksBegin(node)];
  }
  double Linked(uint32_t node) const {
    return linked_sum_[text_.BlocksEnd(page_, node)] - linked_sum_[text_.BlocksBegin(node)];
  }
  bool Inside(uint32_t node, uint32_t outer) const {
    return node >= outer && node < page_[outer].end;
  }
  uint32_t CommonAncestor(uint32_t a, uint32_t b) const {
    while (!Inside(b, a)) a = page_[a].parent;
    return a;
  }

  void MatchArticleBody();
  void FindTitle();
  uint32_t FindAnchor() const;
  uint32_t AnchorOfNames() const;
  uint32_t ArticleOfTitle() const;
  uint32_t AnchorOfMatches() const;
  uint32_t AnchorOfHint(uint32_t hint, double share) const;
  void CutUnwanted();
  bool IsUnwanted(uint32_t node, uint32_t hints) const;
  void CutCards();
  bool IsCard(uint32_t node) const;
  void CutOtherArticles();
  void Cut(uint32_t node) {
    for (uint32_t i = text_.BlocksBegin(node); i < text_.BlocksEnd(page_, node); ++i)
      cut_[i] = true;
  }
  uint32_t Descend(uint32_t node) const;
  bool IsOnlyBody(uint32_t node) const;

  enum class Verdict : uint8_t { kDrop, kWeak, kHeading, kStrong };
  void Select();
  uint32_t BeginOfLeadIn(uint32_t begin) const;
  bool IsSubtitle(uint32_t index) const;
  void JudgeAll(uint32_t begin, uint32_t end);
  void DropUnmatched();
  void DropTails();
  void DropHollowHeadings();
  Verdict Judge(uint32_t index) const;
  Verdict JudgeListItem(const TextBlock& block) const;
  bool IsParticular(const TextBlock& block) const;
  bool IsCaption(const TextBlock& block) const;
  bool IsByline(const TextBlock& block, std::string_view words) const;
  ParagraphRole RoleOf(const TextBlock& block, bool first) const;
  static bool IsHeading(const TextBlock& block);
  bool IsDeck(const TextBlock& block) const;
  bool IsNamedDeck(const TextBlock& block) const;

  const HtmlPage& page_;
  const PageText& text_;
  const TextEvidence& evidence_;
  const std::vector<TextBlock>& blocks_;
  std::vector<bool> cut_, matched_;
  std::vector<double> good_, good_sum_, matched_sum_, weight_sum_, linked_sum_;
  size_t decks_ = 0;        // paragraphs of the container that are named as decks
  double match_share_ = 0;  // of the article body in the structured data that was found
  bool trusting_ = false;   // cut only what is certain
  uint32_t anchor_ = kNone;
  uint32_t begin_ = 0;             // the first block that is judged
  std::vector<Verdict> verdicts_;  // from `begin_` on
  MainText result_;
};

double Finder::Goodness(const TextBlock& block) {
  if (block.heading > 0) return 0;
  const double own = block.weight - 1.5 * block.linked;
  if (own < kShortBlock) return 0;
  double good = own;
  if (!block.sentence && block.weight < kLongBlock) good *= 0.3;
  if ((block.context & kInCaption) != 0) good *= 0.1;
  if ((block.context & kInList) != 0) good *= 0.5;
  if ((block.context & kInTable) != 0 && (block.context & kInParagraph) == 0) good *= 0.6;
  return good;
}

void Finder::SumUp() {
  const size_t n = blocks_.size() + 1;
  good_sum_.assign(n, 0);
  matched_sum_.assign(n, 0);
  weight_sum_.assign(n, 0);
  linked_sum_.assign(n, 0);
  for (size_t i = 0; i < blocks_.size(); ++i) {
    const bool kept = !cut_[i];
    good_sum_[i + 1] = good_sum_[i] + (kept ? good_[i] : 0);
    matched_sum_[i + 1] = matched_sum_[i] + (kept && matched_[i] ? blocks_[i].weight : 0);
    weight_sum_[i + 1] = weight_sum_[i] + (kept ? blocks_[i].weight : 0);
    linked_sum_[i + 1] = linked_sum_[i] + (kept ? blocks_[i].linked : 0);
  }
}

void Finder::MatchArticleBody() {
  if (evidence_.article_body.size() < 100) return;
  const std::string body = Skeleton(evidence_.article_body);
  constexpr size_t kProbe = 48;
  size_t found = 0, at = 0, misses = kMostSearched / (body.size() + 1);
  for (size_t i = 0; i < blocks_.size() && misses > 0; ++i) {
    const std::string block = Skeleton(text_.Of(blocks_[i]));
    if (block.size() < 12) continue;
    // The next piece is mostly right behind the last one.
    const auto holds = [&](std::string_view piece) {
      size_t where = body.find(piece, at);
      if (where == std::string::npos) where = body.find(piece);
      if (where == std::string::npos) {
        misses -= misses > 0;
        return false;
      }
      at = where;
      return true;
    };
    const std::string_view view = block;
    matched_[i] = view.size() <= 2 * kProbe
                      ? holds(view)
                      : holds(view.substr(0, kProbe)) && holds(view.substr(view.size() - kProbe));
    if (matched_[i]) found += block.size();
  }
  match_share_ = std::min(1.0, static_cast<double>(found) / static_cast<double>(body.size()));
  SumUp();
}

void Finder::FindTitle() {
  const std::string title = Skeleton(evidence_.title);
  uint32_t first_heading = kNone;
  for (uint32_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i].heading == 1 && first_heading == kNone) first_heading = i;
    if (title.empty() || blocks_[i].weight > 400) continue;
    const bool same = Skeleton(text_.Of(blocks_[i])) == title;
    if (!same) continue;
    const bool better = result_.title_block == kNone ||
                        (blocks_[i].heading == 1 && blocks_[result_.title_block].heading != 1);
    if (better) result_.title_block = i;
  }
  if (result_.title_block == kNone) result_.title_block = first_heading;
}

// The smallest element with most of what was found of the article body.
uint32_t Finder::AnchorOfMatches() const {
  const double total = Matched(0);
  uint32_t node = 0;
  for (uint32_t child = 1; child < page_.size(); ++child) {
    if (page_[child].parent != node) continue;
    if (Matched(child) >= 0.9 * total && !page_.IsText(child)) node = child;
  }
  return node;
}

// The element with `hint` that holds most good text, or what holds its like, given that it has
// `share` of all there is.
uint32_t Finder::AnchorOfHint(uint32_t hint, double share) const {
  uint32_t best = kNone;
  double best_good = 0, sum = 0;
  for (uint32_t node = 0; node < page_.size(); ++node) {
    if ((text_.hints[node] & hint) == 0 ||
        (text_.hints[node] & (kHintUnwanted | kHintComments)) != 0) {
      continue;
    }
    const double good = Good(node);
    sum += good;
    if (good > best_good) {
      best = node;
      best_good = good;
    }
    node = std::max(node, page_[node].end - 1);
  }
  if (best == kNone) return kNone;
  // One body in many elements: take their parent.
  while (best != 0 && best_good < 0.7 * sum && Good(best) < 0.7 * sum) best = page_[best].parent;
  return Good(best) >= share * Good(0) && Good(best) >= 100 ? best : kNone;
}

// The <article> that the title stands in, when it holds text worth the name.
uint32_t Finder::ArticleOfTitle() const {
  if (result_.title_block == kNone) return kNone;
  uint32_t node = blocks_[result_.title_block].node;
  while (node != kNone && page_[node].tag != LXB_TAG_ARTICLE) node = page_[node].parent;
  return node != kNone && Good(node) >= std::max(200.0, 0.15 * Good(0)) ? node : kNone;
}

uint32_t Finder::FindAnchor() const {
  const uint32_t named = AnchorOfNames();
  if (match_share_ < 0.5 || Matched(0) < 300) return named;
  // Structured data may hold only the beginning of the text, or a summary.
  const uint32_t matched = AnchorOfMatches();
  const bool partial = Matched(0) < 0.5 * Good(named == kNone ? 0 : named);
  if (partial && (named != kNone || Matched(0) < 600)) return named;
  return matched;
}

uint32_t Finder::AnchorOfNames() const {
  if (const uint32_t node = AnchorOfHint(kHintBodyProperty, 0.2); node != kNone) return node;
  if (const uint32_t node = AnchorOfHint(kHintBody, 0.3); node != kNone) return node;
  if (const uint32_t node = ArticleOfTitle(); node != kNone) return node;
  uint32_t best = kNone;
  for (uint32_t node = 0; node < page_.size(); ++node) {
    if (page_[node].tag != LXB_TAG_ARTICLE) continue;
    if (best == kNone || Good(node) > Good(best)) best = node;
  }
  if (best != kNone && Good(best) >= 0.4 * Good(0)) return best;
  for (uint32_t node = 0; node < page_.size(); ++node) {
    if (page_[node].tag == LXB_TAG_MAIN && Good(node) >= 0.5 * Good(0)) return node;
  }
  return kNone;
}

bool Finder::IsUnwanted(uint32_t node, uint32_t hints) const {
  switch (page_[node].tag) {
    case LXB_TAG_BODY:
    case LXB_TAG_HTML:
    case LXB_TAG_P:
      return false;
    case LXB_TAG_NAV:
    case LXB_TAG_FOOTER:
    case LXB_TAG_ASIDE:
    case LXB_TAG_FORM:
      return true;
    case LXB_TAG_TR:
    case LXB_TAG_TBODY:
      return (hints & (kHintHidden | kHintComments)) != 0;
    default:
      break;
  }
  if ((hints & kHintTeaser) != 0 && page_.FindFirst(LXB_TAG_A, node) != kNone) return true;
  return (hints & (kHintUnwanted | kHintDoubtful | kHintHidden | kHintComments)) != 0;
}

void Finder::CutUnwanted() {
  const double all = Good(anchor_ == kNone ? 0 : anchor_);
  for (uint32_t node = 0; node < page_.size(); ++node) {
    if (page_.IsText(node) || !IsUnwanted(node, text_.hints[node])) continue;
    if (text_.BlocksBegin(node) == text_.BlocksEnd(page_, node)) continue;
    if (anchor_ != kNone && Inside(anchor_, node)) continue;
    const bool names_body = (text_.hints[node] & kHintBody) != 0;
    const bool doubtful =
        (text_.hints[node] & (kHintUnwanted | kHintHidden | kHintComments)) == 0 &&
        (text_.hints[node] & (kHintDoubtful | kHintTeaser)) != 0;
    double limit = (text_.hints[node] & (kHintComments | kHintHidden)) != 0 ? 0.6 : 0.4;
    if (names_body || doubtful) limit = 0.1;
    if (trusting_ && page_[node].tag != LXB_TAG_NAV && page_[node].tag != LXB_TAG_FOOTER)
      limit = 0.1;
    const bool within = anchor_ == kNone || Inside(node, anchor_);
    if (within && Good(node) > limit * all) continue;
    if (Matched(node) > 0.3 * Weight(node) && Matched(node) > 200) continue;
    // A post quoted from elsewhere stands in an element named after sharing.
    const bool quotes = (text_.hints[node] & (kHintComments | kHintHidden)) == 0 &&
                        anchor_ != kNone && within &&
                        page_.FindFirst(LXB_TAG_BLOCKQUOTE, node) != kNone;
    if (quotes) continue;
    Cut(node);
    node = page_[node].end - 1;
  }
}

// One of many pieces that each link to another page.
bool Finder::IsCard(uint32_t node) const {
  const double weight = Weight(node);
  if (weight > 500) return false;
  if (weight == 0) return page_.FindFirst(LXB_TAG_A, node) != kNone;
  return Linked(node) >= 15 && Linked(node) >= 0.35 * weight;
}

void Finder::CutCards() {
  for (uint32_t parent = 0; parent < page_.size(); ++parent) {
    if (page_.IsText(parent) || page_[parent].tag == LXB_TAG_P) continue;
    if (text_.BlocksEnd(page_, parent) - text_.BlocksBegin(parent) < 3) continue;
    size_t children = 0, cards = 0;
    double linked = 0;
    for (uint32_t child = parent + 1; child < page_[parent].end; child = page_[child].end) {
      if (page_.IsText(child) || Weight(child) == 0) continue;
      ++children;
      const bool listed = page_[child].tag != LXB_TAG_P;
      if (listed && IsCard(child)) {
        ++cards;
        linked += Linked(child);
      }
    }
    if (children >= 3 && cards * 5 >= children * 4 && linked >= 0.5 * Weight(parent)) {
      if (anchor_ != kNone && Inside(anchor_, parent) && Matched(parent) > 0) continue;
      Cut(parent);
      parent = page_[parent].end - 1;
    }
  }
}

// Articles within the article are other pieces when text stands outside them too.
void Finder::CutOtherArticles() {
  const uint32_t region = anchor_ == kNone ? 0 : anchor_;
  std::vector<uint32_t> nested;
  double good = 0;
  for (uint32_t node = region + 1; node < page_[region].end; ++node) {
    if (page_[node].tag != LXB_TAG_ARTICLE) continue;
    nested.push_back(node);
    good += Good(node);
    node = page_[node].end - 1;
  }
  const bool around = page_[region].tag == LXB_TAG_ARTICLE;
  if (anchor_ == kNone || good > (nested.size() >= 2 && around ? 0.9 : 0.3) * Good(region)) return;
  for (const uint32_t node : nested) Cut(node);
}

// False when siblings are named as bodies too: one text in many elements.
bool Finder::IsOnlyBody(uint32_t node) const {
  const uint32_t parent = page_[node].parent;
  for (uint32_t child = parent + 1; child < page_[parent].end; child = page_[child].end) {
    if (child != node && (text_.hints[child] & kHintBody) != 0 && Good(child) > 50) return false;
  }
  return true;
}

// From `node` down to the smallest element that holds nearly all good text.
uint32_t Finder::Descend(uint32_t node) const {
  for (;;) {
    uint32_t best = kNone;
    for (uint32_t child = node + 1; child < page_[node].end; child = page_[child].end) {
      if (!page_.IsText(child) && (best == kNone || Good(child) > Good(best))) best = child;
    }
    if (best == kNone) return node;
    const uint32_t hints = text_.hints[best];
    double share = 0.85;
    if ((hints & kHintBody) != 0)
      share = IsOnlyBody(best) ? 0.5 : 0.9;
    else if ((hints & kHintArticle) != 0 || page_[best].tag == LXB_TAG_ARTICLE)
      share = 0.7;
    // The article is where its title is.
    const uint32_t title = result_.title_block;
    if (title != kNone && blocks_[title].heading == 1 && Inside(blocks_[title].node, best)) {
      share = std::min(share, 0.5);
    }
    if (page_[best].tag == LXB_TAG_P || Good(best) < share * Good(node) || Good(best) == 0) {
      return node;
    }
    node = best;
  }
}

bool Finder::IsParticular(const TextBlock& block) const {
  if (block.weight > 250) return false;
  const uint32_t particulars = kHintByline | kHintDate | kHintMeta;
  for (uint32_t node = block.node; node != kNone && node != result_.container;
       node = page_[node].parent) {
    if ((text_.hints[node] & particulars) == 0) continue;
    // A name that fits much more than this block is no particular of the article.
    if (Weight(node) <= 300 && block.weight < ((text_.hints[node] & kHintByline) != 0 ? 250 : 80)) {
      return true;
    }
  }
  return false;
}

// Words about a picture: named as such, or all the text of an element that holds a picture.
bool Finder::IsCaption(const TextBlock& block) const {
  if ((block.context & (kInCaption | kInQuote)) == kInCaption) return true;
  if (block.weight >= 400 || (block.context & kInQuote) != 0) return false;
  uint32_t node = block.node;
  for (int level = 0; node != kNone && node != result_.container;
       ++level, node = page_[node].parent) {
    if ((text_.hints[node] & kHintCaption) != 0) return true;
    const bool alone = text_.BlocksEnd(page_, node) - text_.BlocksBegin(node) <= 2;
    if (level >= 3 || !alone || page_[node].tag == LXB_TAG_P) continue;
    const uint32_t title = result_.title_block;
    if (title != kNone && Inside(blocks_[title].node, node)) break;
    if ((text_.hints[node] & kHintPicture) != 0) return true;
    if (block.weight < 250 && page_.FindFirst(LXB_TAG_IMG, node) != kNone) return true;
  }
  return false;
}

// A line that says who wrote the article, or when.
bool Finder::IsByline(const TextBlock& block, std::string_view words) const {
  if (IsClockOrCount(words)) return true;
  const bool dated = !block.sentence && block.weight < 160 && !words.empty() && words[0] >= '0' &&
                     words[0] <= '9' && !ParseDate(words.substr(0, 24)).empty();
  if (dated) return true;
  if (block.weight > 120) return false;
  for (const std::string& author : evidence_.authors) {
    const size_t at = author.size() < 4 ? std::string_view::npos : words.find(author);
    if (at == std::string_view::npos) continue;
    if (words.size() - author.size() < 12) return true;
    if (at < 20 && !NamesInByline(words).empty() && !block.sentence) return true;
  }
  const bool quoted = (block.context & kInQuote) != 0;
  return !block.sentence && !quoted && block.weight < 80 && !ParseDate(words).empty();
}

Finder::Verdict Finder::JudgeListItem(const TextBlock& block) const {
  uint32_t list = block.node;
  while (list != result_.container && page_[list].tag != LXB_TAG_UL &&
         page_[list].tag != LXB_TAG_OL && page_[list].tag != LXB_TAG_DL &&
         page_[list].parent != kNone) {
    list = page_[list].parent;
  }
  const double weight = std::max(1.0, Weight(list));
  if (list != result_.container && Linked(list) > 0.5 * weight) return Verdict::kDrop;
  if (block.link_density() > 0.8 && block.weight < 100) return Verdict::kDrop;
  const bool full = block.weight >= kLongBlock || (block.sentence && block.weight >= kShortBlock);
  return full ? Verdict::kStrong : Verdict::kWeak;
}

Finder::Verdict Finder::Judge(uint32_t index) const {
  const TextBlock& block = blocks_[index];
  if (cut_[index] || index == result_.title_block) return Verdict::kDrop;
  const std::string_view words = text_.Of(block);
  if (IsBoilerplate(words)) return Verdict::kDrop;
  if (matched_[index] && block.heading == 0 && !IsCaption(block)) return Verdict::kStrong;
  if (!evidence_.repeated.empty() && evidence_.repeated[index]) return Verdict::kDrop;
  if (block.heading == 1 && !evidence_.title.empty() &&
      Skeleton(words) == Skeleton(evidence_.title)) {
    return Verdict::kDrop;
  }
  if (block.heading > 0) {
    if (block.link_density() > 0.7) return Verdict::kDrop;
    return IsHeading(block) ? Verdict::kHeading : Verdict::kStrong;
  }
  if (IsCaption(block) || IsByline(block, words)) return Verdict::kDrop;
  if (IsParticular(block)) return Verdict::kDrop;
  if (words.starts_with("http") && words.find(' ') == std::string_view::npos) return Verdict::kDrop;
  if ((block.context & kInList) != 0) return JudgeListItem(block);
  const double density = block.link_density();
  const bool paragraph = (block.context & kInParagraph) != 0;
  if (density > 0.5 && density < 0.85 && paragraph && block.sentence) return Verdict::kWeak;
  if (density > 0.9 || (density > 0.5 && (block.weight < 150 || !block.sentence)))
    return Verdict::kDrop;
  if (block.weight >= kLongBlock || (block.sentence && block.weight >= kShortBlock)) {
    return Verdict::kStrong;
  }
  return Verdict::kWeak;
}

// Some pages set whole paragraphs as headings.
bool Finder::IsHeading(const TextBlock& block) { return block.heading > 0 && block.weight < 120; }

bool Finder::IsDeck(const TextBlock& block) const {
  if (decks_ > 4) return false;  // a name that is all over the page says nothing
  return IsNamedDeck(block);
}

bool Finder::IsNamedDeck(const TextBlock& block) const {
  for (uint32_t node = block.node; node != kNone && node != result_.container;
       node = page_[node].parent) {
    if ((text_.hints[node] & kHintDeck) != 0) return Weight(node) < 800;
  }
  return false;
}

ParagraphRole Finder::RoleOf(const TextBlock& block, bool first) const {
  if (IsHeading(block)) return ParagraphRole::kSubhead;
  if ((block.context & kInQuote) != 0) return ParagraphRole::kQuote;
  if ((block.context & kInList) != 0) return ParagraphRole::kList;
  return first ? ParagraphRole::kLead : ParagraphRole::kBody;
}

// A heading of lower level right below the title, in the same element.
bool Finder::IsSubtitle(uint32_t index) const {
  const uint32_t title = result_.title_block;
  if (title == kNone || index != title + 1 || blocks_[index].heading < 2) return false;
  return blocks_[index].weight >= 30 &&
         page_[blocks_[index].node].parent == page_[blocks_[title].node].parent;
}

// Text between the title and the container: a deck or an introduction set apart.
uint32_t Finder::BeginOfLeadIn(uint32_t begin) const {
  const uint32_t title = result_.title_block;
  if (title == kNone || title >= begin || begin - title > 200) return begin;
  const uint32_t region = CommonAncestor(blocks_[title].node, result_.container);
  size_t passed = 0;
  for (uint32_t i = title + 1; i < begin && passed < 12; ++i) {
    const TextBlock& block = blocks_[i];
    if (cut_[i] || !Inside(block.node, region)) continue;
    ++passed;
    if (block.linked * 4 >= block.weight) continue;
    if (IsSubtitle(i) || (IsNamedDeck(block) && block.weight >= 40)) return i;
    if (Judge(i) == Verdict::kStrong && block.weight >= 40) return i;
  }
  return begin;
}

void Finder::JudgeAll(uint32_t begin, uint32_t end) {
  std::unordered_set<std::string_view> seen;
  verdicts_.assign(end - begin, Verdict::kDrop);
  for (uint32_t i = begin; i < end; ++i) {
    Verdict verdict = Judge(i);
    // What stands there twice is a pulled quote, or a second layout of the page.
    if (verdict != Verdict::kDrop && blocks_[i].weight >= 20 &&
        !seen.insert(text_.Of(blocks_[i])).second) {
      verdict = Verdict::kDrop;
    }
    // Between the title and the text stand dates, names and buttons too.
    const bool before = i < text_.BlocksBegin(result_.container);
    if (before && verdict == Verdict::kWeak) verdict = Verdict::kDrop;
    if (before && IsSubtitle(i) && verdict != Verdict::kDrop) verdict = Verdict::kStrong;
    verdicts_[i - begin] = verdict;
  }
}

// Where structured data has the whole text, what it lacks is no text: notes on agencies and
// authors behind it, teasers and appeals within. It may lack lists, quotes and the deck, though.
void Finder::DropUnmatched() {
  if (match_share_ < 0.9) return;
  double matched = 0, all = 0;
  uint32_t first = kNone, last = 0;
  for (uint32_t i = begin_; i < begin_ + verdicts_.size(); ++i) {
    if (verdicts_[i - begin_] != Verdict::kStrong) continue;
    all += blocks_[i].weight;
    if (!matched_[i]) continue;
    matched += blocks_[i].weight;
    if (first == kNone) first = i;
    last = i;
  }
  if (first == kNone || matched < 0.7 * all) return;
  for (uint32_t i = first; i < begin_ + verdicts_.size(); ++i) {
    const bool lacking = (blocks_[i].context & (kInList | kInQuote)) != 0 || blocks_[i].heading > 0;
    if (!matched_[i] && (i > last || !lacking)) verdicts_[i - begin_] = Verdict::kDrop;
  }
}

// What stands below "Related stories" near the end, up to the next heading, goes with it.
void Finder::DropTails() {
  double all = 0, before = 0;
  for (size_t i = 0; i < verdicts_.size(); ++i) {
    if (verdicts_[i] == Verdict::kStrong) all += blocks_[begin_ + i].weight;
  }
  bool tail = false;
  for (uint32_t i = begin_; i < begin_ + verdicts_.size(); ++i) {
    const TextBlock& block = blocks_[i];
    Verdict& verdict = verdicts_[i - begin_];
    if (verdict == Verdict::kStrong) before += block.weight;
    const bool label = block.heading > 0 || block.emphasized * 10 >= block.weight * 9;
    if (label && block.weight < 60 && !cut_[i])
      tail = before > 0.75 * all && OpensTail(text_.Of(block));
    if (tail && !matched_[i]) verdict = Verdict::kDrop;
  }
}

// Headings stay when text follows before the next heading of the same or a higher level.
void Finder::DropHollowHeadings() {
  bool followed = false;
  uint8_t below = 0;  // level of the kept heading that follows without text between
  for (size_t i = verdicts_.size(); i-- > 0;) {
    const TextBlock& block = blocks_[begin_ + i];
    switch (verdicts_[i]) {
      case Verdict::kDrop:
        break;
      case Verdict::kWeak:
      case Verdict::kStrong:
        followed = true;
        break;
      case Verdict::kHeading:
        if (!followed && !(below > block.heading)) {
          verdicts_[i] = Verdict::kDrop;
          break;
        }
        below = block.heading;
        followed = false;
        break;
    }
  }
}

void Finder::Select() {
  const uint32_t end = text_.BlocksEnd(page_, result_.container);
  for (uint32_t i = text_.BlocksBegin(result_.container); i < end; ++i) {
    decks_ += blocks_[i].weight >= kShortBlock && IsNamedDeck(blocks_[i]);
  }
  begin_ = BeginOfLeadIn(text_.BlocksBegin(result_.container));
  JudgeAll(begin_, end);
  DropUnmatched();
  DropTails();
  uint32_t first = kNone, last = kNone;
  for (uint32_t i = begin_; i < end; ++i) {
    if (verdicts_[i - begin_] != Verdict::kStrong) continue;
    if (first == kNone) first = i;
    last = i;
  }
  if (first == kNone) return;
  // A list or a line of verse may go on behind the last full sentence.
  const uint32_t around = page_[blocks_[last].node].parent;
  for (uint32_t i = last + 1; i < end && Inside(blocks_[i].node, around); ++i) {
    if (verdicts_[i - begin_] == Verdict::kDrop) break;
    if (verdicts_[i - begin_] == Verdict::kWeak) last = i;
  }
  for (uint32_t i = begin_; i < end; ++i) {
    if (i < first || i > last) verdicts_[i - begin_] = Verdict::kDrop;
  }
  DropHollowHeadings();
  bool lead = false;
  for (uint32_t i = first; i <= last; ++i) {
    if (verdicts_[i - begin_] == Verdict::kDrop) continue;
    const bool deck = !lead && (IsDeck(blocks_[i]) || IsSubtitle(i));
    const ParagraphRole role = deck ? ParagraphRole::kDeck : RoleOf(blocks_[i], !lead);
    if (role == ParagraphRole::kLead) lead = true;
    result_.parts.push_back({i, role});
  }
}

}  // namespace

std::string Skeleton(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(static_cast<char>(c));
      if (c >= 'A' && c <= 'Z') out.push_back(static_cast<char>(c + 32));
      ++i;
      continue;
    }
    const size_t begin = i;
    const char32_t point = NextCodePoint(text, &i);
    const bool mark = point < 0xC0 || (point >= 0x2000 && point <= 0x206F) ||
                      (point >= 0x3000 && point <= 0x3020) || point == 0xFEFF;
    if (!mark) out.append(text, begin, i - begin);
  }
  return out;
}

MainText FindMainText(const HtmlPage& page, const PageText& text, const TextEvidence& evidence) {
  return Finder(page, text, evidence).Run();
}

}  // namespace dateline
