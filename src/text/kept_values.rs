//! The values that everything kept is made of: numbers, texts, lists, and the small things of this room.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::keep::{Keep, Keeper, Kept, keep_fields};
use super::{Date, Digest, Fingerprint, LocaleId, ShortDigest, SitePath, Span};

impl Keep for u64 {
    fn keep(&self, to: &mut Keeper<'_>) {
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
            fn keep(&self, to: &mut Keeper<'_>) {
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
    fn keep(&self, to: &mut Keeper<'_>) {
        to.raw(&self.to_le_bytes());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let (number, rest) = from.bytes.split_first_chunk()?;
        from.bytes = rest;
        Some(Self::from_le_bytes(*number))
    }
}

impl Keep for bool {
    fn keep(&self, to: &mut Keeper<'_>) {
        to.byte(u8::from(*self));
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        Some(from.byte()? == 1)
    }
}

impl Keep for String {
    fn keep(&self, to: &mut Keeper<'_>) {
        to.bytes(self.as_bytes());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

/// Shared texts: the same one again is a number, from 1; a new one stands behind 0.
impl Keep for Arc<str> {
    fn keep(&self, to: &mut Keeper<'_>) {
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
    fn keep(&self, to: &mut Keeper<'_>) {
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
    fn keep(&self, to: &mut Keeper<'_>) {
        to.list(self.iter());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let length = usize::recall(from)?;
        // No value is shorter than a byte, so there are no more of them than bytes, whatever the length claims.
        let mut values = Self::with_capacity(length.min(from.bytes.len()));
        for _ in 0..length {
            values.push(T::recall(from)?);
        }
        Some(values)
    }
}

/// Lists and single values that are held in another way.
macro_rules! keep_held {
    ($($holder:ty),+) => {
        $(impl<T: Keep> Keep for $holder {
            fn keep(&self, to: &mut Keeper<'_>) {
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
    fn keep(&self, to: &mut Keeper<'_>) {
        T::keep(self, to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        T::recall(from).map(Self::new)
    }
}

impl<T: Keep> Keep for Box<T> {
    fn keep(&self, to: &mut Keeper<'_>) {
        T::keep(self, to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        T::recall(from).map(Self::new)
    }
}

impl<K: Keep + Ord, V: Keep> Keep for BTreeMap<K, V> {
    fn keep(&self, to: &mut Keeper<'_>) {
        self.len().keep(to);
        for (key, value) in self {
            key.keep(to);
            value.keep(to);
        }
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        Vec::<(K, V)>::recall(from).map(|entries| entries.into_iter().collect())
    }
}

impl<A: Keep, B: Keep> Keep for (A, B) {
    fn keep(&self, to: &mut Keeper<'_>) {
        self.0.keep(to);
        self.1.keep(to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        Some((A::recall(from)?, B::recall(from)?))
    }
}

impl<const N: usize> Keep for [u8; N] {
    fn keep(&self, to: &mut Keeper<'_>) {
        to.raw(self);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let (bytes, rest) = from.bytes.split_first_chunk()?;
        from.bytes = rest;
        Some(*bytes)
    }
}

impl Keep for LocaleId {
    fn keep(&self, to: &mut Keeper<'_>) {
        to.bytes(self.as_str().as_bytes());
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        from.text().map(Self::new)
    }
}

keep_fields!(Digest { 0 });
keep_fields!(ShortDigest { 0 });
keep_fields!(Fingerprint { text, words, markup });
keep_fields!(SitePath { 0 });
keep_fields!(Span { start, end });
keep_fields!(Date { year, month, day });

#[cfg(test)]
mod tests {
    use super::*;

    fn again<T: Keep>(value: &T) -> Option<T> {
        let mut to = Keeper::default();
        value.keep(&mut to);
        let bytes = to.finish();
        // Cut off anywhere, it is no value.
        assert!((0..bytes.len()).all(|end| T::recall(&mut Kept::new(&bytes[..end])).is_none()));
        let mut from = Kept::new(&bytes);
        T::recall(&mut from).filter(|_| from.is_empty())
    }

    #[test]
    fn gives_the_same_values_back() {
        for number in [0, 1, 0x7f, 0x80, 0x3fff, 0x4000, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(again(&number), Some(number));
        }
        assert_eq!(again(&vec![i64::MIN, -1, 0, i64::MAX]), Some(vec![i64::MIN, -1, 0, i64::MAX]));
        let texts: Vec<Arc<str>> = ["a", "言葉", "a", "", "言葉"].map(Arc::from).into();
        let recalled = again(&texts).unwrap();
        assert_eq!(recalled, texts);
        assert!(Arc::ptr_eq(&recalled[0], &recalled[2]), "a text that comes again is shared");
        let map = BTreeMap::from([(String::from("x"), Some((true, Span::new(3, 900)))), (String::new(), None)]);
        assert_eq!(again(&map), Some(map));
        assert_eq!(again(&Digest::of(b"x")), Some(Digest::of(b"x")));
    }

    #[test]
    fn what_is_no_value_is_none() {
        assert_eq!(u64::recall(&mut Kept::new(&[0xff; 11])), None, "a number without end");
        assert_eq!(u8::recall(&mut Kept::new(&[0x80, 0x02])), None, "256");
        assert_eq!(<Arc<str>>::recall(&mut Kept::new(&[2])), None, "a text that did not come before");
        assert_eq!(String::recall(&mut Kept::new(&[1, 0xff])), None, "not UTF-8");
        assert_eq!(Vec::<u64>::recall(&mut Kept::new(&[0xff, 0xff, 0xff, 0xff, 0x0f])), None, "a list of 2^32 values");
    }
}
