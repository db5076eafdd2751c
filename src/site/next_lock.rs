//! The lock that is to be written: in, how the translations of a locale stand; out, its bytes, and what they say anew.

use std::collections::BTreeMap;

use super::Site;
use super::translations::Half;
use crate::locales::{self, LockLine, Standing, choose};
use crate::text::LocaleId;

/// What a lock that is to be written says otherwise than the one that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextLock {
    /// All its bytes; `None` when there is nothing to remember, and no lock.
    pub text: Option<String>,
    /// The names whose lines are as the translation is now, with how they stood before.
    pub recorded: Vec<(String, Standing)>,
    /// The names whose lines are left out.
    pub dropped: Vec<String>,
}

impl Site {
    /// How every translation of a locale stands that has a source, or that its lock remembers, by name.
    pub fn standings(&self, locale: &LocaleId) -> BTreeMap<Box<str>, Standing> {
        Half::ALL.into_iter().flat_map(|half| self.translations().standings(locale, half)).collect()
    }

    /// The lock that records the translations of a locale for which `records` says so, as made from the source as it
    /// is now; all others keep their lines. Lines of what is gone are dropped where `drops` says so, and no broken
    /// file could hold what they speak of.
    pub fn next_lock(
        &self,
        locale: &LocaleId,
        records: impl Fn(&str, Standing) -> bool,
        drops: impl Fn(&str) -> bool,
    ) -> NextLock {
        let translations = self.translations();
        let present = Half::ALL.map(|half| translations.present(locale, half));
        let old = translations.lock(locale).map(|(_, lock)| lock);
        let mut lines = old.map(|lock| lock.lines.clone()).unwrap_or_default();
        let mut next = NextLock::default();
        for (name, standing) in self.standings(locale) {
            let now = present.iter().find_map(|half| half.get(&name)).copied();
            match (standing, now) {
                (Standing::Obsolete, _) if drops(&name) && !translations.may_hide(locale, &name) => {
                    lines.remove(&name);
                    next.dropped.push(name.into());
                }
                (_, Some((source, translation))) if records(&name, standing) => {
                    let line = LockLine { source, translation, number: 0 };
                    lines.insert(name.clone(), vec![line]);
                    next.recorded.push((name.into(), standing));
                }
                (_, Some((source, translation))) => {
                    // A merge that can be told apart is over.
                    let chosen = lines.get(&name).and_then(|sides| choose(sides, source, translation)).copied();
                    chosen.map(|line| lines.insert(name, vec![line]));
                }
                _ => {}
            }
        }
        next.text = (old.is_some() || !lines.is_empty()).then(|| locales::write_lock(&lines));
        next
    }

    /// Whether the locale's lock is of a version that must not be overwritten.
    pub fn has_foreign_lock(&self, locale: &LocaleId) -> bool {
        self.translations().lock(locale).is_some_and(|(_, lock)| lock.foreign)
    }
}
