//! `isogloss message`

use std::path::Path;

use serde_json::{Map, Value, json};

use super::arguments::{Format, Message};
use super::run::Ended;
use super::terminal::{Style, Terminal};
use super::{json, load};
use crate::disk::Failure;
use crate::locales::{Argument, Arguments, Formatted, Messages, split_id};
use crate::site::Options;
use crate::text::{Date, LocaleId};

/// Formats messages as a page would get them. What goes wrong in a message is part of the answer.
pub fn run(arguments: &Message, terminal: &Terminal) -> Result<Ended, Failure> {
    let (workspace, _) = load::load(&arguments.site, Options::default(), 0)?;
    let site = workspace.site();
    let named = load::locales(&arguments.site, &workspace)?;
    let [locale] = named.as_slice() else {
        let hint = "say which language: isogloss message nav-home --locale ja";
        return Err(Failure::because("format", Path::new("messages"), "exactly one --locale is needed", hint));
    };
    let values = values(&arguments.arguments)?;
    let source = &site.settings().source_locale;
    let ids = if arguments.ids.is_empty() { all_ids(site.messages(), locale, source) } else { arguments.ids.clone() };
    match arguments.format {
        Format::Json => {
            let object: Map<String, Value> =
                ids.iter().map(|id| (id.clone(), message_json(site.messages(), locale, id, &values))).collect();
            terminal.print(&json::pretty(&Value::Object(object)));
        }
        Format::Text => ids.iter().for_each(|id| print(site.messages(), locale, id, &values, terminal)),
    }
    Ok(Ended::Fine)
}

/// Ids of messages that the locale or the source has, sorted.
fn all_ids(messages: &Messages, locale: &LocaleId, source: &LocaleId) -> Vec<String> {
    let mut ids: Vec<String> =
        [locale, source].into_iter().flat_map(|one| messages.ids(one)).map(str::to_owned).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn message_json(messages: &Messages, locale: &LocaleId, id: &str, values: &Arguments) -> Value {
    let (name, attribute) = split_id(id);
    let value = messages.format(locale, name, attribute, values);
    let attributes: Vec<_> = if attribute.is_some() { Vec::new() } else { messages.attributes(locale, name) };
    let mut errors: Vec<String> = value.iter().flat_map(described).collect();
    let mut formatted = Map::new();
    for attribute in attributes {
        let text = messages.format(locale, name, Some(&attribute), values);
        errors.extend(text.iter().flat_map(described));
        formatted.insert(attribute.to_string(), json!(text.map(|text| text.text.to_string())));
    }
    let answered = value.as_ref().map(|value| value.locale.to_string());
    let answered = answered.or_else(|| messages.source_of(locale, id).map(ToString::to_string));
    if answered.is_none() {
        errors.push(format!("there is no message `{id}`"));
    }
    json!({
        "value": value.map(|value| value.text.to_string()),
        "attributes": formatted,
        "locale": answered,
        "errors": errors,
    })
}

fn print(messages: &Messages, locale: &LocaleId, id: &str, values: &Arguments, terminal: &Terminal) {
    let (name, attribute) = split_id(id);
    let mut lines = vec![(id.to_owned(), messages.format(locale, name, attribute, values))];
    if attribute.is_none() {
        let attributes = messages.attributes(locale, name).into_iter();
        lines.extend(attributes.map(|one| (format!("{id}.{one}"), messages.format(locale, name, Some(&one), values))));
    }
    let found = lines.iter().any(|(_, text)| text.is_some());
    for (id, text) in lines {
        match text {
            Some(text) => {
                let from = if text.locale == *locale { String::new() } else { format!(" ({})", text.locale) };
                terminal.print(&format!("{}{from} = {}", terminal.out(Style::Bold, &id), text.text));
                described(&text).for_each(|error| terminal.complain(&format!("{id}: {error}"), None));
            }
            None if found => {}
            None => terminal.complain(&format!("{id}: no locale of the chain has this message"), None),
        }
    }
}

fn described(text: &Formatted) -> impl Iterator<Item = String> {
    text.errors.iter().map(|error| format!("{}: {}", error.kind.code(), error.detail))
}

/// `name=5` is a number, `name="5"` a text, `name=@2022-10-05` a date; all else is a text.
fn values(written: &[String]) -> Result<Arguments, Failure> {
    let mut values = Arguments::default();
    for one in written {
        let wrong = |reason: &str| {
            Failure::because("use", Path::new("--arg"), format!("`{one}` {reason}"), "write --arg name=value")
        };
        let (name, value) = one.split_once('=').ok_or_else(|| wrong("has no `=`"))?;
        if name.is_empty() {
            return Err(wrong("has no name"));
        }
        let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        let argument = match (quoted, value.strip_prefix('@'), value.parse::<f64>()) {
            (Some(text), _, _) => Argument::Text(text.to_owned()),
            (None, Some(day), _) => {
                Argument::Date(Date::parse(day).ok_or_else(|| wrong("is no day that exists, as in @2022-10-05"))?)
            }
            (None, None, Ok(number)) if number.is_finite() => Argument::Number(number),
            _ => Argument::Text(value.to_owned()),
        };
        values.set(name, argument);
    }
    Ok(values)
}
