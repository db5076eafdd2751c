//! Our own record of an output folder: the files in it that are ours.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use crate::text::SitePath;

/// The record's name in the output folder.
pub const NAME: &str = ".isogloss";
const HEAD: &str = "isogloss outputs 1";

/// Reads the record; none of ours when there is no record or it is not one.
pub fn read(folder: &Path) -> Result<BTreeSet<Arc<str>>, Failure> {
    let path = path(folder);
    let text = match fs::read(&path) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => String::new(),
        Err(error) => return Err(Failure::io("read", &path, &error)),
    };
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return Ok(BTreeSet::new());
    }
    // A line that could lead out of the folder was not written by us.
    Ok(lines.filter(|line| SitePath::new(line).is_some()).map(Arc::from).collect())
}

/// The bytes of a record.
pub fn write(outputs: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut text = format!("{HEAD}\n");
    for output in outputs {
        text.push_str(output.as_ref());
        text.push('\n');
    }
    text
}

/// The record's path.
pub fn path(folder: &Path) -> PathBuf {
    folder.join(NAME)
}
