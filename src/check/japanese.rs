//! Widths of characters in Japanese: in, one text; out, characters of the other width than Japanese editors set.
//!
//! The rules are those on which style guides for translators agree (JTF, JIS X 4051): katakana is full-width, Latin
//! letters and digits are half-width, and the marks that end or enclose Japanese words are full-width.

use super::finder::{Finder, Text};
use super::typography::words;
use crate::diagnostic::{Code, codes};

/// Marks that are full-width behind Japanese words, with how to write them.
const MARKS: [(char, char); 4] = [(',', '、'), ('.', '。'), ('!', '！'), ('?', '？')];

/// Looks at every run of a text.
pub fn check(finder: &mut Finder<'_>, text: &Text<'_>) {
    for run in text.parts.runs.iter().filter(|run| !run.text.is_ascii()) {
        for part in words(&run.text) {
            let Some(piece) = run.text.get(part.clone()) else { continue };
            for (code, start, end, hint) in found(piece) {
                let message = format!("`{}` has {}", text.name(), name(code));
                let span = run.span(part.start + start..part.start + end);
                finder.find_in(code, text, span, message).hint = Some(hint);
            }
        }
    }
}

fn name(code: Code) -> &'static str {
    if code == codes::typography::HALF_WIDTH_KANA {
        "half-width katakana"
    } else if code == codes::typography::FULL_WIDTH_LATIN {
        "full-width letters or digits"
    } else if code == codes::typography::HALF_WIDTH_PARENTHESES {
        "half-width parentheses around Japanese words"
    } else {
        "a half-width mark behind Japanese words"
    }
}

/// Each stretch of wrong characters, with what to do.
fn found(text: &str) -> Vec<(Code, usize, usize, String)> {
    let mut found =
        stretches(text, is_half_width_kana, codes::typography::HALF_WIDTH_KANA, "write full-width katakana");
    let latin = stretches(text, is_full_width_latin, codes::typography::FULL_WIDTH_LATIN, "");
    found.extend(latin.into_iter().map(|(code, start, end, _)| {
        (code, start, end, format!("write {}", text[start..end].chars().map(half_width).collect::<String>()))
    }));
    for (at, mark) in text.char_indices() {
        let (before, rest) = (text[..at].chars().next_back(), &text[at + mark.len_utf8()..]);
        if let Some((_, wide)) = MARKS.iter().find(|(narrow, _)| *narrow == mark)
            && before.is_some_and(is_japanese)
            && rest.chars().next().is_none_or(|next| next.is_whitespace() || is_japanese(next))
        {
            found.push((codes::typography::HALF_WIDTH_MARK, at, at + 1, format!("write {wide}")));
        }
        if mark == '(' && encloses_japanese(rest) {
            let end = at + 1 + rest.find(')').map_or(0, |end| end + 1);
            found.push((codes::typography::HALF_WIDTH_PARENTHESES, at, end, "write （ and ）".to_owned()));
        }
    }
    found
}

fn stretches(text: &str, is_wrong: impl Fn(char) -> bool, code: Code, hint: &str) -> Vec<(Code, usize, usize, String)> {
    let mut found: Vec<(Code, usize, usize, String)> = Vec::new();
    for (at, wrong) in text.char_indices().filter(|(_, c)| is_wrong(*c)) {
        match found.last_mut() {
            Some(last) if last.2 == at => last.2 = at + wrong.len_utf8(),
            _ => found.push((code, at, at + wrong.len_utf8(), hint.to_owned())),
        }
    }
    found
}

/// Whether what stands between here and the next `)` begins and ends with Japanese.
fn encloses_japanese(rest: &str) -> bool {
    let Some((inner, _)) = rest.split_once(')') else { return false };
    inner.starts_with(is_japanese) && inner.ends_with(is_japanese)
}

/// Hiragana, katakana, kanji, and the marks between them.
pub fn is_japanese(character: char) -> bool {
    matches!(character, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

fn is_half_width_kana(character: char) -> bool {
    matches!(character, '\u{FF61}'..='\u{FF9F}')
}

fn is_full_width_latin(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The half-width form of a full-width letter or digit (U+FF01 to U+FF5E stand as ASCII does).
fn half_width(character: char) -> char {
    char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
}
