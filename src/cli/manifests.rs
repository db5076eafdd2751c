//! The manifests of releases on their way: in, a release that is made; out, its manifests beside its files, and which
//! files of the release that stands stay. And back: in, a release; out, its manifests, and where its pages stand.

use std::collections::BTreeMap;
use std::path::Path;

use crate::disk::{Failure, Publication, is_folder, read_named};
use crate::release::{Hashed, Manifest, Standing, WHOLE, describe};
use crate::site::Former;
use crate::text::{Digest, LocaleId};
use crate::workspace::Workspace;

/// Puts the manifests of the named locales, of all when none is named, into a release, and that of all locales when all
/// that are published are there and made from the same sources.
pub fn put(
    workspace: &Workspace,
    named: &[LocaleId],
    revision: Digest,
    publication: &Publication,
    out: &Path,
) -> Result<Standing, Failure> {
    let settings = workspace.site().settings();
    let released: Vec<LocaleId> = settings.made().map(|locale| locale.id.clone()).collect();
    let hashed = |output: String| Ok((output.clone(), Hashed::of(&publication.read(&output)?)));
    let files: BTreeMap<String, Hashed> = publication.outputs().into_iter().map(hashed).collect::<Result<_, _>>()?;
    let wanted = if named.is_empty() { &released } else { named };
    let manifests = describe(workspace, wanted, &files, revision);
    for (locale, manifest) in &manifests {
        publication.put_alone(&Manifest::name_of(locale.as_str()), manifest.to_json().as_bytes())?;
    }
    let standing = Standing::new(&standing_manifests(out)?, named, settings);
    let of = |locale: &LocaleId| manifests.get(locale).or_else(|| standing.others().get(locale)).cloned();
    let all: Option<Vec<Manifest>> = released.iter().map(of).collect();
    if let Some(whole) = all.and_then(|all| Manifest::whole(&all)) {
        publication.put_alone(WHOLE, whole.to_json().as_bytes())?;
    }
    Ok(standing)
}

fn standing_manifests(out: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    if is_folder(out)? { read_named(out, Manifest::is_name) } else { Ok(Vec::new()) }
}

/// The manifests of a release, to do this with it: those of its locales, which are there even where they were released
/// at different times, else that of all.
pub fn read(path: &Path, action: &'static str) -> Result<Vec<Manifest>, Failure> {
    let mut files = read_named(path, Manifest::is_name)?;
    if files.len() > 1 {
        files.retain(|(name, _)| name != WHOLE);
    }
    if files.is_empty() {
        let hint = "name the folder of a release as `isogloss build --release` writes it, or a manifest of one";
        return Err(Failure::because(action, path, format!("no release stands there: it holds no {WHOLE}"), hint));
    }
    let parse = |(name, bytes): &(String, Vec<u8>)| {
        let place = if path.is_dir() { path.join(name) } else { path.to_owned() };
        let hint = "name the folder of a release, or a manifest that this version of the program reads";
        Manifest::parse(bytes).map_err(|reason| Failure::because(action, &place, reason.to_string(), hint))
    };
    files.iter().map(parse).collect()
}

/// Where the pages of the release before stand and stood: of the one that is named, else of the one that stands at
/// `out`, where one does.
pub fn former(named: Option<&Path>, out: &Path) -> Result<Former, Failure> {
    let manifests = match named {
        Some(named) => read(named, "follow")?,
        None => standing_manifests(out)?.iter().filter_map(|(_, bytes)| Manifest::parse(bytes).ok()).collect(),
    };
    let locales = manifests.into_iter().flat_map(|manifest| manifest.locales);
    Ok(Former(locales.map(|(locale, known)| (LocaleId::new(&locale), known.addresses)).collect()))
}
