//! The text of a Markdown file comes in; where its body begins and the values of its front matter go out.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::text::{Date, Digester, SitePath, Span, keep_fields};

use super::fields::{Field, Kind};
use super::source::Source;
use super::values::Findings;
use super::{toml_fields, yaml_fields};

const KEYS: [&str; 13] = [
    "title",
    "date",
    "updated",
    "authors",
    "tags",
    "summary",
    "image",
    "slug",
    "reading",
    "layout",
    "draft",
    "aliases",
    "page_size",
];

/// The values of front matter. What is missing or of the wrong kind is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The title, as text.
    pub title: Option<String>,
    /// The day it was published.
    pub date: Option<Date>,
    /// The day it was last changed.
    pub updated: Option<Date>,
    /// Ids of authors, in the given order.
    pub authors: Box<[Arc<str>]>,
    /// Ids of tags, in the given order.
    pub tags: Box<[Arc<str>]>,
    /// What it is about, as text.
    pub summary: Option<String>,
    /// A picture that stands for it.
    pub image: Option<Image>,
    /// The last part of its address in place of the file's name: one part of a path, not empty.
    pub slug: Option<String>,
    /// How the title is read aloud, for sorting (Japanese).
    pub reading: Option<String>,
    /// The layout that it wants in place of its role's.
    pub layout: Option<String>,
    /// Whether it is made in watch only.
    pub draft: bool,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    /// Posts on each page of the listing (`_index.md`), at least 1.
    pub page_size: Option<usize>,
    /// For every key that is there, by its place in the list of keys, where in the file its value is.
    spans: Vec<(usize, Span)>,
}

keep_fields!(FrontMatter {
    title,
    date,
    updated,
    authors,
    tags,
    summary,
    image,
    slug,
    reading,
    layout,
    draft,
    aliases,
    page_size,
    spans,
});

/// A picture named by front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its address as written.
    pub src: String,
    /// What it shows, as text; empty when it says nothing of its own.
    pub alt: String,
    /// Where in the file `src` is written.
    pub span: Span,
}

keep_fields!(Image { src, alt, span });

impl FrontMatter {
    /// Where in the file the value of a key is; none when the key is not there.
    pub fn span(&self, key: &str) -> Option<Span> {
        self.spans.iter().find(|(at, _)| KEYS.get(*at) == Some(&key)).map(|(_, span)| *span)
    }

    /// Adds every value, positions aside.
    pub(super) fn digest_into(&self, digester: &mut Digester) {
        let date = |date: Option<Date>| date.map(|date| date.to_string());
        for text in [&self.title, &date(self.date), &date(self.updated), &self.summary, &self.slug] {
            digester.maybe(text.as_deref());
        }
        digester.maybe(self.reading.as_deref()).maybe(self.layout.as_deref());
        for ids in [&self.authors, &self.tags] {
            digester.number(ids.len() as u64);
            for id in &**ids {
                digester.str(id);
            }
        }
        digester.number(self.aliases.len() as u64);
        for alias in &self.aliases {
            digester.str(alias);
        }
        digester.maybe(self.image.as_ref().map(|image| image.src.as_str()));
        digester.maybe(self.image.as_ref().map(|image| image.alt.as_str()));
        digester.number(u64::from(self.draft)).number(self.page_size.map_or(0, |size| size as u64));
    }
}

/// The front matter of a file and where it ends.
pub(super) struct Head {
    /// Its values.
    pub front: FrontMatter,
    /// Where the body begins in the source's text.
    pub body_start: usize,
    /// Whether it could not be read.
    pub broken: bool,
}

