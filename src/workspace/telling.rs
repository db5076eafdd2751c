//! Each fault told once: what several pages, layouts and checks say of it becomes one finding.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Finding;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, codes};
use crate::locales::split_id;
use crate::render::FragmentKey;
use crate::site::Site;

/// Faults of an entry that are met again when it is written out.
const RETOLD: [Code; 4] = [
    codes::locales::SYNTAX_ERROR,
    codes::locales::FUNCTION_ERROR,
    codes::locales::TOO_LONG,
    codes::locales::FORBIDDEN_CHARACTER,
];

/// Findings as they come in.
pub struct Telling<'s> {
    site: &'s Site,
    /// What was found before anything was rendered and may be met again.
    known: Vec<Diagnostic>,
    /// What is wrong with calls in layouts and with entries of menus, by the message that they ask for.
    calls: BTreeMap<String, Vec<Diagnostic>>,
    told: BTreeMap<Diagnostic, Details>,
}

#[derive(Default)]
struct Details {
    related: BTreeSet<(Place, String)>,
    pages: BTreeSet<Arc<str>>,
    fragments: BTreeSet<FragmentKey>,
}

impl<'s> Telling<'s> {
    /// Begins with what was found before rendering.
    pub fn new(site: &'s Site) -> Self {
        let mut telling = Self { site, known: Vec::new(), calls: BTreeMap::new(), told: BTreeMap::new() };
        for diagnostic in site.findings() {
            if RETOLD.contains(&diagnostic.code) {
                telling.known.push(diagnostic.clone());
            }
            if !telling.is_of_pseudo(&diagnostic) {
                telling.enter(diagnostic);
            }
        }
        telling
    }

    /// Takes what is wrong with calls in layouts and with entries of menus; pages will meet some of it again.
    pub fn take_of_calls(&mut self, diagnostics: Vec<Diagnostic>) {
        for diagnostic in diagnostics {
            if self.is_known(&diagnostic) {
                continue;
            }
            if let Some(id) = &diagnostic.id {
                self.calls.entry(id.clone()).or_default().push(diagnostic.clone());
            }
            self.enter(diagnostic);
        }
    }

    /// Takes what is met on no page.
    pub fn take(&mut self, diagnostics: Vec<Diagnostic>) {
        for diagnostic in diagnostics {
            self.enter(diagnostic);
        }
    }

    /// Takes what the render of a page found.
    pub fn take_of_page(&mut self, diagnostic: &Diagnostic, output: &Arc<str>) {
        if !self.is_known(diagnostic) {
            self.enter(self.at_call(diagnostic).clone()).pages.insert(Arc::clone(output));
        }
    }

    /// Takes what the render of a fragment found.
    pub fn take_of_fragment(&mut self, diagnostic: &Diagnostic, key: &FragmentKey) {
        if !self.is_known(diagnostic) {
            self.enter(self.at_call(diagnostic).clone()).fragments.insert(key.clone());
        }
    }

    /// Whether something is broken that all locales share: a layout, a menu, a name in one of them. Then it cannot be
    /// known what pages would ask for.
    pub fn is_of_a_broken_site(&self) -> bool {
        let mut errors = self.told.keys().filter(|told| told.severity == Severity::Error && told.locale.is_none());
        errors.any(|error| !matches!(&error.place, Place::Span(path, _) | Place::File(path) if path.within("locales").is_some()))
    }

    /// All findings, in the order of their places.
    pub fn finish(self) -> Vec<Finding> {
        let checks = &self.site.settings().checks;
        let judged = self.told.into_iter().filter_map(|(mut diagnostic, mut details)| {
            diagnostic.related = std::mem::take(&mut details.related).into_iter().collect();
            let Details { pages, fragments, .. } = details;
            Some(Finding { diagnostic: checks.judge(diagnostic)?, pages, fragments })
        });
        judged.collect()
    }

    fn enter(&mut self, mut diagnostic: Diagnostic) -> &mut Details {
        let related = std::mem::take(&mut diagnostic.related);
        let details = self.told.entry(diagnostic).or_default();
        details.related.extend(related);
        details
    }

    /// The same fault as it was found at a call, else the finding itself.
    fn at_call<'d>(&'d self, met: &'d Diagnostic) -> &'d Diagnostic {
        let calls = met.id.as_ref().and_then(|id| self.calls.get(id));
        calls.into_iter().flatten().find(|call| is_fault_of_call(call, met)).unwrap_or(met)
    }

    /// Whether the same fault was found in the sources already: then that finding has the better place.
    fn is_known(&self, diagnostic: &Diagnostic) -> bool {
        if self.is_of_pseudo(diagnostic) {
            return true;
        }
        let code = diagnostic.code;
        if code == codes::locales::MISSING_MESSAGE {
            return self.known.iter().any(|known| is_broken_entry(known, diagnostic));
        }
        RETOLD.contains(&code) && self.known.iter().any(|known| known.code == code && self.is_inside(known, diagnostic))
    }

    /// What is wrong with a pseudo locale is wrong with its source, and told there.
    fn is_of_pseudo(&self, diagnostic: &Diagnostic) -> bool {
        let locale = diagnostic.locale.as_ref().and_then(|locale| self.site.settings().locale(locale));
        locale.is_some_and(|locale| locale.made_from.is_some())
    }

    /// Whether a finding stands inside the entry that the other names.
    fn is_inside(&self, known: &Diagnostic, named: &Diagnostic) -> bool {
        let (Place::Span(path, span), Place::Entry(locale, id)) = (&known.place, &named.place) else { return false };
        let (id, _) = split_id(id);
        let messages = self.site.messages();
        let Some((file, _)) = messages.find(locale, id) else { return false };
        let entry = messages.entry(locale, id).map(|entry| entry.span);
        file == path && entry.is_some_and(|entry| entry.start <= span.start && span.start < entry.end)
    }
}

/// Whether the message is missing because its entry cannot be read.
fn is_broken_entry(known: &Diagnostic, missing: &Diagnostic) -> bool {
    let Place::Span(path, _) = &known.place else { return false };
    let locale = path.within("locales").and_then(|path| path.split('/').next());
    let wanted = missing.locale.as_ref().map(|locale| locale.as_str());
    known.code == codes::locales::SYNTAX_ERROR
        && known.id.is_some()
        && known.id == missing.id
        && (wanted.is_none() || locale == wanted)
}

/// Whether what a page met is the fault of this call, which asks for the same message.
fn is_fault_of_call(call: &Diagnostic, met: &Diagnostic) -> bool {
    if met.code == codes::locales::MISSING_MESSAGE {
        let is_unknown = call.code == codes::locales::MISSING_MESSAGE || call.code == codes::locales::MISSING_VALUE;
        return is_unknown && met.locale.is_none() && met.place == call.place;
    }
    let is_met_there = match &call.place {
        Place::Field(..) => met.related.is_empty(),
        place => met.related.iter().any(|(asked, _)| asked == place),
    };
    let is_same_kind = match met.code {
        code if code == codes::locales::UNKNOWN_VARIABLE => call.code == codes::layouts::MISSING_ARGUMENT,
        code => code == codes::locales::SLOT_MISMATCH && call.code == code,
    };
    is_met_there && is_same_kind && argument(&call.message) == argument(&met.message)
}

/// The variable (`$user`) or link (`docs`) that a message of a finding names.
fn argument(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once('$').or_else(|| message.split_once("the link `"))?;
    rest.split([',', '`']).next()
}
