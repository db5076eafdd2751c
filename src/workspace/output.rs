//! What a render left behind, and pieces joined to bytes.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::render::{FragmentKey, Mark, Piece, Rendered};
use crate::site::Question;
use crate::text::keep_fields;

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

    /// Bytes of its own pieces.
    pub fn size(&self) -> usize {
        let size = |piece: &Piece| match piece {
            Piece::Bytes(own) => own.len(),
            Piece::Slot(_) => 0,
        };
        self.pieces.iter().map(size).sum()
    }

    /// Whether its pieces are there to be joined; those of a page that was let go must be made again.
    pub fn can_join(&self) -> bool {
        !self.pieces.is_empty() || self.failed
    }

    /// Without its bytes: slots and findings stay.
    #[must_use]
    pub fn without_pieces(self) -> Self {
        Self { pieces: Arc::default(), marks: Arc::default(), ..self }
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

/// Where a fragment stands in the bytes of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Which of the page's slots it fills.
    pub slot: u32,
}

keep_fields!(Filled { start, end, slot });

/// How deep fragments may hold fragments.
pub const DEPTH: usize = 12;
/// How many slots of a page are filled: ten fragments that hold ten each, twelve deep, would never end.
const MOST_SLOTS: usize = 100_000;
/// How many bytes of fragments a page takes.
const MOST_BYTES: usize = 64 << 20;

/// Bytes that a fragment may well have; it grows where it has more.
const LIKELY_FRAGMENT: usize = 8 << 10;

/// Why pieces could not be joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unjoined {
    /// A fragment could not be made; its own findings say why.
    Failed,
    /// A fragment holds itself, or fragments hold each other too deep or too often: the outer and the inner one.
    Endless(FragmentKey, FragmentKey),
}

/// Bytes, and what stands where in them.
pub type Joined = Result<(Vec<u8>, Vec<Filled>), Unjoined>;

/// The bytes of these pieces with every fragment in its slot.
pub fn join(pieces: &[Piece], fragment: &impl Fn(&FragmentKey) -> Arc<Output>) -> Result<Vec<u8>, Unjoined> {
    fill(pieces, &[], fragment).map(|(bytes, _)| bytes)
}

/// The same, and where those of these slots stand that the pieces hold themselves.
pub fn fill(pieces: &[Piece], slots: &[FragmentKey], fragment: &impl Fn(&FragmentKey) -> Arc<Output>) -> Joined {
    let own = pieces.iter().map(|piece| if let Piece::Bytes(own) = piece { own.len() } else { LIKELY_FRAGMENT }).sum();
    let mut joining = Joining::new(own, fragment);
    joining.append(pieces)?;
    Ok(joining.finish(slots))
}

/// The bytes of a page that was handed on as these, with its fragments as they are now: all that stands between them is
/// its own. `None` when these cannot be its bytes.
pub fn refill(
    bytes: &[u8],
    filled: &[Filled],
    slots: &[FragmentKey],
    fragment: &impl Fn(&FragmentKey) -> Arc<Output>,
) -> Option<Joined> {
    let mut joining = Joining::new(bytes.len(), fragment);
    let mut whole = Ok(());
    let mut at = 0;
    for Filled { start, end, slot } in filled {
        joining.bytes.extend_from_slice(bytes.get(at..*start as usize)?);
        match joining.append_slot(slots.get(*slot as usize)?) {
            Err(Unjoined::Failed) => whole = Err(Unjoined::Failed),
            Err(endless) => return Some(Err(endless)),
            Ok(()) => {}
        }
        at = *end as usize;
    }
    joining.bytes.extend_from_slice(bytes.get(at..)?);
    Some(whole.map(|()| joining.finish(slots)))
}

struct Joining<'f, F> {
    fragment: &'f F,
    /// The fragments that the present one is in, outermost first, and itself.
    way: Vec<FragmentKey>,
    /// How many slots were filled.
    slots: usize,
    bytes: Vec<u8>,
    /// What fills the outermost slots.
    filled: Vec<(FragmentKey, Range<usize>)>,
}

impl<'f, F: Fn(&FragmentKey) -> Arc<Output>> Joining<'f, F> {
    fn new(length: usize, fragment: &'f F) -> Self {
        Self { fragment, way: Vec::new(), slots: 0, bytes: Vec::with_capacity(length), filled: Vec::new() }
    }

    fn finish(self, slots: &[FragmentKey]) -> (Vec<u8>, Vec<Filled>) {
        let filled = self.filled.into_iter().filter_map(|(key, range)| {
            let slot = slots.binary_search(&key).ok()?;
            let number = |number: usize| u32::try_from(number).ok();
            Some(Filled { start: number(range.start)?, end: number(range.end)?, slot: number(slot)? })
        });
        (self.bytes, filled.collect())
    }

    fn append(&mut self, pieces: &[Piece]) -> Result<(), Unjoined> {
        let mut whole = Ok(());
        for piece in pieces {
            match piece {
                Piece::Bytes(own) => self.bytes.extend_from_slice(own.as_bytes()),
                Piece::Slot(key) => match self.append_slot(key) {
                    // Every fragment is made, also after one has failed: what is wrong with the others is told too.
                    Err(Unjoined::Failed) => whole = Err(Unjoined::Failed),
                    Err(endless) => return Err(endless),
                    Ok(()) => {}
                },
            }
        }
        whole
    }

    fn append_slot(&mut self, key: &FragmentKey) -> Result<(), Unjoined> {
        if let Some(outer) = self.way.last().filter(|_| self.is_endless(key)) {
            return Err(Unjoined::Endless(outer.clone(), key.clone()));
        }
        let output = (self.fragment)(key);
        self.slots += 1;
        if output.failed && output.pieces.is_empty() {
            return Err(Unjoined::Failed);
        }
        self.way.push(key.clone());
        let start = self.bytes.len();
        let appended = self.append(&output.pieces);
        self.way.pop();
        if self.way.is_empty() {
            self.filled.push((key.clone(), start..self.bytes.len()));
        }
        appended
    }

    /// Whether this fragment, inside the present one, is one too many.
    fn is_endless(&self, key: &FragmentKey) -> bool {
        let is_deep = self.way.contains(key) || self.way.len() >= DEPTH;
        is_deep || self.slots >= MOST_SLOTS || self.bytes.len() >= MOST_BYTES
    }
}
