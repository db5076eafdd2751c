//! Every question that anyone asked, with the answer that stands and who asked.

use std::collections::BTreeSet;
use std::hash::BuildHasher as _;

use hashbrown::HashTable;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::read_sets::ReadSets;
use super::readers::{Asker, Askers, Reader};
use crate::site::{Kind, Question, SearchPart, Site, Touched};
use crate::text::{Digest, Keep, Keeper, Kept, LocaleId, keep_fields};

/// Stands for a question in the ledger: its shelf in the upper bits, its number there in the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionId(u32);

/// Bits of a number on a shelf.
const BITS: u32 = 27;

impl QuestionId {
    fn new(shelf: usize, number: usize) -> Self {
        let number = u32::try_from(number).ok().filter(|number| *number < 1 << BITS);
        Self((shelf as u32) << BITS | number.expect("fewer than 2^27 questions of a kind"))
    }

    /// Its shelf, and its number there.
    fn place(self) -> (usize, usize) {
        ((self.0 >> BITS) as usize, (self.0 & ((1 << BITS) - 1)) as usize)
    }
}

keep_fields!(QuestionId { 0 });

/// What a page or fragment asked: the set of what many ask alike, and what hardly anybody else asks.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    set: Option<u32>,
    own: Box<[QuestionId]>,
}

keep_fields!(Reads { set, own });

impl Reads {
    /// Whether nothing was asked, or nothing was made yet.
    pub fn is_empty(&self) -> bool {
        self.set.is_none()
    }
}

struct Asked {
    question: Question,
    answer: Digest,
    askers: Askers,
}

/// The questions of one kind. An edit concerns few kinds, and most questions are of others.
#[derive(Default)]
struct Shelf {
    asked: Vec<Option<Asked>>,
    free: Vec<usize>,
}

/// In the order of [`Kind::ALL`].
type Shelves = [Shelf; Kind::ALL.len()];

/// All questions, their answers, their readers.
#[derive(Default)]
pub struct Questions {
    /// By the hash of the question, which stands on its shelf.
    ids: HashTable<QuestionId>,
    shelves: Shelves,
    sets: ReadSets,
}

impl Questions {
    /// Asks all questions over replaced parts again; gives the readers of those whose answer moved.
    pub fn ask_again(&mut self, site: &Site, touched: &Touched) -> BTreeSet<Reader> {
        self.ask(site, |kind| touched.may_concern(kind), |question| touched.concerns(question))
    }

