//! What tells one fragment from another.

use std::fmt;
use std::sync::Arc;

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};

use super::localized;
use crate::layouts::FRAGMENT_SEES;
use crate::text::{LocaleId, keep_fields, keep_variants};

/// A partial rendered for one locale with certain arguments. Equal keys are one fragment, on however many pages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FragmentKey {
    /// The reader's locale.
    pub locale: LocaleId,
    /// The layout's name.
    pub layout: Arc<str>,
    /// Its arguments by name, in byte order.
    pub arguments: Arc<[(String, Argument)]>,
}

/// An argument of a fragment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// Text, not escaped.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Boolean(bool),
    /// None.
    Nothing,
}

keep_fields!(FragmentKey { locale, layout, arguments });
keep_variants!(Argument { 0 Text(text), 1 Number(number), 2 Boolean(boolean), 3 Nothing });

/// Its layout, with its arguments.
impl fmt::Display for FragmentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.layout)?;
        let arguments: Vec<String> = self.arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if arguments.is_empty() { Ok(()) } else { write!(f, " ({})", arguments.join(", ")) }
    }
}

impl Argument {
    /// The argument that a layout gave; an error for what is not a string, whole number, boolean or none.
    pub fn read(name: &str, value: &Value) -> Result<Self, Error> {
        let wrong = || {
            let detail =
                format!("the argument `{name}` of a fragment must be a string, a whole number, a boolean or none");
            Error::new(ErrorKind::InvalidOperation, detail)
        };
        if FRAGMENT_SEES.contains(&name) {
            let detail = format!("a fragment has `{name}` of its own; give the argument another name");
            return Err(Error::new(ErrorKind::InvalidOperation, detail));
        }
        if let Some(text) = localized::as_text(value) {
            return Ok(Self::Text(text.into_owned()));
        }
        match value.kind() {
            ValueKind::Bool => Ok(Self::Boolean(value.is_true())),
            ValueKind::Number => value.as_i64().map(Self::Number).ok_or_else(wrong),
            ValueKind::None => Ok(Self::Nothing),
            _ => Err(wrong()),
        }
    }

    /// The argument as the fragment sees it.
    pub fn value(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(text.as_str()),
            Self::Number(number) => Value::from(*number),
            Self::Boolean(boolean) => Value::from(*boolean),
            Self::Nothing => Value::from(()),
        }
    }
}

impl std::fmt::Display for Argument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Boolean(boolean) => write!(f, "{boolean}"),
            Self::Nothing => f.write_str("none"),
        }
    }
}
