//! The bytes of a Markdown file come in; a document and what is wrong with it go out.

use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::{Digest, Digester, Fetch, Fingerprint, Keep, Keeper, Kept, SitePath, Span};

use super::body::{Body, Gist};
use super::fingerprint::fingerprint;
use super::front_matter::{self, FrontMatter};
use super::held_body::HeldBody;
use super::markdown;
use super::positions::Positions;
use super::source::Source;

/// A larger Markdown file is not read: no post is as long, and parsing it would hold up everything else.
pub const MAX_DOCUMENT_BYTES: usize = 1 << 20;

/// A file with more punctuation and line ends than this is not read either. Each may be a node of its own in the
/// parser's tree, of some 300 bytes, and a file of brackets takes as much memory as a hundred posts.
const MOST_SIGNS: usize = 300_000;

/// One Markdown file. Immutable.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub path: SitePath,
    /// The values of its front matter.
    pub front: FrontMatter,
    /// What other pages show of its body.
    pub gist: Gist,
    body: HeldBody,
    /// The byte offset in the file of the first byte after the front matter; [`Place::Body`] counts from here.
    pub body_start: usize,
    /// Whether it could not be read (front matter, encoding, size), so that the page is left out.
    pub broken: bool,
    /// Of everything that a card shows: the values of the front matter, the excerpt and the reading time.
    /// Positions, comments and the order of keys do not count.
    pub head_digest: Digest,
    /// Of the body's parts and headings; front matter and positions do not count.
    pub body_digest: Digest,
    /// Of the bytes of its file; [`Digest::NONE`] as long as nobody told.
    pub digest: Digest,
    /// Known once somebody asked.
    fingerprint: OnceLock<Fingerprint>,
    /// Known once somebody asked.
    searched: OnceLock<Digest>,
}

impl Document {
    /// Its rendered body; empty when the document is broken.
    pub fn body(&self) -> Arc<Body> {
        self.body.get(&self.path, self.digest)
    }

    /// One more page is to be made that shows the body.
    pub fn await_page(&self) {
        self.body.await_page();
    }

    /// One of these pages was made. After the last of them the body is let go, if it can be made again.
    pub fn page_made(&self) {
        self.body.page_made();
    }

    /// What translations of it are made from. Only where a locale has a lock, somebody asks.
    pub fn fingerprint(&self) -> Fingerprint {
        *self.fingerprint.get_or_init(|| fingerprint(&self.front, &self.body(), self.body_digest))
    }

    /// Digest of what search finds in its body. Only where there is a search page, somebody asks.
    pub fn searched(&self) -> Digest {
        *self.searched.get_or_init(|| self.body().searched())
    }
}

/// Reads a Markdown file. `locale_is_cjk` says whether its locale is written in Chinese, Japanese or Korean,
/// which makes excerpts shorter.
pub fn parse_document(path: &SitePath, locale_is_cjk: bool, bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
    let source = match Source::read(path, bytes, MAX_DOCUMENT_BYTES, codes::content::DOCUMENT_TOO_LARGE) {
        Ok(source) => source,
        Err(finding) => {
            return (broken(path), vec![*finding]);
        }
    };
    let is_sign = |byte: &u8| byte.is_ascii_punctuation() || *byte == b'\n';
    let signs = if bytes.len() > MOST_SIGNS { source.text.bytes().filter(is_sign).count() } else { 0 };
    if signs > MOST_SIGNS {
        let message = format!("the file has {signs} signs and line ends, more than {MOST_SIGNS}");
        let finding = Diagnostic::new(codes::content::DOCUMENT_TOO_LARGE, Place::File(path.clone()), message);
        return (broken(path), vec![finding.hint("split it")]);
    }
    let mut diagnostics = Vec::new();
    let head = front_matter::read(path, &source, &mut diagnostics);
    let body_start = source.file_offset(head.body_start);
    let place = |span: Span| match span.start as usize {
        at if at >= body_start => {
            let start = at - body_start;
            Place::Body(path.clone(), Span::new(start, start + span.range().len()))
        }
        _ => Place::Span(path.clone(), span),
    };
    source.report(place, &mut diagnostics);
    let body = if head.broken {
        nothing()
    } else {
        markdown::render(&Positions::new(path, &source, head.body_start), locale_is_cjk, &mut diagnostics)
    };
    (document(path, head.front, body, body_start, head.broken), diagnostics)
}

/// A file that could not be read.
fn broken(path: &SitePath) -> Document {
    document(path, FrontMatter::default(), nothing(), 0, true)
}

/// No body.
fn nothing() -> (Body, Gist) {
    let body = Body::default();
    let gist = Gist::of(&body, String::new(), 0);
    (body, gist)
}

fn document(
    path: &SitePath,
    front: FrontMatter,
    (body, gist): (Body, Gist),
    body_start: usize,
    broken: bool,
) -> Document {
    let mut head = Digester::default();
    front.digest_into(&mut head);
    head.str(&gist.excerpt).number(u64::from(gist.minutes));
    let body_digest = body.digest();
    let head_digest = head.finish();
    Document {
        path: path.clone(),
        front,
        gist,
        body: body.into(),
        body_start,
        broken,
        head_digest,
        body_digest,
        digest: Digest::NONE,
        fingerprint: OnceLock::new(),
        searched: OnceLock::new(),
    }
}

impl Document {
    /// Keeps all of it but its path and its body, for the next run.
    pub fn keep(&self, to: &mut Keeper<'_>) {
        self.front.keep(to);
        self.gist.keep(to);
        self.body_start.keep(to);
        self.broken.keep(to);
        self.head_digest.keep(to);
        self.body_digest.keep(to);
        self.digest.keep(to);
        self.fingerprint.get().copied().keep(to);
        self.searched.get().copied().keep(to);
    }

    /// The document that was kept, without its body.
    pub fn recall(path: &SitePath, from: &mut Kept<'_>) -> Option<Self> {
        Some(Self {
            path: path.clone(),
            front: Keep::recall(from)?,
            gist: Keep::recall(from)?,
            body: HeldBody::default(),
            body_start: Keep::recall(from)?,
            broken: Keep::recall(from)?,
            head_digest: Keep::recall(from)?,
            body_digest: Keep::recall(from)?,
            digest: Keep::recall(from)?,
            fingerprint: Option::<Fingerprint>::recall(from)?.map_or_else(OnceLock::new, OnceLock::from),
            searched: Option::<Digest>::recall(from)?.map_or_else(OnceLock::new, OnceLock::from),
        })
    }

    /// The same with the body of its file, which is made when it is asked for.
    #[must_use]
    pub fn with_later_body(&self, locale_is_cjk: bool, fetch: Fetch) -> Self {
        Self { body: HeldBody::later(locale_is_cjk, fetch), ..self.clone() }
    }

    /// The same, read from a file with this digest, which may be fetched again for the body.
    #[must_use]
    pub fn of_file(mut self, locale_is_cjk: bool, digest: Digest, again: Option<Fetch>) -> Self {
        self.digest = digest;
        if let Some(fetch) = again {
            self.body.make_again(locale_is_cjk, fetch);
        }
        self
    }
}
