//! What a render left behind, and pieces joined to bytes.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::render::{FragmentKey, Mark, Piece, Rendered};
use crate::site::Question;

/// The part of a render that is kept: what came out, and what was wrong.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// Pieces; empty when it failed or when they were let go.
    pub pieces: Arc<[Piece]>,
    /// Localized texts in the pieces.
    pub marks: Arc<[Mark]>,
    /// Fragments that it holds, each once.
    pub slots: Arc<[FragmentKey]>,
    /// What was wrong.
    pub findings: Arc<[Diagnostic]>,
    /// It could not be made.
    pub failed: bool,
}

impl Output {
    /// Takes a render apart into what is kept and what it read.
    pub fn of(rendered: Rendered) -> (Self, Vec<Question>) {
        let Rendered { pieces, marks, reads, findings, failed } = rendered;
        let mut slots: Vec<FragmentKey> = pieces.iter().filter_map(slot).cloned().collect();
        slots.sort();
        slots.dedup();
        let output =
            Self { pieces: pieces.into(), marks: marks.into(), slots: slots.into(), findings: findings.into(), failed };
        (output, reads)
    }

    /// After a failure, what came out the last time with what is wrong now: the page keeps its last good form.
    #[must_use]
    pub fn held(self, last: &Self) -> Self {
        if !self.failed || last.pieces.is_empty() {
            return self;
        }
        let Self { pieces, marks, slots, .. } = last.clone();
        Self { pieces, marks, slots, ..self }
    }
}

fn slot(piece: &Piece) -> Option<&FragmentKey> {
    match piece {
        Piece::Slot(key) => Some(key),
        Piece::Bytes(_) => None,
    }
}

/// How deep fragments may hold fragments.
const DEPTH: usize = 16;

/// The bytes of these pieces with every fragment in its slot. `None` when a fragment has none to give: it failed,
/// or it holds itself.
pub fn join(pieces: &[Piece], fragment: &impl Fn(&FragmentKey) -> Option<Arc<Output>>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    append(pieces, fragment, DEPTH, &mut bytes).then_some(bytes)
}

fn append(
    pieces: &[Piece],
    fragment: &impl Fn(&FragmentKey) -> Option<Arc<Output>>,
    depth: usize,
    bytes: &mut Vec<u8>,
) -> bool {
    // Every fragment is asked for, also after one has failed: what is wrong with the others is told too.
    pieces.iter().fold(true, |whole, piece| match piece {
        Piece::Bytes(own) => {
            bytes.extend_from_slice(own.as_bytes());
            whole
        }
        Piece::Slot(key) => {
            let filled = fragment(key).filter(|output| depth > 0 && !(output.failed && output.pieces.is_empty()));
            filled.is_some_and(|output| append(&output.pieces, fragment, depth - 1, bytes)) && whole
        }
    })
}
