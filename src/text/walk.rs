//! Entries in their order, looked up in that order: in, keys that grow; out, their values, each step taken once.

use std::iter::Peekable;

/// A walk along sorted entries, beside another one.
pub struct Walk<I: Iterator>(Peekable<I>);

impl<'e, K: Ord + 'e, V: 'e, I: Iterator<Item = (&'e K, &'e V)>> Walk<I> {
    /// A walk along these entries, sorted by their keys.
    pub fn along(entries: impl IntoIterator<IntoIter = I>) -> Self {
        Self(entries.into_iter().peekable())
    }

    /// The value of this key, which comes after those that were asked for before.
    pub fn to(&mut self, key: &K) -> Option<&'e V> {
        while self.0.next_if(|(here, _)| *here < key).is_some() {}
        self.0.peek().filter(|(here, _)| *here == key).map(|(_, value)| *value)
    }
}
