//! The variants of a select: in, a text; out, keys that stand twice and plural categories that are not there.

use std::collections::BTreeMap;

use super::finder::{Finder, Text};
use crate::diagnostic::{Place, codes};
use crate::locales::{Key, plural_categories};
use crate::text::{LocaleId, Span};

/// The categories of a locale, looked up when first asked for.
pub struct Plurals<'s> {
    locale: &'s LocaleId,
    /// By whether they are ordinal.
    known: BTreeMap<bool, Vec<&'static str>>,
}

impl<'s> Plurals<'s> {
    /// Nothing is asked for yet.
    pub fn of(locale: &'s LocaleId) -> Self {
        Self { locale, known: BTreeMap::new() }
    }

    fn categories(&mut self, is_ordinal: bool) -> &[&'static str] {
        self.known.entry(is_ordinal).or_insert_with(|| plural_categories(self.locale, is_ordinal))
    }
}

/// Looks at every select of a text.
pub fn check(finder: &mut Finder<'_>, text: &Text<'_>, plurals: &mut Plurals<'_>) {
    for select in &text.parts.selects {
        duplicates(finder, text, &select.keys);
        categories(finder, text, &select.keys, plurals.categories(select.is_ordinal));
    }
}

fn duplicates(finder: &mut Finder<'_>, text: &Text<'_>, keys: &[Key<'_>]) {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    for key in keys {
        let first = *known.entry(key.name).or_insert(key.span);
        if first == key.span {
            continue;
        }
        let message = format!("`{}` has two variants `[{}]`; the first counts", text.name(), key.name);
        let place = |finding: &crate::diagnostic::Diagnostic| match &finding.place {
            Place::Span(path, _) => Place::Span(path.clone(), first),
            other => other.clone(),
        };
        let finding = finder.find_in(codes::parity::DUPLICATE_VARIANT, text, key.span, message);
        finding.hint = Some("remove one of the two, or correct its key".to_owned());
        finding.related.push((place(finding), "the first is here".to_owned()));
    }
}

/// A select that has a category other than `other` chooses by number: then it needs all of them.
fn categories(finder: &mut Finder<'_>, text: &Text<'_>, keys: &[Key<'_>], wanted: &[&'static str]) {
    let given = |category: &str| keys.iter().any(|key| key.name == category);
    if !wanted.iter().any(|category| *category != "other" && given(category)) {
        return;
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|category| !given(category)).collect();
    let (Some(first), false) = (keys.first(), missing.is_empty()) else { return };
    let message = format!("`{}` has no variant for {}", text.name(), missing.join(", "));
    let locale = finder.locale.clone();
    finder.find_in(codes::parity::MISSING_PLURAL, text, first.span, message).hint =
        Some(format!("numbers of {locale} have the categories {}", wanted.join(", ")));
}
