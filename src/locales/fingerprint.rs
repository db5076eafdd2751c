//! What translations of a locale's entries are made from: in, its entries; out, fingerprints that take in all that an
//! entry refers to, and digests of entries as translations.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
use super::namespace::Namespace;
use super::resource::Resource;
use super::tag;
use crate::text::{Digest, Digester, Fingerprint, ShortDigest, bare_words};

/// An entry that refers to more others than this, directly and through others, is known by so many of them.
const MOST_REACHED: usize = 1000;
/// The attribute of a tag that counts: it names what the layout gives.
const SLOT: &str = "data-l10n-name";

/// The fingerprints of a locale's entries by name (`nav-home`, `-brand`), with the terms and messages that each takes
/// in. What is held has none: nobody knows what it says now.
pub fn fingerprints(own: &Namespace) -> BTreeMap<Box<str>, Fingerprint> {
    own.entries().filter_map(|entry| Some((entry.display().into(), fingerprint(own, entry)?))).collect()
}

/// The fingerprint of one entry, with the terms and messages that it takes in.
pub fn fingerprint(own: &Namespace, entry: &Entry) -> Option<Fingerprint> {
    let leaf = leaf(own, entry)?;
    let others = reached(own, entry);
    Some(if others.is_empty() { leaf } else { leaf.with(others.iter().map(|(name, one)| (&**name, *one))) })
}

/// The terms and messages that moved in an entry, when nothing else of it did since it was `then`. What they were is
/// known of those that take in no others themselves.
pub fn moved_through(
    own: &Namespace,
    entry: &Entry,
    then: Fingerprint,
    before: impl Fn(&str) -> Option<Fingerprint>,
) -> Option<BTreeSet<String>> {
    let others = reached(own, entry);
    let was = |name: &str, now: Option<Fingerprint>| match own.fingerprints().get(name) {
        Some(whole) if Some(*whole) == now => before(name).or(now),
        _ => now,
    };
    let were = others.iter().map(|(name, now)| (&**name, was(name, *now)));
    if others.is_empty() || leaf(own, entry)?.with(were) != then {
        return None;
    }
    Some(others.iter().filter(|(name, now)| was(name, **now) != **now).map(|(name, _)| name.clone()).collect())
}

/// Whether an entry takes in all of these, directly or through others.
pub fn refers_to(own: &Namespace, entry: &Entry, others: &BTreeSet<String>) -> bool {
    let reached = reached(own, entry);
    others.iter().all(|name| reached.contains_key(name))
}

/// What an entry says, as a translation: comments, indentation and the order of attributes do not count, and what it
/// refers to does not either.
pub fn translation(entry: &Entry) -> ShortDigest {
    text(entry).into()
}

/// The fingerprints of the entries of one file, each alone.
pub fn leaves(file: &Resource) -> Vec<Option<Fingerprint>> {
    let leaf = |entry: &Entry| {
        (!entry.held).then(|| {
            let patterns = entry.patterns().filter_map(|(name, pattern)| Some((name, file.written(pattern.span)?)));
            let mut words = Digester::default();
            for (name, written) in patterns.collect::<BTreeMap<_, _>>() {
                words.maybe(name).str(&bare_words(written));
            }
            Fingerprint::new(text(entry), words.finish(), markup(file, entry))
        })
    };
    file.entries().iter().map(leaf).collect()
}

fn text(entry: &Entry) -> Digest {
    let patterns: BTreeMap<_, _> = entry.patterns().map(|(name, pattern)| (name, pattern.digest)).collect();
    let mut digester = Digester::default();
    for (name, digest) in patterns {
        digester.maybe(name).digest(digest);
    }
    digester.finish()
}

/// Names of variables, functions and references, once each; tags, as often as they stand there.
fn markup(file: &Resource, entry: &Entry) -> Digest {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut tags: Vec<String> = Vec::new();
    for (_, pattern) in entry.patterns() {
        names.extend(pattern.variables.iter().map(|variable| format!("${}", variable.name)));
        names.extend(pattern.functions.iter().map(|function| format!("{function}()")));
        names.extend(pattern.references.iter().map(super::Reference::display));
        let written = file.written(pattern.span).unwrap_or_default();
        let tags_here = written.match_indices('<').filter_map(|(at, _)| tag::read(&written[at..]));
        tags.extend(tags_here.filter(|tag| !tag.end).map(|tag| {
            let slot = tag.attributes.iter().find(|(name, _)| name == SLOT).map_or("", |(_, value)| value);
            format!("<{} {slot}>", tag.name)
        }));
    }
    tags.sort();
    let mut digester = Digester::default();
    for name in names.iter().chain(&tags) {
        digester.str(name);
    }
    digester.finish()
}

fn leaf(own: &Namespace, entry: &Entry) -> Option<Fingerprint> {
    own.leaf(own.slot(entry.kind, &entry.id)?)
}

/// All that an entry refers to, directly or through others, with the fingerprint of each alone.
pub fn reached(own: &Namespace, entry: &Entry) -> BTreeMap<String, Option<Fingerprint>> {
    let mut reached = BTreeMap::new();
    let mut open = vec![entry];
    while let Some(entry) = open.pop() {
        for reference in entry.patterns().flat_map(|(_, pattern)| &pattern.references) {
            let name = reference.kind.display(&reference.id, None);
            if reached.len() < MOST_REACHED && !reached.contains_key(&name) {
                let target = own.get(reference.kind, &reference.id);
                reached.insert(name, target.and_then(|target| leaf(own, target)));
                open.extend(target);
            }
        }
    }
    reached
}
