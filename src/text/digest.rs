//! Digests: what two things must share to count as the same thing.

use std::fmt;

/// 128 bits of BLAKE3. Stable across machines and versions, so it may be stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub(super) [u8; 16]);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        // At once: of many blocks in a row, many are hashed in one step.
        Self::short(&blake3::hash(bytes))
    }

    fn short(hash: &blake3::Hash) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&hash.as_bytes()[..16]);
        Self(short)
    }

    /// The digest that stands for "there is none".
    pub const NONE: Self = Self([0; 16]);

    pub(super) fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// BLAKE3 of these bytes as they are, 256 bits in hexadecimal digits: what `b3sum` prints of a file that holds them.
pub fn blake3_hex(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Takes parts one after another; each is framed by its length, so that `("ab", "c")` and `("a", "bc")` differ.
#[derive(Clone)]
pub struct Digester {
    /// What comes before `last`, where that is more than a few parts.
    before: Option<Box<RunDigester>>,
    last: Vec<u8>,
}

/// With room for what is digested most: a few names and numbers.
impl Default for Digester {
    fn default() -> Self {
        Self { before: None, last: Vec::with_capacity(256) }
    }
}

/// So many bytes are not copied beside others.
const LONG: usize = 16 << 10;

impl Digester {
    /// Adds a run of bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len() as u64);
        if bytes.len() < LONG {
            self.last.extend_from_slice(bytes);
        } else {
            let before = self.before.get_or_insert_default();
            before.block(&self.last);
            before.block(bytes);
            self.last.clear();
        }
        self
    }

    /// Adds a string.
    pub fn str(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a string that may be missing; a missing one differs from an empty one.
    pub fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.number(1).str(text),
            None => self.number(0),
        }
    }

    /// Adds a number.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.last.extend_from_slice(&number.to_le_bytes());
        self
    }

    /// Adds a digest made before.
    pub fn digest(&mut self, digest: Digest) -> &mut Self {
        self.last.extend_from_slice(&digest.0);
        self
    }

    /// The digest of all parts so far.
    pub fn finish(&self) -> Digest {
        match &self.before {
            None => Digest::of(&self.last),
            Some(before) => {
                let mut all = RunDigester::clone(before);
                all.block(&self.last);
                all.finish()
            }
        }
    }
}

/// Takes bytes block by block, and holds none; the digest is that of all of them as one run.
#[derive(Clone, Default)]
pub struct RunDigester(blake3::Hasher);

impl RunDigester {
    /// Adds a block.
    pub fn block(&mut self, block: &[u8]) {
        self.0.update(block);
    }

    /// The digest of all blocks so far.
    pub fn finish(&self) -> Digest {
        Digest::short(&self.0.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::{Digest, Digester, LONG, RunDigester};

    #[test]
    fn a_run_in_blocks_is_the_run() {
        let mut blocks = RunDigester::default();
        ["a", "", "bc"].into_iter().for_each(|block| blocks.block(block.as_bytes()));
        assert_eq!(blocks.finish(), Digest::of(b"abc"));
    }

    #[test]
    fn a_long_part_is_digested_as_it_would_be_beside_others() {
        for length in [LONG - 1, LONG, 10 * LONG] {
            let long = "x".repeat(length);
            let mut parts = Digester::default();
            let digest = parts.str("a").str(&long).maybe(None).str(&long).number(7).finish();
            let framed = |text: &str| [&(text.len() as u64).to_le_bytes(), text.as_bytes()].concat();
            let all = [framed("a"), framed(&long), vec![0; 8], framed(&long), 7_u64.to_le_bytes().into()].concat();
            assert_eq!(digest, Digest::of(&all));
        }
    }

    #[test]
    fn parts_keep_their_borders() {
        let digest = |parts: [&str; 2]| Digester::default().str(parts[0]).str(parts[1]).finish();
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
        assert_ne!(Digester::default().maybe(None).finish(), Digester::default().maybe(Some("")).finish());
    }
}
