//! An output folder held against what should stand there: in, all that a build makes; out, the outputs that are not so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Failure, find, record};
use crate::text::{Digest, SitePath};
use crate::workspace::{Copied, Sink};

/// A sink that writes nothing and compares.
pub struct Comparison {
    folder: PathBuf,
    different: Mutex<BTreeMap<String, Difference>>,
}

/// How an output is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It has other bytes.
    Other,
    /// It is not there.
    Missing,
    /// It is there and should not be.
    Stale,
}

impl Comparison {
    /// A comparison with what stands in this folder.
    pub fn with(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), different: Mutex::default() }
    }

    /// All differences by output. With `outputs`, all that should be there, those files of ours are told too that should
    /// not.
    pub fn finish(self, outputs: Option<&[Arc<str>]>) -> Result<BTreeMap<String, Difference>, Failure> {
        let mut different = self.different.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(outputs) = outputs {
            let wanted: BTreeSet<&Arc<str>> = outputs.iter().collect();
            let recorded = record::read(&self.folder)?;
            let stale = recorded.into_iter().filter(|output| !wanted.contains(output));
            let stale = stale.filter(|output| fs::symlink_metadata(self.folder.join(&**output)).is_ok());
            different.extend(stale.map(|output| (output.to_string(), Difference::Stale)));
        }
        Ok(different)
    }

    fn compare(&self, output: &str, is_same: impl Fn(&[u8]) -> bool) -> Result<bool, Failure> {
        let path = self.folder.join(output);
        let difference = match fs::read(&path) {
            Ok(bytes) if is_same(&bytes) => return Ok(false),
            Ok(_) => Difference::Other,
            Err(error) if find::is_absent(&error) => Difference::Missing,
            Err(error) => return Err(Failure::io("read", &path, &error)),
        };
        self.different.lock().unwrap_or_else(PoisonError::into_inner).insert(output.to_owned(), difference);
        Ok(true)
    }
}

impl Sink for Comparison {
    type Failure = Failure;

    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, Failure> {
        self.compare(output, |there| there == bytes)
    }

    fn copy(&self, output: &str, _: &SitePath, digest: Digest) -> Result<Copied, Failure> {
        let is_other = self.compare(output, |there| Digest::of(there) == digest)?;
        Ok(if is_other { Copied::Written } else { Copied::Same })
    }

    fn remove(&self, _: &str) -> Result<(), Failure> {
        Ok(())
    }

    fn get(&self, _: &str, _: Digest) -> Option<Vec<u8>> {
        None
    }
}
