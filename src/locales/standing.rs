//! How a translation stands to its source: in, what the lock remembers and what there is now; out, a word for it.

use super::lock::LockLine;
use crate::text::{Drift, Fingerprint, ShortDigest};

/// What there is now: the source, and the translation.
pub type Present = (Fingerprint, ShortDigest);

/// How a translation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The lock has no line for it: nobody knows what it was made from.
    New,
    /// Source and translation are as they were.
    Current,
    /// It was edited since the lock was written, so it is taken for up to date.
    Edited,
    /// Its source moved only through terms and messages in it, and their translations, which it takes in too, were
    /// edited since.
    Carried,
    /// Its source moved since, and it did not.
    Stale(Drift),
    /// The lock has a line for it, and there is no such translation, or nothing that it could translate.
    Obsolete,
    /// A merge left several lines for it, and none of them fits.
    Conflict,
}

/// How a translation stands that has these lines in the lock.
pub fn judge(lines: &[LockLine], now: Option<Present>) -> Standing {
    match (lines, now) {
        ([], _) => Standing::New,
        (_, None) => Standing::Obsolete,
        (lines, Some((source, translation))) => match choose(lines, source, translation) {
            None => Standing::Conflict,
            Some(line) if line.translation != translation => Standing::Edited,
            Some(line) => line.source.drift(&source).map_or(Standing::Current, Standing::Stale),
        },
    }
}

/// Of the sides of a merge the one that speaks of the translation as it is now: best one that was made from the
/// source as it is now, else the one farthest from it, for the translation is older than its source either way.
pub fn choose(lines: &[LockLine], source: Fingerprint, translation: ShortDigest) -> Option<&LockLine> {
    if let [line] = lines {
        return Some(line);
    }
    let fitting = || lines.iter().filter(|line| line.translation == translation);
    let current = fitting().find(|line| line.source == source);
    current.or_else(|| fitting().max_by_key(|line| (line.source.drift(&source), line.source)))
}
