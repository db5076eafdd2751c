//! What comes of formatting a message: in, what the formatter wrote; out, clean text and the errors on the way.

use std::sync::Arc;

use fluent_bundle::FluentError;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;

use super::characters;
use super::functions::NOTE;
use super::runtime::unmarked;
use crate::diagnostic::Code;
use crate::diagnostic::codes::locales as codes;
use crate::text::LocaleId;

/// The longest text of a message and the longest source of an entry, in bytes.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// A message written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// Its text, at most 64 KiB, free of forbidden characters. Plain, not HTML. A pseudo locale's grew from so much,
    /// and `ar-XB` turns each word with a control of its own.
    pub text: Arc<str>,
    /// The locale that answered.
    pub locale: LocaleId,
    /// What went wrong on the way; the text then holds names in braces in the places concerned.
    pub errors: Vec<FormatError>,
}

/// What can go wrong while a message is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormatErrorKind {
    /// A variable that was not given.
    Variable,
    /// A message, term or attribute that does not exist.
    Reference,
    /// A message without a text of its own.
    NoValue,
    /// A function that does not exist or cannot take what it was given.
    Function,
    /// A message that refers to itself.
    Cycle,
    /// A limit was passed: 64 KiB, 100 placeables, 20 digits.
    TooLong,
    /// A forbidden character was removed.
    Character,
}

impl FormatErrorKind {
    /// The code of the finding to report.
    pub fn code(self) -> Code {
        match self {
            Self::Variable => codes::UNKNOWN_VARIABLE,
            Self::Reference => codes::UNKNOWN_REFERENCE,
            Self::NoValue => codes::MISSING_VALUE,
            Self::Function => codes::FUNCTION_ERROR,
            Self::Cycle => codes::CYCLIC_REFERENCE,
            Self::TooLong => codes::TOO_LONG,
            Self::Character => codes::FORBIDDEN_CHARACTER,
        }
    }
}

/// One thing that went wrong while a message was written out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormatError {
    /// What kind.
    pub kind: FormatErrorKind,
    /// What is concerned: `$user`, `-brand`, `NUMBRE()`, or a sentence fragment for functions, limits and characters.
    pub detail: String,
}

impl FormatError {
    /// An error of this kind about this.
    pub fn new(kind: FormatErrorKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}

/// What the formatter reports, in our words and with the names that people know.
pub fn errors(found: Vec<FluentError>) -> Vec<FormatError> {
    let mut errors: Vec<FormatError> = Vec::new();
    for error in found {
        let FluentError::ResolverError(error) = error else { continue };
        let error = match error {
            ResolverError::Reference(reference) => reference_error(reference),
            ResolverError::NoValue(id) => FormatError::new(FormatErrorKind::NoValue, unmarked(&id)),
            ResolverError::MissingDefault => FormatError::new(FormatErrorKind::Reference, "a select without a default"),
            ResolverError::Cyclic => FormatError::new(FormatErrorKind::Cycle, "the message refers to itself"),
            ResolverError::TooManyPlaceables => FormatError::new(FormatErrorKind::TooLong, "more than 100 placeables"),
        };
        if !errors.contains(&error) {
            errors.push(error);
        }
    }
    errors
}

fn reference_error(reference: ReferenceKind) -> FormatError {
    let named = |dash: &str, id: &str, attribute: Option<String>| {
        let attribute = attribute.map(|attribute| format!(".{attribute}")).unwrap_or_default();
        format!("{dash}{}{attribute}", unmarked(id))
    };
    match reference {
        ReferenceKind::Function { id } => FormatError::new(FormatErrorKind::Function, format!("there is no {id}()")),
        ReferenceKind::Message { id, attribute } => {
            FormatError::new(FormatErrorKind::Reference, named("", &id, attribute))
        }
        ReferenceKind::Term { id, attribute } => {
            FormatError::new(FormatErrorKind::Reference, named("-", &id, attribute))
        }
        ReferenceKind::Variable { id } => FormatError::new(FormatErrorKind::Variable, format!("${id}")),
    }
}

/// Takes notes and forbidden characters out of what the formatter wrote, and gives references their own names back.
pub fn clean(text: String, errors: &mut Vec<FormatError>) -> String {
    let text = if errors.is_empty() { text } else { unmarked(&text) };
    if !text.contains(characters::is_forbidden) {
        return text;
    }
    let mut clean = String::with_capacity(text.len());
    for (at, part) in text.split(NOTE).enumerate() {
        let error = if at % 2 == 1 { read_note(part) } else { None };
        if error.is_none() {
            for (_, character) in characters::forbidden(part) {
                add(errors, FormatError::new(FormatErrorKind::Character, characters::name(character)));
            }
            clean.push_str(&characters::without_forbidden(part));
        }
        if let Some(error) = error {
            add(errors, error);
        }
    }
    clean
}

fn read_note(note: &str) -> Option<FormatError> {
    let kind = match note.chars().next()? {
        'L' => FormatErrorKind::TooLong,
        'F' => FormatErrorKind::Function,
        _ => return None,
    };
    Some(FormatError::new(kind, &note[1..]))
}

fn add(errors: &mut Vec<FormatError>, error: FormatError) {
    if !errors.contains(&error) {
        errors.push(error);
    }
}
