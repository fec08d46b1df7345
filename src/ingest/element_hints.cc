#include "src/ingest/element_hints.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dateline {
namespace {

struct NamedHint {
  std::string_view name;
  uint32_t hints;
};

// Whole words of a name, and two neighbours run together ("entry-content" is looked up as "entry",
// "content" and "entrycontent"). Commonest languages of page templates.
// clang-format off
constexpr NamedHint kWords[] = {
    // Bodies.
    {"articlebody", kHintBody}, {"articlecontent", kHintBody}, {"articletext", kHintBody},
    {"articlecontents", kHintBody}, {"articlecopy", kHintBody}, {"articleparagraphs", kHintBody},
    {"storybody", kHintBody}, {"storycontent", kHintBody}, {"storytext", kHintBody},
    {"entrycontent", kHintBody}, {"entrybody", kHintBody}, {"entrytext", kHintBody},
    {"postcontent", kHintBody}, {"postbody", kHintBody}, {"posttext", kHintBody},
    {"postentry", kHintBody}, {"newsbody", kHintBody}, {"newscontent", kHintBody},
    {"newstext", kHintBody}, {"newsdetail", kHintBody}, {"bodytext", kHintBody},
    {"bodycopy", kHintBody}, {"bodycontent", kHintBody}, {"textbody", kHintBody},
    {"contentbody", kHintBody}, {"contenttext", kHintBody}, {"textcontent", kHintBody},
    {"fulltext", kHintBody}, {"maintext", kHintBody}, {"fieldbody", kHintBody},
    {"namebody", kHintBody}, {"articlefulltext", kHintBody}, {"blogcontent", kHintBody},
    {"artikeltext", kHintBody}, {"artikelbody", kHintBody}, {"artikelinhalt", kHintBody},
    {"articleinner", kHintBody}, {"detailtext", kHintBody}, {"detailcontent", kHintBody},
    {"detailbody", kHintBody}, {"newsarticle", kHintArticle}, {"pagetext", kHintBody},
    {"richtext", kHintContent}, {"textelement", kHintContent}, {"mainarticle", kHintArticle},
    {"fullarticle", kHintArticle}, {"articlemain", kHintArticle}, {"singlecontent", kHintBody},
    {"singlepost", kHintArticle}, {"blogpost", kHintArticle}, {"storycopy", kHintBody},
    {"paywalltext", kHintBody}, {"cuerponoticia", kHintBody}, {"noticiacuerpo", kHintBody},
    {"textonoticia", kHintBody}, {"haberdetay", kHintBody}, {"habermetni", kHintBody},
    // Articles and content.
    {"article", kHintArticle}, {"story", kHintArticle}, {"post", kHintArticle},
    {"entry", kHintArticle}, {"hentry", kHintArticle}, {"artikel", kHintArticle},
    {"beitrag", kHintArticle}, {"noticia", kHintArticle}, {"articulo", kHintArticle},
    {"haber", kHintArticle}, {"blog", kHintArticle},
    {"content", kHintContent}, {"contents", kHintContent}, {"main", kHintContent},
    {"maincontent", kHintContent}, {"primary", kHintContent}, {"text", kHintContent},
    {"body", kHintContent}, {"copy", kHintContent}, {"inhalt", kHintContent},
    {"contenido", kHintContent}, {"corpo", kHintContent}, {"cuerpo", kHintContent},
    {"texte", kHintContent}, {"texto", kHintContent}, {"testo", kHintContent},
    {"contenu", kHintContent}, {"paragraph", kHintContent}, {"prose", kHintContent},
    {"page", kHintContent},
    // Navigation and chrome.
    {"nav", kHintUnwanted}, {"navbar", kHintUnwanted}, {"navigation", kHintUnwanted},
    {"navi", kHintUnwanted}, {"menu", kHintUnwanted}, {"menus", kHintUnwanted},
    {"submenu", kHintUnwanted}, {"breadcrumb", kHintUnwanted}, {"breadcrumbs", kHintUnwanted},
    {"crumb", kHintUnwanted}, {"crumbs", kHintUnwanted}, {"footer", kHintUnwanted},
    {"fuss", kHintUnwanted}, {"foot", kHintUnwanted}, {"footnav", kHintUnwanted},
    {"sidebar", kHintUnwanted}, {"sidenav", kHintUnwanted}, {"aside", kHintDoubtful},
    {"rail", kHintDoubtful}, {"rightrail", kHintUnwanted}, {"rightcolumn", kHintUnwanted},
    {"toolbar", kHintUnwanted}, {"tools", kHintDoubtful}, {"pagination", kHintUnwanted},
    {"pager", kHintUnwanted}, {"pagenav", kHintUnwanted}, {"postnavigation", kHintUnwanted},
    {"prevnext", kHintUnwanted}, {"nextprev", kHintUnwanted}, {"skiplink", kHintUnwanted},
    {"topbar", kHintDoubtful}, {"masthead", kHintUnwanted}, {"search", kHintDoubtful},
    {"searchform", kHintUnwanted}, {"dropdown", kHintUnwanted}, {"sitemap", kHintUnwanted},
    {"langswitch", kHintUnwanted}, {"backtotop", kHintUnwanted}, {"totop", kHintUnwanted},
    {"banner", kHintDoubtful}, {"colophon", kHintUnwanted}, {"impressum", kHintUnwanted},
    {"copyright", kHintUnwanted}, {"legal", kHintUnwanted}, {"disclaimer", kHintUnwanted},
    // Sharing, signing up, paying.
    {"share", kHintUnwanted}, {"sharing", kHintUnwanted}, {"shares", kHintUnwanted},
    {"sharebar", kHintUnwanted}, {"sharetools", kHintUnwanted}, {"social", kHintUnwanted},
    {"socials", kHintUnwanted}, {"follow", kHintDoubtful}, {"newsletter", kHintUnwanted},
    {"newsletters", kHintUnwanted}, {"subscribe", kHintUnwanted}, {"subscription", kHintUnwanted},
    {"signup", kHintUnwanted}, {"signin", kHintUnwanted}, {"login", kHintUnwanted},
    {"register", kHintUnwanted}, {"registration", kHintUnwanted}, {"donate", kHintUnwanted},
    {"donation", kHintUnwanted}, {"membership", kHintUnwanted}, {"optin", kHintUnwanted},
    {"cookie", kHintUnwanted}, {"cookies", kHintUnwanted}, {"consent", kHintUnwanted},
    {"gdpr", kHintUnwanted}, {"popup", kHintDoubtful}, {"modal", kHintDoubtful},
    {"lightbox", kHintDoubtful}, {"overlay", kHintDoubtful}, {"tooltip", kHintDoubtful},
    {"notification", kHintDoubtful}, {"cta", kHintDoubtful}, {"rating", kHintUnwanted},
    {"ratings", kHintUnwanted}, {"vote", kHintUnwanted}, {"votes", kHintUnwanted},
    {"poll", kHintUnwanted}, {"quiz", kHintUnwanted}, {"survey", kHintDoubtful},
    {"feedback", kHintUnwanted}, {"likes", kHintUnwanted}, 
    // Other pieces.
    {"related", kHintUnwanted}, {"recommended", kHintUnwanted}, {"recommendation", kHintUnwanted},
    {"recommendations", kHintUnwanted}, {"recommend", kHintUnwanted}, {"recirc", kHintUnwanted},
    {"suggested", kHintUnwanted}, {"suggestions", kHintUnwanted}, {"readmore", kHintUnwanted},
    {"morefrom", kHintUnwanted}, {"readalso", kHintUnwanted}, {"alsoread", kHintUnwanted},
    {"seealso", kHintUnwanted}, {"morenews", kHintUnwanted}, {"morestories", kHintUnwanted},
    {"mostread", kHintUnwanted}, {"mostpopular", kHintUnwanted}, {"mostviewed", kHintUnwanted},
    {"popular", kHintDoubtful}, {"trending", kHintUnwanted}, {"latest", kHintDoubtful},
    {"latestnews", kHintUnwanted}, {"ticker", kHintUnwanted}, {"upnext", kHintUnwanted},
    {"readnext", kHintUnwanted}, {"nextarticle", kHintUnwanted}, {"onward", kHintUnwanted},
    {"jprelatedposts", kHintUnwanted}, {"inlinerelated", kHintUnwanted},
    {"teaser", kHintTeaser}, {"teasers", kHintTeaser | kHintUnwanted}, {"card", kHintTeaser},
    {"cards", kHintTeaser}, {"promo", kHintDoubtful}, {"promos", kHintUnwanted},
    {"promobox", kHintUnwanted}, {"promotion", kHintUnwanted}, {"widget", kHintDoubtful},
    {"widgets", kHintDoubtful}, {"carousel", kHintDoubtful}, {"slider", kHintDoubtful},
    {"slideshow", kHintDoubtful}, {"gallery", kHintDoubtful}, {"player", kHintDoubtful},
    {"podcast", kHintDoubtful}, {"toc", kHintUnwanted}, {"tableofcontents", kHintUnwanted},
    {"livestream", kHintUnwanted}, {"shop", kHintDoubtful},
    // Advertising.
    {"ad", kHintUnwanted}, {"ads", kHintUnwanted}, {"adv", kHintUnwanted},
    {"advert", kHintUnwanted}, {"adverts", kHintUnwanted}, {"advertisement", kHintUnwanted},
    {"advertising", kHintUnwanted}, {"adslot", kHintUnwanted}, {"adunit", kHintUnwanted},
    {"adbox", kHintUnwanted}, {"adcontainer", kHintUnwanted}, {"adwrapper", kHintUnwanted},
    {"sponsor", kHintUnwanted}, {"sponsors", kHintUnwanted}, {"sponsored", kHintUnwanted},
    {"anzeige", kHintUnwanted}, {"werbung", kHintUnwanted}, {"publicidad", kHintUnwanted},
    {"affiliate", kHintUnwanted}, {"commercial", kHintDoubtful},
    // Readers.
    {"comment", kHintComments}, {"comments", kHintComments}, {"commentlist", kHintComments},
    {"commentform", kHintComments}, {"commentary", 0}, {"respond", kHintComments},
    {"kommentare", kHintComments}, {"kommentar", kHintComments},
    {"commentaires", kHintComments}, {"comentarios", kHintComments}, {"reply", kHintComments},
    {"discussion", kHintComments}, {"pingback", kHintComments}, {"trackback", kHintComments},
    // Particulars.
    {"byline", kHintByline}, {"bylines", kHintByline}, {"author", kHintByline},
    {"authors", kHintByline}, {"autor", kHintByline}, {"autoren", kHintByline},
    {"auteur", kHintByline}, {"autore", kHintByline}, {"writer", kHintByline},
    {"reporter", kHintByline}, {"journalist", kHintByline}, {"contributor", kHintByline},
    {"yazar", kHintByline}, {"signature", kHintByline}, {"firma", kHintByline},
    {"vcard", kHintByline}, {"authorname", kHintByline}, {"bylinename", kHintByline},
    {"authorbio", kHintUnwanted}, {"authorbox", kHintUnwanted}, {"aboutauthor", kHintUnwanted},
    {"authorinfo", kHintUnwanted}, {"authorprofile", kHintUnwanted}, {"bio", kHintUnwanted},
    {"date", kHintDate}, {"dates", kHintDate}, {"datetime", kHintDate}, {"time", kHintDate},
    {"timestamp", kHintDate}, {"published", kHintDate}, {"pubdate", kHintDate},
    {"publishdate", kHintDate}, {"postdate", kHintDate}, {"entrydate", kHintDate},
    {"datum", kHintDate}, {"fecha", kHintDate}, {"tarih", kHintDate}, {"updated", kHintDate},
    {"lastupdated", kHintDate}, {"modified", kHintDate}, {"dateline", kHintDate},
    {"meta", kHintMeta}, {"metadata", kHintMeta}, {"postmeta", kHintMeta},
    {"entrymeta", kHintMeta}, {"articlemeta", kHintMeta}, {"postinfo", kHintMeta},
    {"articleinfo", kHintMeta}, {"tags", kHintUnwanted}, {"taglist", kHintUnwanted},
    {"tagcloud", kHintUnwanted}, {"posttags", kHintUnwanted}, {"keywords", kHintMeta},
    {"topics", kHintMeta}, {"category", kHintMeta}, {"categories", kHintMeta},
    {"kicker", kHintMeta}, {"eyebrow", kHintMeta}, {"readingtime", kHintMeta},
    {"readtime", kHintMeta}, {"overline", kHintMeta}, {"dachzeile", kHintMeta},
    {"views", kHintMeta}, {"viewcount", kHintMeta},
    {"headline", kHintTitle}, {"title", kHintTitle}, {"titel", kHintTitle},
    {"titulo", kHintTitle}, {"titre", kHintTitle}, {"entrytitle", kHintTitle},
    {"posttitle", kHintTitle}, {"articletitle", kHintTitle}, {"articleheadline", kHintTitle},
    {"deck", kHintDeck}, {"dek", kHintDeck}, {"standfirst", kHintDeck}, {"subtitle", kHintDeck},
    {"subheadline", kHintDeck}, {"subhead", kHintDeck}, {"subheading", kHintDeck},
    {"summary", kHintDeck}, {"lead", kHintDeck}, {"lede", kHintDeck}, {"intro", kHintDeck},
    {"introduction", kHintDeck}, {"chapo", kHintDeck}, {"vorspann", kHintDeck},
    {"teasertext", kHintDeck}, {"excerpt", kHintDeck}, {"abstract", kHintDeck},
    {"sottotitolo", kHintDeck}, {"subtitulo", kHintDeck}, {"ingress", kHintDeck},
    {"spot", kHintDeck}, {"description", kHintDeck}, {"articlesummary", kHintDeck},
    // Pictures and quotes.
    {"image", kHintPicture}, {"images", kHintPicture}, {"img", kHintPicture},
    {"photo", kHintPicture}, {"picture", kHintPicture}, {"bild", kHintPicture},
    {"foto", kHintPicture}, {"figure", kHintPicture}, {"imgtop", kHintPicture},
    {"media", kHintPicture}, {"thumbnail", kHintPicture}, {"articleimage", kHintPicture},
    {"articlephoto", kHintPicture}, {"leadimage", kHintPicture}, {"heroimage", kHintPicture},
    {"caption", kHintCaption}, {"captions", kHintCaption}, {"imagecaption", kHintCaption},
    {"figcaption", kHintCaption}, {"credit", kHintCaption}, {"credits", kHintCaption},
    {"photocredit", kHintCaption}, {"imagecredit", kHintCaption}, {"bildunterschrift", kHintCaption},
    {"legend", kHintCaption}, {"legende", kHintCaption}, {"wpcaptiontext", kHintCaption},
    {"pullquote", kHintQuote | kHintUnwanted}, {"quote", kHintQuote}, {"blockquote", kHintQuote},
    {"zitat", kHintQuote},
    {"noprint", kHintUnwanted},
};
// clang-format on

// Whole class names that hide; parts of names do not ("label-hidden" hides a label elsewhere).
constexpr std::string_view kHiding[] = {
    "hidden",           "hide",          "invisible",        "sronly",        "visuallyhidden",
    "screenreadertext", "printonly",     "screenreaderonly", "dnone",         "displaynone",
    "ishidden",         "jshidden",      "uhidden",          "offscreen",     "isvisuallyhidden",
    "uvisuallyhidden",  "showforsr",     "assistivetext",    "accessibility", "srtext",
    "elementinvisible", "elementhidden", "hiddenxs"};

// Beginnings of words that were run together with something else.
// clang-format off
constexpr NamedHint kPrefixes[] = {
    {"newsletter", kHintUnwanted}, {"breadcrumb", kHintUnwanted}, {"advert", kHintUnwanted},
    {"related", kHintUnwanted},    {"recommend", kHintUnwanted},  {"sharebutton", kHintUnwanted},
    {"sharing", kHintUnwanted},    {"socialshare", kHintUnwanted},{"socialmedia", kHintUnwanted},
    {"socialicon", kHintUnwanted}, {"cookie", kHintUnwanted},     {"paginat", kHintUnwanted},
    {"trending", kHintUnwanted},   {"sponsor", kHintUnwanted},    {"commentsection", kHintComments},
    {"commentbox", kHintComments}, {"mostread", kHintUnwanted},   {"subscri", kHintUnwanted},
    {"footer", kHintUnwanted},     {"sidebar", kHintUnwanted},    {"articlebody", kHintBody},
    {"storybody", kHintBody},      {"articletext", kHintBody},    {"postcontent", kHintBody},
    {"entrycontent", kHintBody},   {"articlecontent", kHintBody}, {"navigation", kHintUnwanted},
    {"popup", kHintDoubtful},      {"teaser", kHintTeaser}};
// clang-format on

constexpr size_t kSlots = 2048;
constexpr size_t kMaxWord = 24;

uint32_t Hash(std::string_view word) {
  uint32_t hash = 2166136261u;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash ^ (hash >> 15);
}

// The words above in an open hash table.
class WordTable {
 public:
  WordTable() {
    for (const NamedHint& word : kWords) {
      size_t slot = Hash(word.name) % kSlots;
      while (slots_[slot] != nullptr) slot = (slot + 1) % kSlots;
      slots_[slot] = &word;
    }
  }
  // The hints of a word, 0 for an unknown one.
  uint32_t Find(std::string_view word) const {
    size_t slot = Hash(word) % kSlots;
    for (; slots_[slot] != nullptr; slot = (slot + 1) % kSlots) {
      if (slots_[slot]->name == word) return slots_[slot]->hints;
    }
    return word.size() < 6 ? 0 : FindPrefix(word);
  }

