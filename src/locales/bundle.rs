//! One locale ready to format: in, its namespace and those of its fallback chain; out, texts, digests, findings.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::arguments::Arguments;
use super::bounded::Bounded;
use super::closure;
use super::entry::{Entry, EntryKind, Pattern};
use super::formats::Formats;
use super::functions;
use super::lookup::{self, FormatError, FormatErrorKind, LONGEST_TEXT};
use super::messages::LocaleSpec;
use super::namespace::Namespace;
use super::pseudo::Pseudo;
use super::runtime::{SELECTOR, mark};
use crate::diagnostic::Diagnostic;
use crate::text::{Digest, LocaleId};

/// A text and what went wrong while it was written.
type Written = (Arc<str>, Vec<FormatError>);

/// What is known of a text once it was asked for.
enum Known {
    /// The same whatever it is given.
    Fixed(Written),
    /// Written anew each time.
    Varies {
        /// The formatter would panic on the way (see `closure::could_panic`).
        could_panic: bool,
    },
}

/// One locale with all that its texts depend on. Immutable, but for texts that are written once and kept.
pub struct Bundle {
    /// The locale.
    pub locale: LocaleId,
    /// Whether the locale is live.
    pub live: bool,
    /// What its texts are made of, if it is a pseudo locale.
    pub pseudo: Option<Pseudo>,
    /// What the locale itself has; a pseudo locale has what its source has.
    pub own: Arc<Namespace>,
    /// What its fallback locales have, in order.
    pub chain: Vec<(LocaleId, Arc<Namespace>)>,
    /// What its entries refer to and it lacks: taken from the chain, with the number of the locale there.
    borrowed: BTreeMap<(EntryKind, Box<str>), usize>,
    fluent: FluentBundle<Arc<FluentResource>>,
    /// By pattern number.
    known: Vec<OnceLock<Known>>,
    /// CLDR's formatters of the locale; a pseudo locale's are its source's.
    pub formats: Formats,
    /// What is wrong with the locale's entries as a whole.
    pub diagnostics: Vec<Diagnostic>,
}

impl Bundle {
    /// Makes a locale ready.
    pub fn new(spec: &LocaleSpec, own: Arc<Namespace>, chain: Vec<(LocaleId, Arc<Namespace>)>) -> Self {
        let LocaleSpec { id: locale, live, pseudo, .. } = spec.clone();
        let rules = pseudo.as_ref().map_or(&locale, |pseudo| &pseudo.source);
        let borrowed = borrow(&own, &chain);
        let fluent = fluent(rules, pseudo.is_some(), &own, &chain, &borrowed);
        let known = (0..own.patterns()).map(|_| OnceLock::new()).collect();
        let formats = Formats::new(rules);
        let diagnostics = Vec::new();
        let mut bundle = Self { locale, live, pseudo, own, chain, borrowed, fluent, known, formats, diagnostics };
        // What is wrong with a pseudo locale's entries is wrong with its source's, and told there.
        if bundle.pseudo.is_none() {
            bundle.diagnostics = super::audit::audit(&bundle);
        }
        bundle
    }

    /// What a reference to this name finds: an entry of the locale, else one that was borrowed.
    pub fn resolve(&self, kind: EntryKind, id: &str) -> Option<&Entry> {
        self.own.get(kind, id).or_else(|| self.lender(kind, id).and_then(|(_, lender)| lender.get(kind, id)))
    }

    /// Where a borrowed entry comes from.
    pub fn lender(&self, kind: EntryKind, id: &str) -> Option<&(LocaleId, Arc<Namespace>)> {
        // A BTreeMap of owned pairs cannot be asked with borrowed ones, and few entries are borrowed.
        self.borrowed.get(&(kind, Box::from(id))).and_then(|lender| self.chain.get(*lender))
    }

    /// The digest of everything that this text of the locale's own depends on.
    pub fn digest(&self, pattern: &Pattern) -> Digest {
        let source = self.pseudo.as_ref().map(|pseudo| pseudo.source.as_str());
        closure::digest(self.locale.as_str(), source, pattern, |kind, id| self.resolve(kind, id))
    }

    /// Writes one text of a message of the locale's own. `None` when it has no such text.
    pub fn format(&self, id: &str, attribute: Option<&str>, arguments: &Arguments) -> Option<Written> {
        let slot = self.own.slot(EntryKind::Message, id)?;
        let (_, entry) = self.own.at(slot)?;
        let number = match attribute {
            None => 0,
            Some(name) => 1 + entry.attributes.iter().position(|attribute| &*attribute.id == name)?,
        };
        let pattern = entry.pattern(attribute)?;
        let known = self.known.get(slot.pattern + number)?.get_or_init(|| self.know(id, attribute, pattern));
        Some(match known {
            Known::Fixed(written) => written.clone(),
            Known::Varies { could_panic: true } => too_many(id, attribute),
            Known::Varies { could_panic: false } => {
                let (text, mut errors) = self.write(id, attribute, &arguments.fluent());
                errors.extend(arguments.forbidden().map(|name| FormatError::new(FormatErrorKind::Character, name)));
                (text, errors)
            }
        })
    }

