//! Documents and settings → what each locale shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Route;
use super::answer::title_of;
use super::contents::{Contents, Entry, Key, LocaleContents, SectionEntry, is_post};
use crate::content::Document;
use crate::locales::Formats;
use crate::settings::{LocaleSettings, Settings, Untranslated};
use crate::text::{LocaleId, SitePath};

/// One locale's own documents by key.
#[derive(Default)]
struct Own {
    entries: BTreeMap<Key, Arc<Document>>,
    sections: BTreeMap<Key, Arc<Document>>,
}

/// Joins the documents; drafts count only where `drafts` says so, broken documents never.
pub fn join(settings: &Settings, documents: &BTreeMap<SitePath, Arc<Document>>, drafts: bool) -> Contents {
    let mut contents = Contents::default();
    let mut own: BTreeMap<&str, Own> = BTreeMap::new();
    for (path, document) in documents {
        let Some((locale, rest)) = path.within("content").and_then(|path| path.split_once('/')) else { continue };
        if document.broken || (document.front.draft && !drafts) {
            continue;
        }
        let dates = [document.front.date, document.front.updated].into_iter().flatten();
        contents.newest = contents.newest.into_iter().chain(dates).max();
        let own = own.entry(locale).or_default();
        let (key, is_section) = key_of(rest);
        let shelf = if is_section { &mut own.sections } else { &mut own.entries };
        match shelf.get(&key) {
            Some(first) => contents.doubled.push((Arc::clone(first), Arc::clone(document))),
            None => drop(shelf.insert(key, Arc::clone(document))),
        }
    }
    for locale in settings.made() {
        let shown = LocaleJoin { settings, locale, own: &own }.join();
        contents.by_locale.insert(locale.id.clone(), shown);
    }
    for locale in settings.retired() {
        let shown = LocaleJoin { settings, locale, own: &own }.join();
        contents.retired.insert(locale.id.clone(), shown);
    }
    contents
}

/// The key of a file under `content/<locale>/`, and whether it is a section's.
pub fn key_of(path: &str) -> (Key, bool) {
    let path = path.strip_suffix(".md").unwrap_or(path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "_index" => (folder.into(), true),
        "index" if !folder.is_empty() => (folder.into(), false),
        _ => (path.into(), false),
    }
}

struct LocaleJoin<'a> {
    settings: &'a Settings,
    locale: &'a LocaleSettings,
    own: &'a BTreeMap<&'a str, Own>,
}

