//! Every page and file that a site publishes, by its place in the output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::asset_names::{AssetNames, Made};
use super::contents::{Contents, Key, LocaleContents, Subject, is_post};
use super::places::{Places, Stand};
use super::redirects::Moved;
use super::variants::Variants;
use super::{Options, Page, Role, Route};
use crate::assets::Asset;
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::layouts::Layouts;
use crate::settings::{LocaleSettings, Settings};
use crate::text::{Digest, Digester, LocaleId, SitePath, fold};

/// All outputs. Two of one address cannot be: the first in the order below stands, the other is a finding.
#[derive(Clone, Debug, Default)]
pub struct PageTable {
    /// Output path → page.
    pub pages: BTreeMap<Arc<str>, Arc<Page>>,
    /// Output path → file that is published as it is.
    pub files: BTreeMap<Arc<str>, Published>,
    /// Smaller variants of pictures among them, and those that may be made yet.
    pub(super) variants: Variants,
    /// Output path that a file of `layouts/assets` has in a plain build → the one that it has in this release.
    renamed: BTreeMap<String, Arc<str>>,
    /// Where each subject stands in each locale.
    pub places: Places,
    /// The posts and pages that each locale with a search page has of its own, the oldest first.
    pub searched: BTreeMap<LocaleId, Vec<Key>>,
    /// The layouts that pages begin with.
    pub layouts: BTreeSet<Arc<str>>,
    /// The addresses that lead elsewhere by what the sources say, in order.
    pub moved: Vec<Moved>,
    /// Addresses that were taken, layouts that do not exist.
    pub findings: Vec<Diagnostic>,
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Where it comes from.
    pub source: SitePath,
    /// What stands in it, when that is not what stands in its source.
    pub text: Option<Arc<str>>,
    /// Digest of its bytes.
    pub digest: Digest,
    /// Where it stands.
    pub route: Route,
    /// How wide it is, when it is not the file itself but a smaller variant of that picture.
    pub width: Option<u32>,
}

impl Published {
    /// The locale that it belongs to; none of what all share.
    pub fn owner(&self) -> Option<LocaleId> {
        let (locale, _) = self.source.within("content")?.split_once('/')?;
        Some(LocaleId::new(locale))
    }
}

/// The table while it is made.
pub struct Making<'a> {
    pub settings: &'a Settings,
    layouts: &'a Layouts,
    pub table: PageTable,
    /// Folded output path → what claimed it.
    pub taken: FxHashMap<String, Place>,
    /// Folded folders that outputs lie in → the first of these outputs' claims. None of them is taken.
    pub folders: FxHashMap<String, Place>,
    /// What was reported already, by source and subject: a copy shown in another locale collides there too.
    reported: BTreeSet<(Place, Option<Subject>)>,
}

impl PageTable {
    /// Joins the pages of all locales that are built, and the files beside them.
    pub fn join(
        settings: &Settings,
        contents: &Contents,
        layouts: &Layouts,
        assets: &BTreeMap<SitePath, Arc<Asset>>,
        options: &Options,
    ) -> Self {
        // Most outputs are pages of entries, each in a folder of its own; further pages of listings come to them.
        let entries: usize = contents.by_locale.values().map(|shown| shown.entries.len()).sum();
        let folders = entries + entries / 2;
        let most = contents.by_locale.values().map(|shown| shown.entries.len()).max().unwrap_or_default();
        let locales = settings.locales.iter().map(|locale| locale.id.clone()).collect();
        let mut making = Making {
            settings,
            layouts,
            table: Self { places: Places::new(locales, most), ..Self::default() },
            taken: FxHashMap::with_capacity_and_hasher(folders, FxBuildHasher),
            folders: FxHashMap::with_capacity_and_hasher(folders, FxBuildHasher),
            reported: BTreeSet::new(),
        };
        for locale in settings.made() {
            if let Some(shown) = contents.of(&locale.id) {
                making.locale(locale, shown);
            }
        }
        let mut names = AssetNames::new(settings, assets, layouts);
        let mut made = if settings.release { names.make() } else { BTreeMap::new() };
        assets.values().for_each(|asset| making.file(asset, made.remove(&asset.path)));
        let missing = names.findings(|output| making.table.file(output).is_some());
        making.table.findings.extend(missing);
        for locale in settings.made() {
            if let Some(shown) = contents.of(&locale.id) {
                making.search(locale, shown);
                making.artifacts(locale, shown);
            }
        }
        if !making.table.pages.is_empty() {
            making.shared_artifacts();
            making.rules(options.server);
        }
        making.redirects(contents, &options.former);
        if settings.release {
            making.variants(contents, assets);
        }
        for (first, further) in &contents.doubled {
            let finding =
                doubled(Place::File(further.path.clone()), Place::File(first.path.clone()), first.path.as_str());
            making.table.findings.push(finding);
        }
        making.table.places.sort();
        making.table
    }

