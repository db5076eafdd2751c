//! Where subjects stand: in, one after another with its place in a locale; out, its place in any locale.
//!
//! Every page asks for several, and the pages of one subject ask about each other: what a subject has in all locales lies
//! together.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Route;
use super::contents::Subject;
use crate::text::LocaleId;

/// Where a subject stands in a locale.
#[derive(Clone, Debug)]
pub struct Stand {
    /// The place of its first page.
    pub route: Route,
    /// How many pages its listing has.
    pub pages: usize,
    /// Whether the locale has it itself, rather than showing another's.
    pub is_own: bool,
}

/// Where each subject stands in each locale.
#[derive(Clone, Debug, Default)]
pub struct Places {
    locales: Vec<LocaleId>,
    /// As many stands as there are locales, in their order.
    stands: IndexMap<Subject, Box<[Option<Stand>]>, FxBuildHasher>,
}

/// Where one subject stands in each locale.
#[derive(Clone, Copy)]
pub struct Row<'p> {
    locales: &'p [LocaleId],
    stands: &'p [Option<Stand>],
}

impl Places {
    /// Nothing stands anywhere yet; there will be about so many subjects.
    pub fn new(locales: Vec<LocaleId>, subjects: usize) -> Self {
        Self { locales, stands: IndexMap::with_capacity_and_hasher(subjects, FxBuildHasher) }
    }

    /// Enters where a subject stands in one of the locales.
    pub fn insert(&mut self, locale: &LocaleId, subject: Subject, stand: Stand) {
        let Some(place) = self.locales.iter().position(|one| one == locale) else { return };
        let nowhere = || vec![None; self.locales.len()].into();
        self.stands.entry(subject).or_insert_with(nowhere)[place] = Some(stand);
    }

    /// Puts the subjects in their order.
    pub fn sort(&mut self) {
        self.stands.sort_unstable_keys();
    }

    /// Where this subject stands in this locale.
    pub fn get(&self, locale: &LocaleId, subject: &Subject) -> Option<&Stand> {
        self.row(self.stands.get(subject)?).get(locale)
    }

    /// All subjects that stand anywhere, in the order that they were put in last.
    pub fn iter(&self) -> impl Iterator<Item = (&Subject, Row<'_>)> {
        self.stands.iter().map(|(subject, stands)| (subject, self.row(stands)))
    }

    fn row<'p>(&'p self, stands: &'p [Option<Stand>]) -> Row<'p> {
        Row { locales: &self.locales, stands }
    }
}

impl<'p> Row<'p> {
    /// Where the subject stands in this locale.
    pub fn get(self, locale: &LocaleId) -> Option<&'p Stand> {
        self.iter().find(|(one, _)| *one == locale).map(|(_, stand)| stand)
    }

    /// The locales that it stands in, in their order, and where.
    pub fn iter(self) -> impl Iterator<Item = (&'p LocaleId, &'p Stand)> {
        self.locales.iter().zip(self.stands).filter_map(|(locale, stand)| Some((locale, stand.as_ref()?)))
    }
}
