//! The name of a locale, as `site.toml` and the folders write it.

use std::fmt;

use smol_str::SmolStr;

/// A BCP 47 language tag as written by the site (`ja`, `pt-BR`). Settings see to it that it is well-formed.
///
/// Nearly all that a page asks names a locale, and the pages of a locale are made on all cores: each holds the letters,
/// for to share them the cores would take turns at counting who does.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocaleId(SmolStr);

impl LocaleId {
    /// The locale of this name.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// Whether its language is written without spaces between words and with ideographs.
    pub fn is_unspaced(&self) -> bool {
        matches!(self.0.split('-').next(), Some("ja" | "zh" | "yue"))
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocaleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for LocaleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Maps keyed by locale are looked up by `&str`.
impl std::borrow::Borrow<str> for LocaleId {
    fn borrow(&self) -> &str {
        &self.0
    }
}
