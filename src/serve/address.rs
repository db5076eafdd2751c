//! What stands at an address: in, the site and the path that was asked for; out, a page or file of the page table.
//!
//! The table is all that is looked at, so no path reaches the file system, whatever it says.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::site::{Published, Role, Route, Site};
use crate::text::{LocaleId, SitePath};

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The page of this output path.
    Page(Arc<str>),
    /// What is made for programs, by its output path.
    Artifact(Arc<str>),
    /// A file that is published as it is, by its output path.
    File(Arc<str>, Published),
    /// It stands elsewhere on this site: the path to ask for, percent-encoded.
    Moved(String),
    /// Nothing; the page that says so in the reader's language, where the site has one.
    Nothing(Option<Arc<str>>),
}

/// Looks an address up: the path as the browser sends it, without a query.
pub fn find(site: &Site, path: &str) -> Found {
    let base = site.settings().base_url.path();
    let Some(path) = decoded(path) else { return Found::Nothing(not_found(site, "")) };
    let below = decoded(base).and_then(|base| path.strip_prefix(&base).map(str::to_owned));
    match below {
        Some(rest) => at(site, &rest).unwrap_or_else(|| Found::Nothing(not_found(site, &rest))),
        None if path == "/" || base.strip_suffix('/') == Some(&path) => Found::Moved(base.to_owned()),
        None => Found::Nothing(not_found(site, "")),
    }
}

/// The path of the home page of a locale that has one.
pub fn home(site: &Site, locale: &LocaleId) -> Option<String> {
    let route = Route::root(locale, &site.settings().source_locale);
    let page = site.pages().pages.get(route.output().as_str())?;
    Some(page.route.url(site.settings().base_url.path()))
}

/// The path once decoded, when its parts can be those of an output: none that is empty, leads up, or hides a
/// backslash or control character.
fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let parts = path.strip_prefix('/')?;
    let parts = parts.strip_suffix('/').unwrap_or(parts);
    (path == "/" || SitePath::new(parts).is_some()).then(|| path.into_owned())
}

/// What stands at this path below the base path.
fn at(site: &Site, rest: &str) -> Option<Found> {
    let is_folder = rest.is_empty() || rest.ends_with('/');
    let output = if is_folder { format!("{rest}index.html") } else { rest.to_owned() };
    let table = site.pages();
    if let Some((output, page)) = table.pages.get_key_value(output.as_str()) {
        let output = Arc::clone(output);
        return Some(if page.role == Role::Artifact { Found::Artifact(output) } else { Found::Page(output) });
    }
    if let Some((output, file)) = table.files.get_key_value(output.as_str()) {
        return Some(Found::File(Arc::clone(output), file.clone()));
    }
    let index = format!("{rest}/index.html");
    let stands = table.pages.contains_key(index.as_str()) || table.files.contains_key(index.as_str());
    let folder = || Route::written(&format!("/{rest}/")).url(site.settings().base_url.path());
    (!is_folder && stands).then(|| Found::Moved(folder()))
}

/// The page for addresses that do not exist, of the locale whose folder the path begins with, else of the source.
fn not_found(site: &Site, rest: &str) -> Option<Arc<str>> {
    let source = &site.settings().source_locale;
    let first = LocaleId::new(rest.split('/').next().unwrap_or_default());
    let page = |locale: &LocaleId| {
        let output = Route::file(&Route::root(locale, source), "404.html").output();
        site.pages().pages.get_key_value(output.as_str()).map(|(output, _)| Arc::clone(output))
    };
    let own = site.settings().locale(&first).and_then(|locale| page(&locale.id));
    own.or_else(|| page(source))
}
