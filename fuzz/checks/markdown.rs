//! The body of a Markdown file: whatever it says, its page holds what Markdown can say and nothing else.

use isogloss::content::{Part, parse_document};

use super::page;
use super::site;
use super::sound::{expect_findings, expect_span, path};

/// What Markdown becomes, with the attributes of each.
const ALLOWED: [(&str, &[&str]); 35] = [
    ("html", &[]),
    ("main", &[]),
    ("a", &["href", "rel", "title", "class", "aria-hidden", "tabindex", "id", "hreflang"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &["class"]),
    ("del", &[]),
    ("div", &["class", "lang", "dir"]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &["id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("img", &["src", "alt", "title", "loading", "decoding", "width", "height"]),
    ("input", &["type", "disabled", "checked"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &["tabindex"]),
    ("span", &["class"]),
    ("strong", &[]),
    ("sup", &["class", "id"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["class"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &[]),
    ("wbr", &[]),
];
/// Prints a body and nothing else.
const LAYOUT: &[u8] = b"<!doctype html><main>{{ page.content }}</main>";

/// The document is sound, and so is the page that is made of it.
pub fn check(bytes: &[u8]) {
    // A blank line in front: there is no front matter.
    let bytes = &[b"\n", bytes].concat();
    let (document, findings) = parse_document(&path("content/en/a.md"), false, bytes);
    expect_findings(bytes, document.body_start, &findings);
    for part in &document.body().parts {
        if let Part::Link(target) | Part::Picture(target) = part {
            expect_span(bytes, target.span.shifted(document.body_start), target);
            assert!(page::is_harmless(&target.target), "{target:?} is no address of the site");
        }
    }
    let files: [(&str, &[u8]); 3] =
        [("site.toml", site::SETTINGS), ("layouts/page.html", LAYOUT), ("content/en/a.md", bytes)];
    let mut workspace = site::of(&files);
    let sink = site::rendered(&mut workspace);
    let outputs = sink.outputs();
    match outputs.get("a/index.html") {
        Some(html) => page::expect_sound(&String::from_utf8_lossy(html), &ALLOWED),
        None => assert!(document.broken, "a document that can be read has a page"),
    }
    site::expect_findings(&workspace, &files);
}
