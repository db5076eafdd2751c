//! The repository’s own site: in, its folders; out, pages that hold every part of the model page in English and
//! Japanese, with links that lead somewhere.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use crate::html::{Document, Element};
use crate::pages::{Pages, is_elsewhere};
use crate::support::{Files, Folder, tree};

const LOCALES: [&str; 5] = ["en", "ja", "fr", "es", "de"];

/// The site as it stands in the repository.
pub static SITE: LazyLock<Pages> = LazyLock::new(|| Pages::built(&Folder::with(&files())));

pub fn files() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Files::from([("site.toml".to_owned(), std::fs::read(root.join("site.toml")).unwrap())]);
    for folder in ["locales", "content", "layouts"] {
        files.extend(tree(&root.join(folder)).into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    files
}

/// The folder of a locale's outputs, with its slash.
pub fn folder(locale: &str) -> String {
    if locale == "en" { String::new() } else { format!("{locale}/") }
}

pub fn texts(elements: &[Element<'_>]) -> Vec<String> {
    elements.iter().map(|element| element.text()).collect()
}

pub fn no_faults(faults: &[String]) {
    let shown = faults.iter().take(40).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{} faults, of which\n{shown}", faults.len());
}

#[test]
fn the_site_has_findings_only_where_a_translation_is_on_its_way() {
    assert_eq!(SITE.report["errors"], 0);
    let found = SITE.report["diagnostics"].as_array().unwrap();
    assert!(!found.is_empty(), "what French lacks is told");
    for finding in found {
        let locale = finding["locale"].as_str().unwrap_or_default();
        assert!(["fr", "es", "de"].contains(&locale) && finding["code"] == "missing-message", "{finding}");
    }
}

#[test]
fn there_is_enough_to_read() {
    let files = files();
    for (locale, least, words) in [("en", 24, 200..=600), ("ja", 18, 400..=2000)] {
        let own = SITE.of(locale).filter(|(_, page)| {
            !page.all("body.kind-post").is_empty() && page.one("div.prose").all("p")[0].language() == locale
        });
        let own: Vec<_> = own.collect();
        assert!(own.len() >= least, "{locale} has {} posts", own.len());
        for (output, page) in &own {
            // Japanese has no spaces between words: its length is counted in characters.
            let text = page.one("div.prose").text();
            let length = if locale == "ja" { text.chars().count() } else { text.split_whitespace().count() };
            assert!(words.contains(&length), "{output} is {length} long");
        }
        for part in ["pre code", "table", "blockquote", "img", "div.footnotes"] {
            let parts = own.iter().filter(|(_, page)| !page.one("article.post").all(part).is_empty()).count();
            assert!(parts > 0, "no post in {locale} has {part}");
        }
        assert!(SITE.listing(&format!("{}blog/engineering/", folder(locale))).len() >= 8);
    }
    let sources = files.iter().filter(|(path, _)| path.starts_with("content/en/") && path.ends_with(".md"));
    let code: BTreeSet<String> = sources
        .flat_map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap().lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| line.starts_with("```") && line.len() > 3)
        .collect();
    assert!(code.len() >= 4, "code in {code:?}");
}

#[test]
fn every_link_of_every_page_leads_somewhere_and_nothing_is_inline() {
    for locale in LOCALES {
        assert!(SITE.of(locale).count() > 80, "pages of {locale}");
    }
    no_faults(&SITE.faults());
}

#[test]
fn every_page_has_the_parts_that_all_pages_have() {
    let kinds = ["home", "listing", "tag", "tags", "author", "post", "page", "search", "404"];
    for locale in LOCALES {
        let seen: BTreeSet<&str> =
            SITE.of(locale).filter_map(|(_, page)| page.one("body").get("class")?.strip_prefix("kind-")).collect();
        assert_eq!(seen, BTreeSet::from(kinds), "{locale}");
        for part in ["header.site-header", "aside.announcement", "section.call", "div.footer-about", "div.mode"] {
            let distinct: BTreeSet<String> = SITE.of(locale).map(|(_, page)| page.one(part).text()).collect();
            assert_eq!(distinct.len(), 1, "{part} differs between pages of {locale}");
        }
    }
    for part in ["div.mode", "section.call", "nav.promo", "p.copyright", "nav.blog-menu"] {
        let [en, ja] = ["index.html", "ja/index.html"].map(|home| SITE.page(home).one(part).text());
        assert_ne!(en, ja, "{part} is not translated");
    }
}

#[test]
fn the_header_has_the_links_of_the_model_page() {
    for locale in ["en", "ja"] {
        let page = SITE.page(&format!("{}blog/engineering/page/2/index.html", folder(locale)));
        let header = page.one("header.site-header");
        assert_eq!(header.all("nav.promo li > a").len(), 4, "promo strip");
        assert_eq!(header.one("nav.actions").all("li > a").len(), 5, "actions");
        let main = header.one("nav.main-menu");
        assert_eq!(main.all("nav > ul > li > details > summary").len(), 3, "menus");
        assert_eq!(main.all("nav > ul > li > a").len(), 1, "plain entry");
        let menus: Vec<Vec<usize>> = main.all("details").iter().map(|menu| groups(*menu)).collect();
        assert_eq!(menus[0], [2, 4, 6, 2, 3, 2, 5, 2, 3], "product");
        assert_eq!(menus[1].len(), 5, "solutions");
        assert!(menus[1].iter().all(|links| (5..=7).contains(links)), "solutions: {:?}", menus[1]);
        assert_eq!(main.all("details")[1].all(".all > a").len(), 1, "see all");
        assert_eq!(menus[2].len(), 5, "resources");
        assert!(menus[2].iter().all(|links| (4..=8).contains(links)), "resources: {:?}", menus[2]);
        let links = main.all("a");
        assert!((90..=100).contains(&links.len()), "{} links", links.len());
        assert!(links.iter().filter(|link| is_elsewhere(link.get("href").unwrap())).count() >= 5, "to other hosts");

        let blog = page.one("nav.blog-menu");
        let more = blog.all("details li > a");
        assert_eq!(more.len(), 7, "behind the disclosure");
        let tops = blog.all("nav > ul > li");
        assert_eq!(tops.last().unwrap().one("a").get("href"), Some(&*format!("/{}blog/", folder(locale))));
        assert!(!tops[tops.len() - 2].all("details").is_empty(), "the disclosure is last but one");
        assert_eq!(blog.one("[aria-current]").get("href"), Some(&*format!("/{}blog/engineering/", folder(locale))));

        let announcement = page.one("aside.announcement");
        assert_eq!(announcement.all("p > a").len(), 1, "read more");
        assert_eq!(announcement.all("ul.product-row a").len(), 5, "product row");
    }
}

/// How many links each group of a menu has.
fn groups(menu: Element<'_>) -> Vec<usize> {
    let groups = menu.all("ul.groups > li");
    let headed = groups.iter().filter(|group| !group.all(".group-heading").is_empty());
    headed.map(|group| group.all("li > a").len()).collect()
}

#[test]
fn a_category_says_where_it_stands() {
    for (locale, trail) in [("en", ["Home", "Blog", "Engineering"]), ("ja", ["ホーム", "ブログ", "エンジニアリング"])]
    {
        let page = SITE.page(&format!("{}blog/engineering/index.html", folder(locale)));
        let crumbs = page.one("nav.breadcrumb ol[itemtype=https://schema.org/BreadcrumbList]");
        assert_eq!(texts(&crumbs.all("li[itemprop=itemListElement] [itemprop=name]")), trail);
        let positions: Vec<_> = crumbs.all("[itemprop=position]").iter().map(|at| at.get("content").unwrap()).collect();
        assert_eq!(positions, ["1", "2", "3"]);
        assert_eq!(crumbs.all("a").len(), 2, "the page itself is no link");
        assert_eq!(page.one("h1").text(), trail[2]);
        assert!(!page.one(".page-head .lede").text().is_empty());
    }
}

/// The entries that a pagination must show: both ends, the current page and its neighbours; a gap of one is filled.
fn window(current: usize, total: usize) -> Vec<String> {
    let near = |number: &usize| number.abs_diff(current) <= 1 || *number == 1 || *number == total;
    let mut window = Vec::new();
    let mut last = 0;
    for number in (1..=total).filter(near) {
        match number - last {
            1 => {}
            2 => window.push((last + 1).to_string()),
            _ => window.push("…".to_owned()),
        }
        window.push(number.to_string());
        last = number;
    }
    window
}

#[test]
fn listings_are_paged_above_and_below() {
    for locale in ["en", "ja"] {
        for at in ["blog/engineering/", "blog/", "tags/reliability/", ""].map(|at| folder(locale) + at) {
            let pages = SITE.listing(&at);
            let address = |number: usize| match number {
                1 => format!("/{at}"),
                number => format!("/{at}page/{number}/"),
            };
            for (current, page) in (1..).zip(&pages) {
                let navs = page.all("nav.pagination");
                assert_eq!(navs.len(), 2, "{at} {current}");
                assert_ne!(navs[0].get("aria-label"), navs[1].get("aria-label"), "each has a name of its own");
                for nav in navs {
                    let entries = texts(&nav.all("ul > li"));
                    assert_eq!(entries[1..entries.len() - 1], window(current, pages.len()), "{at} {current}");
                    assert_eq!(nav.one("[aria-current=page]").text(), current.to_string());
                    assert!(nav.all("a[aria-current]").is_empty(), "the current page is no link");
                    for link in nav.all("a[aria-label]") {
                        assert_eq!(link.get("href"), Some(&*address(link.text().parse().unwrap())));
                    }
                    let step = |rel: &str| nav.all(&format!("a[rel={rel}]")).first().and_then(|link| link.get("href"));
                    assert_eq!(step("prev"), (current > 1).then(|| address(current - 1)).as_deref());
                    assert_eq!(step("next"), (current < pages.len()).then(|| address(current + 1)).as_deref());
                }
                let cards = page.all("ul.cards > li > article.card").len();
                assert!(cards == 3 || current == pages.len() && cards > 0, "{at} {current}: {cards} cards");
            }
        }
    }
}

#[test]
fn cards_have_all_their_parts() {
    for (locale, longest) in [("en", 310), ("ja", 160)] {
        let mut cut = 0;
        let mut without_author = 0;
        let mut authors = BTreeSet::new();
        let mut pictures = BTreeSet::new();
        for page in SITE.listing(&format!("{}blog/engineering/", folder(locale))) {
            for card in page.all("article.card") {
                let link = card.one("h3 > a");
                let post = SITE.page(&format!("{}index.html", &link.get("href").unwrap()[1..]));
                assert_eq!(post.one("h1").text(), link.text());
                let category = format!("/{}blog/engineering/", folder(locale));
                assert_eq!(card.one("a.category").get("href"), Some(&*category));
                let time = card.one("time");
                assert_eq!(time.text(), long_date(locale, time.get("datetime").unwrap()));
                let excerpt = card.one("p.excerpt");
                if excerpt.all("[lang]").is_empty() {
                    assert!(excerpt.text().chars().count() <= longest, "{}", excerpt.text());
                    cut += usize::from(is_cut(&excerpt.text(), post));
                }
                authors.extend(texts(&card.all("a[rel=author]")));
                without_author += usize::from(card.all("[rel=author]").is_empty());
                for picture in card.all("img") {
                    let [alt, src] = ["alt", "src"].map(|name| picture.get(name).unwrap());
                    assert!(!alt.is_empty() && picture.get("width").is_some(), "{src}");
                    pictures.insert((src, alt));
                }
            }
        }
        assert!(cut > 3, "{cut} excerpts in {locale} are cut");
        assert!(authors.len() >= 3 && without_author > 0, "{locale}: {authors:?}");
        assert!(pictures.len() >= 12, "{locale}: {pictures:?}");
        let alts: BTreeSet<&str> = pictures.iter().map(|(_, alt)| *alt).collect();
        assert_eq!(alts.len(), pictures.len(), "a picture with another's text: {pictures:?}");
    }
}

/// CLDR's long form of an ISO date.
fn long_date(locale: &str, iso: &str) -> String {
    let numbers: Vec<usize> = iso.split('-').map(|number| number.parse().unwrap()).collect();
    let [year, month, day] = numbers[..] else { panic!("{iso}") };
    let months = "January February March April May June July August September October November December";
    match locale {
        "ja" => format!("{year}年{month}月{day}日"),
        _ => format!("{} {day}, {year}", months.split(' ').nth(month - 1).unwrap()),
    }
}

/// Whether an excerpt is cut; then, in English, at the end of a word.
fn is_cut(excerpt: &str, post: &Document) -> bool {
    let Some(kept) = excerpt.strip_suffix('…') else { return false };
    let text = post.one("div.prose").text();
    let last = kept.rsplit(' ').next().unwrap();
    if post.one("html").get("lang") == Some("en") {
        let whole = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()) == last;
        assert!(text.split_whitespace().any(whole), "`{last}` is no word of its post");
    }
    true
}

