//! What a translation refers to and which variables it uses: in, its text and the source's; out, where they differ.

use std::collections::{BTreeMap, BTreeSet};

use super::finder::{Finder, Opened, Text};
use crate::diagnostic::{Place, codes};
use crate::locales::{EntryKind, Reference, Role};

/// Compares the references and the variables of a text with those of the source's.
pub fn check(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>, source: &Opened<'_>) {
    references(finder, own, theirs, source);
    variables(finder, own, theirs, source);
}

/// Compares every message and term that the texts refer to. Attributes of terms are grammar, and each language has its
/// own.
fn references(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>, source: &Opened<'_>) {
    let is_public = |one: &&Reference| one.kind == EntryKind::Message || one.attribute.is_none();
    let (mine, wanted) = (&own.pattern.references, &theirs.pattern.references);
    if mine.iter().map(key).eq(wanted.iter().map(key)) {
        return;
    }
    let mut known: BTreeSet<_> = mine.iter().map(key).collect();
    for one in wanted.iter().filter(is_public).filter(|one| known.insert(key(one))) {
        let name = one.display();
        let message = format!("`{}` does not use `{{ {name} }}`, as the source does", own.name());
        let finding = finder.find_in(codes::parity::MISSING_REFERENCE, own, own.pattern.span, message);
        finding.hint = Some(format!("put `{{ {name} }}` where its words are wanted"));
        finding.related.push((Place::Span(source.file.path().clone(), one.span), "the source's reference".to_owned()));
    }
    let mut known: BTreeSet<_> = wanted.iter().map(key).collect();
    for one in mine.iter().filter(is_public).filter(|one| known.insert(key(one))) {
        let message = format!("`{}` uses `{{ {} }}`, which the source does not", own.name(), one.display());
        finder.find_in(codes::parity::OBSOLETE_REFERENCE, own, one.span, message).hint =
            Some("use what the source uses".to_owned());
    }
}

fn key(one: &Reference) -> (EntryKind, &str, Option<&str>) {
    (one.kind, &one.id, one.attribute.as_deref())
}

/// What each variable of a text is used for.
fn roles<'t>(text: &Text<'t>) -> BTreeMap<&'t str, BTreeSet<Role>> {
    let mut roles: BTreeMap<&str, BTreeSet<Role>> = BTreeMap::new();
    for used in &text.parts.uses {
        roles.entry(used.name).or_default().insert(used.role);
    }
    roles
}

fn variables(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>, source: &Opened<'_>) {
    if own.parts.uses.is_empty() && theirs.parts.uses.is_empty() {
        return;
    }
    let (mut mine, mut wanted) = (roles(own), roles(theirs));
    // What the source only chooses by need not matter in another language.
    for used in theirs.parts.uses.iter().filter(|used| used.role != Role::Selector) {
        if mine.insert(used.name, BTreeSet::new()).is_some() {
            continue;
        }
        let message = format!("`{}` does not use ${}, as the source does", own.name(), used.name);
        let finding = finder.find_in(codes::parity::MISSING_VARIABLE, own, own.pattern.span, message);
        finding.hint = Some(format!("put `{{ ${} }}` where its value is wanted", used.name));
        let place = Place::Span(source.file.path().clone(), used.span);
        finding.related.push((place, "the source's variable".to_owned()));
    }
    for used in &own.parts.uses {
        let Some(formats) = wanted.get(used.name) else {
            // Once is enough: from here on it counts as known, and as printed in any way.
            wanted.insert(used.name, BTreeSet::new());
            let message = format!("`{}` uses ${}, which the source does not use", own.name(), used.name);
            let finding = finder.find_in(codes::parity::SURPLUS_VARIABLE, own, used.span, message);
            finding.hint = Some("use the variables of the source".to_owned());
            finding.argument = Some(format!("${}", used.name));
            continue;
        };
        let mut printed = formats.iter().filter(|role| **role != Role::Selector);
        let Some(format) = printed.next().filter(|_| used.role != Role::Selector && !formats.contains(&used.role))
        else {
            continue;
        };
        let (mine, theirs) = (written(used.role), written(*format));
        let message = format!("`{}` prints ${} {mine}, the source {theirs}", own.name(), used.name);
        finder.find_in(codes::parity::OTHER_FORMAT, own, used.span, message).hint = Some(format!("print it {theirs}"));
    }
}

fn written(role: Role) -> &'static str {
    match role {
        Role::Number => "by NUMBER()",
        Role::Date => "by DATETIME()",
        Role::Plain | Role::Selector => "as it is",
    }
}
