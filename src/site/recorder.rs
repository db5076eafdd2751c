//! All that rendering sees of a site. Every look is a question, and every question is noted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::answer::terms;
use super::contents::{Key, Subject};
use super::question::{Field, Kind, ListingOf, Question};
use super::search::{Indexed, SearchIndex, SearchPart};
use super::seen::{Ancestor, Head, LayoutState, Listing, Members, Section, Term, Text};
use super::{Link, Site, SitemapEntry};
use crate::content::MenuItem;
use crate::locales::{self, Arguments, DateStyle, Formatted, split_id};
use crate::settings::{BaseUrl, State};
use crate::text::{Date, Digest, Drift, LocaleId};

/// A site, seen through the questions of one page. Notes survive a render that fails.
pub struct Recorder {
    pub(super) site: Site,
    asked: Mutex<IndexSet<Question, FxBuildHasher>>,
    blind_to: Option<Kind>,
}

impl Recorder {
    /// A recorder over this site that has noted nothing.
    pub fn new(site: &Site) -> Self {
        // A page asks a few dozen.
        let asked = Mutex::new(IndexSet::with_capacity_and_hasher(32, FxBuildHasher));
        Self { site: site.clone(), asked, blind_to: None }
    }

    /// The same recorder, before it noted anything.
    pub fn anew(&self) -> Self {
        Self::new(&self.site).blind_to(self.blind_to)
    }

    /// A recorder that leaves questions of one kind out of its notes: for tests that prove that they would
    /// notice.
    #[must_use]
    pub fn blind_to(mut self, kind: Option<Kind>) -> Self {
        self.blind_to = kind;
        self
    }

