//! A source file written by us: in, its new bytes and what it held when it was read; out, the file whole, old or new.
//!
//! People and editors write these files too. So what is there is only ever replaced when it is still what was read.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Failure, find};
use crate::text::{Digest, SitePath};

/// Writes a source of the site in `root`; gives whether that changed it. `before` is the digest of the bytes that it
/// held when it was read, `None` for a file that was not there. Fails, and leaves all as it is, when the file is no
/// longer so, or a link leads out of the site. A link inside the site stays; the file behind it is written.
pub fn save_source(root: &Path, path: &SitePath, before: Option<Digest>, bytes: &[u8]) -> Result<bool, Failure> {
    let named = root.join(path.as_str());
    refuse_outside(root, &named)?;
    let target = fs::canonicalize(&named).unwrap_or(named);
    refuse_changed(&target, before)?;
    if before == Some(Digest::of(bytes)) {
        return Ok(false);
    }
    let folder = target.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))?;
    let staged = staged_beside(&target);
    let saved = stage(&staged, &target, bytes)
        // Once more: what comes between this look and the next line is lost, and that is as near as one gets.
        .and_then(|()| refuse_changed(&target, before))
        .and_then(|()| fs::rename(&staged, &target).map_err(|error| Failure::io("save", &target, &error)));
    if saved.is_err() {
        drop(fs::remove_file(&staged));
    }
    saved?;
    sync_folder(folder).map_err(|error| Failure::io("save", folder, &error))?;
    Ok(true)
}

/// Writes the bytes to a new file with the permissions of the one that it will replace.
fn stage(staged: &Path, target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(staged)?;
        if let Ok(there) = fs::metadata(target) {
            // A rename asks only for the folder; a file that may not be written to shall not be replaced.
            drop(OpenOptions::new().write(true).open(target)?);
            file.set_permissions(there.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| Failure::io("save", target, &error))
}

/// A name that scans pass over.
fn staged_beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(".isogloss-");
    name.push(std::process::id().to_string());
    name.push("-");
    name.push(target.file_name().unwrap_or_default());
    target.with_file_name(name)
}

fn refuse_outside(root: &Path, named: &Path) -> Result<(), Failure> {
    let there = named.ancestors().find(|above| fs::symlink_metadata(above).is_ok());
    if there.is_some_and(|there| find::is_inside(root, there)) {
        return Ok(());
    }
    let hint = "remove the link, or put the file itself into the site";
    Err(Failure::because("save", named, "a link leads to nothing or out of the site there", hint))
}

fn refuse_changed(target: &Path, before: Option<Digest>) -> Result<(), Failure> {
    let now = match fs::read(target) {
        Ok(bytes) => Some(Digest::of(&bytes)),
        Err(error) if find::is_absent(&error) => None,
        Err(error) => return Err(Failure::io("read", target, &error)),
    };
    if now == before {
        return Ok(());
    }
    let hint = "run the same command again; it reads the file anew";
    Err(Failure::because("save", target, "it changed since it was read", hint))
}

/// The new name must be on the disk too, before anyone is told that the file is saved.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::save_source;
    use crate::text::{Digest, SitePath};

    fn names(folder: &std::path::Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_only_what_was_read() {
        let root = tempfile::tempdir().unwrap();
        let path = SitePath::new("locales/ja/site.ftl").unwrap();
        let file = root.path().join(path.as_str());
        assert!(save_source(root.path(), &path, None, b"a = A\n").unwrap(), "a new file, with its folders");
        let read = Digest::of(b"a = A\n");
        assert!(!save_source(root.path(), &path, Some(read), b"a = A\n").unwrap(), "the same bytes are left alone");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(save_source(root.path(), &path, Some(read), b"a = B\n").unwrap());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        for (before, held) in [(Some(read), "changed"), (None, "appeared")] {
            let failure = save_source(root.path(), &path, before, b"a = C\n").unwrap_err();
            assert!(failure.to_string().contains("it changed since it was read"), "{held}: {failure}");
        }
        fs::remove_file(&file).unwrap();
        save_source(root.path(), &path, Some(read), b"a = C\n").expect_err("it is gone");
        assert_eq!(names(file.parent().unwrap()), [""; 0], "nothing is left behind");
    }

    #[test]
    fn writes_through_links_inside_the_site_only() {
        let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir_all(root.path().join("locales/ja")).unwrap();
        fs::write(root.path().join("locales/ja/real.ftl"), "a = A\n").unwrap();
        fs::write(other.path().join("out.ftl"), "a = A\n").unwrap();
        let folder = root.path().join("locales/ja");
        symlink("real.ftl", folder.join("in.ftl")).unwrap();
        symlink(other.path().join("out.ftl"), folder.join("out.ftl")).unwrap();
        symlink(other.path().join("none.ftl"), folder.join("none.ftl")).unwrap();
        symlink(other.path(), root.path().join("locales/fr")).unwrap();
        let save = |path: &str, before| save_source(root.path(), &SitePath::new(path).unwrap(), before, b"a = B\n");
        let read = Some(Digest::of(b"a = A\n"));
        assert!(save("locales/ja/in.ftl", read).unwrap());
        assert_eq!(fs::read(folder.join("real.ftl")).unwrap(), b"a = B\n");
        assert!(folder.join("in.ftl").is_symlink());
        save("locales/ja/out.ftl", read).unwrap_err();
        save("locales/ja/none.ftl", None).unwrap_err();
        save("locales/fr/new.ftl", None).unwrap_err();
        assert_eq!(names(other.path()), ["out.ftl"]);
        assert_eq!(fs::read(other.path().join("out.ftl")).unwrap(), b"a = A\n");
    }
}
