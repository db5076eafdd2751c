//! Sources as they were: in, the folder of a site and some files of it; out, for each commit that changed one of them,
//! newest first, what the site's folders held.
//!
//! For people who want to know what moved. Where git has nothing to tell, or there is none, there is no history, and
//! nobody is told why: it was not asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::git::{Git, Objects};
use crate::text::SitePath;
use crate::workspace::EarlierFiles;

/// Commits that are looked at, at most.
const MOST_COMMITS: &str = "500";
/// Files that git is asked about one by one; of more it is asked about their folders.
const MOST_FILES: usize = 100;
/// Folders in folders that are followed.
const DEEPEST: usize = 64;

/// What folders held at each of some commits.
pub struct History {
    objects: Objects,
    folders: Vec<String>,
    commits: std::vec::IntoIter<String>,
}

impl History {
    /// The history of `folders` (`locales/en`), as far as one of these files in them changed. `None` where git knows
    /// nothing of them.
    pub fn of(root: &Path, folders: &[String], files: &BTreeSet<SitePath>) -> Option<Self> {
        let git = Git { root, range: "HEAD", may_fetch: false };
        let mut arguments = vec!["--literal-pathspecs", "rev-list", "--max-count", MOST_COMMITS, "HEAD", "--"];
        if files.len() > MOST_FILES {
            arguments.extend(folders.iter().map(String::as_str));
        } else {
            arguments.extend(files.iter().map(SitePath::as_str));
        }
        let list = git.ask(&arguments, || ("git has no history".to_owned(), "")).ok()?;
        let commits: Vec<String> = String::from_utf8(list).ok()?.lines().map(str::to_owned).collect();
        let objects = Objects::open(&git).ok()?;
        Some(Self { objects, folders: folders.to_vec(), commits: commits.into_iter() })
    }

    /// The files at the next commit, each with the name of its object.
    pub fn next_files(&mut self) -> Option<EarlierFiles> {
        let commit = self.commits.next()?;
        let mut files = BTreeMap::new();
        for folder in self.folders.clone() {
            // Of a folder that was not there yet, there are no files.
            self.gather(&format!("{commit}:./{folder}"), &folder, 0, &mut files);
        }
        Some(files)
    }

    /// The content of an object.
    pub fn read(&mut self, object: &str) -> Option<Vec<u8>> {
        self.objects.read(object).ok().map(|(_, bytes)| bytes)
    }

    /// Ends git.
    pub fn close(self) {
        self.objects.close();
    }

    fn gather(&mut self, tree: &str, folder: &str, depth: usize, files: &mut EarlierFiles) -> Option<()> {
        let (id, entries) = self.objects.read(tree).ok()?;
        // `<mode> <name>`, NUL, and the bytes of the object's name, which are half as many as its digits.
        let mut rest = entries.as_slice();
        while let Some(end) = rest.iter().position(|byte| *byte == 0) {
            let (about, after) = (std::str::from_utf8(rest.get(..end)?), rest.get(end + 1..)?);
            let (object, next) = after.split_at_checked(id.len() / 2)?;
            rest = next;
            let Some((mode, name)) = about.ok().and_then(|about| about.split_once(' ')) else { continue };
            let path = format!("{folder}/{name}");
            let object: String = object.iter().map(|byte| format!("{byte:02x}")).collect();
            if mode == "40000" && depth < DEEPEST {
                self.gather(&object, &path, depth + 1, files);
            } else if mode.starts_with("100") {
                files.extend(SitePath::new(&path).map(|path| (path, object)));
            }
        }
        Some(())
    }
}
