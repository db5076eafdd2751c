//! The outputs that no layout makes: in, what a locale shows and where; out, their entries in the page table.

use std::sync::Arc;

use super::contents::{LocaleContents, SearchFile, SectionEntry, Subject};
use super::enumeration::{self, PAGES_OF_A_SITEMAP};
use super::page_table::{Making, numbered};
use super::places::Stand;
use super::{Page, Role, Route, Server, search};
use crate::diagnostic::Place;
use crate::settings::{LocaleSettings, State};
use crate::text::{LocaleId, fold};

impl Making<'_> {
    /// What a live locale tells programs of its pages. They want addresses with a host.
    pub fn artifacts(&mut self, locale: &LocaleSettings, shown: &LocaleContents) {
        if locale.state != State::Live || self.settings.base_url.origin().is_empty() {
            return;
        }
        let places = &self.table.places;
        let has_feed = |section: &SectionEntry| enumeration::feed(places, shown, section, &locale.id).next().is_some();
        let feeds: Vec<_> = shown.sections.iter().filter(|(_, section)| has_feed(section)).collect();
        let pages = enumeration::listed(places, &locale.id).count();
        for (key, section) in feeds {
            self.artifact(&locale.id, Subject::Feed(Arc::clone(key)), Route::file(&section.route, "feed.xml"));
        }
        let root = Route::root(&locale.id, &self.settings.source_locale);
        let files = pages.div_ceil(PAGES_OF_A_SITEMAP);
        self.numbered_artifact(&locale.id, Subject::Sitemap, Route::file(&root, "sitemap.xml"), files);
        if self.settings.own_host(&locale.id).is_some() {
            self.artifact(&locale.id, Subject::Robots, Route::file(&root, "robots.txt"));
        }
    }

    /// The files of a search page. Only what is really in the language is found, and only what has a page; a release
    /// finds nothing in a locale that is not live.
    pub fn search(&mut self, locale: &LocaleSettings, shown: &LocaleContents) {
        if self.settings.release && locale.state != State::Live {
            return;
        }
        let place = |subject: &Subject| self.table.places.get(&locale.id, subject);
        let Some(page) = place(&Subject::Search).map(|stand| stand.route.clone()) else { return };
        let posts = search::own_posts(shown, locale.origin(), |subject| place(subject).is_some());
        for file in [SearchFile::Script, SearchFile::Reader, SearchFile::Entry] {
            self.artifact(&locale.id, Subject::SearchFile(file), Route::file(&page, &file.name()));
        }
        let words = (0..search::shards(posts.len())).map(SearchFile::Words);
        self.artifact_folder(&locale.id, &Route::folder(&page, &["words"]), words);
        self.artifact_folder(&locale.id, &Route::folder(&page, &["texts"]), (0..posts.len()).map(SearchFile::Text));
        self.table.searched.insert(locale.id.clone(), posts);
    }

    /// What belongs to no locale alone. It is entered under the source locale.
    pub fn shared_artifacts(&mut self) {
        let source = self.settings.source_locale.clone();
        self.artifact(&source, Subject::Robots, Route::written("/robots.txt"));
        let has_sitemap = |locale: &LocaleSettings| self.table.places.get(&locale.id, &Subject::Sitemap).is_some();
        let is_here = |locale: &LocaleSettings| self.settings.own_host(&locale.id) == self.settings.own_host(&source);
        if self.settings.made().any(|locale| has_sitemap(locale) && is_here(locale)) {
            self.artifact(&source, Subject::SitemapIndex, Route::written("/sitemap-index.xml"));
        }
    }

    /// What the server is told, host by host: a locale at a host of its own has its folder for its root there.
    pub fn rules(&mut self, server: Option<Server>) {
        let settings = self.settings;
        let Some(server) = server.filter(|_| settings.release) else { return };
        let source = &settings.source_locale;
        let others = settings.made().chain(settings.retired()).map(|locale| &locale.id);
        let others = others.filter(|id| *id != source && settings.own_host(id).is_some());
        for locale in [source].into_iter().chain(others) {
            for file in server.files() {
                let route = Route::file(&Route::root(locale, source), file.name());
                self.artifact(locale, Subject::Rules(file), route);
            }
        }
    }

    /// Enters what is made without a layout. A file of the author's own at its address stands instead of it.
    fn artifact(&mut self, locale: &LocaleId, subject: Subject, route: Route) {
        self.numbered_artifact(locale, subject, route, 1);
    }

    /// Enters a folder of artifacts, which may be thousands, with one look at who else is there.
    fn artifact_folder(&mut self, locale: &LocaleId, folder: &Route, files: impl Iterator<Item = SearchFile>) {
        let name = fold(folder.as_str().trim_matches('/'));
        let is_free = !self.taken.contains_key(&name) && !self.folders.contains_key(&name);
        for file in files {
            let (subject, route) = (Subject::SearchFile(file), Route::file(folder, &file.name()));
            if is_free {
                self.enter(route.output().into(), locale, subject, 1, route);
            } else {
                self.artifact(locale, subject, route);
            }
        }
        if is_free {
            self.folders.insert(name, Place::Site);
        }
    }

    fn enter(&mut self, output: Arc<str>, locale: &LocaleId, subject: Subject, number: usize, route: Route) {
        let (locale, layout) = (locale.clone(), Arc::default());
        self.table
            .pages
            .insert(output, Arc::new(Page { locale, subject, number, route, layout, role: Role::Artifact }));
    }

    /// Enters an artifact of so many files, up to the first whose address is taken.
    fn numbered_artifact(&mut self, locale: &LocaleId, subject: Subject, first: Route, total: usize) {
        let mut made = 0;
        for number in 1..=total {
            let route = numbered(&first, number);
            if self.taken.contains_key(&fold(&route.output())) {
                break;
            }
            let Some(output) = self.claim(&route, &Place::Site, Some(&subject)) else { break };
            self.enter(output, locale, subject.clone(), number, route);
            made = number;
        }
        if made > 0 {
            self.table.places.insert(locale, subject, Stand { route: first, pages: made, is_own: true });
        }
    }
}
