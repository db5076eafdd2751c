//! What a translation refers to and which variables it uses: in, its text and the source's; out, where they differ.

use std::collections::BTreeSet;

use super::finder::{Finder, Opened, Text};
use crate::diagnostic::{Place, codes};
use crate::locales::{EntryKind, Role};

/// Compares the references and the variables of a text with those of the source's.
pub fn check(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>, source: &Opened<'_>) {
    references(finder, own, theirs, source);
    variables(finder, own, theirs, source);
}

/// Every message and term that a text refers to. Attributes of terms are grammar, and each language has its own.
fn references(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>, source: &Opened<'_>) {
    let public = |text: &Text<'_>| -> Vec<(String, crate::text::Span)> {
        let all = text.pattern.references.iter();
        let public = all.filter(|reference| reference.kind == EntryKind::Message || reference.attribute.is_none());
        public.map(|reference| (reference.display(), reference.span)).collect()
    };
    let (mine, wanted) = (public(own), public(theirs));
    if mine.is_empty() && wanted.is_empty() {
        return;
    }
    let named = |list: &[(String, crate::text::Span)], name: &str| list.iter().any(|(other, _)| other == name);
    let mut told = BTreeSet::new();
    for (name, span) in &wanted {
        if named(&mine, name) || !told.insert(name.clone()) {
            continue;
        }
        let message = format!("`{}` does not use `{{ {name} }}`, as the source does", own.name());
        let finding = finder.find_in(codes::parity::MISSING_REFERENCE, own, own.pattern.span, message);
        finding.hint = Some(format!("put `{{ {name} }}` where its words are wanted"));
        finding.related.push((Place::Span(source.file.path().clone(), *span), "the source's reference".to_owned()));
    }
    for (name, span) in &mine {
        if named(&wanted, name) || !told.insert(name.clone()) {
            continue;
        }
        let message = format!("`{}` uses `{{ {name} }}`, which the source does not", own.name());
        finder.find_in(codes::parity::OBSOLETE_REFERENCE, own, *span, message).hint =
            Some("use what the source uses".to_owned());
    }
}

fn variables(finder: &mut Finder<'_>, own: &Text<'_>, theirs: &Text<'_>, source: &Opened<'_>) {
    let (mine, wanted) = (&own.parts.uses, &theirs.parts.uses);
    let mut told = BTreeSet::new();
    for used in wanted.iter().filter(|used| used.role != Role::Selector) {
        // What the source only chooses by need not matter in another language.
        if mine.iter().any(|other| other.name == used.name) || !told.insert(used.name) {
            continue;
        }
        let message = format!("`{}` does not use ${}, as the source does", own.name(), used.name);
        let finding = finder.find_in(codes::parity::MISSING_VARIABLE, own, own.pattern.span, message);
        finding.hint = Some(format!("put `{{ ${} }}` where its value is wanted", used.name));
        let place = Place::Span(source.file.path().clone(), used.span);
        finding.related.push((place, "the source's variable".to_owned()));
    }
    for used in mine {
        let known = wanted.iter().filter(|other| other.name == used.name);
        let formats: BTreeSet<Role> =
            known.clone().map(|other| other.role).filter(|role| *role != Role::Selector).collect();
        if known.count() == 0 {
            if told.insert(used.name) {
                let message = format!("`{}` uses ${}, which the source does not use", own.name(), used.name);
                finder.find_in(codes::parity::SURPLUS_VARIABLE, own, used.span, message).hint =
                    Some("use the variables of the source".to_owned());
            }
        } else if used.role != Role::Selector && !formats.is_empty() && !formats.contains(&used.role) {
            let wanted = formats.first().map_or("", |role| written(*role));
            let message = format!("`{}` prints ${} {}, the source {wanted}", own.name(), used.name, written(used.role));
            finder.find_in(codes::parity::OTHER_FORMAT, own, used.span, message).hint =
                Some(format!("print it {wanted}"));
        }
    }
}

fn written(role: Role) -> &'static str {
    match role {
        Role::Number => "by NUMBER()",
        Role::Date => "by DATETIME()",
        Role::Plain | Role::Selector => "as it is",
    }
}
