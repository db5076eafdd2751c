//! The filters that people use on text, made to work on localized texts.
//!
//! The engine's own filters take strings; a localized text is an object. Each filter here gives its plain text
//! to the engine's filter of the same name. So the result says the right thing and is no longer marked.

use std::borrow::Cow;

use minijinja::value::{Kwargs, Rest, StringInput, from_args};
use minijinja::{Environment, Error, ErrorKind, State, Value, filters};

use super::localized::{Localized, as_text};
use super::{failure, marks};
use crate::content;

/// Adds a filter under a name that no layout can write, and one of its own name that calls it with plain texts.
macro_rules! on_plain_text {
    ($environment:ident, $($name:literal => $filter:path),* $(,)?) => {$(
        $environment.add_filter(concat!("plain ", $name), $filter);
        $environment.add_filter($name, |state: &mut State<'_, '_>, values: Rest<Value>| {
            let values: Vec<Value> = values.iter().map(plain).collect::<Result<_, Error>>()?;
            state.apply_filter(concat!("plain ", $name), &values)
        });
    )*};
}

/// Adds the filters.
pub fn add(environment: &mut Environment<'static>) {
    on_plain_text!(environment,
        "lower" => filters::lower, "upper" => filters::upper, "title" => filters::title,
        "capitalize" => filters::capitalize, "replace" => filters::replace, "length" => filters::length,
        "count" => filters::length, "reverse" => filters::reverse, "trim" => filters::trim,
        "join" => filters::join, "split" => filters::split, "lines" => filters::lines,
        "first" => filters::first, "last" => filters::last, "list" => filters::list,
        "string" => filters::string, "int" => filters::int, "float" => filters::float,
        "urlencode" => filters::urlencode, "tojson" => filters::tojson,
        "escape" => filters::escape, "e" => filters::escape, "safe" => filters::safe,
        "format" => filters::format,
    );
    environment.add_filter("truncate", truncate);
    environment.add_filter("indent", indent);
}

/// The value with a localized text, or a captured one, made plain. HTML that is safe already stays so.
fn plain(value: &Value) -> Result<Value, Error> {
    if value.as_str().is_some_and(marks::holds_slot) {
        return Err(failure::cut_error());
    }
    if let Some(html) = value.downcast_object_ref::<Localized>().and_then(|text| text.html.as_deref()) {
        return Ok(Value::from_safe_string(html.to_owned()));
    }
    Ok(match (value.as_str(), as_text(value)) {
        (Some(html), _) if value.is_safe() => Value::from_safe_string(marks::strip(html).into_owned()),
        (None, Some(text)) => Value::from(text.into_owned()),
        (Some(_), Some(Cow::Owned(text))) => Value::from(text),
        (_, _) => value.clone(),
    })
}

/// What one of fuel pays for, in bytes of text.
const BYTES_OF_FUEL: u64 = 64;

/// `text|indent(width=4, first=false, blank=false)`. The engine charges for what it made; asked here is first whether
/// it can be paid for.
fn indent(state: &State<'_, '_>, values: Rest<Value>) -> Result<Value, Error> {
    type Arguments<'a> = (StringInput<'a>, Option<usize>, Option<bool>, Option<bool>, Kwargs);
    let values: Vec<Value> = values.iter().map(plain).collect::<Result<_, Error>>()?;
    let (text, width, first, blank, options): Arguments<'_> = from_args(&values)?;
    let width = options.get::<Option<usize>>("width")?.or(width).unwrap_or(4);
    let bytes = width.saturating_mul(text.as_str().lines().count());
    if state.fuel_levels().is_some_and(|(_, left)| bytes as u64 / BYTES_OF_FUEL >= left) {
        return Err(ErrorKind::OutOfFuel.into());
    }
    filters::indent(text, Some(width), first, blank, options)
}

/// `text|truncate(length=80, end="…")`: cut at a word or, where a script has no spaces, between graphemes.
/// `length` counts characters and is 255 unless given.
fn truncate(text: &Value, length: Option<usize>, options: Kwargs) -> Result<String, Error> {
    let length = options.get::<Option<usize>>("length")?.or(length).unwrap_or(255);
    let end: Option<String> = options.get("end")?;
    options.assert_all_used()?;
    let text = as_text(text).ok_or_else(|| {
        Error::new(ErrorKind::InvalidOperation, format!("truncate takes a text, not {}", text.kind()))
    })?;
    let cut = content::cut(&text, length, false);
    Ok(match end {
        Some(end) if cut.ends_with('…') && !text.ends_with('…') => format!("{}{end}", cut.trim_end_matches('…')),
        _ => cut,
    })
}
