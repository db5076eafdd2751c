//! What search knows of one post: in, its texts; out, its terms, each with how much it weighs there.

use std::ops::Range;

use crate::text::words;

/// Terms fall into so many buckets, of which a shard holds one or several that follow each other.
pub const BUCKETS: usize = 256;

/// Where a term stands. The order is that of the bits of a weight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Title,
    /// A heading, or the name of a tag.
    Heading,
    Text,
}

/// More often than this in the text, and a term weighs more.
const OFTEN: usize = 2;

/// The terms of one post, in the order of buckets and of their bytes.
///
/// They take most of the room that search takes, so they are kept as bytes: for each term its length, its UTF-8, its
/// weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    bytes: Box<[u8]>,
    /// Where each bucket ends.
    ends: Box<[u32]>,
}

/// The bucket of a term: by its first two letters, so that one shard has all words that begin alike. `bucket` in
/// `artifacts/search/index.js` is the same.
pub fn bucket(term: &[char]) -> u8 {
    let letter = |at: usize| term.get(at).copied().map_or(0, u32::from);
    let mixed = letter(0) * 31 + letter(1);
    (mixed ^ (mixed >> 8)).to_le_bytes()[0]
}

/// A term where it was found.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found<'t> {
    bucket: u8,
    term: &'t [char],
    place: Place,
}

impl Terms {
    /// The terms of these texts.
    pub fn of<'t>(texts: impl IntoIterator<Item = (Place, &'t str)>) -> Self {
        let texts: Vec<_> = texts.into_iter().map(|(place, text)| (place, words(text))).collect();
        let words = texts.iter().flat_map(|(place, words)| words.iter().map(|word| (*place, word)));
        let mut found: Vec<Found<'_>> = words
            .flat_map(|(place, word)| word.terms().map(move |term| Found { bucket: bucket(term), term, place }))
            .collect();
        found.sort_unstable();
        let mut bytes = Vec::new();
        let mut ends = Vec::with_capacity(BUCKETS);
        for same in found.chunk_by(|a, b| a.term == b.term) {
            ends.resize(same[0].bucket.into(), end(&bytes));
            let term: String = same[0].term.iter().collect();
            bytes.push(term.len().to_le_bytes()[0]);
            bytes.extend(term.bytes());
            bytes.push(weight(same));
        }
        ends.resize(BUCKETS, end(&bytes));
        Self { bytes: bytes.into(), ends: ends.into() }
    }

    /// The bytes of these buckets: what two posts share when no query can tell them apart there.
    pub fn bytes(&self, buckets: &Range<usize>) -> &[u8] {
        let end =
            |bucket: Option<usize>| bucket.and_then(|bucket| self.ends.get(bucket)).map_or(0, |end| *end as usize);
        &self.bytes[end(buckets.start.checked_sub(1))..end(buckets.end.checked_sub(1))]
    }

    /// The terms of these buckets, each with its weight from 0 to 7.
    pub fn iter(&self, buckets: &Range<usize>) -> impl Iterator<Item = (&str, u8)> {
        let mut rest = self.bytes(buckets);
        std::iter::from_fn(move || {
            let (length, after) = rest.split_first()?;
            let (term, after) = after.split_at_checked((*length).into())?;
            let (weight, after) = after.split_first()?;
            rest = after;
            Some((str::from_utf8(term).ok()?, *weight))
        })
    }
}

fn end(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// 4 for the title, 2 for a heading or tag, 1 for more than two times in the text.
fn weight(found: &[Found<'_>]) -> u8 {
    let count = |place: Place| found.iter().filter(|one| one.place == place).count();
    let bits = [count(Place::Title) > 0, count(Place::Heading) > 0, count(Place::Text) > OFTEN];
    bits.into_iter().fold(0, |weight, bit| weight * 2 + u8::from(bit))
}

#[cfg(test)]
mod tests {
    use super::{BUCKETS, Place, Terms, bucket};

    #[test]
    fn a_term_weighs_by_where_it_stands() {
        let terms = Terms::of([
            (Place::Title, "Plurals"),
            (Place::Heading, "Plurals again"),
            (Place::Text, "plurals, and plurals, and plurals and 複数"),
        ]);
        let mut all: Vec<(&str, u8)> = terms.iter(&(0..BUCKETS)).collect();
        all.sort_unstable();
        assert_eq!(all, [("again", 2), ("and", 1), ("plurals", 7), ("数", 0), ("複", 0), ("複数", 0)]);
    }

    #[test]
    fn each_term_is_in_its_bucket_alone() {
        let terms = Terms::of([(Place::Text, "one two three four 東京都 東京 a b c")]);
        let mut found = 0;
        for at in 0..BUCKETS {
            for (term, _) in terms.iter(&(at..at + 1)) {
                assert_eq!(usize::from(bucket(&term.chars().collect::<Vec<_>>())), at, "{term}");
                found += 1;
            }
        }
        assert_eq!(found, 12);
        assert_eq!(Terms::of([]).iter(&(0..BUCKETS)).count(), 0);
    }
}
