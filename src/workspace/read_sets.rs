//! Questions that many readers ask alike: in, the questions of one reader; out, a number that stands for all of them.
//!
//! All pages of a layout ask for nearly the same messages. There are few such sets, and each is kept once. Who asks for
//! a set is looked for among all readers: they are numbers in a row, and that is wanted once an edit.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::questions::QuestionId;
use super::readers::Reader;
use crate::text::{Keep, Keeper, Kept};

/// The sets, by their numbers.
#[derive(Default)]
pub struct ReadSets {
    numbers: FxHashMap<Arc<[QuestionId]>, u32>,
    sets: Vec<Option<ReadSet>>,
    free: Vec<u32>,
    /// The set of each page and of each fragment, by their numbers in the ledger.
    of_pages: Vec<u32>,
    of_fragments: Vec<u32>,
}

struct ReadSet {
    ids: Arc<[QuestionId]>,
    /// How many ask them.
    readers: usize,
}

/// Stands where there is no set.
const NONE: u32 = u32::MAX;

impl ReadSets {
    /// The number of the set of these questions, sorted, which the reader asks from now on; and whether it is new. Who
    /// asked those of another set before must leave that.
    pub fn join(&mut self, ids: Vec<QuestionId>, reader: Reader) -> (u32, bool) {
        let known = self.numbers.get(&*ids).copied();
        let number = known.unwrap_or_else(|| self.add(ids.into()));
        self.enter(number, reader);
        (number, known.is_none())
    }

    /// Notes that the reader asks those of this set; `None` when there is no such set.
    pub fn enter(&mut self, number: u32, reader: Reader) -> Option<()> {
        let set = self.sets.get_mut(number as usize)?.as_mut()?;
        let before = place(&mut self.of_pages, &mut self.of_fragments, reader);
        if *before != number {
            *before = number;
            set.readers += 1;
        }
        Some(())
    }

    fn add(&mut self, ids: Arc<[QuestionId]>) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| {
            self.sets.push(None);
            u32::try_from(self.sets.len() - 1).expect("fewer than 2^32 sets")
        });
        self.numbers.insert(Arc::clone(&ids), number);
        self.sets[number as usize] = Some(ReadSet { ids, readers: 0 });
        number
    }

    /// Notes that the reader asks them no longer; gives the questions of a set that is gone with its last reader.
    pub fn leave(&mut self, number: u32, reader: Reader) -> Option<Arc<[QuestionId]>> {
        let slot = self.sets.get_mut(number as usize)?;
        let set = slot.as_mut()?;
        let now = place(&mut self.of_pages, &mut self.of_fragments, reader);
        if *now == number {
            *now = NONE;
        }
        set.readers -= 1;
        if set.readers > 0 {
            return None;
        }
        let ids = slot.take()?.ids;
        self.numbers.remove(&ids);
        self.free.push(number);
        Some(ids)
    }

    /// The questions of a set.
    pub fn ids(&self, number: u32) -> &[QuestionId] {
        self.sets.get(number as usize).and_then(Option::as_ref).map_or(&[], |set| &set.ids)
    }

    /// Who asks the questions of these sets.
    pub fn readers<'s>(&'s self, numbers: &[u32]) -> impl Iterator<Item = Reader> + use<'s> {
        let mut is_wanted = vec![false; self.sets.len()];
        for number in numbers {
            is_wanted[*number as usize] = true;
        }
        let all = [(&self.of_pages, Reader::Page as fn(u32) -> Reader), (&self.of_fragments, Reader::Fragment)];
        let readers = all.into_iter().flat_map(|(sets, reader)| (0..).map(reader).zip(sets));
        readers.filter(move |(_, set)| is_wanted.get(**set as usize) == Some(&true)).map(|(reader, _)| reader)
    }

    /// The numbers of all sets, with their questions.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Arc<[QuestionId]>)> {
        (0..).zip(&self.sets).filter_map(|(number, set)| Some((number, &set.as_ref()?.ids)))
    }
}

/// Where the set of this reader is noted.
fn place<'s>(of_pages: &'s mut Vec<u32>, of_fragments: &'s mut Vec<u32>, reader: Reader) -> &'s mut u32 {
    let (sets, number) = match reader {
        Reader::Page(number) => (of_pages, number as usize),
        Reader::Fragment(number) => (of_fragments, number as usize),
    };
    if sets.len() <= number {
        sets.resize(number + 1, NONE);
    }
    &mut sets[number]
}

/// Readers keep their sets themselves.
impl Keep for ReadSets {
    fn keep(&self, to: &mut Keeper<'_>) {
        let ids: Vec<Option<Arc<[QuestionId]>>> =
            self.sets.iter().map(|set| set.as_ref().map(|set| Arc::clone(&set.ids))).collect();
        ids.keep(to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let kept: Vec<Option<Arc<[QuestionId]>>> = Keep::recall(from)?;
        let mut sets = Self::default();
        for (number, ids) in (0..).zip(kept) {
            match &ids {
                Some(ids) => drop(sets.numbers.insert(Arc::clone(ids), number)),
                None => sets.free.push(number),
            }
            sets.sets.push(ids.map(|ids| ReadSet { ids, readers: 0 }));
        }
        Some(sets)
    }
}