/// Reads the front matter of a file; a file without any has an empty one.
pub(super) fn read(path: &SitePath, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Head {
    let start = if source.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut findings = Findings { path, diagnostics };
    let Some((fence, inner_start)) = opening(&source.text, start) else {
        return Head { front: FrontMatter::default(), body_start: start, broken: false };
    };
    let Some((inner_end, body_start)) = closing(&source.text, inner_start, fence) else {
        let span = source.file_span(start..start + fence.len());
        let message = format!("the front matter that begins here has no closing `{fence}` line");
        let hint = format!("add a line `{fence}` after it; for a rule at the top of a page write `***`");
        findings.note(codes::content::FRONT_MATTER, span, message, hint);
        return Head { front: FrontMatter::default(), body_start: source.text.len(), broken: true };
    };
    let locate = |range: std::ops::Range<usize>| source.file_span(range.start + inner_start..range.end + inner_start);
    let inner = source.text.get(inner_start..inner_end).unwrap_or_default();
    if inner.len() > LARGEST {
        let span = source.file_span(start..start + fence.len());
        let message = format!("the front matter that begins here is larger than {} KiB", LARGEST >> 10);
        findings.note(codes::content::FRONT_MATTER, span, message, "move text into the body, below the front matter");
        return Head { front: FrontMatter::default(), body_start, broken: true };
    }
    let (language, parsed) = match fence {
        TOML => ("TOML", toml_fields::parse(inner, &locate)),
        _ => ("YAML", yaml_fields::parse(inner, &locate)),
    };
    match parsed {
        Ok(fields) => Head { front: front_matter(&fields, &mut findings), body_start, broken: false },
        Err(fault) => {
            let message = format!("the front matter is not {language}: {}", fault.message);
            findings.note(codes::content::FRONT_MATTER, fault.span, message, "correct this line; put text in quotes");
            Head { front: FrontMatter::default(), body_start, broken: true }
        }
    }
}

/// More front matter than this, in bytes, is none: its parsers take a hundred times its size in memory, and each key
/// is held against all before it.
const LARGEST: usize = 64 << 10;

const TOML: &str = "+++";
const YAML: &str = "---";

/// The fence that the text begins with, and where the line after it begins.
fn opening(text: &str, start: usize) -> Option<(&'static str, usize)> {
    let line = text.get(start..)?.split_inclusive('\n').next()?;
    let fence = [TOML, YAML].into_iter().find(|fence| line.trim_end() == *fence)?;
    Some((fence, start + line.len()))
}

/// Where the line of the closing fence begins, and where the line after it does.
fn closing(text: &str, start: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn front_matter(fields: &[Field], findings: &mut Findings) -> FrontMatter {
    let mut front = FrontMatter::default();
    for field in fields {
        let Some(at) = KEYS.iter().position(|key| *key == field.key) else {
            findings.unknown_key(field, &KEYS);
            continue;
        };
        front.spans.push((at, field.value.span));
        match KEYS[at] {
            "title" => front.title = findings.text(field).filter(|title| !title.trim().is_empty()),
            "date" => front.date = findings.day(field),
            "updated" => front.updated = findings.day(field),
            "authors" => front.authors = ids(field, findings),
            "tags" => front.tags = ids(field, findings),
            "summary" => front.summary = findings.text(field),
            "image" => front.image = image(field, findings),
            "slug" => front.slug = slug(field, findings),
            "reading" => front.reading = findings.text(field),
            "layout" => front.layout = findings.text(field),
            "draft" => front.draft = findings.boolean(field),
            "aliases" => front.aliases = findings.texts(field),
            _ => front.page_size = findings.count(field),
        }
    }
    // There are as many of these as posts, and they stay.
    front.aliases.shrink_to_fit();
    front.spans.shrink_to_fit();
    front
}

fn image(field: &Field, findings: &mut Findings) -> Option<Image> {
    const WANTED: &str = "a table: { src = \"picture.png\", alt = \"what it shows\" }";
    let parts = match &field.value.kind {
        Kind::Table(parts) => parts,
        Kind::Nothing => return None,
        _ => {
            findings.wrong_kind("`image`", &field.value, WANTED);
            return None;
        }
    };
    let (mut src, mut alt) = (None, None);
    for part in parts {
        match part.key.as_str() {
            "src" => src = findings.text(part).filter(|src| !src.is_empty()).map(|src| (src, part.value.span)),
            "alt" => alt = findings.text(part),
            _ => findings.unknown_key(part, &["src", "alt"]),
        }
    }
    let Some((src, span)) = src else {
        let message = "`image` has no `src`";
        findings.note(codes::content::INVALID_VALUE, field.value.span, message, format!("give {WANTED}"));
        return None;
    };
    Some(Image { src, alt: alt.unwrap_or_default(), span })
}

/// The longest part of an address that file systems take, in bytes.
const LONGEST_PART: usize = 200;

/// Ids of tags or authors. Each becomes one part of an address; what cannot is left out.
fn ids(field: &Field, findings: &mut Findings) -> Box<[Arc<str>]> {
    let mut ids = findings.texts(field);
    ids.retain(|id| {
        let sound = !id.trim().is_empty()
            && !id.starts_with('.')
            && id.len() <= LONGEST_PART
            && !id.contains(|c: char| c.is_control() || c == '\\');
        if !sound {
            let message = format!("`{}` cannot be an id", id.escape_debug());
            let hint = "write a short word that does not begin with a dot; its name for readers is a message";
            findings.note(codes::content::INVALID_VALUE, field.value.span, message, hint);
        }
        sound
    });
    ids.into_iter().map(Arc::from).collect()
}

/// A slug is one part of an address, so it holds none of the characters that end one.
fn slug(field: &Field, findings: &mut Findings) -> Option<String> {
    let slug = findings.text(field)?;
    let sound = !slug.is_empty()
        && !slug.starts_with('.')
        && slug.len() <= LONGEST_PART
        && !slug.contains(|c: char| c.is_control() || c.is_whitespace() || r#"/\?#%"<>"#.contains(c));
    if !sound {
        let message = "`slug` is not one part of an address";
        let hint = "write letters, digits and hyphens, without `/` or spaces";
        findings.note(codes::content::INVALID_VALUE, field.value.span, message, hint);
    }
    sound.then_some(slug)
}