 private:
  static uint32_t FindPrefix(std::string_view word) {
    for (const NamedHint& prefix : kPrefixes) {
      if (word.starts_with(prefix.name)) return prefix.hints;
    }
    return 0;
  }

  std::array<const NamedHint*, kSlots> slots_{};
};

uint32_t OfRole(std::string_view role) {
  if (role == "navigation" || role == "banner" || role == "contentinfo" || role == "search" ||
      role == "dialog" || role == "alertdialog" || role == "alert" || role == "menu" ||
      role == "menubar" || role == "toolbar" || role == "complementary") {
    return kHintUnwanted;
  }
  if (role == "main") return kHintContent;
  if (role == "article") return kHintArticle;
  return 0;
}

bool HidesItself(std::string_view style) {
  for (const std::string_view property : {"display", "visibility"}) {
    const size_t at = style.find(property);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = style.substr(at, 24);
    if (rest.find("none") != std::string_view::npos ||
        rest.find("hidden") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

uint32_t OfProperty(std::string_view value) {
  uint32_t hints = 0;
  const auto has = [&](std::string_view word) {
    return value.find(word) != std::string_view::npos;
  };
  if (has("articleBody")) hints |= kHintBodyProperty | kHintBody;
  if (value == "text" || has("reviewBody")) hints |= kHintBody;
  if (value == "author" || value == "creator") hints |= kHintByline;
  if (has("datePublished") || has("dateModified")) hints |= kHintDate;
  if (has("headline")) hints |= kHintTitle;
  if (value == "comment" || value == "commentText") hints |= kHintComments;
  if (value == "caption") hints |= kHintCaption;
  return hints;
}

}  // namespace

uint32_t ElementHintReader::OfNames(std::string_view value) {
  static const WordTable kTable;
  if (value.size() > 512) value = value.substr(0, 512);
  auto [known, added] = seen_.try_emplace(std::string(value), 0);
  if (!added) return known->second;
  uint32_t hints = 0;
  std::string word, previous, name;
  const auto finish = [&] {
    if (word.empty()) return;
    if (word.size() <= kMaxWord) {
      hints |= kTable.Find(word);
      if (!previous.empty() && previous.size() <= kMaxWord) hints |= kTable.Find(previous + word);
    }
    if (name.size() <= kMaxWord) name += word;
    previous.swap(word);
    word.clear();
  };
  const auto finish_name = [&] {
    const bool hiding =
        std::find(std::begin(kHiding), std::end(kHiding), name) != std::end(kHiding);
    // "hidden md:block" hides on small screens alone.
    if (hiding && value.find(":block") == std::string_view::npos &&
        value.find(":flex") == std::string_view::npos &&
        value.find(":inline") == std::string_view::npos &&
        value.find(":grid") == std::string_view::npos) {
      hints |= kHintHidden;
    }
    name.clear();
    previous.clear();
  };
  bool lower = false;  // whether the last letter was lowercase: "entryContent" is two words
  for (const char c : value) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalpha(u) == 0) {
      finish();
      if (c == ' ') finish_name();
      lower = false;
      continue;
    }
    if (lower && std::isupper(u) != 0) finish();
    lower = std::islower(u) != 0;
    word.push_back(static_cast<char>(std::tolower(u)));
  }
  finish();
  finish_name();
  return known->second = hints;
}

uint32_t ElementHintReader::Read(const HtmlPage& page, uint32_t node) {
  uint32_t hints = 0;
  page.ForEachAttribute(node, [&](std::string_view name, std::string_view value) {
    if (name == "class" || name == "id" || name == "data-testid" || name == "data-component" ||
        name == "data-type" || name == "data-qa" || name == "data-module" || name == "data-name") {
      hints |= OfNames(value);
    } else if (name == "role") {
      hints |= OfRole(value);
    } else if (name == "itemprop" || name == "property") {
      hints |= OfProperty(value);
    } else if (name == "rel") {
      if (value.find("author") != std::string_view::npos) hints |= kHintByline;
    } else if (name == "style") {
      if (HidesItself(value)) hints |= kHintHidden;
    } else if (name == "hidden" || (name == "aria-hidden" && value == "true")) {
      hints |= kHintHidden;
    }
  });
  return hints;
}

}  // namespace dateline
