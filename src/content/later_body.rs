//! A body that is made when somebody first asks for it: in, a file whose front matter and gist are known from an
//! earlier run, and what fetches its bytes; out, the body.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::body::Body;
use super::document::parse_document;
use crate::text::{Digest, Fetch, SitePath};

/// A body, made or still to be made. What is wrong with it was told when its document was read.
#[derive(Clone)]
pub struct LaterBody {
    made: OnceLock<Body>,
    source: Option<Source>,
}

/// What a body is made of.
#[derive(Clone)]
struct Source {
    path: SitePath,
    is_cjk: bool,
    digest: Digest,
    fetch: Fetch,
}

impl LaterBody {
    /// The body of this file, to be made when it is asked for.
    pub(super) fn of(path: &SitePath, is_cjk: bool, digest: Digest, fetch: Fetch) -> Self {
        Self { made: OnceLock::new(), source: Some(Source { path: path.clone(), is_cjk, digest, fetch }) }
    }
}

impl From<Body> for LaterBody {
    fn from(body: Body) -> Self {
        Self { made: body.into(), source: None }
    }
}

impl Deref for LaterBody {
    type Target = Body;

    fn deref(&self) -> &Body {
        self.made.get_or_init(|| {
            let Some(Source { path, is_cjk, digest, fetch }) = &self.source else { return Body::default() };
            parse_document(path, *is_cjk, &fetch(path, *digest)).0.body.made.into_inner().unwrap_or_default()
        })
    }
}

impl fmt::Debug for LaterBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
