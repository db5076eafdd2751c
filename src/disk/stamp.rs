//! What tells whether a file may have changed: in, what the system knows of it; out, a stamp.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// File systems keep times in steps; the coarsest that people use has steps of two seconds.
const COARSEST: Duration = Duration::from_secs(2);

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

    /// Whether the file could change once more without its stamp moving: it changed within the same step of the clock.
    pub fn is_fresh(&self) -> bool {
        self.age().is_none_or(|age| age < COARSEST)
    }
}
