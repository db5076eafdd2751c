//! What a text depends on: in, a pattern and how references resolve; out, the digest of all it can read.

use std::collections::BTreeSet;

use super::entry::{Entry, EntryKind, Pattern};
use crate::text::{Digest, Digester};

/// How many placeables the formatter writes before it stops.
const MOST_PLACEABLES: u32 = 100;

/// A pattern by name: kind, id, attribute.
pub type Key<'a> = (EntryKind, &'a str, Option<&'a str>);

/// Every pattern that `pattern` refers to, directly or through others, once each, in order; none where it is missing.
pub fn reached<'a>(
    pattern: &'a Pattern,
    resolve: impl Fn(EntryKind, &str) -> Option<&'a Entry>,
) -> Vec<(Key<'a>, Option<&'a Pattern>)> {
    let mut reached: Vec<(Key<'a>, Option<&'a Pattern>)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut pending = vec![pattern];
    while let Some(pattern) = pending.pop() {
        for reference in &pattern.references {
            let key = (reference.kind, &*reference.id, reference.attribute.as_deref());
            if seen.insert(key) {
                let target = resolve(key.0, key.1).and_then(|entry| entry.pattern(key.2));
                reached.push((key, target));
                pending.extend(target);
            }
        }
    }
    reached
}

/// The digest of a pattern and of all that it refers to, in a locale, which may be made from another.
pub fn digest<'a>(
    locale: &str,
    made_from: Option<&str>,
    pattern: &'a Pattern,
    resolve: impl Fn(EntryKind, &str) -> Option<&'a Entry> + Copy,
) -> Digest {
    let mut digester = Digester::default();
    digester.str(locale).maybe(made_from).digest(pattern.digest);
    for ((kind, id, attribute), target) in reached(pattern, resolve) {
        // An entry without this pattern is another answer than no entry.
        digester.number(kind as u64).str(id).maybe(attribute).number(u64::from(resolve(kind, id).is_some()));
        digester.digest(target.map_or(Digest::NONE, |pattern| pattern.digest));
    }
    digester.finish()
}

/// Whether the text is the same whatever it is given.
pub fn is_fixed<'a>(pattern: &'a Pattern, resolve: impl Fn(EntryKind, &str) -> Option<&'a Entry>) -> bool {
    let plain = |pattern: &Pattern| pattern.variables.is_empty();
    plain(pattern) && reached(pattern, resolve).iter().all(|(_, target)| target.is_none_or(plain))
}

/// Whether writing the pattern out could make the formatter panic: it does where it runs out of placeables
/// inside a nested placeable, or in a select on a literal (`write_error` of those is unreachable upstream).
pub fn could_panic<'a>(pattern: &'a Pattern, resolve: impl Fn(EntryKind, &str) -> Option<&'a Entry>) -> bool {
    let (mut placeables, mut delicate) = (0, false);
    let mut pending = vec![pattern];
    while let Some(pattern) = pending.pop() {
        placeables += pattern.placeables;
        delicate |= pattern.delicate;
        if placeables > MOST_PLACEABLES {
            break;
        }
        let targets = pattern.references.iter().filter_map(|reference| {
            resolve(reference.kind, &reference.id).and_then(|entry| entry.pattern(reference.attribute.as_deref()))
        });
        pending.extend(targets);
    }
    // What was not looked at any more may be delicate too.
    placeables > MOST_PLACEABLES
        && (delicate
            || reached(pattern, resolve).iter().any(|(_, target)| target.is_some_and(|pattern| pattern.delicate)))
}
