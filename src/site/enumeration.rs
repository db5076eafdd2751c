//! What stands in feeds and sitemaps: in, what a locale shows and where; out, posts and pages in their order, and the
//! artifacts that list them.

use std::collections::BTreeMap;

use super::contents::{Key, LocaleContents, SectionEntry, Subject};
use super::{Route, Site};
use crate::settings::State;
use crate::text::{Date, Digest, Digester, LocaleId};

/// Pages in one sitemap. The protocol allows 50,000 in 50 MB: with so many a file holds both limits as long as a page
/// takes 5 KB, with the addresses of its translations.
pub const PAGES_OF_A_SITEMAP: usize = 10_000;

/// Posts in one feed.
const POSTS_OF_A_FEED: usize = 20;

/// Where each subject of a locale stands, and how many pages it has.
type Places = BTreeMap<Subject, (Route, usize)>;

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
pub fn listed<'s>(
    places: &'s Places,
    shown: &'s LocaleContents,
    locale: &LocaleId,
) -> impl Iterator<Item = (&'s Subject, usize)> {
    let is_listed = move |subject: &Subject| match subject {
        Subject::Entry(_) => shown.document(subject).is_some_and(|(_, owner)| owner == locale),
        Subject::Section(_) | Subject::Tags | Subject::Tag(_) | Subject::Author(_) => true,
        _ => false,
    };
    let listed = places.iter().filter(move |(subject, _)| is_listed(subject));
    listed.flat_map(|(subject, (_, total))| (1..=*total).map(move |number| (subject, number)))
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
        let (Some(shown), Some(places)) = (self.contents().of(locale), self.pages().places.get(locale)) else {
            return Vec::new();
        };
        let before = number.saturating_sub(1).saturating_mul(PAGES_OF_A_SITEMAP);
        let pages = listed(places, shown, locale).skip(before).take(PAGES_OF_A_SITEMAP);
        pages.filter_map(|(subject, number)| self.sitemap_entry(locale, shown, subject, number)).collect()
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
        let front = shown.document(subject).filter(|_| matches!(subject, Subject::Entry(_)));
        Some(SitemapEntry {
            url: url_of(locale)?,
            changed: front.and_then(|(document, _)| document.front.updated.max(document.front.date)),
            source: source.filter(|_| !is_alone),
            translations: if is_alone { Vec::new() } else { found },
        })
    }

    /// The whole address of a page in a locale that really has it.
    fn real_url(&self, locale: &LocaleId, subject: &Subject, number: usize) -> Option<String> {
        let (route, is_real) = self.stands(locale, subject, number)?;
        is_real.then(|| self.absolute_url(locale, &route))
    }

    pub(super) fn sitemap_digest(&self, locale: &LocaleId, number: usize) -> Digest {
        let mut digester = Digester::default();
        for SitemapEntry { url, changed, translations, source } in self.sitemap(locale, number) {
            digester.str(&url).maybe(changed.map(|date| date.to_string()).as_deref()).maybe(source.as_deref());
            digester.number(translations.len() as u64);
            for (locale, url) in translations {
                digester.str(locale.as_str()).str(&url);
            }
        }
        digester.finish()
    }
}