    /// The questions asked so far, each once, in the order in which they were first asked.
    pub fn take_notes(&self) -> Vec<Question> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }

    pub(super) fn note(&self, question: Question) {
        if self.blind_to != Some(question.kind()) {
            self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(question);
        }
    }

    /// A message as text; `None` when the whole chain lacks it.
    pub fn message(&self, locale: &LocaleId, id: &Arc<str>, arguments: &Arguments) -> Option<Formatted> {
        self.note(Question::Message(locale.clone(), Arc::clone(id)));
        let (id, attribute) = split_id(id);
        self.site.messages().format(locale, id, attribute, arguments)
    }

    /// Whether the locale itself has the message.
    pub fn has_message(&self, locale: &LocaleId, id: &str) -> bool {
        self.note(Question::Has(locale.clone(), id.into()));
        self.site.messages().has(locale, id)
    }

    /// A date in the words of a locale. A function of its arguments: no question.
    pub fn date(&self, locale: &LocaleId, date: Date, style: DateStyle) -> String {
        let formats = self.site.messages().formats(locale);
        formats.map_or_else(|| locales::format_date(locale, date, style), |formats| formats.date(date, style))
    }

    /// A number in the digits of a locale. A function of its arguments: no question.
    pub fn number(&self, locale: &LocaleId, number: f64) -> String {
        let formats = self.site.messages().formats(locale);
        formats.map_or_else(|| locales::format_number(locale, number), |formats| formats.number(number))
    }

    /// What cards show of a subject.
    pub fn head(&self, locale: &LocaleId, subject: &Subject) -> Option<Head> {
        self.note(Question::Head(locale.clone(), subject.clone()));
        let shown = self.site.contents().of(locale)?;
        let (document, owner, section) = shown.document_and_section(subject)?;
        let url = self.site.exists(locale, subject, 1).map(|(url, _)| url);
        Some(Head::new(Arc::clone(document), owner.clone(), url, section.cloned()))
    }

    /// The body of a subject.
    pub fn body(&self, locale: &LocaleId, subject: &Subject) -> Option<Text> {
        self.note(Question::Body(locale.clone(), subject.clone()));
        let (document, _) = self.site.contents().of(locale)?.document(subject)?;
        Some(Text::new(document.body()))
    }

    /// How far the source of a subject has moved since it was translated.
    pub fn drift(&self, locale: &LocaleId, subject: &Subject) -> Option<Drift> {
        self.note(Question::Stale(locale.clone(), subject.clone()));
        self.site.drift_of_subject(locale, subject)
    }

    /// The next older and the next newer post.
    pub fn neighbours(&self, locale: &LocaleId, key: &Key) -> (Option<Key>, Option<Key>) {
        self.note(Question::Neighbours(locale.clone(), key.clone()));
        let entry = self.site.contents().of(locale).and_then(|shown| shown.entries.get(key));
        entry.map_or((None, None), |entry| (entry.older.clone(), entry.newer.clone()))
    }

    /// A section among the others.
    pub fn section(&self, locale: &LocaleId, key: &Key) -> Option<Section> {
        self.note(Question::Section(locale.clone(), key.clone()));
        let section = self.site.contents().of(locale)?.sections.get(key)?;
        let url = self.site.url(locale, &section.route);
        Some(Section { url, parent: section.parent.clone() })
    }

    /// What stands right below a section.
    pub fn members(&self, locale: &LocaleId, key: &Key) -> Option<Members> {
        self.note(Question::Members(locale.clone(), key.clone()));
        let section = self.site.contents().of(locale)?.sections.get(key)?;
        let (children, pages) = (section.children.clone(), section.pages.clone());
        Some(Members { children, pages, count: section.posts.len() })
    }

    /// One page of a listing.
    pub fn listing(&self, locale: &LocaleId, subject: &Subject, number: usize) -> Listing {
        self.note(Question::Listing(locale.clone(), subject.clone(), number));
        let Some(shown) = self.site.contents().of(locale) else {
            return Listing { posts: Vec::new(), total: 1, count: 0 };
        };
        let (posts, total) = self.site.slice(shown, subject, number);
        Listing { posts: posts.to_vec(), total, count: shown.posts(subject).len() }
    }

    /// The posts in a feed, newest first.
    pub fn feed(&self, locale: &LocaleId, section: &Key) -> Vec<Key> {
        self.note(Question::Feed(locale.clone(), section.clone()));
        self.site.feed(locale, section)
    }

    /// Gives what stands in a locale's sitemap of this number, from 1, to `take`.
    pub fn sitemap(&self, locale: &LocaleId, number: usize, take: impl FnMut(SitemapEntry)) {
        self.note(Question::Sitemap(locale.clone(), number));
        self.site.sitemap(locale, number, take);
    }

    /// All tags, authors or top sections of a locale.
    pub fn terms(&self, locale: &LocaleId, of: ListingOf) -> Vec<Term> {
        self.note(Question::Terms(locale.clone(), of));
        let shown = self.site.contents().of(locale);
        let terms = shown.map_or_else(Vec::new, |shown| terms(shown, of));
        terms.into_iter().map(|(id, count)| Term { id, count }).collect()
    }

    /// A menu, as the site wrote it; `None` when there is none of this name.
    pub fn menu<T>(&self, name: &str, read: impl FnOnce(&[MenuItem]) -> T) -> Option<T> {
        self.note(Question::Menu(name.into()));
        let menus = self.site.menus()?;
        match menus.menus.get(name) {
            Some(items) => Some(read(items)),
            // A file that cannot be read was reported; that it lacks this menu is no news.
            None => menus.broken.then(|| read(&[])),
        }
    }

    /// How large the search index of a locale is, in posts and shards, and a digest that moves with all in it.
    pub fn search(&self, locale: &LocaleId) -> Option<(usize, usize, Digest)> {
        let index = self.search_part(locale, SearchPart::Whole)?;
        Some((index.posts(), index.shards(), index.version()))
    }

    /// The terms of a shard, each with the posts that it stands in and how much it weighs there.
    pub fn search_terms<T>(
        &self,
        locale: &LocaleId,
        shard: usize,
        read: impl FnOnce(BTreeMap<&str, Vec<(usize, u8)>>) -> T,
    ) -> Option<T> {
        let index = self.search_part(locale, SearchPart::Shard(shard))?;
        (shard < index.shards()).then(|| read(index.terms(shard)))
    }

    /// A post of the search index.
    pub fn searched(&self, locale: &LocaleId, post: usize) -> Option<Indexed> {
        self.search_part(locale, SearchPart::Post(post))?.post(post).cloned()
    }

    fn search_part(&self, locale: &LocaleId, part: SearchPart) -> Option<&SearchIndex> {
        self.note(Question::Search(locale.clone(), part));
        self.site.searches().get(locale).map(|index| &**index)
    }

    /// Where an address leads.
    pub fn link(&self, locale: &LocaleId, folder: &str, target: &str) -> Link {
        self.note(Question::Link(locale.clone(), folder.into(), target.into()));
        self.site.link(locale, folder, target)
    }

    /// Where page `number` of a subject stands in a locale, and whether it is really in its language.
    pub fn exists(&self, locale: &LocaleId, subject: &Subject, number: usize) -> Option<(String, bool)> {
        self.note(Question::Exists(locale.clone(), subject.clone(), number));
        self.site.exists(locale, subject, number)
    }

    /// Whether there is a layout of this name, and whether it and all that it pulls in can be read.
    /// Every render asks this of the layout that it starts with.
    pub fn layout(&self, name: &str) -> LayoutState {
        self.note(Question::Layout(name.into()));
        let layouts = self.site.layouts();
        match layouts.get(name) {
            None => LayoutState::Missing,
            Some(_) if layouts.is_broken(name) => LayoutState::Broken,
            Some(_) => LayoutState::Ready,
        }
    }

    /// The address of a file of `layouts/assets`.
    pub fn asset(&self, name: &str) -> Option<String> {
        self.note(Question::Asset(name.into()));
        self.site.asset_url(name)
    }

    /// All locales with their states, in the order of `site.toml`.
    pub fn locales(&self) -> Vec<(LocaleId, State)> {
        self.note(Question::Locales);
        self.site.settings().locales.iter().map(|locale| (locale.id.clone(), locale.state)).collect()
    }

    /// The locale that everything is translated from.
    pub fn source_locale(&self) -> LocaleId {
        self.note(Question::Locales);
        self.site.settings().source_locale.clone()
    }

    /// Origin and path of the site.
    pub fn base_url(&self) -> String {
        self.note(Question::Locales);
        let base = &self.site.settings().base_url;
        format!("{}{}", base.origin(), base.path())
    }

    /// An address of the site as pages print it, with its host. Part of [`Question::Locales`].
    pub fn absolute(&self, url: &str) -> String {
        self.note(Question::Locales);
        let is_path = url.starts_with('/') && !url.starts_with("//");
        format!("{}{url}", if is_path { self.site.settings().base_url.origin() } else { "" })
    }

    /// The address that a locale stands at, when it is not below the site's. Part of [`Question::Locales`].
    pub fn own_host(&self, locale: &LocaleId) -> Option<&BaseUrl> {
        self.note(Question::Locales);
        self.site.settings().own_host(locale)
    }

    /// Whether a release is made. Part of [`Question::Locales`].
    pub fn is_release(&self) -> bool {
        self.note(Question::Locales);
        self.site.settings().release
    }

    /// A field of a locale, as text.
    pub fn locale(&self, locale: &LocaleId, field: Field) -> String {
        self.note(Question::Locale(locale.clone(), field));
        self.site.locale_field(locale, field)
    }

    /// The day that the site counts as built on.
    pub fn build_date(&self) -> Option<Date> {
        self.note(Question::BuildDate);
        self.site.build_date()
    }

    /// Whether a locale is live. Part of [`Question::Locales`].
    pub fn is_live(&self, locale: &LocaleId) -> bool {
        self.locales().iter().any(|(id, state)| id == locale && *state == State::Live)
    }

    /// The answer that stands now, for the ledger.
    pub fn answer(&self, question: &Question) -> Digest {
        self.site.answer(question)
    }

    /// The sections above a section or page, the root first.
    pub fn ancestors(&self, locale: &LocaleId, from: &Key) -> Vec<Ancestor> {
        let mut above = Vec::new();
        let mut next = Some(from.clone());
        while let Some(key) = next {
            let Some(section) = self.section(locale, &key) else { break };
            next = section.parent;
            above.push(Ancestor { key, url: section.url });
        }
        above.reverse();
        above
    }
}
