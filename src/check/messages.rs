//! All rules over one locale: in, the site and what the source says; out, findings in the order of their places.

use std::collections::BTreeMap;

use super::finder::{Finder, Opened};
use super::quotes::Quotes;
use super::{files, house, japanese, markup, parity, placeables, style, texts, typography, variants};
use crate::diagnostic::{Code, Diagnostic, codes, limited};
use crate::locales::EntryKind;
use crate::settings::{LocaleSettings, State};
use crate::site::Site;
use crate::text::LocaleId;

/// So many findings of one code are told of one text. Who has more is helped by the first ones.
const MOST_ALIKE: usize = 20;

/// What the source locale says, opened up once for all others.
pub struct Reference<'s> {
    pub(super) locale: &'s LocaleId,
    messages: BTreeMap<&'s str, Opened<'s>>,
    terms: BTreeMap<&'s str, Opened<'s>>,
    /// A piece of it cannot be read: what it seems to lack may be there.
    pub(super) is_broken: bool,
}

impl<'s> Reference<'s> {
    /// The source of this site.
    pub fn of(site: &'s Site) -> Self {
        let locale = &site.settings().source_locale;
        let files = site.messages().files(locale);
        let is_broken = files.iter().any(|file| file.is_broken());
        let mut reference = Self { locale, messages: BTreeMap::new(), terms: BTreeMap::new(), is_broken };
        for opened in Opened::all(files) {
            let entries = match opened.entry.kind {
                EntryKind::Message => &mut reference.messages,
                EntryKind::Term => &mut reference.terms,
            };
            entries.entry(&*opened.entry.id).or_insert(opened);
        }
        reference
    }

    /// The source's entry of this name; of duplicates the one that counts.
    pub(super) fn get(&self, kind: EntryKind, id: &str) -> Option<&Opened<'s>> {
        match kind {
            EntryKind::Message => self.messages.get(id),
            EntryKind::Term => self.terms.get(id),
        }
    }

    /// The term that has just this text.
    pub(super) fn term_reading(&self, text: &str) -> Option<&'s str> {
        let reads = |opened: &Opened<'_>| {
            opened.text(None).is_some_and(|own| own.parts.runs.iter().all(|run| run.text == text))
        };
        self.terms.iter().find(|(_, opened)| reads(opened)).map(|(id, _)| *id)
    }

    /// All entries, messages first.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Opened<'s>> {
        self.messages.values().chain(self.terms.values())
    }
}

/// What the rules find in one locale. Of pseudo locales nothing: what is wrong with them is wrong with the source.
pub fn messages(site: &Site, reference: &Reference<'_>, locale: &LocaleSettings) -> Vec<Diagnostic> {
    if locale.made_from.is_some() {
        return Vec::new();
    }
    let mut finder = Finder { locale: &locale.id, is_live: locale.state == State::Live, list: Vec::new() };
    let is_source = locale.id == *reference.locale;
    let resources = site.messages().files(&locale.id);
    let (quotes, mut plurals) = (Quotes::of(&locale.id), variants::Plurals::of(&locale.id));
    let asked = parity::asked_terms(resources);
    for opened in Opened::all(resources) {
        for text in opened.texts() {
            variants::check(&mut finder, &text, &mut plurals);
            texts::check(&mut finder, &text);
            typography::check(&mut finder, &text, quotes.as_ref());
            if locale.id.as_str().split('-').next() == Some("ja") {
                japanese::check(&mut finder, &text);
            }
        }
        if is_source {
            continue;
        }
        match reference.get(opened.entry.kind, &opened.entry.id) {
            Some(source) => against_source(&mut finder, &opened, source, reference),
            None => parity::surplus(&mut finder, &opened, reference, &asked),
        }
    }
    for file in resources {
        files::check(&mut finder, file);
        if is_source {
            files::check_source(&mut finder, file);
        }
    }
    if !is_source && locale.state.is_built() {
        parity::missing(&mut finder, reference, site.messages(), &asked);
    }
    if is_source {
        parity::shared_names(&mut finder, reference);
        house::check(&mut finder, resources, reference, &site.settings().checks);
    }
    finder.list.sort();
    bounded(finder.list)
}

/// The findings without those that a text or a file has too many of. What the locale lacks is a list of work, and told
/// in full.
fn bounded(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut alike: BTreeMap<(String, Code), usize> = BTreeMap::new();
    findings.retain(|found| {
        let Some(id) = &found.id else { return true };
        let count = alike.entry((id.clone(), found.code)).or_default();
        *count += 1;
        *count <= MOST_ALIKE
    });
    let lacks = [codes::locales::MISSING_MESSAGE, codes::locales::MISSING_TERM];
    let (mut missing, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(|found| lacks.contains(&found.code));
    missing.extend(limited(others));
    missing
}

fn against_source(finder: &mut Finder<'_>, own: &Opened<'_>, source: &Opened<'_>, reference: &Reference<'_>) {
    if own.entry.kind == EntryKind::Message {
        parity::parts(finder, own, source);
    }
    for text in own.texts() {
        let Some(theirs) = source.text(text.attribute) else { continue };
        if own.entry.kind == EntryKind::Message {
            placeables::check(finder, &text, &theirs, source);
            markup::check(finder, &text, &theirs);
            style::check(finder, &text, &theirs);
        }
        texts::check_translation(finder, &text, &theirs, reference.locale);
    }
}
