//! The output folder: every file in it is whole at every moment, and only files of ours are ever removed.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf, absolute};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::find::is_absent;
use super::new_tree::{NewTree, top_of};
use super::stamp::Stamp;
use super::{Failure, Lock, record};
use crate::text::{Digest, SitePath};
use crate::workspace::{Copied, Sink};

/// Where files are written before they are moved to their places.
pub const STAGE: &str = ".isogloss-stage";
/// What we do here.
const WRITE: &str = "write to";

/// A folder that pages are written to.
pub struct OutputFolder {
    /// What appears at the end, since [`OutputFolder::begin_whole`]. It goes before the lock does.
    new: Option<NewTree>,
    /// As it was named.
    name: PathBuf,
    /// From the top of the file system: such a path holds when the folder we stand in is removed and made again.
    folder: PathBuf,
    sources: PathBuf,
    /// Nobody else writes here; `None` only while it is taken anew.
    lock: Option<Lock>,
    /// Files of ours, as the record on the disk lists them.
    recorded: BTreeSet<Arc<str>>,
    /// What is to be written, since [`OutputFolder::begin`].
    planned: BTreeSet<Arc<str>>,
    /// The names at the top of the folder that hold what was made, since [`OutputFolder::finish`].
    tops: BTreeSet<String>,
    staged: AtomicUsize,
    /// Folders that are known to be there. As paths they would be compared part by part.
    made: Mutex<BTreeSet<OsString>>,
}

