//! The output folder: every file in it is whole at every moment, and only files of ours are ever removed.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Failure, record};
use crate::text::{Digest, SitePath};
use crate::workspace::{Copied, Sink};

/// Where files are written before they are moved to their places.
const STAGE: &str = ".isogloss-stage";

/// A folder that pages are written to.
pub struct OutputFolder {
    folder: PathBuf,
    sources: PathBuf,
    /// Files of ours, as the record on the disk lists them.
    recorded: BTreeSet<String>,
    staged: AtomicUsize,
    /// Folders that are known to be there.
    made: Mutex<BTreeSet<PathBuf>>,
}

impl OutputFolder {
    /// Opens the folder, making it if need be. `sources` is the folder of the site: published files come from there.
    pub fn open(folder: &Path, sources: &Path) -> Result<Self, Failure> {
        refuse_sources(folder, sources)?;
        fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))?;
        let recorded = record::read(folder)?;
        let opened = Self {
            folder: folder.to_owned(),
            sources: sources.to_owned(),
            recorded,
            staged: AtomicUsize::new(0),
            made: Mutex::default(),
        };
        opened.clear_stage();
        Ok(opened)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Notes what is about to be written, before it is: whatever stops us, the record knows every file of ours.
    pub fn begin<'o>(&mut self, outputs: impl IntoIterator<Item = &'o str>) -> Result<(), Failure> {
        let new: BTreeSet<String> = outputs.into_iter().map(str::to_owned).collect();
        self.make_way(&new)?;
        let mut all = self.recorded.clone();
        all.extend(new);
        self.set_record(all)
    }

    /// Removes files of ours that stand where a folder is needed now, or lie in what becomes a file.
    fn make_way(&self, new: &BTreeSet<String>) -> Result<(), Failure> {
        let stale: Vec<&String> = self.recorded.difference(new).collect();
        if stale.is_empty() {
            return Ok(());
        }
        let folders: BTreeSet<&str> = new.iter().flat_map(|output| folders_of(output)).collect();
        for output in stale {
            if folders.contains(output.as_str()) || folders_of(output).any(|folder| new.contains(folder)) {
                self.delete(output)?;
            }
        }
        Ok(())
    }

    /// Removes files of ours that are no longer among the outputs; gives their number.
    pub fn finish<'o>(&mut self, outputs: impl IntoIterator<Item = &'o str>) -> Result<usize, Failure> {
        let current: BTreeSet<String> = outputs.into_iter().map(str::to_owned).collect();
        let stale: Vec<String> = self.recorded.difference(&current).cloned().collect();
        let mut removed = 0;
        for output in &stale {
            removed += usize::from(self.delete(output)?);
        }
        self.set_record(current)?;
        self.clear_stage();
        Ok(removed)
    }

    fn set_record(&mut self, outputs: BTreeSet<String>) -> Result<(), Failure> {
        if outputs != self.recorded || !record::path(&self.folder).exists() {
            self.place(record::NAME, record::write(&outputs).as_bytes())?;
            self.recorded = outputs;
        }
        Ok(())
    }

    /// Writes beside, then moves: a reader sees the old file or the new one.
    fn place(&self, output: &str, bytes: &[u8]) -> Result<(), Failure> {
        let target = self.folder.join(output);
        if let Some(parent) = target.parent() {
            self.make_folder(parent)?;
        }
        let stage = self.folder.join(STAGE);
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let staged = stage.join(format!("{}-{number}", std::process::id()));
        let written = fs::write(&staged, bytes).or_else(|error| match error.kind() {
            ErrorKind::NotFound => fs::create_dir_all(&stage).and_then(|()| fs::write(&staged, bytes)),
            _ => Err(error),
        });
        let placed = written.and_then(|()| {
            fs::rename(&staged, &target).or_else(|error| match (error.kind(), target.parent()) {
                // Somebody removed the folder since we made it.
                (ErrorKind::NotFound, Some(parent)) => {
                    fs::create_dir_all(parent).and_then(|()| fs::rename(&staged, &target))
                }
                _ => Err(error),
            })
        });
        placed.map_err(|error| {
            // Half a file in the stage is worth nothing; if it cannot go now, the next run clears it.
            drop(fs::remove_file(&staged));
            Failure::io("write", &target, &error)
        })
    }

    /// Makes a folder below ours, once. A link in its place would lead our files to somebody else's.
    fn make_folder(&self, folder: &Path) -> Result<(), Failure> {
        if self.made.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        if let Some(link) = self.link_above(folder) {
            let hint = "remove the link, or choose another folder with --out";
            return Err(Failure::because("write through", &link, "it is a link in the output folder", hint));
        }
        fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))?;
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }

    /// The nearest link among the folders from ours down to this one.
    fn link_above(&self, folder: &Path) -> Option<PathBuf> {
        let inside = folder.ancestors().take_while(|above| *above != self.folder);
        inside
            .filter(|above| fs::symlink_metadata(above).is_ok_and(|there| there.is_symlink()))
            .last()
            .map(Path::to_owned)
    }

    /// Whether the file was there to be removed. Folders that it leaves empty go with it.
    fn delete(&self, output: &str) -> Result<bool, Failure> {
        let target = self.folder.join(output);
        if target.parent().and_then(|folder| self.link_above(folder)).is_some() {
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
            self.made.lock().unwrap_or_else(PoisonError::into_inner).remove(folder);
        }
        Ok(true)
    }

    fn clear_stage(&self) {
        // It holds nothing of worth: what was interrupted there is made again.
        drop(fs::remove_dir_all(self.folder.join(STAGE)));
    }

    fn holds(&self, output: &str, bytes: &[u8]) -> bool {
        let target = self.folder.join(output);
        let same_length =
            fs::symlink_metadata(&target).is_ok_and(|there| there.is_file() && there.len() == bytes.len() as u64);
        same_length && fs::read(&target).is_ok_and(|there| there == bytes)
    }
}

impl Sink for OutputFolder {
    type Failure = Failure;

    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, Failure> {
        if self.holds(output, bytes) {
            return Ok(false);
        }
        self.place(output, bytes)?;
        Ok(true)
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
        self.delete(output).map(drop)
    }
}

/// The folders that an output lies in, below ours.
fn folders_of(output: &str) -> impl Iterator<Item = &str> {
    output.match_indices('/').map(|(at, _)| &output[..at])
}

/// An output folder among the sources would be read as sources.
fn refuse_sources(folder: &Path, sources: &Path) -> Result<(), Failure> {
    let (folder, sources) = (real(folder), real(sources));
    let among = ["locales", "content", "layouts"].iter().any(|name| folder.starts_with(real(&sources.join(name))));
    if among || folder == sources || sources.starts_with(&folder) {
        let hint = "choose a folder outside locales, content and layouts with --out";
        return Err(Failure::because("write to", &folder, "it holds the sources of the site", hint));
    }
    Ok(())
}

/// The path with links resolved, as far as it exists; what is still to be made follows as written.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut above = absolute.as_path();
    let mut below = Vec::new();
    loop {
        if let Ok(found) = fs::canonicalize(above) {
            return below.iter().rev().fold(found, |path, part| match part {
                Component::ParentDir => path.parent().map(Path::to_owned).unwrap_or(path),
                part => path.join(part),
            });
        }
        let Some(last) = above.components().next_back() else { return absolute };
        below.push(last);
        above = match above.parent() {
            Some(parent) => parent,
            None => return absolute,
        };
    }
}
