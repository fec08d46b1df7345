#include "src/ingest/boilerplate.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "src/base/utf8.h"

namespace dateline {
namespace {

// Headings of what stands behind an article.
// clang-format off
constexpr std::string_view kTails[] = {
    "related articles", "related article", "related stories", "related story", "related news",
    "related posts", "related content", "related links", "related reading", "related topics",
    "related items", "related", "related coverage", "related video", "related videos",
    "recommended", "recommended reading", "recommended for you", "recommended stories",
    "recommended articles", "you may also like", "you might also like", "you may like",
    "more from", "more stories", "more on this story", "more on this topic", "more news",
    "more to read", "more like this", "read next", "up next", "keep reading", "don't miss",
    "don’t miss", "most read", "most popular", "most viewed", "popular", "popular posts",
    "popular now", "trending", "trending now", "trending stories", "latest", "latest news",
    "latest stories", "latest articles", "latest posts", "recent posts", "top stories",
    "editors' picks", "editor's picks", "editor’s picks", "editors’ picks", "from the web",
    "around the web", "comments", "comment", "leave a comment", "leave a reply",
    "post a comment", "add a comment", "join the conversation", "join the discussion",
    "view comments", "show comments", "load comments", "share this", "share this article",
    "share this story", "share this post", "share this entry", "sharing", "share", "tags", "topics",
    "about the author", "about the authors", "about author", "author", "sign up for our newsletter",
    "explore more", "explore further", "see also", "also read", "read also",
    "weitere videos", "häufig gelesen", "meistgelesene artikel", "weitere nachrichten",
    "mehr zum thema", "mehr zu diesem thema", "das könnte sie auch interessieren",
    "das könnte dich auch interessieren", "auch interessant", "weitere artikel", "weitere themen",
    "weitere beiträge", "ähnliche artikel", "ähnliche beiträge", "verwandte artikel",
    "verwandte themen", "meistgelesen", "kommentare", "kommentar schreiben",
    "schreibe einen kommentar", "kommentar verfassen", "themen", "schlagworte", "artikel teilen",
    "diesen artikel teilen", "teilen mit", "gefällt mir", "mehr aus", "lesen sie auch",
    "neueste beiträge", "aktuelle beiträge", "weiterführende links",
    "à lire aussi", "a lire aussi", "lire aussi", "à lire également", "sur le même sujet",
    "sur le même thème", "voir aussi", "articles liés", "articles similaires", "commentaires",
    "les plus lus", "dans la même rubrique", "vos commentaires", "réagir", "thématiques associées",
    "noticias relacionadas", "artículos relacionados", "te puede interesar", "lee también",
    "lea también", "te recomendamos", "más noticias", "lo más leído", "comentarios",
    "más información", "relacionado", "relacionados", "archivado en", "etiquetas",
    "leia também", "leia mais", "veja também", "notícias relacionadas", "mais lidas",
    "comentários", "leggi anche", "articoli correlati", "potrebbe interessarti", "ti potrebbe interessare",
    "commenti", "i più letti", "ilgili haberler", "benzer haberler", "en çok okunanlar",
    "yorumlar", "diğer haberler", "önerilen haberler", "читайте также", "смотрите также",
    "по теме", "материалы по теме", "комментарии", "новости по теме", "другие новости",
    "популярное", "самое читаемое", "lees ook", "meer nieuws", "gerelateerd", "reacties",
    "meest gelezen", "les også", "les mer", "läs också", "läs mer", "mer om", "kommentarer",
    "mest leste", "mest läst", "læs også", "lue myös", "przeczytaj także", "czytaj także",
    "komentarze", "přečtěte si", "关联阅读", "相关新闻", "相关阅读", "相关文章", "相关推荐",
    "延伸阅读", "推荐阅读", "相關新聞", "相關文章", "延伸閱讀", "推薦閱讀", "熱門新聞", "评论",
    "関連記事", "関連ニュース", "関連リンク", "おすすめ記事", "あわせて読みたい", "人気記事",
    "この記事をシェア", "コメント", "ランキング", "관련기사", "관련 기사", "관련뉴스", "많이 본 뉴스",
    "댓글", "اقرأ أيضا", "اقرأ أيضاً", "مواضيع ذات صلة", "أخبار ذات صلة", "التعليقات",
    "الأكثر قراءة", "ဆက်စပ်သတင်းများ", "ဆက်စပ်သတင်း", "ဆက်လက်ဖတ်ရှုရန်", "berita terkait", "baca juga",
    "artikel terkait", "tin liên quan", "bài viết liên quan", "ข่าวที่เกี่ยวข้อง",
};
// clang-format on

// Labels that may stand within an article, and say nothing.
// clang-format off
constexpr std::string_view kLabels[] = {
    "advertisement", "advertisement - continue reading below", "ad", "ads", "advertising",
    "sponsored", "sponsored content", "paid content", "promoted", "story continues below",
    "story continues below advertisement", "article continues below",
    "article continues below advertisement", "article continues after ad",
    "article continues after advertisement", "continue reading below", "continue reading",
    "read more", "read more here", "read full story", "read the full story", "learn more",
    "show more", "see more", "view more", "load more", "more", "expand", "close", "back to top",
    "back to top button", "to top", "top", "skip", "skip to content", "skip to main content",
    "skip advertisement", "loading", "share on facebook", "share on twitter", "share on linkedin",
    "share via email", "facebook", "twitter", "tweet", "linkedin", "whatsapp", "email", "e-mail",
    "telegram", "pinterest", "reddit", "print", "print this", "copy link", "link copied", "save",
    "save this story", "bookmark", "listen", "listen to this article", "listen to article",
    "follow us", "follow", "subscribe", "subscribe now", "sign up", "sign in", "log in", "login",
    "register", "join now", "newsletter", "next", "previous", "prev", "home", "menu", "search",
    "photo", "photos", "video", "watch", "watch now", "play", "image", "caption", "file photo",
    "give feedback", "this is a modal window", "updated", "published", "by",
    "like this", "like loading", "reply", "permalink", "post navigation", "no comments", "n/a",
    "table of contents", "contents", "in this article", "jump to", "key points", "report a typo",
    "report ad", "remove ads", "view gallery", "view all", "see all", "all rights reserved",
    "hide caption", "toggle caption", "enlarge this image", "transcript", "download",
    "zum anhören", "mit video", "externen inhalt anzeigen", "inhalt anzeigen", "weitere informationen",
    "anzeige", "werbung", "teilen", "drucken", "merken", "weiterlesen", "mehr lesen", "mehr",
    "nach oben", "zur startseite", "zum seitenanfang", "seite drucken", "artikel drucken",
    "vorlesen", "startseite", "abonnieren", "anmelden", "impressum", "datenschutz", "kontakt",
    "bild", "foto", "schließen", "zurück", "weiter", "zurück zur übersicht", "empfehlen", "twittern",
    "publicité", "partager", "imprimer", "lire la suite", "s'abonner", "suivez-nous", "retour",
    "envoyer par e-mail", "écouter", "publicidad", "compartir", "imprimir", "suscríbete",
    "síguenos", "leer más", "publicidade", "compartilhe", "compartilhar", "ouvir",
    "continua após a publicidade", "pubblicità", "condividi", "stampa", "leggi tutto", "reklam",
    "paylaş", "abone ol", "yazdır", "takip et", "реклама", "поделиться",
    "подписаться", "подписывайтесь", "распечатать", "наверх", "advertentie", "deel", "delen",
    "annonse", "annons", "annonce", "dela", "del", "mainos", "reklama", "udostępnij", "广告",
    "分享", "分享到", "返回顶部", "打印", "廣告", "広告", "シェア", "シェアする", "印刷", "続きを読む",
    "ツイート", "공유", "인쇄", "إعلان", "شارك", "طباعة", "iklan", "bagikan", "quảng cáo", "chia sẻ",
};
// clang-format on

// Beginnings of short blocks.
// clang-format off
constexpr std::string_view kBeginnings[] = {
    "read more:", "read also:", "also read:", "read:", "read more about", "read next:", "related:",
    "related articles:", "related stories:", "see also:", "see more:", "watch:", "watch more:",
    "watch live:", "watch now:", "listen:", "more:", "recommended:", "don't miss:", "must read:",
    "also see:", "click here to", "click here for", "sign up for", "sign up to", "sign up here",
    "subscribe to", "subscribe here", "follow us on", "follow us:", "follow @", "follow him on",
    "follow her on", "like us on", "join our", "download our", "download the", "get the latest",
    "want more", "copyright ©", "copyright 20", "copyright (c)", "©", "(c) 20", "all rights reserved",
    "filed under", "tagged with", "tags:", "tag:", "posted in", "topics:", "categories:",
    "category:", "photo:", "photo by", "photo credit", "image:", "image credit", "image source",
    "photograph:", "picture:", "credit:", "last updated", "last modified", "published:",
    "published on", "updated:", "updated on", "posted on", "first published", "please enable javascript",
    "you need to enable javascript", "your browser does not support", "javascript is",
    "this site uses cookies", "we use cookies", "this website uses cookies",
    "this material may not be published", "this post was last", "view the discussion",
    "have a tip", "have you got a story", "got a tip", "contact us at", "email us at",
    "lesen sie auch:", "lesen sie dazu", "lesen sie hier", "mehr zum thema:", "mehr dazu:",
    "siehe auch:", "auch interessant:", "weitere informationen:", "foto:", "fotos:", "bild:",
    "bildquelle", "quelle:", "zum newsletter", "hier geht's zu", "hier geht es zu",
    "teilen sie", "veröffentlicht am", "veröffentlicht in", "aktualisiert am", "stand:",
    "kategorie:", "kategorien:", "schlagwörter:", "schlagworte:", "dieser eintrag wurde",
    "dieser beitrag wurde", "lire aussi", "à lire aussi", "a lire aussi", "lire également",
    "à lire également", "voir aussi", "publié le", "mis à jour le", "crédit photo", "lee también",
    "lea también", "lee más:", "te puede interesar:", "publicado el", "actualizado el", "leia também",
    "leia mais:", "veja também", "publicado em", "leggi anche", "pubblicato il", "ayrıca bakınız",
    "ilgili haber", "читайте также", "смотрите также", "подписывайтесь на", "фото:", "источник:",
    "lees ook", "lees meer", "les også", "läs också", "läs mer", "læs også", "lue myös", "czytaj też",
    "czytaj także", "责任编辑", "編輯:", "编辑:", "(编辑", "来源:", "来源：", "责编", "更多", "延伸閱讀",
    "（記者", "無断転載", "写真：", "写真:", "무단전재", "무단 전재", "저작권자", "ⓒ", "اقرأ أيضا", "المصدر:",
    "baca juga", "editor:", "xem thêm", "this entry was posted", "comments are closed",
    "comments closed", "bookmark the permalink", "number of comments",
};
// clang-format on

constexpr size_t kLongestPhrase = 80;   // bytes a label may have
constexpr size_t kLongestNotice = 240;  // bytes a block with a telling beginning may have

char32_t Lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
      (c >= 0x410 && c <= 0x42F)) {
    return c + 32;
  }
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x100 && c <= 0x17F && c != 0x130 && c != 0x131 && (c & 1) == 0 && c < 0x138)
    return c + 1;
  if (c == 0x15E || c == 0x160 || c == 0x15A || c == 0x11E) return c + 1;
  return c == 0x130 ? U'i' : c;
}

