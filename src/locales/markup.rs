//! Inline markup of messages: in, a formatted text and what the layout offers; out, HTML of a fixed list of elements.
//!
//! The text is read once. Only what the lists below name becomes markup, with attributes written anew;
//! all else is text and a finding. Addresses come from the layout alone, by slots.

use std::collections::{BTreeMap, BTreeSet};

use super::characters::without_forbidden;
use super::tag::{self, Tag};
use crate::diagnostic::Code;
use crate::diagnostic::codes::locales as codes;
use crate::text::escaped_html;

/// The elements that a message may hold; `a` only as a slot.
const ELEMENTS: [&str; 26] = [
    "em", "strong", "small", "s", "cite", "q", "dfn", "abbr", "data", "time", "code", "var", "samp", "kbd", "sub",
    "sup", "i", "b", "u", "mark", "bdi", "bdo", "span", "br", "wbr", "a",
];
/// Elements without content.
const VOID: [&str; 2] = ["br", "wbr"];
/// The attributes that a message may hold.
const ATTRIBUTES: [&str; 4] = ["title", "aria-label", "lang", "dir"];
/// The attribute that names a slot.
const SLOT: &str = "data-l10n-name";
/// Attributes whose value is an address.
const ADDRESSES: [&str; 5] = ["href", "src", "action", "formaction", "cite"];
/// How deep elements may be nested.
const DEEPEST: usize = 32;

/// What a layout gives for one `data-l10n-name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// Names and values of the element's attributes; values are escaped here.
    pub attributes: Vec<(String, String)>,
}

/// A text with its markup read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Woven {
    /// HTML for the content of an element.
    pub html: String,
    /// The text alone, character references decoded; not escaped.
    pub plain: String,
    /// What was not as it should be, each once.
    pub findings: Vec<MarkupFinding>,
}

/// The kinds of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkupFindingKind {
    /// An element that messages may not hold, or one nested too deep.
    Element,
    /// An attribute that messages may not hold, or a value that it cannot have.
    Attribute,
    /// An element that is not closed where it should be.
    Unclosed,
    /// An end tag that ends nothing.
    StrayEnd,
    /// A `<` or `&` that begins nothing.
    Character,
    /// A slot that the layout does not offer.
    UnknownSlot,
    /// A slot that the layout offers and the message does not use.
    UnusedSlot,
    /// An attribute of a slot that the layout must not give: an address of another scheme, a script.
    SlotAttribute,
}

impl MarkupFindingKind {
    /// The code of the finding to report.
    pub fn code(self) -> Code {
        match self {
            Self::UnknownSlot | Self::UnusedSlot | Self::SlotAttribute => codes::SLOT_MISMATCH,
            _ => codes::MARKUP_NOT_ALLOWED,
        }
    }
}

/// Something in a message's markup that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MarkupFinding {
    /// What kind.
    pub kind: MarkupFindingKind,
    /// What it is about: `<script>`, `onclick`, `docs`, `&`.
    pub detail: String,
}

/// Reads the markup of a formatted message. Format it with escaped arguments ([`super::Arguments::escaped`]).
/// Formatting took forbidden characters out; here none come back in, not by a reference (`&#x202E;`) either.
pub fn weave(text: &str, slots: &BTreeMap<String, Slot>) -> Woven {
    let mut loom = Loom { slots, woven: Woven::default(), open: Vec::new(), used: BTreeSet::new() };
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let taken = match next {
            '<' => loom.tag(rest),
            '&' => loom.reference(rest),
            _ => loom.text(rest),
        };
        rest = &rest[taken..];
    }
    loom.finish()
}

/// An element that is not closed yet.
struct Open {
    name: String,
    /// Written as markup; otherwise as text, and so will its end tag be.
    allowed: bool,
}

struct Loom<'s> {
    slots: &'s BTreeMap<String, Slot>,
    woven: Woven,
    open: Vec<Open>,
    used: BTreeSet<&'s str>,
}

impl<'s> Loom<'s> {
    /// Text up to the next `<` or `&`; how many bytes that is.
    fn text(&mut self, rest: &str) -> usize {
        let end = rest.find(['<', '&']).unwrap_or(rest.len());
        self.plain(&rest[..end]);
        end
    }

    fn plain(&mut self, text: &str) {
        self.woven.html.push_str(&escaped_html(text));
        self.woven.plain.push_str(text);
    }

    /// A character reference, or an ampersand alone.
    fn reference(&mut self, rest: &str) -> usize {
        if let Some((character, length)) = tag::reference(rest) {
            self.plain(character.encode_utf8(&mut [0; 4]));
            return length;
        }
        self.find(MarkupFindingKind::Character, "&");
        self.plain("&");
        1
    }

