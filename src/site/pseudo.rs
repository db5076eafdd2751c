//! Pseudo locales beside those that a site declares: in, its settings; out, the same with `en-XA` and `ar-XB`.

use crate::locales::{Pseudo, PseudoStyle};
use crate::settings::{LocaleSettings, Settings, State};

/// Adds them, made from the source locale, unless the site declares their ids itself. They are previews: built, and
/// neither linked nor counted among the site's languages.
pub fn add(settings: &mut Settings) {
    let Some(source) = settings.locale(&settings.source_locale).cloned() else { return };
    for style in PseudoStyle::ALL {
        if settings.locale(&style.id()).is_some() {
            continue;
        }
        // What the source itself lacks comes from where the source has it.
        let fallback = std::iter::once(&source.id).chain(&source.fallback).cloned().collect();
        settings.locales.push(LocaleSettings {
            id: style.id(),
            state: State::Preview,
            name: Some(style.name().to_owned()),
            fallback,
            base_url: None,
            required: Vec::new(),
            made_from: Some(source.id.clone()),
            ..source.clone()
        });
    }
}

/// What a locale is made of, if it is a pseudo locale.
pub fn of(locale: &LocaleSettings) -> Option<Pseudo> {
    let style = PseudoStyle::ALL.into_iter().find(|style| style.id() == locale.id)?;
    locale.made_from.clone().map(|source| Pseudo { style, source })
}
