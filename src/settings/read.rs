//! `site.toml`, key by key.

use toml::de::{DeTable, DeValue};

use super::check_tables;
use super::fields::{Fields, Findings, number, string};
use super::locale_tables::{self, Declared};
use super::{BaseUrl, Checks, Settings, Untranslated};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::text::{LocaleId, SitePath};

/// A larger file, in bytes, holds no settings; a thousand locales fit into half of it.
const LARGEST: usize = 256 << 10;

/// Reads the settings; what is wrong with them comes beside them.
pub fn read(path: &SitePath, bytes: &[u8]) -> (Settings, Vec<Diagnostic>) {
    let mut findings = Findings::new(path);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let place = findings.place(error.valid_up_to()..error.valid_up_to() + 1);
            let finding = Diagnostic::new(codes::locales::NOT_UTF8, place, "the file is not UTF-8 from here on");
            return (settings_without_file(), vec![finding.hint("save it as UTF-8")]);
        }
    };
    if text.len() > LARGEST {
        let place = Place::File(path.clone());
        let message = format!("the file is larger than {} KiB", LARGEST >> 10);
        let finding = Diagnostic::new(codes::site::SETTINGS_SYNTAX, place, message);
        return (settings_without_file(), vec![finding.hint("remove what is no setting; nothing is built until then")]);
    }
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
    if settings.broken {
        // What is read of a broken file is guesswork; only why it is broken is worth telling.
        findings.list.retain(|finding| finding.code == codes::site::SETTINGS_SYNTAX);
    }
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
        release: false,
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
        settings.checks = check_tables::read(checks, findings);
    }
    let tables = fields.raw("locales");
    fields.finish(findings);
    let declared = locale_tables::read(tables, findings);
    settings.source_locale = source_of(source, &declared, table, findings);
    settings.locales = locale_tables::chain(declared, &settings.source_locale, findings);
    settings
}

fn source_of(
    named: Option<String>,
    locales: &[Declared],
    table: &DeTable<'_>,
    findings: &mut Findings<'_>,
) -> LocaleId {
    let first = locales.first().map_or_else(|| LocaleId::new("und"), |locale| locale.settings.id.clone());
    let Some(named) = named else { return first };
    if let Some(locale) = locales.iter().find(|locale| locale.settings.id.as_str() == named) {
        return locale.settings.id.clone();
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

/// An absolute URL.
pub(super) fn base_url(value: &DeValue<'_>) -> Option<BaseUrl> {
    BaseUrl::parse(value.as_str()?)
}

fn at_least_one(value: &DeValue<'_>) -> Option<usize> {
    number(value).and_then(|number| usize::try_from(number).ok()).filter(|number| *number >= 1)
}

fn untranslated(value: &DeValue<'_>) -> Option<Untranslated> {
    match value.as_str()? {
        "show" => Some(Untranslated::Show),
        "hide" => Some(Untranslated::Hide),
        _ => None,
    }
}
