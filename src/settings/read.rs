//! `site.toml`, key by key.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::fields::{Fields, Findings, number, string, strings};
use super::{BaseUrl, Checks, Exception, Level, LocaleSettings, Settings, State, Untranslated};
use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::text::{LocaleId, SitePath, Span};

/// Reads the settings; what is wrong with them comes beside them.
pub fn read(path: &SitePath, bytes: &[u8]) -> (Settings, Vec<Diagnostic>) {
    let mut findings = Findings::new(path);
    let Ok(text) = std::str::from_utf8(bytes) else {
        let finding = Diagnostic::new(codes::locales::NOT_UTF8, Place::File(path.clone()), "site.toml is not UTF-8");
        return (settings_without_file(), vec![finding.hint("save it as UTF-8")]);
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let place = findings.place(error.span().unwrap_or(0..0));
        let message = error.message().trim().replace('\n', ", ");
        findings.list.push(
            Diagnostic::new(codes::site::SETTINGS_SYNTAX, place, message)
                .hint("site.toml must be valid TOML; nothing is built until it is"),
        );
    }
    let mut settings = settings_of(table.get_ref(), &mut findings);
    settings.broken = !errors.is_empty();
    (settings, findings.list)
}

fn settings_without_file() -> Settings {
    Settings {
        base_url: BaseUrl::unnamed(),
        source_locale: LocaleId::new("und"),
        page_size: 15,
        untranslated_posts: Untranslated::Show,
        negotiate: false,
        checks: Checks::default(),
        locales: Vec::new(),
        broken: true,
    }
}

fn settings_of(table: &DeTable<'_>, findings: &mut Findings<'_>) -> Settings {
    let mut fields = Fields::new(table);
    let mut settings = settings_without_file();
    if let Some(url) = fields.take("base_url", "an absolute http or https URL", findings, base_url) {
        settings.base_url = url;
    }
    let source = fields.take("source_locale", "a locale id such as \"en\"", findings, string);
    if let Some(size) = fields.take("page_size", "a whole number from 1", findings, at_least_one) {
        settings.page_size = size;
    }
    if let Some(policy) = fields.take("untranslated_posts", "\"show\" or \"hide\"", findings, untranslated) {
        settings.untranslated_posts = policy;
    }
    settings.negotiate =
        fields.take("negotiate", "true or false", findings, DeValue::as_bool).unwrap_or(settings.negotiate);
    if let Some(checks) = fields.take("checks", "a table", findings, DeValue::as_table) {
        settings.checks = checks_of(checks, findings);
    }
    let tables = fields.raw("locales");
    fields.finish(findings);
    settings.locales = locales_of(tables, findings);
    settings.source_locale = source_of(source, &settings.locales, table, findings);
    resolve_fallbacks(&mut settings, findings);
    settings
}

fn source_of(
    named: Option<String>,
    locales: &[LocaleSettings],
    table: &DeTable<'_>,
    findings: &mut Findings<'_>,
) -> LocaleId {
    let first = locales.first().map_or_else(|| LocaleId::new("und"), |locale| locale.id.clone());
    let Some(named) = named else { return first };
    if let Some(locale) = locales.iter().find(|locale| locale.id.as_str() == named) {
        return locale.id.clone();
    }
    let span = table.iter().find(|(key, _)| key.get_ref() == "source_locale").map_or(0..0, |(_, value)| value.span());
    let place = findings.place(span);
    findings.list.push(
        Diagnostic::new(
            codes::site::UNKNOWN_LOCALE,
            place,
            format!("source_locale is `{named}`, which is not declared"),
        )
        .hint(format!("declare it: [[locales]] with id = \"{named}\"")),
    );
    first
}

fn locales_of(tables: Option<&toml::Spanned<DeValue<'_>>>, findings: &mut Findings<'_>) -> Vec<LocaleSettings> {
    let mut locales: Vec<LocaleSettings> = Vec::new();
    let Some(tables) = tables else {
        findings.list.push(
            Diagnostic::new(codes::site::INVALID_SETTING, findings.place(0..0), "no locale is declared")
                .hint("add [[locales]] with id = \"en\" and state = \"live\""),
        );
        return locales;
    };
    let Some(list) = tables.get_ref().as_array() else {
        findings.invalid("locales", tables.span(), "written as [[locales]] tables");
        return locales;
    };
    for item in list.iter() {
        let Some(table) = item.get_ref().as_table() else {
            findings.invalid("locales", item.span(), "written as [[locales]] tables");
            continue;
        };
        let Some(locale) = locale_of(table, item.span(), findings) else { continue };
        if locales.iter().any(|other| other.id == locale.id) {
            findings.invalid("id", item.span(), &format!("unique; `{}` is declared twice", locale.id));
            continue;
        }
        locales.push(locale);
    }
    locales
}

