//! What tells whether a file may have changed: in, what the system knows of it; out, a stamp.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use crate::text::{Digest, Digester};

/// File systems keep times in steps; the coarsest that people use has steps of two seconds.
const COARSEST: Duration = Duration::from_secs(2);
/// A clock that counts less than seconds moves on at least so often.
const FINE: Duration = Duration::from_millis(20);

/// What is known of a file without reading it: when any of it moved, the file is read again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes in the file.
    pub length: u64,
    modified: Option<SystemTime>,
    /// Inode and time of its last change, where the system has them.
    node: (u64, i64, i64),
}

impl Stamp {
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let node = (metadata.ino(), metadata.ctime(), metadata.ctime_nsec());
        Self { length: metadata.len(), modified: metadata.modified().ok(), node }
    }

    #[cfg(not(unix))]
    pub fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), node: (0, 0, 0) }
    }

    /// How long ago the file changed; `None` when its clock is ahead of ours.
    pub fn age(&self) -> Option<Duration> {
        let (_, seconds, nanoseconds) = self.node;
        let changed = match (u64::try_from(seconds), u32::try_from(nanoseconds)) {
            (Ok(seconds @ 1..), Ok(nanoseconds)) => Some(SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds)),
            _ => self.modified,
        };
        SystemTime::now().duration_since(changed?).ok()
    }

    /// Digest of all of it, to be recorded.
    pub fn digest(&self) -> Digest {
        let since = self.modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
        let (node, seconds, nanoseconds) = self.node;
        let mut digester = Digester::default();
        digester.number(self.length).number(since.as_secs()).number(since.subsec_nanos().into());
        digester.number(node).number(seconds.cast_unsigned()).number(nanoseconds.cast_unsigned()).finish()
    }

    /// Whether any later change of the file moves its stamp. Where the system does not tell when the inode changed,
    /// nobody knows: a file can be given any time.
    pub fn is_settled(&self) -> bool {
        let (_, seconds, nanoseconds) = self.node;
        if seconds == 0 {
            return false;
        }
        let step = if nanoseconds == 0 { COARSEST } else { FINE };
        self.age().is_some_and(|age| age >= step)
    }

    /// Whether the file could change once more without its stamp moving: it changed within the same step of the clock.
    pub fn is_fresh(&self) -> bool {
        self.age().is_none_or(|age| age < COARSEST)
    }
}
