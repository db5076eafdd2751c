//! What the files of `layouts/assets` are called where they are published, and what stands in them there: in, the files
//! and who names them; out, for a release, names that tell their bytes; for every build, addresses that lead nowhere.
//!
//! A name with a digest may be kept by readers for ever, so everything in such a file must have its new name before the
//! file gets its own. Where that cannot be, the name stays as it is: where stylesheets import each other in a circle,
//! and where something that is no stylesheet (a script, a drawing, a manifest, a layout) names the file itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::Route;
use crate::assets::{Asset, Reference, Style};
use crate::diagnostic::{Diagnostic, Place, codes, limited};
use crate::layouts::Layouts;
use crate::settings::Settings;
use crate::text::{Digest, SitePath};

/// The folder of these files among the sources, and in the output folder.
const SOURCES: &str = "layouts/assets";
const OUTPUTS: &str = "assets/";

/// A file as it is published.
#[derive(Clone)]
pub struct Made {
    /// Its address below the root of the site.
    pub route: Route,
    /// What stands in it, when that is not what stands in its source.
    pub text: Option<Arc<str>>,
    /// Digest of its bytes.
    pub digest: Digest,
}

/// The files on their way to their names.
pub struct AssetNames<'s> {
    base_path: &'s str,
    assets: &'s BTreeMap<SitePath, Arc<Asset>>,
    /// Stylesheet → all stylesheets that the addresses in it lead to, one after another.
    reach: BTreeMap<&'s SitePath, BTreeSet<&'s SitePath>>,
    /// Last parts of names that stay.
    mentioned: BTreeSet<&'s str>,
    /// Whole names, below `assets/`, that stay.
    named: BTreeSet<&'s str>,
    made: BTreeMap<SitePath, Made>,
}

impl<'s> AssetNames<'s> {
    /// Looks who names what.
    pub fn new(settings: &'s Settings, assets: &'s BTreeMap<SitePath, Arc<Asset>>, layouts: &'s Layouts) -> Self {
        let mut names = Self {
            base_path: settings.base_url.path(),
            assets,
            reach: BTreeMap::new(),
            mentioned: assets.values().flat_map(|asset| &asset.mentions).map(|name| &**name).collect(),
            named: layouts.iter().flat_map(|(_, layout)| named_in(&layout.text)).collect(),
            made: BTreeMap::new(),
        };
        let next: Edges<'s> = names.styles().map(|(asset, style)| (&asset.path, names.next(asset, style))).collect();
        names.reach = next.keys().map(|path| (*path, reach(path, &next))).collect();
        names
    }

    /// All files as a release has them.
    pub fn make(&mut self) -> BTreeMap<SitePath, Made> {
        let assets = self.assets;
        assets.values().filter(|asset| asset.path.within(SOURCES).is_some()).for_each(|asset| drop(self.one(asset)));
        std::mem::take(&mut self.made)
    }

    /// Addresses in stylesheets that lead to nothing, or round. `is_there` says whether there is such an output.
    pub fn findings(&self, is_there: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (asset, style) in self.styles() {
            for reference in &style.references {
                let Some(output) = self.output(&asset.path, &reference.url) else { continue };
                let place = Place::Span(asset.path.clone(), reference.span);
                let target = self.target(&output);
                if target.is_none() && !is_there(&output) {
                    let message = format!("`{}` leads to no file of the site", reference.url);
                    let hint = format!("add {}, or correct the address", source_of(&output));
                    findings.push(Diagnostic::new(codes::layouts::MISSING_ASSET, place, message).hint(hint));
                } else if reference.is_import && target.is_some_and(|target| self.leads(&target.path, &asset.path)) {
                    let message = format!("{} imports itself by way of `{}`", asset.path, reference.url);
                    let hint = "take one of the imports out of the circle; a browser leaves out the last one";
                    findings.push(Diagnostic::new(codes::layouts::IMPORT_CIRCLE, place, message).hint(hint));
                }
            }
        }
        limited(findings)
    }

