//! Text comes in bit by bit; the minutes that reading it takes go out.

use super::excerpt::is_wide;

/// Of each ASCII character, whether it is of a word, and whether a word that was begun goes on: no space ends it.
const ASCII: [(u8, u8); 128] = {
    let mut kinds = [(0, 1); 128];
    let mut byte = 0;
    while byte < 128 {
        let is_space = matches!(byte as u8, b'\t'..=b'\r' | b' ');
        kinds[byte] = ((byte as u8).is_ascii_alphanumeric() as u8, !is_space as u8);
        byte += 1;
    }
    kinds
};

/// What there is to read: words of scripts with spaces, letters of scripts without.
#[derive(Clone, Copy, Default)]
pub(super) struct ReadingTime {
    words: u64,
    wide: u64,
    unspaced: u64,
}

impl ReadingTime {
    /// Adds a run of text.
    pub fn add(&mut self, text: &str) {
        let (mut words, mut in_word) = (0, 0);
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            match ASCII.get(usize::from(*byte)) {
                Some((letter, inside)) => {
                    words += u64::from(letter & !in_word);
                    in_word = (in_word | letter) & inside;
                    at += 1;
                }
                None => {
                    let character = text[at..].chars().next().unwrap_or_default();
                    in_word = u8::from(self.add_character(character, in_word == 1));
                    at += character.len_utf8();
                }
            }
        }
        self.words += words;
    }

    /// Whether what follows is of the same word.
    fn add_character(&mut self, character: char, in_word: bool) -> bool {
        let letter = if is_wide(character) {
            self.wide += u64::from(is_common(character) || character.is_alphanumeric());
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

/// Thai, Lao, Burmese and Khmer put no spaces between words.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

#[cfg(test)]
mod tests {
    use super::ReadingTime;

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
