//! Blanks inside of braces: in, a text; out, placeables that do not have exactly one on either side.

use super::finder::{Finder, Text};
use crate::diagnostic::codes;
use crate::text::Span;

/// Looks at every placeable without variants.
pub fn check(finder: &mut Finder<'_>, text: &Text<'_>) {
    let written = text.written(text.pattern.span);
    for (start, end) in placeables(written) {
        let placeable = &written[start..end];
        let wanted = format!("{{ {} }}", written[start + 1..end - 1].trim());
        if placeable != wanted {
            let span = Span::new(start, end).shifted(text.pattern.span.start as usize);
            let message = format!("`{}` does not have exactly one blank inside of its braces", text.name());
            finder.find_in(codes::opt_in::PLACEABLE_SPACING, text, span, message).hint =
                Some(format!("write {wanted}"));
        }
    }
}

/// What is around a byte of a text.
enum Around {
    /// Braces that began here.
    Placeable(usize),
    /// The variants of a placeable.
    Variants,
}

/// The innermost placeables of a text that Fluent could read, from brace to brace, but those that choose a variant.
fn placeables(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut around: Vec<Around> = Vec::new();
    let mut characters = text.char_indices();
    while let Some((at, next)) = characters.next() {
        match (next, around.last()) {
            ('{', _) => around.push(Around::Placeable(at)),
            ('}', _) => {
                if let Some(Around::Placeable(start)) = around.pop() {
                    found.push((start, at + 1));
                }
            }
            ('"', Some(Around::Placeable(_))) => skip_quoted(&mut characters),
            ('>', Some(Around::Placeable(_))) => {
                around.pop();
                around.push(Around::Variants);
            }
            _ => {}
        }
    }
    found
}

fn skip_quoted(characters: &mut std::str::CharIndices<'_>) {
    while let Some((_, next)) = characters.next() {
        match next {
            '\\' => drop(characters.next()),
            '"' => return,
            _ => {}
        }
    }
}
