//! Characters of the typewriter where the language has its own: in, one text; out, straight quotes and three dots, and
//! what to write instead.

use std::ops::Range;

use super::finder::{Finder, Text};
use super::markup::tags;
use super::quotes::Quotes;
use crate::diagnostic::{Code, codes};
use crate::locales::PLACEABLE;
use crate::text::LocaleId;

/// Elements whose content is typed, not set.
const TYPED: [&str; 4] = ["code", "kbd", "samp", "var"];

/// The parts of a run that are words: not tags, and not the content of typed elements.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut from, mut typed) = (Vec::new(), 0, 0_usize);
    for tag in tags(text) {
        if typed == 0 {
            parts.push(from..tag.range.start);
        }
        if TYPED.contains(&tag.name.as_str()) {
            typed = if tag.is_end { typed.saturating_sub(1) } else { typed + 1 };
        }
        from = tag.range.end;
    }
    if typed == 0 {
        parts.push(from..text.len());
    }
    parts
}

/// Looks at every run of a text.
pub fn check(finder: &mut Finder<'_>, text: &Text<'_>, quotes: Option<&Quotes>) {
    for run in &text.parts.runs {
        if !run.text.contains(['"', '\'', '‘']) && !run.text.contains("...") {
            continue;
        }
        let parts = words(&run.text);
        let mut found: Vec<(Code, Range<usize>)> = dots(&run.text, &parts);
        if let Some(quotes) = quotes {
            found.extend(straight(&run.text, &parts, quotes.apostrophe.is_some()));
        }
        for (code, range) in found {
            let span = run.span(range);
            let written = text.written(span);
            let instead = repair(code, finder.locale, written).unwrap_or_default();
            let message = format!("`{}` has {}", text.name(), name(written));
            finder.find_in(code, text, span, message).hint = Some(format!("write {instead}"));
        }
    }
}

fn name(written: &str) -> &'static str {
    match written {
        "..." => "three dots for an ellipsis",
        "‘" => "an opening quotation mark for an apostrophe",
        "'" => "a straight apostrophe",
        _ => "straight quotation marks",
    }
}

/// What to write instead of what a finding of this code points at; nothing for other codes and for languages whose
/// characters are not known.
pub fn repair(code: Code, locale: &LocaleId, written: &str) -> Option<String> {
    if code == codes::typography::THREE_DOTS {
        return Some("…".to_owned());
    }
    let is_straight = code == codes::typography::STRAIGHT_QUOTES;
    let quotes = Quotes::of(locale)?;
    if code == codes::typography::WRONG_APOSTROPHE || (is_straight && written == "'") {
        return quotes.apostrophe.map(str::to_owned);
    }
    let [open, close] = if written.starts_with('"') { quotes.outer } else { quotes.inner };
    let inner = written.get(1..written.len().checked_sub(1)?)?;
    is_straight.then(|| format!("{open}{inner}{close}"))
}

fn dots(text: &str, parts: &[Range<usize>]) -> Vec<(Code, Range<usize>)> {
    let runs = text.match_indices("...").filter(|(at, _)| !text[..*at].ends_with('.'));
    let exact = runs.filter(|(at, _)| !text[at + 3..].starts_with('.') && !text[at + 3..].starts_with('/'));
    let inside = exact.filter(|(at, _)| parts.iter().any(|part| part.contains(at)));
    inside.map(|(at, _)| (codes::typography::THREE_DOTS, at..at + 3)).collect()
}

/// Straight quotation marks in pairs, straight apostrophes, and opening marks that stand for an apostrophe. A mark
/// after a digit is one of inches, feet, minutes or seconds.
fn straight(text: &str, parts: &[Range<usize>], has_apostrophe: bool) -> Vec<(Code, Range<usize>)> {
    let (mut found, mut double, mut single) = (Vec::new(), None, None);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == PLACEABLE);
    for (at, mark) in parts.iter().flat_map(|part| {
        let marks = text[part.clone()].match_indices(['"', '\'', '‘']);
        marks.map(|(at, mark)| (part.start + at, mark))
    }) {
        let (before, after) = (text[..at].chars().next_back(), text[at + mark.len()..].chars().next());
        let measure = before.is_some_and(|c| c.is_ascii_digit());
        match mark {
            "\"" => match double.take() {
                Some(start) => found.push((codes::typography::STRAIGHT_QUOTES, start..at + 1)),
                None if !measure => double = Some(at),
                None => {}
            },
            "'" if letter(before) && letter(after) && !measure => {
                found.extend(has_apostrophe.then_some((codes::typography::STRAIGHT_QUOTES, at..at + 1)));
            }
            "'" if !letter(before) && (letter(after) || after == Some('<')) => single = Some(at),
            "'" => match single.take() {
                Some(start) => found.push((codes::typography::STRAIGHT_QUOTES, start..at + 1)),
                None if has_apostrophe && before.is_some_and(char::is_alphabetic) => {
                    found.push((codes::typography::STRAIGHT_QUOTES, at..at + 1));
                }
                None => {}
            },
            _ if has_apostrophe
                && before.is_some_and(char::is_alphabetic)
                && after.is_some_and(char::is_alphabetic) =>
            {
                found.push((codes::typography::WRONG_APOSTROPHE, at..at + mark.len()));
            }
            _ => {}
        }
    }
    found
}
