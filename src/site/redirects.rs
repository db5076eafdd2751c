//! Old addresses: in, the aliases of pages, what retired locales would have, and where pages stood in earlier releases;
//! out, the pages that lead on from there.
//!
//! An address that has a page is no redirect. Aliases come first, for an author asked for them; then retired locales,
//! then earlier releases. As a redirect names a page and not an address, it leads to where the page is now.

use std::sync::Arc;

use super::contents::{Contents, LocaleContents, Subject, Target};
use super::page_table::{Making, numbered, pages_of, subjects};
use super::{Former, Page, Role, Route};
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::settings::{LocaleSettings, State};
use crate::text::LocaleId;

/// An address that leads elsewhere by what the sources say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The locale that the address is of.
    pub locale: LocaleId,
    /// The old address.
    pub route: Route,
    /// Where it leads.
    pub to: Arc<Target>,
}

impl Making<'_> {
    /// Enters what leads on from old addresses, after all that stands somewhere itself.
    pub fn redirects(&mut self, contents: &Contents, former: &Former) {
        let settings = self.settings;
        for locale in settings.made() {
            if let Some(shown) = contents.of(&locale.id) {
                self.aliases(locale, shown);
            }
        }
        for locale in settings.retired() {
            if let Some(shown) = contents.retired.get(&locale.id) {
                self.retired(locale, shown);
                self.aliases(locale, shown);
            }
        }
        for locale in settings.made().chain(settings.retired()) {
            for (route, subject, number) in former.of(&locale.id) {
                if let Some(target) = self.target(locale, &subject, number).filter(|_| self.is_free(&route)) {
                    self.redirect(&locale.id, route, target.into(), &Place::Site);
                }
            }
        }
    }

    fn aliases(&mut self, locale: &LocaleSettings, shown: &LocaleContents) {
        let sections = shown.sections.iter().filter_map(|(key, section)| {
            Some((Subject::Section(Arc::clone(key)), section.document.as_ref()?, &section.owner))
        });
        let entries = shown.entries.iter();
        let entries = entries.map(|(key, entry)| (Subject::Entry(Arc::clone(key)), &entry.document, &entry.owner));
        for (subject, document, owner) in sections.chain(entries) {
            // A text that stands in for a missing translation has its own aliases where its own language is.
            if !document.front.aliases.is_empty() && owner == locale.origin() {
                self.aliases_of(locale, &subject, document);
            }
        }
    }

    fn aliases_of(&mut self, locale: &LocaleSettings, subject: &Subject, document: &Document) {
        let Some(target) = self.target(locale, subject, 1).map(Arc::new) else { return };
        let place = Place::Field(document.path.clone(), "aliases".to_owned());
        let root = Route::root(&locale.id, &self.settings.source_locale);
        for alias in &document.front.aliases {
            let route = Route::alias(root.as_str(), alias).filter(|route| !self.is_of_another(&locale.id, route));
            let Some(route) = route else {
                // The same text is read again for every pseudo locale.
                if locale.made_from.is_none() {
                    let message = format!("`{alias}` is no address of this locale");
                    let finding = Diagnostic::new(codes::content::INVALID_VALUE, place.clone(), message);
                    self.table.findings.push(finding.hint("write a path below the locale's own root: /old/place/"));
                }
                continue;
            };
            self.moved(&locale.id, route, Arc::clone(&target), &place);
        }
    }

    /// Whether the route lies below the root of another locale; those of the source locale may.
    fn is_of_another(&self, locale: &LocaleId, route: &Route) -> bool {
        let root = |other: &LocaleId| Route::root(other, &self.settings.source_locale);
        let others =
            self.settings.locales.iter().filter(|other| other.id != *locale && root(&other.id).as_str() != "/");
        others.map(|other| root(&other.id)).any(|root| route.as_str().starts_with(root.as_str()))
    }

    fn retired(&mut self, locale: &LocaleSettings, shown: &LocaleContents) {
        for (subject, first, role) in subjects(&locale.id, &self.settings.source_locale, shown) {
            if role == Role::NotFound || !self.layout(shown, &subject, role).1 {
                continue;
            }
            for number in 1..=pages_of(self.settings, shown, &subject) {
                let route = numbered(&first, number);
                let Some(target) = self.target(locale, &subject, number).filter(|_| self.is_free(&route)) else {
                    break;
                };
                self.moved(&locale.id, route, target.into(), &Place::Site);
            }
        }
    }

    /// Where readers of a page of this locale go: to the page, or from a retired locale to the first live one of its
    /// chain that has it, else to the home page of the first.
    fn target(&self, locale: &LocaleSettings, subject: &Subject, number: usize) -> Option<Target> {
        let there = |locale: &LocaleId, subject: &Subject, number: usize| {
            let stand = self.table.places.get(locale, subject)?;
            let number = if number <= stand.pages { number } else { 1 };
            Some(Target { locale: locale.clone(), subject: subject.clone(), number })
        };
        if locale.state != State::Retired {
            return there(&locale.id, subject, number);
        }
        let settings = self.settings;
        let chain = || locale.fallback.iter().chain([&settings.source_locale]);
        let live = || chain().filter(|id| settings.locale(id).is_some_and(|locale| locale.state == State::Live));
        let home = Subject::Section("".into());
        live().find_map(|id| there(id, subject, number)).or_else(|| live().find_map(|id| there(id, &home, 1)))
    }

    /// Enters a redirect that the sources ask for: servers are told of it, too.
    fn moved(&mut self, from: &LocaleId, route: Route, to: Arc<Target>, claim: &Place) {
        if self.redirect(from, route.clone(), Arc::clone(&to), claim) {
            self.table.moved.push(Moved { locale: from.clone(), route, to });
        }
    }

    /// Enters one redirect; says whether it did.
    fn redirect(&mut self, from: &LocaleId, route: Route, to: Arc<Target>, claim: &Place) -> bool {
        let subject = Subject::Redirect(to);
        let Some(output) = self.claim(&route, claim, Some(&subject)) else { return false };
        let (locale, layout) = (from.clone(), Arc::default());
        let page = Page { locale, subject, number: 1, route, layout, role: Role::Artifact };
        self.table.pages.insert(output, Arc::new(page));
        true
    }
}
