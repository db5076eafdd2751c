//! Questions answered as digests: when no digest that a page asked for has moved, the page has not either.

use super::contents::{LocaleContents, Subject};
use super::page_table::page_size;
use super::question::{Field, ListingOf, Question};
use super::{Link, LinkState, Site};
use crate::content::{Document, MenuItem};
use crate::locales::{self, split_id};
use crate::settings::BaseUrl;
use crate::text::{Digest, Digester, Drift, LocaleId, SitePath};

impl Site {
    /// The answer to a question, [`Digest::NONE`] when there is none.
    pub fn answer(&self, question: &Question) -> Digest {
        match question {
            Question::Message(locale, id) => {
                let (id, attribute) = split_id(id);
                self.messages().answer(locale, id, attribute)
            }
            Question::Has(locale, id) => yes(self.messages().has(locale, id)),
            Question::Head(locale, subject) => self.shown(locale, |shown| self.head_digest(shown, locale, subject)),
            Question::Body(locale, subject) => self.shown(locale, |shown| {
                let (document, owner) = shown.document(subject)?;
                // Relative addresses start from the document's folder.
                let mut digester = Digester::default();
                digester.digest(document.body_digest).str(owner.as_str()).str(document.path.as_str());
                Some(digester.finish())
            }),
            Question::Stale(locale, subject) => maybe(self.drift_of_subject(locale, subject).map(Drift::name)),
            Question::Neighbours(locale, key) => self.shown(locale, |shown| {
                let entry = shown.entries.get(key)?;
                Some(Digester::default().maybe(entry.older.as_deref()).maybe(entry.newer.as_deref()).finish())
            }),
            Question::Section(locale, key) => self.shown(locale, |shown| {
                let section = shown.sections.get(key)?;
                let url = self.url(locale, &section.route);
                Some(Digester::default().maybe(section.parent.as_deref()).str(&url).finish())
            }),
            Question::Members(locale, key) => self.shown(locale, |shown| {
                let section = shown.sections.get(key)?;
                let mut digester = Digester::default();
                digester.number(section.posts.len() as u64);
                strings(&mut digester, section.children.iter());
                strings(&mut digester, section.pages.iter());
                Some(digester.finish())
            }),
            Question::Listing(locale, subject, number) => self.shown(locale, |shown| {
                let (posts, total) = self.slice(shown, subject, *number);
                let mut digester = Digester::default();
                digester.number(total as u64).number(shown.posts(subject).len() as u64);
                strings(&mut digester, posts.iter());
                Some(digester.finish())
            }),
            Question::Feed(locale, key) => self.feed_digest(locale, key),
            Question::Sitemap(locale, number) => self.sitemap_digest(locale, *number),
            Question::Terms(locale, of) => self.shown(locale, |shown| Some(terms_digest(shown, *of))),
            Question::Menu(name) => self.menu_answer(name),
            Question::Search(locale, part) => self.search_answer(locale, *part),
            Question::Link(locale, folder, target) => link_digest(&self.link(locale, folder, target)),
            Question::Exists(locale, subject, number) => match self.exists(locale, subject, *number) {
                Some((url, real)) => Digester::default().str(&url).number(u64::from(real)).finish(),
                None => Digest::NONE,
            },
            Question::Layout(name) => self.layouts().digest(name),
            Question::Asset(name) => maybe(self.asset_url(name).as_deref()),
            Question::Picture(path) => self.picture_digest(path),
            Question::Addresses => self.addresses_digest(),
            Question::Locales => self.locales_digest(),
            Question::Locale(locale, field) => Digest::of(self.locale_field(locale, *field).as_bytes()),
            Question::BuildDate => maybe(self.build_date().map(|date| date.to_string()).as_deref()),
        }
    }

    fn menu_answer(&self, name: &str) -> Digest {
        let Some(menus) = self.menus() else { return Digest::NONE };
        match menus.menus.get(name) {
            Some(items) => menu_digest(items),
            None => yes(menus.broken),
        }
    }

    fn shown(&self, locale: &LocaleId, answer: impl FnOnce(&LocaleContents) -> Option<Digest>) -> Digest {
        self.contents().of(locale).and_then(answer).unwrap_or(Digest::NONE)
    }

    fn head_digest(&self, shown: &LocaleContents, locale: &LocaleId, subject: &Subject) -> Option<Digest> {
        let (document, owner, section) = shown.document_and_section(subject)?;
        let mut digester = Digester::default();
        digester.digest(document.head_digest).str(title_of(document)).str(owner.as_str()).str(document.path.as_str());
        digester.maybe(self.exists(locale, subject, 1).map(|(url, _)| url).as_deref());
        if let Some(section) = section {
            digester.maybe(Some(section));
        }
        Some(digester.finish())
    }

