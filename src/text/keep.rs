//! Values that outlast a run: in, a value; out, bytes that give the same value back.
//!
//! The form is as short as it is simple: numbers in groups of seven bits (LEB128), lists and texts behind their length, a
//! choice behind its number. A text that many share stands once; where it comes again, its place in the order of such
//! texts stands for it. Who reads them knows by a digest that the bytes are those that were written.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Date, Digest, Fingerprint, LocaleId, ShortDigest, SitePath, Span};

/// A value that can be kept.
pub trait Keep: Sized {
    /// Adds the value.
    fn keep(&self, to: &mut Keeper);

    /// The next value; `None` where there is no such value.
    fn recall(from: &mut Kept<'_>) -> Option<Self>;
}

/// Takes values.
#[derive(Default)]
pub struct Keeper {
    bytes: Vec<u8>,
    shared: HashMap<Arc<str>, usize>,
}

/// Gives values back, in the order in which they were taken.
pub struct Kept<'b> {
    bytes: &'b [u8],
    shared: Vec<Arc<str>>,
}

impl Keeper {
    /// Adds a byte.
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Adds a run of bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        bytes.len().keep(self);
        self.bytes.extend_from_slice(bytes);
    }

    /// Adds these values as a list.
    pub fn list<'v, T: Keep + 'v>(&mut self, values: impl ExactSizeIterator<Item = &'v T>) {
        values.len().keep(self);
        values.for_each(|value| value.keep(self));
    }

    /// All bytes.
    pub fn finish(self) -> Vec<u8> {
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

    fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

/// Keeps a struct by these of its fields, in this order.
macro_rules! keep_fields {
    ($name:ty { $($field:tt),+ $(,)? }) => {
        impl $crate::text::Keep for $name {
            fn keep(&self, to: &mut $crate::text::Keeper) {
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
            fn keep(&self, to: &mut $crate::text::Keeper) {
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

impl Keep for u64 {
    fn keep(&self, to: &mut Keeper) {
        let mut rest = *self;
        while rest >= 0x80 {
            to.byte(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        to.byte(rest.to_le_bytes()[0]);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = from.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

/// Numbers that are kept as another kind of number.
macro_rules! keep_as {
    ($($name:ty as $wide:ty),+) => {
        $(impl Keep for $name {
            fn keep(&self, to: &mut Keeper) {
                <$wide>::try_from(*self).unwrap_or(<$wide>::MAX).keep(to);
            }

            fn recall(from: &mut Kept<'_>) -> Option<Self> {
                <$wide>::recall(from)?.try_into().ok()
            }
        })+
    };
}

keep_as!(u8 as u64, u16 as u64, u32 as u64, usize as u64);

impl Keep for i64 {
    fn keep(&self, to: &mut Keeper) {
        to.bytes.extend_from_slice(&self.to_le_bytes());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let (number, rest) = from.bytes.split_first_chunk()?;
        from.bytes = rest;
        Some(Self::from_le_bytes(*number))
    }
}

impl Keep for bool {
    fn keep(&self, to: &mut Keeper) {
        to.byte(u8::from(*self));
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        Some(from.byte()? == 1)
    }
}

impl Keep for String {
    fn keep(&self, to: &mut Keeper) {
        to.bytes(self.as_bytes());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

/// Shared texts: the same one again is a number, from 1; a new one stands behind 0.
impl Keep for Arc<str> {
    fn keep(&self, to: &mut Keeper) {
        if let Some(number) = to.shared.get(self) {
            return number.clone().keep(to);
        }
        to.byte(0);
        to.bytes(self.as_bytes());
        to.shared.insert(Self::clone(self), to.shared.len() + 1);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        match usize::recall(from)? {
            0 => {
                let text: Self = from.text()?.into();
                from.shared.push(Self::clone(&text));
                Some(text)
            }
            number => from.shared.get(number - 1).cloned(),
        }
    }
}

impl<T: Keep> Keep for Option<T> {
    fn keep(&self, to: &mut Keeper) {
        to.byte(u8::from(self.is_some()));
        if let Some(value) = self {
            value.keep(to);
        }
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        Some(if bool::recall(from)? { Some(T::recall(from)?) } else { None })
    }
}

impl<T: Keep> Keep for Vec<T> {
    fn keep(&self, to: &mut Keeper) {
        to.list(self.iter());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let length = usize::recall(from)?;
        (0..length).map(|_| T::recall(from)).collect()
    }
}

/// Lists and single values that are held in another way.
macro_rules! keep_held {
    ($($holder:ty),+) => {
        $(impl<T: Keep> Keep for $holder {
            fn keep(&self, to: &mut Keeper) {
                to.list(self.iter());
            }

            fn recall(from: &mut Kept<'_>) -> Option<Self> {
                Vec::recall(from).map(Into::into)
            }
        })+
    };
}

keep_held!(Box<[T]>, Arc<[T]>);

impl<T: Keep> Keep for Arc<T> {
    fn keep(&self, to: &mut Keeper) {
        T::keep(self, to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        T::recall(from).map(Self::new)
    }
}

impl<K: Keep + Ord, V: Keep> Keep for BTreeMap<K, V> {
    fn keep(&self, to: &mut Keeper) {
        self.len().keep(to);
        for (key, value) in self {
            key.keep(to);
            value.keep(to);
        }
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let length = usize::recall(from)?;
        (0..length).map(|_| <(K, V)>::recall(from)).collect()
    }
}

impl<A: Keep, B: Keep> Keep for (A, B) {
    fn keep(&self, to: &mut Keeper) {
        self.0.keep(to);
        self.1.keep(to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        Some((A::recall(from)?, B::recall(from)?))
    }
}

impl<const N: usize> Keep for [u8; N] {
    fn keep(&self, to: &mut Keeper) {
        to.bytes.extend_from_slice(self);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let (bytes, rest) = from.bytes.split_first_chunk()?;
        from.bytes = rest;
        Some(*bytes)
    }
}

keep_fields!(Digest { 0 });
keep_fields!(ShortDigest { 0 });
keep_fields!(Fingerprint { text, words, markup });
keep_fields!(SitePath { 0 });
keep_fields!(LocaleId { 0 });
keep_fields!(Span { start, end });
keep_fields!(Date { year, month, day });
