//! Whole Markdown files with front matter come in; what the documents and findings must be is checked.

use super::*;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::SitePath;

fn read(text: &str) -> (Document, Vec<Diagnostic>) {
    parse_document(&SitePath::new("content/en/a.md").unwrap(), false, text.as_bytes())
}

/// Each finding as its code and the text it points at.
fn findings(text: &str) -> Vec<(&'static str, &str)> {
    let (document, diagnostics) = read(text);
    let body = &text[document.body_start..];
    let show = |finding: &Diagnostic| match &finding.place {
        Place::Span(_, span) => (finding.code.name, &text[span.range()]),
        Place::Body(_, span) => (finding.code.name, &body[span.range()]),
        place => panic!("{place:?}"),
    };
    diagnostics.iter().map(show).collect()
}

#[test]
fn reads_the_same_values_from_toml_and_yaml() {
    let toml = "+++\ntitle = \"Hi\"\ndate = 2022-10-05\nupdated = 2022-10-06T01:02:03Z\nauthors = \"ada\"\ntags = [\"a\", \"b\"]\n\
        summary = \"S\"\nimage = { src = \"p.png\", alt = \"A\" }\nslug = \"über-uns\"\nreading = \"ハイ\"\nlayout = \"l.html\"\n\
        draft = true\naliases = [\"/old/\"]\npage_size = 5\n+++\nBody\n";
    let yaml = "---\ndate: \"2022-10-05\" # comment\ntitle: Hi\nupdated: 2022-10-06 01:02:03\nauthors: [ada]\ntags:\n  - a\n  - 'b'\n\
        summary: S\nimage:\n  alt: A\n  src: p.png\nslug: über-uns\nreading: ハイ\nlayout: l.html\n\
        draft: true\naliases: /old/\npage_size: 5\n---\n\nBody\n";
    let ((from_toml, toml_findings), (from_yaml, yaml_findings)) = (read(toml), read(yaml));
    assert_eq!((toml_findings, yaml_findings), (vec![], vec![]));
    let front = &from_toml.front;
    assert_eq!((front.title.as_deref(), front.date.unwrap().to_string()), (Some("Hi"), "2022-10-05".into()));
    assert_eq!((front.authors.join(""), front.tags.join("")), ("ada".into(), "ab".into()));
    assert_eq!(front.image.as_ref().map(|image| (&*image.src, &*image.alt)), Some(("p.png", "A")));
    assert_eq!((front.slug.as_deref(), front.page_size, front.draft), (Some("über-uns"), Some(5), true));
    assert_eq!(from_toml.head_digest, from_yaml.head_digest, "neither language nor order nor place counts");
    assert_eq!(from_toml.body_digest, from_yaml.body_digest);
    for (document, text) in [(&from_toml, toml), (&from_yaml, yaml)] {
        assert_eq!(&text[document.front.span("slug").unwrap().range()].trim_matches('"'), &"über-uns");
        assert_eq!(text[document.body_start..].trim(), "Body");
    }
}

#[test]
fn points_at_what_is_wrong_and_goes_on() {
    for (text, wanted) in [
        (
            "+++\r\ntitle = 5\r\ndate = 2023-02-30\r\n+++\r\n",
            vec![("invalid-value", "5"), ("invalid-date", "2023-02-30")],
        ),
        (
            "+++\ndate = \"5 May\"\nupdated = 07:32:00\n+++\n",
            vec![("invalid-date", "\"5 May\""), ("invalid-date", "07:32:00")],
        ),
        ("\u{FEFF}---\ntitel: x\ndraft: yes\n---\n", vec![("unknown-key", "titel"), ("invalid-value", "yes")]),
        ("---\ntags: [ä, 2023, b]\nimage: p.png\n---\n", vec![("invalid-value", "2023"), ("invalid-value", "p.png")]),
        (
            "+++\nimage = { alt = \"x\", scr = \"y\" }\n+++\n",
            vec![("unknown-key", "scr"), ("invalid-value", "{ alt = \"x\", scr = \"y\" }")],
        ),
        ("+++\npage_size = 0\nslug = \"a/b\"\n+++\n", vec![("invalid-value", "0"), ("invalid-value", "\"a/b\"")]),
        ("+++\ntitle = \"\\uFDD0x\"\n+++\n", vec![("forbidden-character", "\"\\uFDD0x\"")]),
        (
            "---\ntitle: \"a\u{1}\u{2}b\"\n---\n*c*\u{FDD0}<b>",
            vec![("forbidden-character", "\u{1}\u{2}"), ("forbidden-character", "\u{FDD0}"), ("raw-html", "<b>")],
        ),
        ("---\ntitle: &a x\nsummary: *a\n---\n", vec![("invalid-value", "*a")]),
    ] {
        assert!(!read(text).0.broken, "{text:?}");
        assert_eq!(findings(text), wanted, "{text:?}");
    }
}