#[test]
fn a_page_ends_with_what_to_do_next_and_how_to_read_on() {
    for (locale, locale_home) in [("en", "/"), ("ja", "/ja/")] {
        let page = SITE.page(&format!("{}blog/engineering/index.html", folder(locale)));
        let call = page.one("section.call");
        assert!(!call.one("h2").text().is_empty() && !call.one("p").text().is_empty());
        assert!(call.one("a.button").get("href").unwrap().starts_with(locale_home));
        let about = page.one("div.footer-about");
        assert!(!about.one("p.tagline").text().is_empty());
        assert!(about.one("p.copyright").text().contains("2026"), "{}", about.one("p.copyright").text());
        let links: Vec<_> = about.all("ul.footer-links a").iter().map(|link| link.get("href").unwrap()).collect();
        assert!(
            links.contains(&&*format!("{locale_home}terms/")) && links.contains(&&*format!("{locale_home}privacy/"))
        );
        assert!(links.iter().any(|link| is_elsewhere(link)), "trust");
        let mode = page.one("div.mode[role=group][aria-label]");
        let schemes: Vec<_> =
            mode.all("input[type=radio][name=scheme]").iter().map(|input| input.get("value")).collect();
        assert_eq!(schemes, [Some("auto"), Some("light"), Some("dark")]);
        assert_eq!(mode.all("label > input[type=checkbox][name=motion]").len(), 1);
        assert!(texts(&mode.all("label")).iter().all(|label| !label.is_empty()));
    }
}
