//! Faults of calls in layouts and of entries of menus, which pages meet again: in, what was found at the calls; out,
//! for what a page met, the call that is at fault.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, codes};

/// What is wrong with calls, by the message that they ask for.
#[derive(Default)]
pub struct Calls(BTreeMap<String, Vec<Diagnostic>>);

impl Calls {
    /// Keeps a finding about a call.
    pub fn add(&mut self, finding: &Diagnostic) {
        if let Some(id) = &finding.id {
            self.0.entry(id.clone()).or_default().push(finding.clone());
        }
    }

    /// The same fault, as it was found at a call.
    pub fn fault_of(&self, met: &Diagnostic) -> Option<&Diagnostic> {
        self.0.get(met.id.as_ref()?)?.iter().find(|call| is_fault_of(call, met))
    }
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
