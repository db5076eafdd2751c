//! Messages that nobody asks for: in, a site and what its pages asked for; out, a finding for each.

use std::collections::BTreeSet;

use crate::content::MenuItem;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::locales::{Entry, EntryKind, split_id};
use crate::settings::matches;
use crate::site::Site;

/// The functions that name messages.
const FUNCTIONS: [&str; 3] = ["t", "markup", "has_message"];

/// Messages of the source locale that no layout, menu, tag or author names, that no page asked for, and that no
/// message that is used refers to. `asked` is looked at only when something is not named.
pub fn unused<'a>(site: &Site, asked: impl Iterator<Item = &'a str>) -> Vec<Diagnostic> {
    let source = &site.settings().source_locale;
    let messages = site.messages();
    let named = Named::by(site);
    let all = messages.ids(source);
    let (mut used, left): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|id| named.covers(id));
    let mut left: BTreeSet<&str> = left.into_iter().collect();
    if !left.is_empty() {
        used.extend(asked.filter_map(|id| left.take(split_id(id).0)));
    }
    let mut terms = BTreeSet::new();
    let mut open: Vec<&Entry> = used.into_iter().filter_map(|id| messages.entry(source, id)).collect();
    while let Some(entry) = open.pop() {
        for reference in entry.patterns().flat_map(|(_, pattern)| &pattern.references) {
            let is_news = match reference.kind {
                EntryKind::Message => left.remove(&*reference.id),
                EntryKind::Term => terms.insert(&*reference.id),
            };
            if is_news {
                open.extend(messages.entry(source, &reference.kind.display(&reference.id, None)));
            }
        }
    }
    let unused = left.into_iter().map(|id| {
        let place = Place::Entry(source.clone(), id.to_owned());
        let message = format!("no page, layout or menu asks for `{id}`");
        let finding = Diagnostic::new(codes::layouts::UNUSED_MESSAGE, place, message).locale(source).id(id);
        finding.hint("remove it from all locales, or show it")
    });
    unused.collect()
}

/// What is named without any page being made.
struct Named {
    ids: BTreeSet<String>,
    /// Computed in part: `tag-*`.
    patterns: BTreeSet<String>,
}

impl Named {
    fn by(site: &Site) -> Self {
        let calls = site.layouts().iter().flat_map(|(_, layout)| &layout.calls);
        let calls = calls.filter(|call| FUNCTIONS.contains(&call.function.as_str()));
        let names = calls.flat_map(|call| call.names.iter().chain(&call.fallback));
        // What is computed as a whole names nothing; the pages tell what it was.
        let names = names.map(|name| split_id(name).0.to_owned()).filter(|name| name != "*");
        let (patterns, mut ids): (BTreeSet<String>, BTreeSet<String>) = names.partition(|name| name.contains('*'));
        site.menus()
            .iter()
            .flat_map(|menus| menus.menus.values())
            .flatten()
            .for_each(|item| add_labels(item, &mut ids));
        ids.extend(site.term_messages());
        Self { ids, patterns }
    }

    fn covers(&self, id: &str) -> bool {
        self.ids.contains(id) || self.patterns.iter().any(|pattern| matches(pattern, id))
    }
}

fn add_labels(item: &MenuItem, ids: &mut BTreeSet<String>) {
    let labels = [&item.label, &item.description].into_iter().flatten();
    ids.extend(labels.map(|id| split_id(id).0.to_owned()));
    item.children.iter().for_each(|child| add_labels(child, ids));
}