#[test]
fn reads_around_what_is_wrong() {
    let (document, _) = read("+++\ntitle = \"T\"\ndate = 2023-02-30\ntags = [1, \"b\"]\n+++\nBody\n");
    assert_eq!((document.front.title.as_deref(), document.front.date), (Some("T"), None));
    assert_eq!((document.front.tags.join(""), &*document.gist.excerpt), ("b".into(), "Body"));
}

#[test]
fn a_page_without_front_matter_is_a_page() {
    for text in
        ["", "Hello\n", "\u{FEFF}Hello", "----\n", "***\n", "+++\n+++", "---\n---\n", "---\n# only a comment\n---\n"]
    {
        let (document, diagnostics) = read(text);
        assert!(!document.broken && diagnostics.is_empty(), "{text:?}: {diagnostics:?}");
        assert_eq!(document.front, FrontMatter::default());
    }
}

#[test]
fn broken_front_matter_is_one_finding_where_the_parser_names_it() {
    for (text, line) in [
        ("+++\na = 1\ntitle = \"x\nb = 2\n+++\nBody [x](javascript:y)", 3),
        ("+++\ntitle = \"a\"\ntitle = \"b\"\n+++\n", 3),
        ("---\na: 1\ntitle: [x\n---\n", 3),
        ("---\ntitle: a\ntitle: b\n---\n", 3),
        ("---\n- a\n---\n", 2),
        ("---\na: *b\n---\n", 2),
        ("+++\ntitle = \"x\"\n", 1),
        (&format!("---\na: {}\n---\n", "[".repeat(60_000)), 2),
        (&format!("+++\na = {}\n+++\n", "[".repeat(60_000)), 2),
    ] {
        let (document, diagnostics) = read(text);
        let head: String = text.chars().take(40).collect();
        assert!(document.broken && document.body().parts.is_empty(), "{head}");
        let [Diagnostic { place: Place::Span(_, span), code, .. }] = &diagnostics[..] else {
            panic!("{diagnostics:?}")
        };
        let found = text[..span.start as usize].bytes().filter(|byte| *byte == b'\n').count() + 1;
        assert_eq!((code.name, found), ("front-matter", line), "{head}");
    }
}

#[test]
fn refuses_what_is_not_text() {
    let path = SitePath::new("content/en/a.md").unwrap();
    for (bytes, code) in [(b"ab\xFFc".to_vec(), "not-utf8"), (vec![b'a'; MAX_DOCUMENT_BYTES + 1], "document-too-large")]
    {
        let (document, diagnostics) = parse_document(&path, false, &bytes);
        assert!(document.broken);
        assert_eq!(diagnostics.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), [code]);
    }
}

#[test]
fn digests_tell_cards_from_bodies() {
    let digests = |text: &str| {
        let document = read(text).0;
        (document.head_digest, document.body_digest)
    };
    let (head, body) = digests("+++\ntitle = \"T\"\n+++\nOne.\n\n- two [l](x.md)\n");
    let (moved_head, moved_body) = digests("+++\n# comment\n\ntitle = \"T\"\n+++\n\n\nOne.\n\n- two [l](x.md)\n");
    assert!(head == moved_head && body == moved_body, "positions and comments");
    let (titled_head, titled_body) = digests("+++\ntitle = \"U\"\n+++\nOne.\n\n- two [l](x.md)\n");
    assert!(head != titled_head && body == titled_body, "a title is on the card only");
    let (linked_head, linked_body) = digests("+++\ntitle = \"T\"\n+++\nOne.\n\n- two [l](y.md)\n");
    assert!(head == linked_head && body != linked_body, "a list is in the body only");
}
