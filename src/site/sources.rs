//! The parsed files of a site, each with what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::remembered::Remembered;
use super::translations::Half;
use crate::assets::{self, Asset};
use crate::content::{self, Document, Navigation, SharedIds};
use crate::diagnostic::{Diagnostic, Place as Spot, codes, limited};
use crate::layouts::{self, Layout};
use crate::locales::{self, Lock, Resource};
use crate::settings::{self, Settings};
use crate::text::{Change, Coming, LocaleId, SitePath};

/// News of one file: parsed, or gone, or of no interest.
pub struct News {
    pub(super) path: SitePath,
    pub(super) parsed: Parsed,
    findings: Vec<Diagnostic>,
}

/// What a file turned out to be.
pub(super) enum Parsed {
    Settings(Arc<Settings>),
    Messages(Box<Resource>),
    Lock(Arc<Lock>),
    Document(Arc<Document>),
    Menus(Arc<Navigation>),
    Layout(Arc<Layout>),
    Asset(Arc<Asset>),
    Gone,
}

/// All parsed files. Cloning shares them.
#[derive(Clone, Default)]
pub(super) struct Sources {
    pub settings: Option<Arc<Settings>>,
    pub resources: Arc<BTreeMap<SitePath, Arc<Resource>>>,
    pub locks: Arc<BTreeMap<SitePath, Arc<Lock>>>,
    pub documents: Arc<BTreeMap<SitePath, Arc<Document>>>,
    pub menus: Option<Arc<Navigation>>,
    pub layouts: Arc<BTreeMap<SitePath, Arc<Layout>>>,
    pub assets: Arc<BTreeMap<SitePath, Arc<Asset>>>,
    /// What parsing found, by file.
    pub findings: Arc<BTreeMap<SitePath, Arc<[Diagnostic]>>>,
}

/// The one file outside the three folders.
const SETTINGS: &str = "site.toml";
/// What the translations of a locale were made from, in the locale's folder.
const LOCK: &str = "translations.lock";

/// The places where files mean something.
enum Place {
    Settings,
    Messages,
    Lock,
    Menus,
    Document,
    Layout,
    Asset,
    Nowhere,
}

/// Parses the new bytes of one file. Pure, so a batch may be read on many threads.
pub fn read(change: &Change) -> News {
    read_anew(Coming::Here(change.clone(), None), &Remembered::default(), &SharedIds::default())
}

/// The same, but documents that are remembered are not parsed; others share these ids.
pub fn read_anew(coming: Coming, remembered: &Remembered, ids: &SharedIds) -> News {
    let (path, digest) = coming.file();
    let path = path.clone();
    if let Some((document, findings)) = remembered.get(&path, digest)
        && let Some(fetch) = coming.fetch()
    {
        let document = document.with_later_body(is_unspaced(&path), fetch);
        return News { path, parsed: Parsed::Document(document.into()), findings: findings.to_vec() };
    }
    let again = coming.again();
    let Change { path, content, digest } = coming.arrive();
    let Some(bytes) = &content else { return News { path, parsed: Parsed::Gone, findings: Vec::new() } };
    let (parsed, findings) = match place_of(&path) {
        Place::Settings => {
            let (settings, findings) = settings::read(&path, bytes);
            (Parsed::Settings(settings.into()), findings)
        }
        Place::Messages => {
            let (resource, findings) = locales::parse(&path, bytes);
            (Parsed::Messages(resource.into()), findings)
        }
        Place::Lock => {
            let (lock, findings) = locales::parse_lock(&path, bytes);
            (Parsed::Lock(lock.into()), findings)
        }
        Place::Menus => {
            let (menus, findings) = content::parse_navigation(&path, bytes);
            (Parsed::Menus(menus.into()), findings)
        }
        Place::Document => {
            let is_unspaced = is_unspaced(&path);
            let (mut document, findings) = content::parse_document(&path, is_unspaced, bytes);
            ids.share(&mut document.front);
            (Parsed::Document(document.of_file(is_unspaced, digest, again).into()), findings)
        }
        Place::Layout => {
            let (layout, findings) = layouts::parse(&path, bytes);
            (Parsed::Layout(layout.into()), findings)
        }
        Place::Asset => (Parsed::Asset(assets::read(&path, bytes).into()), Vec::new()),
        Place::Nowhere => (Parsed::Gone, Vec::new()),
    };
    News { path, parsed, findings: limited(findings) }
}

/// Whether a file at this path means something to a site.
pub fn is_source(path: &SitePath) -> bool {
    !matches!(place_of(path), Place::Nowhere)
}

