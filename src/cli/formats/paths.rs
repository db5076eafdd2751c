//! Where the files of a site are for tools that look from the folder in which the command was run.

use std::path::{Component, Path};

use crate::text::SitePath;

/// The way from the current folder to the site.
pub struct Paths {
    /// Empty, or with a slash at its end.
    prefix: String,
}

impl Paths {
    /// The way to the folder that `--site` names.
    pub fn from(site: &Path) -> Self {
        let parts = site.components().filter(|part| *part != Component::CurDir);
        let way: String = parts
            .map(|part| match part {
                Component::RootDir => "/".to_owned(),
                part => format!("{}/", part.as_os_str().to_string_lossy()),
            })
            .collect();
        Self { prefix: way }
    }

    /// A file of the site, with `/` between its parts.
    pub fn to(&self, path: &SitePath) -> String {
        format!("{}{path}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Paths;
    use crate::text::SitePath;

    #[test]
    fn paths_begin_where_the_command_was_run() {
        let settings = SitePath::new("site.toml").unwrap();
        for (site, expected) in [
            (".", "site.toml"),
            ("./docs/", "docs/site.toml"),
            ("../x", "../x/site.toml"),
            ("/srv/x", "/srv/x/site.toml"),
        ] {
            assert_eq!(Paths::from(Path::new(site)).to(&settings), expected, "{site}");
        }
    }
}
