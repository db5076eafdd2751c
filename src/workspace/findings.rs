//! All that is wrong with the site, each thing once, with the pages that show it.

use std::collections::BTreeSet;

use super::Workspace;
use super::questions::Reader;
use super::telling::Telling;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::SitePath;

/// A finding, and the outputs that it was met on; none when it was met before rendering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// Outputs, in order.
    pub outputs: Vec<String>,
}

impl Workspace {
    /// The findings of the sources and of the last render of every page and fragment, as `[checks]` wants them, in
    /// the order of their places.
    pub fn findings(&self) -> Vec<Finding> {
        let mut telling = Telling::new(&self.site);
        for (path, id) in &self.ledger.by_output {
            let entry = self.ledger.pages[*id as usize].as_ref();
            let endless = entry.and_then(|entry| entry.endless.as_ref());
            let endless = endless.map(|(outer, inner)| endless_finding(&outer.layout, &inner.layout));
            for diagnostic in entry.iter().flat_map(|entry| &*entry.output.findings).chain(&endless) {
                telling.take(diagnostic, [path.to_string()]);
            }
        }
        for entry in self.ledger.fragments.iter().flatten() {
            for diagnostic in &*entry.output.findings {
                telling.take(diagnostic, self.outputs_holding(&entry.holders));
            }
        }
        telling.finish()
    }

    /// The outputs that hold a fragment with these holders, directly or through other fragments.
    pub(super) fn outputs_holding(&self, holders: &BTreeSet<Reader>) -> Vec<String> {
        let mut outputs = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<Reader> = holders.iter().copied().collect();
        while let Some(reader) = open.pop() {
            match reader {
                Reader::Page(id) => {
                    outputs.extend(self.ledger.pages[id as usize].iter().map(|entry| entry.page.route.output()))
                }
                Reader::Fragment(id) if seen.insert(id) => {
                    open.extend(
                        self.ledger.fragments[id as usize].iter().flat_map(|entry| entry.holders.iter().copied()),
                    );
                }
                Reader::Fragment(_) => {}
            }
        }
        outputs.into_iter().collect()
    }
}

fn endless_finding(layout: &str, inner: &str) -> Diagnostic {
    let place = match SitePath::new(&format!("layouts/{layout}")) {
        Some(path) => Place::Call(path, "fragment", inner.to_owned()),
        None => Place::Site,
    };
    Diagnostic::new(codes::layouts::LAYOUT_RECURSION, place, format!("`{layout}` holds `{inner}` without end"))
        .hint("break the circle; fragments may hold fragments twelve deep, and a page with more cannot be made")
}