    fn know(&self, id: &str, attribute: Option<&str>, pattern: &Pattern) -> Known {
        let could_panic = closure::could_panic(pattern, |kind, id| self.resolve(kind, id));
        if could_panic || !closure::is_fixed(pattern, |kind, id| self.resolve(kind, id)) {
            return Known::Varies { could_panic };
        }
        Known::Fixed(self.write(id, attribute, &FluentArgs::new()))
    }

    fn write(&self, id: &str, attribute: Option<&str>, arguments: &FluentArgs<'_>) -> Written {
        let message = self.fluent.get_message(&format!("{}{id}", mark(EntryKind::Message, id)));
        let tree = message.and_then(|message| match attribute {
            None => message.value(),
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
        });
        // Both are read from one text; should they ever differ, the name is printed and not nothing.
        let Some(tree) = tree else {
            let name = EntryKind::Message.display(id, attribute);
            return (format!("{{{name}}}").into(), vec![FormatError::new(FormatErrorKind::Reference, name)]);
        };
        let (mut found, mut bounded) = (Vec::new(), Bounded::new(LONGEST_TEXT));
        let done = self.fluent.write_pattern(&mut bounded, tree, Some(arguments), &mut found);
        let mut errors = lookup::errors(found);
        if bounded.cut || done.is_err() {
            errors.push(FormatError::new(FormatErrorKind::TooLong, "more than 64 KiB"));
        }
        let text = match &self.pseudo {
            None => lookup::clean(bounded.text, &mut errors),
            Some(pseudo) => pseudo.style.rewrite(&bounded.text, |part| lookup::clean(part, &mut errors)),
        };
        (text.into(), errors)
    }
}

fn too_many(id: &str, attribute: Option<&str>) -> Written {
    let error = FormatError::new(FormatErrorKind::TooLong, "more than 100 placeables");
    (format!("{{{}}}", EntryKind::Message.display(id, attribute)).into(), vec![error])
}

/// Everything that entries of `own` refer to, directly or through what is borrowed, and that only the chain has.
fn borrow(own: &Namespace, chain: &[(LocaleId, Arc<Namespace>)]) -> BTreeMap<(EntryKind, Box<str>), usize> {
    let mut borrowed = BTreeMap::new();
    let mut pending: Vec<&Entry> = own.entries().collect();
    while let Some(entry) = pending.pop() {
        for reference in entry.patterns().flat_map(|(_, pattern)| &pattern.references) {
            if own.slot(reference.kind, &reference.id).is_some() {
                continue;
            }
            let found = chain
                .iter()
                .enumerate()
                .find_map(|(at, (_, namespace))| namespace.get(reference.kind, &reference.id).map(|entry| (at, entry)));
            if let Some((at, entry)) = found
                && borrowed.insert((reference.kind, reference.id.clone()), at).is_none()
            {
                pending.push(entry);
            }
        }
    }
    borrowed
}

fn fluent(
    rules: &LocaleId,
    marked: bool,
    own: &Namespace,
    chain: &[(LocaleId, Arc<Namespace>)],
    borrowed: &BTreeMap<(EntryKind, Box<str>), usize>,
) -> FluentBundle<Arc<FluentResource>> {
    let language: LanguageIdentifier = rules.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(functions::print));
    // The only refusals are of names that are taken already: duplicates, which are reported as such,
    // and never these functions' names, which come first.
    let _ = bundle.add_function("NUMBER", functions::number);
    let _ = bundle.add_function(SELECTOR, functions::number_selector);
    let _ = bundle.add_function("DATETIME", functions::datetime);
    let files = own.files().iter().map(|file| if marked { file.marked() } else { file.compiled() });
    for file in files.clone() {
        let _ = bundle.add_resource(Arc::clone(&file.standing));
    }
    // After all that stands in the files: an entry that moved to another file is not hidden by its held self.
    for held in files.filter_map(|file| file.held.as_ref()) {
        let _ = bundle.add_resource(Arc::clone(held));
    }
    if !borrowed.is_empty() {
        let lent =
            borrowed.iter().filter_map(|((kind, id), at)| chain.get(*at).and_then(|(_, lender)| lender.get(*kind, id)));
        let _ = bundle.add_resource(super::parse::compile(lent.map(|entry| &entry.runtime)));
    }
    bundle
}
