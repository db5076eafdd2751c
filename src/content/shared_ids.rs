//! The ids of authors and tags, which many documents have: in, those of one document; out, the same, held once for all.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use super::front_matter::FrontMatter;

/// The ids in the documents that were read so far. Every page that shows a post asks for its ids: they are at hand where
/// all posts have the same.
#[derive(Default)]
pub struct SharedIds(RwLock<BTreeSet<Arc<str>>>);

impl SharedIds {
    /// Lets this front matter hold the ids that those before it hold.
    pub fn share(&self, front: &mut FrontMatter) {
        for id in front.authors.iter_mut().chain(&mut front.tags) {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
            match known {
                Some(known) => *id = known,
                None => drop(self.0.write().unwrap_or_else(PoisonError::into_inner).insert(Arc::clone(id))),
            }
        }
    }
}
