//! YAML text comes in; fields in the order of the file go out, or the first thing that is wrong with it.
//!
//! Read from the parser's events, so that every value has its exact place and nothing is ever expanded:
//! an alias is not followed, hence no small file can grow large. Plain scalars are read by the core schema
//! of YAML 1.2 (`yes` and `no` are text).

use std::borrow::Cow;

use serde_saphyr::granit_parser::{self, Event, Parser, ScalarStyle, ScanError, StrInput};

use super::fields::{Fault, Field, Kind, Locate, Value};

/// Collections nested deeper than this are an error.
const MAX_DEPTH: usize = 32;

/// Reads a YAML document; an empty one has no fields.
pub(super) fn parse(text: &str, locate: Locate) -> Result<Vec<Field>, Fault> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let parser = Parser::new_from_str_with_options(text, options);
    let mut reader = Reader { parser, length: text.len(), locate };
    let Some((event, range)) = reader.next_content()? else { return Ok(Vec::new()) };
    let top = reader.value(event, range)?;
    if let Some((_, range)) = reader.next_content()? {
        return Err(reader.fault("there is more than one document", range));
    }
    match top.kind {
        Kind::Table(fields) => Ok(fields),
        Kind::Nothing => Ok(Vec::new()),
        _ => Err(Fault { message: "expected `key: value` lines".to_owned(), span: top.span }),
    }
}

type Range = std::ops::Range<usize>;

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    length: usize,
    locate: Locate<'a>,
}

impl<'a> Reader<'a> {
    /// The next event, none at the end of the text.
    fn next(&mut self) -> Result<Option<(Event<'a>, Range)>, Fault> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok((event, span))) => Ok(Some((event, span.byte_range().unwrap_or(self.length..self.length)))),
            Some(Err(error)) => Err(self.scan_fault(&error)),
        }
    }

    /// The next event that is a node.
    fn next_content(&mut self) -> Result<Option<(Event<'a>, Range)>, Fault> {
        while let Some((event, range)) = self.next()? {
            if event.is_node() {
                return Ok(Some((event, range)));
            }
        }
        Ok(None)
    }

    /// The value that begins with this event; the parser's own limits bound the recursion.
    fn value(&mut self, event: Event<'a>, range: Range) -> Result<Value, Fault> {
        let kind = match event {
            Event::Scalar(text, ScalarStyle::Plain, _, None) => plain(text),
            Event::Scalar(text, _, _, None) => Kind::Text(text.into_owned()),
            Event::Scalar(..) => Kind::Other("a tagged value"),
            Event::SequenceStart(..) => return self.list(range),
            Event::MappingStart(..) => return self.table(range),
            _ => Kind::Other("an alias"),
        };
        Ok(Value { kind, span: (self.locate)(range) })
    }

    fn list(&mut self, start: Range) -> Result<Value, Fault> {
        let mut items: Vec<Value> = Vec::new();
        while let Some((event, range)) = self.next()? {
            if matches!(event, Event::SequenceEnd) {
                let own = (self.locate)(start.start..range.end.max(start.end));
                let span = block_span(own, range.is_empty(), items.last().map(|item| item.span));
                return Ok(Value { kind: Kind::List(items), span });
            }
            items.push(self.value(event, range)?);
        }
        Err(self.fault("the list does not end", start))
    }

    fn table(&mut self, start: Range) -> Result<Value, Fault> {
        let mut fields: Vec<Field> = Vec::new();
        while let Some((event, range)) = self.next()? {
            if matches!(event, Event::MappingEnd) {
                let own = (self.locate)(start.start..range.end.max(start.end));
                let span = block_span(own, range.is_empty(), fields.last().map(|field| field.value.span));
                return Ok(Value { kind: Kind::Table(fields), span });
            }
            let Event::Scalar(key, ..) = event else { return Err(self.fault("a key is not text", range)) };
            if fields.iter().any(|field| field.key == key) {
                return Err(self.fault(&format!("the key `{key}` is there twice"), range));
            }
            let key_span = (self.locate)(range);
            let Some((event, range)) = self.next()? else { break };
            fields.push(Field { key: key.into_owned(), key_span, value: self.value(event, range)? });
        }
        Err(self.fault("the table does not end", start))
    }

    fn fault(&self, message: &str, range: Range) -> Fault {
        Fault { message: message.to_owned(), span: (self.locate)(range) }
    }

    fn scan_fault(&self, error: &ScanError) -> Fault {
        let at = error.marker().byte_offset().unwrap_or(self.length).min(self.length);
        Fault { message: error.info(), span: (self.locate)(at..at) }
    }
}

/// A block collection has no closing bracket; its end is that of its last value.
fn block_span(own: crate::text::Span, unclosed: bool, last: Option<crate::text::Span>) -> crate::text::Span {
    match last {
        Some(last) if unclosed => crate::text::Span { start: own.start, end: last.end.max(own.start) },
        _ => own,
    }
}

/// A scalar without quotes, by the core schema (YAML 1.2.2, 10.3.2).
fn plain(text: Cow<str>) -> Kind {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Nothing,
        "true" | "True" | "TRUE" => Kind::Boolean(true),
        "false" | "False" | "FALSE" => Kind::Boolean(false),
        number if is_integer(number) => match number.parse() {
            Ok(number) => Kind::Integer(number),
            Err(_) => Kind::Other("a number beyond 64 bits"),
        },
        number if is_fraction(number) => Kind::Other("a fraction"),
        _ => Kind::Text(text.into_owned()),
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_fraction(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.'))
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.parse::<f64>().is_ok()
}
