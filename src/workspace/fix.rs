//! Repairs that need no judgement, made in memory: in, the bytes of the message files; out, those that changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Workspace;
use crate::check;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Change, SitePath};

/// How often repairs may uncover others inside of them.
const PASSES: usize = 8;

/// A message file after its repairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// How many findings of each code were repaired.
    pub repairs: BTreeMap<&'static str, usize>,
}

impl Workspace {
    /// Repairs what can be repaired of the findings that are wanted; the site is then the one of the repaired files.
    /// `files` has the bytes of the sources, as they were applied. What to save is the caller's to say.
    pub fn fix(
        &mut self,
        files: &BTreeMap<SitePath, Arc<[u8]>>,
        is_wanted: impl Fn(&Diagnostic) -> bool,
    ) -> BTreeMap<SitePath, Fixed> {
        let mut fixed: BTreeMap<SitePath, Fixed> = BTreeMap::new();
        for _ in 0..PASSES {
            let findings = self.findings();
            let mut by_file: BTreeMap<&SitePath, Vec<&Diagnostic>> = BTreeMap::new();
            for diagnostic in findings.iter().map(|finding| &finding.diagnostic).filter(|one| is_wanted(one)) {
                if let Place::Span(path, _) = &diagnostic.place
                    && path.extension() == "ftl"
                {
                    by_file.entry(path).or_default().push(diagnostic);
                }
            }
            let mut changes = Vec::new();
            for (path, diagnostics) in by_file {
                let bytes = fixed.get(path).map(|fixed| &fixed.bytes).or_else(|| files.get(path));
                let Some((bytes, codes)) = bytes.and_then(|bytes| check::fix(path, bytes, &diagnostics)) else {
                    continue;
                };
                let bytes: Arc<[u8]> = bytes.into();
                changes.push(Change::set(path.clone(), Arc::clone(&bytes)));
                let empty = || Fixed { bytes: Arc::clone(&bytes), repairs: BTreeMap::new() };
                let file = fixed.entry(path.clone()).or_insert_with(empty);
                file.bytes = Arc::clone(&bytes);
                codes.iter().for_each(|code| *file.repairs.entry(code.name).or_default() += 1);
            }
            if changes.is_empty() {
                break;
            }
            self.apply(&changes);
        }
        fixed
    }
}
