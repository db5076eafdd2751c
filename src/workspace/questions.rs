//! Every question that anyone asked, with the answer that stands and who asked.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::site::{Question, SearchPart, Site, Touched};
use crate::text::{Digest, Keep, Keeper, Kept, LocaleId, keep_fields};

/// Stands for a question in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionId(u32);

keep_fields!(QuestionId { 0 });

/// Who asked: a page or a fragment, by its number in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    Page(u32),
    Fragment(u32),
}

struct Asked {
    question: Question,
    answer: Digest,
    readers: BTreeSet<Reader>,
}

/// All questions, their answers, their readers.
#[derive(Default)]
pub struct Questions {
    ids: BTreeMap<Question, QuestionId>,
    asked: Vec<Option<Asked>>,
    free: Vec<QuestionId>,
}

impl Questions {
    /// Asks all questions over replaced parts again; gives the readers of those whose answer moved.
    pub fn ask_again(&mut self, site: &Site, touched: &Touched) -> BTreeSet<Reader> {
        self.ask(site, |question| touched.concerns(question))
    }

    /// Asks all questions again; gives the readers of those whose answer moved.
    pub fn ask_all(&mut self, site: &Site) -> BTreeSet<Reader> {
        let is_same = |asked: &&Asked| site.answer(&asked.question) == asked.answer;
        let wholes = self.asked.iter().flatten().filter_map(|asked| match &asked.question {
            Question::Search(locale, SearchPart::Whole) => Some((locale, asked)),
            _ => None,
        });
        let searches: BTreeSet<LocaleId> =
            wholes.filter(|(_, asked)| is_same(asked)).map(|(locale, _)| locale.clone()).collect();
        // To answer for a shard all texts are read; while the whole is the same, so are its parts.
        let stands = |question: &Question| match question {
            Question::Search(locale, SearchPart::Shard(_)) => searches.contains(locale),
            _ => false,
        };
        self.ask(site, |question| !stands(question))
    }

    fn ask(&mut self, site: &Site, is_wanted: impl Fn(&Question) -> bool + Sync) -> BTreeSet<Reader> {
        let wanted = self.asked.par_iter_mut().flatten().filter(|asked| is_wanted(&asked.question));
        let moved = wanted.filter_map(|asked| {
            let answer = site.answer(&asked.question);
            let is_other = answer != std::mem::replace(&mut asked.answer, answer);
            is_other.then(|| asked.readers.iter().copied().collect::<Vec<_>>())
        });
        moved.flatten_iter().collect::<Vec<_>>().into_iter().collect()
    }

    /// Notes that a reader asked these questions (and no longer those of `before`); gives their ids, sorted.
    pub fn record(
        &mut self,
        reader: Reader,
        before: &[QuestionId],
        reads: Vec<Question>,
        site: &Site,
    ) -> Box<[QuestionId]> {
        let mut ids: Vec<QuestionId> = reads.into_iter().map(|question| self.id(question, site)).collect();
        ids.sort_unstable();
        if *ids == *before {
            return ids.into();
        }
        for id in &ids {
            if let Some(asked) = &mut self.asked[id.0 as usize] {
                asked.readers.insert(reader);
            }
        }
        let gone: Vec<QuestionId> = before.iter().filter(|id| ids.binary_search(id).is_err()).copied().collect();
        self.forget(reader, &gone);
        ids.into()
    }

    /// Notes that a reader no longer asks these; questions that nobody asks are dropped.
    pub fn forget(&mut self, reader: Reader, ids: &[QuestionId]) {
        for id in ids {
            let slot = &mut self.asked[id.0 as usize];
            let Some(asked) = slot else { continue };
            asked.readers.remove(&reader);
            if asked.readers.is_empty() {
                self.ids.remove(&asked.question);
                *slot = None;
                self.free.push(*id);
            }
        }
    }

    /// Keeps all questions with their answers. Readers keep what they asked themselves.
    pub fn keep(&self, to: &mut Keeper) {
        self.asked.len().keep(to);
        for asked in &self.asked {
            to.byte(u8::from(asked.is_some()));
            if let Some(Asked { question, answer, .. }) = asked {
                question.keep(to);
                answer.keep(to);
            }
        }
    }

    /// The questions that were kept, and who asked them.
    pub fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let kept: Vec<Option<(Question, Digest)>> = Keep::recall(from)?;
        let mut questions = Self::default();
        let mut ids = Vec::new();
        for (id, kept) in (0..).map(QuestionId).zip(kept) {
            if let Some((question, _)) = &kept {
                ids.push((question.clone(), id));
            } else {
                questions.free.push(id);
            }
            let asked = kept.map(|(question, answer)| Asked { question, answer, readers: BTreeSet::new() });
            questions.asked.push(asked);
        }
        questions.ids = ids.into_iter().collect();
        Some(questions)
    }

    /// Notes that a reader asked these, in an earlier run; `None` when there is no such question.
    pub fn adopt(&mut self, reader: Reader, ids: &[QuestionId]) -> Option<()> {
        ids.iter().try_for_each(|id| {
            self.asked.get_mut(id.0 as usize)?.as_mut()?.readers.insert(reader);
            Some(())
        })
    }

    /// The question behind an id, with the answer that stands.
    pub fn get(&self, id: QuestionId) -> Option<(&Question, Digest)> {
        self.asked.get(id.0 as usize)?.as_ref().map(|asked| (&asked.question, asked.answer))
    }

    /// Who asked this question.
    pub fn readers(&self, question: &Question) -> impl Iterator<Item = Reader> {
        let asked = self.ids.get(question).and_then(|id| self.asked[id.0 as usize].as_ref());
        asked.into_iter().flat_map(|asked| asked.readers.iter().copied())
    }

    /// The messages and attributes that were asked for, once for each locale.
    pub fn messages(&self) -> impl Iterator<Item = &str> + Clone {
        // The first two kinds of question, in the order of questions.
        self.ids.keys().map_while(|question| match question {
            Question::Message(_, id) | Question::Has(_, id) => Some(&**id),
            _ => None,
        })
    }

    fn id(&mut self, question: Question, site: &Site) -> QuestionId {
        if let Some(id) = self.ids.get(&question) {
            return *id;
        }
        let asked = Asked { answer: site.answer(&question), question: question.clone(), readers: BTreeSet::new() };
        let id = match self.free.pop() {
            Some(id) => {
                self.asked[id.0 as usize] = Some(asked);
                id
            }
            None => {
                self.asked.push(Some(asked));
                QuestionId(u32::try_from(self.asked.len() - 1).expect("fewer than 2^32 questions"))
            }
        };
        self.ids.insert(question, id);
        id
    }
}