    /// Asks all questions again; gives the readers of those whose answer moved.
    pub fn ask_all(&mut self, site: &Site) -> BTreeSet<Reader> {
        let is_same = |asked: &&Asked| site.answer(&asked.question) == asked.answer;
        let wholes = self.shelf(Kind::Search).asked.iter().flatten().filter_map(|asked| match &asked.question {
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
        self.ask(site, |_| true, |question| !stands(question))
    }

    fn ask(
        &mut self,
        site: &Site,
        is_kind_wanted: impl Fn(Kind) -> bool,
        is_wanted: impl Fn(&Question) -> bool + Sync,
    ) -> BTreeSet<Reader> {
        let shelves = self.shelves.iter_mut().zip(Kind::ALL).filter(|(_, kind)| is_kind_wanted(*kind));
        let shelves: Vec<&mut Shelf> = shelves.map(|(shelf, _)| shelf).collect();
        let asked = shelves.into_par_iter().flat_map(|shelf| shelf.asked.par_iter_mut());
        let wanted = asked.flatten().filter(|asked| is_wanted(&asked.question));
        let moved = wanted.filter_map(|asked| {
            let answer = site.answer(&asked.question);
            let is_other = answer != std::mem::replace(&mut asked.answer, answer);
            is_other.then(|| asked.askers.iter().collect::<Vec<_>>())
        });
        let moved: BTreeSet<Asker> = moved.flatten_iter().collect::<Vec<_>>().into_iter().collect();
        moved.into_iter().flat_map(|asker| self.readers_behind(asker)).collect()
    }

    /// Notes that a reader asked these questions, and no longer those of `before`.
    pub fn record(&mut self, reader: Reader, before: &Reads, reads: Vec<Question>, site: &Site) -> Reads {
        let (mut shared, mut own) = (Vec::new(), Vec::new());
        for question in reads {
            let list = if question.kind().is_shared() { &mut shared } else { &mut own };
            list.push(self.id(question, site));
        }
        shared.sort_unstable();
        own.sort_unstable();
        let (set, is_new) = self.sets.join(shared, reader);
        if is_new {
            let ids = self.sets.ids(set).to_vec();
            self.add(Asker::Set(set), &ids);
        }
        if *own != *before.own {
            self.add(Asker::Reader(reader), &own);
            let gone: Vec<QuestionId> =
                before.own.iter().filter(|id| own.binary_search(id).is_err()).copied().collect();
            self.remove(Asker::Reader(reader), &gone);
        }
        if before.set != Some(set) {
            self.leave(reader, before.set);
        }
        Reads { set: Some(set), own: own.into() }
    }

    /// Notes that a reader no longer asks these; questions that nobody asks are dropped.
    pub fn forget(&mut self, reader: Reader, reads: &Reads) {
        self.remove(Asker::Reader(reader), &reads.own);
        self.leave(reader, reads.set);
    }

    fn leave(&mut self, reader: Reader, set: Option<u32>) {
        if let Some(set) = set
            && let Some(ids) = self.sets.leave(set, reader)
        {
            self.remove(Asker::Set(set), &ids);
        }
    }

    fn add(&mut self, asker: Asker, ids: &[QuestionId]) {
        for id in ids {
            if let Some(asked) = self.asked_mut(*id) {
                asked.askers.insert(asker);
            }
        }
    }

    fn remove(&mut self, asker: Asker, ids: &[QuestionId]) {
        for id in ids {
            let (shelf, number) = id.place();
            let shelf = &mut self.shelves[shelf];
            let Some(asked) = &mut shelf.asked[number] else { continue };
            asked.askers.remove(asker);
            if asked.askers.is_empty() {
                if let Ok(entry) = self.ids.find_entry(hash(&asked.question), |other| other == id) {
                    entry.remove();
                }
                shelf.asked[number] = None;
                shelf.free.push(number);
            }
        }
    }

    /// All that a reader asked.
    pub fn ids_of<'q>(&'q self, reads: &'q Reads) -> impl Iterator<Item = QuestionId> {
        let shared = reads.set.into_iter().flat_map(|set| self.sets.ids(set));
        shared.chain(&*reads.own).copied()
    }

    /// Keeps all questions with their answers. Readers keep what they asked themselves.
    pub fn keep(&self, to: &mut Keeper<'_>) {
        for shelf in &self.shelves {
            shelf.asked.len().keep(to);
            for asked in &shelf.asked {
                to.byte(u8::from(asked.is_some()));
                if let Some(Asked { question, answer, .. }) = asked {
                    question.keep(to);
                    answer.keep(to);
                }
            }
        }
        self.sets.keep(to);
    }

    /// The questions that were kept, and who asked them.
    pub fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let mut questions = Self::default();
        for shelf in &mut questions.shelves {
            let kept: Vec<Option<(Question, Digest)>> = Keep::recall(from)?;
            shelf.free = (0..).zip(&kept).filter(|(_, kept)| kept.is_none()).map(|(number, _)| number).collect();
            let asked = |(question, answer)| Asked { question, answer, askers: Askers::default() };
            shelf.asked = kept.into_iter().map(|kept| kept.map(asked)).collect();
        }
        questions.number_all();
        questions.sets = ReadSets::recall(from)?;
        Some(questions)
    }