    /// What all published files are: moves when any of them comes, goes or has other bytes.
    pub fn files_digest(&self) -> Digest {
        let mut digester = Digester::default();
        for (output, file) in &self.files {
            digester.str(output).digest(file.digest);
        }
        digester.finish()
    }

    /// The file that stands at this output path in a plain build, under whatever name a release gives it.
    pub fn file(&self, output: &str) -> Option<&Published> {
        self.files.get(self.renamed.get(output).map_or(output, |renamed| renamed))
    }

    /// All output paths.
    pub fn outputs(&self) -> impl Iterator<Item = &Arc<str>> {
        self.pages.keys().chain(self.files.keys())
    }

    /// Where this page of a subject stands in a locale, when it is made there, and whether it is really the locale's.
    pub fn place(&self, locale: &LocaleId, subject: &Subject, number: usize) -> Option<(Route, bool)> {
        let stand = self.places.get(locale, subject)?;
        (1..=stand.pages).contains(&number).then(|| (numbered(&stand.route, number), stand.is_own))
    }
}

/// Page 1 of a listing stands at its route, page 2 at `page/2/` below it; the second `sitemap.xml` is `sitemap-2.xml`.
pub fn numbered(route: &Route, number: usize) -> Route {
    if number == 1 {
        return route.clone();
    }
    match route.as_str().rsplit_once('.') {
        Some((name, kind)) if !kind.ends_with('/') => Route::written(&format!("{name}-{number}.{kind}")),
        _ => Route::folder(route, &["page", &number.to_string()]),
    }
}

/// Posts on one page of this listing.
pub fn page_size(settings: &Settings, shown: &LocaleContents, subject: &Subject) -> usize {
    let own = shown.document(subject).and_then(|(document, _)| document.front.page_size);
    own.unwrap_or(settings.page_size).max(1)
}

/// How many pages this listing has; 1 of what is no listing.
pub fn pages_of(settings: &Settings, shown: &LocaleContents, subject: &Subject) -> usize {
    shown.posts(subject).len().div_ceil(page_size(settings, shown, subject)).max(1)
}

/// All that a locale has pages of, where there is a layout for it, with the first page's place.
pub fn subjects(locale: &LocaleId, source: &LocaleId, shown: &LocaleContents) -> Vec<(Subject, Route, Role)> {
    let root = Route::root(locale, source);
    let mut subjects = Vec::new();
    for (key, section) in &shown.sections {
        let role = if key.is_empty() { Role::Home } else { Role::Listing };
        subjects.push((Subject::Section(Arc::clone(key)), section.route.clone(), role));
    }
    for (key, entry) in &shown.entries {
        let role = if is_post(&entry.document) { Role::Post } else { Role::Page };
        subjects.push((Subject::Entry(Arc::clone(key)), entry.route.clone(), role));
    }
    let tags = Route::folder(&root, &["tags"]);
    subjects.push((Subject::Tags, tags.clone(), Role::Tags));
    for id in shown.tags.keys() {
        subjects.push((Subject::Tag(Arc::clone(id)), Route::folder(&tags, &[&segment(id)]), Role::Tag));
    }
    for id in shown.authors.keys() {
        let route = Route::folder(&root, &["authors", &segment(id)]);
        subjects.push((Subject::Author(Arc::clone(id)), route, Role::Author));
    }
    subjects.push((Subject::Search, Route::folder(&root, &["search"]), Role::Search));
    subjects.push((Subject::NotFound, Route::file(&root, "404.html"), Role::NotFound));
    subjects
}