fn place_of(path: &SitePath) -> Place {
    let text = path.as_str();
    match text.split_once('/') {
        _ if path.is_hidden() => Place::Nowhere,
        None if text == SETTINGS => Place::Settings,
        Some(("locales", _)) if path.extension() == "ftl" => Place::Messages,
        Some(("locales", rest)) if rest.split_once('/').is_some_and(|(_, file)| file == LOCK) => Place::Lock,
        Some(("content", "navigation.toml")) => Place::Menus,
        Some(("content", rest)) if rest.contains('/') => match path.extension() {
            "md" => Place::Document,
            _ => Place::Asset,
        },
        Some(("layouts", rest)) if rest.starts_with("assets/") => Place::Asset,
        Some(("layouts", _)) => Place::Layout,
        _ => Place::Nowhere,
    }
}

/// Whether the file's locale is written without spaces between words.
pub(super) fn is_unspaced(path: &SitePath) -> bool {
    let locale = path.within("content").and_then(|path| path.split('/').next()).unwrap_or_default();
    LocaleId::new(locale).is_unspaced()
}

impl Sources {
    /// Takes one piece of news. With `hold`, what a broken file lacks is kept from its last good version.
    pub fn take(&mut self, news: News, hold: bool) {
        let News { path, parsed, findings } = news;
        match parsed {
            // An editor may remove the file a moment before it writes it again.
            Parsed::Gone if hold && path.as_str() == SETTINGS && self.settings.is_some() => {
                let gone = Diagnostic::new(codes::site::SETTINGS_SYNTAX, Spot::File(path.clone()), "site.toml is gone");
                let gone = gone.hint("put it back; until then its last settings stand");
                Arc::make_mut(&mut self.findings).insert(path, [gone].into());
                return;
            }
            Parsed::Gone => self.remove(&path),
            Parsed::Settings(settings) => {
                keep_or(&mut self.settings, settings, |settings| hold && settings.broken);
            }
            Parsed::Menus(menus) => keep_or(&mut self.menus, menus, |menus| hold && menus.broken),
            Parsed::Messages(resource) => {
                let resources = Arc::make_mut(&mut self.resources);
                let resource = match resources.get(&path) {
                    Some(last) if hold && resource.is_broken() => resource.hold(last),
                    _ => *resource,
                };
                resources.insert(path.clone(), Arc::new(resource));
            }
            Parsed::Lock(lock) => insert(&mut self.locks, &path, lock, |_| false),
            Parsed::Document(document) => {
                insert(&mut self.documents, &path, document, |document| hold && document.broken)
            }
            Parsed::Layout(layout) => insert(&mut self.layouts, &path, layout, |layout| hold && layout.broken),
            Parsed::Asset(asset) => insert(&mut self.assets, &path, asset, |_| false),
        }
        if findings.is_empty() {
            if self.findings.contains_key(&path) {
                Arc::make_mut(&mut self.findings).remove(&path);
            }
        } else {
            Arc::make_mut(&mut self.findings).insert(path, findings.into());
        }
    }

    fn remove(&mut self, path: &SitePath) {
        match place_of(path) {
            Place::Settings => self.settings = None,
            Place::Messages => drop(Arc::make_mut(&mut self.resources).remove(path)),
            Place::Lock => drop(Arc::make_mut(&mut self.locks).remove(path)),
            Place::Menus => self.menus = None,
            Place::Document => drop(Arc::make_mut(&mut self.documents).remove(path)),
            Place::Layout => drop(Arc::make_mut(&mut self.layouts).remove(path)),
            Place::Asset => drop(Arc::make_mut(&mut self.assets).remove(path)),
            Place::Nowhere => {}
        }
    }
}

/// Sets the value, unless it is unusable and there is a usable one.
fn keep_or<T>(slot: &mut Option<Arc<T>>, value: Arc<T>, unusable: impl Fn(&T) -> bool) {
    if slot.is_none() || !unusable(&value) {
        *slot = Some(value);
    }
}

fn insert<T>(map: &mut Arc<BTreeMap<SitePath, Arc<T>>>, path: &SitePath, value: Arc<T>, unusable: impl Fn(&T) -> bool) {
    if !unusable(&value) || !map.contains_key(path) {
        Arc::make_mut(map).insert(path.clone(), value);
    }
}

/// What these files may move of how translations stand: a lock both halves of its locale, all else its own.
pub(super) fn halves_of(news: &[News]) -> BTreeSet<(LocaleId, Half)> {
    let halves = |path| {
        let (halves, folder): (&[Half], _) = match place_of(path) {
            Place::Messages => (&[Half::Messages], "locales"),
            Place::Document => (&[Half::Pages], "content"),
            Place::Lock => (&Half::ALL, "locales"),
            _ => (&[], ""),
        };
        let locale = path.within(folder).and_then(|rest| rest.split_once('/'));
        locale.into_iter().flat_map(|(locale, _)| halves.iter().map(move |half| (locale, *half)))
    };
    let all: BTreeSet<(&str, Half)> = news.iter().flat_map(|news| halves(&news.path)).collect();
    all.into_iter().map(|(locale, half)| (LocaleId::new(locale), half)).collect()
}
