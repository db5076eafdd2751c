//! One file that is published as it is: its bytes in, what pages need to know of it out.

use super::{Size, measure};
use crate::text::{Digest, SitePath};

/// One file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its file.
    pub path: SitePath,
    /// Digest of its bytes.
    pub digest: Digest,
    /// Its size in CSS pixels, when it is a picture that tells it.
    pub size: Option<Size>,
}

/// Looks at one file.
pub fn read(path: &SitePath, bytes: &[u8]) -> Asset {
    Asset { path: path.clone(), digest: Digest::of(bytes), size: measure(path.extension(), bytes) }
}
