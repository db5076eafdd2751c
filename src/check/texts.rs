//! What a text says, by itself and beside the source: in, one text; out, texts that say nothing or say it wrongly.

use super::finder::{Finder, Text};
use crate::diagnostic::{Place, codes};
use crate::locales::{EntryKind, PLACEABLE};
use crate::text::LocaleId;

/// What is wrong with a text in any locale.
pub fn check(finder: &mut Finder<'_>, text: &Text<'_>) {
    id_in_text(finder, text);
}

/// What is wrong with a translation.
pub fn check_translation(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>, source: &LocaleId) {
    empty(finder, own, theirs);
    if own.entry.kind == EntryKind::Message {
        copied(finder, own, theirs, source);
        quoted(finder, own, theirs);
        pilcrow(finder, own, theirs);
    }
}

/// A text or a variant that prints nothing, where the source's prints something.
fn empty(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>) {
    if theirs.parts.runs.iter().any(|run| run.is_blank) {
        return;
    }
    let Some(blank) = own.parts.runs.iter().find(|run| run.is_blank) else { return };
    let what = if blank.key.is_some() { "has an empty variant" } else { "is empty" };
    let span = blank.key.unwrap_or(own.pattern.span);
    finder.find_in(codes::parity::EMPTY_TEXT, own, span, format!("`{}` {what}", own.name())).hint =
        Some("write its text, or remove it to let the fallback stand in".to_owned());
}

/// `nav-home = nav-home = Accueil`: a line pasted into a text.
fn id_in_text(finder: &mut Finder<'_>, text: &Text<'_>) {
    for run in &text.parts.runs {
        let dash = if text.entry.kind == EntryKind::Term { "-" } else { "" };
        let name = run.text.trim_start().strip_prefix(dash);
        let Some(rest) = name.and_then(|name| name.strip_prefix(&*text.entry.id)) else { continue };
        let rest = rest.trim_start_matches(' ');
        if !rest.starts_with('=') {
            continue;
        }
        let start = run.text.len() - run.text.trim_start().len();
        let span = run.span(start..run.text.len() - rest.len() + 1);
        let message = format!("the text of `{}` begins with its id", text.name());
        finder.find_in(codes::parity::ID_IN_TEXT, text, span, message).hint = Some("remove the id".to_owned());
    }
}

/// A text in quotes inside of braces, which the source does not have: blanks and braces must be written so, words
/// need not.
fn quoted(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>) {
    let holds_words = |text: &str| !text.starts_with('\\') && text.contains(char::is_alphabetic);
    if theirs.parts.literals.iter().any(|literal| holds_words(literal.text)) {
        return;
    }
    for literal in own.parts.literals.iter().filter(|literal| holds_words(literal.text)) {
        let message = format!("`{}` has words in braces and quotes", own.name());
        finder.find_in(codes::parity::QUOTED_TEXT, own, literal.span, message).hint =
            Some(format!("write them as they are: {}", literal.text));
    }
}

/// Editors show the end of a line as `¶`, and it is copied from there.
fn pilcrow(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>) {
    if theirs.parts.runs.iter().any(|run| run.text.contains('¶')) {
        return;
    }
    let found = own.parts.runs.iter().find_map(|run| run.text.find('¶').map(|at| run.span(at..at + '¶'.len_utf8())));
    if let Some(span) = found {
        let message = format!("`{}` has a ¶, which the source has not", own.name());
        finder.find_in(codes::parity::PILCROW, own, span, message).hint =
            Some("remove it; a new line of a text is a new, indented line of the file".to_owned());
    }
}

/// A text that reads as the source's does, in another language, and has words to translate.
fn copied(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>, source: &LocaleId) {
    let language = |locale: &LocaleId| locale.as_str().split('-').next().map(str::to_owned);
    if own.pattern.digest != theirs.pattern.digest || language(finder.locale) == language(source) {
        return;
    }
    if !own.parts.runs.iter().any(|run| is_translatable(&run.text)) {
        return;
    }
    let message = format!("`{}` reads as in {source}", own.name());
    let finding = finder.find_in(codes::parity::SAME_AS_SOURCE, own, own.pattern.span, message);
    finding.hint = Some("translate it; if it reads so in both languages, except it in [[checks.except]]".to_owned());
    finding.related.push((Place::Entry(source.clone(), own.name()), "the source's text".to_owned()));
}

/// Whether a text has words that differ from language to language: two or more, not all of them names. What has no
/// letters, addresses, placeables and tags are no words.
fn is_translatable(text: &str) -> bool {
    let mut plain = String::with_capacity(text.len());
    let mut end = 0;
    for tag in super::markup::tags(text) {
        plain.push_str(&text[end..tag.range.start]);
        end = tag.range.end;
    }
    plain.push_str(&text[end..]);
    let words = plain.split(|next: char| next.is_whitespace() || next == PLACEABLE);
    let words: Vec<&str> = words.filter(|word| !word.contains(['/', '@', '_']) && is_word(word)).collect();
    let is_name =
        |word: &&&str| word.trim_start_matches(|first: char| !first.is_alphabetic()).starts_with(char::is_uppercase);
    words.len() >= 2 && !words.iter().all(|word| is_name(&word))
}

/// Two letters or more, and no dot or digit inside.
fn is_word(word: &str) -> bool {
    let inner = word.trim_matches(|next: char| !next.is_alphanumeric());
    inner.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
        && !inner.contains(|inner: char| inner == '.' || inner.is_numeric())
}
