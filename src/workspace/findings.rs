//! All that is wrong with the site, each thing once, with the pages that show it.

use std::collections::BTreeSet;

use super::Workspace;
use super::questions::Reader;
use super::telling::Telling;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::render::FragmentKey;
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
            for diagnostic in entry.iter().flat_map(|entry| &*entry.output.findings) {
                telling.take(diagnostic, [path.to_string()]);
            }
        }
        for (id, entry) in self.ledger.fragments.iter().enumerate() {
            let Some(entry) = entry else { continue };
            let circular = self.holds_itself(id).map(|inner| endless(&entry.key.layout, &inner.layout));
            for diagnostic in entry.output.findings.iter().chain(&circular) {
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

    /// The fragment inside this one through which it holds itself; `None` when it does not.
    fn holds_itself(&self, id: usize) -> Option<&FragmentKey> {
        let entry = self.ledger.fragments[id].as_ref()?;
        entry.output.slots.iter().find(|slot| self.ledger.by_key.get(slot).is_some_and(|slot| self.reaches(*slot, id)))
    }

    fn reaches(&self, from: u32, id: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(next) = open.pop() {
            if next as usize == id {
                return true;
            }
            let Some(entry) = self.ledger.fragments[next as usize].as_ref().filter(|_| seen.insert(next)) else {
                continue;
            };
            open.extend(entry.output.slots.iter().filter_map(|key| self.ledger.by_key.get(key)));
        }
        false
    }
}

fn endless(layout: &str, inner: &str) -> Diagnostic {
    let place = match SitePath::new(&format!("layouts/{layout}")) {
        Some(path) => Place::Call(path, "fragment", inner.to_owned()),
        None => Place::Site,
    };
    Diagnostic::new(codes::layouts::LAYOUT_RECURSION, place, format!("the fragment `{layout}` holds itself"))
        .hint("break the circle; pages that hold it cannot be made")
}
