//! All that is wrong with the site, each thing once, with the pages that show it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Workspace;
use super::readers::Reader;
use super::telling::Telling;
use crate::check;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::render::FragmentKey;
use crate::site::Page;
use crate::text::SitePath;

/// A finding, and what it was met on when it was rendered; nothing when it was met before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// Outputs of the pages that met it themselves.
    pub pages: BTreeSet<Arc<str>>,
    /// Fragments that met it, on whatever pages they are.
    pub fragments: BTreeSet<FragmentKey>,
}

impl Workspace {
    /// The findings of the sources, of the rules and of the last render of every page and fragment, as `[checks]` wants
    /// them, in the order of their places.
    pub fn findings(&self) -> Vec<Finding> {
        let mut telling = Telling::new(&self.site, &self.rules());
        telling.take_of_calls(&check::layouts(&self.site));
        for (path, id) in &*self.ledger.by_output {
            let entry = self.ledger.pages[*id as usize].as_ref();
            let endless = entry.and_then(|entry| entry.endless.as_deref());
            let endless = endless.map(|(outer, inner)| endless_finding(&outer.layout, &inner.layout));
            for diagnostic in entry.iter().flat_map(|entry| &*entry.output.findings).chain(&endless) {
                telling.take_of_page(diagnostic, path);
            }
        }
        for entry in self.ledger.fragments.iter().flatten() {
            for diagnostic in &*entry.output.findings {
                telling.take_of_fragment(diagnostic, &entry.key);
            }
        }
        if self.knows_all_reads() && !telling.is_of_a_broken_site() {
            telling.take_of_rules(&check::unused(&self.site, self.ledger.questions.messages()));
        }
        telling.finish(self.only.is_none() && self.is_done())
    }

    /// Whether every page was made or tried at least once, so that it is known what pages ask for.
    fn knows_all_reads(&self) -> bool {
        let mut pages = self.ledger.pages.iter().flatten();
        !self.ledger.by_output.is_empty() && pages.all(|page| !page.reads.is_empty())
    }

    /// How many outputs show what the finding is about.
    pub fn count_outputs(&self, finding: &Finding) -> usize {
        let fragments = finding.fragments.iter().filter_map(|key| self.ledger.by_key.get(key));
        let held = self.outputs_behind(fragments.map(|id| Reader::Fragment(*id)));
        held.into_iter().chain(finding.pages.iter().map(ToString::to_string)).collect::<BTreeSet<String>>().len()
    }

    /// The pages among these readers, and those that hold a fragment among them, directly or through others.
    pub(super) fn pages_behind(&self, readers: impl IntoIterator<Item = Reader>) -> impl Iterator<Item = &Page> {
        let pages = self.ledger.pages_behind(readers).into_iter();
        pages.filter_map(|id| self.ledger.pages[id as usize].as_ref()).map(|entry| &*entry.page)
    }

    /// Their outputs, in order.
    pub(super) fn outputs_behind(&self, readers: impl IntoIterator<Item = Reader>) -> Vec<String> {
        let mut outputs: Vec<String> = self.pages_behind(readers).map(|page| page.route.output()).collect();
        outputs.sort_unstable();
        outputs
    }
}

fn endless_finding(layout: &str, inner: &str) -> Diagnostic {
    let place = match SitePath::new(&format!("layouts/{layout}")) {
        Some(path) => Place::Call(path, "fragment", inner.to_owned()),
        None => Place::Site,
    };
    Diagnostic::new(codes::layouts::LAYOUT_RECURSION, place, format!("`{layout}` holds `{inner}` without end"))
        .hint("break the circle; fragments may hold fragments twelve deep, and a page a hundred thousand of them")
}
