//! Characters that no text may hold: in, a text; out, where they are, what to call them, or the text without them.
//!
//! The list is that of Unicode TR 36 in practice: controls, characters that turn the direction of text
//! (Trojan Source), tags, a byte-order mark inside a text, noncharacters. Left-to-right and right-to-left marks,
//! joiners, zero-width and soft hyphens are ordinary spelling in many languages and stay.

use std::borrow::Cow;

/// Whether a text may not hold this character.
pub fn is_forbidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        '\u{E0000}'..='\u{E007F}' | '\u{FDD0}'..='\u{FDEF}' => true,
        other => u32::from(other) & 0xFFFE == 0xFFFE,
    }
}

/// The forbidden characters of a text with their byte offsets. A carriage return before a line feed is a line's end.
pub fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let ends_line = |at: usize| text.as_bytes().get(at + 1) == Some(&b'\n');
    text.char_indices()
        .filter(move |(at, character)| is_forbidden(*character) && !(*character == '\r' && ends_line(*at)))
}

/// The text without its forbidden characters; a carriage return before a line feed goes too.
pub fn without_forbidden(text: &str) -> Cow<'_, str> {
    if text.contains(is_forbidden) { Cow::Owned(text.replace(is_forbidden, "")) } else { Cow::Borrowed(text) }
}

/// How a finding names a character: `U+202E (turns the direction of text)`.
pub fn name(character: char) -> String {
    let what = match character {
        '\r' => "a carriage return without a line feed",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "turns the direction of text",
        '\u{FEFF}' => "a byte-order mark inside the text",
        '\u{E0000}'..='\u{E007F}' => "an invisible tag",
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => "a control character",
        _ => "a noncharacter",
    };
    format!("U+{:04X} ({what})", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::{forbidden, without_forbidden};

    #[test]
    fn refuses_what_hides_or_turns_text_only() {
        for bad in ["\u{202E}", "\u{2066}", "\0", "\u{1B}", "\u{9B}", "\u{FEFF}", "\u{E0041}", "\u{FDD0}", "\u{1FFFE}"]
        {
            assert_eq!(forbidden(&format!("a{bad}b")).map(|(at, _)| at).collect::<Vec<_>>(), [1], "{bad:?}");
            assert_eq!(without_forbidden(&format!("a{bad}b")), "ab");
        }
        for good in ["\u{200E}", "\u{200F}", "\u{61C}", "\u{200D}", "\u{200C}", "\u{200B}", "\u{AD}", "\r\n", "\t", "é"]
        {
            assert_eq!(forbidden(good).count(), 0, "{good:?}");
        }
        assert_eq!(forbidden("a\rb").count(), 1, "a carriage return alone");
    }
}
