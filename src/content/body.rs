//! What a Markdown body becomes: HTML in parts, headings; and what other pages show of it.

use std::sync::Arc;

use super::read_text::read_text;
use crate::text::{Digest, Digester, Keep, Keeper, Kept, Span};

/// The rendered body of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML in order, cut where the site has to put an address in. No two [`Part::Html`] follow each other.
    pub parts: Vec<Part>,
    /// Every heading in order.
    pub toc: Vec<Heading>,
}

/// What is known of a body without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gist {
    /// The first paragraphs as plain text, at most 300 characters (150 for Chinese, Japanese and Korean),
    /// with an ellipsis if there was more.
    pub excerpt: Arc<str>,
    /// Minutes that reading takes, at least 1; 0 for a document that could not be read.
    pub minutes: u32,
    /// The title of the first heading.
    pub heading: Option<String>,
}

impl Keep for Gist {
    fn keep(&self, to: &mut Keeper<'_>) {
        // No two documents share one.
        to.bytes(self.excerpt.as_bytes());
        self.minutes.keep(to);
        self.heading.keep(to);
    }

    fn recall(from: &mut Kept<'_>) -> Option<Self> {
        let excerpt = String::recall(from)?.into();
        Some(Self { excerpt, minutes: Keep::recall(from)?, heading: Keep::recall(from)? })
    }
}

/// A piece of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Finished HTML.
    Html(Box<str>),
    /// Stands for the attributes ` href="…"` of an `<a>` that leads into the site, with the space before them.
    Link(LinkTarget),
    /// Stands for the attributes ` src="…"` (and width and height) of an `<img>` of the site, with the space
    /// before them.
    Picture(LinkTarget),
}

/// What a link or picture names inside the site, as it is written: `../x.md#part`, `/blog/x/`, `pic.png`.
/// Character references and backslashes of Markdown are resolved, percent signs are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    /// The address as written; empty for `[text]()`.
    pub target: Box<str>,
    /// Where it is written, counted from the document's `body_start`.
    pub span: Span,
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its anchor, unique in the document.
    pub id: String,
    /// 1 to 6.
    pub level: u8,
    /// Its text without markup, not escaped.
    pub title: String,
}

impl Gist {
    /// The gist of this body.
    pub(super) fn of(body: &Body, excerpt: String, minutes: u32) -> Self {
        let heading = body.toc.first().map(|heading| heading.title.clone());
        Self { excerpt: excerpt.into(), minutes, heading }
    }
}

impl Body {
    /// All that a reader reads, without markup: a line for each block, picture and cell. For search.
    pub fn text(&self) -> String {
        read_text(&self.parts)
    }

    /// Digest of all that is searched: the text and the headings.
    pub(super) fn searched(&self) -> Digest {
        let mut digester = Digester::default();
        digester.str(&self.text());
        for heading in &self.toc {
            digester.str(&heading.title);
        }
        digester.finish()
    }

    /// Where the link or picture of this number, from 0, is written; counted from the document's `body_start`.
    pub fn link(&self, number: u32) -> Option<Span> {
        let links = self.parts.iter().filter_map(|part| match part {
            Part::Html(_) => None,
            Part::Link(target) | Part::Picture(target) => Some(target.span),
        });
        links.into_iter().nth(number as usize)
    }

    /// What a reader sees of the body and its headings; positions do not count.
    pub(super) fn digest(&self) -> Digest {
        let mut digester = Digester::default();
        digester.number(self.parts.len() as u64);
        for part in &self.parts {
            let (kind, text) = match part {
                Part::Html(html) => (0, html),
                Part::Link(link) => (1, &link.target),
                Part::Picture(picture) => (2, &picture.target),
            };
            digester.number(kind).str(text);
        }
        for heading in &self.toc {
            digester.str(&heading.id).number(u64::from(heading.level)).str(&heading.title);
        }
        digester.finish()
    }
}
