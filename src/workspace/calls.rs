//! Faults of calls in layouts and of entries of menus, which pages meet again: in, what was found at the calls; out,
//! for what a page met, the call that is at fault.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, codes};
use crate::render::FragmentKey;

/// What is found of a fragment that is not given what it reads.
const OF_FRAGMENTS: [Code; 2] = [codes::layouts::MISSING_ARGUMENT, codes::layouts::FRAGMENT_ERROR];

/// What is wrong with calls.
#[derive(Default)]
pub struct Calls {
    /// By the message that they ask for.
    messages: BTreeMap<String, Vec<Diagnostic>>,
    /// Of fragments that are not given what they read, by the fragment's layout.
    fragments: BTreeMap<String, Vec<Diagnostic>>,
}

impl Calls {
    /// Keeps a finding about a call.
    pub fn add(&mut self, finding: &Diagnostic) {
        if let Some(id) = &finding.id {
            self.messages.entry(id.clone()).or_default().push(finding.clone());
        } else if OF_FRAGMENTS.contains(&finding.code)
            && let Some((layout, _)) = lacking(finding)
        {
            self.fragments.entry(layout.to_owned()).or_default().push(finding.clone());
        }
    }

    /// The same fault, as it was found at a call.
    pub fn fault_of(&self, met: &Diagnostic) -> Option<&Diagnostic> {
        self.messages.get(met.id.as_ref()?)?.iter().find(|call| is_fault_of(call, met))
    }

    /// The call that did not give a fragment what it failed without.
    pub fn fault_of_fragment(&self, met: &Diagnostic, key: &FragmentKey) -> Option<&Diagnostic> {
        let failed = met.code == codes::layouts::LAYOUT_ERROR;
        let calls = self.fragments.get(&*key.layout).filter(|_| failed)?;
        calls.iter().find(|call| {
            let lacks = |(_, name): (&str, &str)| {
                met.message.starts_with(&format!("`{name}` is undefined"))
                    && key.arguments.iter().all(|(given, _)| given != name)
            };
            lacking(call).is_some_and(lacks)
        })
    }
}

/// The fragment that is not given what it reads, and the name of that.
fn lacking(call: &Diagnostic) -> Option<(&str, &str)> {
    let mut names = call.message.split('`').skip(1).step_by(2);
    names.next().zip(names.next())
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
