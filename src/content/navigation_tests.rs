//! `navigation.toml` files come in; what the menus and findings must be is checked.

use super::*;
use crate::diagnostic::Place;
use crate::text::SitePath;

fn read(text: &str) -> (Navigation, Vec<(&'static str, &str)>) {
    let (navigation, diagnostics) =
        parse_navigation(&SitePath::new("content/navigation.toml").unwrap(), text.as_bytes());
    let findings = diagnostics.iter().map(|finding| match &finding.place {
        Place::Span(_, span) => (finding.code.name, &text[span.range()]),
        place => panic!("{place:?}"),
    });
    let findings = findings.collect();
    (navigation, findings)
}

#[test]
fn reads_menus_with_groups() {
    let text = "[[main]]\nlabel = \"nav-product\"\n[[main.children]]\nheading = \"nav-build\"\nchildren = [\n\
        { label = \"nav-editor\", link = \"/docs/editor/\", description = \"nav-editor-more\" },\n\
        { label = \"nav-source\", link = \"https://example.org/\" },\n]\n[[footer]]\nlabel = \"legal\"\nlink = \"/x/\"\nexternal = true\n";
    let (navigation, findings) = read(text);
    assert!(findings.is_empty() && !navigation.broken, "{findings:?}");
    assert_eq!(navigation.menus.keys().collect::<Vec<_>>(), ["footer", "main"]);
    let group = &navigation.menus["main"][0].children[0];
    assert_eq!((group.label.as_deref(), group.heading, group.link.as_deref()), (Some("nav-build"), true, None));
    let [editor, source] = &group.children[..] else { panic!("{group:?}") };
    assert_eq!((editor.link.as_deref(), editor.external), (Some("/docs/editor/"), false));
    assert_eq!(editor.description.as_deref(), Some("nav-editor-more"));
    assert_eq!((&text[editor.span.range()], &text[editor.link_span.range()]), ("\"nav-editor\"", "\"/docs/editor/\""));
    assert!(source.external && navigation.menus["footer"][0].external);
}

#[test]
fn points_at_what_is_wrong_and_keeps_the_rest() {
    for (text, wanted, kept) in [
        ("main = 5", vec![("invalid-value", "5")], 0),
        ("main = [\"x\", { label = \"a\" }]", vec![("invalid-value", "\"x\"")], 1),
        ("[[main]]\nlink = \"/x/\"\n[[main]]\nlabel = \"a\"", vec![("invalid-menu", "[[main]]")], 1),
        ("[[main]]\nlabel = \"\"", vec![("invalid-menu", "[[main]]")], 0),
        ("[[main]]\nlabel = \"a\"\nlinks = \"x\"", vec![("unknown-key", "links")], 1),
        ("[[main]]\nlabel = \"a\"\nexternal = \"yes\"", vec![("invalid-value", "\"yes\"")], 1),
        ("[[main]]\nlabel = \"a\"\nheading = \"b\"", vec![("invalid-menu", "heading")], 1),
        ("[[main]]\nlabel = \"a\"\nlink = \"javascript:x\"", vec![("forbidden-scheme", "\"javascript:x\"")], 1),
        ("[[main]]\nlabel = \"a\"\nlink = 2022-99-99", vec![("invalid-value", "2022-99-99")], 1),
    ] {
        let (navigation, findings) = read(text);
        assert_eq!((findings, navigation.broken), (wanted, false), "{text}");
        assert_eq!(navigation.menus["main"].len(), kept, "{text}");
    }
}

#[test]
fn broken_toml_gives_no_menus() {
    let (navigation, findings) = read("[[main]]\nlabel = nav\n");
    assert!(navigation.broken && navigation.menus.is_empty());
    assert_eq!(findings, [("invalid-menu", "nav")]);
    assert!(!read("").0.broken, "an empty file has no menus, which is fine");
}

#[test]
fn stops_at_a_depth_that_nobody_means() {
    let header = |depth: usize| format!("[[main{}]]\nlabel = \"a\"\n", ".children".repeat(depth));
    let text: String = (0..12).map(header).collect();
    let (navigation, findings) = read(&text);
    assert_eq!(findings.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["invalid-menu"]);
    assert!(!navigation.menus["main"].is_empty());
}
