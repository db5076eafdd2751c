//! How a locale's messages stand against the source's: in, two locales; out, which are missing, obsolete, copied.

use super::bundle::Bundle;
use super::entry::{Entry, EntryKind};
use super::messages::{Messages, is_translation};
use crate::text::LocaleId;

/// The messages of a locale beside those of its source, all ids sorted. Terms do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison<'m> {
    /// Messages of the source.
    pub total: usize,
    /// Messages of the source that the locale itself lacks, cannot read or holds, or whose text or attributes it has
    /// not all.
    pub missing: Vec<&'m str>,
    /// Messages of the locale that the source no longer has.
    pub obsolete: Vec<&'m str>,
    /// Messages that are there and read in every part as the source's do, though there are words in them.
    pub same: Vec<&'m str>,
}

impl Comparison<'_> {
    /// How many messages of the source the locale itself has, with all their parts.
    pub fn translated(&self) -> usize {
        self.total - self.missing.len()
    }

    /// The share of these in whole percent, rounded down; 100 of none.
    pub fn percent(&self) -> usize {
        (self.translated() * 100).checked_div(self.total).unwrap_or(100)
    }
}

impl Messages {
    /// Compares a locale with its source. Compared with itself, nothing is obsolete or copied.
    pub fn compare(&self, locale: &LocaleId, source: &LocaleId) -> Comparison<'_> {
        let (Some(bundle), Some(reference)) = (self.bundles.get(locale), self.bundles.get(source)) else {
            return Comparison::default();
        };
        let mut comparison = Comparison::default();
        for wanted in reference.own.messages() {
            comparison.total += 1;
            match bundle.own.get(EntryKind::Message, &wanted.id).filter(|own| !own.held && is_translation(own, wanted))
            {
                None => comparison.missing.push(&*wanted.id),
                Some(own) if locale != source && is_copy(own, wanted) && has_words(reference, wanted) => {
                    comparison.same.push(&*wanted.id);
                }
                Some(_) => {}
            }
        }
        let obsolete = bundle.own.messages().filter(|own| reference.own.get(EntryKind::Message, &own.id).is_none());
        comparison.obsolete = obsolete.filter(|own| !own.held).map(|own| &*own.id).collect();
        comparison
    }
}

fn is_copy(own: &Entry, wanted: &Entry) -> bool {
    let same = |(name, wanted): (Option<&str>, &super::Pattern)| {
        own.pattern(name).is_some_and(|own| own.digest == wanted.digest)
    };
    wanted.patterns().all(same)
}

/// Whether anything stands outside of the braces that could be said otherwise.
fn has_words(bundle: &Bundle, entry: &Entry) -> bool {
    let Some(slot) = bundle.own.slot(EntryKind::Message, &entry.id) else { return false };
    let texts = entry.patterns().filter_map(|(_, pattern)| bundle.own.written(slot, pattern.span));
    texts.flat_map(outside_braces).any(char::is_alphabetic)
}

fn outside_braces(text: &str) -> impl Iterator<Item = char> {
    let mut depth = 0_usize;
    text.chars().filter(move |c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}
