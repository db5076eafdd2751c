//! Values that outlast a run: in, a value; out, bytes that give the same value back.
//!
//! The form is as short as it is simple: numbers in groups of seven bits (LEB128), lists and texts behind their length, a
//! choice behind its number. A text that many share stands once; where it comes again, its place in the order of such
//! texts stands for it. Who reads them knows by a digest that the bytes are those that were written.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// A value that can be kept.
pub trait Keep: Sized {
    /// Adds the value.
    fn keep(&self, to: &mut Keeper<'_>);

    /// The next value; `None` where there is no such value.
    fn recall(from: &mut Kept<'_>) -> Option<Self>;
}

/// So many bytes are handed on at once.
const BLOCK: usize = 64 << 10;

/// What bytes are handed to.
type Write<'w> = &'w mut dyn FnMut(&[u8]);

/// Takes values.
#[derive(Default)]
pub struct Keeper<'w> {
    pub(super) bytes: Vec<u8>,
    pub(super) shared: FxHashMap<Arc<str>, usize>,
    /// Takes blocks of bytes; without it they stay here.
    write: Option<Write<'w>>,
}

/// Gives values back, in the order in which they were taken.
pub struct Kept<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) shared: Vec<Arc<str>>,
}

impl<'w> Keeper<'w> {
    /// A keeper that hands its bytes on, for there may be more of them than anybody wants to hold.
    pub fn to(write: Write<'w>) -> Self {
        Self { write: Some(write), ..Self::default() }
    }

    /// Adds a byte.
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
        self.hand_on();
    }

    /// Adds a run of bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        bytes.len().keep(self);
        self.raw(bytes);
    }

    /// Adds bytes whose number is known without being kept.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.hand_on();
    }

    /// Hands a block on when there is one.
    fn hand_on(&mut self) {
        if self.bytes.len() >= BLOCK
            && let Some(write) = &mut self.write
        {
            write(&self.bytes);
            self.bytes.clear();
        }
    }

    /// Adds these values as a list.
    pub fn list<'v, T: Keep + 'v>(&mut self, values: impl ExactSizeIterator<Item = &'v T>) {
        values.len().keep(self);
        values.for_each(|value| value.keep(self));
    }

    /// All bytes that were not handed on.
    pub fn finish(mut self) -> Vec<u8> {
        if let Some(write) = &mut self.write {
            write(&self.bytes);
            self.bytes.clear();
        }
        self.bytes
    }
}

impl<'b> Kept<'b> {
    /// The values in these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, shared: Vec::new() }
    }

    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// The next run of bytes.
    pub fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = usize::recall(self)?;
        let (run, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(run)
    }

    /// Whether all was given back.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The next run of bytes, as text.
    pub(super) fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

/// Keeps a struct by these of its fields, in this order.
macro_rules! keep_fields {
    ($name:ty { $($field:tt),+ $(,)? }) => {
        impl $crate::text::Keep for $name {
            fn keep(&self, to: &mut $crate::text::Keeper<'_>) {
                $($crate::text::Keep::keep(&self.$field, to);)+
            }

            fn recall(from: &mut $crate::text::Kept<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::text::Keep::recall(from)?),+ })
            }
        }
    };
}

/// Keeps an enum, each of its variants by a number.
macro_rules! keep_variants {
    ($name:ty { $($number:literal $variant:ident $(($($part:ident),+))?),+ $(,)? }) => {
        impl $crate::text::Keep for $name {
            fn keep(&self, to: &mut $crate::text::Keeper<'_>) {
                match self {
                    $(Self::$variant $(($($part),+))? => {
                        to.byte($number);
                        $($($crate::text::Keep::keep($part, to);)+)?
                    })+
                }
            }

            fn recall(from: &mut $crate::text::Kept<'_>) -> Option<Self> {
                Some(match from.byte()? {
                    $($number => {
                        $($(let $part = $crate::text::Keep::recall(from)?;)+)?
                        Self::$variant $(($($part),+))?
                    })+
                    _ => return None,
                })
            }
        }
    };
}

pub(crate) use {keep_fields, keep_variants};
