//! The path of a file inside a site, the same on every system.

use std::fmt;
use std::sync::Arc;

/// A relative path with `/` between its parts: no empty part, no `.` or `..`, no backslash, no
/// control character.
/// Ordered by bytes, which is the order in which files are read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(pub(super) Arc<str>);

impl SitePath {
    /// The path, or `None` when it could leave the site or is not portable.
    pub fn new(path: &str) -> Option<Self> {
        let sound = path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(is_unfit));
        sound.then(|| Self(path.into()))
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows `folder/`, when the path lies in that folder.
    pub fn within(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What follows the last dot of the name; empty when it has none.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Whether the file is an editor's or system's own (`.x.swp`, `x~`, `#x#`) or lies in such a folder, and so is no
    /// part of a site.
    pub fn is_hidden(&self) -> bool {
        self.0.split('/').any(|part| part.starts_with(['.', '#']) || part.ends_with('~'))
    }

    /// The folder that holds the file; `None` at the top of the site.
    pub fn folder(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(folder, _)| folder)
    }
}

/// Backslashes part paths on some systems; control characters and noncharacters belong in no name.
fn is_unfit(c: char) -> bool {
    c == '\\' || c.is_control() || super::is_mark(c)
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Maps keyed by path are looked up by `&str`.
impl std::borrow::Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    #[test]
    fn refuses_what_could_leave_the_site() {
        for bad in ["", "/etc/passwd", "a//b", "a/../b", "./a", "a\\b", "a/", "a\0b"] {
            assert!(SitePath::new(bad).is_none(), "{bad:?}");
        }
        let path = SitePath::new("content/ja/blog/x.md").unwrap();
        assert_eq!(path.within("content"), Some("ja/blog/x.md"));
        assert_eq!((path.name(), path.extension(), path.folder()), ("x.md", "md", Some("content/ja/blog")));
    }
}
