//! The folder of ours beside a release: in, where the release stands; out, a place for the next one, the last one that
//! is kept, and a lock that says who has it.
//!
//! - `next` is being written; whatever stopped its writer, it is worth nothing.
//! - `ready.<inode>` was `next`, is whole and on the disk, and is about to change places with the release. The number is
//!   its own: a folder of that name with another number is the release that it changed places with.
//! - `last` is the release before the one that stands.
//! - `unfinished` says that a release is being published file by file, so that `last` is not to be kept anew.
//!
//! All of it lies outside of the sources, which may be read-only.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Error, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::{Failure, exchange, sync};

/// The folder's name inside a release that nothing can be written beside: one that is mounted.
pub const INSIDE: &str = ".isogloss-release";
const READY: &str = "ready.";

/// The folder, ours alone while this is held.
#[derive(Debug)]
pub struct Beside {
    folder: PathBuf,
    /// Whether it lies inside the release.
    pub is_inside: bool,
    /// `None` where the file system knows no locks: then nobody can be kept out.
    #[expect(dead_code, reason = "the lock is held as long as the file is open")]
    lock: Option<File>,
}

impl Beside {
    /// Makes the folder that belongs to this release, takes it, and clears what an interrupted run left in it.
    pub fn open(target: &Path) -> Result<Self, Failure> {
        let (folder, is_inside) = make(target)?;
        let lock = lock(&folder, target)?;
        let beside = Self { folder, is_inside, lock };
        beside.settle()?;
        Ok(beside)
    }

    /// Where the next release is written.
    pub fn next(&self) -> PathBuf {
        self.folder.join("next")
    }

    /// Where the last release is.
    pub fn last(&self) -> PathBuf {
        self.folder.join("last")
    }

    /// Where a copy of the last release is made, before it is that.
    pub fn copied(&self) -> PathBuf {
        self.folder.join("copied")
    }

    /// What is there while a release is published file by file.
    pub fn unfinished(&self) -> PathBuf {
        self.folder.join("unfinished")
    }

    /// Gives the next release its name of one that is whole.
    pub fn make_ready(&self) -> Result<PathBuf, Failure> {
        let next = self.next();
        let number = exchange::inode(&next).map_err(|error| Failure::io("read", &next, &error))?;
        let ready = self.folder.join(format!("{READY}{number}"));
        fs::rename(&next, &ready).map_err(|error| Failure::io("move", &next, &error))?;
        sync::sync(&self.folder)?;
        Ok(ready)
    }

    /// Keeps a whole release as the last one. At every moment one of its names leads to it.
    pub fn keep(&self, release: &Path) -> Result<(), Failure> {
        let (last, old) = (self.last(), self.folder.join("old"));
        match fs::rename(&last, &old) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::io("move", &last, &error)),
        }
        fs::rename(release, &last).map_err(|error| Failure::io("move", release, &error))?;
        sync::sync(&self.folder)?;
        remove(&old)
    }

    /// Ends what an interrupted run began.
    fn settle(&self) -> Result<(), Failure> {
        let unread = |error| Failure::io("read", &self.folder, &error);
        for entry in fs::read_dir(&self.folder).map_err(unread)? {
            let path = entry.map_err(unread)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some(number) = name.strip_prefix(READY) else { continue };
            let found = exchange::inode(&path).map_err(|error| Failure::io("read", &path, &error))?;
            match number == found.to_string() {
                true => remove(&path)?,
                false => self.keep(&path)?,
            }
        }
        [self.next(), self.copied(), self.folder.join("old")].iter().try_for_each(|path| remove(path))
    }
}

/// Makes the folder beside the release, or in it where a release is mounted or its neighbourhood is not ours.
fn make(target: &Path) -> Result<(PathBuf, bool), Failure> {
    let beside = target.file_name().map(|name| target.with_file_name(format!(".{}.isogloss", name.to_string_lossy())));
    let is_closed = |error: &Error| matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
    let refused = |folder: &Path, error| Failure::io("write to", folder, &error);
    if let Some(beside) = beside.filter(|_| !exchange::is_mounted(target)) {
        match make_folder(&beside) {
            Ok(()) => return Ok((beside, false)),
            Err(error) if is_closed(&error) && target.is_dir() => {}
            Err(error) => return Err(refused(&beside, error)),
        }
    }
    let inside = target.join(INSIDE);
    match make_folder(&inside) {
        Ok(()) => Ok((inside, true)),
        Err(error) => Err(refused(&inside, error)),
    }
}

/// Makes a folder of ours.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    // It often lies in a site, and is nothing to be committed.
    let (ignored, all) = (folder.join(".gitignore"), "*\n");
    match fs::read_to_string(&ignored) {
        Ok(text) if text == all => Ok(()),
        _ => fs::write(ignored, all),
    }
}

/// Takes the folder, and writes down who has it.
fn lock(folder: &Path, target: &Path) -> Result<Option<File>, Failure> {
    let path = folder.join("lock");
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let mut file = opened.map_err(|error| Failure::io("write", &path, &error))?;
    match file.try_lock() {
        Ok(()) => {
            // Who cannot be named, on a full disk say, still keeps the others out.
            drop(file.set_len(0).and_then(|()| write!(file, "{}", std::process::id())));
            Ok(Some(file))
        }
        Err(TryLockError::Error(_)) => Ok(None),
        Err(TryLockError::WouldBlock) => {
            let reason = format!("another isogloss{} is at work there", holder(&mut file));
            Err(Failure::because("write to", target, reason, "wait for it, or end it"))
        }
    }
}

/// Who has the lock, and since when.
fn holder(file: &mut File) -> String {
    let mut process = String::new();
    let is_named = file.read_to_string(&mut process).is_ok() && process.parse::<u32>().is_ok();
    if !is_named {
        return String::new();
    }
    let since = file.metadata().and_then(|there| there.modified()).ok().and_then(|since| since.elapsed().ok());
    since.map_or(format!(" (process {process})"), |since| format!(" (process {process}, since {} s)", since.as_secs()))
}

/// Removes a folder and all that is in it, or a file.
pub fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(|error| Failure::io("remove", path, &error)),
    }
}
