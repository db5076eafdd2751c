//! The manifests of a release on their way: in, a release that is made; out, its manifests beside its files, and which
//! files of the release that stands stay.

use std::collections::BTreeMap;
use std::path::Path;

use crate::disk::{Failure, Publication, read_named};
use crate::release::{Hashed, Manifest, Standing, WHOLE, describe};
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
    if out.is_dir() { read_named(out, Manifest::is_name) } else { Ok(Vec::new()) }
}
