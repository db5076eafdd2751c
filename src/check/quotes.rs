//! The quotation marks and the apostrophe of a language, after CLDR's delimiters: in, a locale; out, its characters.

use crate::text::LocaleId;

/// The characters that a language writes where keyboards have `"` and `'`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// What opens and closes words that somebody else said.
    pub outer: [&'static str; 2],
    /// The same inside of those.
    pub inner: [&'static str; 2],
    /// The apostrophe; none where the script has no use for one.
    pub apostrophe: Option<&'static str>,
}

const ENGLISH: [[&str; 2]; 2] = [["“", "”"], ["‘", "’"]];
const GERMAN: [[&str; 2]; 2] = [["„", "“"], ["‚", "‘"]];
const POLISH: [[&str; 2]; 2] = [["„", "”"], ["«", "»"]];
const HUNGARIAN: [[&str; 2]; 2] = [["„", "”"], ["»", "«"]];
const SPANISH: [[&str; 2]; 2] = [["«", "»"], ["“", "”"]];
const FRENCH: [[&str; 2]; 2] = [["«\u{A0}", "\u{A0}»"], ["“", "”"]];
const RUSSIAN: [[&str; 2]; 2] = [["«", "»"], ["„", "“"]];
const SWEDISH: [[&str; 2]; 2] = [["”", "”"], ["’", "’"]];
const NORWEGIAN: [[&str; 2]; 2] = [["«", "»"], ["‘", "’"]];
const JAPANESE: [[&str; 2]; 2] = [["「", "」"], ["『", "』"]];

/// Sorted by tag. A language that is not here is not told how to write.
const LANGUAGES: [(&str, [[&str; 2]; 2]); 41] = [
    ("af", ENGLISH),
    ("bg", GERMAN),
    ("bs", POLISH),
    ("ca", SPANISH),
    ("cs", GERMAN),
    ("da", ENGLISH),
    ("de", GERMAN),
    ("de-ch", SPANISH),
    ("el", SPANISH),
    ("en", ENGLISH),
    ("es", SPANISH),
    ("et", GERMAN),
    ("fi", SWEDISH),
    ("fr", FRENCH),
    ("gl", SPANISH),
    ("hr", POLISH),
    ("hu", HUNGARIAN),
    ("id", ENGLISH),
    ("is", GERMAN),
    ("it", SPANISH),
    ("ja", JAPANESE),
    ("ko", ENGLISH),
    ("lt", GERMAN),
    ("lv", ENGLISH),
    ("nb", NORWEGIAN),
    ("nl", ENGLISH),
    ("nn", NORWEGIAN),
    ("no", NORWEGIAN),
    ("pl", POLISH),
    ("pt", ENGLISH),
    ("pt-pt", SPANISH),
    ("ro", POLISH),
    ("ru", RUSSIAN),
    ("sk", GERMAN),
    ("sl", GERMAN),
    ("sv", SWEDISH),
    ("tr", ENGLISH),
    ("uk", RUSSIAN),
    ("vi", ENGLISH),
    ("zh", ENGLISH),
    ("zh-tw", JAPANESE),
];
/// Languages that write no apostrophe.
const WITHOUT_APOSTROPHE: [&str; 3] = ["ja", "ko", "zh"];

impl Quotes {
    /// The characters of this locale; of the language that it begins with, where it has none of its own.
    pub fn of(locale: &LocaleId) -> Option<Self> {
        let mut tag = locale.as_str().to_ascii_lowercase();
        let [outer, inner] = loop {
            if let Ok(at) = LANGUAGES.binary_search_by_key(&tag.as_str(), |(tag, _)| *tag) {
                break LANGUAGES.get(at)?.1;
            }
            tag.truncate(tag.rfind('-')?);
        };
        let language = locale.as_str().split('-').next().unwrap_or_default();
        let apostrophe = (!WITHOUT_APOSTROPHE.contains(&language)).then_some("’");
        Some(Self { outer, inner, apostrophe })
    }
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, Quotes};
    use crate::text::LocaleId;

    #[test]
    fn a_locale_has_its_own_marks_or_its_languages_or_none() {
        assert!(LANGUAGES.is_sorted_by(|(one, _), (other, _)| one < other), "the table is searched by halving");
        let outer = |locale| Quotes::of(&LocaleId::new(locale)).map(|quotes| quotes.outer);
        assert_eq!(outer("en-GB"), Some(["“", "”"]));
        assert_eq!(outer("pt-PT"), Some(["«", "»"]));
        assert_eq!(outer("pt-BR"), Some(["“", "”"]));
        assert_eq!(outer("zh-TW"), Some(["「", "」"]));
        assert_eq!(outer("haw"), None);
        assert_eq!(Quotes::of(&LocaleId::new("ja")).unwrap().apostrophe, None);
    }
}
