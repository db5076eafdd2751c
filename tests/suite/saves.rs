//! The ways in which editors and tools write files, and numbers to choose among them.
//!
//! With `ISOGLOSS_SOAK=1` there are many more saves.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::support::{Files, changes};

/// Numbers that look random, the same for the same seed.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % end
    }
}

/// How a file is saved.
#[derive(Clone, Copy, Debug)]
pub enum Save {
    /// It is emptied and written.
    InPlace,
    /// A new file is written beside it and moved over it.
    Rename,
    /// It is moved aside, a new one is written, the old one goes.
    Backup,
    /// It is removed and made again.
    Again,
    /// It is written in parts, with time between them.
    Parts,
    /// A file written elsewhere gets its name as well.
    HardLink,
    /// It and a new file change places.
    Exchange,
}

impl Save {
    pub const ALL: [Self; 7] =
        [Self::InPlace, Self::Rename, Self::Backup, Self::Again, Self::Parts, Self::HardLink, Self::Exchange];

    /// Saves these bytes; `pause` is how long a slow writer rests.
    pub fn write(self, path: &Path, bytes: &[u8], pause: Duration) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let beside = path.with_file_name(".4913.swp");
        match self {
            Self::InPlace => fs::write(path, bytes).unwrap(),
            Self::Backup => {
                let backup = path.with_file_name(format!("{}~", path.file_name().unwrap().to_str().unwrap()));
                if path.exists() {
                    fs::rename(path, &backup).unwrap();
                }
                fs::write(path, bytes).unwrap();
                remove(&backup);
            }
            Self::Again => {
                remove(path);
                fs::write(path, bytes).unwrap();
            }
            Self::Parts => {
                let mut file = File::create(path).unwrap();
                for part in bytes.chunks(bytes.len() / 3 + 1) {
                    file.write_all(part).unwrap();
                    thread::sleep(pause);
                }
            }
            Self::HardLink => {
                fs::write(&beside, bytes).unwrap();
                remove(path);
                fs::hard_link(&beside, path).unwrap();
                remove(&beside);
            }
            Self::Exchange if path.exists() => {
                fs::write(&beside, bytes).unwrap();
                renameat_with(CWD, &beside, CWD, path, RenameFlags::EXCHANGE).unwrap();
                remove(&beside);
            }
            Self::Rename | Self::Exchange => {
                fs::write(&beside, bytes).unwrap();
                fs::rename(&beside, path).unwrap();
            }
        }
    }
}

/// Removes a file, if it is there.
pub fn remove(path: &Path) {
    drop(fs::remove_file(path));
}

/// Brings a folder from these files to those, each file saved in some way.
pub fn save_all(root: &Path, before: &Files, after: &Files, numbers: &mut Numbers) {
    let changes = changes(before, after);
    // One file is saved by a person or a slow tool, many are by a fast one.
    let pauses = if changes.len() < 10 { [0, 2, 30] } else { [0, 0, 1] };
    for (path, bytes) in changes {
        let target = root.join(&path);
        match bytes {
            Some(bytes) => {
                let pause = Duration::from_millis(pauses[numbers.below(3)]);
                Save::ALL[numbers.below(Save::ALL.len())].write(&target, &bytes, pause);
            }
            None => remove(&target),
        }
    }
}

/// Whether tests are to take their time.
pub fn is_soak() -> bool {
    std::env::var_os("ISOGLOSS_SOAK").is_some_and(|value| value == "1")
}
