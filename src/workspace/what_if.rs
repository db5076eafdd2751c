//! What a change would do: in, a workspace whose pages are made and a batch of changes; out, which outputs, findings
//! and gates would be others. Nothing is written anywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::atomic::AtomicBool;

use super::{NullSink, Placed, Workspace, unmatched};
use crate::settings::State;
use crate::site::{Gate, Role};
use crate::text::{Change, LocaleId, SitePath};

/// What a change would do.
#[derive(Debug)]
pub struct Effect {
    /// Outputs whose bytes would be others, in order.
    pub outputs: Vec<Moved>,
    /// Findings that would come.
    pub coming: Vec<Placed>,
    /// Findings that would go, where they are now.
    pub going: Vec<Placed>,
    /// Locales whose gate would say something else.
    pub gates: Vec<GateMove>,
}

/// An output that would be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its path in the output folder.
    pub output: String,
    /// The locale of a page; none of a file that is published as it is.
    pub locale: Option<LocaleId>,
    /// What would become of it.
    pub fate: Fate,
}

/// What would become of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It would be new.
    Added,
    /// It would have other bytes.
    Changed,
    /// It would no longer be there.
    Removed,
}

impl Fate {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// A locale's gate before and after; none where the settings do not name the locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateMove {
    /// The locale.
    pub locale: LocaleId,
    /// Its state and gate as they are.
    pub before: Option<(State, Gate)>,
    /// As they would be.
    pub after: Option<(State, Gate)>,
}

/// What is compared of one moment.
struct Moment {
    /// Output → the locale of its page.
    outputs: BTreeMap<String, Option<LocaleId>>,
    findings: Vec<Placed>,
    gates: BTreeMap<LocaleId, (State, Gate)>,
}

impl Workspace {
    /// Applies the changes and makes what they concern. `read` gives the text of a file as it is before them.
    pub fn what_if(&mut self, changes: &[Change], read: impl Fn(&SitePath) -> Option<String>) -> Effect {
        let before = self.moment(&read);
        self.apply(changes);
        let Ok::<_, Infallible>(outcome) = self.render(&NullSink, &AtomicBool::new(false));
        let changed: BTreeMap<&SitePath, &Change> = changes.iter().map(|change| (&change.path, change)).collect();
        let after = self.moment(|path: &SitePath| match changed.get(path) {
            Some(change) => text_of(change),
            None => read(path),
        });
        Effect {
            outputs: outcome
                .changed
                .into_iter()
                .filter_map(|output| moved(output.to_string(), &before, &after))
                .collect(),
            coming: unmatched(&after.findings, &before.findings).into_iter().cloned().collect(),
            going: unmatched(&before.findings, &after.findings).into_iter().cloned().collect(),
            gates: gate_moves(&before, &after),
        }
    }

    fn moment(&self, read: impl Fn(&SitePath) -> Option<String>) -> Moment {
        let pages = &self.site.pages().pages;
        // What programs read is a file like any other, and no page of a locale.
        let page = |output: &str| pages.get(output).filter(|page| page.role != Role::Artifact);
        let locale = |output: &str| page(output).map(|page| page.locale.clone());
        let declared = self.site.settings().locales.iter();
        let gates =
            declared.filter_map(|locale| Some((locale.id.clone(), (locale.state, self.site.gate(&locale.id)?))));
        Moment {
            outputs: self.outputs().into_iter().map(|output| (output.to_string(), locale(&output))).collect(),
            findings: Placed::all(&self.site, self.findings(), read).0,
            gates: gates.collect(),
        }
    }
}

/// The text of a file as findings quote it; none where the file is gone.
pub fn text_of(change: &Change) -> Option<String> {
    change.content.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
}

fn moved(output: String, before: &Moment, after: &Moment) -> Option<Moved> {
    let (was, will) = (before.outputs.get(&output), after.outputs.get(&output));
    let (locale, fate) = match (was, will) {
        (Some(_), Some(locale)) => (locale, Fate::Changed),
        (None, Some(locale)) => (locale, Fate::Added),
        (Some(locale), None) => (locale, Fate::Removed),
        (None, None) => return None,
    };
    let locale = locale.clone();
    Some(Moved { output, locale, fate })
}

fn gate_moves(before: &Moment, after: &Moment) -> Vec<GateMove> {
    let locales: BTreeSet<&LocaleId> = before.gates.keys().chain(after.gates.keys()).collect();
    let moves = locales.into_iter().map(|locale| GateMove {
        locale: locale.clone(),
        before: before.gates.get(locale).cloned(),
        after: after.gates.get(locale).cloned(),
    });
    moves.filter(GateMove::is_one).collect()
}

impl GateMove {
    /// Whether anything that decides has moved.
    fn is_one(&self) -> bool {
        let deciding = |side: &Option<(State, Gate)>| {
            side.as_ref().map(|(state, gate)| (*state, gate.verdict, gate.percent, gate.required_missing.clone()))
        };
        deciding(&self.before) != deciding(&self.after)
    }
}