impl OutputFolder {
    /// Opens the folder, making it if need be. `sources` is the folder of the site: published files come from there.
    pub fn open(folder: &Path, sources: &Path) -> Result<Self, Failure> {
        refuse_sources(folder, sources)?;
        fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))?;
        let lock = Some(Lock::take(folder, WRITE)?);
        let recorded = record::read(folder)?;
        let opened = Self {
            name: folder.to_owned(),
            folder: absolute(folder).map_err(|error| Failure::io("open", folder, &error))?,
            sources: sources.to_owned(),
            lock,
            recorded,
            planned: BTreeSet::new(),
            tops: BTreeSet::new(),
            staged: AtomicUsize::new(0),
            made: Mutex::default(),
            new: None,
        };
        opened.clear_stage();
        Ok(opened)
    }

    /// The folder, as it was named.
    pub fn path(&self) -> &Path {
        &self.name
    }

    /// Notes what is to be written, before it is: whatever stops us, the record knows every file of ours.
    pub fn begin(&mut self, outputs: impl IntoIterator<Item: Into<Arc<str>>>) -> Result<(), Failure> {
        if !self.is_there() {
            self.restore()?;
        }
        self.planned = outputs.into_iter().map(Into::into).collect();
        let tops: BTreeSet<&str> = self.planned.iter().map(|output| top_of(output)).collect();
        self.tops.retain(|top| tops.contains(top.as_str()));
        self.make_way()?;
        let all = self.recorded.union(&self.planned).cloned().collect();
        self.set_record(all)
    }

    /// The same, for who writes all of it before anybody looks: what is not there at all appears at the end.
    pub fn begin_whole(&mut self, outputs: impl IntoIterator<Item: Into<Arc<str>>>) -> Result<(), Failure> {
        self.begin(outputs)?;
        let is_new = |top: &&str| fs::symlink_metadata(self.folder.join(top)).is_err_and(|error| is_absent(&error));
        let tops: BTreeSet<&str> = self.planned.iter().map(|output| top_of(output)).collect();
        let tops = tops.into_iter().filter(is_new).map(str::to_owned).collect();
        let folder = self.folder.join(STAGE).join("new");
        let new = NewTree::new(folder.clone(), tops).map_err(|error| Failure::io("make", &folder, &error))?;
        self.new = Some(new);
        Ok(())
    }

    /// Writes an output where nothing stands yet, and gives the stamp of its file; `None` where something may stand.
    pub fn put_new(&self, output: &str, bytes: &[u8]) -> Result<Option<Stamp>, Failure> {
        let Some(new) = self.new.as_ref().filter(|new| new.takes(output)) else { return Ok(None) };
        let written = new.write(output, bytes);
        written.map(Some).map_err(|error| Failure::io("write", &self.folder.join(output), &error))
    }

    /// Writes an output where something may stand; `false` when that is it already, byte for byte.
    pub fn put_over(&self, output: &str, bytes: &[u8]) -> Result<bool, Failure> {
        if holds(&self.folder.join(output), bytes) {
            return Ok(false);
        }
        self.place(output, bytes)?;
        Ok(true)
    }

    /// Where an output is now: some are in the stage until all is there.
    pub fn whereabouts(&self, output: &str) -> PathBuf {
        match &self.new {
            Some(new) if new.takes(output) => new.place(output),
            _ => self.folder.join(output),
        }
    }

    /// Lets what is new appear.
    fn show_new(&mut self) -> Result<(), Failure> {
        let Some(new) = self.new.take() else { return Ok(()) };
        for top in new.tops() {
            match fs::rename(new.place(top), self.folder.join(top)) {
                Ok(()) => {}
                // None of its pages could be made.
                Err(error) if is_absent(&error) && !new.place(top).exists() => {}
                // Somebody else made it since: what is new comes into it file by file.
                Err(_) => self.planned.iter().filter(|output| top_of(output) == top).try_for_each(|output| {
                    let place = new.place(output);
                    if place.exists() { self.move_in(&place, output) } else { Ok(()) }
                })?,
            }
        }
        Ok(())
    }

    /// Removes files of ours that stand where a folder is needed now, or lie in what becomes a file.
    fn make_way(&self) -> Result<(), Failure> {
        let new = &self.planned;
        let stale: Vec<&Arc<str>> = self.recorded.difference(new).collect();
        if stale.is_empty() {
            return Ok(());
        }
        let folders: BTreeSet<&str> = new.iter().flat_map(|output| folders_of(output)).collect();
        for output in stale {
            if folders.contains(&**output) || folders_of(output).any(|folder| new.contains(folder)) {
                self.delete(output)?;
            }
        }
        Ok(())
    }

    /// Removes files of ours that are not among the outputs that were made; gives their number. What was planned and
    /// could not be made stays on record: it is written once it can be.
    pub fn finish<'o>(&mut self, made: impl IntoIterator<Item = &'o str>) -> Result<usize, Failure> {
        self.show_new()?;
        let made: BTreeSet<&str> = made.into_iter().collect();
        let mut removed = 0;
        for output in self.recorded.iter().filter(|output| !made.contains(&***output)) {
            removed += usize::from(self.delete(output)?);
        }
        self.set_record(self.planned.clone())?;
        self.clear_stage();
        let tops: BTreeSet<&str> = made.into_iter().map(top_of).collect();
        self.tops = tops.into_iter().filter(|top| self.folder.join(top).exists()).map(str::to_owned).collect();
        Ok(removed)
    }

    /// Whether our record, and what was made, is still in the folder. It goes when somebody removes or empties the
    /// folder; the record, whose name begins with a dot, often stays.
    pub fn is_there(&self) -> bool {
        record::path(&self.folder).exists() && self.tops.iter().all(|top| self.folder.join(top).exists())
    }

    /// Makes the folder again after somebody removed or emptied it, and takes it again.
    fn restore(&mut self) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|error| Failure::io("make", &self.folder, &error))?;
        // The lock of a folder that is gone holds nobody off.
        self.lock = None;
        self.lock = Some(Lock::take(&self.folder, WRITE)?);
        self.recorded = record::read(&self.folder)?;
        self.tops.clear();
        self.made.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    fn set_record(&mut self, outputs: BTreeSet<Arc<str>>) -> Result<(), Failure> {
        if outputs != self.recorded || !record::path(&self.folder).exists() {
            self.place(record::NAME, record::write(&outputs).as_bytes())?;
            self.recorded = outputs;
        }
        Ok(())
    }

    /// Writes beside, then moves: a reader sees the old file or the new one.
    fn place(&self, output: &str, bytes: &[u8]) -> Result<(), Failure> {
        let stage = self.folder.join(STAGE);
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let staged = stage.join(format!("{}-{number}", std::process::id()));
        let written = fs::write(&staged, bytes).or_else(|error| match error.kind() {
            ErrorKind::NotFound => fs::create_dir_all(&stage).and_then(|()| fs::write(&staged, bytes)),
            _ => Err(error),
        });
        let placed = written.map_err(|error| Failure::io("write", &self.folder.join(output), &error));
        // Half a file in the stage is worth nothing; if it cannot go now, the next run clears it.
        placed.and_then(|()| self.move_in(&staged, output)).inspect_err(|_| drop(fs::remove_file(&staged)))
    }

    /// Moves a finished file to its place.
    fn move_in(&self, staged: &Path, output: &str) -> Result<(), Failure> {
        let target = self.folder.join(output);
        if let Some(parent) = target.parent() {
            self.make_folder(parent)?;
        }
        let moved = fs::rename(staged, &target).or_else(|error| match (error.kind(), target.parent()) {
            // Somebody removed the folder since we made it.
            (ErrorKind::NotFound, Some(parent)) => {
                fs::create_dir_all(parent).and_then(|()| fs::rename(staged, &target))
            }
            _ => Err(error),
        });
        moved.map_err(|error| Failure::io("write", &target, &error))
    }

    /// Makes a folder below ours, once. A link in its place would lead our files to somebody else's.
    fn make_folder(&self, folder: &Path) -> Result<(), Failure> {
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made().contains(folder.as_os_str()) {
            return Ok(());
        }
        let is_there = folder != self.folder && fs::symlink_metadata(folder).is_ok_and(|there| there.is_dir());
        let above = if is_there { folder.parent() } else { Some(folder) };
        let is_known = |above: &Path| made().contains(above.as_os_str());
        if let Some(link) = above.and_then(|above| self.link_above(above, is_known)) {
            let hint = "remove the link, or choose another folder with --out";
            return Err(Failure::because("write through", &link, "it is a link in the output folder", hint));
        }
        if !is_there {
            fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))?;
        }
        made().insert(folder.into());
        Ok(())
    }

    /// The nearest link among the folders from ours, or from a known one, down to this one.
    fn link_above(&self, folder: &Path, is_known: impl Fn(&Path) -> bool) -> Option<PathBuf> {
        let inside = folder.ancestors().take_while(|above| *above != self.folder && !is_known(above));
        inside
            .filter(|above| fs::symlink_metadata(above).is_ok_and(|there| there.is_symlink()))
            .last()
            .map(Path::to_owned)
    }

    /// Whether the file was there to be removed. Folders that it leaves empty go with it.
    fn delete(&self, output: &str) -> Result<bool, Failure> {
        let target = self.folder.join(output);
        if target.parent().and_then(|folder| self.link_above(folder, |_| false)).is_some() {
            // What is behind a link is not ours.
            return Ok(false);
        }
        match fs::remove_file(&target) {
            Ok(()) => {}
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory) =>
            {
                return Ok(false);
            }
            Err(error) => return Err(Failure::io("remove", &target, &error)),
        }
        let above = target.ancestors().skip(1).take_while(|folder| *folder != self.folder);
        for folder in above {
            if fs::remove_dir(folder).is_err() {
                break;
            }
            self.made.lock().unwrap_or_else(PoisonError::into_inner).remove(folder.as_os_str());
        }
        Ok(true)
    }

    fn clear_stage(&self) {
        // It holds nothing of worth: what was interrupted there is made again.
        drop(fs::remove_dir_all(self.folder.join(STAGE)));
    }
}

