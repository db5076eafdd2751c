//! A release, published: in, pages and files; out, a folder that changes from the old release to the new one in one step.
//!
//! 1. The next release is written into a stage beside the one that stands. A file that is the same already gets a
//!    further name there, so what does not change is not written, and neither is ever written into.
//! 2. What is written goes to the disk; then what stays is taken along: files that are not ours, and those of locales
//!    that were not asked for.
//! 3. The stage and the release change places, and the old one is kept as the last. Whatever stops us before that, the
//!    old release stands whole; whatever stops us after, the new one does, and the next run puts the rest in order.
//!
//! Where folders cannot change places, files are published one by one: [`one_by_one`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::beside::{self, Beside};
use super::carry::{self, Linked};
use super::exchange::{Exchanged, exchange};
use super::one_by_one::{self, Move};
use super::{Failure, Lock, encoded, find, output, record, sync};
use crate::text::{Digest, SitePath};
use crate::workspace::{Copied, Sink};

/// A release on its way. Dropped before it is published, it leaves nothing.
pub struct Publication {
    /// Where it will stand, links resolved.
    target: PathBuf,
    sources: PathBuf,
    beside: Beside,
    stage: PathBuf,
    /// Nobody else writes into the release that stands; `None` where we write into it ourselves.
    lock: Option<Lock>,
    /// Files of the release that stands.
    ours: BTreeSet<Arc<str>>,
    /// Files of the next one.
    staged: Mutex<BTreeMap<String, Staged>>,
}

/// How a file came into the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Staged {
    /// It is the one that stands.
    Linked,
    /// It is as the one that stands.
    Copied,
    /// There is none like it.
    New,
}

/// What a publication did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or other than they were.
    pub written: usize,
    /// Files that were there already.
    pub unchanged: usize,
    /// Files of ours that went.
    pub removed: usize,
    /// Whether files came one by one, since folders cannot change places there.
    pub is_one_by_one: bool,
}

