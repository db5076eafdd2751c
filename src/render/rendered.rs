//! What a render leaves.

use super::{Mark, Piece};
use crate::diagnostic::Diagnostic;
use crate::site::Question;

/// A page or fragment as it came out.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Its bytes, and the slots that fragments fill; empty when it failed.
    pub pieces: Vec<Piece>,
    /// Localized texts in the pieces, in order.
    pub marks: Vec<Mark>,
    /// What it asked of the site.
    pub reads: Vec<Question>,
    /// What was wrong on the way.
    pub findings: Vec<Diagnostic>,
    /// It could not be made; the findings, or those of a layout, say why.
    pub failed: bool,
}
