//! NUMBER() and DATETIME() as messages call them: in, values and options; out, values that print as CLDR says.
//!
//! A function has no way to report an error, so it leaves a note in the text, between two noncharacters that no
//! input may hold; `lookup.rs` takes the notes out again.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentNumberType, FluentType};
use fluent_bundle::{FluentArgs, FluentValue};
use intl_memoizer::{IntlLangMemoizer, Memoizable, concurrent};
use unic_langid::LanguageIdentifier;

use super::datetime::{DateParts, DateStyle};
use super::formats::Formats;
use super::lookup::FormatErrorKind;
use super::number::{Digits, MOST_DIGITS, round};
use crate::text::Date;

/// Stands around a note.
pub const NOTE: char = '\u{FDEE}';
/// More than so many digits after the point overflow the plural rules' arithmetic.
const MOST_PLURAL: u8 = 18;

/// A note of an error, followed by what is printed.
pub fn note(kind: FormatErrorKind, detail: &str, printed: &str) -> String {
    let kind = if kind == FormatErrorKind::TooLong { 'L' } else { 'F' };
    format!("{NOTE}{kind}{detail}{NOTE}{printed}")
}

/// The formatters of a bundle's locale, kept by the bundle.
struct Kept(Arc<Formats>);

impl Memoizable for Kept {
    type Args = ();
    type Error = ();

    fn construct(locale: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        Ok(Self(Arc::new(Formats::of(&locale.to_string()))))
    }
}

fn formats(memoizer: &concurrent::IntlLangMemoizer) -> Arc<Formats> {
    // Taken out of the memoizer, whose lock is held only meanwhile.
    memoizer
        .with_try_get::<Kept, _, _>((), |kept| Arc::clone(&kept.0))
        .unwrap_or_else(|()| Arc::new(Formats::of("und")))
}

/// How a bundle prints numbers: those of variables, literals and NUMBER() alike.
pub fn print(value: &FluentValue<'_>, memoizer: &concurrent::IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = formats(memoizer).number_digits(number.value, digits(&number.options));
    let clamped = number.options.currency.as_deref().is_some_and(|remark| remark.ends_with('!'));
    Some(if clamped { note(FormatErrorKind::TooLong, "more than 20 digits", &text) } else { text })
}

/// `NUMBER(value, …)`: the value with digits, grouping and plural type as the options say.
pub fn number<'a>(positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let mut number = match positional.first() {
        Some(FluentValue::Number(number)) => number.clone(),
        Some(FluentValue::String(text)) => match plain_number(text) {
            Some(value) => FluentNumber::new(value, FluentNumberOptions::default()),
            None => return failed("NUMBER", &format!("NUMBER() cannot read \"{}\" as a number", excerpt(text))),
        },
        // A missing variable is reported by the formatter itself.
        Some(FluentValue::Error) => return FluentValue::from("{NUMBER()}"),
        _ => return failed("NUMBER", "NUMBER() needs a number"),
    };
    for (name, value) in named.iter() {
        set_option(&mut number.options, name, value);
    }
    if let Some(most) = digits(&number.options).maximum_fraction {
        // Plural forms go by what is printed: 1.4 without digits after the point is "1".
        number.value = round(number.value, most);
    }
    FluentValue::Number(number)
}

/// NUMBER() where it chooses between variants. The formatter takes numbers for equal only when all options are,
/// so what only concerns printing goes: `[0]` matches zero however many digits are asked for.
pub fn number_selector<'a>(positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let FluentValue::Number(number) = number(positional, named) else { return FluentValue::Error };
    let options = FluentNumberOptions {
        r#type: number.options.r#type,
        minimum_fraction_digits: number.options.minimum_fraction_digits.filter(|digits| *digits > 0),
        ..FluentNumberOptions::default()
    };
    FluentValue::Number(FluentNumber::new(number.value, options))
}

fn set_option(options: &mut FluentNumberOptions, name: &str, value: &FluentValue<'_>) {
    match (name, value) {
        ("type", FluentValue::String(text)) => options.r#type = FluentNumberType::from(text.as_ref()),
        ("useGrouping", FluentValue::String(text)) => options.use_grouping = text != "false",
        ("useGrouping", FluentValue::Number(number)) => options.use_grouping = number.value != 0.0,
        (_, FluentValue::Number(number)) => {
            let clamped = number.value.clamp(0.0, f64::from(MOST_DIGITS)) as u8;
            if number.value > f64::from(MOST_DIGITS) {
                let remark = options.currency.take().unwrap_or_default();
                options.currency = Some(remark.trim_end_matches('!').to_owned() + "!");
            }
            set_digits(options, name, clamped);
        }
        _ => {}
    }
}