impl Sink for OutputFolder {
    type Failure = Failure;

    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, Failure> {
        match self.put_new(output, bytes)? {
            Some(_) => Ok(true),
            None => self.put_over(output, bytes),
        }
    }

    fn replace(&self, output: &str, bytes: &[u8]) -> Result<(), Failure> {
        match self.put_new(output, bytes)? {
            Some(_) => Ok(()),
            None => self.place(output, bytes),
        }
    }

    fn copy(&self, output: &str, source: &SitePath, digest: Digest) -> Result<Copied, Failure> {
        let source = self.sources.join(source.as_str());
        let bytes = match fs::read(&source) {
            Ok(bytes) => bytes,
            // It may be back before anybody looks, so nobody would say so.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Copied::Moved),
            Err(error) => return Err(Failure::io("read", &source, &error)),
        };
        let is_new = self.put(output, &bytes)?;
        Ok(match Digest::of(&bytes) == digest {
            true if is_new => Copied::Written,
            true => Copied::Same,
            false => Copied::Moved,
        })
    }

    fn remove(&self, output: &str) -> Result<(), Failure> {
        if let Some(new) = self.new.as_ref().filter(|new| new.takes(output)) {
            drop(fs::remove_file(new.place(output)));
        }
        self.delete(output).map(drop)
    }

