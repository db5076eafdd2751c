//! `isogloss why MESSAGE`: in, an id; out, who asks for it, where each locale has it, and which pages show it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use super::arguments::Format;
use super::json;
use super::saved::plural;
use super::terminal::{Style, Terminal};
use super::why::Looker;
use crate::diagnostic::Place;
use crate::disk::Failure;
use crate::locales::split_id;
use crate::site::Located;
use crate::text::{LineIndex, LocaleId, SitePath};
use crate::workspace::Shown;

/// How many pages of a locale are listed for people; more are counted.
const LISTED: usize = 12;

type ShownByLocale = BTreeMap<LocaleId, Shown>;

/// Says who shows a message, term or attribute, in these locales, or in all that are built.
pub fn run(
    looker: &Looker<'_>,
    id: &str,
    locales: &[LocaleId],
    format: Format,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let mut shown = looker.workspace.why_message(id);
    let is_known = shown.values().any(|one| one.answered.is_some() || one.is_shown()) || is_defined(looker, id);
    if !is_known {
        let hint = "an address begins with a slash (/ja/blog/); ids of messages are in locales/*/*.ftl";
        let reason = "no locale has this message and no page asks for it";
        return Err(Failure::because("explain", Path::new(id), reason, hint));
    }
    shown.retain(|locale, _| locales.is_empty() || locales.contains(locale));
    match format {
        Format::Json => terminal.print(&json::pretty(&message_json(looker, id, &shown))),
        Format::Text => print(looker, id, &shown, terminal),
    }
    Ok(())
}

fn is_defined(looker: &Looker<'_>, id: &str) -> bool {
    let site = looker.workspace.site();
    site.settings().locales.iter().any(|locale| site.messages().find(&locale.id, id).is_some())
}

fn print(looker: &Looker<'_>, id: &str, shown: &ShownByLocale, terminal: &Terminal) {
    terminal.print(&terminal.out(Style::Bold, id));
    for (layout, line) in callers(looker, id) {
        terminal.print(&format!("  asked for in {layout}:{line}"));
    }
    for locale in &looker.workspace.site().settings().locales {
        let Some(one) = shown.get(&locale.id) else { continue };
        let from = match &one.answered {
            Some(answered) if *answered == locale.id => place(looker, answered, id).unwrap_or_default(),
            Some(answered) => format!("falls back to {answered}"),
            None => "missing everywhere".to_owned(),
        };
        let pages = plural(one.outputs().len(), "page");
        terminal.print(&format!("  {}: {from}; shown on {pages}", terminal.out(Style::Bold, locale.id.as_str())));
        if !one.through.is_empty() {
            let through: Vec<&str> = one.through.iter().map(String::as_str).collect();
            terminal.print(&format!("    also as a part of {}", through.join(", ")));
        }
        for (key, outputs) in &one.fragments {
            terminal.print(&format!("    in fragment {key} on {}", plural(outputs.len(), "page")));
        }
        for output in one.pages.iter().take(LISTED) {
            terminal.print(&format!("    /{}", output.trim_end_matches("index.html")));
        }
        if one.pages.len() > LISTED {
            terminal.print(&format!("    and {} more; --format json lists all", one.pages.len() - LISTED));
        }
    }
    if !shown.values().any(Shown::is_shown) {
        terminal.print("  no page shows it");
    }
}

/// Where a locale has the message; a message that has attributes only stands there too.
fn place(looker: &Looker<'_>, locale: &LocaleId, id: &str) -> Option<String> {
    looker.place(&Place::Entry(locale.clone(), id.to_owned()))
}

fn message_json(looker: &Looker<'_>, id: &str, shown: &ShownByLocale) -> Value {
    let callers = callers(looker, id).into_iter().map(|(path, line)| json!({ "path": path, "line": line }));
    let locales = shown.iter().map(|(locale, one)| {
        let fragments =
            one.fragments.iter().map(|(key, outputs)| json!({ "fragment": key.to_string(), "pages": outputs }));
        let value = json!({
            "answered": one.answered.as_ref().map(ToString::to_string),
            "place": one.answered.as_ref().and_then(|answered| place(looker, answered, id)),
            "through": one.through,
            "pages": one.pages,
            "fragments": fragments.collect::<Value>(),
        });
        (locale.to_string(), value)
    });
    json!({
        "message": id,
        "layouts": callers.collect::<Value>(),
        "locales": locales.collect::<serde_json::Map<_, _>>(),
    })
}

/// Layouts and the menu that name the message or an attribute of it, each with the line.
fn callers(looker: &Looker<'_>, id: &str) -> BTreeSet<(String, u32)> {
    let site = looker.workspace.site();
    let is_named = |constant: &str| constant == id || split_id(constant).0 == id;
    let calls = site.layouts().iter().flat_map(|(_, layout)| layout.calls.iter().map(move |call| (layout, call)));
    let named = calls.filter(|(_, call)| {
        matches!(call.function.as_str(), "t" | "markup" | "has_message")
            && call.constant.as_deref().is_some_and(is_named)
    });
    let in_layouts = named.map(|(layout, call)| {
        (layout.path.to_string(), LineIndex::new(&layout.text).position(&layout.text, call.span.start).line)
    });
    let menus = SitePath::new("content/navigation.toml").map(|path| Place::Field(path, id.to_owned()));
    let in_menus = menus.and_then(|place| match site.locate(&place) {
        Located::Span(path, span) => Some((path.to_string(), looker.line(&path, span)?)),
        _ => None,
    });
    in_layouts.chain(in_menus).collect()
}
