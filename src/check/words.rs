//! Words that the house does not want in its source: in, a text and the words; out, a finding at each.

use std::ops::Range;

use super::finder::{Finder, Text};
use super::japanese::is_japanese;
use super::markup::tags;
use super::messages::Reference;
use crate::diagnostic::codes;
use crate::settings::Banned;
use crate::text::Span;

/// Names that stand in a text and belong into terms.
pub fn brands(finder: &mut Finder<'_>, text: &Text<'_>, brands: &[String], reference: &Reference<'_>) {
    for brand in brands {
        for span in places(text, brand, |one, other| one == other) {
            let hint = match reference.term_reading(brand) {
                Some(term) => format!("write {{ -{term} }}"),
                None => "write it into a term, and refer to that: { -brand }".to_owned(),
            };
            let message = format!("`{}` has {brand} in its text, where a term should stand", text.name());
            finder.find_in(codes::opt_in::HARD_CODED_BRAND, text, span, message).hint = Some(hint);
        }
    }
}

/// Words that the house does not use.
pub fn banned(finder: &mut Finder<'_>, text: &Text<'_>, words: &[Banned]) {
    let same = |one: char, other: char| one == other || one.to_lowercase().eq(other.to_lowercase());
    for Banned { word, instead } in words {
        for span in places(text, word, same) {
            let hint = match instead {
                Some(other) => format!("write {other}"),
                None => "write another word, or except the message in [[checks.except]]".to_owned(),
            };
            let message = format!("`{}` says {word}, which is not to be used", text.name());
            finder.find_in(codes::opt_in::BANNED_WORD, text, span, message).hint = Some(hint);
        }
    }
}

/// Where a text has a word, outside of tags and not as a part of a longer word.
fn places(text: &Text<'_>, word: &str, same: impl Fn(char, char) -> bool + Copy) -> Vec<Span> {
    let mut spans = Vec::new();
    for run in &text.parts.runs {
        let tags: Vec<Range<usize>> = tags(&run.text).map(|tag| tag.range).collect();
        let found = run.text.char_indices().filter_map(|(at, _)| Some(at..at + length(&run.text, at, word, same)?));
        let outside = found.filter(|range| !tags.iter().any(|tag| tag.start < range.end && range.start < tag.end));
        spans.extend(outside.map(|range| run.span(range)));
    }
    spans
}

/// How many bytes the word takes at this place of a text; `None` when it is not there.
fn length(text: &str, at: usize, word: &str, same: impl Fn(char, char) -> bool) -> Option<usize> {
    let (before, mut rest) = (text.get(..at)?, text.get(at..)?.chars());
    for wanted in word.chars() {
        rest.next().filter(|found| same(*found, wanted))?;
    }
    let rest = rest.as_str();
    let begins = !are_joined(before.chars().next_back(), word.chars().next());
    let ends = !are_joined(word.chars().next_back(), rest.chars().next());
    (begins && ends).then(|| text.len() - at - rest.len())
}

/// Whether two characters belong to one word. Japanese has no blanks between words, so none can be told there.
fn are_joined(one: Option<char>, other: Option<char>) -> bool {
    let in_word = |next: Option<char>| next.is_some_and(|next| next.is_alphanumeric() && !is_japanese(next));
    in_word(one) && in_word(other)
}