fn set_digits(options: &mut FluentNumberOptions, name: &str, digits: u8) {
    let wide = Some(usize::from(digits));
    match name {
        "minimumIntegerDigits" => options.minimum_integer_digits = wide,
        "maximumFractionDigits" => options.maximum_fraction_digits = wide,
        "minimumSignificantDigits" => options.minimum_significant_digits = wide,
        "maximumSignificantDigits" => options.maximum_significant_digits = wide,
        "minimumFractionDigits" => {
            options.minimum_fraction_digits = Some(usize::from(digits.min(MOST_PLURAL)));
            if digits > MOST_PLURAL {
                // The one field that can carry it: currencies are never printed here.
                let clamped = options.currency.as_deref().is_some_and(|remark| remark.ends_with('!'));
                options.currency = Some(format!("{digits}{}", if clamped { "!" } else { "" }));
            }
        }
        _ => {}
    }
}

fn digits(options: &FluentNumberOptions) -> Digits {
    let narrow = |digits: Option<usize>| digits.map(|digits| digits.min(usize::from(MOST_DIGITS)) as u8);
    let remark = options.currency.as_deref().and_then(|remark| remark.trim_end_matches('!').parse().ok());
    Digits {
        minimum_integer: narrow(options.minimum_integer_digits),
        minimum_fraction: remark.or_else(|| narrow(options.minimum_fraction_digits)),
        maximum_fraction: narrow(options.maximum_fraction_digits),
        minimum_significant: narrow(options.minimum_significant_digits),
        maximum_significant: narrow(options.maximum_significant_digits),
        ungrouped: !options.use_grouping,
    }
}

/// A text that is a plain decimal number.
fn plain_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    text.parse::<f64>().ok().filter(|_| plain && text.len() <= usize::from(MOST_DIGITS))
}

fn excerpt(text: &str) -> String {
    text.chars().take(40).collect()
}

fn failed<'a>(function: &str, detail: &str) -> FluentValue<'a> {
    FluentValue::from(note(FormatErrorKind::Function, detail, &format!("{{{function}()}}")))
}

/// A day on its way through the formatter.
#[derive(Clone, Debug, PartialEq)]
pub struct DateValue {
    /// The day.
    pub date: Date,
    /// What to print of it.
    pub parts: DateParts,
}

impl FluentType for DateValue {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        // Only bundles that cannot be shared between threads ask this; there are none here.
        self.date.to_string().into()
    }

    fn as_string_threadsafe(&self, memoizer: &concurrent::IntlLangMemoizer) -> Cow<'static, str> {
        formats(memoizer).date_parts(self.date, self.parts).into()
    }
}

impl From<DateValue> for FluentValue<'_> {
    fn from(value: DateValue) -> Self {
        FluentValue::Custom(Box::new(value))
    }
}

/// `DATETIME(value, …)`: a day, a text `YYYY-MM-DD` or milliseconds since 1970, in the style or parts asked for.
pub fn datetime<'a>(positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let mut value = match positional.first() {
        Some(FluentValue::Custom(custom)) => match (**custom).as_any().downcast_ref::<DateValue>() {
            Some(value) => value.clone(),
            None => return failed("DATETIME", "DATETIME() needs a date"),
        },
        Some(FluentValue::Error) => return FluentValue::from("{DATETIME()}"),
        Some(other) => match day(other) {
            Some(date) => DateValue { date, parts: DateStyle::default().into() },
            None => return failed("DATETIME", &format!("DATETIME() cannot read {} as a date", shown(other))),
        },
        None => return failed("DATETIME", "DATETIME() needs a date"),
    };
    let Some(parts) = parts(named, value.parts) else {
        return failed("DATETIME", "DATETIME() cannot print this combination of parts");
    };
    value.parts = parts;
    value.into()
}

fn day(value: &FluentValue<'_>) -> Option<Date> {
    match value {
        FluentValue::String(text) => Date::parse(text),
        FluentValue::Number(number) => Date::from_unix_seconds((number.value / 1000.0).floor() as i64),
        _ => None,
    }
}

fn shown(value: &FluentValue<'_>) -> String {
    match value {
        FluentValue::String(text) => format!("\"{}\"", excerpt(text)),
        FluentValue::Number(number) => format!("{:e}", number.value),
        _ => "it".to_owned(),
    }
}

fn parts(named: &FluentArgs<'_>, before: DateParts) -> Option<DateParts> {
    let option = |name| match named.get(name) {
        Some(FluentValue::String(text)) => Some(text.as_ref()),
        _ => None,
    };
    let (weekday, year, month, day) = (option("weekday"), option("year"), option("month"), option("day"));
    if [weekday, year, month, day].iter().all(Option::is_none) {
        return Some(option("dateStyle").and_then(DateStyle::parse).map_or(before, DateParts::from));
    }
    let style = match month.or(weekday).unwrap_or("long") {
        "long" => DateStyle::Long,
        "short" | "narrow" => DateStyle::Medium,
        _ => DateStyle::Short,
    };
    let parts = DateParts {
        style,
        weekday: weekday.is_some(),
        year: year.is_some(),
        month: month.is_some(),
        day: day.is_some(),
        full_year: year == Some("numeric"),
    };
    parts.fields().map(|_| parts)
}
