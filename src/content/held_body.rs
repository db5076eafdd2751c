//! The body of a document: in, the body itself, or what fetches the bytes that it is made of; out, the body, made when it is
//! asked for, and let go when the last page that shows it was made.
//!
//! All bodies of a large site are more than all else that is known of it. Who makes its pages once needs each of them
//! for a moment.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::body::Body;
use super::document::parse_document;
use crate::text::{Digest, Fetch, SitePath};

/// A body that is here, or can be made, or both. What is wrong with it was told when its document was read.
#[derive(Default)]
pub(super) struct HeldBody {
    made: Mutex<Option<Arc<Body>>>,
    again: Option<Again>,
    /// Pages still to be made that show it.
    awaited: AtomicUsize,
}

/// What a body is made of.
#[derive(Clone)]
struct Again {
    is_cjk: bool,
    fetch: Fetch,
}

impl HeldBody {
    /// The body of a file, to be made when it is asked for.
    pub fn later(is_cjk: bool, fetch: Fetch) -> Self {
        Self { again: Some(Again { is_cjk, fetch }), ..Self::default() }
    }

    /// Lets it be made again of its file.
    pub fn make_again(&mut self, is_cjk: bool, fetch: Fetch) {
        self.again = Some(Again { is_cjk, fetch });
    }

    /// The body of this file, whose bytes have this digest.
    pub fn get(&self, path: &SitePath, digest: Digest) -> Arc<Body> {
        let mut made = self.locked();
        let make = || match &self.again {
            Some(Again { is_cjk, fetch }) => parse_document(path, *is_cjk, &fetch(path, digest)).0.body(),
            None => Arc::default(),
        };
        Arc::clone(made.get_or_insert_with(make))
    }

    /// One more page is to be made that shows it.
    pub fn await_page(&self) {
        self.awaited.fetch_add(1, Ordering::Relaxed);
    }

    /// One of these pages was made.
    pub fn page_made(&self) {
        let made = self.awaited.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |awaited| awaited.checked_sub(1));
        if made == Ok(1) && self.again.is_some() {
            *self.locked() = None;
        }
    }

    fn locked(&self) -> MutexGuard<'_, Option<Arc<Body>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<Body> for HeldBody {
    fn from(body: Body) -> Self {
        Self { made: Mutex::new(Some(Arc::new(body))), ..Self::default() }
    }
}

impl Clone for HeldBody {
    fn clone(&self) -> Self {
        Self { made: Mutex::new(self.locked().clone()), again: self.again.clone(), ..Self::default() }
    }
}

impl fmt::Debug for HeldBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.locked().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arc, AtomicUsize, Fetch, Ordering, SitePath, parse_document};
    use crate::text::Digest;

    #[test]
    fn is_let_go_with_its_last_page_and_made_again_for_who_asks() {
        let path = SitePath::new("content/en/a.md").unwrap();
        let text = "One *word*, [a link](b.md).\n";
        let fetched = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&fetched);
        let fetch: Fetch = Arc::new(move |_, _| {
            counter.fetch_add(1, Ordering::Relaxed);
            text.as_bytes().into()
        });
        let digest = Digest::of(text.as_bytes());
        let parsed = || parse_document(&path, false, text.as_bytes()).0;
        let body = parsed().body();
        for (again, expected) in [(None, [0, 0, 0]), (Some(fetch), [0, 1, 1])] {
            let document = parsed().of_file(false, digest, again);
            let fetches = || (document.body() == body).then(|| fetched.load(Ordering::Relaxed));
            document.page_made();
            document.await_page();
            document.await_page();
            document.page_made();
            let before_the_last = fetches();
            document.page_made();
            assert_eq!([before_the_last, fetches(), fetches()], expected.map(Some));
        }
    }
}
