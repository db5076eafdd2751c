//! Files taken along into the next release: in, the release that stands and the files of it that stay; out, the same
//! files in the stage, by another name for the same bytes where the file system has that.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Failure, beside, find, output, record};

/// What lies in a release and is of no release: our own.
const OURS: [&str; 3] = [record::NAME, output::STAGE, beside::INSIDE];

/// Takes every file of a folder along for which `stays` holds, and gives those that had to be copied. Links and odd
/// files stay what they are, an empty folder stays too. `stays` gets no name that is not UTF-8: none of ours is such.
pub fn carry_over(from: &Path, to: &Path, stays: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let mut copied = Vec::new();
    if fs::symlink_metadata(from).is_err_and(|error| find::is_absent(&error)) {
        return Ok(copied);
    }
    let is_ours = |entry: &DirEntry| entry.depth() == 1 && OURS.iter().any(|name| entry.file_name() == *name);
    for entry in WalkDir::new(from).min_depth(1).into_iter().filter_entry(|entry| !is_ours(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(from).to_owned();
            Failure::io("read", &path, &error.into())
        })?;
        let Ok(name) = entry.path().strip_prefix(from) else { continue };
        if entry.file_type().is_dir() {
            if is_empty(entry.path()) {
                make_folder(from, to, name).map_err(|error| refused(entry.path(), &error))?;
            }
        } else if name.to_str().is_none_or(&stays) {
            let target = to.join(name);
            let above = name.parent().unwrap_or(name);
            let carried = make_folder(from, to, above).and_then(|()| link(entry.path(), &target));
            if carried.map_err(|error| refused(entry.path(), &error))? == Linked::Copied {
                copied.push(target);
            }
        }
    }
    Ok(copied)
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            let reason = "it stands where the release has a file or folder of its own";
            Failure::because("keep", path, reason, "move it away, or choose another folder with --out")
        }
        _ => Failure::io("take along", path, error),
    }
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// How a file got its further name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    /// It is the same file.
    Same,
    /// It is another with the same bytes, since the file system refused a second name.
    Copied,
}

/// Gives a file a further name, whatever kind of file it is, or copies it.
pub fn link(from: &Path, to: &Path) -> io::Result<Linked> {
    let Err(refused) = fs::hard_link(from, to) else { return Ok(Linked::Same) };
    let there = fs::symlink_metadata(from)?;
    if refused.kind() == ErrorKind::AlreadyExists || !(there.is_file() || there.is_symlink()) {
        return Err(refused);
    }
    if there.is_symlink() {
        return copy_link(from, to).map(|()| Linked::Same);
    }
    fs::copy(from, to).map(|_| Linked::Copied)
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Makes a folder of the stage, and those above it, each with the permissions of the one that stands there now, else with
/// those that every server can read, whatever the umask is.
pub fn make_folder(from: &Path, to: &Path, name: &Path) -> io::Result<()> {
    let target = to.join(name);
    if target.is_dir() {
        return Ok(());
    }
    if let Some(above) = name.parent() {
        make_folder(from, to, above)?;
    }
    match fs::create_dir(&target) {
        Ok(()) => copy_permissions(&from.join(name), &target),
        // Another thread was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && target.is_dir() => Ok(()),
        made => made,
    }
}

/// But whoever owns the new folder can write into it.
#[cfg(unix)]
fn copy_permissions(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match fs::symlink_metadata(from) {
        Ok(there) if there.is_dir() => {
            fs::set_permissions(to, fs::Permissions::from_mode(there.permissions().mode() | 0o700))
        }
        Err(error) if !find::is_absent(&error) => Err(error),
        _ => settle(to, 0o755),
    }
}

/// Gives a new file the permissions of every file that we publish.
#[cfg(unix)]
pub fn settle_file(file: &Path) -> io::Result<()> {
    settle(file, 0o644)
}

#[cfg(unix)]
fn settle(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
        // A file system without permissions refuses them.
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported) => Ok(()),
        settled => settled,
    }
}

#[cfg(not(unix))]
fn copy_permissions(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub fn settle_file(_: &Path) -> io::Result<()> {
    Ok(())
}
