//! Which outputs still stand as they were written: in, the digests that they had; out, those that are there no longer,
//! or are something else.
//!
//! A file whose stamp is the one that was recorded is not read. Stamps are those of one machine: in a fresh checkout all
//! are others, and every file is read once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::kept::{recall_kept, write_kept};
use super::stamp::{Stamp, read_with_stamp};
use super::{Failure, OutputFolder};
use crate::text::{Digest, Keep, SitePath};
use crate::workspace::{Copied, Sink};

/// The file that keeps the stamps.
const NAME: &str = "outputs";

/// The outputs of a folder, as far as they are known.
pub struct Standing {
    site: PathBuf,
    out: PathBuf,
    /// For each output its stamp and the digest of its bytes, as recorded. In the order of outputs.
    recorded: Recorded,
    /// Stamps of outputs at the moment when their bytes were known, with the digest that they had before this run.
    seen: Mutex<Seen>,
}

type Recorded = Vec<(String, Known)>;

type Known = (Stamp, Digest);

type Seen = FxHashMap<Arc<str>, (Stamp, Option<Digest>)>;

impl Standing {
    /// What is on record of this output folder of a site, where there will be so many outputs.
    pub fn read(site: &Path, out: &Path, outputs: usize) -> Self {
        let recorded = recall_kept(site, NAME).unwrap_or_default();
        let seen = Mutex::new(Seen::with_capacity_and_hasher(outputs, FxBuildHasher));
        Self { site: site.to_owned(), out: out.to_owned(), recorded, seen }
    }

    /// Those of these outputs that do not stand there with these digests.
    pub fn fallen(&self, published: &[(Arc<str>, Digest)]) -> Vec<Arc<str>> {
        let part = published.len().div_ceil(thread::available_parallelism().map_or(1, usize::from)).max(1);
        let look = |part: &[(Arc<str>, Digest)]| {
            let (mut standing, mut fallen) = (Vec::new(), Vec::new());
            for (output, digest) in part {
                match self.stands(output, *digest) {
                    Some(stamp) => standing.push((Arc::clone(output), (stamp, Some(*digest)))),
                    None => fallen.push(Arc::clone(output)),
                }
            }
            self.seen().extend(standing);
            fallen
        };
        let look = &look;
        thread::scope(|scope| {
            let parts: Vec<_> = published.chunks(part).map(|part| scope.spawn(move || look(part))).collect();
            parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
        })
    }

    fn stands(&self, output: &str, digest: Digest) -> Option<Stamp> {
        let path = self.out.join(output);
        let there = fs::symlink_metadata(&path).ok()?;
        let stamp = Stamp::of(&there);
        let is_known = || self.recorded(output) == Some(&(stamp, digest));
        let is_same = || fs::read(&path).is_ok_and(|bytes| Digest::of(&bytes) == digest);
        (there.is_file() && (is_known() || is_same())).then_some(stamp)
    }

    fn recorded(&self, output: &str) -> Option<&Known> {
        let at = self.recorded.binary_search_by(|(other, _)| (**other).cmp(output)).ok()?;
        self.recorded.get(at).map(|(_, known)| known)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bytes of an output with this digest. They are taken for that while the file's stamp is the one that it had
    /// when they were known, if any change moves it.
    fn get(&self, output: &str, digest: Digest) -> Option<Vec<u8>> {
        let (stamp, _) = self.seen().get(output).copied().filter(|(_, known)| *known == Some(digest))?;
        let file = File::open(self.out.join(output)).ok()?;
        let (bytes, there) = read_with_stamp(&file, stamp.length).ok()?;
        (stamp.is_settled() && there == stamp).then_some(bytes)
    }

    /// Notes the stamp of an output that was written just now.
    fn note(&self, output: &str, stamp: Stamp) {
        self.seen().insert(output.into(), (stamp, None));
    }

    /// Records the stamps of these outputs, which stand there with these digests now.
    pub fn keep(&self, published: &[(Arc<str>, Digest)]) -> Result<(), Failure> {
        let seen = self.seen();
        let stamp = |output: &Arc<str>| {
            let now = || fs::symlink_metadata(self.out.join(&**output)).ok().map(|there| Stamp::of(&there));
            seen.get(&**output).map(|(stamp, _)| *stamp).or_else(now).filter(Stamp::is_settled)
        };
        let stamps =
            published.iter().filter_map(|(output, digest)| Some((output.to_string(), (stamp(output)?, *digest))));
        let mut recorded: Recorded = stamps.collect();
        recorded.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        if recorded == self.recorded {
            return Ok(());
        }
        write_kept(&self.site, NAME, |to| recorded.keep(to))
    }
}

/// A sink into the folder, which notes the stamp of what is written at once: a file that somebody edits before the
/// build ends has another by then.
pub struct Noting<'s> {
    /// Where outputs go.
    pub folder: &'s OutputFolder,
    /// Where stamps are noted.
    pub standing: &'s Standing,
}

impl Noting<'_> {
    fn note(&self, output: &str) {
        if let Ok(there) = fs::symlink_metadata(self.folder.whereabouts(output)) {
            self.standing.note(output, Stamp::of(&there));
        }
    }
}

impl Sink for Noting<'_> {
    type Failure = Failure;

    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, Failure> {
        if let Some(stamp) = self.folder.put_new(output, bytes)? {
            self.standing.note(output, stamp);
            return Ok(true);
        }
        let is_other = self.folder.put_over(output, bytes)?;
        self.note(output);
        Ok(is_other)
    }

    fn replace(&self, output: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.folder.replace(output, bytes)?;
        self.note(output);
        Ok(())
    }

    fn copy(&self, output: &str, source: &SitePath, digest: Digest) -> Result<Copied, Failure> {
        let copied = self.folder.copy(output, source, digest)?;
        self.note(output);
        Ok(copied)
    }

    fn remove(&self, output: &str) -> Result<(), Failure> {
        self.folder.remove(output)
    }

    fn get(&self, output: &str, digest: Digest) -> Option<Vec<u8>> {
        self.standing.get(output, digest).or_else(|| self.folder.get(output, digest))
    }
}