fn locale_of(table: &DeTable<'_>, span: std::ops::Range<usize>, findings: &mut Findings<'_>) -> Option<LocaleSettings> {
    let mut fields = Fields::new(table);
    let id = fields.take("id", "a BCP 47 language tag such as \"pt-BR\"", findings, locale_id);
    let state =
        fields.take("state", "\"planned\", \"coming-soon\", \"preview\", \"live\" or \"retired\"", findings, state);
    let name = fields.take("name", "a string", findings, string);
    let fallback = fields.take("fallback", "a list of locale ids", findings, strings);
    let base_url = fields.take("base_url", "an absolute http or https URL", findings, base_url);
    let go_live_at = fields.take("go_live_at", "a percentage from 0 to 100", findings, percent).unwrap_or(95);
    let drop_below = fields.take("drop_below", "a percentage from 0 to 100", findings, percent);
    let required = fields.take("required", "a list of message ids or patterns", findings, strings);
    let missing_id = fields.raw("id").is_none();
    fields.finish(findings);
    if missing_id {
        findings.invalid("id", span.clone(), "given for every locale");
    }
    Some(LocaleSettings {
        id: id?,
        state: state.unwrap_or(State::Planned),
        name,
        // A missing list is told from an empty one by `resolve_fallbacks`, which knows the source locale.
        fallback: fallback
            .map_or_else(|| vec![LocaleId::new("")], |ids| ids.iter().map(|id| LocaleId::new(id)).collect()),
        base_url,
        go_live_at,
        drop_below: drop_below.unwrap_or(go_live_at.saturating_sub(10)),
        required: required.unwrap_or_default(),
        span: Span::new(span.start, span.end),
    })
}

/// Fills in the default chain and drops what cannot be fallen back on.
fn resolve_fallbacks(settings: &mut Settings, findings: &mut Findings<'_>) {
    let ids: Vec<LocaleId> = settings.locales.iter().map(|locale| locale.id.clone()).collect();
    for locale in &mut settings.locales {
        if locale.fallback.first().is_some_and(|id| id.as_str().is_empty()) {
            locale.fallback = vec![settings.source_locale.clone()];
            locale.fallback.retain(|id| *id != locale.id);
            continue;
        }
        let span = locale.span.range();
        let mut seen = Vec::new();
        locale.fallback.retain(|id| {
            let known = ids.contains(id) && *id != locale.id && !seen.contains(id);
            if !known {
                let message = format!("`{}` cannot fall back on `{id}`", locale.id);
                findings.list.push(
                    Diagnostic::new(codes::site::UNKNOWN_LOCALE, findings.place(span.clone()), message)
                        .hint("name other declared locales, each once"),
                );
            }
            seen.push(id.clone());
            known
        });
    }
}

fn checks_of(table: &DeTable<'_>, findings: &mut Findings<'_>) -> Checks {
    let mut levels = BTreeMap::new();
    let mut exceptions = Vec::new();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        match value.get_ref().as_str() {
            _ if name == "except" => exceptions = exceptions_of(value, findings),
            _ if codes::find(name).is_none() => {
                let place = findings.place(key.span());
                let finding = Diagnostic::new(codes::content::UNKNOWN_KEY, place, format!("`{name}` is not a code"));
                let near = crate::text::nearest(name, codes::all().map(|code| code.name));
                findings.list.push(finding.hint(near.map_or_else(
                    || "`isogloss explain` lists all codes".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                )));
            }
            Some("error") => drop(levels.insert(name.to_owned(), Level::Report(Severity::Error))),
            Some("warning") => drop(levels.insert(name.to_owned(), Level::Report(Severity::Warning))),
            Some("off") => drop(levels.insert(name.to_owned(), Level::Off)),
            _ => findings.invalid(name, value.span(), "\"error\", \"warning\" or \"off\""),
        }
    }
    Checks { levels, exceptions }
}

fn exceptions_of(value: &toml::Spanned<DeValue<'_>>, findings: &mut Findings<'_>) -> Vec<Exception> {
    let mut exceptions = Vec::new();
    for item in value.get_ref().as_array().into_iter().flat_map(|list| list.iter()) {
        let Some(table) = item.get_ref().as_table() else { continue };
        let mut fields = Fields::new(table);
        let code = fields.take("code", "the name of a code", findings, string);
        let ids = fields.take("ids", "a list of message ids or patterns", findings, strings).unwrap_or_default();
        let locales = fields.take("locales", "a list of locale ids", findings, strings).unwrap_or_default();
        fields.finish(findings);
        match code {
            Some(code) => exceptions.push(Exception { code, ids, locales }),
            None => findings.invalid("except", item.span(), "a table with a `code`"),
        }
    }
    exceptions
}

fn base_url(value: &DeValue<'_>) -> Option<BaseUrl> {
    BaseUrl::parse(value.as_str()?)
}

fn at_least_one(value: &DeValue<'_>) -> Option<usize> {
    number(value).and_then(|number| usize::try_from(number).ok()).filter(|number| *number >= 1)
}

fn percent(value: &DeValue<'_>) -> Option<u8> {
    number(value).and_then(|number| u8::try_from(number).ok()).filter(|number| *number <= 100)
}

fn untranslated(value: &DeValue<'_>) -> Option<Untranslated> {
    match value.as_str()? {
        "show" => Some(Untranslated::Show),
        "hide" => Some(Untranslated::Hide),
        _ => None,
    }
}

fn state(value: &DeValue<'_>) -> Option<State> {
    let name = value.as_str()?;
    [State::Planned, State::ComingSoon, State::Preview, State::Live, State::Retired]
        .into_iter()
        .find(|state| state.name() == name)
}

/// The shape of a BCP 47 tag (RFC 5646, section 2.1): subtags of 1 to 8 letters and digits, the first of 2 to 8 letters.
fn locale_id(value: &DeValue<'_>) -> Option<LocaleId> {
    let id = value.as_str()?;
    let subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = id.split('-').next()?;
    let sound = first.len() >= 2 && first.bytes().all(|byte| byte.is_ascii_alphabetic()) && id.split('-').all(subtag);
    sound.then(|| LocaleId::new(id))
}
