//! The bytes of a Markdown file come in; a document and what is wrong with it go out.

use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::{Digest, Digester, Fingerprint, SitePath, Span};

use super::body::Body;
use super::fingerprint::fingerprint;
use super::front_matter::{self, FrontMatter};
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
    /// Its rendered body; empty when the document is broken.
    pub body: Body,
    /// The byte offset in the file of the first byte after the front matter; [`Place::Body`] counts from here.
    pub body_start: usize,
    /// Whether it could not be read (front matter, encoding, size), so that the page is left out.
    pub broken: bool,
    /// Of everything that a card shows: the values of the front matter, the excerpt and the reading time.
    /// Positions, comments and the order of keys do not count.
    pub head_digest: Digest,
    /// Of the body's parts and headings; front matter and positions do not count.
    pub body_digest: Digest,
    /// Known once somebody asked.
    fingerprint: OnceLock<Fingerprint>,
}

impl Document {
    /// What translations of it are made from. Only where a locale has a lock, somebody asks.
    pub fn fingerprint(&self) -> Fingerprint {
        *self.fingerprint.get_or_init(|| fingerprint(&self.front, &self.body, self.body_digest))
    }
}

/// Reads a Markdown file. `locale_is_cjk` says whether its locale is written in Chinese, Japanese or Korean,
/// which makes excerpts shorter.
pub fn parse_document(path: &SitePath, locale_is_cjk: bool, bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
    let source = match Source::read(path, bytes, MAX_DOCUMENT_BYTES, codes::content::DOCUMENT_TOO_LARGE) {
        Ok(source) => source,
        Err(finding) => {
            return (document(path, FrontMatter::default(), Body::default(), 0, true), vec![*finding]);
        }
    };
    let is_sign = |byte: &u8| byte.is_ascii_punctuation() || *byte == b'\n';
    let signs = if bytes.len() > MOST_SIGNS { source.text.bytes().filter(is_sign).count() } else { 0 };
    if signs > MOST_SIGNS {
        let message = format!("the file has {signs} signs and line ends, more than {MOST_SIGNS}");
        let finding = Diagnostic::new(codes::content::DOCUMENT_TOO_LARGE, Place::File(path.clone()), message);
        return (document(path, FrontMatter::default(), Body::default(), 0, true), vec![finding.hint("split it")]);
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
        Body::default()
    } else {
        markdown::render(&Positions::new(path, &source, head.body_start), locale_is_cjk, &mut diagnostics)
    };
    (document(path, head.front, body, body_start, head.broken), diagnostics)
}

fn document(path: &SitePath, front: FrontMatter, body: Body, body_start: usize, broken: bool) -> Document {
    let mut head = Digester::default();
    front.digest_into(&mut head);
    head.str(&body.excerpt).number(u64::from(body.minutes));
    let body_digest = body.digest();
    let head_digest = head.finish();
    let fingerprint = OnceLock::new();
    Document { path: path.clone(), front, body, body_start, broken, head_digest, body_digest, fingerprint }
}