bool IsEdge(char32_t c) {
  return c <= ' ' || c == '.' || c == ':' || c == '!' || c == '-' || c == '|' || c == '>' ||
         c == '<' || c == '*' || c == '#' || c == '[' || c == ']' || c == '(' || c == ')' ||
         c == '"' || c == '/' || c == '+' || c == ',' || c == 0xBB || c == 0xAB || c == 0x203A ||
         c == 0x2039 || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == 0x2026 || c == 0x2192 ||
         c == 0x25B6 || c == 0x25BA || c == 0x2191 || c == 0x3010 || c == 0x3011 || c == 0xFF1A ||
         c == 0x300A || c == 0x300B || c == 0xB7 || c == '_' || c == '~' || c == '?';
}

std::string LowerText(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) AppendUtf8(Lower(NextCodePoint(text, &pos)), &out);
  return out;
}

// "image 3 of 7", "2 / 5", "1": a place in a series.
bool IsCounter(std::string_view folded) {
  for (const std::string_view word :
       {"image ", "photo ", "slide ", "picture ", "bild ", "foto ", "page ", "seite "}) {
    if (folded.starts_with(word)) folded.remove_prefix(word.size());
  }
  if (folded.empty() || folded.size() > 12 || folded[0] < '0' || folded[0] > '9') return false;
  for (size_t i = 0; i < folded.size(); ++i) {
    const std::string_view rest = folded.substr(i);
    for (const std::string_view joiner : {" of ", " von ", " / ", "/", " sur ", " de "}) {
      if (rest.starts_with(joiner)) return true;
    }
    if (folded[i] < '0' || folded[i] > '9') return false;
  }
  return false;
}

