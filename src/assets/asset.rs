//! One file that is published: its bytes in, what pages and releases need to know of it out.

use std::collections::BTreeSet;

use super::mentions::mentions;
use super::style::Style;
use super::{Size, measure, stylesheet};
use crate::text::{Digest, SitePath};

/// One file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its file.
    pub path: SitePath,
    /// Digest of its bytes.
    pub digest: Digest,
    /// Its size in CSS pixels, when it is a picture that tells it.
    pub size: Option<Size>,
    /// What it is as a stylesheet, when it is one of the layouts and can be read.
    pub style: Option<Style>,
    /// The names of files that it may ask for, when it is any other text of the layouts.
    pub mentions: BTreeSet<Box<str>>,
}

/// Looks at one file.
pub fn read(path: &SitePath, bytes: &[u8]) -> Asset {
    let (mut style, mut mentioned) = (None, BTreeSet::new());
    if path.within("layouts/assets").is_some()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        style = is_style(path).then(|| stylesheet::read(text)).flatten();
        if style.is_none() {
            mentioned = mentions(text);
        }
    }
    let size = measure(path.extension(), bytes);
    Asset { path: path.clone(), digest: Digest::of(bytes), size, style, mentions: mentioned }
}

fn is_style(path: &SitePath) -> bool {
    path.extension().eq_ignore_ascii_case("css")
}
