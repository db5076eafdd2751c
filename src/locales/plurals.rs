//! Plural categories: in, a locale; out, the categories that its whole numbers take.

use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};

use crate::text::LocaleId;

/// Every category that some whole number takes is taken by one up to here (CLDR: cycles of a hundred).
const LARGEST: u32 = 200;

/// The categories that a translation has to tell apart, by CLDR: those that whole numbers take. So `many` is wanted in
/// Polish, where 5 takes it, and not in French, where only millions do, or in Czech, where only fractions do.
pub fn plural_categories(locale: &LocaleId, is_ordinal: bool) -> Vec<&'static str> {
    let kind = if is_ordinal { PluralRuleType::Ordinal } else { PluralRuleType::Cardinal };
    let locale = locale.as_str().parse().unwrap_or(Locale::UNKNOWN);
    let Ok(rules) = PluralRules::try_new((&locale).into(), kind.into()) else { return Vec::new() };
    let taken = |category: &PluralCategory| (0..=LARGEST).any(|number| rules.category_for(number) == *category);
    let all = [
        (PluralCategory::Zero, "zero"),
        (PluralCategory::One, "one"),
        (PluralCategory::Two, "two"),
        (PluralCategory::Few, "few"),
        (PluralCategory::Many, "many"),
        (PluralCategory::Other, "other"),
    ];
    all.into_iter().filter(|(category, _)| taken(category)).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::plural_categories;
    use crate::text::LocaleId;

    #[test]
    fn wants_what_whole_numbers_take() {
        for (locale, cardinal, ordinal) in [
            ("en", "one other", "one two few other"),
            ("ja", "other", "other"),
            ("fr", "one other", "one other"),
            ("pt-BR", "one other", "other"),
            ("pl", "one few many", "other"),
            ("cs", "one few other", "other"),
            ("ar", "zero one two few many other", "other"),
            ("cy", "zero one two few many other", "zero one two few many other"),
        ] {
            let categories = |is_ordinal| plural_categories(&LocaleId::new(locale), is_ordinal).join(" ");
            assert_eq!((&*categories(false), &*categories(true)), (cardinal, ordinal), "{locale}");
        }
    }
}
