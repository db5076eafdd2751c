//! What a text wants of its caller: in, a message of a locale; out, its variables and the slots of its markup.

use std::collections::BTreeSet;

use super::entry::EntryKind;
use super::messages::{Messages, split_id};
use super::tag;
use crate::text::LocaleId;

/// The attribute that names a slot.
const SLOT: &str = "data-l10n-name";

/// What a text wants of its caller, in all variants and with all that it refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Names of variables without the `$`. Those of terms are not among them: a term is given its own.
    pub variables: BTreeSet<String>,
    /// The names in `data-l10n-name="…"`.
    pub slots: BTreeSet<String>,
}

impl Messages {
    /// What the locale's own message (`search`) or attribute (`search.title`) needs; `None` when it has no such text.
    pub fn needs(&self, locale: &LocaleId, id: &str) -> Option<Needs> {
        let bundle = self.bundle(locale)?;
        let (id, attribute) = split_id(id);
        bundle.own.get(EntryKind::Message, id)?.pattern(attribute)?;
        let mut needs = Needs::default();
        let mut seen = BTreeSet::new();
        let mut open = vec![(EntryKind::Message, id, attribute, false)];
        while let Some(next @ (kind, id, attribute, in_term)) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            let Some((namespace, slot)) = bundle.find(kind, id) else { continue };
            let Some(pattern) = namespace.at(slot).and_then(|(_, entry)| entry.pattern(attribute)) else { continue };
            if !in_term {
                needs.variables.extend(pattern.variables.iter().map(|variable| variable.name.to_string()));
            }
            needs.slots.extend(namespace.written(slot, pattern.span).map(slots).unwrap_or_default());
            open.extend(pattern.references.iter().map(|reference| {
                let in_term = in_term || reference.kind == EntryKind::Term;
                (reference.kind, &*reference.id, reference.attribute.as_deref(), in_term)
            }));
        }
        Some(needs)
    }
}

/// The slots that a text names outright; those that a placeable computes are not known here.
fn slots(text: &str) -> Vec<String> {
    let tags = text.match_indices('<').filter_map(|(at, _)| tag::read(&text[at..]));
    let attributes = tags.flat_map(|tag| tag.attributes);
    let named = attributes.filter(|(name, value)| name == SLOT && !value.contains('{'));
    named.map(|(_, value)| value).collect()
}
