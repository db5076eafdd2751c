//! Look-ups in the ledger: what a page read, and who shows a message.

use std::collections::{BTreeMap, BTreeSet};

use super::Workspace;
use super::questions::Reads;
use super::readers::Reader;
use crate::diagnostic::Place;
use crate::render::FragmentKey;
use crate::site::{Page, Question};
use crate::text::{Digest, LocaleId};

/// What a page read, itself and through its fragments.
#[derive(Clone, Debug)]
pub struct PageReads {
    /// The page.
    pub page: Page,
    /// Its output path.
    pub output: String,
    /// What the page itself asked, in order.
    pub reads: Vec<PageRead>,
    /// What each of its fragments asked; fragments inside fragments too.
    pub fragments: Vec<(FragmentKey, Vec<PageRead>)>,
}

/// One question of a page.
#[derive(Clone, Debug)]
pub struct PageRead {
    /// What was asked.
    pub question: Question,
    /// The answer that stands; [`Digest::NONE`] for "there is none".
    pub answer: Digest,
    /// Where the answer comes from, when it is one place.
    pub place: Option<Place>,
}

/// Who shows a message in one locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The locale whose text stands there; `None` when nobody has the message.
    pub answered: Option<LocaleId>,
    /// Messages and attributes of the locale that hold its text in theirs.
    pub through: BTreeSet<String>,
    /// Outputs that print it themselves.
    pub pages: Vec<String>,
    /// Fragments that print it, each with the outputs that hold it.
    pub fragments: Vec<(FragmentKey, Vec<String>)>,
}

impl Workspace {
    /// What the page at this output path read.
    pub fn why_page(&self, output: &str) -> Option<PageReads> {
        let id = *self.ledger.by_output.get(output)?;
        let entry = self.ledger.pages[id as usize].as_ref()?;
        let mut fragments = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<FragmentKey> = entry.output.slots.iter().rev().cloned().collect();
        while let Some(key) = open.pop() {
            let Some(fragment) = self.ledger.fragment(&key).filter(|_| seen.insert(key.clone())) else { continue };
            open.extend(fragment.output.slots.iter().rev().cloned());
            fragments.push((key, self.reads(&fragment.reads)));
        }
        let page = (*entry.page).clone();
        Some(PageReads { page, output: output.to_owned(), reads: self.reads(&entry.reads), fragments })
    }

    fn reads(&self, reads: &Reads) -> Vec<PageRead> {
        let questions = &self.ledger.questions;
        let mut reads: Vec<PageRead> = questions
            .ids_of(reads)
            .filter_map(|id| questions.get(id))
            .map(|(question, answer)| PageRead { place: self.place(question), question: question.clone(), answer })
            .collect();
        reads.sort_by(|a, b| a.question.cmp(&b.question));
        reads
    }

    /// Where the answer to a question comes from.
    fn place(&self, question: &Question) -> Option<Place> {
        match question {
            Question::Message(locale, id) => {
                let owner = self.site.messages().source_of(locale, id)?;
                Some(Place::Entry(owner.clone(), id.to_string()))
            }
            Question::Head(locale, subject) | Question::Body(locale, subject) | Question::Stale(locale, subject) => {
                self.site.document_path(locale, subject).map(Place::File)
            }
            Question::Layout(name) => self.site.layouts().get(name).map(|layout| Place::File(layout.path.clone())),
            _ => None,
        }
    }

    /// Who shows this message (`search`, with its attributes), attribute (`search.title`) or term (`-brand`), itself or
    /// as a part of another, by locale that is built.
    pub fn why_message(&self, id: &str) -> BTreeMap<LocaleId, Shown> {
        let built = self.site.settings().made();
        built.map(|locale| (locale.id.clone(), self.shown(&locale.id, id))).collect()
    }

    fn shown(&self, locale: &LocaleId, id: &str) -> Shown {
        let through = self.site.messages().referrers(locale).remove(id).unwrap_or_default();
        let mut shown = Shown { answered: self.answering(locale, id), through, ..Shown::default() };
        let texts = self.texts_of(locale, id);
        let asked =
            texts.iter().chain(&shown.through).map(|text| Question::Message(locale.clone(), text.as_str().into()));
        let readers: BTreeSet<Reader> =
            asked.flat_map(|asked| self.ledger.questions.readers(&asked).collect::<Vec<_>>()).collect();
        for reader in readers {
            match reader {
                Reader::Page(id) => {
                    let entry = self.ledger.pages[id as usize].as_ref();
                    shown.pages.extend(entry.map(|entry| entry.page.route.output()));
                }
                Reader::Fragment(id) => {
                    let entry = self.ledger.fragments[id as usize].as_ref();
                    let held = entry.map(|entry| (entry.key.clone(), self.outputs_behind([reader])));
                    shown.fragments.extend(held);
                }
            }
        }
        shown.pages.sort();
        shown.fragments.sort();
        shown
    }

    /// The locale whose entry counts. Terms are asked for by the texts of the locale only, along its chain.
    fn answering(&self, locale: &LocaleId, id: &str) -> Option<LocaleId> {
        let messages = self.site.messages();
        if !id.starts_with('-') {
            return messages.source_of(locale, id).cloned();
        }
        let fallback = self.site.settings().locale(locale).into_iter().flat_map(|locale| &locale.fallback);
        [locale].into_iter().chain(fallback).find(|locale| messages.find(locale, id).is_some()).cloned()
    }

    /// A message and its attributes, as pages ask for them.
    pub(super) fn texts_of(&self, locale: &LocaleId, id: &str) -> BTreeSet<String> {
        let attributes = self.site.messages().attributes(locale, id);
        attributes.iter().map(|attribute| format!("{id}.{attribute}")).chain([id.to_owned()]).collect()
    }
}

impl Shown {
    /// Whether any page shows it.
    pub fn is_shown(&self) -> bool {
        !self.pages.is_empty() || !self.fragments.is_empty()
    }

    /// The outputs that show it, themselves or through a fragment.
    pub fn outputs(&self) -> BTreeSet<&str> {
        let held = self.fragments.iter().flat_map(|(_, outputs)| outputs);
        self.pages.iter().chain(held).map(String::as_str).collect()
    }
}
