//! The markup of a translation: in, its text and the source's; out, slots and tags that differ. Of texts with variants
//! the default ones are compared.

use std::collections::BTreeMap;
use std::ops::Range;

use super::finder::{Finder, Text};
use crate::diagnostic::codes;
use crate::locales::Anatomy;

/// Elements that languages set as they like: line breaks.
const FREE: [&str; 2] = ["br", "wbr"];
/// The longest tag that is looked for, in characters.
const LONGEST: usize = 1024;
/// So many tags of a text are compared; nobody reads a text with more.
const MOST: usize = 500;
/// Attributes in words, which a translation may give and leave out.
const WORDS: [&str; 6] = ["title", "aria-label", "alt", "lang", "dir", "placeholder"];

/// A tag in a run.
pub struct Tag<'t> {
    /// Where it is in the run's text.
    pub range: Range<usize>,
    /// Its name in lower case.
    pub name: String,
    /// `</b>`
    pub is_end: bool,
    /// The text between its name and its end.
    inner: &'t str,
}

/// All tags of a text. A `<` that begins none is none.
pub fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find('<')?;
            from = start + 1;
            if let Some(tag) = tag(text, start) {
                from = tag.range.end;
                return Some(tag);
            }
        }
    })
}

fn tag(text: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &text[start + 1..];
    let is_end = rest.starts_with('/');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let name_end = rest.find(|next: char| !next.is_ascii_alphanumeric() && next != '-')?;
    let mut quote = None;
    let length = rest.char_indices().skip(name_end).take(LONGEST).find_map(|(at, next)| match (quote, next) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            quote = Some(next);
            None
        }
        (Some(open), next) if open == next => {
            quote = None;
            None
        }
        _ => None,
    })?;
    let end = text.len() - rest.len() + length + 1;
    let inner = &rest[name_end..length];
    Some(Tag { range: start..end, name: rest[..name_end].to_ascii_lowercase(), is_end, inner })
}

impl Tag<'_> {
    /// Names and values of its attributes; a value without quotes ends at a blank.
    fn attributes(&self) -> BTreeMap<&str, &str> {
        let mut attributes = BTreeMap::new();
        let mut rest = self.inner.trim_end_matches('/');
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return attributes;
            }
            let end = rest.find(|next: char| next == '=' || next.is_whitespace()).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let Some(value) = after.trim_start().strip_prefix('=') else {
                attributes.insert(name, "");
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
            let found = match quote {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
            };
            attributes.insert(name, found.0);
            rest = found.1;
        }
    }
}

/// The slots of a text and its other tags, each with how often it stands there.
struct Markup {
    slots: BTreeMap<String, usize>,
    tags: BTreeMap<String, usize>,
}

impl Markup {
    fn of(parts: &Anatomy<'_>) -> Self {
        let mut markup = Self { slots: BTreeMap::new(), tags: BTreeMap::new() };
        let mut open: Vec<(String, bool)> = Vec::new();
        for run in parts.runs.iter().filter(|run| run.is_default) {
            for tag in tags(&run.text).filter(|tag| !FREE.contains(&tag.name.as_str())).take(MOST) {
                markup.count(&tag, &mut open);
            }
        }
        markup
    }

    /// Counts a tag. `open` are the elements around it, with whether they are slots: a slot's end counts as nothing.
    fn count(&mut self, tag: &Tag<'_>, open: &mut Vec<(String, bool)>) {
        if tag.is_end {
            let at = open.iter().rposition(|(name, _)| *name == tag.name);
            if at.is_some_and(|at| open.remove(at).1) {
                return;
            }
        }
        let attributes = tag.attributes();
        let slot = attributes.get("data-l10n-name");
        if !tag.is_end && !tag.inner.ends_with('/') {
            open.push((tag.name.clone(), slot.is_some()));
        }
        match slot {
            Some(slot) => *self.slots.entry((*slot).to_owned()).or_default() += 1,
            None => *self.tags.entry(shape(tag, &attributes)).or_default() += 1,
        }
    }
}

/// A tag as it is compared: what sets a text apart in one script may be another element in the next.
fn shape(tag: &Tag<'_>, attributes: &BTreeMap<&str, &str>) -> String {
    let name = match tag.name.as_str() {
        "i" => "em",
        "b" => "strong",
        name => name,
    };
    let names = attributes.keys().filter(|name| !WORDS.contains(name));
    let names: String = names.map(|name| format!(" {}", name.replace(crate::locales::PLACEABLE, "{…}"))).collect();
    format!("<{}{name}{names}>", if tag.is_end { "/" } else { "" })
}

/// Compares the markup of a text with that of the source's.
pub fn check(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>) {
    let holds_any = |text: &Text<'_>| text.parts.runs.iter().any(|run| run.text.contains('<'));
    if !holds_any(own) && !holds_any(theirs) {
        return;
    }
    let (mine, wanted) = (Markup::of(own.parts), Markup::of(theirs.parts));
    let (lacking, surplus) = differences(&wanted.slots, &mine.slots);
    if !lacking.is_empty() || !surplus.is_empty() {
        let message = sentence(own, "the link", &lacking, &surplus);
        finder.find_in(codes::locales::SLOT_MISMATCH, own, own.pattern.span, message).hint =
            Some("use each data-l10n-name=\"…\" of the source once".to_owned());
    }
    let (lacking, surplus) = differences(&wanted.tags, &mine.tags);
    let (lacking, surplus) = (without_ends(lacking), without_ends(surplus));
    if !lacking.is_empty() || !surplus.is_empty() {
        let message = sentence(own, "the tag", &lacking, &surplus);
        finder.find_in(codes::parity::MARKUP_MISMATCH, own, own.pattern.span, message).hint =
            Some("use the markup of the source, in the order that the language wants".to_owned());
    }
}

/// What the first has more often than the second, and the other way round.
fn differences<'m>(
    wanted: &'m BTreeMap<String, usize>,
    mine: &'m BTreeMap<String, usize>,
) -> (Vec<&'m str>, Vec<&'m str>) {
    let more = |one: &'m BTreeMap<String, usize>, other: &BTreeMap<String, usize>| -> Vec<&'m str> {
        let more = one.iter().filter(|(name, count)| other.get(*name).is_none_or(|others| others < *count));
        more.map(|(name, _)| name.as_str()).collect()
    };
    (more(wanted, mine), more(mine, wanted))
}

/// An end tag goes without saying beside its start tag.
fn without_ends(tags: Vec<&str>) -> Vec<&str> {
    let starts = |end: &str| {
        let name = end.trim_start_matches("</").trim_end_matches('>');
        tags.iter().any(|tag| tag.strip_prefix('<').and_then(|tag| tag.split([' ', '>']).next()) == Some(name))
    };
    tags.iter().copied().filter(|tag| !tag.starts_with("</") || !starts(tag)).collect()
}

fn sentence(own: &Text<'_>, what: &str, lacking: &[&str], surplus: &[&str]) -> String {
    let list = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let name = own.name();
    match (lacking, surplus) {
        (lacking, []) => format!("`{name}` lacks {what} {} of the source", list(lacking)),
        ([], surplus) => format!("`{name}` has {what} {}, which the source has not, or has less often", list(surplus)),
        (lacking, surplus) => {
            format!("`{name}` lacks {what} {} of the source and has {}", list(lacking), list(surplus))
        }
    }
}
