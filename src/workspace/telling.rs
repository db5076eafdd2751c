//! Each fault told once: what several pages, layouts and checks say of it becomes one finding.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Finding;
use super::calls::Calls;
use super::follows::Faults;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, codes};
use crate::locales::split_id;
use crate::render::FragmentKey;
use crate::settings::Exception;
use crate::site::Site;
use crate::text::{LocaleId, SitePath, nearest};

/// Faults of an entry that are met again when it is written out.
const RETOLD: [Code; 4] = [
    codes::locales::SYNTAX_ERROR,
    codes::locales::FUNCTION_ERROR,
    codes::locales::TOO_LONG,
    codes::locales::FORBIDDEN_CHARACTER,
];
/// Faults that the rules see in the sources and that pages show.
const SHOWN: [Code; 5] = [
    codes::locales::MISSING_MESSAGE,
    codes::parity::MISSING_ATTRIBUTE,
    codes::locales::MISSING_VALUE,
    codes::locales::SLOT_MISMATCH,
    codes::parity::SURPLUS_VARIABLE,
];

/// Findings as they come in.
pub struct Telling<'s> {
    site: &'s Site,
    /// What was found before anything was rendered and may be met again.
    known: Vec<Diagnostic>,
    /// The files with an entry of this id that cannot be read.
    broken: BTreeMap<String, Vec<SitePath>>,
    /// What is wrong with calls in layouts and with entries of menus.
    calls: Calls,
    /// What the rules found and pages may show, by locale and id.
    ruled: BTreeMap<(LocaleId, String), Vec<Diagnostic>>,
    told: BTreeMap<Diagnostic, Details>,
}

#[derive(Default)]
struct Details {
    related: BTreeSet<(Place, String)>,
    pages: BTreeSet<Arc<str>>,
    fragments: BTreeSet<FragmentKey>,
}

impl Details {
    /// Whether a page met it.
    fn is_shown(&self) -> bool {
        !self.pages.is_empty() || !self.fragments.is_empty()
    }
}

impl<'s> Telling<'s> {
    /// Begins with what was found before rendering: in the sources, and by the rules.
    pub fn new(site: &'s Site, rules: &[Arc<[Diagnostic]>]) -> Self {
        let (known, broken) = (Vec::new(), BTreeMap::new());
        let mut telling =
            Self { site, known, broken, calls: Calls::default(), ruled: BTreeMap::new(), told: BTreeMap::new() };
        for diagnostic in site.findings() {
            if RETOLD.contains(&diagnostic.code) {
                telling.know(&diagnostic);
            }
            if !telling.is_of_pseudo(&diagnostic) {
                telling.enter(diagnostic);
            }
        }
        rules.iter().for_each(|found| telling.take_of_rules(found));
        telling
    }

    /// Remembers a fault of the sources that may be met again.
    fn know(&mut self, found: &Diagnostic) {
        if let (true, Some(id), Place::Span(path, _)) =
            (found.code == codes::locales::SYNTAX_ERROR, &found.id, &found.place)
        {
            self.broken.entry(id.clone()).or_default().push(path.clone());
        }
        self.known.push(found.clone());
    }

    /// Takes what is wrong with calls in layouts and with entries of menus; pages will meet some of it again.
    pub fn take_of_calls(&mut self, findings: &[Diagnostic]) {
        findings.iter().for_each(|finding| self.calls.add(finding));
        self.take_of_rules(findings);
    }

    /// Takes what rules found.
    pub fn take_of_rules(&mut self, findings: &[Diagnostic]) {
        findings.iter().for_each(|finding| self.take_of_rule(finding));
    }

    fn take_of_rule(&mut self, diagnostic: &Diagnostic) {
        if self.is_known(diagnostic) {
            return;
        }
        if let (true, Some(locale), Some(id)) = (SHOWN.contains(&diagnostic.code), &diagnostic.locale, &diagnostic.id) {
            self.ruled.entry((locale.clone(), id.clone())).or_default().push(diagnostic.clone());
        }
        self.enter(diagnostic.clone());
    }

    /// Takes what the render of a page found.
    pub fn take_of_page(&mut self, diagnostic: &Diagnostic, output: &Arc<str>) {
        if let Some(details) = self.take(diagnostic) {
            details.pages.insert(Arc::clone(output));
        }
    }

    /// Takes what the render of a fragment found.
    pub fn take_of_fragment(&mut self, diagnostic: &Diagnostic, key: &FragmentKey) {
        let at_call = self.calls.fault_of_fragment(self.site.layouts(), diagnostic, key).cloned();
        let details = match at_call {
            Some(call) => Some(self.enter_met(call, diagnostic)),
            None => self.take(diagnostic),
        };
        if let Some(details) = details {
            details.fragments.insert(key.clone());
        }
    }

    fn take(&mut self, diagnostic: &Diagnostic) -> Option<&mut Details> {
        if self.is_known(diagnostic) {
            return None;
        }
        if let Some(call) = self.calls.fault_of(diagnostic).cloned() {
            return Some(self.enter(call));
        }
        let Some(ruled) = self.ruled(diagnostic).cloned() else { return Some(self.enter(diagnostic.clone())) };
        if ruled.code == codes::parity::SURPLUS_VARIABLE {
            // That its name is printed is worse than that the source lacks it, and stands at the same place.
            self.told.remove(&Diagnostic { related: Vec::new(), ..ruled.clone() });
            return Some(self.enter(Diagnostic { place: ruled.place, ..diagnostic.clone() }));
        }
        let details = self.enter(ruled.clone());
        details.related.extend(diagnostic.related.iter().filter(|(place, _)| *place != ruled.place).cloned());
        if diagnostic.code == codes::locales::MISSING_MESSAGE {
            details.related.insert((diagnostic.place.clone(), "asked for here".to_owned()));
        }
        Some(details)
    }

