//! What a TOML or YAML parser found: keys and values with their spans in the file, whichever language it was.

use crate::text::Span;

/// A key with its value.
#[derive(Debug)]
pub(super) struct Field {
    pub key: String,
    pub key_span: Span,
    pub value: Value,
}

/// A value and where it is written.
#[derive(Debug)]
pub(super) struct Value {
    pub kind: Kind,
    pub span: Span,
}

/// The kinds of value.
#[derive(Debug)]
pub(super) enum Kind {
    Text(String),
    /// A date or time that is not in quotes, as written.
    Time(String),
    Integer(i64),
    Boolean(bool),
    List(Vec<Value>),
    Table(Vec<Field>),
    /// YAML's `null`: as if the key were not there.
    Nothing,
    /// What nobody reads: a fraction, an alias of YAML.
    Other(&'static str),
}

impl Kind {
    /// What to call it in a sentence.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Time(_) => "a date",
            Self::Integer(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Nothing => "nothing",
            Self::Other(name) => name,
        }
    }
}

/// Something that the parser of the language complained about.
#[derive(Debug)]
pub(super) struct Fault {
    pub message: String,
    pub span: Span,
}

/// From a range of the parsed text to a span of the file.
pub(super) type Locate<'a> = &'a dyn Fn(std::ops::Range<usize>) -> Span;
