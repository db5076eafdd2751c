//! `isogloss diff OLD NEW`

use std::path::Path;

use super::arguments::{Diff, Format};
use super::diff_report::{json_of, print};
use super::json;
use super::run::Ended;
use super::terminal::Terminal;
use crate::disk::{Failure, read_named};
use crate::release::{Difference, Manifest, WHOLE};

/// Says what two releases do not have alike.
pub fn run(arguments: &Diff, terminal: &Terminal) -> Result<Ended, Failure> {
    let difference = Difference::of(&read(&arguments.old)?, &read(&arguments.new)?);
    if arguments.urls {
        difference.urls().into_iter().for_each(|url| terminal.print(url));
        return Ok(Ended::Fine);
    }
    match arguments.format {
        Format::Json => terminal.print(&json::pretty(&json_of(&difference))),
        Format::Text => print(&difference, terminal),
    }
    Ok(Ended::Fine)
}

/// The manifests of a release: those of its locales, which are there even where they were released at different times,
/// else that of all.
fn read(path: &Path) -> Result<Vec<Manifest>, Failure> {
    let mut files = read_named(path, Manifest::is_name)?;
    if files.len() > 1 {
        files.retain(|(name, _)| name != WHOLE);
    }
    if files.is_empty() {
        let hint = "name the folder of a release as `isogloss build --release` writes it, or a manifest of one";
        return Err(Failure::because("compare", path, format!("no release stands there: it holds no {WHOLE}"), hint));
    }
    let parse = |(name, bytes): &(String, Vec<u8>)| {
        let place = if path.is_dir() { path.join(name) } else { path.to_owned() };
        let hint = "name the folder of a release, or a manifest that this version of the program reads";
        Manifest::parse(bytes).map_err(|reason| Failure::because("compare", &place, reason.to_string(), hint))
    };
    files.iter().map(parse).collect()
}
