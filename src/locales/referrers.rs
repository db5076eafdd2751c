//! Whose text a message or term is part of: in, a locale; out, for each entry that is referred to, the texts that
//! refer to it.

use std::collections::{BTreeMap, BTreeSet};

use super::closure::reached;
use super::entry::EntryKind;
use super::messages::Messages;
use crate::text::LocaleId;

impl Messages {
    /// Message (`nav-home`) or term (`-brand`) → the messages (`footer-line`) and attributes (`search.title`) whose text
    /// in this locale refers to it, directly or through others, whether or not it is there.
    pub fn referrers(&self, locale: &LocaleId) -> BTreeMap<String, BTreeSet<String>> {
        let mut referrers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut answered: BTreeSet<String> = BTreeSet::new();
        for bundle in self.chain(locale) {
            for entry in bundle.own.messages() {
                for (attribute, pattern) in entry.patterns() {
                    let referrer = EntryKind::Message.display(&entry.id, attribute);
                    // What an earlier locale of the chain answers is not asked of this one.
                    if !answered.insert(referrer.clone()) {
                        continue;
                    }
                    for ((kind, id, _), _) in reached(pattern, |kind, id| bundle.resolve(kind, id)) {
                        referrers.entry(kind.display(id, None)).or_default().insert(referrer.clone());
                    }
                }
            }
        }
        referrers
    }
}
