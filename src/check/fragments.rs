//! A fragment that a layout prints: in, the call; out, what it is not given and what it is given in vain.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place, Severity, codes};
use crate::layouts::{Call, FRAGMENT_SEES, Layout, Need, PAGE_SEES, Want, Wants};
use crate::site::Site;
use crate::text::nearest;

/// Compares the arguments of a call of `fragment` with what each partial that it names reads.
pub fn check(site: &Site, layout: &Layout, call: &Call, findings: &mut Vec<Diagnostic>) {
    // What is computed as a whole (`**options`) may hold any name.
    let Some(keywords) = &call.keywords else { return };
    let given: BTreeSet<&str> = keywords.iter().map(String::as_str).collect();
    let partials: Vec<(&String, &Wants)> =
        call.names.iter().filter_map(|name| Some((name, site.layouts().wants(name)?))).collect();
    let printed = Printed { place: Place::Span(layout.path.clone(), call.span), given };
    let told = findings.len();
    partials.iter().for_each(|(name, wants)| printed.missing(name, wants, findings));
    // A misspelt name is both missing and given in vain, and told as the former.
    let are_all_known = partials.len() == call.names.len() && partials.iter().all(|(_, wants)| !wants.is_open);
    if are_all_known && told == findings.len() {
        printed.in_vain(&partials, findings);
    }
}

/// A call and what it gives.
struct Printed<'c> {
    place: Place,
    given: BTreeSet<&'c str>,
}

impl Printed<'_> {
    fn missing(&self, partial: &str, wants: &Wants, findings: &mut Vec<Diagnostic>) {
        let wanted = wants.names.iter().filter(|(_, want)| want.need != Need::Optional);
        let missing =
            wanted.filter(|(name, _)| !self.given.contains(name.as_str()) && !FRAGMENT_SEES.contains(&name.as_str()));
        findings.extend(missing.map(|(name, want)| self.lacks(partial, name, want, wants)));
    }

    fn lacks(&self, partial: &str, name: &str, want: &Want, wants: &Wants) -> Diagnostic {
        // What is read in a branch only may never be.
        let (how, severity) = match want.need {
            Need::Always => ("uses", Severity::Error),
            _ => ("may use", Severity::Warning),
        };
        let used = Place::Span(want.path.clone(), want.span);
        if name == "page" {
            // No call can give it: the fault is the partial's.
            let message = format!("`{partial}` {how} `page`, which no fragment sees");
            let finding = Diagnostic::new(codes::layouts::FRAGMENT_ERROR, used, message).severity(severity);
            let hint = "give it what it needs of the page as arguments, or include it instead";
            return finding.argument(name).hint(hint).related(self.place.clone(), "a fragment here");
        }
        let surplus = self.given.iter().copied().filter(|given| !wants.names.contains_key(*given));
        let hint = match nearest(name, surplus) {
            Some(other) => format!("give it {name}=…; {other}=… is of no use to it"),
            None if PAGE_SEES.contains(&name) => {
                format!("a fragment sees nothing of the page: give it {name}=…")
            }
            None => format!("give it {name}=…, or ask in it whether `{name} is defined`"),
        };
        let message = format!("`{partial}` {how} `{name}`, which is not given to it here");
        let finding = Diagnostic::new(codes::layouts::MISSING_ARGUMENT, self.place.clone(), message);
        finding.argument(name).severity(severity).hint(hint).related(used, "used here")
    }

    fn in_vain(&self, partials: &[(&String, &Wants)], findings: &mut Vec<Diagnostic>) {
        let is_read = |name: &str| partials.iter().any(|(_, wants)| wants.names.contains_key(name));
        let surplus = self.given.iter().filter(|name| !is_read(name) && !FRAGMENT_SEES.contains(name));
        let names: Vec<&str> = partials.iter().map(|(name, _)| name.as_str()).collect();
        let who = match names.as_slice() {
            [one] => format!("`{one}` does not use"),
            several => format!("neither `{}` uses", several.join("` nor `")),
        };
        findings.extend(surplus.map(|name| {
            let message = format!("{who} `{name}`, which is given to it here");
            Diagnostic::new(codes::layouts::UNUSED_ARGUMENT, self.place.clone(), message)
                .hint("remove the argument: the fragment is rendered once more for each value of it")
        }));
    }
}