impl LocaleJoin<'_> {
    fn join(&self) -> LocaleContents {
        let mut shown = LocaleContents { sections: self.sections(), ..LocaleContents::default() };
        shown.entries = self.entries(&shown.sections);
        let mut posts: Vec<(&Key, &Entry)> =
            shown.entries.iter().filter(|(_, entry)| is_post(&entry.document)).collect();
        posts.sort_by(|(a, x), (b, y)| y.document.front.date.cmp(&x.document.front.date).then_with(|| a.cmp(b)));
        let posts: Vec<Key> = posts.into_iter().map(|(key, _)| Arc::clone(key)).collect();
        for key in &posts {
            file_post(&mut shown, key);
        }
        self.file_pages(&mut shown);
        set_neighbours(&mut shown);
        shown
    }

    /// Puts the pages without a date into their sections, sorted as the language sorts.
    fn file_pages(&self, shown: &mut LocaleContents) {
        let formats = Formats::new(self.locale.origin());
        let name = |entry: &Entry| {
            entry.document.front.reading.clone().unwrap_or_else(|| title_of(&entry.document).to_owned())
        };
        let undated = shown.entries.iter().filter(|(_, entry)| !is_post(&entry.document));
        let mut pages: Vec<(String, Key, Key)> =
            undated.map(|(key, entry)| (name(entry), key.clone(), entry.section.clone())).collect();
        pages.sort_by(|a, b| formats.collate(&a.0, &b.0).then_with(|| a.1.cmp(&b.1)));
        for (_, key, section) in pages {
            if let Some(section) = shown.sections.get_mut(&section) {
                section.pages.push(key);
            }
        }
    }

    /// The locale itself, then its chain. A pseudo locale has its source's documents for its own: also where
    /// untranslated posts are hidden, for nothing else would be left to try a layout with.
    fn chain(&self) -> impl Iterator<Item = &LocaleId> {
        std::iter::once(self.locale.origin()).chain(&self.locale.fallback)
    }

    /// The first document of the chain, with its owner. Entries follow the site's policy, sections always show.
    fn find<'o>(
        &'o self,
        key: &str,
        shelf: impl Fn(&'o Own) -> &'o BTreeMap<Key, Arc<Document>>,
        own_only: bool,
    ) -> Option<(&'o Arc<Document>, &'o LocaleId)> {
        let depth = if own_only { 1 } else { usize::MAX };
        self.chain().take(depth).find_map(|locale| {
            let own = self.own.get(locale.as_str())?;
            shelf(own).get(key).map(|document| (document, locale))
        })
    }

    fn keys(&self, shelf: impl Fn(&Own) -> &BTreeMap<Key, Arc<Document>>) -> Vec<Key> {
        let own = self.chain().filter_map(|locale| self.own.get(locale.as_str()));
        let mut keys: Vec<Key> = own.flat_map(|own| shelf(own).keys().cloned().collect::<Vec<_>>()).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    fn sections(&self) -> BTreeMap<Key, SectionEntry> {
        let mut keys = self.keys(|own| &own.sections);
        if keys.first().is_none_or(|key| !key.is_empty()) {
            keys.insert(0, "".into());
        }
        let mut sections: BTreeMap<Key, SectionEntry> = BTreeMap::new();
        for key in keys {
            let found = self.find(&key, |own| &own.sections, false);
            let owner = found.map_or(&self.locale.id, |(_, owner)| owner).clone();
            let parent = (!key.is_empty()).then(|| nearest(&sections, parent_folder(&key)));
            if let Some(parent) = &parent
                && let Some(above) = sections.get_mut(parent)
            {
                above.children.push(Arc::clone(&key));
            }
            let route = self.route(&self.slugs(&key));
            let document = found.map(|(document, _)| Arc::clone(document));
            let entry = SectionEntry {
                document,
                owner,
                route,
                posts: Vec::new(),
                pages: Vec::new(),
                children: Vec::new(),
                parent,
            };
            sections.insert(key, entry);
        }
        sections
    }

    fn entries(&self, sections: &BTreeMap<Key, SectionEntry>) -> IndexMap<Key, Entry, FxBuildHasher> {
        let own_only = self.settings.untranslated_posts == Untranslated::Hide;
        let mut folders: BTreeMap<String, (Route, Key)> = BTreeMap::new();
        let keys = self.keys(|own| &own.entries);
        let mut entries = IndexMap::with_capacity_and_hasher(keys.len(), FxBuildHasher);
        for key in keys {
            let Some((document, owner)) = self.find(&key, |own| &own.entries, own_only) else { continue };
            let folder = parent_folder(&key);
            if !folders.contains_key(folder) {
                folders.insert(folder.to_owned(), (self.route(&self.slugs(folder)), nearest(sections, folder)));
            }
            let (around, section) = &folders[folder];
            let name = key.rsplit('/').next().unwrap_or(&key);
            let entry = Entry {
                document: Arc::clone(document),
                owner: owner.clone(),
                section: Arc::clone(section),
                route: Route::folder(around, &[document.front.slug.as_deref().unwrap_or(name)]),
                older: None,
                newer: None,
            };
            entries.insert(key, entry);
        }
        entries
    }

    fn route(&self, parts: &[String]) -> Route {
        let root = Route::root(&self.locale.id, &self.settings.source_locale);
        Route::folder(&root, &parts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The address of a folder, part by part: a section's slug, else the folder's name.
    fn slugs(&self, folder: &str) -> Vec<String> {
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        let parts = ends.filter(|_| !folder.is_empty()).map(|end| {
            let key = &folder[..end];
            let slug = self.find(key, |own| &own.sections, false).and_then(|(document, _)| document.front.slug.clone());
            slug.unwrap_or_else(|| key.rsplit('/').next().unwrap_or(key).to_owned())
        });
        parts.collect()
    }
}

fn parent_folder(key: &str) -> &str {
    key.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The nearest section at or above this folder; the root is always there.
fn nearest(sections: &BTreeMap<Key, SectionEntry>, mut folder: &str) -> Key {
    loop {
        if let Some((key, _)) = sections.get_key_value(folder) {
            return Arc::clone(key);
        }
        if folder.is_empty() {
            return "".into();
        }
        folder = parent_folder(folder);
    }
}

/// Puts a post into the listings of its sections, tags and authors. Called in the order of the listings.
fn file_post(shown: &mut LocaleContents, key: &Key) {
    let Some(entry) = shown.entries.get(key) else { return };
    let front = &entry.document.front;
    for (names, lists) in [(&front.tags, &mut shown.tags), (&front.authors, &mut shown.authors)] {
        for name in unique(names) {
            match lists.get_mut(name) {
                Some(list) => list.push(Arc::clone(key)),
                None => drop(lists.insert(Arc::clone(name), vec![Arc::clone(key)])),
            }
        }
    }
    let mut above = Some(Arc::clone(&entry.section));
    while let Some(section) = above.and_then(|key| shown.sections.get_mut(&key)) {
        section.posts.push(Arc::clone(key));
        above = section.parent.clone();
    }
}

fn unique(names: &[Arc<str>]) -> impl Iterator<Item = &Arc<str>> {
    let first = |at: usize| names[..at].iter().all(|other| *other != names[at]);
    (0..names.len()).filter(move |at| first(*at)).map(|at| &names[at])
}

fn set_neighbours(shown: &mut LocaleContents) {
    let LocaleContents { entries, sections, .. } = shown;
    for (key, section) in sections {
        let own: Vec<Key> = section.posts.iter().filter(|post| entries[*post].section == *key).cloned().collect();
        for (at, post) in own.iter().enumerate() {
            let Some(entry) = entries.get_mut(post) else { continue };
            entry.newer = at.checked_sub(1).map(|newer| Arc::clone(&own[newer]));
            entry.older = own.get(at + 1).cloned();
        }
    }
}
