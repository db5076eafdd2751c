//! What is wrong with a locale's entries as a whole: in, a bundle; out, duplicates, unknown references, cycles.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::Bundle;
use super::closure::Key;
use super::entry::{Entry, EntryKind, Pattern, Reference};
use crate::diagnostic::codes::locales as codes;
use crate::diagnostic::{Diagnostic, Place, Severity, limited};
use crate::text::Suggestions;

/// All findings about one locale, in a fixed order.
pub fn audit(bundle: &Bundle) -> Vec<Diagnostic> {
    let mut diagnostics = duplicates(bundle);
    diagnostics.extend(unknown_references(bundle));
    diagnostics.extend(missing_terms(bundle));
    diagnostics.extend(cycles(bundle));
    diagnostics.sort();
    limited(diagnostics)
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
        let mut firsts = BTreeMap::new();
        let surplus = entry.attributes.iter().filter_map(move |attribute| {
            let first = *firsts.entry(&attribute.id).or_insert(attribute);
            (!std::ptr::eq(first, attribute)).then_some((attribute, first))
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
    let mut known: BTreeMap<EntryKind, Suggestions<'_>> = BTreeMap::new();
    let unknown = references(bundle).filter(|(from, reference)| {
        let known = bundle.resolve(reference.kind, &reference.id).is_some_and(|entry| has(entry, reference));
        !known && seen.insert((name(*from), reference.display()))
    });
    unknown
        .map(|(from, reference)| {
            let (from, name) = (name(from), reference.display());
            let message =
                format!("`{from}` refers to `{name}`, which neither {} nor its fallback locales have", bundle.locale);
            let known = known.entry(reference.kind).or_insert_with(|| names(bundle, reference.kind));
            let hint = match known.nearest(&reference.id) {
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

/// The names that a reference of this kind may have meant.
fn names(bundle: &Bundle, kind: EntryKind) -> Suggestions<'_> {
    let known = std::iter::once(&bundle.own).chain(bundle.chain.iter().map(|(_, namespace)| namespace));
    let entries = known.flat_map(|namespace| namespace.entries()).filter(|entry| entry.kind == kind);
    Suggestions::of(entries.map(|entry| &*entry.id).collect::<BTreeSet<&str>>())
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

/// So many circles are told, and the others counted: a knot of references has more of them than references, and each
/// may be as long as the file.
const MOST_CYCLES: usize = 100;

/// One finding for each circle of references, found without recursion.
fn cycles(bundle: &Bundle) -> Vec<Diagnostic> {
    let mut done: BTreeSet<Key<'_>> = BTreeSet::new();
    let (mut diagnostics, mut untold) = (Vec::new(), 0_usize);
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
                    if diagnostics.len() < MOST_CYCLES {
                        diagnostics.push(cycle(bundle, &way, key));
                    } else {
                        untold += 1;
                    }
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
    if let Some(last) = diagnostics.last_mut().filter(|_| untold > 0) {
        last.message.push_str(&format!(" (and {untold} more circles)"));
    }
    diagnostics
}

fn cycle(bundle: &Bundle, way: &[Step<'_>], back: Key<'_>) -> Diagnostic {
    let from = way.iter().position(|step| step.key == back).unwrap_or(0);
    let circle: Vec<Key<'_>> = way.iter().skip(from).map(|step| step.key).collect();
    // Wherever the search came in, the circle is told from the same name on; terms first, as their dash sorts.
    let ranks = circle.iter().map(|(kind, id, attribute)| (*kind == EntryKind::Message, *id, *attribute));
    let least = ranks.enumerate().min_by_key(|(_, rank)| *rank).map_or(0, |(at, _)| at);
    let mut names = circle.iter().cycle().skip(least).map(|key| key.0.display(key.1, key.2));
    let first = names.next().unwrap_or_default();
    let message = match circle.len() {
        ..=1 => format!("`{first}` refers to itself"),
        length @ 9.. => {
            format!("`{first}` refers to itself through `{}` and {} more", names.next().unwrap_or_default(), length - 2)
        }
        length => {
            let others: Vec<String> = names.take(length - 1).collect();
            format!("`{first}` refers to itself through `{}`", others.join("`, `"))
        }
    };
    Diagnostic::new(codes::CYCLIC_REFERENCE, Place::Entry(bundle.locale.clone(), first.clone()), message)
        .hint("write the text of one of them out")
        .locale(&bundle.locale)
        .id(first)
}
