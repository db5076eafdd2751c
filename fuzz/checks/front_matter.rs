//! A Markdown file with its front matter: whatever it says, its values are text, and its addresses stay inside the site.

use isogloss::content::parse_document;
use isogloss::text::{SitePath, is_mark};

use super::page;
use super::site;
use super::sound::{expect_findings, expect_span, path};

/// All keys that may stand in front matter.
const KEYS: [&str; 13] = [
    "title",
    "date",
    "updated",
    "authors",
    "tags",
    "summary",
    "image",
    "slug",
    "reading",
    "layout",
    "draft",
    "aliases",
    "page_size",
];
/// Prints what front matter says.
const LAYOUT: &[u8] = b"<!doctype html><main><h1>{{ page.title }}</h1><p>{{ page.summary }} {{ page.date }}</p>\
    {% if page.image %}<img src=\"{{ page.image.src }}\" alt=\"{{ page.image.alt }}\">{% endif %}\
    {% for term in page.tags|list + page.authors|list %}<a href=\"{{ term.url }}\">{{ term.name }}</a>{% endfor %}\
    </main>";
/// The elements of that layout.
const ALLOWED: [(&str, &[&str]); 6] =
    [("main", &[]), ("h1", &[]), ("p", &[]), ("span", &["lang", "dir"]), ("a", &["href"]), ("img", &["src", "alt"])];

/// The values are sound, and so are the pages that are made of them.
pub fn check(bytes: &[u8]) {
    let (document, findings) = parse_document(&path("content/en/a.md"), false, bytes);
    expect_findings(bytes, document.body_start, &findings);
    assert!(document.body_start <= bytes.len() && (!document.broken || !findings.is_empty()));
    let front = &document.front;
    let image = front.image.as_ref();
    for span in KEYS.iter().filter_map(|key| front.span(key)).chain(image.map(|image| image.span)) {
        expect_span(bytes, span, front);
    }
    let texts = [&front.title, &front.summary, &front.slug, &front.reading, &front.layout].into_iter().flatten();
    let texts = texts.chain(image.iter().flat_map(|image| [&image.src, &image.alt]));
    let ids = front.authors.iter().chain(&front.tags).map(|id| &**id);
    for text in texts.chain(&front.aliases).map(String::as_str).chain(ids) {
        let is_unfit = |c: char| is_mark(c) || (c < ' ' && !matches!(c, '\t' | '\n' | '\r'));
        assert!(!text.contains(is_unfit), "{text:?}");
    }
    if let Some(slug) = &front.slug {
        let place = SitePath::new(&format!("{slug}/index.html"));
        assert!(!slug.contains('/') && place.is_some_and(|place| !place.is_hidden()), "{slug:?} is a slug");
    }
    expect_pages(bytes);
}

fn expect_pages(bytes: &[u8]) {
    let files: [(&str, &[u8]); 6] = [
        ("site.toml", site::SETTINGS),
        ("layouts/page.html", LAYOUT),
        ("layouts/post.html", LAYOUT),
        ("layouts/tag.html", LAYOUT),
        ("layouts/author.html", LAYOUT),
        ("content/en/a.md", bytes),
    ];
    let mut workspace = site::of(&files);
    let sink = site::rendered(&mut workspace);
    for (output, html) in sink.outputs() {
        assert!(SitePath::new(&output).is_some_and(|path| !path.is_hidden()), "{output:?} leads out of the site");
        if site::has_layout(&workspace, &output) {
            page::expect_sound(&String::from_utf8_lossy(&html), &ALLOWED);
        }
    }
    site::expect_findings(&workspace, &files);
}
