//! Where rendered pages go.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

use crate::text::{Digest, SitePath};

/// Takes what is published. Called from several threads, each output by one of them.
pub trait Sink: Sync {
    /// Why something could not be taken: a failure of the machine, never of the site.
    type Failure: Send;

    /// Takes a page; `false` when it is there already, byte for byte.
    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, Self::Failure>;

    /// Takes a page in the place of one with other bytes, which it took before: nobody need look whether it is there.
    fn replace(&self, output: &str, bytes: &[u8]) -> Result<(), Self::Failure> {
        self.put(output, bytes).map(drop)
    }

    /// Takes a file of the sources, whose bytes have this digest.
    fn copy(&self, output: &str, source: &SitePath, digest: Digest) -> Result<Copied, Self::Failure>;

    /// Lets an output go.
    fn remove(&self, output: &str) -> Result<(), Self::Failure>;

    /// The bytes of a page that it took, which have this digest, if it still has them: cheaper than to make them again.
    fn get(&self, output: &str, digest: Digest) -> Option<Vec<u8>>;
}

/// What became of a file that was to be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It is taken.
    Written,
    /// It was there already.
    Same,
    /// The source is not, or no longer, what it was when it was read. It stays to be copied.
    Moved,
}

/// Keeps nothing: for faces that want to know only what was read and what is wrong.
#[derive(Clone, Copy, Debug, Default)]
pub struct NullSink;

impl Sink for NullSink {
    type Failure = Infallible;

    fn put(&self, _: &str, _: &[u8]) -> Result<bool, Infallible> {
        Ok(true)
    }

    fn copy(&self, _: &str, _: &SitePath, _: Digest) -> Result<Copied, Infallible> {
        Ok(Copied::Written)
    }

    fn remove(&self, _: &str) -> Result<(), Infallible> {
        Ok(())
    }

    fn get(&self, _: &str, _: Digest) -> Option<Vec<u8>> {
        None
    }
}

/// Keeps outputs in memory: for tests, and for faces that serve without writing.
#[derive(Debug, Default)]
pub struct MemorySink(Mutex<BTreeMap<String, Vec<u8>>>);

impl MemorySink {
    /// Output path → bytes; for a file of the sources, its path and digest.
    pub fn outputs(&self) -> BTreeMap<String, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, output: &str, bytes: Vec<u8>) -> bool {
        let mut outputs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.insert(output.to_owned(), bytes.clone()) != Some(bytes)
    }
}

impl Sink for MemorySink {
    type Failure = Infallible;

    fn put(&self, output: &str, bytes: &[u8]) -> Result<bool, Infallible> {
        Ok(self.set(output, bytes.to_vec()))
    }

    fn copy(&self, output: &str, source: &SitePath, digest: Digest) -> Result<Copied, Infallible> {
        let is_new = self.set(output, format!("{source} {digest}").into_bytes());
        Ok(if is_new { Copied::Written } else { Copied::Same })
    }

    fn remove(&self, output: &str) -> Result<(), Infallible> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(output);
        Ok(())
    }

    fn get(&self, output: &str, digest: Digest) -> Option<Vec<u8>> {
        let outputs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.get(output).filter(|bytes| Digest::of(bytes) == digest).cloned()
    }
}
