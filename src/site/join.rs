//! The site as one immutable value, and the next one from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::contents::Contents;
use super::contents_join;
use super::page_table::PageTable;
use super::pseudo;
use super::search::SearchIndex;
use super::sources::{News, Sources, halves_of};
use super::staleness::Staleness;
use super::touched::Touched;
use super::{Former, Page, Server};
use crate::content::{Document, Navigation};
use crate::layouts::Layouts;
use crate::locales::{LocaleSpec, Messages};
use crate::settings::{BaseUrl, Settings, State};
use crate::text::{Date, LocaleId, SitePath};

/// What a face wants of a site, for as long as it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Drafts are made too.
    pub drafts: bool,
    /// What broken files lack is held from their last good versions.
    pub hold: bool,
    /// The build date that was given (`SOURCE_DATE_EPOCH`), else the newest date in all content.
    pub build_date: Option<Date>,
    /// There are also the pseudo locales `en-XA` and `ar-XB`, made from the source locale.
    pub pseudo: bool,
    /// A release is made: only locales that readers may see.
    pub release: bool,
    /// Where the site will stand, whatever `site.toml` says.
    pub base_url: Option<BaseUrl>,
    /// Where pages stood in earlier releases.
    pub former: Former,
    /// The server that rules are written for, in a release.
    pub server: Option<Server>,
}

/// A site at one moment. Cloning is cheap; nothing in it ever changes.
#[derive(Clone)]
pub struct Site {
    options: Options,
    pub(super) sources: Sources,
    settings: Arc<Settings>,
    messages: Arc<Messages>,
    layouts: Arc<Layouts>,
    contents: Arc<Contents>,
    pages: Arc<PageTable>,
    searches: Arc<BTreeMap<LocaleId, Arc<SearchIndex>>>,
    staleness: Staleness,
}

impl Options {
    /// The settings of a file as this face wants them.
    fn settle(&self, settings: &mut Arc<Settings>) {
        let settings = Arc::make_mut(settings);
        settings.release = self.release;
        if let Some(base_url) = &self.base_url {
            settings.base_url = base_url.clone();
        }
        if self.pseudo {
            pseudo::add(settings);
        }
    }
}

impl Site {
    /// A site without any file.
    pub fn empty(options: Options) -> Self {
        let sources = Sources::default();
        let (settings, _) = crate::settings::read(&settings_path(), b"");
        Self {
            options,
            messages: Arc::new(Messages::join(&[], &sources.resources, None)),
            layouts: Arc::new(Layouts::join(&sources.layouts)),
            contents: Arc::default(),
            pages: Arc::default(),
            searches: Arc::default(),
            staleness: Staleness::default(),
            settings: Arc::new(settings),
            sources,
        }
    }

