//! What a translation is made from, remembered in short: in, a source text; out, digests that tell how much of it moved
//! since.

use std::fmt;

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use super::{Digest, Digester, fold};

/// 48 bits of a digest, twelve letters for people. It is only ever compared with that of the same text at another
/// time, never looked up among many, so the chance that an edit goes unnoticed is one in 2^48.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortDigest(pub(super) [u8; 6]);

impl ShortDigest {
    /// Reads twelve lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 12 || !text.bytes().all(is_digit) {
            return None;
        }
        let mut bytes = [0; 6];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl From<Digest> for ShortDigest {
    fn from(digest: Digest) -> Self {
        let mut bytes = [0; 6];
        bytes.copy_from_slice(&digest.bytes()[..6]);
        Self(bytes)
    }
}

impl fmt::Display for ShortDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ShortDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A source text in three digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// Of all that it says.
    pub text: ShortDigest,
    /// Of its words alone: see [`bare_words`].
    pub words: ShortDigest,
    /// Of its variables, functions, references and markup.
    pub markup: ShortDigest,
}

/// How much a source text has moved since a translation was made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drift {
    /// Letter case, spaces, punctuation: the words are the same.
    Cosmetic,
    /// The words; variables and markup are the same.
    Review,
    /// Variables or markup: the translation may no longer fit.
    Redo,
}

impl Drift {
    /// Its name in reports and layouts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cosmetic => "cosmetic",
            Self::Review => "review",
            Self::Redo => "redo",
        }
    }
}

impl Fingerprint {
    /// The fingerprint of these three.
    pub fn new(text: Digest, words: Digest, markup: Digest) -> Self {
        Self { text: text.into(), words: words.into(), markup: markup.into() }
    }

    /// How far `now` is from this one; `None` when nothing moved.
    pub fn drift(&self, now: &Self) -> Option<Drift> {
        match now {
            _ if self.markup != now.markup => Some(Drift::Redo),
            _ if self.words != now.words => Some(Drift::Review),
            _ if self.text != now.text => Some(Drift::Cosmetic),
            _ => None,
        }
    }

    /// This one, of a text that takes in others, each with its name.
    #[must_use]
    pub fn with<'a>(self, others: impl Iterator<Item = (&'a str, Option<Self>)>) -> Self {
        let mut digesters = [self.text, self.words, self.markup].map(|own| {
            let mut digester = Digester::default();
            digester.bytes(&own.0);
            digester
        });
        for (name, other) in others {
            let parts = other.map(|other| [other.text, other.words, other.markup]);
            for (at, digester) in digesters.iter_mut().enumerate() {
                digester.str(name).bytes(parts.as_ref().map_or(&[], |parts| &parts[at].0));
            }
        }
        let [text, words, markup] = digesters.map(|digester| digester.finish());
        Self::new(text, words, markup)
    }
}

/// The text in one letter case and normal form, without space and punctuation. Punctuation at a digit counts: 1.5 is
/// not 15.
pub fn bare_words(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let is_digit = |character: Option<char>| character.is_some_and(char::is_numeric);
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    let (mut before, mut rest) = (None, folded.chars());
    while let Some(character) = rest.next() {
        let is_bare = if character.is_ascii_alphanumeric() {
            false
        } else if character.is_whitespace() {
            true
        } else {
            GeneralCategoryGroup::Punctuation.contains(categories.get(character))
                && !is_digit(before)
                && !is_digit(rest.clone().next())
        };
        if !is_bare {
            words.push(character);
        }
        before = Some(character);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_whatever_their_case_spaces_and_punctuation() {
        assert_eq!(bare_words("Log in!"), bare_words("“log-in”"));
        assert_eq!(bare_words("ホーム。"), bare_words("ホーム"));
        assert_eq!(bare_words("Cafe\u{301}"), bare_words("CAFÉ"));
        assert_ne!(bare_words("1.5 GB"), bare_words("15 GB"));
        assert_ne!(bare_words("-5"), bare_words("5"));
        assert_ne!(bare_words("C++"), bare_words("C"));
    }

    #[test]
    fn drift_is_the_worst_of_what_moved() {
        let print = |text: &str, words: &str, markup: &str| {
            Fingerprint::new(Digest::of(text.as_bytes()), Digest::of(words.as_bytes()), Digest::of(markup.as_bytes()))
        };
        let was = print("a", "a", "a");
        assert_eq!(was.drift(&was), None);
        assert_eq!(was.drift(&print("b", "a", "a")), Some(Drift::Cosmetic));
        assert_eq!(was.drift(&print("b", "b", "a")), Some(Drift::Review));
        assert_eq!(was.drift(&print("b", "a", "b")), Some(Drift::Redo));
    }

    #[test]
    fn short_digests_are_read_as_they_are_written() {
        let short = ShortDigest::from(Digest::of(b"a"));
        assert_eq!(ShortDigest::parse(&short.to_string()), Some(short));
        for wrong in ["", "00", "00000000000g", "0000000000AA", "+00000000000", "ééé000", "0000000000000"] {
            assert_eq!(ShortDigest::parse(wrong), None, "{wrong}");
        }
    }
}
