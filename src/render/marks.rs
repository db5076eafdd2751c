//! Marks: noncharacters around printed texts that say where each came from, and where a fragment belongs.
//!
//! `OPEN number END text CLOSE` surrounds a text, `SLOT number END` stands for a fragment. The number is an
//! index into what the scene noted, in base 16. U+FDD0..U+FDEF are refused in all input, so they are ours.

use std::sync::Arc;

use crate::site::Subject;

/// Every mark character is this long in UTF-8.
pub const LENGTH: usize = 3;
const OPEN: char = '\u{FDD0}';
const END: char = '\u{FDD1}';
const CLOSE: char = '\u{FDD2}';
const SLOT: char = '\u{FDD3}';
const DIGIT: u32 = 0xFDE0;

/// Where a localized text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A message or attribute, by id.
    Message(Arc<str>),
    /// A field of a post, page or section.
    Field(Subject, &'static str),
}

/// A mark character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Open,
    End,
    Close,
    Slot,
    Digit(u8),
    /// One of our noncharacters without a meaning.
    Other,
}

/// The mark character that these bytes begin with.
pub fn at(bytes: &[u8]) -> Option<Sign> {
    let [0xEF, 0xB7, last @ 0x90..=0xAF, ..] = *bytes else { return None };
    Some(match last {
        0x90 => Sign::Open,
        0x91 => Sign::End,
        0x92 => Sign::Close,
        0x93 => Sign::Slot,
        0xA0..=0xAF => Sign::Digit(last - 0xA0),
        _ => Sign::Other,
    })
}

/// Begins a text.
pub fn open(number: usize, out: &mut String) {
    out.push(OPEN);
    digits(number, out);
    out.push(END);
}

/// Ends a text.
pub fn close(out: &mut String) {
    out.push(CLOSE);
}

/// Stands for a fragment.
pub fn slot(number: usize, out: &mut String) {
    out.push(SLOT);
    digits(number, out);
    out.push(END);
}

fn digits(number: usize, out: &mut String) {
    let width = (usize::BITS - number.leading_zeros()).div_ceil(4).max(1);
    for place in (0..width).rev() {
        let digit = (number >> (place * 4)) & 0xF;
        out.extend(char::from_u32(DIGIT + digit as u32));
    }
}

/// Whether the text holds a mark or a part of one.
pub fn has_any(text: &str) -> bool {
    memchr::memchr_iter(0xEF, text.as_bytes()).any(|at| self::at(&text.as_bytes()[at..]).is_some())
}

/// Whether the text holds the place of a fragment.
pub fn holds_slot(text: &str) -> bool {
    text.contains(SLOT)
}

/// The text without any mark; borrowed when it has none.
pub fn strip(text: &str) -> std::borrow::Cow<'_, str> {
    let has = |at: usize| self::at(&text.as_bytes()[at..]).is_some();
    let Some(first) = memchr::memchr_iter(0xEF, text.as_bytes()).find(|at| has(*at)) else { return text.into() };
    let mut clean = text[..first].to_owned();
    let mut in_number = false;
    for c in text[first..].chars() {
        let mut bytes = [0; 4];
        match self::at(c.encode_utf8(&mut bytes).as_bytes()) {
            Some(Sign::Open | Sign::Slot) => in_number = true,
            Some(Sign::End) => in_number = false,
            Some(_) => {}
            None if in_number => in_number = false,
            None => clean.push(c),
        }
    }
    clean.into()
}

#[cfg(test)]
mod tests {
    use super::{close, open, slot, strip};

    #[test]
    fn strips_to_the_text() {
        let mut text = "a".to_owned();
        open(0x2f, &mut text);
        text.push_str("日本");
        close(&mut text);
        slot(0, &mut text);
        text.push('z');
        assert_eq!(strip(&text), "a日本z");
        assert_eq!(strip("plain ﷐"), "plain ");
    }
}