impl Publication {
    /// Begins a release that will stand at `target`. `sources` is the folder of the site: published files come from
    /// there. Fails when another one is on its way there.
    pub fn open(target: &Path, sources: &Path) -> Result<Self, Failure> {
        output::refuse_sources(target, sources)?;
        let target = output::real(target);
        if target.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
            let hint = "move it away, or choose another folder with --out";
            return Err(Failure::because("write to", &target, "it is no folder", hint));
        }
        let above = target.parent().unwrap_or(&target);
        fs::create_dir_all(above).map_err(|error| Failure::io("make", above, &error))?;
        let beside = Beside::open(&target)?;
        let lock = Some(Lock::take(&target, "write to")?);
        let ours = record::read(&target)?;
        let (stage, staged) = (beside.next(), Mutex::default());
        let made = carry::make_folder(&target, &stage, Path::new(""));
        made.map_err(|error| Failure::io("make", &stage, &error))?;
        Ok(Self { target, sources: sources.to_owned(), beside, stage, lock, ours, staged })
    }

    /// Begins a release that is the last one again.
    pub fn of_last(target: &Path, sources: &Path) -> Result<Self, Failure> {
        let none = |reason| {
            let hint = "a release keeps the one before it: there is one after the second";
            Failure::because("roll back", target, reason, hint)
        };
        if !target.is_dir() {
            return Err(none("there is no release"));
        }
        let publication = Self::open(target, sources)?;
        let last = publication.beside.last();
        if !last.is_dir() {
            return Err(none("no earlier release is kept"));
        }
        for output in record::read(&last)? {
            let from = last.join(&*output);
            let bytes = fs::read(&from).map_err(|error| Failure::io("read", &from, &error))?;
            publication.put_alone(&output, &bytes)?;
        }
        Ok(publication)
    }

    /// The names of the files that were put, sorted.
    pub fn outputs(&self) -> Vec<String> {
        self.staged().keys().cloned().collect()
    }

    /// The bytes of a file that was put, as they will stand.
    pub fn read(&self, output: &str) -> Result<Vec<u8>, Failure> {
        let staged = self.stage.join(output);
        fs::read(&staged).map_err(|error| Failure::io("read", &staged, &error))
    }

    /// The bytes of a file of the sources, when they still have this digest.
    pub fn source(&self, source: &SitePath, digest: Digest) -> Result<Option<Vec<u8>>, Failure> {
        let source = self.sources.join(source.as_str());
        match fs::read(&source) {
            Ok(bytes) => Ok(Some(bytes).filter(|bytes| Digest::of(bytes) == digest)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::io("read", &source, &error)),
        }
    }

    /// Publishes what was put, and lets go of our other files there but those for which `stays` holds.
    pub fn publish(mut self, stays: impl Fn(&str) -> bool) -> Result<Published, Failure> {
        let staged = self.staged().clone();
        let is_staged = |output: &str| staged.contains_key(output);
        let (stay, go): (Vec<&Arc<str>>, Vec<&Arc<str>>) = self
            .ours
            .iter()
            .filter(|output| !is_staged(output) && self.stands(output))
            .partition(|output| stays(output));
        let outputs: BTreeSet<String> =
            staged.keys().cloned().chain(stay.into_iter().map(ToString::to_string)).collect();
        let new = staged.values().filter(|staged| **staged == Staged::New).count();
        let mut published =
            Published { written: new, unchanged: staged.len() - new, removed: go.len(), is_one_by_one: false };
        let is_recorded = !self.put_alone(record::NAME, record::write(&outputs).as_bytes())?;
        if new + go.len() == 0 && is_recorded {
            return Ok(published);
        }
        self.sync()?;
        if self.beside.is_inside || !self.exchange(&outputs)? {
            self.move_files(&outputs)?;
            published.is_one_by_one = true;
        }
        Ok(published)
    }

    /// Whether a file of ours is still there, as far as one can see.
    fn stands(&self, output: &str) -> bool {
        match fs::symlink_metadata(self.target.join(output)) {
            Ok(there) => !there.is_dir(),
            Err(error) => !find::is_absent(&error),
        }
    }

    /// Takes what was written to the disk.
    fn sync(&self) -> Result<(), Failure> {
        let staged = self.staged();
        let fresh = staged.iter().filter(|(_, staged)| **staged != Staged::Linked);
        let paths: Vec<PathBuf> = fresh.map(|(output, _)| self.stage.join(output)).collect();
        sync::sync_files(&paths)
    }

    /// Takes along what stays, and lets the stage and the release change places; `false` where they cannot.
    fn exchange(&mut self, outputs: &BTreeSet<String>) -> Result<bool, Failure> {
        let is_staged = |output: &str| self.staged().contains_key(output);
        // Ours that is neither staged nor to stay is stale; all that is not ours stays.
        let stays = |output: &str| !is_staged(output) && (outputs.contains(output) || !self.ours.contains(output));
        let is_first = fs::symlink_metadata(&self.target).is_err_and(|error| find::is_absent(&error));
        let copied = carry::carry_over(&self.target, &self.stage, stays)?;
        sync::sync_files(&copied)?;
        sync::sync_folders(&self.stage)?;
        self.stage = self.beside.make_ready()?;
        if exchange(&self.stage, &self.target)? == Exchanged::Unable {
            return Ok(false);
        }
        if let Err(failure) = sync::sync(self.target.parent().unwrap_or(&self.target)) {
            // Which of the two a power cut would leave, nobody can say; that is no release.
            drop(exchange(&self.target, &self.stage));
            return Err(failure);
        }
        let old = std::mem::replace(&mut self.stage, self.beside.next());
        if !is_first {
            // The release stands. What cannot be cleared up now, the next run clears up.
            drop(self.beside.keep(&old));
        }
        Ok(true)
    }

    /// Brings the release file by file to what is in the stage.
    fn move_files(&mut self, outputs: &BTreeSet<String>) -> Result<(), Failure> {
        self.lock = None;
        let staged = self.staged().clone();
        let is_written = |output: &&String| *output != record::NAME && staged[*output] == Staged::New;
        let written: Vec<String> = staged.keys().filter(is_written).cloned().collect();
        let (stage, target, sources) = (&self.stage, &self.target, &self.sources);
        one_by_one::publish(&Move { stage, target, sources, outputs, written: &written }, &self.beside)
    }

    fn staged(&self) -> MutexGuard<'_, BTreeMap<String, Staged>> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a file without its compressed copies; whether there is none like it.
    pub fn put_alone(&self, output: &str, bytes: &[u8]) -> Result<bool, Failure> {
        let staged = self.stage(output, bytes)?;
        self.staged().insert(output.to_owned(), staged);
        Ok(staged == Staged::New)
    }

    /// Takes a file out of the stage, if it is there.
    fn unstage(&self, output: &str) -> Result<(), Failure> {
        if self.staged().remove(output).is_none() {
            return Ok(());
        }
        let staged = self.stage.join(output);
        fs::remove_file(&staged).map_err(|error| Failure::io("remove", &staged, &error))
    }

    /// Puts a file into the stage, by another name where it stands already.
    fn stage(&self, output: &str, bytes: &[u8]) -> Result<Staged, Failure> {
        let (standing, staged) = (self.target.join(output), self.stage.join(output));
        let above = Path::new(output).parent().unwrap_or(Path::new(""));
        let stage = || {
            carry::make_folder(&self.target, &self.stage, above)?;
            if output::holds(&standing, bytes) {
                return Ok(match carry::link(&standing, &staged)? {
                    Linked::Same => Staged::Linked,
                    Linked::Copied => Staged::Copied,
                });
            }
            OpenOptions::new().write(true).create_new(true).open(&staged)?.write_all(bytes)?;
            carry::settle_file(&staged)?;
            Ok(Staged::New)
        };
        stage().map_err(|error| Failure::io("write", &staged, &error))
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        // What cannot go now, the next run clears.
        drop(beside::remove(&self.stage));
    }
}

impl Sink for Publication {
    type Failure = Failure;

    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, Failure> {
        // Where there is a copy of ours and now a file of that name, the file counts.
        self.unstage(output)?;
        for (copy, bytes) in encoded::copies(output, bytes)? {
            if !self.staged().contains_key(&copy) {
                self.put_alone(&copy, &bytes)?;
            }
        }
        self.put_alone(output, bytes)
    }

    fn copy(&self, output: &str, source: &SitePath, digest: Digest) -> Result<Copied, Failure> {
        let Some(bytes) = self.source(source, digest)? else { return Ok(Copied::Moved) };
        Ok(if self.put(output, &bytes)? { Copied::Written } else { Copied::Same })
    }

    fn remove(&self, output: &str) -> Result<(), Failure> {
        for output in encoded::names(output).iter().map(String::as_str).chain([output]) {
            self.unstage(output)?;
        }
        Ok(())
    }

    fn get(&self, _: &str, _: Digest) -> Option<Vec<u8>> {
        None
    }
}
