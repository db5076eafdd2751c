//! Numbers as CLDR writes them: in, a number and how many digits; out, its text in one locale.

use fixed_decimal::{Decimal, FloatPrecision, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::{
    DecimalFormatter, DecimalFormatterPreferences, options::DecimalFormatterOptions, options::GroupingStrategy,
};

/// The most digits that anyone may ask for.
pub const MOST_DIGITS: u8 = 20;
/// From this magnitude on numbers are printed as powers of ten, for nobody reads two hundred zeros.
const LARGEST_PLAIN: f64 = 1e21;
/// Digits after the point unless told otherwise: CLDR's standard pattern `#,##0.###`.
const DEFAULT_FRACTION: u8 = 3;

/// How many digits to print, as the options of ECMA-402's `Intl.NumberFormat`; none over 20.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digits {
    /// At least so many before the point.
    pub minimum_integer: Option<u8>,
    /// At least so many after the point.
    pub minimum_fraction: Option<u8>,
    /// At most so many after the point; 3 when none is given, or the minimum if that is more.
    pub maximum_fraction: Option<u8>,
    /// At least so many significant ones; significant digits win over digits after the point.
    pub minimum_significant: Option<u8>,
    /// At most so many significant ones.
    pub maximum_significant: Option<u8>,
    /// Without marks between the thousands.
    pub ungrouped: bool,
}

/// CLDR's formatters of one locale, with and without grouping.
pub struct Numbers {
    grouped: Option<DecimalFormatter>,
    ungrouped: Option<DecimalFormatter>,
}

impl Numbers {
    /// Loads what the locale needs.
    pub fn new(preferences: DecimalFormatterPreferences) -> Self {
        let load = |strategy| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(strategy);
            DecimalFormatter::try_new(preferences, options).ok()
        };
        Self { grouped: load(GroupingStrategy::Auto), ungrouped: load(GroupingStrategy::Never) }
    }

    /// The number in the locale's digits and marks, at most a hundred characters.
    pub fn format(&self, value: f64, digits: Digits) -> String {
        if value.is_nan() {
            return "NaN".to_owned();
        }
        if value.is_infinite() {
            return if value > 0.0 { "∞".to_owned() } else { "-∞".to_owned() };
        }
        if value.abs() >= LARGEST_PLAIN {
            return format!("{value:e}");
        }
        let Ok(decimal) = Decimal::try_from_f64(value, FloatPrecision::RoundTrip) else {
            return value.to_string();
        };
        let decimal = rounded(decimal, digits);
        let formatter = if digits.ungrouped { &self.ungrouped } else { &self.grouped };
        formatter.as_ref().map_or_else(|| decimal.to_string(), |formatter| formatter.format(&decimal).to_string())
    }
}

/// Halves away from zero, as `Intl.NumberFormat` rounds.
const HALF_EXPAND: SignedRoundingMode = SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand);

/// The number with at most so many digits after the point.
pub fn round(value: f64, digits: u8) -> f64 {
    let decimal = Decimal::try_from_f64(value, FloatPrecision::RoundTrip).ok();
    let rounded = decimal.map(|decimal| decimal.rounded_with_mode(-i16::from(digits), HALF_EXPAND).to_string());
    rounded.and_then(|text| text.parse().ok()).unwrap_or(value)
}

fn rounded(mut decimal: Decimal, digits: Digits) -> Decimal {
    let position = |digit: u8| i16::from(digit.min(MOST_DIGITS));
    if digits.minimum_significant.is_some() || digits.maximum_significant.is_some() {
        let most = position(digits.maximum_significant.unwrap_or(MOST_DIGITS).max(1));
        let least = position(digits.minimum_significant.unwrap_or(1).max(1)).min(most);
        let start = decimal.absolute.nonzero_magnitude_start();
        decimal.round_with_mode(start - most + 1, HALF_EXPAND);
        decimal.absolute.trim_end();
        let start = decimal.absolute.nonzero_magnitude_start();
        decimal.absolute.pad_end((start - least + 1).min(0));
    } else {
        let most_given = digits.maximum_fraction.map(position);
        let least = position(digits.minimum_fraction.unwrap_or(0)).min(most_given.unwrap_or(i16::MAX));
        let most = most_given.unwrap_or(i16::from(DEFAULT_FRACTION)).max(least);
        decimal.round_with_mode(-most, HALF_EXPAND);
        decimal.absolute.trim_end();
        decimal.absolute.pad_end(-least);
    }
    decimal.absolute.trim_start();
    if let Some(least) = digits.minimum_integer {
        decimal.absolute.pad_start(position(least));
    }
    if decimal.absolute.is_zero() {
        decimal.sign = fixed_decimal::Sign::None;
    }
    decimal
}

#[cfg(test)]
mod tests {
    use super::{Digits, Numbers};
    use icu_locale::Locale;

    fn numbers(locale: &str) -> Numbers {
        Numbers::new(locale.parse::<Locale>().unwrap().into())
    }

    #[test]
    fn prints_as_cldr_does() {
        let values = [0.0, 0.5, -7.25, 1234.0, 1234.5, 12345.678, 1_000_000.0];
        for (locale, expected) in [
            ("en", ["0", "0.5", "-7.25", "1,234", "1,234.5", "12,345.678", "1,000,000"]),
            ("ja", ["0", "0.5", "-7.25", "1,234", "1,234.5", "12,345.678", "1,000,000"]),
            (
                "fr",
                ["0", "0,5", "-7,25", "1\u{202F}234", "1\u{202F}234,5", "12\u{202F}345,678", "1\u{202F}000\u{202F}000"],
            ),
            ("es", ["0", "0,5", "-7,25", "1234", "1234,5", "12.345,678", "1.000.000"]),
            ("de", ["0", "0,5", "-7,25", "1.234", "1.234,5", "12.345,678", "1.000.000"]),
        ] {
            let numbers = numbers(locale);
            assert_eq!(values.map(|value| numbers.format(value, Digits::default())), expected, "{locale}");
        }
    }

    #[test]
    fn rounds_and_pads_as_intl_number_format_does() {
        let none = Digits::default();
        let numbers = numbers("en");
        for (value, digits, expected) in [
            (1.0, Digits { minimum_fraction: Some(2), ..none }, "1.00"),
            (0.12345, none, "0.123"),
            (2.5, Digits { maximum_fraction: Some(0), ..none }, "3"),
            (-0.4, Digits { maximum_fraction: Some(0), ..none }, "0"),
            (1.2, Digits { minimum_fraction: Some(4), maximum_fraction: Some(2), ..none }, "1.20"),
            (7.0, Digits { minimum_integer: Some(3), ..none }, "007"),
            (123_456.0, Digits { maximum_significant: Some(2), ..none }, "120,000"),
            (1.5, Digits { minimum_significant: Some(4), ..none }, "1.500"),
            (999.9, Digits { maximum_significant: Some(3), ..none }, "1,000"),
            (0.0, Digits { minimum_significant: Some(3), ..none }, "0.00"),
            (1234.0, Digits { ungrouped: true, ..none }, "1234"),
            (1.0, Digits { minimum_fraction: Some(255), ..none }, "1.00000000000000000000"),
            (1e300, none, "1e300"),
            (f64::NAN, none, "NaN"),
            (f64::NEG_INFINITY, none, "-∞"),
            (5e-324, none, "0"),
        ] {
            assert_eq!(numbers.format(value, digits), expected, "{value} {digits:?}");
        }
    }
}
