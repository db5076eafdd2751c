//! `t()`, `markup()` and the names of terms: messages as values of a layout.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, Value};

use super::failure::{self, layout_path};
use super::localized::{Day, Localized, as_text};
use super::marks::{self, Origin};
use super::scene::Scene;
use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::locales::{
    self, Argument, Arguments, FormatError, FormatErrorKind, Formatted, MarkupFinding, MarkupFindingKind, Slot,
};
use crate::text::{LocaleId, escaped_html};

/// A call of `t` or `markup`: which function, in which layout, for which message.
pub struct Call<'c> {
    /// `t` or `markup`.
    pub function: &'static str,
    /// The layout that holds the call.
    pub layout: &'c str,
    /// The message.
    pub id: &'c Arc<str>,
}

impl Call<'_> {
    fn place(&self) -> Place {
        Place::Call(layout_path(self.layout), self.function, self.id.to_string())
    }
}

/// The message as a text.
pub fn text(scene: &Scene, call: &Call<'_>, options: &Kwargs) -> Result<Value, Error> {
    let arguments = arguments(options, &["fallback"])?;
    let fallback: Option<Value> = options.peek("fallback")?;
    let older = fallback.as_ref().and_then(as_text).filter(|older| is_older_wanted(scene, call.id, older));
    let id = &older.map_or_else(|| Arc::clone(call.id), Arc::from);
    let call = Call { id, ..*call };
    Ok(match formatted(scene, &call, &arguments) {
        Some(message) => Localized::text(message.text, Origin::Message(Arc::clone(id)), message.locale),
        None => Localized::text(Arc::clone(id), Origin::Message(Arc::clone(id)), scene.locale.clone()),
    })
}

/// The old id is taken only where the new one is not translated and the old one is.
fn is_older_wanted(scene: &Scene, newer: &str, older: &str) -> bool {
    !scene.recorder.has_message(&scene.locale, newer) && scene.recorder.has_message(&scene.locale, older)
}

/// The message with its inline elements; `links` fills its slots.
pub fn markup(scene: &Scene, call: &Call<'_>, options: &Kwargs) -> Result<Value, Error> {
    let arguments = arguments(options, &["links"])?.escaped();
    let slots = slots(&options.peek::<Option<Value>>("links")?.unwrap_or_default())?;
    let Some(message) = formatted(scene, call, &arguments) else {
        return Ok(Localized::text(Arc::clone(call.id), Origin::Message(Arc::clone(call.id)), scene.locale.clone()));
    };
    let woven = locales::weave(&message.text, &slots);
    // A misspelt name is both unknown and, under its right name, unused: one fault.
    let misspelt = woven.findings.iter().any(|finding| finding.kind == MarkupFindingKind::UnknownSlot);
    let told = |finding: &&MarkupFinding| !(misspelt && finding.kind == MarkupFindingKind::UnusedSlot);
    for finding in woven.findings.iter().filter(told) {
        scene.find(markup_finding(finding, &message.locale, call));
    }
    Ok(Value::from_object(Localized {
        plain: woven.plain.into(),
        html: Some(woven.html),
        block: false,
        origin: Origin::Message(Arc::clone(call.id)),
        locale: message.locale,
    }))
}

/// The name of a tag or author: its message, else the id itself.
pub fn term_name(scene: &Scene, kind: &str, id: &str) -> Value {
    let message: Arc<str> = format!("{kind}-{id}").into();
    match scene.recorder.message(&scene.locale, &message, &Arguments::default()) {
        Some(name) => Localized::text(name.text, Origin::Message(message), name.locale),
        None => Value::from(id),
    }
}