    /// The site after this news, sharing all that it does not concern, and what was replaced.
    #[must_use]
    pub fn with(&self, news: Vec<News>) -> (Self, Touched) {
        let mut next = self.clone();
        let changed = halves_of(&news);
        for news in news {
            next.sources.take(news, self.options.hold);
        }
        let before = &self.sources;
        let mut touched = Touched::default();
        if !same(before.settings.as_ref(), next.sources.settings.as_ref()) {
            let read = || Arc::new(crate::settings::read(&settings_path(), b"").0);
            next.settings = next.sources.settings.clone().unwrap_or_else(read);
            self.options.settle(&mut next.settings);
            touched.settings = next.settings != self.settings;
        }
        touched.menus = !same(before.menus.as_ref(), next.sources.menus.as_ref());
        if touched.settings || !Arc::ptr_eq(&before.resources, &next.sources.resources) {
            let specs = locale_specs(&next.settings);
            next.messages = Arc::new(Messages::join(&specs, &next.sources.resources, Some(&self.messages)));
            touched.messages = next.messages.changed_locales(&self.messages);
            touched.source_messages = touched.messages.contains(&next.settings.source_locale);
        }
        if !Arc::ptr_eq(&before.layouts, &next.sources.layouts) {
            next.layouts = Arc::new(Layouts::join(&next.sources.layouts));
            touched.layouts = true;
        }
        let documents = !Arc::ptr_eq(&before.documents, &next.sources.documents);
        if touched.settings || documents {
            let joined = contents_join::join(&next.settings, &next.sources.documents, self.options.drafts);
            next.contents = Arc::new(joined);
        }
        if touched.settings || !changed.is_empty() {
            let changed = (!touched.settings).then_some(&changed);
            next.staleness = self.staleness.join(next.translations(), changed);
            touched.staleness = next.staleness.moves_pages(&self.staleness);
        }
        touched.assets = !Arc::ptr_eq(&before.assets, &next.sources.assets);
        if touched.settings || documents || touched.layouts || touched.assets {
            let joined =
                PageTable::join(&next.settings, &next.contents, &next.layouts, &next.sources.assets, &self.options);
            next.pages = Arc::new(joined);
            touched.pages = true;
        }
        if touched.pages || !touched.messages.is_empty() {
            next.searches = Arc::new(next.join_searches(touched.pages));
        }
        (next, touched)
    }

    /// What the site is built for.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The settings, defaults filled in.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The messages of all locales.
    pub fn messages(&self) -> &Arc<Messages> {
        &self.messages
    }

    /// The layouts.
    pub fn layouts(&self) -> &Arc<Layouts> {
        &self.layouts
    }

    /// The pages and files to make.
    pub fn pages(&self) -> &Arc<PageTable> {
        &self.pages
    }

    pub(super) fn edit_pages(&mut self, edit: impl FnOnce(&mut PageTable)) {
        edit(Arc::make_mut(&mut self.pages));
    }

    /// The ids of the messages that name the tags and authors of all posts.
    pub fn term_messages(&self) -> impl Iterator<Item = String> {
        self.contents.by_locale.values().flat_map(|shown| {
            let tags = shown.tags.keys().map(|id| format!("tag-{id}"));
            tags.chain(shown.authors.keys().map(|id| format!("author-{id}")))
        })
    }

    /// Whether there is nothing to go by: no `site.toml`, or one that is not TOML.
    pub fn is_broken(&self) -> bool {
        self.settings.broken || self.sources.settings.is_none()
    }

    pub(super) fn staleness(&self) -> &Staleness {
        &self.staleness
    }

    /// The search indexes of the locales that have a search page.
    pub(super) fn searches(&self) -> &BTreeMap<LocaleId, Arc<SearchIndex>> {
        &self.searches
    }

    /// The document whose text this page is about.
    pub fn document(&self, page: &Page) -> Option<&Arc<Document>> {
        self.contents().of(&page.locale)?.document(&page.subject).map(|(document, _)| document)
    }

    pub(super) fn contents(&self) -> &Contents {
        &self.contents
    }

    /// The menus, when there is a `navigation.toml`.
    pub fn menus(&self) -> Option<&Arc<Navigation>> {
        self.sources.menus.as_ref()
    }

    pub(super) fn build_date(&self) -> Option<Date> {
        self.options.build_date.or(self.contents.newest)
    }
}

fn same<T>(before: Option<&Arc<T>>, after: Option<&Arc<T>>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => Arc::ptr_eq(before, after),
        (None, None) => true,
        _ => false,
    }
}

fn locale_specs(settings: &Settings) -> Vec<LocaleSpec> {
    let spec = |locale: &crate::settings::LocaleSettings| LocaleSpec {
        id: locale.id.clone(),
        fallback: locale.fallback.clone(),
        live: locale.state == State::Live,
        pseudo: pseudo::of(locale),
    };
    settings.locales.iter().map(spec).collect()
}

fn settings_path() -> SitePath {
    SitePath::new("site.toml").expect("a constant that is a path")
}
