//! The smallest parts of markup: in, a text that begins with `<` or `&`; out, the tag or character, and its length.

use super::characters::is_forbidden;

/// A start or end tag as written.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// An end tag: `</b>`.
    pub end: bool,
    /// Closed in itself: `<br/>`.
    pub closed: bool,
    /// Names in lower case with their values, character references decoded.
    pub attributes: Vec<(String, String)>,
    /// How many bytes it takes.
    pub length: usize,
}

/// The longest character reference that is looked for, in bytes.
const LONGEST_REFERENCE: usize = 10;

/// The tag at the start of a text; `None` when the `<` begins none.
pub fn read(text: &str) -> Option<Tag> {
    let mut rest = text.strip_prefix('<')?;
    let end = rest.starts_with('/');
    rest = rest.strip_prefix('/').unwrap_or(rest);
    let (name, mut rest) = word(rest, |next| next.is_ascii_alphanumeric() || next == '-')?;
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        let blank = rest.len();
        rest = rest.trim_start_matches(is_blank);
        for (close, closed) in [("/>", true), (">", false)] {
            if let Some(after) = rest.strip_prefix(close) {
                let length = text.len() - after.len();
                return Some(Tag { name: name.to_ascii_lowercase(), end, closed, attributes, length });
            }
        }
        if end || blank == rest.len() {
            return None;
        }
        let (attribute, after) = word(rest, is_name_character)?;
        let (value, after) = value(after)?;
        attributes.push((attribute.to_ascii_lowercase(), value));
        rest = after;
    }
}

/// Whether a string can be the name of an attribute.
pub fn is_attribute_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.chars().all(is_name_character)
}

fn is_name_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | ':' | '.')
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

fn word(text: &str, is_part: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let end = text.find(|next| !is_part(next)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// `= value` in double, single or no quotes; none is an empty value.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(rest) = text.trim_start_matches(is_blank).strip_prefix('=') else { return Some((String::new(), text)) };
    let rest = rest.trim_start_matches(is_blank);
    let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''));
    let (raw, after) = match quote {
        Some(quote) => rest[1..].split_once(quote)?,
        None => word(rest, |next| !is_blank(next) && !matches!(next, '"' | '\'' | '=' | '<' | '>' | '`' | '/'))?,
    };
    Some((decoded(raw), after))
}

fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let (character, length) = reference(rest).unwrap_or((next, next.len_utf8()));
        decoded.push(character);
        rest = &rest[length..];
    }
    decoded
}

/// The character that a reference at the start of a text stands for, with the reference's length in bytes.
pub fn reference(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let name = &rest[..end];
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "shy" => '\u{AD}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) if hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                    u32::from_str_radix(hexadecimal, 16)
                }
                None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse(),
                _ => return None,
            };
            number.ok().and_then(char::from_u32).filter(|character| !is_forbidden(*character))?
        }
    };
    Some((character, end + 2))
}
