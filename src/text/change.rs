//! A change to one file of a site, as a value: its path and its new bytes, or none when it is gone. Bytes that may not be
//! needed are fetched later.

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

/// Fetches the bytes of a file of which it is known that they have this digest.
pub type Fetch = Arc<dyn Fn(&SitePath, Digest) -> Arc<[u8]> + Send + Sync>;

/// A change on its way.
pub enum Coming {
    /// It is here. Where something can fetch the same bytes again, they need not be held.
    Here(Change, Option<Fetch>),
    /// The file is known to have bytes with this digest. They are fetched when somebody needs them.
    Known(SitePath, Digest, Fetch),
}

impl Coming {
    /// The file, and the digest of its bytes.
    pub fn file(&self) -> (&SitePath, Digest) {
        match self {
            Self::Here(change, _) => (&change.path, change.digest),
            Self::Known(path, digest, _) => (path, *digest),
        }
    }

    /// The change with its bytes.
    pub fn arrive(self) -> Change {
        match self {
            Self::Here(change, _) => change,
            Self::Known(path, digest, fetch) => {
                let bytes = fetch(&path, digest);
                Change::set(path, bytes)
            }
        }
    }

    /// What fetches its bytes again without holding them.
    pub fn again(&self) -> Option<Fetch> {
        match self {
            Self::Here(_, again) => again.clone(),
            Self::Known(_, _, fetch) => Some(Arc::clone(fetch)),
        }
    }

    /// What has its bytes; `None` when the file is gone.
    pub fn fetch(&self) -> Option<Fetch> {
        match self {
            Self::Here(_, Some(fetch)) => Some(Arc::clone(fetch)),
            Self::Here(change, None) => {
                let bytes = Arc::clone(change.content.as_ref()?);
                Some(Arc::new(move |_, _| Arc::clone(&bytes)))
            }
            Self::Known(_, _, fetch) => Some(Arc::clone(fetch)),
        }
    }
}