    fn get(&self, output: &str, digest: Digest) -> Option<Vec<u8>> {
        fs::read(self.folder.join(output)).ok().filter(|bytes| Digest::of(bytes) == digest)
    }
}

/// Whether a file is there with these bytes. A link is none.
pub fn holds(target: &Path, bytes: &[u8]) -> bool {
    let same_length =
        fs::symlink_metadata(target).is_ok_and(|there| there.is_file() && there.len() == bytes.len() as u64);
    same_length && fs::read(target).is_ok_and(|there| there == bytes)
}

/// The folders that an output lies in, below ours.
fn folders_of(output: &str) -> impl Iterator<Item = &str> {
    output.match_indices('/').map(|(at, _)| &output[..at])
}

/// An output folder among the sources would be read as sources.
pub fn refuse_sources(folder: &Path, sources: &Path) -> Result<(), Failure> {
    let (folder, sources) = (real(folder), real(sources));
    let among = ["locales", "content", "layouts"].iter().any(|name| folder.starts_with(real(&sources.join(name))));
    if among || folder == sources || sources.starts_with(&folder) {
        let hint = "choose a folder outside locales, content and layouts with --out";
        return Err(Failure::because("write to", &folder, "it holds the sources of the site", hint));
    }
    Ok(())
}

/// The path with links resolved, as far as it exists; what is still to be made follows as written.
pub fn real(path: &Path) -> PathBuf {
    let whole = absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut above = whole.as_path();
    let mut below = Vec::new();
    loop {
        if let Ok(found) = fs::canonicalize(above) {
            return below.iter().rev().fold(found, |path, part| match part {
                Component::ParentDir => path.parent().map(Path::to_owned).unwrap_or(path),
                part => path.join(part),
            });
        }
        let Some(last) = above.components().next_back() else { return whole };
        below.push(last);
        above = match above.parent() {
            Some(parent) => parent,
            None => return whole,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_appears_at_the_end_and_beside_what_others_made_meanwhile() {
        let [site, out] = [0, 1].map(|_| tempfile::tempdir().unwrap());
        let mut folder = OutputFolder::open(out.path(), site.path()).unwrap();
        folder.begin_whole(["blog/a/index.html", "docs/index.html", "index.html"]).unwrap();
        for output in ["blog/a/index.html", "docs/index.html", "index.html"] {
            assert!(folder.put(output, b"new").unwrap());
            assert!(!out.path().join(output).exists(), "{output}");
        }
        fs::create_dir_all(out.path().join("docs")).unwrap();
        fs::write(out.path().join("docs/theirs"), "theirs").unwrap();
        folder.finish(["blog/a/index.html", "docs/index.html", "index.html"]).unwrap();
        for output in ["blog/a/index.html", "docs/index.html", "index.html"] {
            assert_eq!(fs::read(out.path().join(output)).unwrap(), b"new", "{output}");
        }
        assert_eq!(fs::read(out.path().join("docs/theirs")).unwrap(), b"theirs");
        assert!(!out.path().join(STAGE).exists());
    }
}
