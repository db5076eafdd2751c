//! Which locale a browser's reader wants: in, an `Accept-Language` header and the locales there are; out, one of them.
//!
//! fluent-langneg matches; it knows neither weights nor which script a language is written in where, so the header is
//! read here (RFC 9110, section 12.5.4) and tags are completed by CLDR's likely subtags first.

use std::cmp::Reverse;

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use icu_locale::{Locale, LocaleExpander};
use unic_langid::LanguageIdentifier;

use crate::text::LocaleId;

/// Ranges that are read; browsers send a handful.
const MOST_RANGES: usize = 32;
/// The longest range that is read, in bytes (RFC 5646, section 4.4.1).
const LONGEST_RANGE: usize = 35;

/// The first locale, in the order of the header's weights, that serves a reader who sent this `Accept-Language`:
/// `ja-JP` is served by `ja`, `pt` by `pt-BR`, `zh-TW` by `zh-Hant`. `*` takes the first of `available`, and weight 0
/// excludes. `None` when no locale is asked for. Anything that is not a language range is passed over.
pub fn negotiate(accept_language: &str, available: &[LocaleId]) -> Option<LocaleId> {
    let mut ranges: Vec<(&str, u16)> = accept_language.split(',').take(MOST_RANGES).filter_map(weighted).collect();
    ranges.sort_by_key(|(_, weight)| Reverse(*weight));
    let open: Vec<&LocaleId> = available.iter().filter(|locale| !is_excluded(locale, &ranges)).collect();
    let wanted = ranges.iter().take_while(|(_, weight)| *weight > 0);
    wanted.into_iter().find_map(|(range, _)| find(range, &open)).cloned()
}

/// A range with its weight in thousandths: `fr-CA;q=0.8`.
fn weighted(item: &str) -> Option<(&str, u16)> {
    let (range, parameter) = item.split_once(';').unwrap_or((item, "q=1"));
    let weight: f32 = parameter.trim().strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('=')?.trim().parse().ok()?;
    let range = range.trim();
    let sound = (1..=LONGEST_RANGE).contains(&range.len()) && (0.0..=1.0).contains(&weight);
    sound.then(|| (range, (weight * 1000.0).round() as u16))
}

/// Whether the longest range that the locale begins with has weight 0.
fn is_excluded(locale: &LocaleId, ranges: &[(&str, u16)]) -> bool {
    let begins = |range: &str| {
        let head = locale.as_str().get(..range.len()).is_some_and(|head| head.eq_ignore_ascii_case(range));
        head && matches!(locale.as_str().as_bytes().get(range.len()), None | Some(b'-'))
    };
    let longest = ranges.iter().filter(|(range, _)| begins(range)).max_by_key(|(range, _)| range.len());
    longest.is_some_and(|(_, weight)| *weight == 0)
}

/// The locale that serves one range: in the same script, else as the tags are written (`zh` for `zh-TW`).
fn find<'a>(range: &str, open: &[&'a LocaleId]) -> Option<&'a LocaleId> {
    if range == "*" {
        return open.first().copied();
    }
    [completed, as_written].into_iter().find_map(|read| {
        let wanted = read(range)?;
        let known: Vec<(LanguageIdentifier, &LocaleId)> =
            open.iter().filter_map(|locale| Some((read(locale.as_str())?, *locale))).collect();
        let tags: Vec<&LanguageIdentifier> = known.iter().map(|(tag, _)| tag).collect();
        let best = *negotiate_languages(&[wanted], &tags, None, NegotiationStrategy::Lookup).first()?;
        known.iter().find(|(tag, _)| tag == *best).map(|(_, locale)| *locale)
    })
}

/// The tag with its likely script and region: `zh-TW` as `zh-Hant-TW`.
fn completed(tag: &str) -> Option<LanguageIdentifier> {
    let mut tag = known(tag)?;
    LocaleExpander::new_extended().maximize(&mut tag.id);
    tag.id.to_string().parse().ok()
}

fn as_written(tag: &str) -> Option<LanguageIdentifier> {
    known(tag)?.id.to_string().parse().ok()
}

