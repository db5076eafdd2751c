//! Pseudo languages: in, messages of a real language; out, the same ones in letters that show what a site gets wrong.
//!
//! Two, as CLDR has them: `en-XA` accents letters, makes words longer and puts brackets around each message; `ar-XB`
//! turns each word from right to left. Nothing is translated and nothing is parsed a second way: the formatter reads
//! the source's own entries, with marks around their words ([`marked`]), and what it writes is changed between the
//! marks alone ([`PseudoStyle::rewrite`]). So values, literals, numbers and whatever chooses a variant stay as they
//! are, and markup is read where it is whole.

use std::ops::Range;

use fluent_syntax::ast::{Entry as Tree, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::runtime::{Edit, splice};
use super::tag;
use crate::text::LocaleId;

/// Stands before and after words of an entry; no input may hold it (see `functions.rs` for the other such note).
const MARK: &str = "\u{FDED}";
/// Around a word of `ar-XB`: from right to left whatever its letters are, and a word of that direction to those who look.
const TURNED: (&str, &str) = ("\u{200F}\u{202E}", "\u{202C}\u{200F}");
/// Letters that a reader still knows with their accents, for `a` to `z` and `A` to `Z`. As ICU's, but with signs
/// under `r` and `s`: a font that lacks the letter puts those more nearly where they belong.
const LOWER: [char; 26] = [
    'å', 'ƀ', 'ç', 'ð', 'é', 'ƒ', 'ĝ', 'ĥ', 'î', 'ĵ', 'ķ', 'ļ', 'ɱ', 'ñ', 'ö', 'þ', 'ǫ', 'ŗ', 'ş', 'ţ', 'û', 'ṽ', 'ŵ',
    'ẋ', 'ý', 'ž',
];
const UPPER: [char; 26] = [
    'Å', 'Ɓ', 'Ç', 'Ð', 'É', 'Ƒ', 'Ĝ', 'Ĥ', 'Î', 'Ĵ', 'Ķ', 'Ļ', 'Ɱ', 'Ñ', 'Ö', 'Þ', 'Ǫ', 'Ŗ', 'Ş', 'Ţ', 'Û', 'Ṽ', 'Ŵ',
    'Ẋ', 'Ý', 'Ž',
];
/// The longest character reference that is left alone, in bytes.
const LONGEST_REFERENCE: usize = 34;

/// What a pseudo locale is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pseudo {
    /// How its letters differ.
    pub style: PseudoStyle,
    /// Whose messages it has, and by whose rules it counts and writes dates.
    pub source: LocaleId,
}

/// The kinds of pseudo locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PseudoStyle {
    /// Accented, and a third longer.
    Accents,
    /// From right to left.
    Bidi,
}

impl PseudoStyle {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accents, Self::Bidi];

    /// The id of the locale, which is the same whatever the source is.
    pub fn id(self) -> LocaleId {
        LocaleId::new(match self {
            Self::Accents => "en-XA",
            Self::Bidi => "ar-XB",
        })
    }

    /// Its name, as CLDR names the regions XA and XB.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accents => "Pseudo-Accents",
            Self::Bidi => "Pseudo-Bidi",
        }
    }

    /// Changes the words between marks in what the formatter wrote, and takes the marks out. Each part is cleaned
    /// before anything is added to it. Tags and character references stay, also where a value parts them.
    pub(super) fn rewrite(self, written: &str, mut clean: impl FnMut(String) -> String) -> String {
        let mut text = String::with_capacity(written.len());
        let mut own = Vec::new();
        for (at, part) in written.split(MARK).enumerate() {
            let start = text.len();
            text.push_str(&clean(part.to_owned()));
            if at % 2 == 1 {
                own.push(start..text.len());
            }
        }
        match self {
            Self::Accents => accented(&text, &own),
            Self::Bidi => replace_words(&text, &own, |word, turned| {
                turned.extend([TURNED.0, word, TURNED.1]);
            }),
        }
    }
}

