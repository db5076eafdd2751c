//! Smaller variants of pictures, in a release: in, the pictures and the texts that show them; out, where variants may
//! stand, and once it is known which of them are worth it, what a page may choose from.
//!
//! A variant is named as its picture is: `photo-480w.png` beside `photo.png`, with a digest where that has one. What the
//! site itself has at such an address stands, and there is no variant.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::asset_names::hashed;
use super::contents::Contents;
use super::page_table::{Making, PageTable, Published};
use super::{Recorder, Route, Site, Touched};
use crate::assets::{Asset, Size, VARIANTS_VERSION, steps};
use crate::content::{Document, Part};
use crate::diagnostic::Place;
use crate::text::{Digest, Digester, SitePath};

/// A picture as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its own size, in CSS pixels.
    pub size: Size,
    /// Its smaller variants, the narrowest first: width in pixels, and address.
    pub variants: Vec<(u32, String)>,
}

/// A variant where it stands, and how wide it is.
type Stands = (u32, Route);

/// Variants that a release may have, and those that it has.
#[derive(Clone, Debug, Default)]
pub struct Variants {
    /// Output path → variant, with the digest of the picture that it is to be made from.
    planned: BTreeMap<Arc<str>, Published>,
    /// Picture → its variants, the narrowest first.
    made: BTreeMap<SitePath, Vec<Stands>>,
}

impl PageTable {
    /// The variants that may be made, output path and file, those of a picture together. Their digest is the picture's.
    pub fn planned_variants(&self) -> Vec<Vec<(&Arc<str>, &Published)>> {
        let mut pictures: BTreeMap<&SitePath, Vec<_>> = BTreeMap::new();
        for (output, variant) in &self.variants.planned {
            pictures.entry(&variant.source).or_default().push((output, variant));
        }
        pictures.into_values().collect()
    }

    /// Takes those that were made, with the digests of their bytes, as files of the site.
    fn take_variants(&mut self, made: &BTreeMap<Arc<str>, Digest>) {
        for (output, digest) in made {
            let Some(planned) = self.variants.planned.remove(output) else { continue };
            let stands = self.variants.made.entry(planned.source.clone()).or_default();
            stands.extend(planned.width.map(|width| (width, planned.route.clone())));
            stands.sort();
            self.files.insert(Arc::clone(output), Published { digest: *digest, ..planned });
        }
    }
}

impl Published {
    /// Whether its name tells its bytes.
    pub fn is_named_by_digest(&self) -> bool {
        let plain = self.width.map(|width| narrower(self.source.name(), width));
        last(self.route.as_str()) != plain.as_deref().unwrap_or(self.source.name())
    }
}

impl Making<'_> {
    /// Finds places for variants of the pictures that texts and their front matter show, where nothing else stands.
    pub fn variants(&mut self, contents: &Contents, assets: &BTreeMap<SitePath, Arc<Asset>>) {
        let shown = shown(contents);
        let pictures: Vec<Published> =
            self.table.files.values().filter(|file| shown.contains(file.source.name())).cloned().collect();
        for picture in pictures {
            let Some(size) = assets.get(&picture.source).and_then(|asset| asset.size) else { continue };
            for width in steps(picture.source.extension(), size) {
                let route = picture.narrower(width);
                if !self.is_free(&route) {
                    continue;
                }
                if let Some(output) = self.claim(&route, &Place::File(picture.source.clone()), None) {
                    let planned = Published { route, width: Some(width), ..picture.clone() };
                    self.table.variants.planned.insert(output, planned);
                }
            }
        }
    }
}

impl Published {
    /// Where a variant of this picture stands.
    fn narrower(&self, width: u32) -> Route {
        let plain = narrower(self.source.name(), width);
        let name = match self.is_named_by_digest() {
            true => hashed(&plain, Digester::default().digest(self.digest).number(VARIANTS_VERSION).finish()),
            false => plain,
        };
        let folder = self.route.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        Route::written(&format!("{folder}/{name}"))
    }
}

/// `photo.png` → `photo-480w.png`.
fn narrower(name: &str, width: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{width}w.{extension}"),
        None => format!("{name}-{width}w"),
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The names of the files that texts and their front matter show. Another file of such a name counts too: better one
/// variant too many than one too few.
fn shown(contents: &Contents) -> BTreeSet<String> {
    let documents = contents.by_locale.values().flat_map(|shown| {
        let sections = shown.sections.values().filter_map(|section| section.document.as_deref());
        shown.entries.values().map(|entry| &*entry.document).chain(sections)
    });
    let name = |address: &str| {
        let end = address.find(['?', '#']).unwrap_or(address.len());
        last(&percent_decode_str(&address[..end]).decode_utf8_lossy()).to_owned()
    };
    documents.flat_map(addresses).map(|address| name(&address)).collect()
}

/// The addresses of the pictures that a document shows.
fn addresses(document: &Document) -> Vec<String> {
    let body = document.body();
    let in_text = body.parts.iter().filter_map(|part| match part {
        Part::Picture(picture) => Some(&*picture.target),
        Part::Html(_) | Part::Link(_) => None,
    });
    let in_front = document.front.image.as_ref().map(|image| image.src.as_str());
    in_text.chain(in_front).map(str::to_owned).collect()
}

impl Site {
    /// The site with these variants of its pictures, by their output paths with the digests of their bytes, and what
    /// was replaced. They last until what stands where is joined anew.
    #[must_use]
    pub fn with_variants(&self, made: &BTreeMap<Arc<str>, Digest>) -> (Self, Touched) {
        let mut next = self.clone();
        next.edit_pages(|pages| pages.take_variants(made));
        (next, Touched { assets: true, pages: true, ..Touched::default() })
    }

    /// A picture as pages show it.
    pub(super) fn picture(&self, path: &str) -> Option<Picture> {
        let size = self.sources.assets.get(path)?.size?;
        let stands = self.pages().variants.made.get(path).map_or(&[][..], |stands| stands);
        let url = |(width, route): &Stands| {
            let file = self.pages().files.get(route.output().as_str())?;
            let owner = file.owner().unwrap_or_else(|| self.settings().source_locale.clone());
            Some((*width, self.url(&owner, route)))
        };
        Some(Picture { size, variants: stands.iter().filter_map(url).collect() })
    }

    pub(super) fn picture_digest(&self, path: &str) -> Digest {
        let Some(Picture { size, variants }) = self.picture(path) else { return Digest::NONE };
        let mut digester = Digester::default();
        digester.number(size.width.into()).number(size.height.into());
        for (width, url) in &variants {
            digester.number((*width).into()).str(url);
        }
        digester.finish()
    }
}

impl Recorder {
    /// A picture: its size, and its smaller variants in a release.
    pub fn picture(&self, path: &SitePath) -> Option<Picture> {
        self.note(super::Question::Picture(path.as_str().into()));
        self.site.picture(path.as_str())
    }
}
