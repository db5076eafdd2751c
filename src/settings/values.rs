//! The settings as values: in, what was read; out, every setting with its default filled in.

use super::{BaseUrl, Checks};
use crate::text::{LocaleId, Span};

/// All settings of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the site will stand; its path begins every address on it.
    pub base_url: BaseUrl,
    /// The language that everything is translated from. It stands at `/`.
    pub source_locale: LocaleId,
    /// Posts on one page of a listing, at least 1.
    pub page_size: usize,
    /// What happens to posts that a locale lacks.
    pub untranslated_posts: Untranslated,
    /// Whether watch mode answers `/` by `Accept-Language`.
    pub negotiate: bool,
    /// Severities, switches and exceptions of findings.
    pub checks: Checks,
    /// The locales in the order of the file, each id once.
    pub locales: Vec<LocaleSettings>,
    /// The file is not TOML; nothing can be built from these settings.
    pub broken: bool,
    /// Whether a release is made, and not what people look at while they work. No `site.toml` says so.
    pub release: bool,
}

impl Settings {
    /// The settings of one locale.
    pub fn locale(&self, id: &LocaleId) -> Option<&LocaleSettings> {
        self.locales.iter().find(|locale| locale.id == *id)
    }

    /// The locales whose pages are made, in order: all that are built, and in a release those that readers may see.
    pub fn made(&self) -> impl Iterator<Item = &LocaleSettings> {
        self.locales.iter().filter(|locale| self.makes(locale.state))
    }

    /// The locales whose old addresses lead elsewhere: only a release has them.
    pub fn retired(&self) -> impl Iterator<Item = &LocaleSettings> {
        self.locales.iter().filter(|locale| self.release && locale.state == State::Retired)
    }

    /// Whether pages of a locale in this state are made.
    pub fn makes(&self, state: State) -> bool {
        if self.release { state.is_released() } else { state.is_built() }
    }

    /// The address that a locale stands at, when it is not below the site's. Only a release has it there: what people
    /// look at while they work stands in one folder.
    pub fn own_host(&self, locale: &LocaleId) -> Option<&BaseUrl> {
        if self.release { self.locale(locale)?.base_url.as_ref() } else { None }
    }
}

/// What happens to posts that a locale lacks: one policy for listings, tags, feeds, search, sitemap and neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untranslated {
    /// They are shown in the language that they have, and marked with it.
    Show,
    /// They are left out.
    Hide,
}

/// How far a locale has come (see the table of states in the manual).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing is made yet.
    Planned,
    /// Made in watch mode and plain builds, greyed in the switcher, never released.
    ComingSoon,
    /// Released, but neither linked nor indexed.
    Preview,
    /// Released, linked, indexed.
    Live,
    /// Released as redirects to its fallback.
    Retired,
}

impl State {
    /// The word that `site.toml` and layouts use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::ComingSoon => "coming-soon",
            Self::Preview => "preview",
            Self::Live => "live",
            Self::Retired => "retired",
        }
    }

    /// Whether a release has its pages.
    pub fn is_released(self) -> bool {
        matches!(self, Self::Preview | Self::Live)
    }

    /// Whether watch mode and plain builds make its pages.
    pub fn is_built(self) -> bool {
        matches!(self, Self::ComingSoon | Self::Preview | Self::Live)
    }
}

/// The settings of one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleSettings {
    /// Its BCP 47 tag, as written.
    pub id: LocaleId,
    /// How far it has come.
    pub state: State,
    /// Its name in itself, where the site does not want CLDR's.
    pub name: Option<String>,
    /// The locales that stand in for what it lacks, in order, without itself.
    pub fallback: Vec<LocaleId>,
    /// A host of its own.
    pub base_url: Option<BaseUrl>,
    /// Percent translated from which it may be live.
    pub go_live_at: u8,
    /// Percent translated under which a live locale falls under its gate.
    pub drop_below: u8,
    /// Patterns of the messages without which it may not be live.
    pub required: Vec<RequiredPattern>,
    /// Of a pseudo locale, the one that its texts are made from. No `site.toml` can ask for it.
    pub made_from: Option<LocaleId>,
    /// Where `site.toml` declares it.
    pub span: Span,
}

/// A pattern of messages without which a locale may not be live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredPattern {
    /// As [`matches`](super::matches) reads it: `nav-*`.
    pub pattern: String,
    /// Where `site.toml` has it.
    pub span: Span,
}

impl LocaleSettings {
    /// The locale whose documents and rules of sorting it has: itself, but for pseudo locales.
    pub fn origin(&self) -> &LocaleId {
        self.made_from.as_ref().unwrap_or(&self.id)
    }
}
