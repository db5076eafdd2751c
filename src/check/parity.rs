//! What a locale lacks and has too much: in, its entries and the source's; out, findings about entries and their parts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::finder::{Finder, Opened};
use super::messages::Reference;
use crate::diagnostic::{Place, codes};
use crate::locales::{Entry, EntryKind, Messages, Resource};

/// Every message and term of the source that the locale lacks. Of terms only those that none of its texts asks for:
/// the others are told where they are asked for.
pub fn missing(finder: &mut Finder<'_>, reference: &Reference<'_>, messages: &Messages, asked: &BTreeSet<&str>) {
    let locale = finder.locale.clone();
    let lacks_term = |entry: &Entry| {
        let own = messages.entry(&locale, &entry.display());
        own.is_none_or(|own| own.held) && !asked.contains(&*entry.id)
    };
    for source in reference.entries() {
        let entry = source.entry;
        let (code, is_missing) = match entry.kind {
            EntryKind::Message => (codes::locales::MISSING_MESSAGE, !messages.has(&locale, &entry.id)),
            EntryKind::Term => (codes::locales::MISSING_TERM, lacks_term(entry)),
        };
        if !is_missing {
            continue;
        }
        let name = entry.display();
        let severity = match entry.kind {
            EntryKind::Message => finder.severity_of_missing(),
            EntryKind::Term => code.severity,
        };
        let place = Place::Entry(reference.locale.clone(), name.clone());
        let finding = finder.at(code, place, name.clone(), format!("`{name}` is missing in {locale}"));
        finding.severity = severity;
        finding.hint = Some(format!("add `{name}` to {}", same_file(source.file, &locale)));
    }
}

/// The locale's file of the same name as this file of the source.
fn same_file(file: &Resource, locale: &crate::text::LocaleId) -> String {
    let rest = file.path().within("locales").and_then(|path| path.split_once('/'));
    rest.map_or_else(|| format!("locales/{locale}/"), |(_, name)| format!("locales/{locale}/{name}"))
}

/// The terms that the texts of these files ask for.
pub fn asked_terms(files: &[Arc<Resource>]) -> BTreeSet<&str> {
    let entries = files.iter().flat_map(|file| file.entries());
    let references = entries.flat_map(|entry| entry.patterns()).flat_map(|(_, pattern)| &pattern.references);
    references.filter(|reference| reference.kind == EntryKind::Term).map(|reference| &*reference.id).collect()
}

/// An entry that the source does not have. A term that the locale made for its own texts is none.
pub fn surplus(finder: &mut Finder<'_>, own: &Opened<'_>, reference: &Reference<'_>, asked: &BTreeSet<&str>) {
    let entry = own.entry;
    if reference.is_broken || (entry.kind == EntryKind::Term && asked.contains(&*entry.id)) {
        return;
    }
    let name = entry.display();
    let message = format!("`{name}` is not in {}, the source: nothing shows it", reference.locale);
    finder.find(codes::parity::OBSOLETE_MESSAGE, own.file, entry.id_span, name, message).hint =
        Some("remove it, or correct its name".to_owned());
}

/// The value and the attributes of a message against the source's.
pub fn parts(finder: &mut Finder<'_>, own: &Opened<'_>, source: &Opened<'_>) {
    let (entry, wanted) = (own.entry, source.entry);
    let name = entry.display();
    match (&entry.value, &wanted.value) {
        (None, Some(text)) => {
            let message = format!("`{name}` has no text of its own, as the source's has");
            let severity = finder.severity_of_missing();
            let finding = finder.find(codes::locales::MISSING_VALUE, own.file, entry.id_span, name.clone(), message);
            finding.hint = Some("write its text after `=`".to_owned());
            finding.severity = severity;
            let place = Place::Span(source.file.path().clone(), text.span);
            finding.related.push((place, "the source's text".to_owned()));
        }
        (Some(text), None) => {
            let message = format!("`{name}` has a text of its own, and the source's has attributes only");
            finder.find(codes::parity::OBSOLETE_VALUE, own.file, text.span, name.clone(), message).hint =
                Some("remove the text; nothing shows it".to_owned());
        }
        _ => {}
    }
    for attribute in wanted.attributes.iter().filter(|attribute| entry.attribute(&attribute.id).is_none()) {
        let id = entry.kind.display(&entry.id, Some(&attribute.id));
        let message = format!("`{name}` has no attribute `{}`, as the source's has", attribute.id);
        let severity = finder.severity_of_missing();
        let finding = finder.find(codes::parity::MISSING_ATTRIBUTE, own.file, entry.id_span, id, message);
        finding.hint = Some(format!("add `.{} = …` below it, indented", attribute.id));
        finding.severity = severity;
        let place = Place::Span(source.file.path().clone(), attribute.span);
        finding.related.push((place, "the source's attribute".to_owned()));
    }
    for attribute in entry.attributes.iter().filter(|attribute| wanted.attribute(&attribute.id).is_none()) {
        let id = entry.kind.display(&entry.id, Some(&attribute.id));
        let message = format!("the source's `{name}` has no attribute `{}`", attribute.id);
        finder.find(codes::parity::OBSOLETE_ATTRIBUTE, own.file, attribute.span, id, message).hint =
            Some("remove it, or correct its name".to_owned());
    }
}

/// A message and a term of one name in the source.
pub fn shared_names(finder: &mut Finder<'_>, reference: &Reference<'_>) {
    for term in reference.entries().filter(|opened| opened.entry.kind == EntryKind::Term) {
        let Some(message) = reference.get(EntryKind::Message, &term.entry.id) else { continue };
        let (name, id) = (term.entry.display(), &term.entry.id);
        let text = format!("the term `{name}` and the message `{id}` have one name");
        let finding = finder.find(codes::parity::SHARED_NAME, term.file, term.entry.id_span, name, text);
        finding.hint = Some("give one of them another name: other tools and readers take one for the other".to_owned());
        let place = Place::Span(message.file.path().clone(), message.entry.id_span);
        finding.related.push((place, "the message".to_owned()));
    }
}
