//! What tells whether a file may have changed: in, what the system knows of it; out, a stamp.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::time::{Duration, SystemTime};

use crate::text::keep_fields;

/// File systems keep times in steps; the coarsest that people use has steps of two seconds.
const COARSEST: Duration = Duration::from_secs(2);
/// A clock that counts less than seconds moves on at least so often.
const FINE: Duration = Duration::from_millis(20);

/// What is known of a file without reading it: when any of it moved, the file is read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes in the file.
    pub length: u64,
    modified: Time,
    inode: u64,
    /// When the inode changed; [`Time::NONE`] where the system does not tell.
    changed: Time,
}

keep_fields!(Stamp { length, modified, inode, changed });

/// Seconds and nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Time {
    seconds: u64,
    nanoseconds: u32,
}

keep_fields!(Time { seconds, nanoseconds });

impl Time {
    const NONE: Self = Self { seconds: 0, nanoseconds: 0 };

    fn of(time: SystemTime) -> Self {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self { seconds: since.as_secs(), nanoseconds: since.subsec_nanos() }
    }

    /// How long ago it was; `None` when it is still to come.
    fn age(self) -> Option<Duration> {
        let time = SystemTime::UNIX_EPOCH.checked_add(Duration::new(self.seconds, self.nanoseconds))?;
        SystemTime::now().duration_since(time).ok()
    }
}

impl Stamp {
    /// The stamp of the file that these metadata are of.
    pub fn of(metadata: &Metadata) -> Self {
        let (inode, changed) = inode_of(metadata);
        let modified = metadata.modified().map_or(Time::NONE, Time::of);
        Self { length: metadata.len(), modified, inode, changed }
    }

    /// How long ago the file changed; `None` when its clock is ahead of ours.
    pub fn age(&self) -> Option<Duration> {
        if self.changed == Time::NONE { self.modified.age() } else { self.changed.age() }
    }

    /// Whether any later change of the file moves its stamp. Where the system does not tell when the inode changed,
    /// nobody knows: a file can be given any time.
    pub fn is_settled(&self) -> bool {
        let step = if self.changed.nanoseconds == 0 { COARSEST } else { FINE };
        self.changed != Time::NONE && self.changed.age().is_some_and(|age| age >= step)
    }

    /// Whether the file could change once more without its stamp moving: it changed within the same step of the clock.
    pub fn is_fresh(&self) -> bool {
        self.age().is_none_or(|age| age < COARSEST)
    }
}

#[cfg(unix)]
fn inode_of(metadata: &Metadata) -> (u64, Time) {
    use std::os::unix::fs::MetadataExt;
    let number = |seconds: i64, nanoseconds: i64| {
        Some(Time { seconds: seconds.try_into().ok()?, nanoseconds: nanoseconds.try_into().ok()? })
    };
    (metadata.ino(), number(metadata.ctime(), metadata.ctime_nsec()).unwrap_or(Time::NONE))
}

#[cfg(not(unix))]
fn inode_of(_: &Metadata) -> (u64, Time) {
    (0, Time::NONE)
}

/// The bytes of a file, of which so many are expected, and its stamp once they were read.
pub fn read_with_stamp(mut file: &File, length: u64) -> io::Result<(Vec<u8>, Stamp)> {
    let mut bytes = Vec::new();
    let room = usize::try_from(length).map_err(|_| io::Error::from(ErrorKind::OutOfMemory))?;
    bytes.try_reserve_exact(room).map_err(|_| io::Error::from(ErrorKind::OutOfMemory))?;
    file.take(length).read_to_end(&mut bytes)?;
    let stamp = Stamp::of(&file.metadata()?);
    if stamp.length == length && length > 0 {
        return Ok((bytes, stamp));
    }
    // It is longer or shorter than was expected, or its file system does not tell lengths.
    file.read_to_end(&mut bytes)?;
    Ok((bytes, Stamp::of(&file.metadata()?)))
}
