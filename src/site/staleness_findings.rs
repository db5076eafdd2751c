//! What there is to say about translations and their locks: in, how they stand; out, findings.

use std::collections::BTreeMap;

use super::translations::{Half, is_page};
use crate::diagnostic::codes::staleness as codes;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::locales::{Lock, Standing};
use crate::text::{Drift, LocaleId, SitePath};

/// A locale whose translations were judged.
pub struct Told<'s> {
    pub locale: &'s LocaleId,
    pub source: &'s LocaleId,
    pub path: &'s SitePath,
    pub lock: &'s Lock,
    pub half: Half,
    pub standings: &'s BTreeMap<Box<str>, Standing>,
}

/// A finding for each translation that is stale, was edited, or is torn between the sides of a merge.
pub fn findings(told: &Told<'_>) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> =
        told.standings.iter().filter_map(|(name, one)| told.finding(name, *one)).collect();
    // Told once, not with each half.
    if let Some(line) = told.lock.marker.filter(|_| told.half == Half::Messages) {
        let place = Place::Line(told.path.clone(), line);
        let message = format!("the lock of {} has the marks of a merge in it", told.locale);
        let finding = Diagnostic::new(codes::LOCK_OUTDATED, place, message).locale(told.locale);
        findings
            .push(finding.hint(format!("run `isogloss sync --locale {}`, which tells the sides apart", told.locale)));
    }
    findings
}

impl Told<'_> {
    fn finding(&self, name: &str, standing: Standing) -> Option<Diagnostic> {
        let locale = self.locale;
        match standing {
            Standing::New | Standing::Current | Standing::Carried | Standing::Obsolete => None,
            Standing::Stale(drift) => {
                let code = if is_page(name) { codes::STALE_POST } else { codes::STALE_MESSAGE };
                let message = format!("`{name}` is older than its source in {} ({})", self.source, described(drift));
                let hint = format!("translate it anew; if it is still right, run `{}`", self.accept(name));
                let finding = self.about(code, self.place(locale, name), name, message).hint(hint);
                Some(finding.related(self.place(self.source, name), "what it says now is here"))
            }
            Standing::Edited => {
                let message = format!("`{name}` was edited since the lock of {locale} was written");
                let finding = self.about(codes::LOCK_OUTDATED, self.place(locale, name), name, message);
                Some(finding.hint(format!("run `isogloss sync --locale {locale}` to record it")))
            }
            Standing::Conflict => {
                let line = self.lock.lines.get(name)?.first()?.number;
                let message =
                    format!("a merge left several lines for `{name}`, and none of them is about what it says now");
                let hint = format!("compare it with its source, then run `{}`", self.accept(name));
                let place = Place::Line(self.path.clone(), line);
                let finding = self.about(codes::LOCK_CONFLICT, place, name, message).hint(hint);
                Some(finding.related(self.place(locale, name), "what it says now is here"))
            }
        }
    }

    /// The command that says of a translation that it is right.
    fn accept(&self, name: &str) -> String {
        // A term's dash would begin an option.
        let separator = if name.starts_with('-') { "-- " } else { "" };
        let quote = if name.contains(' ') { "'" } else { "" };
        format!("isogloss accept --locale {} {separator}{quote}{name}{quote}", self.locale)
    }

    fn about(&self, code: Code, place: Place, name: &str, message: String) -> Diagnostic {
        Diagnostic::new(code, place, message).locale(self.locale).id(name)
    }

    /// Where the entry or page of a locale is.
    fn place(&self, locale: &LocaleId, name: &str) -> Place {
        if !is_page(name) {
            return Place::Entry(locale.clone(), name.to_owned());
        }
        let rest = name.strip_prefix(&format!("content/{}/", self.locale)).unwrap_or(name);
        let path = SitePath::new(&format!("content/{locale}/{rest}"));
        path.map_or(Place::Site, Place::File)
    }
}

fn described(drift: Drift) -> String {
    let what = match drift {
        Drift::Cosmetic => "only letter case, spaces or punctuation moved",
        Drift::Review => "its words moved",
        Drift::Redo => "its variables or markup moved",
    };
    format!("{}: {what}", drift.name())
}
