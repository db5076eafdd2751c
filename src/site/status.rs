//! How far each locale has come: in, the site; out, its messages, documents and gate, one value a locale.

use std::collections::BTreeMap;

use super::contents::{Key, Subject};
use super::contents_join::key_of;
use super::{Gate, Site};
use crate::locales::Comparison;
use crate::settings::LocaleSettings;
use crate::text::{LocaleId, SitePath};

/// How far a locale has come.
#[derive(Clone, Debug)]
pub struct Status<'s> {
    /// Its settings.
    pub locale: &'s LocaleSettings,
    /// Its messages beside the source's.
    pub messages: Comparison<'s>,
    /// Messages that it has, and whose source has moved since they were translated, sorted. Terms do not count.
    pub stale_messages: Vec<&'s str>,
    /// Its posts, pages and sections beside the source's.
    pub documents: Documents<'s>,
    /// Whether it may be live.
    pub gate: Gate,
}

/// The posts, pages and sections of the source that a locale has or lacks. Drafts count where they are made, files that
/// cannot be read never.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documents<'s> {
    /// Those of the source.
    pub total: usize,
    /// Those that the locale has no document of its own for, each with the source's file.
    pub missing: BTreeMap<Subject, &'s SitePath>,
    /// Those whose source has moved since they were translated, each with the locale's file.
    pub stale: BTreeMap<Subject, &'s SitePath>,
}

impl Status<'_> {
    /// How many messages and documents it has whose source has moved since.
    pub fn stale(&self) -> usize {
        self.stale_messages.len() + self.documents.stale.len()
    }
}

impl Documents<'_> {
    /// How many documents of the source the locale has in its own language.
    pub fn translated(&self) -> usize {
        self.total - self.missing.len()
    }
}

impl Site {
    /// All locales that the settings declare, in their order.
    pub fn statuses<'s>(&'s self) -> Vec<Status<'s>> {
        let source = &self.settings().source_locale;
        let declared = self.settings().locales.iter().filter(|locale| locale.made_from.is_none());
        declared.map(|locale| self.status(locale, source)).collect()
    }

    fn status<'s>(&'s self, locale: &'s LocaleSettings, source: &LocaleId) -> Status<'s> {
        let messages = self.messages().compare(&locale.id, source);
        let translated =
            self.messages().ids(source).into_iter().filter(|id| messages.missing.binary_search(id).is_err());
        Status {
            locale,
            stale_messages: translated.filter(|id| self.drift_of_message(&locale.id, id).is_some()).collect(),
            documents: self.compare_documents(&locale.id, source),
            gate: self.judge(locale, &messages),
            messages,
        }
    }

    fn compare_documents(&self, locale: &LocaleId, source: &LocaleId) -> Documents<'_> {
        let wanted = self.own_documents(source);
        let own = self.own_documents(locale);
        Documents {
            total: wanted.len(),
            missing: wanted.into_iter().filter(|(subject, _)| !own.contains_key(subject)).collect(),
            stale: own.into_iter().filter(|(_, path)| self.drift_of_page(locale, path).is_some()).collect(),
        }
    }

    /// The documents in a locale's own folder.
    fn own_documents(&self, locale: &LocaleId) -> BTreeMap<Subject, &SitePath> {
        let within = |path: &SitePath| {
            let (folder, rest) = path.within("content")?.split_once('/')?;
            (folder == locale.as_str()).then(|| subject_of(key_of(rest)))
        };
        let counts = self
            .sources
            .documents
            .iter()
            .filter(|(_, document)| !document.broken && (self.options().drafts || !document.front.draft));
        counts.filter_map(|(path, _)| Some((within(path)?, path))).collect()
    }
}

fn subject_of((key, is_section): (Key, bool)) -> Subject {
    if is_section { Subject::Section(key) } else { Subject::Entry(key) }
}
