//! The sources of a site as they are on the disk: in, where to look; out, what changed since the last look.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::find::{self, Found, SETTINGS};
use super::stamp::{Stamp, read_with_stamp};
use super::stamps::Stamps;
use super::{Failure, Look, Looked};
use crate::text::{Change, Coming, Digest, Fetch, SitePath};

/// How often a file that changes while it is read is read again before it is taken as it is.
const TRIES: usize = 5;
/// An empty file that had content is taken as emptied when nobody wrote to it for so long; until then somebody is
/// about to.
const PATIENCE: Duration = Duration::from_millis(250);

/// Knows the files of a site as they were at the last look.
pub struct Scanner {
    /// From the top of the file system: such a path holds when the folder we stand in is removed and made again.
    root: PathBuf,
    known: BTreeMap<SitePath, Known>,
    /// Whether the last look at everything met a link. A file may have two paths then, and hints name one of them.
    has_links: bool,
    /// What could not be read at the last look, by its path from the folder of the site.
    told: BTreeMap<PathBuf, String>,
    /// The files of an earlier run, which the first scan need not read.
    stamps: Stamps,
    /// What fetches a file a second time, where that is allowed.
    fetch: Option<Fetch>,
}

/// A file as it was read.
struct Known {
    stamp: Stamp,
    digest: Digest,
    /// Whether the file was so young when it was read that its stamp proves nothing.
    fresh: bool,
    /// Whether it proves enough for another run: any change since has moved it.
    settled: bool,
}

/// A file as it is now.
struct SettledFile {
    known: Known,
    change: Change,
}

/// The files of a first scan, to be read.
pub struct FirstLook<'r> {
    root: &'r Path,
    stamps: &'r Stamps,
    fetch: Option<Fetch>,
    files: Vec<SitePath>,
    /// What was found of each of these files; nothing of one that is gone meanwhile.
    known: Vec<OnceLock<Known>>,
    troubles: Mutex<BTreeMap<PathBuf, Failure>>,
}

/// What reading a file brought.
enum Read {
    Same,
    Changed(Change),
    /// It is empty, and was not; somebody is about to write to it.
    Unfinished,
}

