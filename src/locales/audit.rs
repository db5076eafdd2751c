//! What is wrong with a locale's entries as a whole: in, a bundle; out, duplicates, unknown references, cycles.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::Bundle;
use super::closure::Key;
use super::entry::{Entry, EntryKind, Pattern, Reference};
use crate::diagnostic::codes::locales as codes;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::nearest;

/// All findings about one locale, in a fixed order.
pub fn audit(bundle: &Bundle) -> Vec<Diagnostic> {
    let mut diagnostics = duplicates(bundle);
    diagnostics.extend(unknown_references(bundle));
    diagnostics.extend(missing_terms(bundle));
    diagnostics.extend(cycles(bundle));
    diagnostics.sort();
    diagnostics
}

fn duplicates(bundle: &Bundle) -> Vec<Diagnostic> {
    let entries = bundle.own.duplicates().filter(|[(_, surplus), _]| !surplus.held).map(
        |[(path, surplus), (first_path, first)]| {
            let name = surplus.display();
            let message =
                format!("`{name}` is defined a second time in {}; the one in {first_path} counts", bundle.locale);
            Diagnostic::new(codes::DUPLICATE_MESSAGE, Place::Span(path.clone(), surplus.id_span), message)
                .hint("remove one of the two, or give it another id")
                .related(Place::Span(first_path.clone(), first.id_span), format!("`{name}` is first defined here"))
                .locale(&bundle.locale)
                .id(name)
        },
    );
    let files = bundle.own.files().iter();
    let attributes = files.flat_map(|file| file.entries().iter().map(move |entry| (file.path(), entry)));
    let attributes = attributes.filter(|(_, entry)| !entry.held).flat_map(|(path, entry)| {
        let surplus = entry.attributes.iter().enumerate().filter_map(|(at, attribute)| {
            entry.attributes.iter().take(at).find(|earlier| earlier.id == attribute.id).map(|first| (attribute, first))
        });
        surplus.map(move |(attribute, first)| {
            let name = entry.kind.display(&entry.id, Some(&attribute.id));
            Diagnostic::new(
                codes::DUPLICATE_MESSAGE,
                Place::Span(path.clone(), attribute.span),
                format!("`{name}` is given twice; the first counts"),
            )
            .hint("remove one of the two")
            .related(Place::Span(path.clone(), first.span), "the first is here")
            .locale(&bundle.locale)
            .id(name)
        })
    });
    entries.chain(attributes).collect()
}

/// A text of the locale's own that refers to something.
type User<'a> = (&'a Entry, Option<&'a str>);

/// As people write it: `search.title`.
fn name((entry, attribute): User<'_>) -> String {
    entry.kind.display(&entry.id, attribute)
}

/// Every reference of every entry of the locale's own, with the text that makes it.
fn references(bundle: &Bundle) -> impl Iterator<Item = (User<'_>, &Reference)> {
    bundle.own.entries().flat_map(|entry| {
        entry.patterns().flat_map(move |(attribute, pattern)| {
            pattern.references.iter().map(move |reference| ((entry, attribute), reference))
        })
    })
}

fn unknown_references(bundle: &Bundle) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let unknown = references(bundle).filter(|(from, reference)| {
        let known = bundle.resolve(reference.kind, &reference.id).is_some_and(|entry| has(entry, reference));
        !known && seen.insert((name(*from), reference.display()))
    });
    unknown
        .map(|(from, reference)| {
            let (from, name) = (name(from), reference.display());
            let message =
                format!("`{from}` refers to `{name}`, which neither {} nor its fallback locales have", bundle.locale);
            let known = std::iter::once(&bundle.own).chain(bundle.chain.iter().map(|(_, namespace)| namespace));
            let names: BTreeSet<&str> = known
                .flat_map(|namespace| namespace.entries())
                .filter(|entry| entry.kind == reference.kind)
                .map(|entry| &*entry.id)
                .collect();
            let hint = match nearest(&reference.id, names) {
                Some(near) => format!("did you mean `{}`?", reference.kind.display(near, None)),
                None => format!("add `{name}`, or correct the reference"),
            };
            let severity = if bundle.live { Severity::Error } else { Severity::Warning };
            Diagnostic::new(codes::UNKNOWN_REFERENCE, Place::Entry(bundle.locale.clone(), from.clone()), message)
                .severity(severity)
                .hint(hint)
                .locale(&bundle.locale)
                .id(from)
        })
        .collect()
}