template <size_t N>
std::unordered_set<std::string_view> SetOf(const std::string_view (&words)[N]) {
  return {std::begin(words), std::end(words)};
}

}  // namespace

std::string FoldPhrase(std::string_view text) {
  std::string out;
  size_t end = 0;  // behind the last character that is not edge
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    if (IsEdge(c) && out.empty()) continue;
    AppendUtf8(Lower(c), &out);
    if (!IsEdge(c)) end = out.size();
  }
  out.resize(end);
  return out;
}

bool OpensTail(std::string_view text) {
  static const std::unordered_set<std::string_view> kSet = SetOf(kTails);
  if (text.size() > kLongestPhrase) return false;
  const std::string folded = FoldPhrase(text);
  if (kSet.contains(folded)) return true;
  // "More great stories", "More from the newsroom".
  return folded.starts_with("more ") &&
         (folded.ends_with(" stories") || folded.ends_with(" articles") ||
          folded.ends_with(" news") || folded.ends_with(" posts") ||
          folded.starts_with("more from "));
}

bool IsBoilerplate(std::string_view text) {
  static const std::unordered_set<std::string_view> kSet = SetOf(kLabels);
  if (text.size() <= kLongestPhrase) {
    const std::string folded = FoldPhrase(text);
    if (folded.empty() || kSet.contains(folded) || IsCounter(folded) || OpensTail(text))
      return true;
  }
  if (text.size() > kLongestNotice) return false;
  const std::string lower = LowerText(text.substr(0, text.size()));
  std::string_view start = lower;
  while (!start.empty() && (start[0] == ' ' || start[0] == '>' || start[0] == '|' ||
                            start[0] == '*' || start[0] == '[' || start[0] == '-')) {
    start.remove_prefix(1);
  }
  return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                     [&](std::string_view beginning) { return start.starts_with(beginning); });
}

}  // namespace dateline
