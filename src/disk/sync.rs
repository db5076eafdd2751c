//! What is written, on the disk: in, paths; out, once a power cut can no longer take them away.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::thread;

use walkdir::WalkDir;

use super::Failure;

/// So many files are waited for at once: the file system takes them to the disk together.
const AT_ONCE: usize = 8;

/// Waits until a file, or the names in a folder, are on the disk.
pub fn sync(path: &Path) -> Result<(), Failure> {
    if cfg!(not(unix)) && path.is_dir() {
        return Ok(());
    }
    File::open(path).and_then(|opened| opened.sync_all()).map_err(|error| Failure::io("write", path, &error))
}

/// The same for many.
pub fn sync_files(paths: &[PathBuf]) -> Result<(), Failure> {
    let some = paths.len().div_ceil(AT_ONCE).max(1);
    thread::scope(|scope| {
        let sync_some = |some: &'_ [PathBuf]| some.iter().try_for_each(|path| sync(path));
        let waiting: Vec<_> = paths.chunks(some).map(|some| scope.spawn(move || sync_some(some))).collect();
        let ended = waiting.into_iter().map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        ended.collect()
    })
}

/// The names in a folder and in all folders below it.
pub fn sync_folders(folder: &Path) -> Result<(), Failure> {
    let folders = WalkDir::new(folder).into_iter().filter_map(|entry| match entry {
        Ok(entry) => entry.file_type().is_dir().then(|| Ok(entry.into_path())),
        Err(error) => Some(Err(Failure::io("read", folder, &error.into()))),
    });
    sync_files(&folders.collect::<Result<Vec<_>, Failure>>()?)
}
