//! Every question that anyone asked, with the answer that stands and who asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::{Question, Site, Touched};
use crate::text::Digest;

/// Stands for a question in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionId(u32);

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
        let mut moved = BTreeSet::new();
        for asked in self.asked.iter_mut().flatten().filter(|asked| touched.concerns(&asked.question)) {
            let answer = site.answer(&asked.question);
            if answer != asked.answer {
                asked.answer = answer;
                moved.extend(asked.readers.iter().copied());
            }
        }
        moved
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