fn known(tag: &str) -> Option<Locale> {
    tag.parse().ok().filter(|tag: &Locale| !tag.id.language.is_unknown())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::negotiate;
    use crate::text::LocaleId;

    fn served(header: &str, available: &[&str]) -> Option<String> {
        let available: Vec<LocaleId> = available.iter().map(|id| LocaleId::new(id)).collect();
        negotiate(header, &available).map(|locale| locale.to_string())
    }

    #[test]
    fn serves_the_language_that_the_reader_reads() {
        for (header, available, expected) in [
            ("ja", &["en", "ja"][..], "ja"),
            ("ja-JP", &["en", "ja"], "ja"),
            ("JA-jp", &["en", "ja"], "ja"),
            ("ja-JP-u-ca-japanese", &["en", "ja"], "ja"),
            ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", &["en", "de", "fr"], "fr"),
            ("pt", &["en", "pt-BR"], "pt-BR"),
            ("pt", &["pt-PT", "pt-BR"], "pt-BR"),
            ("pt-AO", &["en", "pt-BR"], "pt-BR"),
            ("en-GB", &["en-US", "en-GB"], "en-GB"),
            ("zh-TW", &["zh-Hans", "zh-Hant"], "zh-Hant"),
            ("zh-HK", &["zh-CN", "zh-TW"], "zh-TW"),
            ("zh-TW", &["zh", "zh-Hant"], "zh-Hant"),
            ("zh", &["zh-Hant", "zh-Hans"], "zh-Hans"),
            ("zh-TW, en;q=0.5", &["en", "zh"], "zh"),
            ("zh-Hant, en;q=0.5", &["en", "zh-Hans"], "en"),
            ("sr-Latn", &["sr", "sr-Latn"], "sr-Latn"),
            ("de-AT, en", &["en", "de"], "de"),
        ] {
            assert_eq!(served(header, available).as_deref(), Some(expected), "{header} of {available:?}");
        }
    }

    #[test]
    fn goes_by_weights_and_not_by_places() {
        for (header, expected) in [
            ("en;q=0.3, ja;q=0.7", Some("ja")),
            ("en; q=0.3 ,ja ; Q = 0.7", Some("ja")),
            ("fr;q=0.5, ja;q=0.5", Some("fr")),
            ("xx, ja;q=0.1", Some("ja")),
            ("*", Some("en")),
            ("ko, *;q=0.1", Some("en")),
            ("en;q=0, *", Some("fr")),
            ("en;q=0.0, fr;q=0, *;q=0.001", Some("ja")),
            ("fr-CA, fr;q=0", None),
            ("ja;q=0", None),
            ("ko, ru;q=0.5", None),
            ("*;q=0", None),
        ] {
            assert_eq!(served(header, &["en", "fr", "ja"]).as_deref(), expected, "{header}");
        }
        assert_eq!(served("en;q=0, en-GB;q=0.5", &["en-US", "en-GB"]).as_deref(), Some("en-GB"));
        assert_eq!(served("en-GB;q=0, en", &["en-GB", "en-US"]).as_deref(), Some("en-US"));
    }

    #[test]
    fn passes_over_what_is_no_language_range() {
        let flood = "a-".repeat(1 << 20);
        let many = "ko,".repeat(1 << 18);
        for header in
            ["", ",,;", "ja;q=2", "ja;q=-1", "ja;q=NaN", "ja;q=", "ja;level=1", "und", "日本", "../ja", "ja_", "*-JP"]
                .into_iter()
                .chain([flood.as_str(), many.as_str()])
        {
            assert_eq!(served(header, &["ja"]), None, "{:.40}", header);
        }
        assert_eq!(served("ja", &[]), None);
        assert_eq!(served("ja, *", &["x", "", "日本", "ja"]).as_deref(), Some("ja"));
    }

    proptest! {
        #[test]
        fn answers_with_one_of_those_available(header in "(en|fr|ja|zh|TW|Hant|x|-|\\*|,|;|q=|0|1|\\.|5| |é|\\PC){0,60}") {
            let available = ["en", "fr-CA", "zh-Hant", "ja"];
            prop_assert!(served(&header, &available).is_none_or(|locale| available.contains(&locale.as_str())));
        }
    }
}
