//! What a release says of itself, as JSON: out of it values, and into it.
//!
//! Each locale has a manifest of its own, `isogloss-manifest.<locale>.json`, with its own files and those that all
//! locales share. [`Manifest::whole`] joins those of all locales.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The version of the format. It grows when an older program could misread what a newer one wrote.
pub const FORMAT: u32 = 1;
/// The name of the manifest of all locales.
pub const WHOLE: &str = "isogloss-manifest.json";

const BEFORE: &str = "isogloss-manifest.";
const AFTER: &str = ".json";

/// What a release holds, of one locale or of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`]
    pub format: u32,
    /// The program that made it, with its version.
    pub program: String,
    /// The digest of all sources.
    pub revision: String,
    /// Where the site stands.
    pub base_url: String,
    /// The files that belong to no locale alone, by their paths in the release.
    pub shared: BTreeMap<String, File>,
    /// The locales.
    pub locales: BTreeMap<String, Locale>,
}

/// What a release holds of one locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locale {
    /// Its state in `site.toml`: preview or live.
    pub state: String,
    /// How much of the source's messages it has.
    pub coverage: Coverage,
    /// Whether it may be live.
    pub gate: Gate,
    /// Its files, by their paths in the release.
    pub files: BTreeMap<String, File>,
    /// All messages that it or the source has, and whatever else its pages read.
    pub sources: Vec<Source>,
    /// What pages have in common.
    pub fragments: Vec<Fragment>,
    /// The addresses that pages have, or had in earlier releases, with the names of these pages; see
    /// [`Former`](crate::site::Former).
    #[serde(default)]
    pub addresses: BTreeMap<String, String>,
}

/// How far a locale has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Messages of the source.
    pub messages: usize,
    /// Those that the locale has.
    pub translated: usize,
    /// Whole percent, rounded down.
    pub percent: usize,
}

/// What the gate said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// The verdict's word.
    pub verdict: String,
    /// Why.
    pub reasons: Vec<String>,
    /// Whether the locale was released although it is live and under its gate.
    pub is_overruled: bool,
}

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// BLAKE3 of its bytes, 256 bits in hexadecimal digits.
    pub blake3: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its address, with its host.
    pub url: String,
    /// What it shows, where it is a page for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageRecord>,
}

/// What a page shows, and what it read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRecord {
    /// What it is about, in every locale the same.
    pub subject: String,
    /// Which page of its listing, from 1.
    pub number: usize,
    /// The file that its content comes from, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// What it read itself, by places in [`Locale::sources`].
    pub reads: Vec<usize>,
    /// The fragments that it holds, by places in [`Locale::fragments`].
    pub fragments: Vec<usize>,
}

/// A text or fact that pages read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// Its kind, as `isogloss why` names it: `message`, `body`, `layout`.
    pub kind: String,
    /// Its name among those of its kind.
    pub name: String,
    /// What it says, as a digest; none where there is none.
    pub digest: Option<String>,
}

/// A part that pages have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// Its layout, with its arguments.
    pub name: String,
    /// What it read, by places in [`Locale::sources`].
    pub reads: Vec<usize>,
}

/// Why a text is no manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not what we write.
    Other(String),
    /// It is of this format, which is not ours.
    Format(u64),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(reason) => write!(f, "it is no manifest of a release ({reason})"),
            Self::Format(format) => write!(f, "its format is {format}, and this program reads {FORMAT}"),
        }
    }
}

impl Manifest {
    /// Reads a manifest.
    pub fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        let other = |error: serde_json::Error| Unreadable::Other(error.to_string());
        // The format is looked at first: another one may have anything else.
        let value: serde_json::Value = serde_json::from_slice(bytes).map_err(other)?;
        match value.get("format").and_then(serde_json::Value::as_u64) {
            Some(format) if format != u64::from(FORMAT) => return Err(Unreadable::Format(format)),
            _ => {}
        }
        let manifest: Self = serde_json::from_value(value).map_err(other)?;
        if manifest.points_outside() {
            return Err(Unreadable::Other("a page read what is not listed".to_owned()));
        }
        Ok(manifest)
    }

    /// The manifest as it is written: a line for each member, sorted.
    pub fn to_json(&self) -> String {
        let written = serde_json::to_string(self).unwrap_or_default();
        format!("{written}\n")
    }

    /// The manifest of all these, unless they are of different sources, programs or addresses, or do not share the same
    /// files. What comes out does not depend on their order.
    pub fn whole(manifests: &[Self]) -> Option<Self> {
        let mut whole = Self { locales: BTreeMap::new(), ..manifests.first()?.clone() };
        for manifest in manifests {
            if (Self { locales: BTreeMap::new(), ..manifest.clone() })
                != (Self { locales: BTreeMap::new(), ..whole.clone() })
            {
                return None;
            }
            whole.locales.extend(manifest.locales.clone());
        }
        Some(whole)
    }

    /// The name of the manifest of one locale.
    pub fn name_of(locale: &str) -> String {
        format!("{BEFORE}{locale}{AFTER}")
    }

    /// The locale whose manifest has this name.
    pub fn locale_of(name: &str) -> Option<&str> {
        name.strip_prefix(BEFORE)?.strip_suffix(AFTER)
    }

    /// Whether a manifest can have this name.
    pub fn is_name(name: &str) -> bool {
        name == WHOLE || Self::locale_of(name).is_some()
    }

    /// Whether it lists a file at this path.
    pub fn lists(&self, path: &str) -> bool {
        self.shared.contains_key(path) || self.locales.values().any(|locale| locale.files.contains_key(path))
    }

    fn points_outside(&self) -> bool {
        self.locales.values().any(|locale| {
            let pages = locale.files.values().filter_map(|file| file.page.as_ref());
            let fragments = pages.clone().flat_map(|page| &page.fragments);
            let mut reads =
                pages.flat_map(|page| &page.reads).chain(locale.fragments.iter().flat_map(|fragment| &fragment.reads));
            fragments.into_iter().any(|at| *at >= locale.fragments.len()) || reads.any(|at| *at >= locale.sources.len())
        })
    }
}