impl Scanner {
    /// A scanner over a site. Fails when there is no `site.toml` in the folder.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        fs::metadata(root).map_err(|error| Failure::io("open", root, &error))?;
        match fs::metadata(root.join(SETTINGS)) {
            Ok(_) => {
                let root = std::path::absolute(root).map_err(|error| Failure::io("open", root, &error))?;
                Ok(Self {
                    root,
                    known: BTreeMap::new(),
                    has_links: false,
                    told: BTreeMap::new(),
                    stamps: Stamps::default(),
                    fetch: None,
                })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let hint = "go to the folder of a site, name it with --site DIR, or make one with `isogloss new DIR`";
                Err(Failure::because("open", root, "it holds no site.toml, so it is no site", hint))
            }
            Err(error) => Err(Failure::io("read", &root.join(SETTINGS), &error)),
        }
    }

    /// The folder of the site, from the top of the file system.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// From now on takes a file that has the stamp that it had in an earlier run for that file, without reading it, and
    /// lets the bytes of files be fetched whenever they are needed. Ask [`Self::has_misread`] in the end.
    pub fn trust_stamps(&mut self) {
        self.stamps = Stamps::read(&self.root);
        self.fetch = Some(self.stamps.fetch(&self.root));
    }

    /// Whether somebody changed a file between the look at it and the moment when its bytes were fetched.
    pub fn has_misread(&self) -> bool {
        self.stamps.misread()
    }

    /// Records the stamps of the files as they were read, for a later run.
    pub fn keep_stamps(&self) -> Result<(), Failure> {
        let proven = self.known.iter().filter(|(_, known)| known.settled);
        self.stamps.keep(&self.root, proven.map(|(path, known)| (path, &known.stamp, known.digest)))
    }

    /// Looks at every source file; gives what is not as it was, in byte order of the paths. Fails when any of it
    /// cannot be read.
    pub fn scan(&mut self) -> Result<Vec<Change>, Failure> {
        self.told.clear();
        let looked = self.compare(&Look::Everything, find::find_everything(&self.root), Duration::ZERO);
        looked.troubles.into_iter().next().map_or(Ok(looked.changes), Err)
    }

    /// The first scan. Files are read on all cores, each when `take` asks for it, so that not all of them need to be
    /// kept.
    pub fn scan_first<T>(&mut self, take: impl FnOnce(&FirstLook<'_>) -> T) -> Result<T, Failure> {
        let found = find::find_everything(&self.root);
        let first = FirstLook {
            root: &self.root,
            stamps: &self.stamps,
            fetch: self.fetch.clone(),
            known: found.files.iter().map(|_| OnceLock::new()).collect(),
            files: found.files.into_iter().collect(),
            troubles: Mutex::new(found.troubles),
        };
        let taken = take(&first);
        let FirstLook { files, known, troubles, .. } = first;
        let known = files.into_iter().zip(known);
        self.known = known.filter_map(|(path, known)| Some((path, known.into_inner()?))).collect();
        self.has_links = found.has_links;
        self.new_troubles(&Look::Everything, troubles.into_inner().unwrap_or_else(PoisonError::into_inner))
            .into_iter()
            .next()
            .map_or(Ok(taken), Err)
    }

    /// Looks where it is worth it. What cannot be read costs only itself: its last known content stands, and it is
    /// told once.
    pub fn look(&mut self, look: &Look) -> Looked {
        if let (Look::At(paths), false) = (look, self.has_links) {
            let found = find::find_at(&self.root, paths);
            if !found.has_links {
                return self.compare(look, found, PATIENCE);
            }
        }
        let began = Instant::now();
        let found = find::find_everything(&self.root);
        let looked = self.compare(&Look::Everything, found, PATIENCE);
        Looked { whole: Some(began.elapsed()), ..looked }
    }

    /// What is found against what is known. `patience` is for files that were emptied just now.
    fn compare(&mut self, look: &Look, mut found: Found, patience: Duration) -> Looked {
        let mut looked = Looked::default();
        self.has_links = found.has_links;
        let mut gone = self.known_at(look);
        gone.retain(|path| !found.files.contains(path) && !found.is_in_trouble(path));
        for path in gone {
            self.known.remove(&path);
            looked.changes.push(Change::removed(path));
        }
        for path in std::mem::take(&mut found.files) {
            match self.read(&path, patience) {
                Ok(Read::Same) => {}
                Ok(Read::Changed(change)) => looked.changes.push(change),
                Ok(Read::Unfinished) => drop(looked.unfinished.insert(path.as_str().into())),
                Err(failure) => drop(found.troubles.insert(path.as_str().into(), failure)),
            }
        }
        looked.changes.sort_by(|a, b| a.path.cmp(&b.path));
        looked.direct = looked.changes.iter().any(|change| self.is_direct(&change.path));
        looked.troubles = self.new_troubles(look, found.troubles);
        looked
    }

    /// The known files where this looks.
    fn known_at(&self, look: &Look) -> Vec<SitePath> {
        let Look::At(paths) = look else { return self.known.keys().cloned().collect() };
        let mut known = BTreeSet::new();
        for path in paths.iter().filter_map(|path| path.to_str()) {
            known.extend(self.known.get_key_value(path).map(|(path, _)| path.clone()));
            let below = format!("{path}/");
            let from = (Bound::Included(below.as_str()), Bound::Unbounded);
            let inside = self.known.range::<str, _>(from).map(|(path, _)| path);
            known.extend(inside.take_while(|path| path.as_str().starts_with(&below)).cloned());
        }
        known.into_iter().collect()
    }

    fn is_direct(&self, path: &SitePath) -> bool {
        let path = self.root.join(path.as_str());
        !self.has_links || !path.ancestors().take_while(|above| *above != self.root).any(find::is_link)
    }

    /// Notes what is in trouble where this looked; gives what was not before.
    fn new_troubles(&mut self, look: &Look, troubles: BTreeMap<PathBuf, Failure>) -> Vec<Failure> {
        let looked_at = |path: &Path| match look {
            Look::Everything => true,
            Look::At(paths) => path.ancestors().any(|above| paths.contains(above)),
        };
        let (before, elsewhere): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.told).into_iter().partition(|(path, _)| looked_at(path));
        self.told = elsewhere;
        let mut new = Vec::new();
        for (path, failure) in troubles {
            let text = failure.to_string();
            let known = before.get(&path).is_some_and(|told| *told == text);
            self.told.insert(path, text);
            if !known {
                new.push(failure);
            }
        }
        new
    }

    /// Looks at a file, reads it if it may be another, and notes how it is now.
    fn read(&mut self, path: &SitePath, patience: Duration) -> Result<Read, Failure> {
        let file = self.root.join(path.as_str());
        let before = self.known.get(path);
        if before.is_some_and(|known| !known.fresh && stamp_of(&file) == Some(known.stamp)) {
            return Ok(Read::Same);
        }
        let Some(read) = read_settled(&file, path)? else {
            let gone = self.known.remove(path).map(|_| Change::removed(path.clone()));
            return Ok(gone.map_or(Read::Same, Read::Changed));
        };
        let had_content = before.is_some_and(|before| before.stamp.length > 0);
        let is_empty = read.change.content.as_ref().is_some_and(|bytes| bytes.is_empty());
        if is_empty && had_content && read.known.stamp.age().is_some_and(|age| age < patience) {
            return Ok(Read::Unfinished);
        }
        let same = before.is_some_and(|before| before.digest == read.known.digest);
        self.known.insert(path.clone(), read.known);
        Ok(if same { Read::Same } else { Read::Changed(read.change) })
    }
}

