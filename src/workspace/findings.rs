//! All that is wrong with the site, each thing once, with the pages that show it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::Workspace;
use super::questions::Reader;
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
        let mut all: BTreeMap<Diagnostic, Vec<String>> = BTreeMap::new();
        for diagnostic in self.site.findings() {
            all.entry(diagnostic).or_default();
        }
        self.each_page(|path, entry| {
            for diagnostic in &*entry.output.findings {
                all.entry(diagnostic.clone()).or_default().push(path.to_owned());
            }
            ControlFlow::Continue(())
        });
        for (id, entry) in self.ledger.fragments.iter().enumerate() {
            let Some(entry) = entry else { continue };
            let circular = self.holds_itself(id).then(|| endless(&entry.key.layout));
            for diagnostic in entry.output.findings.iter().cloned().chain(circular) {
                let holders = all.entry(diagnostic).or_default();
                holders.extend(self.outputs_holding(&entry.holders));
                holders.sort();
                holders.dedup();
            }
        }
        let checks = &self.site.settings().checks;
        let judged = all
            .into_iter()
            .filter_map(|(diagnostic, outputs)| Some(Finding { diagnostic: checks.judge(diagnostic)?, outputs }));
        judged.collect()
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

    fn holds_itself(&self, id: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            let Some(entry) = &self.ledger.fragments[next] else { continue };
            for inner in entry.output.slots.iter().filter_map(|key| self.ledger.by_key.get(key)) {
                if *inner as usize == id {
                    return true;
                }
                if seen.insert(*inner) {
                    open.push(*inner as usize);
                }
            }
        }
        false
    }
}

fn endless(layout: &str) -> Diagnostic {
    let path = SitePath::new(&format!("layouts/{layout}"));
    let place = path.map_or(Place::Site, Place::File);
    Diagnostic::new(codes::layouts::LAYOUT_RECURSION, place, format!("the fragment `{layout}` holds itself"))
        .hint("break the circle; pages that hold it cannot be made")
}
