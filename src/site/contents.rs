//! What each locale shows: its posts, pages, sections, tags and authors, in their order.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::{Route, RulesFile};
use crate::content::Document;
use crate::text::{Date, LocaleId, keep_fields, keep_variants};

/// What the same page is called in every locale: its path under `content/<locale>/` without the ending
/// (`blog/hello`); for a section its folder (`blog`, and `` for the root).
pub type Key = Arc<str>;

/// What a page is about, in every locale the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A post or page.
    Entry(Key),
    /// A section, with its listing.
    Section(Key),
    /// The list of all tags.
    Tags,
    /// One tag, with its listing.
    Tag(Arc<str>),
    /// One author, with the listing.
    Author(Arc<str>),
    /// The search page.
    Search,
    /// The page for addresses that do not exist.
    NotFound,
    /// What search engines may read.
    Robots,
    /// A file that the search page needs.
    SearchFile(SearchFile),
    /// The newest posts of a section.
    Feed(Key),
    /// The pages of a locale that search engines may list.
    Sitemap,
    /// What a server is told.
    Rules(RulesFile),
    /// An old address, and where it leads.
    Redirect(Arc<Target>),
    /// The sitemaps of all locales.
    SitemapIndex,
}

keep_variants!(Subject {
    0 Entry(key),
    1 Section(key),
    2 Tags,
    3 Tag(id),
    4 Author(id),
    5 Search,
    6 NotFound,
    7 Robots,
    8 SearchFile(file),
    9 Feed(key),
    10 Sitemap,
    11 Rules(file),
    12 Redirect(target),
    13 SitemapIndex,
});

/// A page that an old address leads to. It stands beside its subject: there are millions of subjects, and few are these.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// The locale of the page.
    pub locale: LocaleId,
    /// What the page is about.
    pub subject: Subject,
    /// Which page of its listing it is, from 1.
    pub number: usize,
}

keep_fields!(Target { locale, subject, number });

/// The files of a locale's search, in the folder of its search page and in two below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchFile {
    /// The script of the page.
    Script,
    /// The module that the script gets when somebody is about to search.
    Reader,
    /// What the module reads first.
    Entry,
    /// The words of a shard.
    Words(usize),
    /// The text of a post.
    Text(usize),
}

keep_variants!(SearchFile { 0 Script, 1 Reader, 2 Entry, 3 Words(shard), 4 Text(post) });

impl SearchFile {
    /// Its name in its folder.
    pub fn name(self) -> String {
        match self {
            Self::Script => "search.js".to_owned(),
            Self::Reader => "index.js".to_owned(),
            Self::Entry => "index.json".to_owned(),
            Self::Words(number) | Self::Text(number) => format!("{number}.json"),
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Entry(key) => write!(f, "/{key}"),
            Self::Section(key) => write!(f, "section /{key}"),
            Self::Tags => f.write_str("all tags"),
            Self::Tag(id) => write!(f, "tag {id}"),
            Self::Author(id) => write!(f, "author {id}"),
            Self::Search => f.write_str("search"),
            Self::NotFound => f.write_str("not found"),
            Self::Robots => f.write_str("robots"),
            Self::SearchFile(SearchFile::Words(shard)) => write!(f, "search words/{shard}.json"),
            Self::SearchFile(SearchFile::Text(post)) => write!(f, "search texts/{post}.json"),
            Self::SearchFile(file) => write!(f, "search {}", file.name()),
            Self::Feed(key) => write!(f, "feed of /{key}"),
            Self::Sitemap => f.write_str("sitemap"),
            Self::Rules(file) => f.write_str(file.name()),
            Self::Redirect(target) => write!(f, "redirect to {} ({})", target.subject, target.locale),
            Self::SitemapIndex => f.write_str("sitemap index"),
        }
    }
}

/// The contents of all locales that are built.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    pub by_locale: BTreeMap<LocaleId, LocaleContents>,
    /// Those of retired locales, in a release: no page of theirs is made, each leads to another.
    pub retired: BTreeMap<LocaleId, LocaleContents>,
    /// The newest date in all content.
    pub newest: Option<Date>,
    /// Files that stand for a page which another file already stands for: (the first, the further one).
    pub doubled: Vec<(Arc<Document>, Arc<Document>)>,
}

/// What one locale shows.
#[derive(Clone, Debug, Default)]
pub struct LocaleContents {
    pub entries: IndexMap<Key, Entry, FxBuildHasher>,
    pub sections: BTreeMap<Key, SectionEntry>,
    /// Tag → its posts, newest first.
    pub tags: BTreeMap<Arc<str>, Vec<Key>>,
    /// Author → their posts, newest first.
    pub authors: BTreeMap<Arc<str>, Vec<Key>>,
}

/// A post or page as a locale shows it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub document: Arc<Document>,
    /// Whose document it is: the locale's own, or one of its chain.
    pub owner: LocaleId,
    /// The nearest section above.
    pub section: Key,
    pub route: Route,
    /// The next older and next newer post of its section.
    pub older: Option<Key>,
    pub newer: Option<Key>,
}

/// A section as a locale shows it.
#[derive(Clone, Debug)]
pub struct SectionEntry {
    /// Its `_index.md`; the root may lack it.
    pub document: Option<Arc<Document>>,
    pub owner: LocaleId,
    pub route: Route,
    /// Posts of the section and everything below it, newest first.
    pub posts: Vec<Key>,
    /// Pages right in the section, those without a date, in the order of the language: by `reading`, else by title.
    pub pages: Vec<Key>,
    /// Sections right below, in byte order.
    pub children: Vec<Key>,
    /// The section above; `None` for the root.
    pub parent: Option<Key>,
}

impl Contents {
    /// What this locale shows; nothing when it is not built.
    pub fn of(&self, locale: &LocaleId) -> Option<&LocaleContents> {
        self.by_locale.get(locale)
    }
}

impl LocaleContents {
    /// The document behind a subject, with the locale whose it is.
    pub fn document(&self, subject: &Subject) -> Option<(&Arc<Document>, &LocaleId)> {
        self.document_and_section(subject).map(|(document, owner, _)| (document, owner))
    }

    /// The same, and the section that it lies in where it is a post or page.
    pub fn document_and_section(&self, subject: &Subject) -> Option<(&Arc<Document>, &LocaleId, Option<&Key>)> {
        match subject {
            Subject::Entry(key) => {
                let entry = self.entries.get(key)?;
                Some((&entry.document, &entry.owner, Some(&entry.section)))
            }
            Subject::Section(key) => {
                let section = self.sections.get(key)?;
                Some((section.document.as_ref()?, &section.owner, None))
            }
            _ => None,
        }
    }

    /// The posts of a listing, newest first.
    pub fn posts(&self, subject: &Subject) -> &[Key] {
        let posts = match subject {
            Subject::Section(key) => self.sections.get(key).map(|section| &section.posts),
            Subject::Tag(id) => self.tags.get(id),
            Subject::Author(id) => self.authors.get(id),
            _ => None,
        };
        posts.map_or(&[], Vec::as_slice)
    }
}

/// Whether the document is a post: a page with a date.
pub fn is_post(document: &Document) -> bool {
    document.front.date.is_some()
}
