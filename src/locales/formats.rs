//! What one locale needs to write numbers and dates and to sort: in, a locale; out, formatters loaded once.

use std::cmp::Ordering;
use std::sync::OnceLock;

use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale::Locale;

use super::datetime::{DateParts, DateStyle, Dates};
use super::number::{Digits, Numbers};
use crate::text::{Date, LocaleId};

/// The formatters of one locale, each loaded when first asked for. `Send` and `Sync`.
pub struct Formats {
    locale: Locale,
    numbers: OnceLock<Numbers>,
    dates: OnceLock<Dates>,
    collator: OnceLock<Option<CollatorBorrowed<'static>>>,
}

impl Formats {
    /// The formatters of this locale; of CLDR's root where the id is not well-formed.
    pub fn new(locale: &LocaleId) -> Self {
        Self::of(locale.as_str())
    }

    pub(super) fn of(locale: &str) -> Self {
        let locale = locale.parse().unwrap_or(Locale::UNKNOWN);
        Self { locale, numbers: OnceLock::new(), dates: OnceLock::new(), collator: OnceLock::new() }
    }

    /// A day as the locale writes it.
    pub fn date(&self, date: Date, style: DateStyle) -> String {
        self.date_parts(date, style.into())
    }

    /// Some parts of a day as the locale writes them.
    pub fn date_parts(&self, date: Date, parts: DateParts) -> String {
        self.dates.get_or_init(|| Dates::new((&self.locale).into())).format(date, parts)
    }

    /// A number as the locale writes it, with at most three digits after the point.
    pub fn number(&self, value: f64) -> String {
        self.number_digits(value, Digits::default())
    }

    /// A number with these digits as the locale writes it.
    pub fn number_digits(&self, value: f64, digits: Digits) -> String {
        self.numbers.get_or_init(|| Numbers::new((&self.locale).into())).format(value, digits)
    }

    /// How the locale's readers sort two strings (CLDR's collation).
    pub fn collate(&self, one: &str, other: &str) -> Ordering {
        let collator = self
            .collator
            .get_or_init(|| CollatorBorrowed::try_new((&self.locale).into(), CollatorOptions::default()).ok());
        collator.as_ref().map_or_else(|| one.cmp(other), |collator| collator.compare(one, other))
    }
}

/// A day as the locale writes it. Loads the locale's data each time; [`Formats`] keeps it.
pub fn format_date(locale: &LocaleId, date: Date, style: DateStyle) -> String {
    Formats::new(locale).date(date, style)
}

/// A number as the locale writes it. Loads the locale's data each time; [`Formats`] keeps it.
pub fn format_number(locale: &LocaleId, value: f64) -> String {
    Formats::new(locale).number(value)
}

#[cfg(test)]
mod tests {
    use super::Formats;

    #[test]
    fn sorts_as_readers_expect() {
        for (locale, mut words, sorted) in [
            ("de", vec!["Zebra", "Äpfel", "Apfel", "zart"], vec!["Apfel", "Äpfel", "zart", "Zebra"]),
            ("sv", vec!["ö", "z", "å", "a"], vec!["a", "z", "å", "ö"]),
            ("es", vec!["ñu", "nube", "ola"], vec!["nube", "ñu", "ola"]),
        ] {
            let formats = Formats::of(locale);
            words.sort_by(|one, other| formats.collate(one, other));
            assert_eq!(words, sorted, "{locale}");
        }
    }
}
