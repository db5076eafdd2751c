//! A new site in a new folder.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::Failure;

/// Writes these files (path, text) into a folder that does not exist or is empty. Nothing is ever overwritten.
pub fn scaffold<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<usize, Failure> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(false) => {}
        Ok(true) => {
            let hint = "name a folder that does not exist yet";
            return Err(Failure::because("make a site in", folder, "the folder is not empty", hint));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::io("make a site in", folder, &error)),
    }
    let mut made = 0;
    for (path, text) in files {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| Failure::io("make", parent, &error))?;
        }
        fs::write(&target, text).map_err(|error| Failure::io("write", &target, &error))?;
        made += 1;
    }
    Ok(made)
}
