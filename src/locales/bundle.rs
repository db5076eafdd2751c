//! One locale ready to format: in, its namespace and those of its fallback chain; out, texts, digests, findings.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use fluent_bundle::FluentArgs;

use super::arguments::Arguments;
use super::closure;
use super::entry::{Entry, EntryKind, Pattern};
use super::formats::Formats;
use super::formatter::Formatter;
use super::lookup::{self, FormatError, FormatErrorKind};
use super::messages::LocaleSpec;
use super::namespace::{Namespace, Slot};
use super::pseudo::Pseudo;
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
    /// Has the entries that were asked for.
    formatter: RwLock<Formatter>,
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
        let formatter = RwLock::new(Formatter::new(rules, pseudo.is_some()));
        let known = (0..own.patterns()).map(|_| OnceLock::new()).collect();
        let formats = Formats::new(rules);
        let diagnostics = Vec::new();
        let mut bundle = Self { locale, live, pseudo, own, chain, borrowed, formatter, known, formats, diagnostics };
        // What is wrong with a pseudo locale's entries is wrong with its source's, and told there.
        if bundle.pseudo.is_none() {
            bundle.diagnostics = super::audit::audit(&bundle);
        }
        bundle
    }

    /// What a reference to this name finds: an entry of the locale, else one that was borrowed.
    pub fn resolve(&self, kind: EntryKind, id: &str) -> Option<&Entry> {
        self.find(kind, id).and_then(|(namespace, slot)| namespace.at(slot)).map(|(_, entry)| entry)
    }

    /// The same, and where it is.
    pub fn find(&self, kind: EntryKind, id: &str) -> Option<(&Namespace, Slot)> {
        let own = self.own.slot(kind, id).map(|slot| (&*self.own, slot));
        own.or_else(|| {
            let (_, lender) = self.lender(kind, id)?;
            Some((&**lender, lender.slot(kind, id)?))
        })
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
        if closure::could_panic(pattern, |kind, id| self.resolve(kind, id)) {
            return Known::Varies { could_panic: true };
        }
        self.compile(id);
        if !closure::is_fixed(pattern, |kind, id| self.resolve(kind, id)) {
            return Known::Varies { could_panic: false };
        }
        Known::Fixed(self.write(id, attribute, &FluentArgs::new()))
    }

    fn compile(&self, id: &str) {
        let mut formatter = self.formatter.write().unwrap_or_else(PoisonError::into_inner);
        formatter.take(id, |kind, id| self.find(kind, id));
    }

    fn write(&self, id: &str, attribute: Option<&str>, arguments: &FluentArgs<'_>) -> Written {
        let formatter = self.formatter.read().unwrap_or_else(PoisonError::into_inner);
        // Both are read from one text; should they ever differ, the name is printed and not nothing.
        let Some((text, mut errors)) = formatter.write(id, attribute, arguments) else {
            let name = EntryKind::Message.display(id, attribute);
            return (format!("{{{name}}}").into(), vec![FormatError::new(FormatErrorKind::Reference, name)]);
        };
        let text = match &self.pseudo {
            None => lookup::clean(text, &mut errors),
            Some(pseudo) => pseudo.style.rewrite(&text, |part| lookup::clean(part, &mut errors)),
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
