//! What stands in feeds and sitemaps: in, what a locale shows and where; out, posts and pages in their order, and the
//! artifacts that list them.

use super::Site;
use super::contents::{Key, LocaleContents, SectionEntry, Subject};
use super::page_table::numbered;
use super::places::{Places, Row, Stand};
use crate::settings::State;
use crate::text::{Date, Digest, Digester, LocaleId};

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
    locale: &'s LocaleId,
) -> impl Iterator<Item = &'s Key> {
    let is_own = move |key: &&Key| {
        shown.entries.get(*key).is_some_and(|entry| entry.owner == *locale)
            && places.get(locale, &Subject::Entry(Key::clone(key))).is_some()
    };
    section.posts.iter().filter(is_own).take(POSTS_OF_A_FEED)
}

/// The pages of a locale that are really its own, and worth finding; and where their subjects stand.
pub fn listed<'s>(places: &'s Places, locale: &LocaleId) -> impl Iterator<Item = (&'s Subject, usize, Row<'s>)> {
    let is_listed = |subject: &Subject| {
        matches!(
            subject,
            Subject::Entry(_) | Subject::Section(_) | Subject::Tags | Subject::Tag(_) | Subject::Author(_)
        )
    };
    let listed = places.iter().filter_map(move |(subject, row)| {
        let stand = row.get(locale).filter(|stand| stand.is_own && is_listed(subject))?;
        Some((subject, row, stand.pages))
    });
    listed.flat_map(|(subject, row, pages)| (1..=pages).map(move |number| (subject, number, row)))
}

impl Site {
    /// What stands in this feed.
    pub(super) fn feed(&self, locale: &LocaleId, section: &Key) -> Vec<Key> {
        let posts = self.contents().of(locale).and_then(|shown| {
            let section = shown.sections.get(section)?;
            Some(feed(&self.pages().places, shown, section, locale).cloned().collect())
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

    /// Gives what stands in the sitemap of this number to `take`, one after another: there may be many.
    pub(super) fn sitemap(&self, locale: &LocaleId, number: usize, mut take: impl FnMut(SitemapEntry)) {
        let Some(shown) = self.contents().of(locale) else { return };
        let source = &self.settings().source_locale;
        for (subject, number, row) in self.listed_in(locale, number) {
            let there = self.live(row).filter(|(_, stand)| number <= stand.pages);
            let found: Vec<(LocaleId, String)> = there
                .map(|(other, stand)| (other.clone(), self.absolute_url(other, &numbered(&stand.route, number))))
                .collect();
            let url_of =
                |locale: &LocaleId| found.iter().find(|(other, _)| other == locale).map(|(_, url)| url.clone());
            let Some(url) = url_of(locale) else { continue };
            let is_alone = found.len() < 2;
            take(SitemapEntry {
                url,
                changed: changed(shown, subject),
                source: url_of(source).filter(|_| !is_alone),
                translations: if is_alone { Vec::new() } else { found },
            });
        }
    }

    /// The live locales that have a subject themselves, and where.
    fn live<'s>(&self, row: Row<'s>) -> impl Iterator<Item = (&'s LocaleId, &'s Stand)> {
        let is_live = |id: &LocaleId| self.settings().locale(id).is_some_and(|locale| locale.state == State::Live);
        row.iter().filter(move |(locale, stand)| stand.is_own && is_live(locale))
    }

    fn listed_in(&self, locale: &LocaleId, sitemap: usize) -> impl Iterator<Item = (&Subject, usize, Row<'_>)> {
        let before = sitemap.saturating_sub(1).saturating_mul(PAGES_OF_A_SITEMAP);
        listed(&self.pages().places, locale).skip(before).take(PAGES_OF_A_SITEMAP)
    }

    /// Moves with every address in the sitemap, without making one: they follow from the settings of the locales and
    /// from where pages stand.
    pub(super) fn sitemap_digest(&self, locale: &LocaleId, number: usize) -> Digest {
        let Some(shown) = self.contents().of(locale) else { return Digest::NONE };
        let mut digester = Digester::default();
        digester.digest(self.locales_digest());
        let mut last = None;
        for (subject, number, row) in self.listed_in(locale, number) {
            digester.number(number as u64);
            if last.replace(subject) == Some(subject) {
                continue;
            }
            digester.maybe(changed(shown, subject).map(|date| date.to_string()).as_deref());
            digester.number(self.live(row).count() as u64);
            for (other, stand) in self.live(row) {
                digester.str(other.as_str()).str(stand.route.as_str()).number(stand.pages as u64);
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