    /// A start or end tag, or a `<` alone.
    fn tag(&mut self, rest: &str) -> usize {
        let Some(tag) = tag::read(rest) else {
            let (kind, what) = if rest.starts_with("<!") || rest.starts_with("<?") {
                (MarkupFindingKind::Element, &rest[..2])
            } else {
                (MarkupFindingKind::Character, "<")
            };
            self.find(kind, what);
            self.plain("<");
            return 1;
        };
        let written = &rest[..tag.length];
        if tag.end {
            self.end(&tag.name, written);
        } else {
            self.start(&tag, written);
        }
        tag.length
    }

    fn start(&mut self, tag: &Tag, written: &str) {
        let void = VOID.contains(&tag.name.as_str());
        let attributes = self.allowed(tag).then(|| self.attributes(tag)).flatten();
        match &attributes {
            Some(attributes) => self.woven.html.push_str(&format!("<{}{attributes}>", tag.name)),
            None => self.plain(written),
        }
        let ended = void || attributes.is_none() && tag.closed;
        if !ended {
            self.open.push(Open { name: tag.name.clone(), allowed: attributes.is_some() });
        }
    }

    fn allowed(&mut self, tag: &Tag) -> bool {
        let nested_link = tag.name == "a" && self.open.iter().any(|open| open.allowed && open.name == "a");
        let slotless_link = tag.name == "a" && !tag.attributes.iter().any(|(name, _)| name == SLOT);
        let allowed =
            ELEMENTS.contains(&tag.name.as_str()) && !nested_link && !slotless_link && self.open.len() < DEEPEST;
        if !allowed {
            self.find(MarkupFindingKind::Element, format!("<{}>", tag.name));
        }
        allowed
    }

    /// The attributes as HTML; `None` when the element cannot stand: it names a slot that there is not.
    fn attributes(&mut self, tag: &Tag) -> Option<String> {
        let mut written: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, value) in &tag.attributes {
            if name == SLOT {
                continue;
            }
            let fits = match name.as_str() {
                "dir" => matches!(value.as_str(), "ltr" | "rtl" | "auto"),
                "lang" => value.is_empty() || super::names::is_well_formed(value),
                name => ATTRIBUTES.contains(&name),
            };
            if !fits || written.contains_key(name.as_str()) {
                self.find(MarkupFindingKind::Attribute, name);
                continue;
            }
            written.insert(name, value);
        }
        if let Some((_, name)) = tag.attributes.iter().find(|(name, _)| name == SLOT) {
            let Some((key, slot)) = self.slots.get_key_value(name) else {
                self.find(MarkupFindingKind::UnknownSlot, name);
                return None;
            };
            self.used.insert(key);
            for (name, value) in &slot.attributes {
                if is_fit_for_slot(name, value) {
                    // What the translator says of the element in words stands.
                    written.entry(name).or_insert(value);
                } else {
                    self.find(MarkupFindingKind::SlotAttribute, format!("{name}=\"{value}\""));
                }
            }
        }
        Some(
            written
                .iter()
                .map(|(name, value)| format!(" {name}=\"{}\"", escaped_html(&without_forbidden(value))))
                .collect(),
        )
    }

    fn end(&mut self, name: &str, written: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
            self.find(MarkupFindingKind::StrayEnd, format!("</{name}>"));
            self.plain(written);
            return;
        };
        self.close_down_to(at + 1);
        if self.open.pop().is_some_and(|open| open.allowed) {
            self.woven.html.push_str(&format!("</{name}>"));
        } else {
            self.plain(written);
        }
    }

    /// Closes the innermost elements until so many are open.
    fn close_down_to(&mut self, count: usize) {
        while self.open.len() > count {
            if let Some(open) = self.open.pop()
                && open.allowed
            {
                self.find(MarkupFindingKind::Unclosed, format!("<{}>", open.name));
                self.woven.html.push_str(&format!("</{}>", open.name));
            }
        }
    }

    fn finish(mut self) -> Woven {
        self.close_down_to(0);
        let unused: Vec<&String> = self.slots.keys().filter(|name| !self.used.contains(name.as_str())).collect();
        for name in unused {
            self.find(MarkupFindingKind::UnusedSlot, name);
        }
        self.woven
    }

    fn find(&mut self, kind: MarkupFindingKind, detail: impl Into<String>) {
        let finding = MarkupFinding { kind, detail: detail.into() };
        if !self.woven.findings.contains(&finding) {
            self.woven.findings.push(finding);
        }
    }
}

fn is_fit_for_slot(name: &str, value: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    tag::is_attribute_name(name)
        && !lower.starts_with("on")
        && (!ADDRESSES.contains(&lower.as_str()) || is_safe_address(value))
}

/// Relative, or of one of the schemes that lead somewhere and run nothing. Browsers skip blanks and controls
/// in a scheme, so none may be in front of the colon.
fn is_safe_address(address: &str) -> bool {
    let head = address.split(['/', '?', '#']).next().unwrap_or("");
    let plain = !address.starts_with(|first: char| first <= ' ') && !head.contains(|inner: char| inner < ' ');
    let known =
        |scheme: &str| ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    plain && head.split_once(':').is_none_or(|(scheme, _)| known(scheme))
}

#[cfg(test)]
#[path = "markup_tests.rs"]
mod tests;
