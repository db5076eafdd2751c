//! A release published file by file, where folders cannot change places: in, the stage; out, the folder brought to it.
//!
//! A reader may see the old release and the new one mixed for a while, so a page never comes before the assets that it
//! shows, a feed or sitemap never before the pages that it names, and nothing goes before all is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::beside::Beside;
use super::{Failure, OutputFolder, carry, record, sync};
use crate::workspace::Sink;

/// What is published, and where.
pub struct Move<'m> {
    /// Holds all that is to be written.
    pub stage: &'m Path,
    /// Where it goes.
    pub target: &'m Path,
    /// The folder of the site.
    pub sources: &'m Path,
    /// All files that are of the release when it is done.
    pub outputs: &'m BTreeSet<String>,
    /// Those of them that are to be written.
    pub written: &'m [String],
}

/// Publishes, after a copy of what stands is kept as the last release. A run that was interrupted on the way has kept
/// it already; what stands then is a mixture.
pub fn publish(release: &Move<'_>, beside: &Beside) -> Result<(), Failure> {
    let (unfinished, target) = (beside.unfinished(), release.target);
    if !unfinished.exists() && record::path(target).exists() {
        keep(target, beside)?;
    }
    fs::write(&unfinished, "").map_err(|error| Failure::io("write", &unfinished, &error))?;
    let mut folder = OutputFolder::open(target, release.sources)?;
    folder.begin(release.outputs.iter().map(String::as_str))?;
    let mut written: Vec<&String> = release.written.iter().collect();
    written.sort_by_key(|output| (place(output), *output));
    for output in &written {
        let staged = release.stage.join(output);
        let bytes = fs::read(&staged).map_err(|error| Failure::io("read", &staged, &error))?;
        folder.put(output, &bytes)?;
    }
    let placed: Vec<PathBuf> = written.iter().map(|output| target.join(output)).collect();
    sync::sync_files(&placed)?;
    folder.finish(release.outputs.iter().map(String::as_str))?;
    let folders: BTreeSet<&Path> = placed.iter().filter_map(|placed| placed.parent()).chain([target]).collect();
    sync::sync_files(&folders.into_iter().map(Path::to_owned).collect::<Vec<_>>())?;
    fs::remove_file(&unfinished).map_err(|error| Failure::io("remove", &unfinished, &error))
}

/// What comes first: what nothing else has to be there for.
fn place(output: &str) -> usize {
    match output.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => 1,
        "atom" | "rss" | "txt" | "xml" => 2,
        _ => 0,
    }
}

/// Keeps what stands as the last release.
fn keep(target: &Path, beside: &Beside) -> Result<(), Failure> {
    let copied = beside.copied();
    let link = |name: &str| -> Result<(), Failure> {
        let (from, to) = (target.join(name), copied.join(name));
        if !fs::symlink_metadata(&from).is_ok_and(|there| there.is_file()) {
            // Somebody took it away, or put something else in its place.
            return Ok(());
        }
        let above = Path::new(name).parent().unwrap_or(Path::new(""));
        let linked = carry::make_folder(target, &copied, above).and_then(|()| carry::link(&from, &to));
        linked.map(drop).map_err(|error| Failure::io("write", &to, &error))
    };
    record::read(target)?.iter().try_for_each(|output| link(output))?;
    link(record::NAME)?;
    beside.keep(&copied)
}
