//! Documents that outlast a run: in, those of a site, with what was found in them; out, those whose files have the same
//! bytes in the next run, without their bodies, which are made when they are asked for.

use std::collections::BTreeMap;

use super::Site;
use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::text::{Digest, Keep, Keeper, Kept, SitePath};

/// Documents of an earlier run, each with what was found in it.
#[derive(Default)]
pub struct Remembered(BTreeMap<SitePath, (Document, Vec<Diagnostic>)>);

impl Site {
    /// Keeps the documents for the next run.
    pub fn keep_documents(&self, to: &mut Keeper<'_>) {
        let documents = &self.sources.documents;
        documents.len().keep(to);
        for (path, document) in documents.iter() {
            path.keep(to);
            document.keep(to);
            let findings = self.sources.findings.get(path);
            to.list(findings.map_or(&[][..], |list| list).iter());
        }
    }
}

impl Remembered {
    /// The documents that were kept.
    pub fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let documents = (0..usize::recall(from)?).map(|_| {
            let path = SitePath::recall(from)?;
            let document = Document::recall(&path, from)?;
            Some((path, (document, Vec::recall(from)?)))
        });
        documents.collect::<Option<_>>().map(Self)
    }

    /// The document of this file, if the file has the same bytes now, with what was found in it.
    pub(super) fn get(&self, path: &SitePath, now: Digest) -> Option<(&Document, &[Diagnostic])> {
        let (document, findings) = self.0.get(path).filter(|(document, _)| document.digest == now)?;
        Some((document, findings))
    }
}
