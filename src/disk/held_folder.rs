//! A folder that is held open: in, paths below it; out, folders and files there. The system walks each path from the
//! folder and not from the top of the file system.

pub use by_handle::HeldFolder;

#[cfg(unix)]
mod by_handle {
    use std::fs::File;
    use std::io::{self, ErrorKind};
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};
    use rustix::io::{Errno, retry_on_intr};

    /// The folder.
    pub struct HeldFolder(OwnedFd);

    impl HeldFolder {
        /// Opens a folder.
        pub fn open(folder: &Path) -> io::Result<Self> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            Ok(Self(retry_on_intr(|| openat(CWD, folder, flags, Mode::empty()))?))
        }

        /// Makes a folder and those around it, where they are not there.
        pub fn make_folder(&self, folder: &str) -> io::Result<()> {
            match (self.make_innermost(folder), folder.rsplit_once('/')) {
                (Err(error), Some((above, _))) if error.kind() == ErrorKind::NotFound => {
                    self.make_folder(above)?;
                    self.make_innermost(folder)
                }
                (made, _) => made,
            }
        }

        fn make_innermost(&self, folder: &str) -> io::Result<()> {
            match retry_on_intr(|| mkdirat(&self.0, folder, Mode::from_raw_mode(0o777))) {
                Err(error) if error != Errno::EXIST => Err(error.into()),
                _ => Ok(()),
            }
        }

        /// Makes a file to write to, or empties the one that is there.
        pub fn create(&self, file: &str) -> io::Result<File> {
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::CLOEXEC;
            Ok(File::from(retry_on_intr(|| openat(&self.0, file, flags, Mode::from_raw_mode(0o666)))?))
        }
    }
}

#[cfg(not(unix))]
mod by_handle {
    use std::fs::{self, File};
    use std::io;
    use std::path::{Path, PathBuf};

    /// The folder.
    pub struct HeldFolder(PathBuf);

    impl HeldFolder {
        /// Opens a folder.
        pub fn open(folder: &Path) -> io::Result<Self> {
            Ok(Self(folder.to_owned()))
        }

        /// Makes a folder and those around it, where they are not there.
        pub fn make_folder(&self, folder: &str) -> io::Result<()> {
            fs::create_dir_all(self.0.join(folder))
        }

        /// Makes a file to write to, or empties the one that is there.
        pub fn create(&self, file: &str) -> io::Result<File> {
            File::create(self.0.join(file))
        }
    }
}