/// The message without arguments, for labels of menus; `place` says who asks.
pub fn label(scene: &Scene, id: &Arc<str>, place: Place) -> Value {
    match scene.recorder.message(&scene.locale, id, &Arguments::default()) {
        Some(message) => {
            report_fallback(scene, id, Some(&message.locale), || place);
            for error in &message.errors {
                scene.find(format_error(&message.locale, id, error));
            }
            Localized::text(message.text, Origin::Message(Arc::clone(id)), message.locale)
        }
        None => {
            report_fallback(scene, id, None, || place);
            Localized::text(Arc::clone(id), Origin::Message(Arc::clone(id)), scene.locale.clone())
        }
    }
}

fn formatted(scene: &Scene, call: &Call<'_>, arguments: &Arguments) -> Option<Formatted> {
    let message = scene.recorder.message(&scene.locale, call.id, arguments);
    report_fallback(scene, call.id, message.as_ref().map(|message| &message.locale), || call.place());
    // A reference to nothing and a circle are told of every entry of a locale, shown or not.
    let told = |error: &FormatError| matches!(error.kind, FormatErrorKind::Reference | FormatErrorKind::Cycle);
    for error in message.iter().flat_map(|message| message.errors.iter().map(move |error| (error, &message.locale))) {
        let (error, locale) = error;
        if told(error) {
            continue;
        }
        scene.find(format_error(locale, call.id, error).related(call.place(), "asked for here"));
    }
    message
}

/// Reports a message that the reader's locale lacks, or that nobody has.
fn report_fallback(scene: &Scene, id: &str, answered: Option<&LocaleId>, place: impl FnOnce() -> Place) {
    let reader = &scene.locale;
    let finding = match answered {
        Some(locale) if locale == reader => return,
        Some(locale) => Diagnostic::new(
            codes::locales::MISSING_MESSAGE,
            place(),
            format!("`{id}` is missing in {reader}; the {locale} text stands in"),
        )
        .hint(format!("add `{id}` to locales/{reader}/"))
        .related(Place::Entry(locale.clone(), id.to_owned()), "the text that stands in")
        .severity(scene.severity_of_missing(reader)),
        None => Diagnostic::new(
            codes::locales::MISSING_MESSAGE,
            place(),
            format!("there is no message `{id}`; its id is printed"),
        )
        .hint("correct the id, or add the message to the source locale")
        .severity(Severity::Error),
    };
    // What nobody has is missing once, not once in every language.
    scene.find(if answered.is_some() { finding.locale(reader).id(id) } else { finding.id(id) });
}

fn format_error(locale: &LocaleId, id: &str, error: &FormatError) -> Diagnostic {
    let detail = &error.detail;
    let (what, hint) = match error.kind {
        FormatErrorKind::Variable => (
            format!("`{id}` uses {detail}, which nothing gives it"),
            "use a variable that the layout gives, or let the layout give this one",
        ),
        FormatErrorKind::Reference => {
            (format!("`{id}` refers to {detail}, which does not exist"), "correct the name, or add what it names")
        }
        FormatErrorKind::NoValue => {
            (format!("`{id}` has no text of its own"), "give it a text, or ask for one of its attributes")
        }
        FormatErrorKind::Cycle => {
            (format!("`{id}` refers to itself: {detail}"), "write the text of one of the messages out")
        }
        FormatErrorKind::Function => (format!("`{id}`: {detail}"), "correct the function's name or its arguments"),
        FormatErrorKind::TooLong => (format!("`{id}`: {detail}"), "ask for less, or split the message"),
        FormatErrorKind::Character => (format!("`{id}`: {detail}"), "remove the character"),
    };
    let place = Place::Entry(locale.clone(), id.to_owned());
    let finding = Diagnostic::new(error.kind.code(), place, what).hint(hint).locale(locale).id(id);
    if error.kind == FormatErrorKind::Variable { finding.argument(detail) } else { finding }
}

