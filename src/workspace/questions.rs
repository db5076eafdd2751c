//! Every question that anyone asked, with the answer that stands and who asked.

use std::collections::BTreeSet;
use std::hash::BuildHasher as _;

use hashbrown::HashTable;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::read_sets::ReadSets;
use super::readers::{Asker, Askers, Reader, Who};
use super::rows::Rows;
use crate::site::{Kind, Question, SearchPart, Site, Touched};
use crate::text::{Digest, Keep, Keeper, Kept, LocaleId, keep_fields};

/// Stands for a question in the ledger: its shelf in the upper bits, its number there in the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    asked: Rows<Option<Asked>>,
    free: Vec<usize>,
}

/// The hash of a question, and its id. A table that grows looks at no question.
struct Numbered {
    hash: u32,
    id: QuestionId,
}

impl Numbered {
    /// The hash that the table goes by: its place is in the lower bits, and the upper ones tell neighbours apart.
    fn spread(&self) -> u64 {
        spread(self.hash)
    }
}

/// In the order of [`Kind::ALL`].
type Shelves = [Shelf; Kind::ALL.len()];

/// All questions, their answers, their readers.
#[derive(Default)]
pub struct Questions {
    /// By the hash of the question, which stands on its shelf.
    ids: HashTable<Numbered>,
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
        let moved: Vec<Asker> = moved.flatten_iter().collect();
        self.readers_behind(moved).collect()
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
            self.add(Asker::set(set), &ids);
        }
        if *own != *before.own {
            self.add(reader.into(), &own);
            let gone: Vec<QuestionId> =
                before.own.iter().filter(|id| own.binary_search(id).is_err()).copied().collect();
            self.remove(reader.into(), &gone);
        }
        if before.set != Some(set) {
            self.leave(reader, before.set);
        }
        Reads { set: Some(set), own: own.into() }
    }

    /// Notes that a reader no longer asks these; questions that nobody asks are dropped.
    pub fn forget(&mut self, reader: Reader, reads: &Reads) {
        self.remove(reader.into(), &reads.own);
        self.leave(reader, reads.set);
    }

    fn leave(&mut self, reader: Reader, set: Option<u32>) {
        if let Some(set) = set
            && let Some(ids) = self.sets.leave(set, reader)
        {
            self.remove(Asker::set(set), &ids);
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
            let Some(slot) = shelf.asked.get_mut(number) else { continue };
            let Some(asked) = slot else { continue };
            asked.askers.remove(asker);
            if asked.askers.is_empty() {
                let hash = spread(hash(&asked.question));
                if let Ok(entry) = self.ids.find_entry(hash, |other| other.id == *id) {
                    entry.remove();
                }
                *slot = None;
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
            for asked in shelf.asked.iter() {
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
            reads.set.map_or(Some(()), |set| self.sets.enter(set, reader))?;
            asked.extend(reads.own.iter().map(|id| (*id, reader.into())));
        }
        for (set, ids) in self.sets.iter() {
            asked.extend(ids.iter().map(|id| (*id, Asker::set(set))));
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
        self.readers_behind(asked.into_iter().flat_map(|asked| asked.askers.iter()))
    }

    fn readers_behind(&self, askers: impl IntoIterator<Item = Asker>) -> impl Iterator<Item = Reader> {
        let (mut readers, mut sets) = (Vec::new(), Vec::new());
        for asker in askers {
            match asker.who() {
                Who::Reader(reader) => readers.push(reader),
                Who::Set(set) => sets.push(set),
            }
        }
        // Nobody is looked for where no set moved.
        let of_sets = (!sets.is_empty()).then(|| self.sets.readers(&sets));
        readers.into_iter().chain(of_sets.into_iter().flatten())
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
        self.ids.insert_unique(spread(hash), Numbered { hash, id }, Numbered::spread);
        id
    }

    fn find(&self, hash: u32, question: &Question) -> Option<QuestionId> {
        let is_it =
            |one: &Numbered| one.hash == hash && self.asked(one.id).is_some_and(|asked| asked.question == *question);
        self.ids.find(spread(hash), is_it).map(|one| one.id)
    }

    fn number_all(&mut self) {
        let shelves = &self.shelves;
        self.ids = HashTable::with_capacity(shelves.iter().map(|shelf| shelf.asked.len()).sum());
        for (place, shelf) in shelves.iter().enumerate() {
            let there = (0..).zip(shelf.asked.iter()).filter_map(|(number, asked)| Some((number, asked.as_ref()?)));
            for (number, asked) in there {
                let one = Numbered { hash: hash(&asked.question), id: QuestionId::new(place, number) };
                self.ids.insert_unique(one.spread(), one, Numbered::spread);
            }
        }
    }

    fn shelf(&self, kind: Kind) -> &Shelf {
        &self.shelves[kind as usize]
    }

    fn asked(&self, id: QuestionId) -> Option<&Asked> {
        let (shelf, number) = id.place();
        self.shelves.get(shelf)?.asked.get(number)?.as_ref()
    }

    fn asked_mut(&mut self, id: QuestionId) -> Option<&mut Asked> {
        let (shelf, number) = id.place();
        self.shelves.get_mut(shelf)?.asked.get_mut(number)?.as_mut()
    }
}

fn hash(question: &Question) -> u32 {
    FxBuildHasher.hash_one(question) as u32
}

fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}
