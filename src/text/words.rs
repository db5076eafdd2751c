//! How texts are cut for search: in, a text or what somebody looks for; out, its words.
//!
//! The index and the query must be cut by one and the same rule, and the query is cut in a browser. So the rule is
//! small, and uses only what both sides have: normal forms, lower case and general categories of Unicode. Its other half
//! is `words` in `artifacts/search/index.js`; a test runs both over the same texts.
//!
//! 1. A text is taken unit by unit: a character with the marks that follow it.
//! 2. A unit is folded: compatibility forms, accents (U+0300–U+036F, after decomposition) and letter case do not matter.
//!    So *élève* is found as *eleve*; a dakuten is no accent, and が stays が.
//! 3. Letters, digits and marks make words, everything else stands between words. Letters of scripts without spaces make
//!    words of their own.

use std::sync::LazyLock;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

/// A word of a text, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its letters.
    pub letters: Vec<char>,
    /// Whether its script puts no spaces between words, so that it may be a whole sentence.
    pub is_unspaced: bool,
}

/// A longer word is cut off: nobody types it, and it would bring a hash or an address into the index.
const LONGEST: usize = 32;

static CATEGORIES: LazyLock<CodePointMapDataBorrowed<'static, GeneralCategory>> =
    LazyLock::new(CodePointMapData::<GeneralCategory>::new);
static DECOMPOSED: LazyLock<DecomposingNormalizerBorrowed<'static>> =
    LazyLock::new(DecomposingNormalizerBorrowed::new_nfkd);
static COMPOSED: LazyLock<ComposingNormalizerBorrowed<'static>> = LazyLock::new(ComposingNormalizerBorrowed::new_nfc);

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut goes_on = false;
    let mut add = |letter: char| {
        if !is_letter(letter) {
            goes_on = false;
            return;
        }
        let is_unspaced = is_unspaced(letter);
        match words.last_mut() {
            Some(word) if goes_on && word.is_unspaced == is_unspaced => word.letters.push(letter),
            _ => words.push(Word { letters: vec![letter], is_unspaced }),
        }
        goes_on = true;
    };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let marks = after.find(|next: char| !is_added(next)).unwrap_or(after.len());
        let unit = &rest[..first.len_utf8() + marks];
        rest = &after[marks..];
        match first {
            _ if marks == 0 && first.is_ascii() => add(first.to_ascii_lowercase()),
            _ if marks == 0 && is_plain(first) => add(first),
            _ => fold_unit(unit).chars().for_each(&mut add),
        }
    }
    words
}

impl Word {
    /// What of it the index knows: the word itself; of a script without spaces each letter, and each two that follow
    /// each other. So a compound is found, whatever stands around it, and so is one letter of it.
    pub fn terms(&self) -> impl Iterator<Item = &[char]> {
        let letters = &*self.letters;
        let (whole, parts) = if self.is_unspaced { (&[][..], letters) } else { (letters, &[][..]) };
        let whole = Some(&whole[..whole.len().min(LONGEST)]).filter(|whole| !whole.is_empty());
        parts.chunks(1).chain(parts.windows(2)).chain(whole)
    }
}

fn fold_unit(unit: &str) -> String {
    let decomposed = DECOMPOSED.normalize(unit);
    let kept: String = decomposed.chars().filter(|letter| !is_dropped(*letter)).collect();
    let mut folded = String::with_capacity(kept.len());
    for letter in kept.to_lowercase().chars() {
        match letter {
            // Letters that do not come apart in Unicode, and that people write with others.
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push('o'),
            'ς' => folded.push('σ'),
            _ => folded.push(letter),
        }
    }
    COMPOSED.normalize(&folded).into_owned()
}

/// Whether a character belongs to the unit before it: marks, halfwidth voicing marks, vowels and finals of Hangul.
fn is_added(character: char) -> bool {
    !character.is_ascii()
        && (matches!(character, '\u{FF9E}' | '\u{FF9F}' | '\u{1160}'..='\u{11FF}')
            || GeneralCategoryGroup::Mark.contains(CATEGORIES.get(character)))
}

/// Kana and unified ideographs, which folding leaves as they are.
fn is_plain(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}' | '\u{4E00}'..='\u{9FFF}')
}

/// Accents, and what nobody sees: soft hyphens, joiners, variation selectors.
fn is_dropped(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    let wanted = GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Number).union(GeneralCategoryGroup::Mark);
    wanted.contains(CATEGORIES.get(letter))
}

/// Thai, Lao, Tibetan, Burmese, Khmer, Han, kana, bopomofo, Yi; and Hangul, whose words grow long with endings.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{E00}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{318F}' | '\u{31A0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{A4CF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{1B000}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::words;

    fn cut(text: &str) -> Vec<String> {
        words(text).iter().map(|word| word.letters.iter().collect()).collect()
    }

    #[test]
    fn accents_and_letter_case_do_not_matter_and_a_dakuten_does() {
        for (text, wanted) in [
            ("L’Élève à l’ŒUVRE", vec!["l", "eleve", "a", "l", "oeuvre"]),
            ("E\u{301}te\u{301} Straße İstanbul ΣΟΦΟΣ", vec!["ete", "strasse", "istanbul", "σοφοσ"]),
            ("がか ガ ｶﾞ カ\u{3099}", vec!["がか", "ガ", "ガ", "ガ"]),
            ("ＡＢＣ１２３ ㍿", vec!["abc123", "株式会社"]),
            ("soft\u{AD}hyphen zero\u{200B}width", vec!["softhyphen", "zerowidth"]),
            ("葛\u{E0100}飾", vec!["葛飾"]),
            ("C++ 1.5 don't __proto__ ½", vec!["c", "1", "5", "don", "t", "proto", "1", "2"]),
            ("Rust言語2026年、ラーメン", vec!["rust", "言語", "2026", "年", "ラーメン"]),
            ("\u{1100}\u{1161}나", vec!["가나"]),
        ] {
            assert_eq!(cut(text), wanted, "{text}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_known_by_letters_and_pairs() {
        let terms = |text: &str| -> Vec<String> {
            words(text)
                .iter()
                .flat_map(|word| word.terms().map(|term| term.iter().collect()).collect::<Vec<_>>())
                .collect()
        };
        assert_eq!(terms("新幹線 go"), ["新", "幹", "線", "新幹", "幹線", "go"]);
        assert_eq!(terms(&"a".repeat(99)), ["a".repeat(32)]);
    }
}