fn markup_finding(finding: &MarkupFinding, locale: &LocaleId, call: &Call<'_>) -> Diagnostic {
    let (id, detail) = (&**call.id, &finding.detail);
    let what = match finding.kind {
        MarkupFindingKind::Element => {
            format!("`{id}` holds {detail}, which a message may not hold here; it is printed as text")
        }
        MarkupFindingKind::Attribute => format!("`{id}` holds the attribute {detail}, which a message may not give"),
        MarkupFindingKind::Unclosed => format!("`{id}` does not close {detail}"),
        MarkupFindingKind::StrayEnd => format!("`{id}` closes {detail}, which is not open"),
        MarkupFindingKind::Character => format!("`{id}` holds a lone {detail}, which begins nothing"),
        MarkupFindingKind::UnknownSlot => format!("`{id}` uses the link `{detail}`, which the layout does not give"),
        MarkupFindingKind::UnusedSlot => format!("`{id}` does not use the link `{detail}`, which the layout gives"),
        MarkupFindingKind::SlotAttribute => format!("the layout gives {detail} to a link of `{id}`; that is refused"),
    };
    let code = finding.kind.code();
    let hint = match finding.kind {
        MarkupFindingKind::UnknownSlot | MarkupFindingKind::UnusedSlot => "use the names that the layout gives",
        MarkupFindingKind::SlotAttribute => "give an http, https, mailto or tel address, or a path of the site",
        MarkupFindingKind::Character => "write &lt; or &amp; for the character itself",
        _ => "`isogloss explain markup-not-allowed` lists what a message may hold; a link is <a data-l10n-name=\"…\">",
    };
    let place = Place::Entry(locale.clone(), id.to_owned());
    let told =
        Diagnostic::new(code, place, what).hint(hint).related(call.place(), "asked for here").locale(locale).id(id);
    match finding.kind {
        MarkupFindingKind::UnknownSlot | MarkupFindingKind::UnusedSlot => told.argument(detail),
        _ => told,
    }
}

/// The keyword arguments as values of variables, but those that are the function's own.
fn arguments(options: &Kwargs, own: &[&str]) -> Result<Arguments, Error> {
    let mut arguments = Arguments::default();
    for name in options.args().filter(|name| !own.contains(name)) {
        let value: Value = options.peek(name)?;
        arguments.set(name, argument(name, &value)?);
    }
    Ok(arguments)
}

fn argument(name: &str, value: &Value) -> Result<Argument, Error> {
    if let Some(day) = value.downcast_object_ref::<Day>() {
        return Ok(Argument::Date(day.0));
    }
    if value.as_str().is_some_and(marks::holds_slot) {
        return Err(failure::cut_error());
    }
    if let Some(text) = as_text(value) {
        return Ok(Argument::Text(text.into_owned()));
    }
    match value.kind() {
        ValueKind::Number => Ok(Argument::Number(f64::try_from(value.clone())?)),
        ValueKind::Bool => Ok(Argument::Text(value.is_true().to_string())),
        ValueKind::None => Ok(Argument::Text(String::new())),
        kind => {
            let detail = format!("the argument `{name}` must be a text, a number or a date, not {kind}");
            Err(Error::new(ErrorKind::InvalidOperation, detail))
        }
    }
}

/// `{"docs": url}`, or `{"docs": {"href": url, "class": "x"}}`.
fn slots(links: &Value) -> Result<BTreeMap<String, Slot>, Error> {
    let mut slots = BTreeMap::new();
    if links.is_undefined() || links.is_none() {
        return Ok(slots);
    }
    for name in links.try_iter()? {
        let value = links.get_item(&name)?;
        let attributes = match as_text(&value) {
            Some(url) => vec![("href".to_owned(), url.into_owned())],
            None => value
                .try_iter()?
                .map(|attribute| {
                    let text = value.get_item(&attribute)?;
                    let text = as_text(&text).map_or_else(|| text.to_string(), std::borrow::Cow::into_owned);
                    Ok((attribute.to_string(), text))
                })
                .collect::<Result<_, Error>>()?,
        };
        slots.insert(name.to_string(), Slot { attributes });
    }
    Ok(slots)
}

/// A text as an attribute value.
pub fn attribute(name: &str, value: &str) -> String {
    format!(" {name}=\"{}\"", escaped_html(value))
}
