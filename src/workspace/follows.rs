//! Findings that only repeat a fault of the source: in, all that was found; out, which of them to leave out.
//!
//! A translation is compared with its source. Where the source itself is told wrong, by a page or by the references of
//! its locale, what its translations do otherwise may be right, and is told when the source is repaired.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::text::LocaleId;

/// A fault of the source, and what it brings about in translations that do not share it.
const FOLLOWS: [(Code, Code); 9] = [
    (codes::locales::SLOT_MISMATCH, codes::locales::SLOT_MISMATCH),
    (codes::locales::MARKUP_NOT_ALLOWED, codes::parity::MARKUP_MISMATCH),
    (codes::locales::UNKNOWN_VARIABLE, codes::parity::MISSING_VARIABLE),
    (codes::locales::UNKNOWN_VARIABLE, codes::parity::SURPLUS_VARIABLE),
    (codes::layouts::MISSING_ARGUMENT, codes::parity::MISSING_VARIABLE),
    (codes::layouts::MISSING_ARGUMENT, codes::parity::SURPLUS_VARIABLE),
    (codes::locales::UNKNOWN_REFERENCE, codes::parity::MISSING_REFERENCE),
    (codes::locales::UNKNOWN_REFERENCE, codes::parity::OBSOLETE_REFERENCE),
    (codes::locales::CYCLIC_REFERENCE, codes::parity::MISSING_REFERENCE),
];

/// The faults of the source that translations are held against.
pub struct Faults<'d>(BTreeSet<(Code, &'d str)>);

impl<'d> Faults<'d> {
    /// Those among these findings.
    pub fn of(source: &LocaleId, told: impl Iterator<Item = &'d Diagnostic>) -> Self {
        // A fault of a call is one of the source and of no translation.
        let own = told.filter(|found| found.locale.as_ref().is_none_or(|locale| locale == source));
        let faults = own.filter(|found| FOLLOWS.iter().any(|(fault, _)| *fault == found.code));
        Self(faults.filter_map(|found| Some((found.code, found.id.as_deref()?))).collect())
    }

    /// Whether a finding follows from one of them.
    pub fn bring(&self, source: &LocaleId, found: &Diagnostic) -> bool {
        let is_of_translation = found.locale.as_ref().is_some_and(|locale| locale != source);
        let Some(id) = found.id.as_deref().filter(|_| is_of_translation) else { return false };
        FOLLOWS.iter().any(|(fault, follows)| *follows == found.code && self.0.contains(&(*fault, id)))
    }
}