fn has(entry: &Entry, reference: &Reference) -> bool {
    // A reference to a message without a value is reported where it is printed: it may be given one by a fallback.
    reference.attribute.is_none() && entry.value.is_some()
        || reference.attribute.as_deref().is_some_and(|name| entry.attribute(name).is_some())
}

/// One finding for each entry that was borrowed, at the first text that refers to it.
fn missing_terms(bundle: &Bundle) -> Vec<Diagnostic> {
    let mut users: BTreeMap<(EntryKind, &str), Vec<User<'_>>> = BTreeMap::new();
    for (from, reference) in references(bundle) {
        if bundle.own.slot(reference.kind, &reference.id).is_none() {
            users.entry((reference.kind, &reference.id)).or_default().push(from);
        }
    }
    let missing = users.into_iter().filter_map(|((kind, id), users)| {
        let (lender, _) = bundle.lender(kind, id)?;
        let (name, first) = (kind.display(id, None), name(*users.first()?));
        let others = if users.len() > 1 { format!(" and {} more", users.len() - 1) } else { String::new() };
        let message =
            format!("{} has no `{name}`, which `{first}`{others} uses; it is taken from {lender}", bundle.locale);
        let place = Place::Entry(bundle.locale.clone(), first);
        let hint = format!("add `{name}` to {}, even where it reads the same", bundle.locale);
        Some(Diagnostic::new(codes::MISSING_TERM, place, message).hint(hint).locale(&bundle.locale).id(name))
    });
    missing.collect()
}

/// A pattern on the way of the search, with how many of its references were followed.
struct Step<'a> {
    key: Key<'a>,
    pattern: &'a Pattern,
    next: usize,
}

/// One finding for each circle of references, found without recursion.
fn cycles(bundle: &Bundle) -> Vec<Diagnostic> {
    let mut done: BTreeSet<Key<'_>> = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for entry in bundle.own.entries() {
        for (attribute, pattern) in entry.patterns().filter(|(_, pattern)| !pattern.references.is_empty()) {
            let mut way = vec![Step { key: (entry.kind, &entry.id, attribute), pattern, next: 0 }];
            let mut on_way: BTreeSet<Key<'_>> = way.iter().map(|step| step.key).collect();
            while let Some(step) = way.last_mut() {
                let Some(reference) = step.pattern.references.get(step.next) else {
                    done.insert(step.key);
                    on_way.remove(&step.key);
                    way.pop();
                    continue;
                };
                step.next += 1;
                let key = (reference.kind, &*reference.id, reference.attribute.as_deref());
                if on_way.contains(&key) {
                    diagnostics.push(cycle(bundle, &way, key));
                } else if !done.contains(&key)
                    && let Some(pattern) = bundle.resolve(key.0, key.1).and_then(|entry| entry.pattern(key.2))
                {
                    on_way.insert(key);
                    way.push(Step { key, pattern, next: 0 });
                }
            }
        }
    }
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

fn cycle(bundle: &Bundle, way: &[Step<'_>], back: Key<'_>) -> Diagnostic {
    let from = way.iter().position(|step| step.key == back).unwrap_or(0);
    let mut names: Vec<String> = way.iter().skip(from).map(|step| step.key.0.display(step.key.1, step.key.2)).collect();
    let least = names.iter().enumerate().min_by_key(|(_, name)| (*name).clone()).map_or(0, |(at, _)| at);
    names.rotate_left(least);
    let (first, others) =
        names.split_first().map_or((String::new(), &[][..]), |(first, others)| (first.clone(), others));
    let message = match others {
        [] => format!("`{first}` refers to itself"),
        [next, more @ ..] if more.len() > 6 => {
            format!("`{first}` refers to itself through `{next}` and {} more", more.len())
        }
        others => format!("`{first}` refers to itself through `{}`", others.join("`, `")),
    };
    Diagnostic::new(codes::CYCLIC_REFERENCE, Place::Entry(bundle.locale.clone(), first.clone()), message)
        .hint("write the text of one of them out")
        .locale(&bundle.locale)
        .id(first)
}