    /// The posts on one page of a listing, and how many pages it has.
    pub(super) fn slice<'s>(
        &self,
        shown: &'s LocaleContents,
        subject: &Subject,
        number: usize,
    ) -> (&'s [super::Key], usize) {
        let posts = shown.posts(subject);
        let size = page_size(self.settings(), shown, subject);
        let start = (number.saturating_sub(1) * size).min(posts.len());
        (&posts[start..(start + size).min(posts.len())], posts.len().div_ceil(size).max(1))
    }

    /// Where page `number` of a subject stands in a locale, and whether it is really in its language.
    pub(super) fn exists(&self, locale: &LocaleId, subject: &Subject, number: usize) -> Option<(String, bool)> {
        let (route, real) = self.pages().place(locale, subject, number)?;
        Some((self.url(locale, &route), real))
    }

    /// The address of a file of `layouts/assets`.
    pub(super) fn asset_url(&self, name: &str) -> Option<String> {
        let file = self.pages().file(&format!("assets/{name}"))?;
        (file.source.within("layouts/assets") == Some(name)).then(|| self.shared_url(&file.route))
    }

    pub(super) fn locales_digest(&self) -> Digest {
        let settings = self.settings();
        let mut digester = Digester::default();
        digester.str(settings.base_url.origin()).str(settings.base_url.path()).str(settings.source_locale.as_str());
        digester.number(u64::from(settings.release));
        for locale in &settings.locales {
            digester.str(locale.id.as_str()).str(locale.state.name());
            let host = settings.own_host(&locale.id);
            digester.maybe(host.map(BaseUrl::origin)).maybe(host.map(BaseUrl::path));
        }
        digester.finish()
    }

    /// A field of a locale as text; empty when there is no such locale.
    pub(super) fn locale_field(&self, id: &LocaleId, field: Field) -> String {
        let Some(locale) = self.settings().locale(id) else { return String::new() };
        match field {
            Field::Name => locale.name.clone().unwrap_or_else(|| locales::language_name(id)),
            Field::State => locale.state.name().to_owned(),
            Field::Progress => self.progress(id).to_string(),
        }
    }

    /// Whole percent of the source's messages that readers of the locale see in its own language, rounded down; 100 of
    /// none. A held text is seen, so half a typed word does not make every page that prints the progress again.
    pub fn progress(&self, id: &LocaleId) -> usize {
        let coverage = self.messages().coverage(id, &self.settings().source_locale);
        ((coverage.translated + coverage.held) * 100).checked_div(coverage.total).unwrap_or(100)
    }
}

/// The title in the front matter, else the first heading, else the file's name.
pub(super) fn title_of(document: &Document) -> &str {
    let title = document.front.title.as_deref().or(document.gist.heading.as_deref());
    title.unwrap_or_else(|| document.path.name().trim_end_matches(".md"))
}

/// Tags, authors or sections of a locale with the number of their posts.
pub(super) fn terms(shown: &LocaleContents, of: ListingOf) -> Vec<(super::Key, usize)> {
    let counted = |map: &std::collections::BTreeMap<std::sync::Arc<str>, Vec<super::Key>>| {
        map.iter().map(|(id, posts)| (id.clone(), posts.len())).collect()
    };
    match of {
        ListingOf::Tags => counted(&shown.tags),
        ListingOf::Authors => counted(&shown.authors),
        ListingOf::Sections => {
            let top = shown.sections.get("").map_or(&[][..], |root| &root.children);
            top.iter()
                .map(|key| (key.clone(), shown.sections.get(key).map_or(0, |section| section.posts.len())))
                .collect()
        }
    }
}

fn terms_digest(shown: &LocaleContents, of: ListingOf) -> Digest {
    let mut digester = Digester::default();
    for (id, count) in terms(shown, of) {
        digester.str(&id).number(count as u64);
    }
    digester.finish()
}

fn menu_digest(items: &[MenuItem]) -> Digest {
    let mut digester = Digester::default();
    digester.number(items.len() as u64);
    for item in items {
        digester.maybe(item.label.as_deref()).number(u64::from(item.heading)).maybe(item.link.as_deref());
        digester.number(u64::from(item.external)).maybe(item.description.as_deref());
        digester.digest(menu_digest(&item.children));
    }
    digester.finish()
}

fn link_digest(link: &Link) -> Digest {
    let state = match link.state {
        LinkState::Here => 0,
        LinkState::Untranslated => 1,
        LinkState::Broken => 2,
    };
    let hreflang = link.hreflang.as_ref().map(LocaleId::as_str);
    let file = link.file.as_ref().map(SitePath::as_str);
    Digester::default().str(&link.url).maybe(hreflang).number(state).maybe(file).finish()
}

fn strings<'s>(digester: &mut Digester, list: impl ExactSizeIterator<Item = &'s super::Key>) {
    digester.number(list.len() as u64);
    for one in list {
        digester.str(one);
    }
}

fn maybe(text: Option<&str>) -> Digest {
    text.map_or(Digest::NONE, |text| Digest::of(text.as_bytes()))
}

fn yes(yes: bool) -> Digest {
    if yes { Digest::of(b"yes") } else { Digest::NONE }
}
