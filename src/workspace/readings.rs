//! What the pages of a locale read, all at once: in, the ledger; out, each question once with its answer, and by page and
//! fragment which of them it asked.

use std::collections::{BTreeMap, BTreeSet};

use super::Workspace;
use super::questions::QuestionId;
use crate::render::FragmentKey;
use crate::site::{Question, Role};
use crate::text::{Digest, LocaleId};

/// What the pages of a locale read. Places are those in [`Readings::questions`] and [`Readings::fragments`].
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// All questions with the answers that stand, in order.
    pub questions: Vec<(Question, Digest)>,
    /// The fragments that pages hold, in order, each with what it asked.
    pub fragments: Vec<(FragmentKey, Vec<usize>)>,
    /// The pages for people, by their outputs.
    pub pages: BTreeMap<String, PageReading>,
}

/// What one page read.
#[derive(Clone, Debug, Default)]
pub struct PageReading {
    /// What it asked itself.
    pub reads: Vec<usize>,
    /// The fragments that it holds, those inside others too.
    pub fragments: Vec<usize>,
}

/// A page while its readings are gathered.
struct Gathered {
    output: String,
    reads: Vec<QuestionId>,
    fragments: BTreeSet<FragmentKey>,
}

impl Workspace {
    /// What the pages of a locale read. Whatever they did not read, `further` questions are answered too.
    pub fn readings(&self, locale: &LocaleId, further: impl IntoIterator<Item = Question>) -> Readings {
        let pages = self.gathered(locale);
        let keys: BTreeSet<&FragmentKey> = pages.iter().flat_map(|page| &page.fragments).collect();
        let asked_by = |key: &FragmentKey| -> Vec<QuestionId> {
            let fragment = self.ledger.fragment(key);
            fragment.into_iter().flat_map(|fragment| self.ledger.questions.ids_of(&fragment.reads)).collect()
        };
        let of_pages = pages.iter().flat_map(|page| page.reads.iter().copied());
        let ids: BTreeSet<QuestionId> = of_pages.chain(keys.iter().flat_map(|key| asked_by(key))).collect();
        let asked = ids.iter().filter_map(|id| self.ledger.questions.get(*id));
        let mut answers: BTreeMap<Question, Digest> =
            asked.map(|(question, answer)| (question.clone(), answer)).collect();
        for question in further {
            answers.entry(question).or_insert_with_key(|question| self.site.answer(question));
        }
        let places: BTreeMap<&Question, usize> = answers.keys().enumerate().map(|(at, key)| (key, at)).collect();
        let place = |id: &QuestionId| places.get(self.ledger.questions.get(*id)?.0).copied();
        let reads = |ids: &[QuestionId]| {
            let mut reads: Vec<usize> = ids.iter().filter_map(place).collect();
            reads.sort_unstable();
            reads
        };
        let fragments = keys.iter().map(|key| ((*key).clone(), reads(&asked_by(key)))).collect();
        let numbers: BTreeMap<&FragmentKey, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        let read = |page: &Gathered| PageReading {
            reads: reads(&page.reads),
            fragments: page.fragments.iter().filter_map(|key| numbers.get(key).copied()).collect(),
        };
        let by_output = pages.iter().map(|page| (page.output.clone(), read(page))).collect();
        Readings { pages: by_output, fragments, questions: answers.into_iter().collect() }
    }

    fn gathered(&self, locale: &LocaleId) -> Vec<Gathered> {
        let entries = self.ledger.pages.iter().flatten();
        let of_locale = entries.filter(|entry| entry.page.locale == *locale && entry.page.role != Role::Artifact);
        of_locale
            .map(|entry| Gathered {
                output: entry.page.route.output(),
                reads: self.ledger.questions.ids_of(&entry.reads).collect(),
                fragments: self.fragments_within(&entry.output.slots),
            })
            .collect()
    }

    /// These fragments and those that they hold.
    fn fragments_within(&self, slots: &[FragmentKey]) -> BTreeSet<FragmentKey> {
        let mut within = BTreeSet::new();
        let mut open: Vec<&FragmentKey> = slots.iter().collect();
        while let Some(key) = open.pop() {
            if within.insert(key.clone()) {
                open.extend(self.ledger.fragment(key).into_iter().flat_map(|fragment| &*fragment.output.slots));
            }
        }
        within
    }
}
