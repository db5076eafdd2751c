//! Documents that outlast a run: in, those of a site, with what was found in them; out, those whose files have the same
//! bytes in the next run, without their bodies, which are made when they are asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Site;
use super::sources::is_unspaced;
use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::text::{Change, Digest, Keep, Keeper, Kept, SitePath};

/// Documents of an earlier run, each with what was found in it.
#[derive(Default)]
pub struct Remembered(BTreeMap<SitePath, (Document, Vec<Diagnostic>)>);

impl Site {
    /// Keeps the documents for the next run.
    pub fn keep_documents(&self, to: &mut Keeper) {
        let digests = &self.sources.digests;
        let kept = self.sources.documents.iter().filter_map(|(path, one)| Some((path, one, digests.get(path)?)));
        kept.clone().count().keep(to);
        for (path, document, digest) in kept {
            path.keep(to);
            digest.keep(to);
            document.keep(to);
            to.list(
                self.sources
                    .findings
                    .get(path)
                    .into_iter()
                    .flat_map(|list| list.iter())
                    .collect::<Vec<_>>()
                    .into_iter(),
            );
        }
    }
}

impl Remembered {
    /// Those of the kept documents whose files are as they were.
    pub fn recall(from: &mut Kept<'_>, changes: &[Change]) -> Option<Self> {
        let now: BTreeMap<&SitePath, &Change> = changes.iter().map(|change| (&change.path, change)).collect();
        let none: Arc<[u8]> = Arc::default();
        let mut documents = BTreeMap::new();
        for _ in 0..usize::recall(from)? {
            let (path, digest) = <(SitePath, Digest)>::recall(from)?;
            let same = now.get(&path).filter(|change| change.digest == digest);
            let bytes = same.and_then(|change| change.content.clone());
            let is_same = bytes.is_some();
            let document =
                Document::recall(&path, is_unspaced(&path), bytes.unwrap_or_else(|| Arc::clone(&none)), from)?;
            let findings = Vec::recall(from)?;
            if is_same {
                documents.insert(path, (document, findings));
            }
        }
        Some(Self(documents))
    }

    /// The document of this file.
    pub(super) fn get(&self, path: &SitePath) -> Option<(Document, Vec<Diagnostic>)> {
        self.0.get(path).cloned()
    }
}
