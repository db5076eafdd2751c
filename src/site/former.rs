//! Addresses of earlier releases: in, what the last one kept; out, what the next one has to keep.

use std::collections::BTreeMap;

use super::{Route, Site, Subject};
use crate::text::{LocaleId, SitePath};

/// Where pages stood, by locale: their routes, with the names of the pages. A page is named as it is in every
/// release, whatever its address: a post or page by its [`Key`](super::Key) (`blog/hello`), a section by its key and a
/// slash (`blog/`, the root `/`), and its further pages by one more slash and their number (`blog//2`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former(pub BTreeMap<LocaleId, BTreeMap<String, String>>);

impl Former {
    /// The pages that stood somewhere in this locale, with their routes. What is no name of a page is passed over.
    pub(super) fn of(&self, locale: &LocaleId) -> impl Iterator<Item = (Route, Subject, usize)> {
        let stood = self.0.get(locale).into_iter().flatten();
        stood.filter_map(|(route, name)| {
            let (subject, number) = page(name)?;
            let path = route.strip_prefix('/')?;
            SitePath::new(path.strip_suffix('/').unwrap_or(path)).map(|_| (Route::written(route), subject, number))
        })
    }
}

impl Site {
    /// What the next release has to know of the addresses of this one and of those before it. An address has the name
    /// of the page that had it last.
    pub fn former(&self) -> Former {
        let mut former = self.options().former.clone();
        for page in self.pages().pages.values() {
            if let Some(name) = name(&page.subject, page.number) {
                former.0.entry(page.locale.clone()).or_default().insert(page.route.to_string(), name);
            }
        }
        former
    }
}

/// The name of a page whose address may change.
fn name(subject: &Subject, number: usize) -> Option<String> {
    match subject {
        Subject::Entry(key) => Some(key.to_string()),
        Subject::Section(key) if number == 1 => Some(format!("{key}/")),
        Subject::Section(key) => Some(format!("{key}//{number}")),
        _ => None,
    }
}

/// The page of a name. Keys are paths of files, so two slashes stand in none.
fn page(name: &str) -> Option<(Subject, usize)> {
    match (name.split_once("//"), name.strip_suffix('/')) {
        (Some((section, number)), _) => Some((Subject::Section(section.into()), number.parse().ok()?)),
        (None, Some(section)) => Some((Subject::Section(section.into()), 1)),
        (None, None) => Some((Subject::Entry(name.into()), 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Subject, name, page};

    #[test]
    fn pages_are_known_by_their_names() {
        let section = |key: &str| Subject::Section(key.into());
        for (text, subject, number) in [
            ("blog/hello", Subject::Entry("blog/hello".into()), 1),
            ("blog/", section("blog"), 1),
            ("blog//2", section("blog"), 2),
            ("/", section(""), 1),
            ("//13", section(""), 13),
        ] {
            assert_eq!(name(&subject, number).as_deref(), Some(text));
            assert_eq!(page(text), Some((subject, number)));
        }
        assert_eq!((page("blog//x"), name(&Subject::Search, 1)), (None, None));
    }
}
