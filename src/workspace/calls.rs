//! Faults of calls in layouts and of entries of menus, which pages meet again: in, what was found at the calls; out,
//! for what a page met, the call that is at fault.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, codes};
use crate::layouts::Layouts;
use crate::render::FragmentKey;

/// What is found of a fragment that is not given what it reads.
const OF_FRAGMENTS: [Code; 2] = [codes::layouts::MISSING_ARGUMENT, codes::layouts::FRAGMENT_ERROR];

/// What is wrong with calls.
#[derive(Default)]
pub struct Calls {
    /// By the message that they ask for.
    messages: BTreeMap<String, Vec<Diagnostic>>,
    /// Of fragments that are not given what they read.
    fragments: Vec<Diagnostic>,
}

impl Calls {
    /// Keeps a finding about a call.
    pub fn add(&mut self, finding: &Diagnostic) {
        if let Some(id) = &finding.id {
            self.messages.entry(id.clone()).or_default().push(finding.clone());
        } else if OF_FRAGMENTS.contains(&finding.code) {
            self.fragments.push(finding.clone());
        }
    }

    /// The same fault, as it was found at a call.
    pub fn fault_of(&self, met: &Diagnostic) -> Option<&Diagnostic> {
        self.messages.get(met.id.as_ref()?)?.iter().find(|call| is_fault_of(call, met))
    }

    /// The call that did not give a fragment what it failed without.
    pub fn fault_of_fragment(&self, layouts: &Layouts, met: &Diagnostic, key: &FragmentKey) -> Option<&Diagnostic> {
        let name = met.argument.as_ref().filter(|_| met.code == codes::layouts::LAYOUT_ERROR)?;
        if key.arguments.iter().any(|(given, _)| given == name) {
            return None;
        }
        let prints = |place: &Place| prints(layouts, place, &key.layout);
        let mut lacking = self.fragments.iter().filter(|call| call.argument.as_ref() == Some(name));
        lacking.find(|call| prints(&call.place) || call.related.iter().any(|(place, _)| prints(place)))
    }
}

/// Whether a call of this fragment stands at this place.
fn prints(layouts: &Layouts, place: &Place, fragment: &str) -> bool {
    let Place::Span(path, span) = place else { return false };
    let calls = path.within("layouts").and_then(|name| layouts.get(name)).into_iter().flat_map(|layout| &layout.calls);
    let mut here = calls.filter(|call| call.span == *span && call.function == "fragment");
    here.any(|call| call.names.iter().any(|name| name == fragment))
}

fn is_fault_of(call: &Diagnostic, met: &Diagnostic) -> bool {
    if met.code == codes::locales::MISSING_MESSAGE {
        let is_unknown = call.code == codes::locales::MISSING_MESSAGE || call.code == codes::locales::MISSING_VALUE;
        return is_unknown && met.locale.is_none() && met.place == call.place;
    }
    let is_met_there = match &call.place {
        Place::Field(..) => met.related.is_empty(),
        place => met.related.iter().any(|(asked, _)| asked == place),
    };
    let is_same_kind = match met.code {
        code if code == codes::locales::UNKNOWN_VARIABLE => call.code == codes::layouts::MISSING_ARGUMENT,
        code => code == codes::locales::SLOT_MISMATCH && call.code == code,
    };
    is_met_there && is_same_kind && call.argument == met.argument
}
