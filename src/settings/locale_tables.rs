//! The `[[locales]]` tables of `site.toml`.

use toml::de::{DeTable, DeValue};

use super::fields::{Fields, Findings, number, string, strings};
use super::read::base_url;
use super::{LocaleSettings, RequiredPattern, State};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::{LocaleId, Span};

/// A locale as declared; its chain is not yet known.
pub struct Declared {
    pub settings: LocaleSettings,
    /// The chain that it asks for; `None` for the default.
    pub fallback: Option<Vec<String>>,
}

/// CLDR knows fewer; each costs formatters, pages and a place in every chain.
const MOST_LOCALES: usize = 1_000;

/// Reads the locales in the order of the file; each id counts once.
pub fn read(tables: Option<&toml::Spanned<DeValue<'_>>>, findings: &mut Findings<'_>) -> Vec<Declared> {
    let mut locales: Vec<Declared> = Vec::new();
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
        if locales.iter().any(|other| other.settings.id == locale.settings.id) {
            findings.invalid("id", item.span(), &format!("unique; `{}` is declared twice", locale.settings.id));
            continue;
        }
        if locales.len() == MOST_LOCALES {
            let message =
                format!("more than {MOST_LOCALES} locales are declared; this one and the next ones do not count");
            let finding = Diagnostic::new(codes::site::INVALID_SETTING, findings.place(item.span()), message);
            findings.list.push(finding.hint("declare those alone that you have texts of"));
            break;
        }
        locales.push(locale);
    }
    locales
}

fn locale_of(table: &DeTable<'_>, span: std::ops::Range<usize>, findings: &mut Findings<'_>) -> Option<Declared> {
    let mut fields = Fields::new(table);
    let id = fields.take("id", "a BCP 47 language tag such as \"pt-BR\"", findings, locale_id);
    let state =
        fields.take("state", "\"planned\", \"coming-soon\", \"preview\", \"live\" or \"retired\"", findings, state);
    let name = fields.take("name", "a string", findings, string);
    let fallback = fields.take("fallback", "a list of locale ids", findings, strings);
    let base_url = fields.take("base_url", "an absolute http or https URL", findings, base_url);
    let go_live_at = fields.take("go_live_at", "a percentage from 0 to 100", findings, percent).unwrap_or(95);
    let drop_below = fields.take("drop_below", "a percentage from 0 to 100", findings, percent);
    let required = fields.take("required", "a list of message ids or patterns", findings, patterns);
    let missing_id = fields.raw("id").is_none();
    fields.finish(findings);
    if missing_id {
        findings.invalid("id", span.clone(), "given for every locale");
    }
    let settings = LocaleSettings {
        id: id?,
        state: state.unwrap_or(State::Planned),
        name,
        fallback: Vec::new(),
        base_url,
        go_live_at,
        drop_below: drop_below.unwrap_or(go_live_at.saturating_sub(10)),
        required: required.unwrap_or_default(),
        made_from: None,
        span: Span::new(span.start, span.end),
    };
    Some(Declared { settings, fallback })
}

/// Gives every locale its chain: what it asks for, as far as that can be, else the source locale.
pub fn chain(declared: Vec<Declared>, source: &LocaleId, findings: &mut Findings<'_>) -> Vec<LocaleSettings> {
    let ids: Vec<LocaleId> = declared.iter().map(|locale| locale.settings.id.clone()).collect();
    let mut locales = Vec::new();
    for Declared { mut settings, fallback } in declared {
        let wanted = fallback.unwrap_or_else(|| vec![source.to_string()]);
        for id in wanted.iter().map(|id| LocaleId::new(id)) {
            let is_default = id == settings.id && id == *source;
            if ids.contains(&id) && id != settings.id && !settings.fallback.contains(&id) {
                settings.fallback.push(id);
            } else if !is_default {
                let message = format!("`{}` cannot fall back on `{id}`", settings.id);
                findings.list.push(
                    Diagnostic::new(codes::site::UNKNOWN_LOCALE, findings.place(settings.span.range()), message)
                        .hint("name other declared locales, each once"),
                );
            }
        }
        locales.push(settings);
    }
    locales
}

fn patterns(value: &DeValue<'_>) -> Option<Vec<RequiredPattern>> {
    let pattern = |item: &toml::Spanned<DeValue<'_>>| {
        let span = Span::new(item.span().start, item.span().end);
        Some(RequiredPattern { pattern: string(item.get_ref())?, span })
    };
    value.as_array()?.iter().map(pattern).collect()
}

fn percent(value: &DeValue<'_>) -> Option<u8> {
    number(value).and_then(|number| u8::try_from(number).ok()).filter(|number| *number <= 100)
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
