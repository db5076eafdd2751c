//! Folders that change places in one step: in, two paths; out, whether the file system can do that.

use std::fs;
use std::io;
use std::path::Path;

use super::Failure;

/// Whether two folders changed places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchanged {
    /// They did, in one step.
    Whole,
    /// The file system cannot do that, or not with these two; all is as it was.
    Unable,
}

/// Lets a folder that is ready and the one that stands at the target change places, so that everyone sees the one or
/// the other; with nothing at the target, it moves there.
pub fn exchange(ready: &Path, target: &Path) -> Result<Exchanged, Failure> {
    let exchanged = if target.symlink_metadata().is_ok() { swap(ready, target) } else { settle(ready, target) };
    match exchanged {
        Ok(()) => Ok(Exchanged::Whole),
        Err(error) if is_unable(&error) => Ok(Exchanged::Unable),
        Err(error) => Err(Failure::io("publish", target, &error)),
    }
}

/// `renameat2` with `RENAME_EXCHANGE` (Linux 3.15), `renameatx_np` with `RENAME_SWAP` (macOS 10.12).
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(ready: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, ready, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Moves to where nothing is, and never over what appeared there meanwhile.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn settle(ready: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, ready, CWD, target, RenameFlags::NOREPLACE).map_err(io::Error::from) {
        // A folder replaces no file, and no folder that holds anything, so there is little to be lost.
        Err(error) if is_unable(&error) => fs::rename(ready, target),
        moved => moved,
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn settle(ready: &Path, target: &Path) -> io::Result<()> {
    fs::rename(ready, target)
}

/// EINVAL: NFS, 9p, FUSE and ZFS know no exchange; ENOSYS and EPERM: the system or its filter has no such call; EXDEV and
/// EBUSY: one of the two is mounted, or lies in a lower layer.
#[cfg(unix)]
fn is_unable(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let unable = [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP, Errno::PERM, Errno::XDEV, Errno::BUSY];
    Errno::from_io_error(error).is_some_and(|error| unable.contains(&error))
}

#[cfg(not(unix))]
fn is_unable(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Unsupported
}

/// Whether another file system, or another part of this one, is mounted at the folder: such a folder cannot move.
#[cfg(target_os = "linux")]
pub fn is_mounted(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let seen = statx(CWD, folder, AtFlags::empty(), StatxFlags::empty());
    seen.is_ok_and(|seen| seen.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
pub fn is_mounted(_: &Path) -> bool {
    false
}

/// The number that a folder keeps when it moves.
#[cfg(unix)]
pub fn inode(folder: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::symlink_metadata(folder)?.ino())
}

#[cfg(not(unix))]
pub fn inode(folder: &Path) -> io::Result<u64> {
    fs::symlink_metadata(folder).map(|_| 0)
}
