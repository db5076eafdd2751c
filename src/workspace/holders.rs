//! Who holds a fragment: in, pages and fragments one by one; out, all of them in order. All pages of a language may hold
//! the same one, and when it moves, somebody waits while they are gone through: so they lie side by side.

use super::readers::Reader;

/// Pages and fragments, in order, each once.
#[derive(Default)]
pub struct Holders(Vec<Reader>);

impl Holders {
    /// Adds one, unless it is there. Pages come in the order of their numbers, nearly always.
    pub fn insert(&mut self, holder: Reader) {
        if self.0.last().is_none_or(|last| *last < holder) {
            self.0.push(holder);
        } else if let Err(place) = self.0.binary_search(&holder) {
            self.0.insert(place, holder);
        }
    }

    /// Takes one out, if it is there.
    pub fn remove(&mut self, holder: Reader) {
        if let Ok(place) = self.0.binary_search(&holder) {
            self.0.remove(place);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Reader> {
        self.0.iter().copied()
    }
}
