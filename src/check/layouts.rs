//! What layouts and menus ask for, against what there is: in, a site; out, findings at each call and menu entry.
//!
//! Rendering meets many of these faults too, page by page. They are found here for calls that no page reaches, and
//! with the call as their place, for the layout is what is at fault.

use std::collections::BTreeSet;

use crate::content::MenuItem;
use crate::diagnostic::{Diagnostic, Place, Severity, codes, limited};
use crate::layouts::{Call, Layout};
use crate::site::Site;
use crate::text::{SitePath, Suggestions};

use super::calls::{Asked, Found};
use super::fragments;

/// All findings about the calls of all layouts and about the entries of all menus.
pub fn layouts(site: &Site) -> Vec<Diagnostic> {
    let settings = site.settings();
    if site.is_broken() || settings.locale(&settings.source_locale).is_none() {
        return Vec::new();
    }
    let mut found = Found { list: Vec::new(), names: Suggestions::of(site.messages().ids(&settings.source_locale)) };
    for (_, layout) in site.layouts().iter() {
        let asks = layout.calls.iter().filter(|call| call.function == "has_message");
        let guarded: BTreeSet<&str> = asks.flat_map(|call| &call.names).map(String::as_str).collect();
        for call in &layout.calls {
            check_call(site, layout, call, &guarded, &mut found);
        }
    }
    found.list.extend(site.pages().layouts.iter().filter_map(|name| without_head(site, name)));
    if let (Some(menus), Some(path)) = (site.menus(), SitePath::new("content/navigation.toml")) {
        menus.menus.values().flatten().for_each(|item| check_item(site, &path, item, &mut found));
    }
    let mut findings = found.list;
    findings.sort();
    findings.dedup();
    limited(findings)
}

fn check_call(site: &Site, layout: &Layout, call: &Call, guarded: &BTreeSet<&str>, found: &mut Found<'_>) {
    let names = call.names.iter().filter(|name| !name.contains('*'));
    let findings = &mut found.list;
    match call.function.as_str() {
        function @ ("t" | "markup") => {
            let function = if function == "t" { "t" } else { "markup" };
            names.for_each(|name| {
                let is_guarded = guarded.contains(name.as_str());
                Asked::by_call(site, layout, call, function, name, is_guarded).check(found);
            });
        }
        "has_message" => findings.extend(names.filter_map(|name| never_there(site, layout, name))),
        "fragment" => {
            findings.extend(names.filter_map(|name| no_layout(site, name)));
            fragments::check(site, layout, call, findings);
        }
        "menu" => findings.extend(names.filter_map(|name| no_menu(site, layout, name))),
        _ => {}
    }
    if call.names.iter().any(|name| name.contains('*')) && site.settings().checks.is_on(codes::opt_in::DYNAMIC_ID) {
        found.list.extend(dynamic(layout, call));
    }
}

/// A call that is not told of anything else, for it is not known what it names.
fn dynamic(layout: &Layout, call: &Call) -> Option<Diagnostic> {
    let (what, names) = match call.function.as_str() {
        "t" | "markup" => ("which message this asks for", "ids"),
        "fragment" => ("which fragment this prints", "names"),
        _ => return None,
    };
    let place = Place::Span(layout.path.clone(), call.span);
    let message = format!("{what} is only known when a page is made (`{}`)", call.names.join("`, `"));
    let finding = Diagnostic::new(codes::opt_in::DYNAMIC_ID, place, message);
    Some(finding.hint(format!("write the {names} out, or choose between them with {{% if … %}}, where there are few")))
}

/// A page that is HTML tells search engines nothing of itself unless something that its layout pulls in says `head()`.
fn without_head(site: &Site, name: &str) -> Option<Diagnostic> {
    let layouts = site.layouts();
    let calls_head =
        |name: &String| layouts.get(name).is_some_and(|layout| layout.calls.iter().any(|call| call.function == "head"));
    if !name.ends_with(".html") || layouts.is_broken(name) || layouts.reach([name]).iter().any(calls_head) {
        return None;
    }
    let message = format!("pages are made with `{name}`, which never calls head()");
    let finding =
        Diagnostic::new(codes::layouts::LAYOUT_WITHOUT_HEAD, Place::File(layouts.get(name)?.path.clone()), message);
    Some(finding.hint("print {{ head() }} before </head>, in this layout or in the one that it extends"))
}

/// A question for a message that no locale has is answered before it is asked.
fn never_there(site: &Site, layout: &Layout, id: &str) -> Option<Diagnostic> {
    if site.settings().locales.iter().any(|locale| site.messages().find(&locale.id, id).is_some()) {
        return None;
    }
    let place = Place::Call(layout.path.clone(), "has_message", id.to_owned());
    let message = format!("no locale has `{id}`, so this is never true");
    let finding = Diagnostic::new(codes::locales::MISSING_MESSAGE, place, message).severity(Severity::Warning);
    Some(finding.hint("correct the id, or add the message to a locale").id(id))
}

/// The same finding as of a page that holds the fragment.
fn no_layout(site: &Site, name: &str) -> Option<Diagnostic> {
    if site.layouts().get(name).is_some() {
        return None;
    }
    let message = format!("there is no layout `{name}` for this fragment");
    let finding = Diagnostic::new(codes::layouts::MISSING_LAYOUT, Place::LayoutUse(name.to_owned()), message);
    Some(finding.hint(format!("add layouts/{name}, or correct the name")))
}

/// The same finding as of a page that shows the menu.
fn no_menu(site: &Site, layout: &Layout, name: &str) -> Option<Diagnostic> {
    if site.menus().is_some_and(|menus| menus.broken || menus.menus.contains_key(name)) {
        return None;
    }
    let place = Place::Call(layout.path.clone(), "menu", name.to_owned());
    let finding = Diagnostic::new(codes::layouts::MISSING_MENU, place, format!("there is no menu `{name}`"));
    Some(finding.hint(format!("add [[{name}]] to content/navigation.toml, or correct the name")))
}

fn check_item(site: &Site, path: &SitePath, item: &MenuItem, found: &mut Found<'_>) {
    for id in [&item.label, &item.description].into_iter().flatten() {
        Asked::by_menu(site, path, id).check(found);
    }
    item.children.iter().for_each(|child| check_item(site, path, child, found));
}
