//! What a layout gives a message: in, named values; out, what the formatter takes.

use std::collections::BTreeMap;

use fluent_bundle::{FluentArgs, FluentValue};

use super::characters::{self, without_forbidden};
use super::datetime::DateStyle;
use super::functions::DateValue;
use crate::text::Date;

/// One value given to a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A text; years and ids are texts too, for numbers are grouped.
    Text(String),
    /// A number, printed as the locale writes it, and able to choose a plural form.
    Number(f64),
    /// A day, printed in the locale's medium style unless the message says otherwise.
    Date(Date),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Argument {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Argument {
    fn from(number: i32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<Date> for Argument {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

/// The values given to a message, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments(BTreeMap<String, Argument>);

impl Arguments {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more value; of one name the last counts.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Argument>) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a value; of one name the last counts.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Argument>) {
        self.0.insert(name.into(), value.into());
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Argument)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The same with every text escaped for HTML, for a message whose result is read as markup.
    #[must_use]
    pub fn escaped(&self) -> Self {
        let escape = |value: &Argument| match value {
            Argument::Text(text) => Argument::Text(crate::text::escaped_html(text).into_owned()),
            other => other.clone(),
        };
        Self(self.0.iter().map(|(name, value)| (name.clone(), escape(value))).collect())
    }

    /// The forbidden characters of the texts, which [`Self::fluent`] leaves out, by name.
    pub(super) fn forbidden(&self) -> impl Iterator<Item = String> {
        let texts =
            self.0.values().filter_map(|value| if let Argument::Text(text) = value { Some(text) } else { None });
        texts.flat_map(|text| characters::forbidden(text).map(|(_, character)| characters::name(character)))
    }

    pub(super) fn fluent(&self) -> FluentArgs<'_> {
        self.0.iter().map(|(name, argument)| (name.as_str(), argument.fluent())).collect()
    }
}

impl Argument {
    fn fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::String(without_forbidden(text)),
            Self::Number(number) => FluentValue::from(*number),
            Self::Date(date) => DateValue { date: *date, parts: DateStyle::default().into() }.into(),
        }
    }
}

impl<N: Into<String>, V: Into<Argument>> FromIterator<(N, V)> for Arguments {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(values: I) -> Self {
        Self(values.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}
