//! Fields come in; values of the kind that is wanted go out, and a finding for each that is of another kind.

use crate::diagnostic::{Code, Diagnostic, Place, codes};
use crate::text::{Date, SitePath, Span, nearest};

use super::fields::{Field, Kind, Value};
use super::source::{forbidden, is_forbidden};

/// Reads the values of one file and notes what is wrong with them.
pub(super) struct Findings<'a> {
    pub path: &'a SitePath,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Notes a finding at a span of the file.
    pub fn note(&mut self, code: Code, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        let place = Place::Span(self.path.clone(), span);
        self.diagnostics.push(Diagnostic::new(code, place, message).hint(hint));
    }

    /// Notes a key that nobody reads.
    pub fn unknown_key(&mut self, field: &Field, known: &[&str]) {
        let hint = match nearest(&field.key, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("remove it; the keys here are {}", known.join(", ")),
        };
        let message = format!("the key `{}` is not known and has no effect", field.key);
        self.note(codes::content::UNKNOWN_KEY, field.key_span, message, hint);
    }

    /// Notes a value of the wrong kind; `what` names it in the sentence, `wanted` says which kind is right.
    pub fn wrong_kind(&mut self, what: &str, value: &Value, wanted: &str) {
        let message = format!("{what} is {}, not {wanted}", value.kind.name());
        let hint = match value.kind {
            Kind::Integer(_) | Kind::Time(_) | Kind::Other(_) if wanted.starts_with("text") => {
                "put it in quotes".into()
            }
            _ => format!("give {wanted}"),
        };
        self.note(codes::content::INVALID_VALUE, value.span, message, hint);
    }

    /// A text as it is, or none with a finding.
    pub fn text(&mut self, field: &Field) -> Option<String> {
        self.text_of(&named(field), &field.value, "text")
    }

    fn text_of(&mut self, what: &str, value: &Value, wanted: &str) -> Option<String> {
        match &value.kind {
            Kind::Text(text) => Some(self.sound(text, value.span)),
            Kind::Nothing => None,
            _ => {
                self.wrong_kind(what, value, wanted);
                None
            }
        }
    }

    /// Escapes such as `\uFDD0` can bring in what the file's own characters cannot.
    fn sound(&mut self, text: &str, span: Span) -> String {
        if !text.contains(is_forbidden) {
            return text.to_owned();
        }
        self.diagnostics.push(forbidden(Place::Span(self.path.clone(), span)));
        text.chars().filter(|character| !is_forbidden(*character)).collect()
    }

    /// A list of texts; one text alone is a list of one.
    pub fn texts(&mut self, field: &Field) -> Vec<String> {
        const WANTED: &str = "text or a list of texts";
        match &field.value.kind {
            Kind::List(items) => {
                let what = format!("an entry of `{}`", field.key);
                items.iter().filter_map(|item| self.text_of(&what, item, "text")).collect()
            }
            _ => self.text_of(&named(field), &field.value, WANTED).into_iter().collect(),
        }
    }

    /// True or false.
    pub fn boolean(&mut self, field: &Field) -> bool {
        match field.value.kind {
            Kind::Boolean(boolean) => boolean,
            Kind::Nothing => false,
            _ => {
                self.wrong_kind(&named(field), &field.value, "true or false");
                false
            }
        }
    }

    /// A number of at least 1.
    pub fn count(&mut self, field: &Field) -> Option<usize> {
        match field.value.kind {
            Kind::Integer(number) if number >= 1 => usize::try_from(number).ok(),
            Kind::Nothing => None,
            Kind::Integer(number) => {
                let message = format!("`{}` is {number}, less than 1", field.key);
                self.note(codes::content::INVALID_VALUE, field.value.span, message, "give a number of at least 1");
                None
            }
            _ => {
                self.wrong_kind(&named(field), &field.value, "a number");
                None
            }
        }
    }

    /// A day; of a date with a time, the day that is written there.
    pub fn day(&mut self, field: &Field) -> Option<Date> {
        let written = match &field.value.kind {
            Kind::Text(text) | Kind::Time(text) => text.trim(),
            Kind::Nothing => return None,
            _ => {
                self.wrong_kind(&named(field), &field.value, "a date such as 2022-10-05");
                return None;
            }
        };
        let day = day_of(written);
        if day.is_none() {
            let shown: String = written.chars().filter(|c| !c.is_control()).take(40).collect();
            let message = format!("`{}` is `{shown}`, which is not a day of the calendar", field.key);
            let hint = "write a day that exists as YYYY-MM-DD, such as 2022-10-05";
            self.note(codes::content::INVALID_DATE, field.value.span, message, hint);
        }
        day
    }
}

fn named(field: &Field) -> String {
    format!("`{}`", field.key)
}

fn day_of(written: &str) -> Option<Date> {
    let (day, time) = written.split_at_checked(10)?;
    let is_time = |rest: &str| {
        let rest = rest.trim_start();
        rest.starts_with(|first: char| first.is_ascii_digit())
            && rest.bytes().all(|byte| byte.is_ascii_digit() || b":.+-Zz ".contains(&byte))
    };
    let sound = match time.strip_prefix(['T', 't', ' ']) {
        Some(rest) => is_time(rest),
        None => time.is_empty(),
    };
    if sound { Date::parse(day) } else { None }
}
