//! The text of a message as markup: whatever it says, only the elements of the list come out, with the addresses of the
//! layout and no other.

use std::collections::BTreeMap;

use isogloss::locales::{Argument, Arguments, LocaleSpec, Messages, Slot, is_forbidden, parse, weave};
use isogloss::text::{LocaleId, escaped_html};

use super::page;
use super::sound::path;
use crate::html::Document;

/// What a message may say of any element.
const ANY: &[&str] = &["title", "aria-label", "lang", "dir"];
/// What the layout says of its slots, as far as it may.
const SLOT: &[&str] = &["title", "aria-label", "lang", "dir", "href", "class", "rel"];
/// The elements that a message may hold, within the page that they are put into.
const ALLOWED: [(&str, &[&str]); 27] = [
    ("p", &[]),
    ("a", SLOT),
    ("abbr", SLOT),
    ("b", SLOT),
    ("bdi", SLOT),
    ("bdo", SLOT),
    ("br", SLOT),
    ("cite", SLOT),
    ("code", SLOT),
    ("data", SLOT),
    ("dfn", SLOT),
    ("em", SLOT),
    ("i", SLOT),
    ("kbd", SLOT),
    ("mark", SLOT),
    ("q", SLOT),
    ("s", SLOT),
    ("samp", SLOT),
    ("small", SLOT),
    ("span", SLOT),
    ("strong", SLOT),
    ("sub", SLOT),
    ("sup", SLOT),
    ("time", SLOT),
    ("u", SLOT),
    ("var", SLOT),
    ("wbr", SLOT),
];

/// A message is woven as it is, with the slots of a layout; and it is put into another as a value.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).replace(is_forbidden, "");
    let woven = weave(&text, &slots());
    expect_woven(&woven.html, &woven.plain);
    for element in Document::parse(&page_of(&woven.html)).elements() {
        let is_slot = element.get("href").is_some() || element.get("class").is_some();
        assert!(is_slot || element.attributes().keys().all(|key| ANY.contains(&key.as_str())), "{text:?}");
        assert!(element.get("href").is_none_or(|href| href == "/docs/"), "{text:?}: {}", woven.html);
    }
    if !text.contains(['<', '&']) {
        assert_eq!(weave(&text, &BTreeMap::new()).findings, [], "{text:?} has no markup");
        assert_eq!((woven.html, woven.plain), (escaped_html(&text).to_string(), text.clone()));
    }
    expect_value(&text);
}

/// What a layout offers, some of it what it must not.
fn slots() -> BTreeMap<String, Slot> {
    let slot = |attributes: &[(&str, &str)]| Slot {
        attributes: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    };
    let bad = [("href", "java\tscript:x"), ("onclick", "x()"), ("a b", "c"), ("class", "\"><script>")];
    let slots =
        [("docs", slot(&[("href", "/docs/"), ("rel", "help")])), ("bad", slot(&bad)), ("none", Slot::default())];
    slots.into_iter().map(|(name, slot)| (name.to_owned(), slot)).collect()
}

fn page_of(html: &str) -> String {
    format!("<!doctype html><p>{html}</p>")
}

fn expect_woven(html: &str, plain: &str) {
    page::expect_sound(&page_of(html), &ALLOWED);
    assert!(!html.contains(is_forbidden) && !plain.contains(is_forbidden), "{html:?} {plain:?}");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let shown = Document::parse(&page_of(html)).one("p").text();
    assert_eq!(squeezed(&shown), squeezed(plain), "{html}");
}

/// As a value of a message the text is text: no element of it comes out.
fn expect_value(text: &str) {
    let name = path("locales/en/a.ftl");
    let (file, _) = parse(&name, b"a = <b title=\"{ $x }\">{ $x }</b>\n");
    let english = LocaleId::new("en");
    let spec = LocaleSpec { id: english.clone(), fallback: Vec::new(), live: true, pseudo: None };
    let messages = Messages::join(&[spec], &BTreeMap::from([(name, file.into())]), None);
    let arguments = Arguments::new().with("x", Argument::from(text)).escaped();
    let Some(formatted) = messages.format(&english, "a", None, &arguments) else { panic!("the message is there") };
    if formatted.errors.is_empty() {
        let woven = weave(&formatted.text, &BTreeMap::new());
        assert_eq!(woven.findings, [], "{text:?} as a value");
        let document = Document::parse(&page_of(&woven.html));
        assert_eq!(document.elements().map(|element| element.name()).collect::<Vec<_>>(), ["p", "b"], "{}", woven.html);
        assert_eq!(woven.plain, text);
        assert_eq!(document.one("b").get("title"), Some(text));
    }
}
