//! What stands in feeds and sitemaps: in, what a locale shows and where; out, posts and pages in their order, and the
//! artifacts that list them.

use super::Site;
use super::contents::{Key, LocaleContents, SectionEntry, Subject};
use super::page_table::Places;
use crate::settings::State;
use crate::text::{Date, Digest, Digester, LocaleId, Walk};

/// Pages in one sitemap. The protocol allows 50,000 in 50 MB: with so many a file holds both limits as long as a page
/// takes 5 KB, with the addresses of its translations.
pub const PAGES_OF_A_SITEMAP: usize = 10_000;

/// Posts in one feed.
const POSTS_OF_A_FEED: usize = 20;

/// A page that search engines may list.
pub struct SitemapEntry {
    /// Its address, with its host.
    pub url: String,
    /// When it was last changed, where front matter says so.
    pub changed: Option<Date>,
    /// The live locales that really have it, itself among them; none when it is alone.
    pub translations: Vec<(LocaleId, String)>,
    /// Which of them is the source's.
    pub source: Option<String>,
}

/// The newest posts of a section that the locale has itself, and pages of.
pub fn feed<'s>(
    places: &'s Places,
    shown: &'s LocaleContents,
    section: &'s SectionEntry,
    locale: &LocaleId,
) -> impl Iterator<Item = &'s Key> {
    let is_own = move |key: &&Key| {
        shown.entries.get(*key).is_some_and(|entry| entry.owner == *locale)
            && places.contains_key(&Subject::Entry(Key::clone(key)))
    };
    section.posts.iter().filter(is_own).take(POSTS_OF_A_FEED)
}

/// The pages of a locale that are really its own, and worth finding.
pub fn listed(places: &Places) -> impl Iterator<Item = (&Subject, usize)> {
    let is_listed = |subject: &Subject| {
        matches!(
            subject,
            Subject::Entry(_) | Subject::Section(_) | Subject::Tags | Subject::Tag(_) | Subject::Author(_)
        )
    };
    let listed = places.iter().filter(move |(subject, stand)| stand.is_own && is_listed(subject));
    listed.flat_map(|(subject, stand)| (1..=stand.pages).map(move |number| (subject, number)))
}

impl Site {
    /// What stands in this feed.
    pub(super) fn feed(&self, locale: &LocaleId, section: &Key) -> Vec<Key> {
        let posts = self.contents().of(locale).and_then(|shown| {
            let (places, section) = (self.pages().places.get(locale)?, shown.sections.get(section)?);
            Some(feed(places, shown, section, locale).cloned().collect())
        });
        posts.unwrap_or_default()
    }

    pub(super) fn feed_digest(&self, locale: &LocaleId, section: &Key) -> Digest {
        let mut digester = Digester::default();
        for key in self.feed(locale, section) {
            digester.str(&key);
        }
        digester.finish()
    }

    /// What stands in the sitemap of this number.
    pub(super) fn sitemap(&self, locale: &LocaleId, number: usize) -> Vec<SitemapEntry> {
        let Some(shown) = self.contents().of(locale) else { return Vec::new() };
        let pages = self.listed_in(locale, number);
        pages.filter_map(|(subject, number)| self.sitemap_entry(locale, shown, subject, number)).collect()
    }

    fn listed_in(&self, locale: &LocaleId, sitemap: usize) -> impl Iterator<Item = (&Subject, usize)> {
        let before = sitemap.saturating_sub(1).saturating_mul(PAGES_OF_A_SITEMAP);
        let pages = self.pages().places.get(locale).into_iter().flat_map(listed);
        pages.skip(before).take(PAGES_OF_A_SITEMAP)
    }

    fn sitemap_entry(
        &self,
        locale: &LocaleId,
        shown: &LocaleContents,
        subject: &Subject,
        number: usize,
    ) -> Option<SitemapEntry> {
        let settings = self.settings();
        let live = settings.locales.iter().filter(|locale| locale.state == State::Live);
        let found: Vec<(LocaleId, String)> =
            live.filter_map(|other| Some((other.id.clone(), self.real_url(&other.id, subject, number)?))).collect();
        let url_of = |locale: &LocaleId| found.iter().find(|(other, _)| other == locale).map(|(_, url)| url.clone());
        let source = url_of(&settings.source_locale);
        let is_alone = found.len() < 2;
        Some(SitemapEntry {
            url: url_of(locale)?,
            changed: changed(shown, subject),
            source: source.filter(|_| !is_alone),
            translations: if is_alone { Vec::new() } else { found },
        })
    }

    /// The whole address of a page in a locale that really has it.
    fn real_url(&self, locale: &LocaleId, subject: &Subject, number: usize) -> Option<String> {
        let (route, is_real) = self.pages().place(locale, subject, number)?;
        is_real.then(|| self.absolute_url(locale, &route))
    }

    /// Moves with every address in the sitemap, without making one: they follow from the settings of the locales and
    /// from where pages stand.
    pub(super) fn sitemap_digest(&self, locale: &LocaleId, number: usize) -> Digest {
        let Some(shown) = self.contents().of(locale) else { return Digest::NONE };
        let mut digester = Digester::default();
        digester.digest(self.locales_digest());
        let live = self.settings().locales.iter().filter(|locale| locale.state == State::Live);
        let mut walks: Vec<_> =
            live.filter_map(|locale| self.pages().places.get(&locale.id)).map(Walk::along).collect();
        let mut last = None;
        for (subject, number) in self.listed_in(locale, number) {
            digester.number(number as u64);
            if last.replace(subject) == Some(subject) {
                continue;
            }
            digester.maybe(changed(shown, subject).map(|date| date.to_string()).as_deref());
            for walk in &mut walks {
                let own = walk.to(subject).filter(|stand| stand.is_own);
                digester.maybe(own.map(|stand| stand.route.as_str())).number(own.map_or(0, |stand| stand.pages as u64));
            }
        }
        digester.finish()
    }
}

/// When a page was last changed, where front matter says so.
fn changed(shown: &LocaleContents, subject: &Subject) -> Option<Date> {
    let (document, _) = shown.document(subject).filter(|_| matches!(subject, Subject::Entry(_)))?;
    document.front.updated.max(document.front.date)
}
