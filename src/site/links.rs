//! Where an address that a person wrote leads, for readers of one locale.

use percent_encoding::percent_decode_str;

use super::contents::{LocaleContents, Subject};
use super::{Route, Site};
use crate::text::{LocaleId, SitePath};

/// A resolved address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What to print: percent-encoded, with the query and fragment as written.
    pub url: String,
    /// The language of the page that it leads to, where that is not the reader's.
    pub hreflang: Option<LocaleId>,
    /// What it leads to.
    pub state: LinkState,
    /// The picture or other file that it leads to.
    pub file: Option<SitePath>,
}

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// A page or file of the reader's locale.
    Here,
    /// A page of another locale, because the reader's lacks it.
    Untranslated,
    /// Nothing.
    Broken,
}

/// An address taken apart.
struct Written<'a> {
    /// The path without leading and trailing slash, with `..` resolved; `None` when it leaves the site.
    path: Option<String>,
    /// `?query#fragment` as written.
    rest: &'a str,
}

impl Site {
    /// Resolves an address: a path of the site (`/blog/hello/`), a file beside the document (`../other.md#part`,
    /// `picture.png`). `folder` is the folder below `content/<locale>/` that relative addresses start from.
    ///
    /// A page is named by its place under `content/<locale>/`; the address that it has in the source locale is
    /// understood too.
    pub(super) fn link(&self, locale: &LocaleId, folder: &str, target: &str) -> Link {
        let written = Written::new(folder, target);
        // What leads out of the site leads nowhere; printed as written it could be any address at all.
        let Some(path) = &written.path else { return broken("#".to_owned()) };
        let to = |owner: &LocaleId, route: &Route| format!("{}{}", self.url(owner, route), written.rest);
        let source = &self.settings().source_locale;
        if let Some(route) = self.page_at(locale, path) {
            return Link { url: to(locale, &route), hreflang: None, state: LinkState::Here, file: None };
        }
        let chain = self.settings().locale(locale).into_iter().flat_map(|locale| &locale.fallback);
        for other in chain.chain([source]).filter(|other| *other != locale) {
            if let Some(route) = self.page_at(other, path) {
                let hreflang = Some(other.clone());
                return Link { url: to(other, &route), hreflang, state: LinkState::Untranslated, file: None };
            }
        }
        if let Some((owner, route, file)) = self.file_at(locale, path) {
            return Link { url: to(&owner, &route), hreflang: None, state: LinkState::Here, file: Some(file) };
        }
        let guess = to(locale, &Route::folder(&Route::root(locale, source), &[path]));
        if self.is_left_out(path) {
            // The page is there and cannot be made; that was reported, and its address will be right again.
            return Link { url: guess, hreflang: None, state: LinkState::Here, file: None };
        }
        broken(guess)
    }

    /// Whether some locale has this page and it cannot be made: its front matter or its layout is at fault.
    fn is_left_out(&self, path: &str) -> bool {
        let names = [format!("{path}.md"), format!("{path}/index.md"), format!("{path}/_index.md")];
        self.settings().locales.iter().any(|locale| {
            names.iter().any(|name| {
                let document = self.sources.documents.get(format!("content/{}/{name}", locale.id).as_str());
                document.is_some_and(|document| {
                    let layout = document.front.layout.as_deref();
                    document.broken || layout.is_some_and(|layout| self.layouts().get(layout).is_none())
                })
            })
        })
    }

    /// The page that a path names in a locale.
    fn page_at(&self, locale: &LocaleId, path: &str) -> Option<Route> {
        let shown = self.contents().of(locale)?;
        let place = |subject: &Subject| self.pages().places.get(locale, subject).map(|stand| stand.route.clone());
        let engine = || {
            let subject = match path.split_once('/') {
                None if path == "tags" => Subject::Tags,
                None if path == "search" => Subject::Search,
                Some(("tags", id)) => Subject::Tag(id.into()),
                Some(("authors", id)) => Subject::Author(id.into()),
                _ => return None,
            };
            place(&subject)
        };
        subject_at(shown, path)
            .and_then(|subject| place(&subject))
            .or_else(engine)
            .or_else(|| place(&self.subject_of_source_route(path)?))
    }

    /// What stands at this address in the source locale.
    fn subject_of_source_route(&self, path: &str) -> Option<Subject> {
        let output = if path.is_empty() { "index.html".to_owned() } else { format!("{path}/index.html") };
        let page = self.pages().pages.get(output.as_str())?;
        (page.locale == self.settings().source_locale && page.number == 1).then(|| page.subject.clone())
    }

    /// The file that a path names, and whose it is: the locale's own, else one of its chain, else a shared one.
    fn file_at(&self, locale: &LocaleId, path: &str) -> Option<(LocaleId, Route, SitePath)> {
        let source = &self.settings().source_locale;
        let chain = self.settings().locale(locale).into_iter().flat_map(|locale| &locale.fallback);
        let own = std::iter::once(locale).chain(chain).chain([source]);
        let output = |owner| (owner, Route::file(&Route::root(owner, source), path).output());
        own.map(output).chain([(source, path.to_owned())]).find_map(|(owner, output)| {
            let file = self.pages().file(&output)?;
            Some((owner.clone(), file.route.clone(), file.source.clone()))
        })
    }
}

fn broken(url: String) -> Link {
    Link { url, hreflang: None, state: LinkState::Broken, file: None }
}

fn subject_at(shown: &LocaleContents, path: &str) -> Option<Subject> {
    let section = || shown.sections.get_key_value(path).map(|(key, _)| Subject::Section(key.clone()));
    shown.entries.get_key_value(path).map(|(key, _)| Subject::Entry(key.clone())).or_else(section)
}

impl<'a> Written<'a> {
    fn new(folder: &str, target: &'a str) -> Self {
        let end = target.find(['?', '#']).unwrap_or(target.len());
        let (path, rest) = target.split_at(end);
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
        parts.retain(|part| !part.is_empty());
        let mut leaves = false;
        for part in decoded.split('/') {
            match part {
                "" | "." => {}
                ".." => leaves |= parts.pop().is_none(),
                _ => parts.push(part),
            }
        }
        let path = parts.join("/");
        let path = path.strip_suffix(".md").unwrap_or(&path);
        let path = match path.rsplit_once('/').unwrap_or(("", path)) {
            (folder, "_index" | "index") => folder,
            _ => path,
        };
        Self { path: (!leaves).then(|| path.to_owned()), rest }
    }
}

#[cfg(test)]
mod tests {
    use super::Written;

    #[test]
    fn takes_addresses_apart() {
        for (folder, target, path, rest) in [
            ("blog", "other.md", Some("blog/other"), ""),
            ("blog/eng", "../other.md#part", Some("blog/other"), "#part"),
            ("blog", "/docs/editor/?x=1", Some("docs/editor"), "?x=1"),
            ("blog", "_index.md", Some("blog"), ""),
            ("blog/x", "index.md", Some("blog/x"), ""),
            ("blog", "./%E8%A8%98.png", Some("blog/記.png"), ""),
            ("", "/", Some(""), ""),
            ("blog", "../../etc/passwd", None, ""),
        ] {
            let written = Written::new(folder, target);
            assert_eq!((written.path.as_deref(), written.rest), (path, rest), "{target}");
        }
    }
}
