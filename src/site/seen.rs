//! What rendering gets to see of the parts of a site: as much as the question that was noted covers, and no more.

use std::sync::Arc;

use super::answer::title_of;
use super::contents::Key;
use crate::content::{Body, Document, FrontMatter, Heading, Part};
use crate::text::{LocaleId, SitePath};

/// What cards show of a post, page or section.
pub struct Head {
    document: Arc<Document>,
    /// Whose text it is.
    pub owner: LocaleId,
    /// Where it stands for readers of the locale; `None` when no layout makes it a page.
    pub url: Option<String>,
    /// The nearest section above a post or page.
    pub section: Option<Key>,
}

impl Head {
    pub(super) fn new(document: Arc<Document>, owner: LocaleId, url: Option<String>, section: Option<Key>) -> Self {
        Self { document, owner, url, section }
    }

    /// Its title; the first heading or the file's name where front matter has none.
    pub fn title(&self) -> &str {
        title_of(&self.document)
    }

    /// Its front matter.
    pub fn front(&self) -> &FrontMatter {
        &self.document.front
    }

    /// The beginning of its text.
    pub fn excerpt(&self) -> &Arc<str> {
        &self.document.gist.excerpt
    }

    /// Minutes that reading it takes.
    pub fn minutes(&self) -> u32 {
        self.document.gist.minutes
    }

    /// Its file, for findings.
    pub fn path(&self) -> &SitePath {
        &self.document.path
    }

    /// The folder below `content/<locale>/` that its relative addresses start from.
    pub fn folder(&self) -> &str {
        let folder = self.document.path.folder().unwrap_or_default();
        folder.splitn(3, '/').nth(2).unwrap_or_default()
    }
}

/// The body of a post, page or section.
pub struct Text(Arc<Body>);

impl Text {
    pub(super) fn new(body: Arc<Body>) -> Self {
        Self(body)
    }

    /// HTML and what the site has to put in.
    pub fn parts(&self) -> &[Part] {
        &self.0.parts
    }

    /// Its headings.
    pub fn toc(&self) -> &[Heading] {
        &self.0.toc
    }
}

/// One page of a listing.
pub struct Listing {
    /// The posts on it, newest first.
    pub posts: Vec<Key>,
    /// How many pages the listing has, at least 1.
    pub total: usize,
    /// How many posts the listing has.
    pub count: usize,
}

/// A section among the others.
pub struct Section {
    /// Where it stands.
    pub url: String,
    /// The section above.
    pub parent: Option<Key>,
}

/// What stands right below a section.
pub struct Members {
    /// Sections right below.
    pub children: Vec<Key>,
    /// Pages without a date right in it, in the order of the language.
    pub pages: Vec<Key>,
    /// Posts in it and below.
    pub count: usize,
}

/// A tag, author or section with the number of its posts.
pub struct Term {
    /// Its id.
    pub id: Arc<str>,
    /// How many posts it has.
    pub count: usize,
}

/// What can be done with a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayoutState {
    /// A page can be made of it.
    Ready,
    /// It, or something that it pulls in, cannot be read; that was reported when it was parsed.
    Broken,
    /// There is none of this name.
    Missing,
}

/// A section above a page.
pub struct Ancestor {
    /// Which.
    pub key: Key,
    /// Where it stands.
    pub url: String,
}
