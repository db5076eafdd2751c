//! Documents that outlast a run: in, those of a site, with what was found in them; out, those whose files have the same
//! bytes in the next run, without their bodies, which are made when they are asked for.

use std::collections::BTreeMap;

use super::Site;
use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::text::{Digest, Keep, Keeper, Kept, SitePath};

/// Documents of an earlier run, each with the digest of its file and with what was found in it.
#[derive(Default)]
pub struct Remembered(BTreeMap<SitePath, (Digest, Document, Vec<Diagnostic>)>);

impl Site {
    /// Keeps the documents for the next run.
    pub fn keep_documents(&self, to: &mut Keeper<'_>) {
        let digests = &self.sources.digests;
        let kept = self.sources.documents.iter().filter_map(|(path, one)| Some((path, one, digests.get(path)?)));
        kept.clone().count().keep(to);
        for (path, document, digest) in kept {
            path.keep(to);
            digest.keep(to);
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
            let (path, digest) = <(SitePath, Digest)>::recall(from)?;
            let document = Document::recall(&path, from)?;
            Some((path, (digest, document, Vec::recall(from)?)))
        });
        documents.collect::<Option<_>>().map(Self)
    }

    /// The document of this file, if the file has the same bytes now, with what was found in it.
    pub(super) fn get(&self, path: &SitePath, now: Digest) -> Option<(&Document, &[Diagnostic])> {
        let (_, document, findings) = self.0.get(path).filter(|(digest, ..)| *digest == now)?;
        Some((document, findings))
    }
}
