//! Files that are known by their names: in, a folder, or one file; out, the names and bytes of those that are wanted.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::Failure;

/// The files right in a folder whose names are wanted, sorted; of a path to a file, that file, whatever its name. A
/// folder that is not there fails.
pub fn read_named(path: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let failed = |path: &Path, error| Failure::io("read", path, &error);
    let read = |path: &Path| fs::read(path).map_err(|error| failed(path, error));
    if !fs::metadata(path).map_err(|error| failed(path, error))?.is_dir() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Ok(vec![(name, read(path)?)]);
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| failed(path, error))? {
        let entry = entry.map_err(|error| failed(path, error))?;
        names.extend(entry.file_name().to_str().filter(|name| is_wanted(name)).map(str::to_owned));
    }
    names.sort();
    names.into_iter().map(|name| Ok((name.clone(), read(&path.join(&name))?))).collect()
}

/// Whether a folder is there. A disk that does not say is a failure: it may be there.
pub fn is_folder(path: &Path) -> Result<bool, Failure> {
    match fs::metadata(path) {
        Ok(there) => Ok(there.is_dir()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failure::io("read", path, &error)),
    }
}
