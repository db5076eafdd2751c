//! Localized texts and days as layouts see them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use super::marks::{Origin, strip};
use crate::text::{Date, LocaleId};

/// A text that knows where it came from. Printed, it is escaped and marked; everywhere else it is its plain text.
#[derive(Debug)]
pub struct Localized {
    /// What it says, as plain text.
    pub plain: Arc<str>,
    /// What it says as HTML, where it is more than plain text.
    pub html: Option<String>,
    /// The HTML holds elements that a `span` cannot hold.
    pub block: bool,
    /// Where it came from.
    pub origin: Origin,
    /// Whose text it is.
    pub locale: LocaleId,
}

impl Localized {
    /// A plain text.
    pub fn text(plain: impl Into<Arc<str>>, origin: Origin, locale: LocaleId) -> Value {
        Value::from_object(Self { plain: plain.into(), html: None, block: false, origin, locale })
    }
}

impl Object for Localized {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.plain.is_empty() || self.html.as_ref().is_some_and(|html| !html.is_empty())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain)
    }
}

/// A day. Prints as ISO 8601, for `datetime` attributes; its parts are strings, for a year is not a quantity.
#[derive(Debug)]
pub struct Day(pub Date);

impl Object for Day {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "year" => Some(Value::from(self.0.year().to_string())),
            "month" => Some(Value::from(self.0.month().to_string())),
            "day" => Some(Value::from(self.0.day().to_string())),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A day that may be missing.
pub fn day(date: Option<Date>) -> Value {
    date.map_or_else(|| Value::from(()), |date| Value::from_object(Day(date)))
}

/// The text of HTML that [`escape_html`](crate::text::escape_html) made; tags stay as they are.
fn unescape(html: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(html.to_owned(), |text, (reference, character)| text.replace(reference, character))
}

/// What a value says as plain text, when it is a text: a string (without marks), a localized text, a day.
pub fn as_text(value: &Value) -> Option<Cow<'_, str>> {
    if let Some(text) = value.as_str() {
        // What was captured is HTML already; as plain text it is what that HTML says.
        return Some(if value.is_safe() { unescape(&strip(text)).into() } else { strip(text) });
    }
    if let Some(text) = value.downcast_object_ref::<Localized>() {
        return Some(Cow::Borrowed(&*text.plain));
    }
    value.downcast_object_ref::<Day>().map(|day| Cow::Owned(day.0.to_string()))
}
