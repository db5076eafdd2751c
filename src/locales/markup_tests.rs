//! Tests of `markup.rs`.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{ELEMENTS, MarkupFindingKind as Kind, Slot, weave};

fn slots(names: &[(&str, &[(&str, &str)])]) -> BTreeMap<String, Slot> {
    let slot = |attributes: &[(&str, &str)]| Slot {
        attributes: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    };
    names.iter().map(|(name, attributes)| ((*name).to_owned(), slot(attributes))).collect()
}

#[test]
fn passes_what_is_allowed() {
    for (text, html, plain) in [
        ("Hello <em>you</em>!", "Hello <em>you</em>!", "Hello you!"),
        ("a<br>b<BR/>c<wbr />d", "a<br>b<br>c<wbr>d", "abcd"),
        (
            "<span lang='ja' title=\"a &quot;b&quot;\">語</span>",
            "<span lang=\"ja\" title=\"a &quot;b&quot;\">語</span>",
            "語",
        ),
        ("&amp;&lt;b&gt;&nbsp;&#233;&#xE9;", "&amp;&lt;b&gt;\u{A0}éé", "&<b>\u{A0}éé"),
        ("<b><i>x</i></b>", "<b><i>x</i></b>", "x"),
    ] {
        let woven = weave(text, &BTreeMap::new());
        assert_eq!((woven.html.as_str(), woven.plain.as_str()), (html, plain), "{text}");
        assert!(woven.findings.is_empty(), "{text}: {:?}", woven.findings);
    }
}

#[test]
fn escapes_and_reports_all_else() {
    for (text, html, finding, detail) in [
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;", Kind::Element, "<script>"),
        ("<a href=\"/x\">y</a>", "&lt;a href=&quot;/x&quot;&gt;y&lt;/a&gt;", Kind::Element, "<a>"),
        ("<b onclick=\"x()\">y</b>", "<b>y</b>", Kind::Attribute, "onclick"),
        ("<b dir=\"up\">y</b>", "<b>y</b>", Kind::Attribute, "dir"),
        ("<b>y", "<b>y</b>", Kind::Unclosed, "<b>"),
        ("<b><i>y</b>", "<b><i>y</i></b>", Kind::Unclosed, "<i>"),
        ("y</b>", "y&lt;/b&gt;", Kind::StrayEnd, "</b>"),
        ("a < b", "a &lt; b", Kind::Character, "<"),
        ("a & b && c", "a &amp; b &amp;&amp; c", Kind::Character, "&"),
        ("&#x202E;", "&amp;#x202E;", Kind::Character, "&"),
        ("<!-- x -->", "&lt;!-- x --&gt;", Kind::Element, "<!"),
        ("<b title=\"x", "&lt;b title=&quot;x", Kind::Character, "<"),
        (
            "<em data-l10n-name=\"no\">y</em>",
            "&lt;em data-l10n-name=&quot;no&quot;&gt;y&lt;/em&gt;",
            Kind::UnknownSlot,
            "no",
        ),
    ] {
        let woven = weave(text, &BTreeMap::new());
        assert_eq!(woven.html, html);
        let found: Vec<_> = woven.findings.iter().map(|found| (found.kind, found.detail.as_str())).collect();
        assert_eq!(found, [(finding, detail)], "{text}");
    }
}

#[test]
fn takes_addresses_from_the_layout_alone() {
    let offered = slots(&[("docs", &[("href", "/docs/?a=1&b=2"), ("class", "link")])]);
    let woven = weave("Read <a data-l10n-name=\"docs\" title=\"T\" href=\"//evil\">it</a>.", &offered);
    assert_eq!(woven.html, "Read <a class=\"link\" href=\"/docs/?a=1&amp;b=2\" title=\"T\">it</a>.");
    assert_eq!(woven.findings[0].detail, "href");
    assert_eq!(weave("nothing", &offered).findings[0].kind, Kind::UnusedSlot);
    for (address, passes) in [
        ("https://example.org/", true),
        ("mailto:a@example.org", true),
        ("../x/", true),
        ("#top", true),
        ("/a:b", true),
        ("javascript:x()", false),
        ("JaVaScRiPt:x()", false),
        (" javascript:x()", false),
        ("java\tscript:x()", false),
        ("data:text/html,x", false),
    ] {
        let woven = weave("<a data-l10n-name=\"x\">y</a>", &slots(&[("x", &[("href", address)])]));
        assert_eq!(woven.html.contains("href"), passes, "{address}");
    }
    assert_eq!(weave("<a data-l10n-name=\"x\">y</a>", &slots(&[("x", &[("onclick", "x()")])])).html, "<a>y</a>");
}

/// Every `<` of the output begins a tag of the list, and every `&` a reference.
fn is_clean(html: &str) -> bool {
    let tags = html.split('<').skip(1).all(|piece| {
        let name = piece.trim_start_matches('/').split([' ', '>']).next().unwrap_or("");
        ELEMENTS.contains(&name) && piece.contains('>')
    });
    let references = html
        .split('&')
        .skip(1)
        .all(|piece| ["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|name| piece.starts_with(name)));
    tags && references
}

proptest! {
    #[test]
    fn writes_nothing_but_the_list(text in "(<|>|/|=|\"|'|&|;| |a|b|em|br|script|title|data-l10n-name|on|x|#|é|&#x202E;|&#8238;|\n){0,40}") {
        let woven = weave(&text, &slots(&[("x", &[("href", "/")])]));
        prop_assert!(is_clean(&woven.html), "{}", woven.html);
        let opened = woven.html.matches('<').count() - woven.html.matches("</").count() - woven.html.matches("<br>").count();
        prop_assert_eq!(opened, woven.html.matches("</").count());
        prop_assert_eq!(woven.html.find('\u{202E}'), None);
    }
}