    fn styles(&self) -> impl Iterator<Item = (&'s Asset, &'s Style)> + use<'s> {
        self.assets.values().filter_map(|asset| Some((&**asset, asset.style.as_ref()?)))
    }

    /// One file as a release has it.
    fn one(&mut self, asset: &'s Asset) -> Made {
        if let Some(made) = self.made.get(&asset.path) {
            return made.clone();
        }
        let text = asset.style.as_ref().map(|style| {
            let addresses: Vec<Option<String>> =
                style.references.iter().map(|reference| self.address(asset, reference)).collect();
            Arc::from(style.print(&addresses))
        });
        let digest = text.as_ref().map_or(asset.digest, |text: &Arc<str>| Digest::of(text.as_bytes()));
        let made = Made { route: self.route(asset, digest), text, digest };
        self.made.insert(asset.path.clone(), made.clone());
        made
    }

    /// Where a file with this digest stands.
    fn route(&self, asset: &Asset, digest: Digest) -> Route {
        let name = asset.path.within(SOURCES).unwrap_or(asset.path.as_str());
        Route::written(&match self.stays(asset) {
            true => format!("/{OUTPUTS}{name}"),
            false => format!("/{OUTPUTS}{}", hashed(name, digest)),
        })
    }

    fn stays(&self, asset: &Asset) -> bool {
        let name = asset.path.within(SOURCES).unwrap_or_default();
        self.leads(&asset.path, &asset.path) || self.mentioned.contains(asset.path.name()) || self.named.contains(name)
    }

    /// The new address that a stylesheet needs in place of this one, if it needs one.
    fn address(&mut self, asset: &Asset, reference: &Reference) -> Option<String> {
        let target = self.target(&self.output(&asset.path, &reference.url)?)?;
        // All of a circle stay, so this comes to an end.
        let made = if self.stays(target) { return None } else { self.one(target) };
        let name = made.route.as_str().rsplit('/').next().unwrap_or_default();
        let end = reference.url.find(['?', '#']).unwrap_or(reference.url.len());
        let (path, rest) = reference.url.split_at(end);
        let folder = &path[..path.rfind('/').map_or(0, |slash| slash + 1)];
        Some(format!("{folder}{}{rest}", Route::written(name).url("")))
    }

    /// The file of `layouts/assets` that is behind an output.
    fn target(&self, output: &str) -> Option<&'s Asset> {
        output.strip_prefix(OUTPUTS)?;
        self.assets.get(source_of(output).as_str()).map(|asset| &**asset)
    }

    /// The output that an address in a stylesheet names; `None` when it leads out of the site, or nowhere by intent.
    fn output(&self, from: &SitePath, url: &str) -> Option<String> {
        let path = &url[..url.find(['?', '#']).unwrap_or(url.len())];
        let has_scheme = path.split(['/', '.']).next().is_some_and(|first| first.contains(':'));
        if path.is_empty() || path.starts_with("//") || has_scheme {
            return None;
        }
        let folder = from.within("layouts").and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
        let (mut parts, path): (Vec<&str>, _) = match path.strip_prefix('/') {
            Some(_) => (Vec::new(), path.strip_prefix(self.base_path)?),
            None => (folder.split('/').collect(), path),
        };
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        for part in decoded.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop()),
                _ => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    /// The stylesheets that a stylesheet names.
    fn next(&self, asset: &Asset, style: &Style) -> BTreeSet<&'s SitePath> {
        let outputs = style.references.iter().filter_map(|reference| self.output(&asset.path, &reference.url));
        outputs.filter_map(|output| self.target(&output)).filter(|to| to.style.is_some()).map(|to| &to.path).collect()
    }

    /// Whether a stylesheet comes to another one, or back to itself.
    fn leads(&self, from: &SitePath, to: &SitePath) -> bool {
        self.reach.get(from).is_some_and(|reach| reach.contains(to))
    }
}

/// File → files that it names.
type Edges<'s> = BTreeMap<&'s SitePath, BTreeSet<&'s SitePath>>;

/// All files that one leads to.
fn reach<'s>(from: &'s SitePath, edges: &Edges<'s>) -> BTreeSet<&'s SitePath> {
    let mut reach = BTreeSet::new();
    let mut next = vec![from];
    while let Some(path) = next.pop() {
        let further = edges.get(path).into_iter().flatten().copied();
        next.extend(further.filter(|path| reach.insert(*path)));
    }
    reach
}

/// `base.css` → `base.3f9a1c2b.css`.
pub(super) fn hashed(name: &str, digest: Digest) -> String {
    let digest = &digest.to_string()[..8];
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (&name[..=folder.len()], file));
    match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{folder}{stem}.{digest}.{extension}"),
        None => format!("{folder}{file}.{digest}"),
    }
}

/// The names below `assets/` that a layout writes out, without `asset()`.
fn named_in(layout: &str) -> impl Iterator<Item = &str> {
    layout.match_indices("/assets/").map(|(at, before)| {
        let rest = &layout[at + before.len()..];
        &rest[..rest.find(|c: char| c.is_whitespace() || "\"'`?#<>(){}".contains(c)).unwrap_or(rest.len())]
    })
}

/// The file that would be behind an output.
fn source_of(output: &str) -> String {
    match output.strip_prefix(OUTPUTS) {
        Some(name) => format!("{SOURCES}/{name}"),
        None => output.to_owned(),
    }
}