    /// Notes what all readers, in their order, asked in an earlier run; `None` when there is no such question.
    pub fn adopt<'r>(&mut self, readers: impl Iterator<Item = (Reader, &'r Reads)>) -> Option<()> {
        let mut asked: Vec<(QuestionId, Asker)> = Vec::new();
        for (reader, reads) in readers {
            reads.set.map_or(Some(()), |set| self.sets.adopt(set, reader))?;
            asked.extend(reads.own.iter().map(|id| (*id, Asker::Reader(reader))));
        }
        for (set, ids) in self.sets.iter() {
            asked.extend(ids.iter().map(|id| (*id, Asker::Set(set))));
        }
        // Counted first, so that each list is made once and as long as it will be.
        let mut counts = self.shelves.each_ref().map(|shelf| vec![0_usize; shelf.asked.len()]);
        for (id, _) in &asked {
            let (shelf, number) = id.place();
            *counts.get_mut(shelf)?.get_mut(number)? += 1;
        }
        let mut lists = counts.map(|counts| counts.into_iter().map(Vec::with_capacity).collect::<Vec<Vec<Asker>>>());
        for (id, asker) in asked {
            let (shelf, number) = id.place();
            lists[shelf][number].push(asker);
        }
        for (shelf, lists) in self.shelves.iter_mut().zip(lists) {
            let asked = shelf.asked.iter_mut().zip(lists).filter_map(|(asked, list)| Some((asked.as_mut()?, list)));
            asked.for_each(|(asked, list)| asked.askers = list.into());
        }
        Some(())
    }

    /// The question behind an id, with the answer that stands.
    pub fn get(&self, id: QuestionId) -> Option<(&Question, Digest)> {
        self.asked(id).map(|asked| (&asked.question, asked.answer))
    }

    /// Who asked this question.
    pub fn readers(&self, question: &Question) -> impl Iterator<Item = Reader> {
        let asked = self.find(hash(question), question).and_then(|id| self.asked(id));
        asked.into_iter().flat_map(|asked| asked.askers.iter()).flat_map(|asker| self.readers_behind(asker))
    }

    fn readers_behind(&self, asker: Asker) -> impl Iterator<Item = Reader> {
        let (one, set) = match asker {
            Asker::Reader(reader) => (Some(reader), None),
            Asker::Set(set) => (None, Some(set)),
        };
        one.into_iter().chain(set.into_iter().flat_map(|set| self.sets.readers(set)))
    }

    /// The messages and attributes that were asked for, once for each locale.
    pub fn messages(&self) -> impl Iterator<Item = &str> + Clone {
        let asked = [Kind::Message, Kind::Has].into_iter().flat_map(|kind| self.shelf(kind).asked.iter().flatten());
        asked.filter_map(|asked| match &asked.question {
            Question::Message(_, id) | Question::Has(_, id) => Some(&**id),
            _ => None,
        })
    }

    fn id(&mut self, question: Question, site: &Site) -> QuestionId {
        let hash = hash(&question);
        if let Some(id) = self.find(hash, &question) {
            return id;
        }
        let place = question.kind() as usize;
        let asked = Asked { answer: site.answer(&question), question, askers: Askers::default() };
        let shelf = &mut self.shelves[place];
        let number = shelf.free.pop().unwrap_or(shelf.asked.len());
        match shelf.asked.get_mut(number) {
            Some(free) => *free = Some(asked),
            None => shelf.asked.push(Some(asked)),
        }
        let id = QuestionId::new(place, number);
        self.ids.insert_unique(hash, id, |id| hash_at(&self.shelves, *id));
        id
    }

    fn find(&self, hash: u64, question: &Question) -> Option<QuestionId> {
        let is_it = |id: &QuestionId| self.asked(*id).is_some_and(|asked| asked.question == *question);
        self.ids.find(hash, is_it).copied()
    }

    fn number_all(&mut self) {
        let shelves = &self.shelves;
        self.ids = HashTable::with_capacity(shelves.iter().map(|shelf| shelf.asked.len()).sum());
        for (place, shelf) in shelves.iter().enumerate() {
            let there = (0..).zip(&shelf.asked).filter_map(|(number, asked)| Some((number, asked.as_ref()?)));
            for (number, asked) in there {
                let id = QuestionId::new(place, number);
                self.ids.insert_unique(hash(&asked.question), id, |id| hash_at(shelves, *id));
            }
        }
    }

    fn shelf(&self, kind: Kind) -> &Shelf {
        &self.shelves[kind as usize]
    }

    fn asked(&self, id: QuestionId) -> Option<&Asked> {
        asked_at(&self.shelves, id)
    }

    fn asked_mut(&mut self, id: QuestionId) -> Option<&mut Asked> {
        let (shelf, number) = id.place();
        self.shelves.get_mut(shelf)?.asked.get_mut(number)?.as_mut()
    }
}

fn asked_at(shelves: &Shelves, id: QuestionId) -> Option<&Asked> {
    let (shelf, number) = id.place();
    shelves.get(shelf)?.asked.get(number)?.as_ref()
}

fn hash(question: &Question) -> u64 {
    FxBuildHasher.hash_one(question)
}

fn hash_at(shelves: &Shelves, id: QuestionId) -> u64 {
    asked_at(shelves, id).map_or(0, |asked| hash(&asked.question))
}
