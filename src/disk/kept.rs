//! What a site keeps between builds, in its folder `.isogloss`: in, bytes under a name; out, these bytes and no others.
//!
//! It can be removed at any time, and nothing is lost but time. A file that was cut off, or touched in any way, is as
//! good as none. Whoever is killed while writing leaves the file before it.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, ErrorKind, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::{Failure, Lock, beside, find};
use crate::text::{Digest, Keep, Keeper, Kept, RunDigester};

/// The folder, in that of the site.
pub const FOLDER: &str = ".isogloss";
/// What every file in it begins with.
const HEAD: &[u8] = b"isogloss kept 1\n";

/// Digits of the digest after it.
const DIGITS: usize = 32;
/// So many bytes are compared at once.
const BLOCK: usize = 64 << 10;

/// What is kept under this name; `None` when there is nothing that can be trusted.
pub fn read_kept(site: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = fs::read(folder(site)?.join(name)).ok()?;
    let (head, kept) = bytes.split_at_checked(HEAD.len() + DIGITS)?;
    if *head != head_of(Digest::of(kept)) {
        return None;
    }
    bytes.drain(..HEAD.len() + DIGITS);
    Some(bytes)
}

/// The same, as the value that it is of.
pub fn recall_kept<T: Keep>(site: &Path, name: &str) -> Option<T> {
    T::recall(&mut Kept::new(&read_kept(site, name)?))
}

/// Keeps what `keep` gives under this name, unless that is kept already. Where nothing can be written, or another
/// isogloss is just writing, it is left.
pub fn write_kept(site: &Path, name: &str, keep: impl FnOnce(&mut Keeper<'_>)) -> Result<(), Failure> {
    let Some(folder) = folder(site) else { return Ok(()) };
    let path = folder.join(name);
    let new = folder.join(format!("{name}.new"));
    let write = || {
        beside::make_folder(&folder)?;
        let Ok(_lock) = Lock::take(&folder, "write to") else { return Ok(()) };
        let place = || if is_same(&new, &path) { fs::remove_file(&new) } else { fs::rename(&new, &path) };
        fill(&new, keep).and_then(|()| place()).inspect_err(|_| drop(fs::remove_file(&new)))
    };
    write().or_else(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Ok(()),
        _ => Err(Failure::io("write", &path, &error)),
    })
}

/// Writes a whole file. What it begins with is known last.
fn fill(new: &Path, keep: impl FnOnce(&mut Keeper<'_>)) -> io::Result<()> {
    let mut file = File::create(new)?;
    file.write_all(&head_of(Digest::NONE))?;
    let mut digester = RunDigester::default();
    let mut written = Ok(());
    let mut write = |block: &[u8]| {
        digester.block(block);
        if written.is_ok() {
            written = file.write_all(block);
        }
    };
    let mut keeper = Keeper::to(&mut write);
    keep(&mut keeper);
    keeper.finish();
    written?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&head_of(digester.finish()))
}

/// What a file begins with whose other bytes have this digest.
fn head_of(digest: Digest) -> Vec<u8> {
    [HEAD, digest.to_string().as_bytes()].concat()
}

/// Whether two files have the same bytes.
fn is_same(one: &Path, other: &Path) -> bool {
    let blocks = |path| Some(BufReader::with_capacity(BLOCK, File::open(path).ok()?));
    let (Some(mut one), Some(mut other)) = (blocks(one), blocks(other)) else { return false };
    loop {
        let (Ok(here), Ok(there)) = (one.fill_buf(), other.fill_buf()) else { return false };
        let both = here.len().min(there.len());
        if both == 0 || here[..both] != there[..both] {
            return here.is_empty() && there.is_empty();
        }
        one.consume(both);
        other.consume(both);
    }
}

/// The folder of a site, unless something else stands in its place.
fn folder(site: &Path) -> Option<PathBuf> {
    let folder = site.join(FOLDER);
    (!find::is_link(&folder) && !folder.is_file()).then_some(folder)
}