impl FirstLook<'_> {
    /// Every file that could be read, in whatever order.
    pub fn changes(&self) -> impl ParallelIterator<Item = Coming> {
        self.files.par_iter().zip(&self.known).filter_map(|(path, slot)| {
            let file = self.root.join(path.as_str());
            if let Some(fetch) = &self.fetch
                && let Some((stamp, digest)) = self.stamps.recorded(path)
                && stamp_of(&file) == Some(stamp)
            {
                slot.get_or_init(|| Known { stamp, digest, fresh: false, settled: true });
                return Some(Coming::Known(path.clone(), digest, Arc::clone(fetch)));
            }
            match read_settled(&file, path) {
                Ok(read) => {
                    let SettledFile { known, change } = read?;
                    slot.get_or_init(|| known);
                    Some(Coming::Here(change, self.fetch.clone()))
                }
                Err(failure) => {
                    self.troubles.lock().unwrap_or_else(PoisonError::into_inner).insert(path.as_str().into(), failure);
                    None
                }
            }
        })
    }
}

/// The stamp of a file as it is now; `None` when it cannot be seen.
fn stamp_of(file: &Path) -> Option<Stamp> {
    fs::metadata(file).ok().filter(Metadata::is_file).map(|there| Stamp::of(&there))
}

/// Reads a file; `None` when it is gone. One that is being written, or takes the place of another just now, is read
/// until it holds still.
fn read_settled(file: &Path, path: &SitePath) -> Result<Option<SettledFile>, Failure> {
    let mut tries = 0;
    loop {
        tries += 1;
        let is_last = tries == TRIES;
        match read_once(file) {
            Ok((before, bytes, after)) if after == before || is_last => {
                let change = Change::set(path.clone(), bytes);
                let (fresh, settled) = (before.is_fresh(), before.is_settled());
                let known = Known { stamp: before, digest: change.digest, fresh, settled };
                return Ok(Some(SettledFile { known, change }));
            }
            Ok(_) => {}
            Err(error) if find::is_absent(&error) || error.kind() == ErrorKind::IsADirectory => {
                if is_last || stamp_of(file).is_none() {
                    return Ok(None);
                }
            }
            Err(error) => return Err(Failure::io("read", file, &error)),
        }
    }
}

/// The bytes of a file, and its stamp before and after they were read.
fn read_once(file: &Path) -> io::Result<(Stamp, Vec<u8>, Stamp)> {
    let file = File::open(file)?;
    let before = Stamp::of(&file.metadata()?);
    let (bytes, after) = read_with_stamp(&file, before.length)?;
    Ok((before, bytes, after))
}

/// The text of a source file as it is now, for quoting its lines; `None` when it cannot be read.
pub fn read_text(root: &Path, path: &SitePath) -> Option<String> {
    let bytes = fs::read(root.join(path.as_str())).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
