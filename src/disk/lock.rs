//! One at work in a folder: in, the folder; out, a lock on it that goes with the process.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::Failure;

/// Held as long as the folder is ours alone. It leaves no file, and needs no right to write.
#[derive(Debug)]
pub struct Lock(
    /// `None` where the file system knows no locks: then nobody can be kept out.
    #[expect(dead_code, reason = "the lock is held as long as the file is open")]
    Option<File>,
);

impl Lock {
    /// Takes the folder in order to do what `verb` says there. Fails when another isogloss has it.
    pub fn take(folder: &Path, verb: &'static str) -> Result<Self, Failure> {
        let Ok(opened) = File::open(folder) else { return Ok(Self(None)) };
        match opened.try_lock() {
            Ok(()) => Ok(Self(Some(opened))),
            Err(TryLockError::Error(_)) => Ok(Self(None)),
            Err(TryLockError::WouldBlock) => {
                Err(Failure::because(verb, folder, "another isogloss is at work there", "end the other one first"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;

    #[test]
    fn keeps_a_second_one_out_until_the_first_ends() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path(), "watch").unwrap();
        let failure = Lock::take(folder.path(), "watch").unwrap_err();
        assert!(failure.to_string().starts_with("cannot watch "), "{failure}");
        assert!(failure.hint().is_some());
        drop(first);
        Lock::take(folder.path(), "watch").unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "it leaves no file");
    }
}
