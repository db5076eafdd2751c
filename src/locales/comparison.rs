//! How a locale's messages stand against the source's: in, two locales; out, which are missing, obsolete.

use super::entry::EntryKind;
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
    /// Compares a locale with its source. Compared with itself, nothing is obsolete.
    pub fn compare(&self, locale: &LocaleId, source: &LocaleId) -> Comparison<'_> {
        let (Some(bundle), Some(reference)) = (self.bundles.get(locale), self.bundles.get(source)) else {
            return Comparison::default();
        };
        let mut comparison = Comparison::default();
        for wanted in reference.own.messages() {
            comparison.total += 1;
            let own = bundle.own.get(EntryKind::Message, &wanted.id);
            if own.is_none_or(|own| own.held || !is_translation(own, wanted)) {
                comparison.missing.push(&*wanted.id);
            }
        }
        let obsolete = bundle.own.messages().filter(|own| reference.own.get(EntryKind::Message, &own.id).is_none());
        comparison.obsolete = obsolete.filter(|own| !own.held).map(|own| &*own.id).collect();
        comparison
    }
}
