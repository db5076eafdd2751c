//! HTML that came of what somebody wrote: in, a page; out, nothing, or what a browser should not be given.

use std::collections::BTreeSet;

use crate::html::{Document, Element};

/// The schemes of addresses that run nothing.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// Attributes that a browser may load or follow.
const ADDRESSES: [&str; 2] = ["href", "src"];
/// Elements that hold text and other such elements, and no block.
const PHRASING: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// A page whose elements and attributes are all in this list, well nested, with addresses that run nothing.
pub fn expect_sound(html: &str, allowed: &[(&str, &[&str])]) {
    let document = Document::parse(html);
    let mut ids = BTreeSet::new();
    for element in document.elements() {
        let name = element.name();
        let (_, attributes) = allowed
            .iter()
            .find(|(allowed, _)| *allowed == name)
            .unwrap_or_else(|| panic!("<{name}> must not be here: {html}"));
        for (key, value) in element.attributes() {
            assert!(attributes.contains(&key.as_str()), "<{name} {key}> must not be here: {html}");
            assert!(!ADDRESSES.contains(&key.as_str()) || is_harmless(value), "{key}={value:?}: {html}");
            assert!(key != "id" || ids.insert(value.clone()), "the id {value:?} is given twice: {html}");
        }
        expect_place(element, html);
    }
    for (element, text) in document.texts() {
        let bare = ["ul", "ol", "table", "thead", "tbody", "tr", "main", "div", "figure", "blockquote"];
        assert!(!bare.contains(&element.name()), "{text:?} stands in <{}>: {html}", element.name());
    }
}

/// The element may stand in the one around it, so that a browser builds the same tree.
fn expect_place(element: Element<'_>, html: &str) {
    let name = element.name();
    let parent = element.path().nth(1).map_or("", Element::name);
    let fits = match name {
        "li" => matches!(parent, "ul" | "ol"),
        "thead" | "tbody" => parent == "table",
        "tr" => matches!(parent, "thead" | "tbody"),
        "th" | "td" => parent == "tr",
        "a" => !element.path().skip(1).any(|outer| outer.name() == "a"),
        _ if PHRASING.contains(&name) => true,
        _ => {
            let outer = element.path().skip(1).map(Element::name);
            !outer.into_iter().any(|outer| PHRASING.contains(&outer) || matches!(outer, "p" | "h1" | "h2" | "pre"))
        }
    };
    assert!(fits, "<{name}> stands in <{parent}>: {html}");
}

/// Whether an address has no scheme or a harmless one, read as browsers read it: blanks and controls around it and
/// line ends within do not count.
pub fn is_harmless(address: &str) -> bool {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    let squeezed: String = trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let Some((scheme, _)) = squeezed.split_once(':') else { return true };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    !is_scheme || SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}
