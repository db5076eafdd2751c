//! Questions that many readers ask alike: in, the questions of one reader; out, a number that stands for all of them.
//!
//! All pages of a layout ask for nearly the same messages. There are few such sets, and each is kept once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::questions::QuestionId;
use super::readers::Reader;
use crate::text::{Keep, Keeper, Kept};

/// The sets, by their numbers.
#[derive(Default)]
pub struct ReadSets {
    numbers: BTreeMap<Arc<[QuestionId]>, u32>,
    sets: Vec<Option<ReadSet>>,
    free: Vec<u32>,
}

struct ReadSet {
    ids: Arc<[QuestionId]>,
    readers: BTreeSet<Reader>,
}

impl ReadSets {
    /// The number of the set of these questions, sorted, which the reader asks from now on; and whether it is new.
    pub fn join(&mut self, ids: Vec<QuestionId>, reader: Reader) -> (u32, bool) {
        let known = self.numbers.get(&*ids).copied();
        let number = known.unwrap_or_else(|| self.add(ids.into()));
        if let Some(set) = self.sets[number as usize].as_mut() {
            set.readers.insert(reader);
        }
        (number, known.is_none())
    }

    fn add(&mut self, ids: Arc<[QuestionId]>) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| {
            self.sets.push(None);
            u32::try_from(self.sets.len() - 1).expect("fewer than 2^32 sets")
        });
        self.numbers.insert(Arc::clone(&ids), number);
        self.sets[number as usize] = Some(ReadSet { ids, readers: BTreeSet::new() });
        number
    }

    /// Notes that the reader asks them no longer; gives the questions of a set that is gone with its last reader.
    pub fn leave(&mut self, number: u32, reader: Reader) -> Option<Arc<[QuestionId]>> {
        let slot = self.sets.get_mut(number as usize)?;
        let set = slot.as_mut()?;
        set.readers.remove(&reader);
        if !set.readers.is_empty() {
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

    /// Who asks them.
    pub fn readers(&self, number: u32) -> impl Iterator<Item = Reader> {
        let set = self.sets.get(number as usize).and_then(Option::as_ref);
        set.into_iter().flat_map(|set| set.readers.iter().copied())
    }

    /// Notes that a reader asked these in an earlier run; `None` when there is no such set.
    pub fn adopt(&mut self, number: u32, reader: Reader) -> Option<()> {
        self.sets.get_mut(number as usize)?.as_mut()?.readers.insert(reader);
        Some(())
    }

    /// The numbers of all sets, with their questions.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Arc<[QuestionId]>)> {
        (0..).zip(&self.sets).filter_map(|(number, set)| Some((number, &set.as_ref()?.ids)))
    }
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
            sets.sets.push(ids.map(|ids| ReadSet { ids, readers: BTreeSet::new() }));
        }
        Some(sets)
    }
}
