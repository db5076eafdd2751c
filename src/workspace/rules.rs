//! What the rules find in each locale: in, the site as it stands; out, findings, kept until what they are about moves.
//!
//! A save touches one locale's files: only that locale is looked at again, or all when the source's moved.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::Workspace;
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::locales::Messages;
use crate::settings::{Checks, LocaleSettings, Settings, State};
use crate::text::LocaleId;

/// The findings of the last time.
#[derive(Default)]
pub struct Rules(Mutex<Option<Kept>>);

/// What was found, and all that it came from.
struct Kept {
    messages: Arc<Messages>,
    source: LocaleId,
    /// They say which rules are wanted.
    checks: Checks,
    by_locale: BTreeMap<LocaleId, (State, Found)>,
}

/// What was found in one locale.
type Found = Arc<[Diagnostic]>;

impl Workspace {
    /// What the rules find in each locale, in the order of `site.toml`.
    pub(super) fn rules(&self) -> Vec<Found> {
        if self.site.is_broken() {
            return Vec::new();
        }
        let (settings, messages) = (self.site.settings(), self.site.messages());
        let mut kept = self.rules.0.lock().unwrap_or_else(PoisonError::into_inner);
        let standing = kept.as_ref().map(|kept| kept.standing(settings, messages)).unwrap_or_default();
        let is_new = |locale: &&LocaleSettings| !standing.contains_key(&locale.id);
        let wanted: Vec<&LocaleSettings> = settings.locales.iter().filter(is_new).collect();
        let mut by_locale = standing;
        if !wanted.is_empty() {
            let found = self.on_all_cores(|| {
                let reference = check::Reference::of(&self.site);
                let look = |locale: &&LocaleSettings| check::messages(&self.site, &reference, locale);
                wanted.par_iter().map(look).collect::<Vec<_>>()
            });
            let found =
                wanted.iter().zip(found).map(|(locale, found)| (locale.id.clone(), (locale.state, found.into())));
            by_locale.extend(found);
        }
        let all =
            settings.locales.iter().filter_map(|locale| Some(Arc::clone(&by_locale.get(&locale.id)?.1))).collect();
        let (messages, source, checks) =
            (Arc::clone(messages), settings.source_locale.clone(), settings.checks.clone());
        *kept = Some(Kept { messages, source, checks, by_locale });
        all
    }
}

impl Kept {
    /// The part of it that is still so.
    fn standing(&self, settings: &Settings, messages: &Arc<Messages>) -> BTreeMap<LocaleId, (State, Found)> {
        let changed = match Arc::ptr_eq(messages, &self.messages) {
            true => Default::default(),
            false => messages.changed_locales(&self.messages),
        };
        let is_other = self.source != settings.source_locale || self.checks != settings.checks;
        if is_other || changed.contains(&self.source) {
            return BTreeMap::new();
        }
        let same = |id: &LocaleId, state: State| settings.locale(id).is_some_and(|locale| locale.state == state);
        let standing = self.by_locale.iter().filter(|(id, (state, _))| !changed.contains(*id) && same(id, *state));
        standing.map(|(id, kept)| (id.clone(), kept.clone())).collect()
    }
}