    /// The finding of the rules that says the same as this one, which a render met.
    fn ruled(&self, shown: &Diagnostic) -> Option<&Diagnostic> {
        let (locale, id) = (shown.locale.as_ref()?, shown.id.as_deref()?);
        let at = |id: &str| self.ruled.get(&(locale.clone(), id.to_owned())).into_iter().flatten();
        if shown.code == codes::locales::SLOT_MISMATCH {
            return at(id).find(|ruled| ruled.code == shown.code);
        }
        if shown.code == codes::locales::UNKNOWN_VARIABLE {
            let surplus = |ruled: &&Diagnostic| ruled.code == codes::parity::SURPLUS_VARIABLE;
            return at(id).filter(surplus).find(|ruled| ruled.argument == shown.argument);
        }
        if shown.code != codes::locales::MISSING_MESSAGE {
            return None;
        }
        let (message, _) = split_id(id);
        let lacking =
            [codes::locales::MISSING_MESSAGE, codes::parity::MISSING_ATTRIBUTE, codes::locales::MISSING_VALUE];
        let own = at(id).find(|ruled| lacking.contains(&ruled.code));
        own.or_else(|| at(message).find(|ruled| ruled.code == codes::locales::MISSING_MESSAGE))
    }

    /// Whether something is broken that all locales share: a layout, a menu, a name in one of them. Then it cannot be
    /// known what pages would ask for.
    pub fn is_of_a_broken_site(&self) -> bool {
        let of_locale = |place: &Place| match place {
            Place::Span(path, _) | Place::File(path) => path.within("locales").is_some(),
            _ => false,
        };
        let mut errors = self.told.keys().filter(|told| told.severity == Severity::Error && told.locale.is_none());
        errors.any(|error| !of_locale(&error.place))
    }

    /// All findings, in the order of their places. `is_whole` says that everything was rendered: only then is an
    /// exception that meets no finding a finding itself.
    pub fn finish(self, is_whole: bool) -> Vec<Finding> {
        let checks = &self.site.settings().checks;
        let source = &self.site.settings().source_locale;
        let faults = Faults::of(source, self.told.keys());
        let following: BTreeSet<Diagnostic> = self
            .told
            .iter()
            .filter(|(found, details)| !details.is_shown() && faults.bring(source, found))
            .map(|(found, _)| found.clone())
            .collect();
        let mut used = vec![false; checks.exceptions.len()];
        let mut judged = Vec::new();
        for (mut diagnostic, mut details) in self.told {
            if following.contains(&diagnostic) {
                continue;
            }
            diagnostic.related = std::mem::take(&mut details.related).into_iter().collect();
            let Details { pages, fragments, .. } = details;
            checks.exceptions_for(&diagnostic).for_each(|at| used[at] = true);
            judged.extend(checks.judge(diagnostic).map(|diagnostic| Finding { diagnostic, pages, fragments }));
        }
        let unused = checks.exceptions.iter().zip(used).filter(|(_, used)| is_whole && !used).map(|(one, _)| one);
        for diagnostic in unused.map(unused_exception).filter_map(|unused| checks.judge(unused)) {
            judged.push(Finding { diagnostic, pages: BTreeSet::new(), fragments: BTreeSet::new() });
        }
        judged.sort_by(|one, other| one.diagnostic.cmp(&other.diagnostic));
        judged
    }

    fn enter(&mut self, mut diagnostic: Diagnostic) -> &mut Details {
        let related = std::mem::take(&mut diagnostic.related);
        let details = self.told.entry(diagnostic).or_default();
        details.related.extend(related);
        details
    }

    /// Enters a fault of a call that a render met: what might have failed did.
    fn enter_met(&mut self, call: Diagnostic, met: &Diagnostic) -> &mut Details {
        let known = self.told.remove(&Diagnostic { related: Vec::new(), ..call.clone() }).unwrap_or_default();
        let details = self.enter(call.severity(met.severity));
        details.related.extend(known.related);
        details.pages.extend(known.pages);
        details.fragments.extend(known.fragments);
        details
    }

    /// Whether the same fault was found in the sources already: then that finding has the better place.
    fn is_known(&self, diagnostic: &Diagnostic) -> bool {
        if self.is_of_pseudo(diagnostic) {
            return true;
        }
        let code = diagnostic.code;
        if code == codes::locales::MISSING_MESSAGE {
            let broken = diagnostic.id.as_ref().and_then(|id| self.broken.get(id));
            return broken.into_iter().flatten().any(|known| is_broken_in(known, diagnostic.locale.as_ref()));
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

/// Whether an entry that cannot be read is one of this locale; of any, where none is named.
fn is_broken_in(path: &SitePath, wanted: Option<&LocaleId>) -> bool {
    let locale = path.within("locales").and_then(|path| path.split('/').next());
    wanted.is_none_or(|wanted| locale == Some(wanted.as_str()))
}

fn unused_exception(exception: &Exception) -> Diagnostic {
    let place = SitePath::new("site.toml").map_or(Place::Site, |path| Place::Span(path, exception.span));
    let code = &exception.code;
    let (message, hint) = match codes::find(code) {
        Some(_) => (format!("this exception meets no `{code}` any more"), "remove it".to_owned()),
        None => {
            let near = nearest(code, codes::all().map(|code| code.name));
            let hint = near.map_or_else(
                || "`isogloss explain` lists all codes".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            (format!("`{code}` is not a code"), hint)
        }
    };
    Diagnostic::new(codes::site::UNUSED_EXCEPTION, place, message).hint(hint)
}
