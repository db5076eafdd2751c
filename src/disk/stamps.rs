//! Which sources are as they were in an earlier run: in, their stamps now; out, the digests of those whose stamps have not
//! moved, which need not be read.
//!
//! A stamp is recorded when any later change of its file moves it. Stamps are those of one machine: in a fresh checkout
//! all are others, and every file is read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Failure;
use super::kept::{recall_kept, write_kept};
use super::stamp::Stamp;
use crate::text::{Digest, Fetch, Keep, SitePath};

/// The file that keeps them.
const NAME: &str = "sources";

/// The sources of an earlier run.
#[derive(Default)]
pub struct Stamps {
    /// For each file its stamp and the digest of its bytes.
    recorded: Recorded,
    /// Whether a file that was to have these bytes had others when they were fetched.
    misread: Arc<AtomicBool>,
}

type Recorded = BTreeMap<SitePath, (Stamp, Digest)>;

impl Stamps {
    /// Those on record of this site.
    pub fn read(site: &Path) -> Self {
        Self { recorded: recall_kept(site, NAME).unwrap_or_default(), misread: Arc::default() }
    }

    /// The stamp that a file had when its bytes were read, and their digest.
    pub fn recorded(&self, path: &SitePath) -> Option<(Stamp, Digest)> {
        self.recorded.get(path).copied()
    }

    /// Fetches the bytes of a file of this site that has the stamp that it had.
    pub fn fetch(&self, site: &Path) -> Fetch {
        let (site, misread) = (site.to_owned(), Arc::clone(&self.misread));
        Arc::new(move |path, digest| {
            let bytes: Arc<[u8]> = fs::read(site.join(path.as_str())).unwrap_or_default().into();
            if Digest::of(&bytes) != digest {
                misread.store(true, Ordering::Relaxed);
            }
            bytes
        })
    }

    /// Whether a file was fetched that somebody had changed since its stamp was looked at.
    pub fn misread(&self) -> bool {
        self.misread.load(Ordering::Relaxed)
    }

    /// Records these files, each with its stamp and the digest of the bytes that were read with it.
    pub fn keep<'f>(
        &self,
        site: &Path,
        files: impl Iterator<Item = (&'f SitePath, &'f Stamp, Digest)>,
    ) -> Result<(), Failure> {
        let files: Recorded = files.map(|(path, stamp, digest)| (path.clone(), (*stamp, digest))).collect();
        if files == self.recorded { Ok(()) } else { write_kept(site, NAME, |to| files.keep(to)) }
    }
}
