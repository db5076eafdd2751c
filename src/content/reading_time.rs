//! Text comes in bit by bit; the minutes that reading it takes go out.

use super::excerpt::is_wide;

/// What an ASCII character does to words: a letter or digit begins one, what is no space lets one go on.
const BEGINS: u8 = 1;
const GOES_ON: u8 = 2;
const ASCII: [u8; 128] = {
    let mut ascii = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8;
        let is_space = matches!(character, b'\t'..=b'\r' | b' ');
        ascii[byte] = if character.is_ascii_alphanumeric() { BEGINS } else { 0 } | if is_space { 0 } else { GOES_ON };
        byte += 1;
    }
    ascii
};

/// What there is to read: words of scripts with spaces, letters of scripts without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadingTime {
    words: u64,
    wide: u64,
    unspaced: u64,
}

impl ReadingTime {
    /// Adds a run of text.
    pub fn add(&mut self, text: &str) {
        let (mut rest, mut in_word) = (text, false);
        while !rest.is_empty() {
            let (mut length, mut words) = (0, 0);
            for ascii in rest.bytes().map_while(|byte| ASCII.get(usize::from(byte))) {
                // Without a branch: where words end cannot be foreseen.
                let goes_on = in_word & (ascii & GOES_ON != 0);
                in_word = goes_on | (ascii & BEGINS != 0);
                words += u64::from(in_word & !goes_on);
                length += 1;
            }
            self.words += words;
            for character in rest[length..].chars().take_while(|character| !character.is_ascii()) {
                in_word = self.add_character(character, in_word);
                length += character.len_utf8();
            }
            rest = &rest[length..];
        }
    }

    /// Whether what follows is of the same word.
    fn add_character(&mut self, character: char, in_word: bool) -> bool {
        let letter = if is_common(character) {
            self.wide += 1;
            false
        } else if is_latin(character) {
            true
        } else if is_wide(character) {
            self.wide += u64::from(character.is_alphanumeric());
            false
        } else if is_unspaced(character) {
            self.unspaced += 1;
            false
        } else {
            character.is_alphanumeric()
        };
        self.words += u64::from(letter && !in_word);
        letter || (in_word && !character.is_whitespace())
    }

    /// Minutes, rounded, at least 1: 220 words, or 500 letters of Chinese and Japanese, or 1,100 letters of
    /// Thai, Lao, Khmer and Burmese (about five to a word) a minute.
    pub fn minutes(self) -> u32 {
        // In units of a 5,500th of a minute, which all three rates divide.
        let units = self.words * 25 + self.wide * 11 + self.unspaced * 5;
        u32::try_from((units + 2_750) / 5_500).unwrap_or(u32::MAX).max(1)
    }
}

/// Nearly all wide letters there are: hiragana, katakana and the Han characters in use.
fn is_common(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFC}')
}

/// The letters of Latin-1 and of Latin Extended A and B: nearly all beside ASCII in the languages of Europe.
fn is_latin(character: char) -> bool {
    matches!(character, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}')
}

/// Thai, Lao, Burmese and Khmer put no spaces between words.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ReadingTime, is_common, is_latin, is_unspaced, is_wide};

    proptest! {
        #[test]
        fn runs_count_as_their_characters_do(text in "[a-z0-9'\\- \t\n.éñ日本かア。ー、ภา\u{a0}\u{3000}😀]{0,40}") {
            let (mut time, mut one_by_one) = (ReadingTime::default(), ReadingTime::default());
            time.add(&text);
            text.chars().fold(false, |in_word, character| one_by_one.add_character(character, in_word));
            prop_assert_eq!(time, one_by_one);
        }
    }

    #[test]
    fn what_is_known_of_many_letters_at_once_is_true_of_each() {
        let (common, latin): (Vec<char>, Vec<char>) =
            ('\0'..=char::MAX).filter(|c| is_common(*c) || is_latin(*c)).partition(|c| is_common(*c));
        assert!(common.into_iter().all(|c| is_wide(c) && c.is_alphanumeric()));
        assert!(latin.into_iter().all(|c| !is_wide(c) && !is_unspaced(c) && c.is_alphanumeric()));
    }

    #[test]
    fn counts_words_or_letters() {
        for (text, minutes) in [
            (String::new(), 1),
            ("word ".repeat(220 * 3), 3),
            ("don't ".repeat(220 * 2), 2),
            ("日本語文".repeat(125 * 4), 4),
            (format!("{}{}", "word ".repeat(220), "漢字".repeat(250)), 2),
            ("ภาษา".repeat(275 * 3), 3),
        ] {
            let mut time = ReadingTime::default();
            time.add(&text);
            assert_eq!(time.minutes(), minutes, "{}", text.chars().take(8).collect::<String>());
        }
    }
}
