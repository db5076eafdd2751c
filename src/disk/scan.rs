//! The sources of a site as they are on the disk, and what changed since the last look.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::Failure;
use crate::text::{Change, Digest, SitePath};

/// The folders that hold sources.
const FOLDERS: [&str; 3] = ["locales", "content", "layouts"];
/// The one file outside of them.
const SETTINGS: &str = "site.toml";
/// How often a file that changes while it is read is read again before it is taken as it is.
const TRIES: usize = 5;

/// Knows the files of a site as they were at the last scan.
pub struct Scanner {
    root: PathBuf,
    real_root: PathBuf,
    known: BTreeMap<SitePath, Known>,
}

/// A file as it was read.
struct Known {
    stamp: Stamp,
    digest: Digest,
}

/// What tells whether a file may have changed: when any of it moved, the file is read again.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Inode and time of its last change, where the system has them.
    node: (u64, i64, i64),
}

impl Scanner {
    /// A scanner over a site. Fails when there is no `site.toml` in the folder.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        let real_root = fs::canonicalize(root).map_err(|error| Failure::io("open", root, &error))?;
        match fs::metadata(root.join(SETTINGS)) {
            Ok(_) => Ok(Self { root: root.to_owned(), real_root, known: BTreeMap::new() }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let hint = "go to the folder of a site, name it with --site DIR, or make one with `isogloss new DIR`";
                Err(Failure::because("open", root, "it holds no site.toml, so it is no site", hint))
            }
            Err(error) => Err(Failure::io("read", &root.join(SETTINGS), &error)),
        }
    }

    /// The folder of the site.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Looks at every source file; gives what is not as it was, in byte order of the paths.
    pub fn scan(&mut self) -> Result<Vec<Change>, Failure> {
        let mut found = BTreeMap::new();
        self.find_settings(&mut found)?;
        for folder in FOLDERS {
            self.find_in(folder, &mut found)?;
        }
        let mut changes: Vec<Change> =
            self.known.keys().filter(|path| !found.contains_key(*path)).cloned().map(Change::removed).collect();
        for change in &changes {
            self.known.remove(&change.path);
        }
        for (path, stamp) in found {
            if self.known.get(&path).is_some_and(|known| known.stamp == stamp) {
                continue;
            }
            changes.extend(self.read(path)?);
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(changes)
    }

    fn find_settings(&self, found: &mut BTreeMap<SitePath, Stamp>) -> Result<(), Failure> {
        let path = self.root.join(SETTINGS);
        match fs::metadata(&path) {
            Ok(metadata) => found.extend(SitePath::new(SETTINGS).map(|path| (path, Stamp::of(&metadata)))),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::io("read", &path, &error)),
        }
        Ok(())
    }

    fn find_in(&self, folder: &str, found: &mut BTreeMap<SitePath, Stamp>) -> Result<(), Failure> {
        let top = self.root.join(folder);
        let walk = WalkDir::new(&top).follow_links(true).into_iter();
        // A link may lead anywhere; only what is inside the site is of the site.
        for entry in walk.filter_entry(|entry| !entry.path_is_symlink() || self.is_inside(entry.path())) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => match failure_of(&top, &error) {
                    Some(failure) => return Err(failure),
                    None => continue,
                },
            };
            if !entry.file_type().is_file() {
                continue;
            }
            let Ok(metadata) = entry.metadata() else { continue };
            let Some(path) = self.site_path(entry.path()) else {
                let hint = "rename it; paths of a site are UTF-8, without backslashes";
                return Err(Failure::because("read", entry.path(), "its name cannot be used", hint));
            };
            if !path.is_hidden() {
                found.insert(path, Stamp::of(&metadata));
            }
        }
        Ok(())
    }

    /// Whether a link leads to something inside the site.
    fn is_inside(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|real| real.starts_with(&self.real_root))
    }

    fn site_path(&self, path: &Path) -> Option<SitePath> {
        let parts = path.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>()?;
        SitePath::new(&parts.join("/"))
    }

    /// Reads a file; nothing when its bytes are the ones that are known. A file that is being written is read until
    /// it holds still.
    fn read(&mut self, path: SitePath) -> Result<Option<Change>, Failure> {
        let file = self.root.join(path.as_str());
        for attempt in 1.. {
            let before = match fs::metadata(&file) {
                Ok(metadata) => Stamp::of(&metadata),
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return Ok(self.known.remove(&path).map(|_| Change::removed(path)));
                }
                Err(error) => return Err(Failure::io("read", &file, &error)),
            };
            let bytes = match fs::read(&file) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(Failure::io("read", &file, &error)),
            };
            let after = fs::metadata(&file).map(|metadata| Stamp::of(&metadata));
            if attempt < TRIES && after.is_ok_and(|after| after != before) {
                continue;
            }
            let digest = Digest::of(&bytes);
            let known = self.known.insert(path.clone(), Known { stamp: before, digest });
            let same = known.is_some_and(|known| known.digest == digest);
            return Ok((!same).then(|| Change::set(path, bytes)));
        }
        Ok(None)
    }
}

impl Stamp {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let node = (metadata.ino(), metadata.ctime(), metadata.ctime_nsec());
        Self { length: metadata.len(), modified: metadata.modified().ok(), node }
    }

    #[cfg(not(unix))]
    fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), node: (0, 0, 0) }
    }
}

/// What stops a walk. A folder that is not there, or vanishes meanwhile, does not.
fn failure_of(top: &Path, error: &walkdir::Error) -> Option<Failure> {
    let path = error.path().unwrap_or(top);
    match error.io_error() {
        Some(io) if io.kind() == ErrorKind::NotFound => None,
        Some(io) => Some(Failure::io("read", path, io)),
        None => Some(Failure::because("read", path, "it is a link to a folder that holds it", "remove the link")),
    }
}

/// The text of a source file as it is now, for quoting its lines; `None` when it cannot be read.
pub fn read_text(root: &Path, path: &SitePath) -> Option<String> {
    let bytes = fs::read(root.join(path.as_str())).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
