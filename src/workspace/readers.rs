//! Who asked a question: in, readers one by one; out, all of them in order. Most questions have few readers, and there
//! are as many questions as pages, so few take no more room than they need.

use std::collections::BTreeSet;
use std::slice;

/// Who asked: a page or a fragment, by its number in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    Page(u32),
    Fragment(u32),
}

/// Who stands by a question: a reader, or all that share a set of reads. As one number, for there are millions: what it
/// is in the lowest bits, which one it is in the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asker(u32);

/// What stands by a question, taken apart.
pub enum Who {
    Reader(Reader),
    Set(u32),
}

impl Asker {
    /// The readers of this set.
    pub fn set(set: u32) -> Self {
        Self::numbered(set, 2)
    }

    fn numbered(number: u32, kind: u32) -> Self {
        assert!(number < 1 << 30, "fewer than 2^30 readers and sets");
        Self(number << 2 | kind)
    }

    /// Who it is.
    pub fn who(self) -> Who {
        let number = self.0 >> 2;
        match self.0 & 3 {
            0 => Who::Reader(Reader::Page(number)),
            1 => Who::Reader(Reader::Fragment(number)),
            _ => Who::Set(number),
        }
    }
}

impl From<Reader> for Asker {
    fn from(reader: Reader) -> Self {
        match reader {
            Reader::Page(number) => Self::numbered(number, 0),
            Reader::Fragment(number) => Self::numbered(number, 1),
        }
    }
}

/// A list of more is searched and moved too slowly.
const FEW: usize = 16;

/// Who asks one question.
pub enum Askers {
    /// So are most.
    One(Asker),
    /// Sorted.
    Few(Box<[Asker]>),
    Many(BTreeSet<Asker>),
}

impl Default for Askers {
    fn default() -> Self {
        Self::Few(Box::default())
    }
}

/// Of askers in their order, each once.
impl From<Vec<Asker>> for Askers {
    fn from(askers: Vec<Asker>) -> Self {
        match &*askers {
            [one] => Self::One(*one),
            few if few.len() <= FEW => Self::Few(askers.into()),
            many => Self::Many(many.iter().copied().collect()),
        }
    }
}

impl Askers {
    /// Adds one, unless it is there.
    pub fn insert(&mut self, asker: Asker) {
        match self {
            Self::One(one) if *one == asker => {}
            Self::One(one) => *self = Self::Few([(*one).min(asker), (*one).max(asker)].into()),
            Self::Many(many) => drop(many.insert(asker)),
            Self::Few(few) if few.is_empty() => *self = Self::One(asker),
            Self::Few(few) => {
                let Err(place) = few.binary_search(&asker) else { return };
                if few.len() == FEW {
                    *self = Self::Many(few.iter().copied().chain([asker]).collect());
                    return;
                }
                let mut list = std::mem::take(few).into_vec();
                list.reserve_exact(1);
                list.insert(place, asker);
                *few = list.into_boxed_slice();
            }
        }
    }

    /// Takes one out, if it is there.
    pub fn remove(&mut self, asker: Asker) {
        match self {
            Self::One(one) if *one == asker => *self = Self::default(),
            Self::One(_) => {}
            Self::Many(many) => drop(many.remove(&asker)),
            Self::Few(few) => *few = few.iter().copied().filter(|one| *one != asker).collect(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Asker> {
        let (few, many) = match self {
            Self::One(one) => (slice::from_ref(one), None),
            Self::Few(few) => (&**few, None),
            Self::Many(many) => (&[][..], Some(many)),
        };
        few.iter().chain(many.into_iter().flatten()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Asker, Askers, BTreeSet, FEW, Reader};

    #[test]
    fn holds_few_and_many_alike() {
        let (mut readers, mut wanted) = (Askers::default(), BTreeSet::new());
        // All numbers below 40 in another order, some twice, and then most of them out again.
        let numbers = (0..50).map(|number| number * 7 % 40);
        for reader in numbers.clone().map(Asker::set).chain([Reader::Page(3).into()]) {
            readers.insert(reader);
            wanted.insert(reader);
            assert!(readers.iter().eq(wanted.iter().copied()), "{wanted:?}");
            let at_once = Askers::from(wanted.iter().copied().collect::<Vec<_>>());
            assert!(at_once.iter().eq(wanted.iter().copied()), "{wanted:?}");
        }
        assert!(wanted.len() > FEW);
        for reader in numbers.map(Asker::set).chain([Reader::Page(3).into()]) {
            readers.remove(reader);
            wanted.remove(&reader);
            assert!(readers.iter().eq(wanted.iter().copied()), "{wanted:?}");
        }
        assert!(readers.is_empty());
    }
}
