//! The repository’s own site in its five languages, live ones and those on their way, and the site that
//! `isogloss new` makes: in, their folders; out, pages that say which language each text is in.

use std::collections::{BTreeMap, BTreeSet};

use isogloss::site::Options;

use crate::html::{Document, Element};
use crate::pages::Pages;
use crate::reference_site::{SITE, files, folder, no_faults, texts};
use crate::support::{Files, Folder, SiteTest};

#[test]
fn languages_are_links_where_they_are_live_and_named_where_they_are_not() {
    for (locale, soon) in [("en", "coming soon"), ("ja", "近日公開"), ("fr", "bientôt disponible")] {
        for (output, page) in SITE.of(locale) {
            let list = page.one("footer nav.languages");
            let live = list.all("li > a");
            assert_eq!(texts(&live), ["English", "日本語"], "{output}");
            assert_eq!(live.iter().map(|link| link.get("hreflang").unwrap()).collect::<Vec<_>>(), ["en", "ja"]);
            let rest = output.strip_prefix(&folder(locale)).unwrap().trim_end_matches("index.html");
            assert_eq!(live[0].get("href"), Some(&*format!("/{rest}")), "{output}");
            assert_eq!(live[1].get("href"), Some(&*format!("/ja/{rest}")), "{output}");
            let coming = list.all("li.soon");
            assert_eq!(texts(&list.all("li.soon > span[lang]")), ["Français", "Español", "Deutsch"], "{output}");
            let notes = texts(&list.all("li.soon > .soon-note"));
            assert!(notes.len() == 3 && notes.iter().all(|note| note.starts_with(soon)), "{output}: {notes:?}");
            assert!(coming.iter().all(|entry| entry.all("a").is_empty()), "{output}: not yet a link");
            let current = list.one("[aria-current]");
            let name = current.all("[lang]").first().copied().unwrap_or(current);
            assert_eq!(name.language(), locale, "{output}");
        }
    }
}

#[test]
fn a_language_on_its_way_says_how_far_it_is() {
    for (locale, share) in [("fr", 85), ("es", 60), ("de", 30)] {
        for (output, page) in SITE.of(locale) {
            let progress: i64 = page.one("aside.banner progress").get("value").unwrap().parse().unwrap();
            assert!((progress - share).abs() <= 6, "{output}: {progress} percent");
            assert!(page.one("aside.banner").text().contains(&progress.to_string()), "{output}");
            let source = output.strip_prefix(&folder(locale)).unwrap().trim_end_matches("index.html");
            assert_eq!(page.one("aside.banner a").get("href"), Some(&*format!("/{source}")), "{output}");
        }
    }
    for locale in ["en", "ja"] {
        assert!(SITE.of(locale).all(|(_, page)| page.all(".banner").is_empty()), "{locale} is complete");
    }
}

/// Texts of a page that cannot be names, code or examples in a table, each with the element around it.
fn sentences(page: &Document) -> impl Iterator<Item = (Element<'_>, &str)> {
    let not_language = |element: &Element<'_>| ["title", "code", "pre", "td"].contains(&element.name());
    page.texts().filter(move |(element, text)| {
        text.split_whitespace().count() >= 4 && !element.path().any(|it| not_language(&it))
    })
}

#[test]
fn what_stands_in_from_english_says_so() {
    for (locale, least) in [("ja", 200), ("fr", 2000), ("es", 3000), ("de", 4000)] {
        let mut marked = 0;
        let mut own = BTreeSet::new();
        for (output, page) in SITE.of(locale) {
            let source = SITE.page(output.strip_prefix(&folder(locale)).unwrap());
            let english: BTreeSet<&str> = sentences(source).map(|(_, text)| text).collect();
            for (element, text) in sentences(page) {
                let stands_in = english.contains(text);
                // An English page has no banner and no such notice, so it does not show their English texts.
                let is_here_alone = element.path().any(|outer| outer.is("aside.banner") || outer.is("p.notice"));
                let is_english = element.language() == "en";
                assert!(is_english == stands_in || is_here_alone, "{output}: the language of `{text}`");
                marked += usize::from(stands_in);
                if element.language() == locale {
                    own.insert(text);
                }
            }
        }
        assert!(marked > least, "{locale}: {marked} texts stand in");
        assert!(own.len() >= 4, "{locale}: {own:?}");
    }
    let french = SITE.page("fr/index.html");
    assert_eq!(french.one("a.skip").text(), "Aller au contenu");
    assert!(french.texts().any(|(element, text)| text == "Tarifs" && element.language() == "fr"));
}

/// The addresses of the posts of a listing, in its order.
fn listed(pages: &Pages, at: &str) -> Vec<String> {
    let cards = pages.listing(at).into_iter().flat_map(|page| page.all("article.card h3 > a"));
    cards.map(|link| link.get("href").unwrap().to_owned()).collect()
}

