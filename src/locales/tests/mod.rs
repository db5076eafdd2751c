//! Tests of the room as a whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Arguments, FormatErrorKind, Formatted, LocaleSpec, Messages, Resource, parse};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{LocaleId, SitePath};

mod corpus;
mod formatting;
mod joining;
mod pseudo;
mod reading;

fn path(path: &str) -> SitePath {
    SitePath::new(path).unwrap()
}

fn id(locale: &str) -> LocaleId {
    LocaleId::new(locale)
}

/// A file that is read without a finding.
fn sound(text: &str) -> Resource {
    let (resource, diagnostics) = parse(&path("locales/en/a.ftl"), text.as_bytes());
    assert_eq!(diagnostics, []);
    resource
}

/// The source `en`, and `fr`, `ja` that fall back to it. Each file is a locale and its text.
fn join(files: &[(&str, &str)]) -> Messages {
    Messages::join(&specs(), &resources(files), None)
}

fn specs() -> Vec<LocaleSpec> {
    let spec = |name, fallback: &[&str]| LocaleSpec {
        id: id(name),
        fallback: fallback.iter().copied().map(id).collect(),
        live: true,
        pseudo: None,
    };
    vec![spec("en", &[]), spec("fr", &["en"]), spec("ja", &["en"])]
}

fn resources(files: &[(&str, &str)]) -> BTreeMap<SitePath, Arc<Resource>> {
    let read = |(at, (locale, text)): (usize, &(&str, &str))| {
        let path = path(&format!("locales/{locale}/{at}.ftl"));
        (path.clone(), Arc::new(parse(&path, text.as_bytes()).0))
    };
    files.iter().enumerate().map(read).collect()
}

fn format(messages: &Messages, locale: &str, name: &str, arguments: &Arguments) -> Formatted {
    let (name, attribute) = name.split_once('.').map_or((name, None), |(name, attribute)| (name, Some(attribute)));
    messages.format(&id(locale), name, attribute, arguments).expect("somebody answers")
}

fn text(messages: &Messages, locale: &str, name: &str) -> String {
    let formatted = format(messages, locale, name, &Arguments::new());
    assert_eq!(formatted.errors, [], "{name}");
    formatted.text.to_string()
}

fn kinds(formatted: &Formatted) -> Vec<FormatErrorKind> {
    formatted.errors.iter().map(|error| error.kind).collect()
}

/// What a finding with a span points at.
fn pointed<'t>(text: &'t str, diagnostic: &Diagnostic) -> &'t str {
    match &diagnostic.place {
        Place::Span(_, span) => &text[span.range()],
        _ => "",
    }
}

#[test]
fn is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Messages>();
    shared::<Resource>();
    shared::<super::Formats>();
    shared::<Arguments>();
    shared::<Formatted>();
}