impl Making<'_> {
    fn locale(&mut self, locale: &LocaleSettings, shown: &LocaleContents) {
        for (subject, route, role) in subjects(&locale.id, &self.settings.source_locale, shown) {
            self.subject(&locale.id, shown, subject, route, role);
        }
    }

    /// The layout that makes this subject a page, as its front matter or its role names it, and whether there is one.
    pub fn layout(&self, shown: &LocaleContents, subject: &Subject, role: Role) -> (String, bool) {
        let named = shown.document(subject).and_then(|(document, _)| document.front.layout.as_deref());
        let layout = named.unwrap_or_else(|| role.layout());
        (layout.to_owned(), self.layouts.get(layout).is_some())
    }

    fn subject(&mut self, locale: &LocaleId, shown: &LocaleContents, subject: Subject, route: Route, role: Role) {
        let document = shown.document(&subject).map(|(document, _)| document);
        let named = document.and_then(|document| document.front.layout.as_deref());
        let (layout, is_there) = self.layout(shown, &subject, role);
        if !is_there {
            // A role without a layout makes no pages; a layout that a page asks for by name must exist.
            if let (Some(name), Some(document)) = (named, document) {
                let place = Place::Field(document.path.clone(), "layout".to_owned());
                let message = format!("there is no layout `{name}`");
                let hint = format!("add layouts/{name}, or correct `layout` in the front matter");
                self.table.findings.push(Diagnostic::new(codes::layouts::MISSING_LAYOUT, place, message).hint(hint));
            }
            return;
        }
        let layout: Arc<str> = self.table.layouts.get(&*layout).cloned().unwrap_or_else(|| layout.into());
        let claim = claim_of(shown, &subject, document);
        let total = pages_of(self.settings, shown, &subject);
        let mut made = 0;
        for number in 1..=total {
            let route = numbered(&route, number);
            let Some(output) = self.claim(&route, &claim, Some(&subject)) else { break };
            let page = Page {
                locale: locale.clone(),
                subject: subject.clone(),
                number,
                route,
                layout: Arc::clone(&layout),
                role,
            };
            self.table.pages.insert(output, Arc::new(page));
            made = number;
        }
        if made > 0 {
            self.table.layouts.insert(layout);
            let is_own = match &subject {
                Subject::Entry(_) => shown.document(&subject).is_some_and(|(_, owner)| owner == locale),
                _ => true,
            };
            self.table.places.insert(locale, subject, Stand { route, pages: made, is_own });
        }
    }

    /// Enters a file of the sources, as it is or as a release has it.
    fn file(&mut self, asset: &Asset, made: Option<Made>) {
        let route = if let Some(name) = asset.path.within("layouts/assets") {
            Route::written(&format!("/assets/{name}"))
        } else if let Some((locale, name)) = asset.path.within("content").and_then(|path| path.split_once('/')) {
            let locale = LocaleId::new(locale);
            if !self.settings.made().any(|made| made.id == locale) {
                return;
            }
            Route::file(&Route::root(&locale, &self.settings.source_locale), name)
        } else {
            return;
        };
        let plain = route.output();
        let made = made.unwrap_or(Made { route, text: None, digest: asset.digest });
        if let Some(output) = self.claim(&made.route, &Place::File(asset.path.clone()), None) {
            let Made { route, text, digest } = made;
            if plain != *output {
                self.table.renamed.insert(plain, Arc::clone(&output));
            }
            self.table.files.insert(output, Published { source: asset.path.clone(), text, digest, route, width: None });
        }
    }

    /// The output path of a route, unless another output has it, or one of the two would need the other as a folder.
    pub fn claim(&mut self, route: &Route, claim: &Place, subject: Option<&Subject>) -> Option<Arc<str>> {
        let output = route.output();
        let folded = fold(&output);
        if let Some(first) = self.holder(&folded).cloned() {
            if self.reported.insert((claim.clone(), subject.cloned())) {
                self.table.findings.push(doubled(claim.clone(), first, route.as_str()));
            }
            return None;
        }
        for folder in above(&folded) {
            if self.folders.contains_key(folder) {
                break;
            }
            self.folders.insert(folder.to_owned(), claim.clone());
        }
        self.taken.insert(folded, claim.clone());
        Some(output.into())
    }

    /// Whether nothing stands in the way of an output at this route.
    pub fn is_free(&self, route: &Route) -> bool {
        self.holder(&fold(&route.output())).is_none()
    }

    /// What stands at a folded output path, or where it would need a folder, or has it for a folder.
    fn holder(&self, folded: &str) -> Option<&Place> {
        let at = self.taken.get(folded).or_else(|| self.folders.get(folded));
        let new = || above(folded).take_while(|folder| !self.folders.contains_key(*folder));
        at.or_else(|| new().find_map(|folder| self.taken.get(folder)))
    }
}

/// The source that a page's address comes from, for findings.
fn claim_of(shown: &LocaleContents, subject: &Subject, document: Option<&Arc<Document>>) -> Place {
    let field = |document: &Document, name: &str| Place::Field(document.path.clone(), name.to_owned());
    let first_post = || {
        let key = shown.posts(subject).first()?;
        shown.entries.get(key).map(|entry| &*entry.document)
    };
    match (document, subject) {
        (Some(document), _) if document.front.slug.is_some() => field(document, "slug"),
        (Some(document), _) => Place::File(document.path.clone()),
        (None, Subject::Tag(_)) => first_post().map_or(Place::Site, |document| field(document, "tags")),
        (None, Subject::Author(_)) => first_post().map_or(Place::Site, |document| field(document, "authors")),
        (None, _) => Place::Site,
    }
}

/// The folders that a path lies in, the innermost first. Where one is known, so are those around it.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

/// An id as one part of an address.
fn segment(id: &str) -> String {
    id.replace('/', "-")
}

fn doubled(further: Place, first: Place, address: &str) -> Diagnostic {
    let message = format!("the address {address} is already taken");
    let finding = Diagnostic::new(codes::site::DUPLICATE_URL, further, message)
        .hint("give one of the two another file name or slug; letter case and Unicode forms do not tell them apart");
    if first == Place::Site { finding } else { finding.related(first, "this one has it") }
}
