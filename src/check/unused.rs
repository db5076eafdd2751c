//! Messages and attributes that nobody asks for: in, a site and what its pages asked for; out, a finding for each.

use std::collections::BTreeSet;

use crate::content::MenuItem;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::locales::{Entry, EntryKind, split_id};
use crate::settings::matches;
use crate::site::Site;

/// The functions that name messages.
const FUNCTIONS: [&str; 3] = ["t", "markup", "has_message"];

/// Messages of the source locale that no layout, menu, tag or author names, that no page asked for, and that no
/// message that is used refers to; and of the messages that are used, attributes of which the same is true. `asked` is
/// looked at only when something is not named.
pub fn unused<'a>(site: &Site, asked: impl Iterator<Item = &'a str> + Clone) -> Vec<Diagnostic> {
    let source = &site.settings().source_locale;
    let messages = site.messages();
    let named = Named::by(site);
    let all = messages.ids(source);
    let (mut used, left): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|id| named.covers(id));
    let mut left: BTreeSet<&str> = left.into_iter().collect();
    if !left.is_empty() {
        used.extend(asked.clone().filter_map(|id| left.take(split_id(id).0)));
    }
    let (mut terms, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    let mut open: Vec<&Entry> = used.into_iter().filter_map(|id| messages.entry(source, id)).collect();
    while let Some(entry) = open.pop() {
        if entry.kind == EntryKind::Message {
            attributes.extend(entry.attributes.iter().map(|attribute| format!("{}.{}", entry.id, attribute.id)));
        }
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
    named.leave_unnamed(&mut attributes);
    if !attributes.is_empty() {
        asked.for_each(|id| drop(attributes.take(id)));
        leave_unreferenced(site, &mut attributes);
    }
    let attributes = attributes.iter().map(|id| finding(site, id, "the attribute "));
    left.into_iter().map(|id| finding(site, id, "")).chain(attributes).collect()
}

fn finding(site: &Site, id: &str, what: &str) -> Diagnostic {
    let source = &site.settings().source_locale;
    let place = Place::Entry(source.clone(), id.to_owned());
    let message = format!("no page, layout or menu asks for {what}`{id}`");
    let finding = Diagnostic::new(codes::layouts::UNUSED_MESSAGE, place, message).locale(source).id(id);
    finding.hint("remove it from all locales, or show it")
}

/// Keeps the attributes that no text of any locale refers to.
fn leave_unreferenced(site: &Site, attributes: &mut BTreeSet<String>) {
    let files = site.settings().locales.iter().flat_map(|locale| site.messages().files(&locale.id));
    let patterns = files.flat_map(|file| file.entries()).flat_map(Entry::patterns);
    for reference in patterns.flat_map(|(_, pattern)| &pattern.references) {
        if reference.attribute.is_some() {
            attributes.remove(&reference.display());
        }
    }
}

/// What is named without any page being made.
struct Named {
    ids: BTreeSet<String>,
    /// Computed in part: `tag-*`.
    patterns: BTreeSet<String>,
    /// `search.title`
    attributes: BTreeSet<String>,
    /// What may be an attribute: `tag-*.title`, `tag-*`, `*`.
    attribute_patterns: BTreeSet<String>,
}

impl Named {
    fn by(site: &Site) -> Self {
        let calls = site.layouts().iter().flat_map(|(_, layout)| &layout.calls);
        let calls = calls.filter(|call| FUNCTIONS.contains(&call.function.as_str()));
        let mut names: Vec<&str> =
            calls.flat_map(|call| call.names.iter().chain(&call.fallback)).map(String::as_str).collect();
        let menus = site.menus().into_iter().flat_map(|menus| menus.menus.values()).flatten();
        menus.for_each(|item| add_labels(item, &mut names));
        let attributes = names.iter().filter(|name| name.contains(['.', '*'])).map(|name| (*name).to_owned());
        let (attribute_patterns, attributes) = attributes.partition(|name| name.contains('*'));
        // What is computed as a whole names no message; the pages tell what it was.
        let ids = names.iter().map(|name| split_id(name).0).filter(|id| *id != "*").map(str::to_owned);
        let (patterns, mut ids): (BTreeSet<String>, BTreeSet<String>) = ids.partition(|id| id.contains('*'));
        ids.extend(site.term_messages());
        Self { ids, patterns, attributes, attribute_patterns }
    }

    /// Keeps the attributes that nothing names. What is computed may be any of them.
    fn leave_unnamed(&self, attributes: &mut BTreeSet<String>) {
        let computed = |id: &str| self.attribute_patterns.iter().any(|pattern| matches(pattern, id));
        attributes.retain(|id| !self.attributes.contains(id) && !computed(id));
    }

    fn covers(&self, id: &str) -> bool {
        self.ids.contains(id) || self.patterns.iter().any(|pattern| matches(pattern, id))
    }
}

fn add_labels<'s>(item: &'s MenuItem, names: &mut Vec<&'s str>) {
    names.extend([&item.label, &item.description].into_iter().flatten().map(String::as_str));
    item.children.iter().for_each(|child| add_labels(child, names));
}
