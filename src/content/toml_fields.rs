//! TOML text comes in; fields in the order of the file go out, or the first thing that is wrong with it.

use toml::de::{DeTable, DeValue};

use super::fields::{Fault, Field, Kind, Locate, Value};

/// Reads a TOML document. A date that no calendar has is no fault here: it stays as it is written.
pub(super) fn parse(text: &str, locate: Locate) -> Result<Vec<Field>, Fault> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, locate, impossible_times: Vec::new() };
    let fields = reader.fields(table.into_inner());
    let fault = errors.into_iter().find(|error| {
        let start = error.span().map_or(0, |span| span.start);
        !reader.impossible_times.contains(&start)
    });
    let Some(error) = fault else { return Ok(fields) };
    let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
    Err(Fault { message, span: locate(error.span().unwrap_or(0..0)) })
}

struct Reader<'a> {
    text: &'a str,
    locate: Locate<'a>,
    /// Where dates begin that the parser could not read.
    impossible_times: Vec<usize>,
}

impl Reader<'_> {
    fn fields(&mut self, table: DeTable) -> Vec<Field> {
        let mut fields: Vec<Field> = table
            .into_iter()
            .map(|(key, spanned)| {
                let key_span = (self.locate)(key.span());
                Field { key: key.into_inner().into_owned(), key_span, value: self.value(spanned) }
            })
            .collect();
        // The parser hands tables out by the alphabet.
        fields.sort_by_key(|field| field.key_span);
        fields
    }

    fn value(&mut self, spanned: toml::Spanned<DeValue>) -> Value {
        let range = spanned.span();
        let kind = match spanned.into_inner() {
            DeValue::String(text) => Kind::Text(text.into_owned()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Kind::Integer(number),
                Err(_) => Kind::Other("a number beyond 64 bits"),
            },
            DeValue::Float(_) => Kind::Other("a fraction"),
            DeValue::Boolean(boolean) => Kind::Boolean(boolean),
            DeValue::Datetime(time) => {
                if time.date.is_none() && time.time.is_none() {
                    self.impossible_times.push(range.start);
                }
                Kind::Time(self.text.get(range.clone()).unwrap_or_default().to_owned())
            }
            DeValue::Array(array) => Kind::List(array.into_iter().map(|item| self.value(item)).collect()),
            DeValue::Table(table) => Kind::Table(self.fields(table)),
        };
        Value { kind, span: (self.locate)(range) }
    }
}
