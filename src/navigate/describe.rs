//! What there is to know of one text that a page shows.

use crate::diagnostic::Place;
use crate::locales::split_id;
use crate::render::Origin;
use crate::site::{Located, Recorder, Site, Subject};
use crate::text::{Drift, LocaleId, Span};

/// A text on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFacts {
    /// The message or attribute (`search.title`), or the name of the field.
    pub id: String,
    /// What it is.
    pub kind: TextKind,
    /// Whose text is shown.
    pub locale: LocaleId,
    /// Whether that is the reader's, and up to date.
    pub state: TextState,
    /// Where what is shown is written.
    pub place: Located,
    /// What the source locale says, as written there. Of a body, nothing: it is too long to be shown beside.
    pub source: Option<String>,
    /// The comment above the message where it is shown from, else the source locale's.
    pub comment: Option<String>,
}

/// What a text can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A message, or an attribute of one.
    Message,
    /// A field of a post, page or section.
    Field,
}

/// How a text stands with the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextState {
    /// It is the reader's own.
    Own,
    /// It is the reader's own, and its source moved since it was translated.
    Stale,
    /// The reader's locale lacks it: another's stands in, or its id.
    Fallback,
    /// Its file cannot be read where it should be; this is what it last said.
    Held,
}

/// Describes a text that a page of the reader's locale shows in the words of `locale`.
pub fn describe(site: &Site, reader: &LocaleId, origin: &Origin, locale: &LocaleId) -> TextFacts {
    match origin {
        Origin::Message(id) => message(site, reader, id, locale),
        Origin::Field(subject, name) => field(site, reader, (subject, name), locale),
    }
}

fn message(site: &Site, reader: &LocaleId, id: &str, locale: &LocaleId) -> TextFacts {
    let (messages, source) = (site.messages(), &site.settings().source_locale);
    let entry = |locale: &LocaleId| messages.entry(locale, split_id(id).0);
    let comment = |locale: &LocaleId| entry(locale)?.comment.as_deref().map(str::to_owned);
    let state = match entry(locale) {
        Some(entry) if entry.held => TextState::Held,
        Some(_) if locale == reader => own(site.drift_of_message(reader, id)),
        _ => TextState::Fallback,
    };
    TextFacts {
        id: id.to_owned(),
        kind: TextKind::Message,
        locale: locale.clone(),
        state,
        place: site.locate(&Place::Entry(locale.clone(), id.to_owned())),
        source: messages.written(source, id).map(str::to_owned),
        comment: comment(locale).or_else(|| comment(source)),
    }
}

fn field(site: &Site, reader: &LocaleId, (subject, name): (&Subject, &str), locale: &LocaleId) -> TextFacts {
    let head = Recorder::new(site).head(&site.settings().source_locale, subject);
    let source = head.and_then(|head| match name {
        "title" => Some(head.title().to_owned()),
        "summary" => head.front().summary.clone(),
        "image.alt" => head.front().image.as_ref().map(|image| image.alt.clone()),
        _ => None,
    });
    let path = site.document_path(reader, subject);
    let state = match &path {
        Some(path) if locale == reader => own(site.drift_of_page(reader, path)),
        _ if locale == reader => TextState::Own,
        _ => TextState::Fallback,
    };
    let place = path.map(|path| match name.split_once('.') {
        _ if matches!(name, "content" | "toc") => Place::Body(path, Span::default()),
        Some((field, _)) => Place::Field(path, field.to_owned()),
        None => Place::Field(path, name.to_owned()),
    });
    TextFacts {
        id: name.to_owned(),
        kind: TextKind::Field,
        locale: locale.clone(),
        state,
        place: place.map_or(Located::Nowhere, |place| site.locate(&place)),
        source,
        comment: None,
    }
}

/// The state of the reader's own text.
fn own(drift: Option<Drift>) -> TextState {
    if drift.is_some() { TextState::Stale } else { TextState::Own }
}
