//! Which files of a release stay when some of its locales are released anew: in, the manifests of the release that
//! stands and the locales that are named; out, for each of its files whether it stays.

use std::collections::{BTreeMap, BTreeSet};

use super::{Manifest, WHOLE};
use crate::settings::Settings;
use crate::text::LocaleId;

/// The release that stands, as the next one sees it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The locales that are released anew; none when all are.
    named: Option<BTreeSet<LocaleId>>,
    /// The manifests of the locales that are not.
    others: BTreeMap<LocaleId, Manifest>,
    /// The manifests of those that are.
    own: Vec<Manifest>,
    source: LocaleId,
    declared: Vec<LocaleId>,
}

impl Standing {
    /// What stands, by the names and bytes of its manifests. One that cannot be read is as good as none. `named` are the
    /// locales that are released anew; all are, when it is empty.
    pub fn new(files: &[(String, Vec<u8>)], named: &[LocaleId], settings: &Settings) -> Self {
        let is_named = |locale: &LocaleId| named.is_empty() || named.contains(locale);
        let read = files.iter().filter_map(|(name, bytes)| {
            let locale = LocaleId::new(Manifest::locale_of(name)?);
            let manifest = Manifest::parse(bytes).ok()?;
            manifest.locales.contains_key(locale.as_str()).then_some((locale, manifest))
        });
        let (own, others): (BTreeMap<_, _>, BTreeMap<_, _>) = read.partition(|(locale, _)| is_named(locale));
        Self {
            named: (!named.is_empty()).then(|| named.iter().cloned().collect()),
            others,
            own: own.into_values().collect(),
            source: settings.source_locale.clone(),
            declared: settings.locales.iter().map(|locale| locale.id.clone()).collect(),
        }
    }

    /// The manifests of the locales that are not released anew.
    pub fn others(&self) -> &BTreeMap<LocaleId, Manifest> {
        &self.others
    }

    /// Whether a file of ours that the new release did not make stays: it belongs to a locale that was not named, or
    /// pages of such a locale may still show it.
    pub fn stays(&self, output: &str) -> bool {
        let Some(named) = &self.named else { return false };
        if output == WHOLE {
            return false;
        }
        if let Some(locale) = Manifest::locale_of(output) {
            return !named.contains(locale);
        }
        if self.others.values().any(|manifest| manifest.lists(output)) {
            return true;
        }
        if self.own.iter().any(|manifest| manifest.lists(output)) {
            return false;
        }
        // No manifest tells: it is of the locale in whose folder it lies.
        let first = output.split('/').next().unwrap_or(output);
        let owner = self.declared.iter().find(|locale| locale.as_str() == first).unwrap_or(&self.source);
        !named.contains(owner)
    }
}