/// The posts of a locale, as its listing, its tag pages, its previous and next and its outputs have them: alike.
#[track_caller]
fn posts(pages: &Pages, locale: &str) -> BTreeSet<String> {
    let listing = listed(pages, &format!("{}blog/", folder(locale)));
    let posts: BTreeSet<String> = listing.iter().cloned().collect();
    assert_eq!(posts.len(), listing.len(), "{locale} lists a post twice");
    let outputs = pages.of(locale).filter(|(_, page)| !page.all("header.page-head time").is_empty());
    let outputs: BTreeSet<String> =
        outputs.map(|(output, _)| format!("/{}", output.trim_end_matches("index.html"))).collect();
    assert_eq!(posts, outputs, "{locale}: what is listed and what is there");
    let mut tagged = BTreeMap::<String, BTreeSet<String>>::new();
    for post in &posts {
        let page = pages.page(&format!("{}index.html", &post[1..]));
        for tag in page.all("a[rel=tag]") {
            tagged.entry(tag.get("href").unwrap()[1..].to_owned()).or_default().insert(post.clone());
        }
        for (rel, back) in [("prev", "next"), ("next", "prev")] {
            for link in page.all(&format!("nav.neighbours a[rel={rel}]")) {
                let other = link.get("href").unwrap();
                assert!(posts.contains(other), "{post} leads to {other}");
                let other = pages.page(&format!("{}index.html", &other[1..]));
                let way_back = other.one(&format!("nav.neighbours a[rel={back}]"));
                assert_eq!(way_back.get("href"), Some(&**post), "and back");
            }
        }
    }
    for (tag, expected) in tagged {
        let listed: BTreeSet<String> = listed(pages, &tag).into_iter().collect();
        assert_eq!(listed, expected, "{tag}");
    }
    posts
}

/// The paths of posts and pages that Japanese lacks, as they follow its folder in addresses.
fn lacking(files: &Files) -> BTreeSet<String> {
    let of = |locale: &str| -> BTreeSet<String> {
        let prefix = format!("content/{locale}/");
        let paths = files.keys().filter_map(|path| path.strip_prefix(&prefix)?.strip_suffix(".md"));
        paths.map(|path| format!("{path}/")).collect()
    };
    of("en").difference(&of("ja")).cloned().collect()
}

#[test]
fn a_post_that_a_language_lacks_is_shown_in_its_own() {
    let lacking = lacking(&files());
    assert!(lacking.len() >= 4, "{lacking:?}");
    let english = posts(&SITE, "en");
    let japanese = posts(&SITE, "ja");
    posts(&SITE, "fr");
    assert_eq!(japanese, english.iter().map(|post| format!("/ja{post}")).collect());
    for path in &lacking {
        let page = SITE.page(&format!("ja/{path}index.html"));
        assert_eq!(page.one("h1 > [lang]").language(), "en");
        assert_eq!(page.one("div.prose").all("p")[0].language(), "en");
        assert_eq!(page.all("article .notice").len(), 1, "{path} says so");
        assert!(page.all("link[rel=alternate][hreflang=ja]").is_empty(), "{path} is no translation");
    }
    let cards = SITE.listing("ja/blog/").into_iter().flat_map(|page| page.all("article.card"));
    for card in cards {
        let link = card.one("h3 > a");
        let missing = lacking.contains(&link.get("href").unwrap()["/ja/".len()..]);
        let language = |inside: &str| card.all(inside).first().map_or("none", |element| element.language());
        assert_eq!(link.all("[lang=en]").len(), usize::from(missing), "{}", link.text());
        assert_eq!(card.all(".notice").len(), usize::from(missing), "{}", link.text());
        assert_eq!(language("p.excerpt") == "en" || !card.all("p.excerpt > [lang=en]").is_empty(), missing);
        assert!(card.all("img").is_empty() || (language("img") == "en") == missing, "{}", link.text());
    }
}

#[test]
fn a_post_that_a_language_lacks_is_hidden_everywhere() {
    let mut files = files();
    let settings = String::from_utf8(files["site.toml"].clone()).unwrap();
    let hidden = settings.replace("untranslated_posts = \"show\"", "untranslated_posts = \"hide\"");
    assert_ne!(settings, hidden);
    files.insert("site.toml".to_owned(), hidden.into_bytes());
    let pages = Pages::built(&Folder::with(&files));
    let lacking = lacking(&files);
    assert_eq!(posts(&pages, "en"), posts(&SITE, "en"));
    let japanese = posts(&pages, "ja");
    assert!(japanese.len() >= 18, "{japanese:?}");
    for path in &lacking {
        assert!(!pages.has(&format!("ja/{path}index.html")), "{path}");
        let links =
            pages.all().flat_map(|(output, page)| page.all("[href]").into_iter().map(move |link| (output, link)));
        for (output, link) in links {
            assert_ne!(link.get("href"), Some(&*format!("/ja/{path}")), "{output}");
        }
    }
    for (output, page) in pages.of("ja") {
        assert!(page.all("article .notice").is_empty(), "{output} shows what is hidden");
    }
    assert!(posts(&pages, "fr").is_empty());
    no_faults(&pages.faults());
}

#[test]
fn a_menu_message_moves_fragments_and_renders_no_page() {
    let mut site = SiteTest::of(files(), Options::default());
    let pages = SITE.of("ja").count();
    site.edit("locales/ja/navigation.ftl", "nav-pricing = 料金", "nav-pricing = お値段");
    assert_eq!((site.outcome.rendered, site.outcome.patched), (0, pages));
    assert!(site.outcome.fragments > 0);
    assert_eq!(site.outcome.changed.len(), pages);
    assert!(site.outcome.changed.iter().all(|output| output.starts_with("ja/")), "{:?}", site.outcome.changed);
    assert!(site.page("ja/index.html").contains("お値段"));
    site.expect_same_as_clean_build();
}

#[test]
fn a_new_site_has_nothing_to_find() {
    let folder = Folder::empty();
    assert_eq!(folder.run("new .").code, Some(0));
    let pages = Pages::built(&folder);
    assert_eq!(pages.report["diagnostics"].as_array().unwrap().len(), 0, "{}", pages.report);
    no_faults(&pages.faults());
    for locale in ["en", "ja", "fr"] {
        assert!(posts(&pages, locale).len() >= 3, "{locale}");
    }
    for (output, page) in pages.of("ja") {
        let list = page.one("nav.languages");
        assert_eq!(texts(&list.all("li > a")), ["English", "日本語"], "{output}");
        assert_eq!(list.all("li > [lang=fr]").len(), 1, "{output}");
    }
}
