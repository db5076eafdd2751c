//! A change to one file of a site, as a value: its path and its new bytes, or none when it is gone.

use std::sync::Arc;

use super::{Digest, SitePath};

/// One file set to new bytes, or removed. The only way in which news reach the pure rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file that changed.
    pub path: SitePath,
    /// Its new bytes; `None` when the file is gone.
    pub content: Option<Arc<[u8]>>,
    /// Digest of these bytes; [`Digest::NONE`] when there are none.
    pub digest: Digest,
}

impl Change {
    /// The file now holds `content`.
    pub fn set(path: SitePath, content: impl Into<Arc<[u8]>>) -> Self {
        let content = content.into();
        Self { path, digest: Digest::of(&content), content: Some(content) }
    }

    /// The file is gone.
    pub fn removed(path: SitePath) -> Self {
        Self { path, content: None, digest: Digest::NONE }
    }
}
