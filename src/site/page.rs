//! One page to make: which, where, with what layout.

use std::sync::Arc;

use super::{Route, Subject};
use crate::text::{LocaleId, keep_fields, keep_variants};

/// A page of the output. Two pages are the same page when their routes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The reader's locale.
    pub locale: LocaleId,
    /// What it is about.
    pub subject: Subject,
    /// Which page of its listing, from 1; 1 for all that is no listing.
    pub number: usize,
    /// Where it stands.
    pub route: Route,
    /// The name of its layout; empty for an artifact.
    pub layout: Arc<str>,
    /// What kind of page it is.
    pub role: Role,
}

/// The kinds of page, each with a layout of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The root section.
    Home,
    /// Every other section.
    Listing,
    /// The posts of a tag.
    Tag,
    /// All tags.
    Tags,
    /// The posts of an author.
    Author,
    /// A page with a date.
    Post,
    /// A page without one.
    Page,
    /// The search page.
    Search,
    /// What is shown for an address that does not exist.
    NotFound,
    /// What is made for programs, without a layout.
    Artifact,
}

keep_fields!(Page { locale, subject, number, route, layout, role });
keep_variants!(Role {
    0 Home,
    1 Listing,
    2 Tag,
    3 Tags,
    4 Author,
    5 Post,
    6 Page,
    7 Search,
    8 NotFound,
    9 Artifact,
});

impl Page {
    /// Whether it belongs to all locales, and is the same whichever of them is made.
    pub fn is_shared(&self) -> bool {
        match self.subject {
            // A locale at a host of its own has robots of its own.
            Subject::Robots => self.route.as_str() == "/robots.txt",
            // So has it rules of its own.
            Subject::Rules(_) => self.route.as_str().starts_with("/.") || self.route.as_str().starts_with("/_"),
            Subject::SitemapIndex => true,
            _ => false,
        }
    }
}

impl Role {
    /// The layout of this role, unless front matter names another; empty for artifacts.
    pub fn layout(self) -> &'static str {
        match self {
            Self::Artifact => "",
            Self::Home => "home.html",
            Self::Listing => "listing.html",
            Self::Tag => "tag.html",
            Self::Tags => "tags.html",
            Self::Author => "author.html",
            Self::Post => "post.html",
            Self::Page => "page.html",
            Self::Search => "search.html",
            Self::NotFound => "404.html",
        }
    }

    /// What layouts call it: the layout's name without its ending.
    pub fn name(self) -> &'static str {
        self.layout().strip_suffix(".html").unwrap_or_else(|| self.layout())
    }
}
