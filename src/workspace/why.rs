//! Look-ups in the ledger: what a page read, and who shows a message.

use std::collections::{BTreeMap, BTreeSet};

use super::Workspace;
use super::questions::{QuestionId, Reader};
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

    fn reads(&self, ids: &[QuestionId]) -> Vec<PageRead> {
        let mut reads: Vec<PageRead> = ids
            .iter()
            .filter_map(|id| self.ledger.questions.get(*id))
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

    /// Who shows this message or attribute, by locale; locales where nobody asks for it are left out.
    pub fn why_message(&self, id: &str) -> BTreeMap<LocaleId, Shown> {
        let mut shown = BTreeMap::new();
        for locale in &self.site.settings().locales {
            let mut one = Shown::default();
            for reader in self.ledger.questions.readers(&Question::Message(locale.id.clone(), id.into())) {
                match reader {
                    Reader::Page(id) => {
                        let entry = self.ledger.pages[id as usize].as_ref();
                        one.pages.extend(entry.map(|entry| entry.page.route.output()));
                    }
                    Reader::Fragment(id) => {
                        let entry = self.ledger.fragments[id as usize].as_ref();
                        let held = entry.map(|entry| (entry.key.clone(), self.outputs_holding(&entry.holders)));
                        one.fragments.extend(held);
                    }
                }
            }
            one.pages.sort();
            one.fragments.sort();
            if !one.pages.is_empty() || !one.fragments.is_empty() {
                one.answered = self.site.messages().source_of(&locale.id, id).cloned();
                shown.insert(locale.id.clone(), one);
            }
        }
        shown
    }
}