/// The text with its words in accented letters. A vowel stands twice, and of other letters without an accent every
/// third one, so that any text is about a third longer. Brackets show where it begins and ends.
fn accented(text: &str, own: &[Range<usize>]) -> String {
    let (mut words, mut plain) = (0, 0);
    let accented = replace_words(text, own, |word, longer| {
        words += 1;
        for letter in word.chars() {
            longer.push(accent(letter));
            if "aeiouAEIOU".contains(letter) {
                longer.push(accent(letter.to_ascii_lowercase()));
            } else if letter.is_alphabetic() && !letter.is_ascii() {
                plain += 1;
                longer.extend((plain % 3 == 0).then_some(letter));
            }
        }
    });
    if words == 0 {
        // Nothing to translate: a value, a sign, nothing at all.
        return accented;
    }
    let inner = accented.trim();
    let (before, after) = accented.split_at(accented.len() - accented.trim_start().len());
    format!("{before}[{inner}]{}", &after[inner.len()..])
}

fn accent(letter: char) -> char {
    let accented = match letter {
        'a'..='z' => LOWER.get(letter as usize - 'a' as usize),
        'A'..='Z' => UPPER.get(letter as usize - 'A' as usize),
        _ => None,
    };
    accented.copied().unwrap_or(letter)
}

/// The text with each word of the ranges written anew; all else as it is.
fn replace_words(text: &str, own: &[Range<usize>], mut write: impl FnMut(&str, &mut String)) -> String {
    let mut replaced = String::with_capacity(2 * text.len());
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let kept = kept_length(&text[at..]);
        let range = own.get(own.partition_point(|range| range.end <= at)).filter(|range| range.start <= at);
        let word = range.filter(|_| kept == 0).map_or(0, |range| word_length(&text[at..range.end]));
        let length = if word > 0 { word } else { kept.max(next.len_utf8()) };
        let piece = &text[at..at + length];
        if word > 0 {
            write(piece, &mut replaced)
        } else {
            replaced.push_str(piece)
        }
        at += length;
    }
    replaced
}

/// How many bytes a tag or character reference takes at the start of this text; 0 where there is none.
fn kept_length(text: &str) -> usize {
    if let Some(tag) = tag::read(text) {
        return tag.length;
    }
    let Some(name) = text.strip_prefix('&') else { return 0 };
    let end = name.bytes().take(LONGEST_REFERENCE).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
    end.filter(|end| *end > 0 && name.as_bytes().get(*end) == Some(&b';')).map_or(0, |end| end + 2)
}

/// How many bytes a word takes at the start of this text: letters, and what holds them together.
fn word_length(text: &str) -> usize {
    let joins = |next: char| matches!(next, '\'' | '’' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{300}'..='\u{36F}');
    if !text.starts_with(char::is_alphabetic) {
        return 0;
    }
    text.find(|next: char| !next.is_alphabetic() && !joins(next)).unwrap_or(text.len())
}

/// An entry as the formatter reads it, with marks around its words.
pub fn marked(text: &str) -> String {
    let (Ok(tree) | Err((tree, _))) = parser::parse_runtime(text);
    let mut edits = Vec::new();
    for entry in &tree.body {
        match entry {
            Tree::Message(message) => {
                let attributes = message.attributes.iter().map(|attribute| &attribute.value);
                message.value.iter().chain(attributes).for_each(|pattern| mark(pattern, text, &mut edits));
            }
            // Attributes of terms are never printed: they choose variants.
            Tree::Term(term) => mark(&term.value, text, &mut edits),
            _ => {}
        }
    }
    splice(text, &edits)
}

fn mark(pattern: &Pattern<&str>, text: &str, edits: &mut Vec<Edit>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                // Indentation and the end of the line are the parser's.
                let words = value.trim_matches([' ', '\n', '\r']);
                let start = (words.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
                if words.contains(char::is_alphabetic) {
                    let ends = [start, start + words.len()];
                    edits.extend(ends.map(|at| Edit::new(at, at, MARK)));
                }
            }
            PatternElement::Placeable { expression } => mark_inside(expression, text, edits),
        }
    }
}

fn mark_inside(expression: &Expression<&str>, text: &str, edits: &mut Vec<Edit>) {
    match expression {
        Expression::Select { variants, .. } => variants.iter().for_each(|variant| mark(&variant.value, text, edits)),
        Expression::Inline(InlineExpression::Placeable { expression }) => mark_inside(expression, text, edits),
        Expression::Inline(_) => {}
    }
}
