//! Reads the keys of a TOML table one by one, and keeps what is wrong with them.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::{SitePath, Span, is_mark, nearest};

/// What was found wrong so far in one file.
pub struct Findings<'p> {
    path: &'p SitePath,
    /// The findings, in the order in which they were made.
    pub list: Vec<Diagnostic>,
}

impl<'p> Findings<'p> {
    /// None yet, for this file.
    pub fn new(path: &'p SitePath) -> Self {
        Self { path, list: Vec::new() }
    }

    /// A place in the file.
    pub fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place::Span(self.path.clone(), Span::new(span.start, span.end))
    }

    /// A setting has a value that it cannot have; `wanted` says which it can.
    pub fn invalid(&mut self, key: &str, span: std::ops::Range<usize>, wanted: &str) {
        let place = self.place(span);
        let message = format!("`{key}` must be {wanted}");
        let hint = match key {
            "state" => "correct it; until then the locale counts as planned, and no page of it is made",
            "id" => "correct it; until then the table is left out",
            _ => "correct it; until then its default is used",
        };
        self.list.push(Diagnostic::new(codes::site::INVALID_SETTING, place, message).hint(hint));
    }
}

/// One table, its keys to be taken out until none that is known is left.
pub struct Fields<'t, 'i> {
    table: &'t DeTable<'i>,
    known: Vec<&'static str>,
}

/// A value, with its key for messages.
type Field<'t, 'i> = &'t Spanned<DeValue<'i>>;

impl<'t, 'i> Fields<'t, 'i> {
    /// The keys of this table.
    pub fn new(table: &'t DeTable<'i>) -> Self {
        Self { table, known: Vec::new() }
    }

    /// The value of a key, as `read` makes it; a value that `read` refuses is a finding and counts as missing.
    pub fn take<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        findings: &mut Findings<'_>,
        read: impl FnOnce(&'t DeValue<'i>) -> Option<T>,
    ) -> Option<T> {
        let field: Field<'t, 'i> = self.raw(key)?;
        let value = read(field.get_ref());
        if value.is_none() {
            findings.invalid(key, field.span(), wanted);
        }
        value
    }

    /// The value of a key, as it is, with its span.
    pub fn raw(&mut self, key: &'static str) -> Option<Field<'t, 'i>> {
        self.known.push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Reports every key that was never asked for.
    pub fn finish(self, findings: &mut Findings<'_>) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if self.known.contains(&name) {
                continue;
            }
            let place = findings.place(key.span());
            let finding = Diagnostic::new(codes::content::UNKNOWN_KEY, place, format!("`{name}` is not a setting"));
            findings.list.push(match nearest(name, self.known.iter().copied()) {
                Some(known) => finding.hint(format!("did you mean `{known}`?")),
                None => finding.hint(format!("known here: {}", self.known.join(", "))),
            });
        }
    }
}

/// A string.
pub fn string(value: &DeValue<'_>) -> Option<String> {
    // Control characters and noncharacters are no text; we mark texts with some of the latter.
    let unfit = |c: char| c.is_control() || is_mark(c);
    value.as_str().filter(|text| !text.contains(unfit)).map(str::to_owned)
}

/// A list of strings.
pub fn strings(value: &DeValue<'_>) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| string(item.get_ref())).collect()
}

/// A whole number from 0.
pub fn number(value: &DeValue<'_>) -> Option<u64> {
    let integer = value.as_integer()?;
    u64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
