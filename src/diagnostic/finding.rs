//! A finding as a value, and the words to make one.

use super::{Code, Place, Severity};
use crate::text::{LocaleId, keep_fields};

/// One finding about the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// Where it is.
    pub place: Place,
    /// What kind of finding it is.
    pub code: Code,
    /// How much it matters here; the code's own severity unless the site or the locale's state says otherwise.
    pub severity: Severity,
    /// What is wrong, in one sentence without a capital or a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Other places that belong to it, each with what it is.
    pub related: Vec<(Place, String)>,
    /// The locale it concerns, when it concerns one.
    pub locale: Option<LocaleId>,
    /// The message, term or attribute it concerns (`nav-home`, `-brand`, `search.title`).
    pub id: Option<String>,
    /// What its message or layout takes from outside and it concerns: a variable (`$user`), the name of a link (`docs`), a
    /// name that a layout reads (`page`).
    pub argument: Option<String>,
}

keep_fields!(Diagnostic { place, code, severity, message, hint, related, locale, id, argument });

impl Diagnostic {
    /// A finding at a place, with the severity of its code.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            code,
            severity: code.severity,
            message: message.into(),
            hint: None,
            related: Vec::new(),
            locale: None,
            id: None,
            argument: None,
        }
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With one more place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, what: impl Into<String>) -> Self {
        self.related.push((place, what.into()));
        self
    }

    /// Concerning this locale.
    #[must_use]
    pub fn locale(mut self, locale: &LocaleId) -> Self {
        self.locale = Some(locale.clone());
        self
    }

    /// Concerning this message, term or attribute.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Concerning this variable (`$user`), link (`docs`) or name of a layout (`page`).
    #[must_use]
    pub fn argument(mut self, argument: impl Into<String>) -> Self {
        self.argument = Some(argument.into());
        self
    }

    /// With another severity than its code's.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
