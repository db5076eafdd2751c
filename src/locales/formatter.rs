//! fluent-bundle for one locale: in, entries when they are first asked for; out, their texts written with arguments.
//!
//! Entries are compiled one by one, each when it is first asked for: a check of a hundred locales prints few of them,
//! and all of them compiled take more memory than all else that is known of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::bounded::Bounded;
use super::entry::EntryKind;
use super::functions;
use super::lookup::{self, FormatError, FormatErrorKind, LONGEST_TEXT};
use super::namespace::{Namespace, Slot};
use super::pseudo;
use super::runtime::{SELECTOR, mark};
use crate::text::LocaleId;

/// The formatter of one locale, with the entries that it was given.
pub struct Formatter {
    fluent: FluentBundle<Arc<FluentResource>>,
    given: BTreeSet<(EntryKind, Box<str>)>,
    /// Words are marked for a pseudo locale.
    marked: bool,
}

impl Formatter {
    /// A formatter by the rules of this locale, without any entry.
    pub fn new(rules: &LocaleId, marked: bool) -> Self {
        let language: LanguageIdentifier = rules.as_str().parse().unwrap_or_default();
        let mut fluent = FluentBundle::new_concurrent(vec![language]);
        fluent.set_use_isolating(false);
        fluent.set_formatter(Some(functions::print));
        // Only names that are taken already are refused, and these come first.
        let _ = fluent.add_function("NUMBER", functions::number);
        let _ = fluent.add_function(SELECTOR, functions::number_selector);
        let _ = fluent.add_function("DATETIME", functions::datetime);
        Self { fluent, given: BTreeSet::new(), marked }
    }

    /// Takes a message and all that it refers to, directly or through others. `find` says where an entry is.
    pub fn take<'n>(&mut self, id: &'n str, find: impl Fn(EntryKind, &str) -> Option<(&'n Namespace, Slot)>) {
        let mut source = String::new();
        let mut open = vec![(EntryKind::Message, id)];
        while let Some((kind, id)) = open.pop() {
            let Some((namespace, slot)) = find(kind, id).filter(|_| self.given.insert((kind, id.into()))) else {
                continue;
            };
            let runtime = namespace.runtime(slot);
            source.push_str(&if self.marked { pseudo::marked(&runtime).into() } else { runtime });
            source.push('\n');
            let patterns = namespace.at(slot).into_iter().flat_map(|(_, entry)| entry.patterns());
            open.extend(patterns.flat_map(|(_, pattern)| &pattern.references).map(|one| (one.kind, &*one.id)));
        }
        let (Ok(compiled) | Err((compiled, _))) = FluentResource::try_new(source);
        // Refused is only what is there already.
        let _ = self.fluent.add_resource(Arc::new(compiled));
    }

    /// Writes one text of a message, as far as the limit allows; `None` when it has no such text.
    pub fn write(
        &self,
        id: &str,
        attribute: Option<&str>,
        arguments: &FluentArgs<'_>,
    ) -> Option<(String, Vec<FormatError>)> {
        let message = self.fluent.get_message(&format!("{}{id}", mark(EntryKind::Message, id)))?;
        let tree = match attribute {
            None => message.value(),
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
        }?;
        let (mut found, mut bounded) = (Vec::new(), Bounded::new(LONGEST_TEXT));
        let done = self.fluent.write_pattern(&mut bounded, tree, Some(arguments), &mut found);
        let mut errors = lookup::errors(found);
        if bounded.cut || done.is_err() {
            errors.push(FormatError::new(FormatErrorKind::TooLong, "more than 64 KiB"));
        }
        Some((bounded.text, errors))
    }
}
