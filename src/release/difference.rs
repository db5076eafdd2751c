//! What tells two releases apart: in, the manifests of both; out, each file that came, went or changed, and of pages what
//! changed them.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::{Locale, Manifest, PageRecord};

/// All that is not the same in two releases, in the order of paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The files.
    pub changes: Vec<Change>,
}

/// A file that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub fate: Fate,
    /// Its path in the release.
    pub path: String,
    /// Its address; two, where it moved to another host.
    pub urls: BTreeSet<String>,
    /// The locale that it belongs to; none of what all share.
    pub locale: Option<String>,
    /// Whether it is a page for people.
    pub is_page: bool,
    /// What the page read and what is not as it was.
    pub causes: BTreeSet<Cause>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is there no longer.
    Removed,
    /// Its bytes or its address are others.
    Changed,
}

/// Something that a page read and that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// `message`, `content` (a post, page or section), or another kind as `isogloss why` names it.
    pub kind: String,
    /// Its name among those of its kind.
    pub name: String,
}

/// A file as one release has it. Releases of single locales may disagree on what they share; then it has several hashes.
#[derive(Default)]
struct Found<'m> {
    hashes: BTreeSet<&'m str>,
    urls: BTreeSet<&'m str>,
    locale: Option<&'m str>,
    page: Option<(&'m Locale, &'m PageRecord)>,
}

impl Fate {
    /// The word that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

impl Difference {
    /// Compares two releases, each by the manifests of its locales or of all.
    pub fn of(old: &[Manifest], new: &[Manifest]) -> Self {
        let (old, new) = (files(old), files(new));
        let paths: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        let changes = paths.into_iter().filter_map(|path| change(path, old.get(path), new.get(path)));
        Self { changes: changes.collect() }
    }

    /// Every address whose answer is not what it was: what a cache must forget.
    pub fn urls(&self) -> BTreeSet<&str> {
        self.changes.iter().flat_map(|change| &change.urls).map(String::as_str).collect()
    }

    /// The pages that each cause changed, by locale.
    pub fn by_cause(&self) -> BTreeMap<(&str, &Cause), Vec<&Change>> {
        let mut by_cause: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for change in &self.changes {
            for cause in &change.causes {
                by_cause.entry((change.locale.as_deref().unwrap_or_default(), cause)).or_default().push(change);
            }
        }
        by_cause
    }
}

/// The files of a release by their paths.
fn files(manifests: &[Manifest]) -> BTreeMap<&str, Found<'_>> {
    let mut files: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    for manifest in manifests {
        let shared = manifest.shared.iter().map(|(path, file)| (path, file, None));
        let own = manifest.locales.iter().flat_map(|(id, locale)| {
            locale.files.iter().map(move |(path, file)| (path, file, Some((id.as_str(), locale))))
        });
        for (path, file, owner) in shared.chain(own) {
            let found = files.entry(path).or_default();
            found.hashes.insert(&file.blake3);
            found.urls.insert(&file.url);
            found.locale = owner.map(|(id, _)| id);
            found.page = owner.and_then(|(_, locale)| Some((locale, file.page.as_ref()?)));
        }
    }
    files
}

fn change(path: &str, old: Option<&Found<'_>>, new: Option<&Found<'_>>) -> Option<Change> {
    let fate = match (old, new) {
        (Some(old), Some(new)) if old.hashes == new.hashes && old.urls == new.urls => return None,
        (Some(_), Some(_)) => Fate::Changed,
        (None, _) => Fate::Added,
        (_, None) => Fate::Removed,
    };
    let either = new.or(old)?;
    let pages = old.and_then(|old| old.page).zip(new.and_then(|new| new.page));
    let urls = [old, new].into_iter().flatten().flat_map(|found| &found.urls);
    Some(Change {
        fate,
        path: path.to_owned(),
        urls: urls.map(ToString::to_string).collect(),
        locale: either.locale.map(str::to_owned),
        is_page: either.page.is_some(),
        causes: pages.map(|(old, new)| causes(&reads(old), &reads(new))).unwrap_or_default(),
    })
}

/// All that a page read, itself and through its fragments, with what it said.
type Reads<'m> = BTreeMap<(&'m str, &'m str), Option<&'m str>>;

fn reads<'m>((locale, page): (&'m Locale, &'m PageRecord)) -> Reads<'m> {
    let within = page.fragments.iter().filter_map(|at| locale.fragments.get(*at)).flat_map(|fragment| &fragment.reads);
    let sources = page.reads.iter().chain(within).filter_map(|at| locale.sources.get(*at));
    sources.map(|source| ((source.kind.as_str(), source.name.as_str()), source.digest.as_deref())).collect()
}

/// What the two did not read alike.
fn causes(old: &Reads<'_>, new: &Reads<'_>) -> BTreeSet<Cause> {
    let names = old.keys().chain(new.keys());
    let moved = names.filter(|name| old.get(*name) != new.get(*name));
    moved
        .map(|(kind, name)| {
            let kind = if matches!(*kind, "head" | "body") { "content" } else { kind };
            Cause { kind: kind.to_owned(), name: (*name).to_owned() }
        })
        .collect()
}
