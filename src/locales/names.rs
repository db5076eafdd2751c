//! Languages: in, a locale's id; out, its name in itself, its direction, whether it is an id at all.

use icu_locale::{Locale, LocaleDirectionality, LocaleExpander};

use super::language_table::NAMES;
use crate::text::LocaleId;

/// The name of the locale's language in itself, by CLDR, with a capital where the script has them (`Français`,
/// `日本語`, `Português (Brasil)`): as a menu of languages shows it. A locale that the table lacks has the name of
/// the language that its id begins with; an unknown language has its id.
pub fn language_name(locale: &LocaleId) -> String {
    let named = |id: &str| {
        let at = NAMES.binary_search_by_key(&id, |(tag, _)| *tag).ok()?;
        NAMES.get(at).map(|(_, name)| (*name).to_owned())
    };
    // Most ids are written as the table has them.
    if let Some(name) = named(locale.as_str()) {
        return name;
    }
    let mut id = locale.as_str().replace('_', "-").to_ascii_lowercase();
    loop {
        if let Some(name) = named(&id) {
            return name;
        }
        match id.rfind('-') {
            Some(end) => id.truncate(end),
            None => return locale.as_str().to_owned(),
        }
    }
}

/// The language with the territory that it is most likely read in, by CLDR's likely subtags: `ja` as `ja-JP`. An id
/// that names its territory keeps it; one that CLDR does not know stays as it is.
pub fn with_territory(locale: &LocaleId) -> String {
    let Ok(mut tag) = locale.as_str().parse::<Locale>() else { return locale.to_string() };
    LocaleExpander::new_extended().maximize(&mut tag.id);
    match tag.id.region {
        Some(territory) => format!("{}-{territory}", tag.id.language),
        None => locale.to_string(),
    }
}

/// `rtl` where the locale's script is written from right to left, else `ltr`: the value of HTML's `dir`.
pub fn direction(locale: &LocaleId) -> &'static str {
    let right_to_left = locale
        .as_str()
        .parse::<Locale>()
        .is_ok_and(|locale| LocaleDirectionality::new_common().is_right_to_left(&locale.id));
    if right_to_left { "rtl" } else { "ltr" }
}

/// Whether an id is a well-formed BCP 47 language tag, as CLDR reads them: with hyphens, and with a language.
pub fn is_well_formed(id: &str) -> bool {
    !id.contains('_') && id.parse::<Locale>().is_ok_and(|locale| !locale.id.language.is_unknown())
}

#[cfg(test)]
mod tests {
    use super::{NAMES, direction, is_well_formed, language_name, with_territory};
    use crate::text::LocaleId;

    #[test]
    fn names_languages_in_themselves() {
        assert!(NAMES.is_sorted_by(|(one, _), (other, _)| one < other), "the table is searched by halving");
        for (id, name) in [
            ("en", "English"),
            ("ja", "日本語"),
            ("fr", "Français"),
            ("es", "Español"),
            ("de", "Deutsch"),
            ("pt-BR", "Português (Brasil)"),
            ("zh-CN", "简体中文"),
            ("zh-Hant-TW", "繁體中文"),
            ("de-AT", "Deutsch"),
            ("qqq", "qqq"),
        ] {
            assert_eq!(language_name(&LocaleId::new(id)), name);
        }
    }

    #[test]
    fn knows_directions_and_well_formed_ids() {
        for (id, expected) in [
            ("en", "ltr"),
            ("ar", "rtl"),
            ("he", "rtl"),
            ("fa", "rtl"),
            ("ur-PK", "rtl"),
            ("ja", "ltr"),
            ("az-Arab", "rtl"),
            ("?", "ltr"),
        ] {
            assert_eq!(direction(&LocaleId::new(id)), expected, "{id}");
        }
        for id in ["en", "pt-BR", "zh-Hans", "es-419", "ja-JP-u-ca-japanese", "sco", "zh-Hant-TW"] {
            assert!(is_well_formed(id), "{id}");
        }
        for id in ["", "e", "english language", "pt_BR", "en-", "../x", "und", "日本"] {
            assert!(!is_well_formed(id), "{id}");
        }
    }

    #[test]
    fn knows_where_a_language_is_read() {
        for (id, expected) in [
            ("en", "en-US"),
            ("ja", "ja-JP"),
            ("pt", "pt-BR"),
            ("pt-PT", "pt-PT"),
            ("zh-Hant", "zh-TW"),
            ("qqq", "qqq"),
        ] {
            assert_eq!(with_territory(&LocaleId::new(id)), expected);
        }
    }
}
