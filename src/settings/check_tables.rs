//! `[checks]` of `site.toml`: in, its table; out, what the site says of each code, and where findings do not count.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{Fields, Findings, number, string, strings};
use super::{Banned, Checks, Exception, Level, Options, Syntax};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, codes};
use crate::text::{Span, nearest};

/// A value and where it stands.
type Field<'i> = Spanned<DeValue<'i>>;

const LEVEL: &str = "\"error\", \"warning\" or \"off\"";

/// Reads the table key by key.
pub fn read(table: &DeTable<'_>, findings: &mut Findings<'_>) -> Checks {
    let mut checks = Checks::default();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if name == "except" {
            checks.exceptions = exceptions_of(value, findings);
            continue;
        }
        match codes::find(name) {
            Some(code) => {
                let level = level_of(code, value, &mut checks.options, findings);
                checks.levels.extend(level.map(|level| (name.to_owned(), level)));
            }
            None => findings.list.push(unknown(name, findings.place(key.span()))),
        }
    }
    checks
}

fn unknown(name: &str, place: Place) -> Diagnostic {
    let near = nearest(name, codes::all().map(|code| code.name));
    let hint =
        near.map_or_else(|| "`isogloss explain` lists all codes".to_owned(), |near| format!("did you mean `{near}`?"));
    Diagnostic::new(codes::content::UNKNOWN_KEY, place, format!("`{name}` is not a code")).hint(hint)
}

/// The rules that must be told something; they are switched on by a table with that.
const BRAND: &str = codes::opt_in::HARD_CODED_BRAND.name;
const BANNED: &str = codes::opt_in::BANNED_WORD.name;
const SHORT: &str = codes::opt_in::SHORT_ID.name;
const SYNTAX: &str = codes::opt_in::FORBIDDEN_SYNTAX.name;

/// How to switch such a rule on.
fn table_of(code: &Code) -> Option<&'static str> {
    match code.name {
        BRAND => Some("\"off\" or a table with names, as in { words = [\"Firefox\"] }"),
        BANNED => Some("\"off\" or a table with words, as in { words = [\"simply\"] }"),
        SHORT => Some("\"off\" or a table with a length, as in { length = 8 }"),
        SYNTAX => Some("\"off\" or a table with parts of Fluent, as in { parts = [\"variants\"] }"),
        _ => None,
    }
}

/// What the site says of one code.
fn level_of(code: &Code, value: &Field<'_>, options: &mut Options, findings: &mut Findings<'_>) -> Option<Level> {
    let wanted = table_of(code);
    let found = match (value.get_ref().as_table(), wanted) {
        (Some(table), Some(_)) => {
            let known = findings.list.len();
            let found = rule_of(code, table, options, findings);
            if found.is_some() || findings.list.len() > known {
                return found;
            }
            None
        }
        (Some(_), None) => None,
        (None, None) => level(value.get_ref()),
        // Without what it looks for it finds nothing.
        (None, Some(_)) => level(value.get_ref()).filter(|level| *level == Level::Off),
    };
    if found.is_none() {
        findings.invalid(code.name, value.span(), wanted.unwrap_or(LEVEL));
    }
    found
}

/// A rule with what it is told; `None` when that is not there, or cannot be read.
fn rule_of(code: &Code, table: &DeTable<'_>, options: &mut Options, findings: &mut Findings<'_>) -> Option<Level> {
    let mut fields = Fields::new(table);
    let chosen = fields.take("level", LEVEL, findings, level);
    let told = match code.name {
        BRAND => fields.take("words", "a list of names", findings, words).map(|names| options.brands = names),
        BANNED => fields.take("words", BANNED_WORDS, findings, banned).map(|words| options.banned = words),
        SHORT => fields.take("length", "a whole number", findings, length).map(|length| options.shortest_id = length),
        _ => fields.take("parts", PARTS, findings, parts).map(|parts| options.forbidden = parts),
    };
    fields.finish(findings);
    told.map(|()| chosen.unwrap_or(Level::Report(code.severity)))
}

const BANNED_WORDS: &str = "a list of words, each a text or { word = \"…\", use = \"…\" }";
const PARTS: &str = "a list of terms, attributes, variants, variables, message-references, term-references";

fn level(value: &DeValue<'_>) -> Option<Level> {
    match value.as_str()? {
        "error" => Some(Level::Report(Severity::Error)),
        "warning" => Some(Level::Report(Severity::Warning)),
        "off" => Some(Level::Off),
        _ => None,
    }
}

/// A text that is not blank.
fn word(value: &DeValue<'_>) -> Option<String> {
    string(value).filter(|word| !word.trim().is_empty())
}

/// The items of a list that has some.
fn items<'v>(value: &'v DeValue<'_>) -> Option<impl Iterator<Item = &'v DeValue<'v>>> {
    let list = value.as_array().filter(|list| !list.is_empty())?;
    Some(list.iter().map(|item| item.get_ref()))
}

fn words(value: &DeValue<'_>) -> Option<Vec<String>> {
    items(value)?.map(word).collect()
}

fn banned(value: &DeValue<'_>) -> Option<Vec<Banned>> {
    let read = |item: &DeValue<'_>| match item.as_table() {
        None => Some(Banned { word: word(item)?, instead: None }),
        Some(table) if table.len() == 2 => {
            Some(Banned { word: word(table.get("word")?.get_ref())?, instead: word(table.get("use")?.get_ref()) })
        }
        Some(_) => None,
    };
    items(value)?.map(read).collect()
}

fn length(value: &DeValue<'_>) -> Option<usize> {
    usize::try_from(number(value)?).ok()
}

fn parts(value: &DeValue<'_>) -> Option<BTreeSet<Syntax>> {
    let part = |name: &str| Syntax::ALL.iter().find(|(known, _)| *known == name).map(|(_, part)| *part);
    items(value)?.map(|item| part(item.as_str()?)).collect()
}

fn exceptions_of(value: &Field<'_>, findings: &mut Findings<'_>) -> Vec<Exception> {
    let mut exceptions = Vec::new();
    for item in value.get_ref().as_array().into_iter().flat_map(|list| list.iter()) {
        let Some(table) = item.get_ref().as_table() else { continue };
        let mut fields = Fields::new(table);
        let code = fields.take("code", "the name of a code", findings, string);
        let ids = fields.take("ids", "a list of message ids or patterns", findings, strings).unwrap_or_default();
        let locales = fields.take("locales", "a list of locale ids", findings, strings).unwrap_or_default();
        fields.finish(findings);
        match code {
            Some(code) => {
                let span = Span::new(item.span().start, item.span().end);
                exceptions.push(Exception { code, ids, locales, span });
            }
            None => findings.invalid("except", item.span(), "a table with a `code`"),
        }
    }
    exceptions
}
