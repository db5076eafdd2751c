//! One host as its server has to know it: in, the locale whose folder is its root; out, addresses there.

use super::headers;
use super::ranges::{self, Ranges};
use crate::settings::State;
use crate::site::{Recorder, Subject, Way};
use crate::text::LocaleId;

/// A host.
pub struct Host {
    /// Scheme and name; empty for a site without an address.
    pub origin: String,
    /// The path that the site stands at: `/` or `/blog/`.
    pub base: String,
    /// The folder of the release that stands there: empty or `fr/`.
    pub folder: String,
    /// Old addresses.
    pub moved: Vec<Way>,
    /// Folders of locales that stand elsewhere: their path here, and their address.
    pub elsewhere: Vec<(String, String)>,
    /// Folders with a page for what is not found, the host's own last.
    pub not_found: Vec<(String, String)>,
    /// Files that may be kept for ever.
    pub kept: Vec<String>,
    /// Files that may be kept for an hour.
    pub hourly: Vec<String>,
    /// Who reads which language, where this host is the one that chooses.
    pub choice: Option<Choice>,
    /// The other hosts of the site.
    pub others: Vec<String>,
    /// The policy of its pages.
    pub policy: String,
}

/// The choice of a language at the root.
pub struct Choice {
    /// Patterns for the header, the highest weight first.
    pub weighted: Vec<String>,
    /// Ranges, and the home page that they lead to; none where the root itself is it.
    pub homes: Vec<(Ranges, Option<String>)>,
}

impl Host {
    /// The host that has this locale's folder for its root.
    pub fn of(recorder: &Recorder, locale: &LocaleId) -> Self {
        let source = recorder.source_locale();
        let base = recorder.host(locale);
        let (origin, path) = (base.origin().to_owned(), base.path().to_owned());
        let is_main = *locale == source;
        let is_here = |other: &LocaleId| match is_main {
            true => *other == source || recorder.own_host(other).is_none(),
            false => other == locale,
        };
        let is_published = |state: &State| matches!(state, State::Preview | State::Live | State::Retired);
        let locales = recorder.locales().into_iter().filter(|(_, state)| is_published(state));
        let locales: Vec<LocaleId> = locales.map(|(id, _)| id).collect();
        let mut others: Vec<String> = locales.iter().map(|id| recorder.host(id).origin().to_owned()).collect();
        others.push(recorder.host(&source).origin().to_owned());
        others.sort();
        others.dedup();
        others.retain(|other| *other != origin);
        let addresses = recorder.addresses();
        let here = |files: Vec<(LocaleId, String)>| -> Vec<String> {
            files.into_iter().filter(|(owner, _)| is_here(owner)).map(|(_, url)| url).collect()
        };
        let elsewhere = locales.iter().filter(|id| is_main && !is_here(id));
        Self {
            folder: if is_main { String::new() } else { format!("{locale}/") },
            moved: addresses.moved.into_iter().filter(|way| is_here(&way.locale)).collect(),
            elsewhere: elsewhere.map(|id| (format!("{path}{id}/"), url(recorder, id))).collect(),
            not_found: not_found(recorder, &locales, &is_here, is_main.then_some(&source)),
            kept: here(addresses.kept),
            hourly: here(addresses.hourly),
            choice: if is_main { choice(recorder) } else { None },
            policy: headers::policy(&others),
            others,
            origin,
            base: path,
        }
    }

    /// Where an old address can be said in the words of any server: the others lead on by their HTML alone.
    pub fn plain_ways(&self) -> impl Iterator<Item = &Way> {
        let is_plain = |c: char| !c.is_control() && !"\"\\`{}$".contains(c);
        self.moved.iter().filter(move |way| way.path.chars().all(is_plain) && way.to.chars().all(is_plain))
    }
}

/// The address of a locale's root.
fn url(recorder: &Recorder, locale: &LocaleId) -> String {
    let host = recorder.host(locale);
    format!("{}{}", host.origin(), host.path())
}

/// The pages for what is not found at a host, each with the folder that it is for, the longest first.
fn not_found(
    recorder: &Recorder,
    locales: &[LocaleId],
    is_here: &dyn Fn(&LocaleId) -> bool,
    source: Option<&LocaleId>,
) -> Vec<(String, String)> {
    let pages = locales.iter().filter(|id| is_here(id)).filter_map(|id| {
        let (page, _) = recorder.exists(id, &Subject::NotFound, 1)?;
        let host = recorder.host(id);
        let page = page.strip_prefix(host.origin()).unwrap_or(&page).to_owned();
        let is_root = source.is_none_or(|source| source == id);
        let folder = if is_root { host.path().to_owned() } else { format!("{}{id}/", host.path()) };
        Some((folder, page))
    });
    let mut pages: Vec<(String, String)> = pages.collect();
    pages.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
    pages
}

/// Who is led where from the root; nobody while there is one language.
fn choice(recorder: &Recorder) -> Option<Choice> {
    let source = recorder.source_locale();
    let live = recorder.locales().into_iter().filter(|(_, state)| *state == State::Live);
    let home = |id: LocaleId| {
        let (url, _) = recorder.exists(&id, &Subject::Section("".into()), 1)?;
        Some((id, url))
    };
    let homes: Vec<(LocaleId, String)> = live.filter_map(|(id, _)| home(id)).collect();
    let live: Vec<LocaleId> = homes.iter().map(|(id, _)| id.clone()).collect();
    if live.iter().all(|id| *id == source) {
        return None;
    }
    let to = |locale: &LocaleId| homes.iter().find(|(id, _)| id == locale && *id != source).map(|(_, url)| url.clone());
    let homes = ranges::table(&live).into_iter().map(|one| {
        let home = one.locale.as_ref().and_then(to);
        (one, home)
    });
    Some(Choice { weighted: ranges::weighted(&live), homes: homes.collect() })
}
