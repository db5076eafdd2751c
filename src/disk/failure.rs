//! What the machine refused, and what to do about it.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Something that could not be done with a file or folder.
#[derive(Debug)]
pub struct Failure {
    /// What was tried: "read", "write", "watch".
    verb: &'static str,
    path: PathBuf,
    reason: String,
    hint: Option<String>,
}

impl Failure {
    /// The system refused `verb` on this path.
    pub fn io(verb: &'static str, path: &Path, error: &io::Error) -> Self {
        let hint = match error.kind() {
            ErrorKind::PermissionDenied => Some("check its owner and permissions"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("make room on the disk"),
            ErrorKind::ReadOnlyFilesystem => Some("the file system is read-only; choose another folder with --out"),
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                Some("a file stands where a folder is needed; move it away")
            }
            ErrorKind::IsADirectory => Some("a folder stands where a file is needed; move it away"),
            ErrorKind::NotFound => Some("check the path"),
            ErrorKind::FileTooLarge => {
                Some("the system allows no larger file here; raise the limit or choose another folder")
            }
            _ => Some("see what stands in the way there"),
        };
        let reason = match error.kind() {
            ErrorKind::StorageFull => "the disk is full".to_owned(),
            ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        Self { verb, path: path.to_owned(), reason, hint: hint.map(str::to_owned) }
    }

    /// Something else is in the way.
    pub fn because(verb: &'static str, path: &Path, reason: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { verb, path: path.to_owned(), reason: reason.into(), hint: Some(hint.into()) }
    }

    /// What to do.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A name may hold what moves a terminal's cursor.
        let path: String = self.path.display().to_string().chars().map(visible).collect();
        write!(f, "cannot {} {path}: {}", self.verb, self.reason)
    }
}

impl std::error::Error for Failure {}

fn visible(character: char) -> char {
    if character.is_control() { '\u{FFFD}' } else { character }
}
