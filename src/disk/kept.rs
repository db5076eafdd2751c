//! What a site keeps between builds, in its folder `.isogloss`: in, bytes under a name; out, these bytes and no others.
//!
//! It can be removed at any time, and nothing is lost but time. A file that was cut off, or touched in any way, is as
//! good as none. Whoever is killed while writing leaves the file before it.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::{Failure, Lock, beside, find};
use crate::text::Digest;

/// The folder, in that of the site.
pub const FOLDER: &str = ".isogloss";
/// What every file in it begins with.
const HEAD: &[u8] = b"isogloss kept 1\n";

/// What is kept under this name; `None` when there is nothing that can be trusted.
pub fn read_kept(site: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = fs::read(folder(site)?.join(name)).ok()?;
    let digest: [u8; 32] = bytes.get(HEAD.len()..HEAD.len() + 32)?.try_into().ok()?;
    let kept = bytes.split_off(HEAD.len() + 32);
    (bytes.starts_with(HEAD) && Digest::of(&kept).to_string().as_bytes() == digest).then_some(kept)
}

/// Keeps these bytes under this name. Where nothing can be written, or another isogloss is just writing, it is left.
pub fn write_kept(site: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let Some(folder) = folder(site) else { return Ok(()) };
    let path = folder.join(name);
    let new = folder.join(format!("{name}.new"));
    let digest = Digest::of(bytes).to_string();
    let fill = || {
        let mut file = File::create(&new)?;
        [HEAD, digest.as_bytes(), bytes].iter().try_for_each(|part| file.write_all(part))
    };
    let write = || {
        beside::make_folder(&folder)?;
        let Ok(_lock) = Lock::take(&folder, "write to") else { return Ok(()) };
        fill().and_then(|()| fs::rename(&new, &path)).inspect_err(|_| drop(fs::remove_file(&new)))
    };
    write().or_else(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Ok(()),
        _ => Err(Failure::io("write", &path, &error)),
    })
}

/// The folder of a site, unless something else stands in its place.
fn folder(site: &Path) -> Option<PathBuf> {
    let folder = site.join(FOLDER);
    (!find::is_link(&folder) && !folder.is_file()).then_some(folder)
}
