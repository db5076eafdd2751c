//! A long list that grows: in, values one after another; out, each by its number. Nothing in it moves while it grows, so
//! a list of a million values is never copied, and takes no more room than its values.

use rayon::prelude::*;

/// The list, in rows of [`LENGTH`] values; the last may be shorter.
pub struct Rows<T>(Vec<Vec<T>>);

/// Values of a row.
const LENGTH: usize = 1 << 9;

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Rows<T> {
    /// How many values there are.
    pub fn len(&self) -> usize {
        self.0.last().map_or(0, |last| (self.0.len() - 1) * LENGTH + last.len())
    }

    /// Adds a value. It has the number that was the length.
    pub fn push(&mut self, value: T) {
        match self.0.last_mut() {
            Some(last) if last.len() < LENGTH => last.push(value),
            // Most lists are short.
            None => self.0.push(vec![value]),
            Some(_) => {
                let mut row = Vec::with_capacity(LENGTH);
                row.push(value);
                self.0.push(row);
            }
        }
    }

    /// The value of this number.
    pub fn get(&self, number: usize) -> Option<&T> {
        self.0.get(number / LENGTH)?.get(number % LENGTH)
    }

    /// The value of this number.
    pub fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        self.0.get_mut(number / LENGTH)?.get_mut(number % LENGTH)
    }

    /// All values in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.0.iter().flatten()
    }

    /// All values in order.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().flatten()
    }
}

impl<T: Send> Rows<T> {
    /// All values, on all cores.
    pub fn par_iter_mut(&mut self) -> impl ParallelIterator<Item = &mut T> {
        self.0.par_iter_mut().flat_map_iter(|row| row.iter_mut())
    }
}

impl<T> FromIterator<T> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut rows = Self::default();
        values.into_iter().for_each(|value| rows.push(value));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::{LENGTH, Rows};

    #[test]
    fn gives_each_value_by_its_number() {
        let mut rows = Rows::default();
        for length in 0..2 * LENGTH + 3 {
            assert_eq!((rows.len(), rows.get(length)), (length, None));
            rows.push(length);
            assert_eq!(rows.get(length), Some(&length));
        }
        assert!(rows.iter().copied().eq(0..rows.len()));
        rows.iter_mut().for_each(|value| *value += 1);
        assert_eq!(rows.get_mut(LENGTH), Some(&mut (LENGTH + 1)));
        assert!((1..=rows.len()).collect::<Rows<usize>>().iter().eq(rows.iter()));
    }
}
