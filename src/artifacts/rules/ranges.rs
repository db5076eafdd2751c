//! Languages as a server can tell them apart: in, the live locales; out, patterns for `Accept-Language`.
//!
//! A server has no CLDR. So the negotiation of the preview is asked beforehand who would get what, and what it says is
//! written as a short list of ranges. Weights (RFC 9110, section 12.4.2) count to the first digit behind the point; of
//! equal ones the range that stands first wins.

use std::collections::{BTreeMap, BTreeSet};

use crate::locales::negotiate;
use crate::text::LocaleId;

/// Scripts that some language is written in besides its usual one.
const SCRIPTS: [&str; 6] = ["Arab", "Cyrl", "Deva", "Hans", "Hant", "Latn"];

/// Ranges that go to one locale, or to none of them; a further subtag changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranges {
    /// In lower case: `zh-tw`.
    pub ranges: BTreeSet<String>,
    /// Who serves them.
    pub locale: Option<LocaleId>,
}

impl Ranges {
    /// A pattern for ranges that one of these begins.
    pub fn pattern(&self) -> String {
        let ranges: Vec<&str> = self.ranges.iter().map(String::as_str).collect();
        format!("^(?:{})(?:-|$)", ranges.join("|"))
    }
}

/// Who serves whom, the longest ranges first.
pub fn table(live: &[LocaleId]) -> Vec<Ranges> {
    let mut found: BTreeMap<(usize, Option<LocaleId>), BTreeSet<String>> = BTreeMap::new();
    let mut enter = |range: &str, locale: Option<LocaleId>| {
        let depth = usize::MAX - range.matches('-').count();
        found.entry((depth, locale)).or_default().insert(range.to_ascii_lowercase());
    };
    for language in languages(live) {
        let usual = negotiate(&language, live);
        for range in below(&language, live) {
            let served = negotiate(&range, live);
            if served != usual {
                enter(&range, served);
            }
        }
        enter(&language, usual);
    }
    found.into_iter().map(|((_, locale), ranges)| Ranges { ranges, locale }).collect()
}

/// The first subtags of the locales.
pub fn languages(live: &[LocaleId]) -> BTreeSet<String> {
    let first = |id: &LocaleId| id.as_str().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    live.iter().map(first).filter(|language| !language.is_empty()).collect()
}

/// The ranges of a language that may go elsewhere than the language itself.
fn below(language: &str, live: &[LocaleId]) -> BTreeSet<String> {
    let letters = || b'A'..=b'Z';
    let regions = letters().flat_map(|one| letters().map(move |two| format!("{}{}", one as char, two as char)));
    let tails = SCRIPTS.iter().map(ToString::to_string).chain(regions);
    let mut ranges: BTreeSet<String> = tails.map(|tail| format!("{language}-{tail}")).collect();
    for id in live.iter().map(LocaleId::as_str) {
        let ends = id.match_indices('-').map(|(at, _)| at).chain([id.len()]);
        ranges.extend(ends.map(|end| id[..end].to_owned()).filter(|range| range.starts_with(&format!("{language}-"))));
    }
    ranges
}

/// Patterns for a whole header, the highest weight first. Each takes the range that counts, which may be `*`.
pub fn weighted(live: &[LocaleId]) -> Vec<String> {
    let languages: Vec<String> = languages(live).into_iter().collect();
    let range = format!(r"(?:^|,)\s*((?:{})(?:-[a-z0-9]+)*|\*)\s*", languages.join("|"));
    let weight = |value: String| format!(r"{range};\s*q\s*=\s*{value}\s*(?:,|$)");
    let whole = format!(r"{range}(?:;\s*q\s*=\s*1(?:\.0*)?\s*)?(?:,|$)");
    let tenths = (1..=9).rev().map(|digit| weight(format!(r"0?\.{digit}[0-9]*")));
    [whole].into_iter().chain(tenths).chain([weight(r"0?\.0[0-9]*[1-9][0-9]*".to_owned())]).collect()
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::text::LocaleId;

    fn lines(live: &[&str]) -> Vec<String> {
        let live: Vec<LocaleId> = live.iter().map(|id| LocaleId::new(id)).collect();
        let name = |locale: Option<LocaleId>| locale.map_or("none".to_owned(), |locale| locale.to_string());
        table(&live).into_iter().map(|one| format!("{} {}", one.pattern(), name(one.locale))).collect()
    }

    #[test]
    fn one_locale_of_a_language_serves_all_of_it() {
        assert_eq!(lines(&["en", "ja"]), ["^(?:en)(?:-|$) en", "^(?:ja)(?:-|$) ja"]);
        assert_eq!(lines(&["pt-BR"]), ["^(?:pt)(?:-|$) pt-BR"]);
    }

    #[test]
    fn scripts_and_regions_are_told_apart() {
        let chinese = lines(&["zh-Hans", "zh-Hant"]);
        let [others, hant, hans] = &*chinese else { panic!("{chinese:?}") };
        assert!(others.contains("zh-latn") && others.ends_with(" none"), "who reads another script reads neither");
        assert!(hant.contains("zh-hant") && hant.contains("zh-tw") && hant.contains("zh-hk"));
        assert!(hant.ends_with(" zh-Hant") && !hant.contains("zh-cn"));
        assert_eq!(hans, "^(?:zh)(?:-|$) zh-Hans");
        let portuguese = lines(&["pt-PT", "pt-BR"]);
        assert!(portuguese.contains(&"^(?:pt)(?:-|$) pt-BR".to_owned()), "{portuguese:?}");
    }
}
