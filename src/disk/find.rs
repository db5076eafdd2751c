//! What lies in the folders of a site: in, where to look; out, the path of every source file, and what could not be
//! seen.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Failure;
use crate::text::SitePath;

/// The folders that hold sources.
pub const FOLDERS: [&str; 3] = ["locales", "content", "layouts"];
/// The one file outside of them.
pub const SETTINGS: &str = "site.toml";

/// What a look saw, before it looks at any file.
#[derive(Default)]
pub struct Found {
    pub files: BTreeSet<SitePath>,
    /// What could not be seen, by its path from the folder of the site.
    pub troubles: BTreeMap<PathBuf, Failure>,
    /// Whether a link was among it.
    pub has_links: bool,
}

/// All sources of the site in this folder.
pub fn find_everything(root: &Path) -> Found {
    let mut found = Found::default();
    found.add_settings(root);
    for folder in FOLDERS {
        found.add_folder(root, Path::new(folder));
    }
    found
}

/// The sources at these paths and below them.
pub fn find_at(root: &Path, paths: &BTreeSet<PathBuf>) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path == Path::new(SETTINGS) {
            found.add_settings(root);
        } else if FOLDERS.iter().any(|folder| path.starts_with(folder)) && !is_hidden(path) {
            found.add_folder(root, path);
        }
    }
    found
}

impl Found {
    fn add_settings(&mut self, root: &Path) {
        let path = root.join(SETTINGS);
        self.has_links |= is_link(&path);
        match fs::metadata(&path) {
            Ok(_) => self.files.extend(SitePath::new(SETTINGS)),
            Err(error) if is_absent(&error) => {}
            Err(error) => self.add_trouble(root, &path, Failure::io("read", &path, &error)),
        }
    }

    /// Walks a folder; a file is a folder with one entry here.
    fn add_folder(&mut self, root: &Path, folder: &Path) {
        let start = root.join(folder);
        let links = Cell::new(is_link(&start));
        let walk = WalkDir::new(&start).follow_links(true).into_iter();
        let belongs = |entry: &DirEntry| {
            if is_hidden(Path::new(entry.file_name())) {
                return false;
            }
            links.set(links.get() || entry.path_is_symlink());
            // A link may lead anywhere; only what is inside the site is of the site.
            !entry.path_is_symlink() || is_inside(root, entry.path())
        };
        for entry in walk.filter_entry(belongs) {
            match entry {
                Ok(entry) => self.add_entry(root, &entry),
                Err(error) => {
                    let path = error.path().unwrap_or(&start).to_owned();
                    if path.file_name().is_some_and(|name| is_hidden(Path::new(name))) {
                        continue;
                    }
                    // A link to nothing may lead somewhere later.
                    links.set(links.get() || is_link(&path));
                    if let Some(failure) = failure_of(&path, &error) {
                        self.add_trouble(root, &path, failure);
                    }
                }
            }
        }
        self.has_links |= links.get();
    }

    fn add_entry(&mut self, root: &Path, entry: &DirEntry) {
        if !entry.file_type().is_file() {
            return;
        }
        match site_path(root, entry.path()) {
            Some(path) => drop(self.files.insert(path)),
            None => {
                let hint = "rename it; paths of a site are UTF-8, without backslashes";
                let failure = Failure::because("read", entry.path(), "its name cannot be used", hint);
                self.add_trouble(root, entry.path(), failure);
            }
        }
    }

    fn add_trouble(&mut self, root: &Path, path: &Path, failure: Failure) {
        let path = path.strip_prefix(root).unwrap_or(path);
        self.troubles.insert(path.to_owned(), failure);
    }

    /// Whether the path lies where something could not be seen.
    pub fn is_in_trouble(&self, path: &SitePath) -> bool {
        let path = Path::new(path.as_str());
        !self.troubles.is_empty() && path.ancestors().any(|above| self.troubles.contains_key(above))
    }
}

/// Whether the error says that there is nothing at the path.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Whether the path is a link, wherever it leads.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// Whether a path from the folder of the site is an editor's or system's own.
pub fn is_hidden(path: &Path) -> bool {
    let path = path.to_string_lossy();
    SitePath::new(&path).is_some_and(|path| path.is_hidden())
}

/// Whether a link leads to something inside the site.
pub fn is_inside(root: &Path, path: &Path) -> bool {
    let (Ok(real), Ok(real_top)) = (fs::canonicalize(path), fs::canonicalize(root)) else { return false };
    real.starts_with(real_top)
}

fn site_path(root: &Path, path: &Path) -> Option<SitePath> {
    let parts = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>()?;
    SitePath::new(&parts.join("/"))
}

/// What hides a part of the site. A folder that is not there, or vanishes meanwhile, does not.
fn failure_of(path: &Path, error: &walkdir::Error) -> Option<Failure> {
    match error.io_error() {
        Some(io) if is_absent(io) => None,
        Some(io) => Some(Failure::io("read", path, io)),
        None => Some(Failure::because("read", path, "it is a link to a folder that holds it", "remove the link")),
    }
}
