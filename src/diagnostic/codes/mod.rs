//! Every code there is, by topic. `explain CODE` prints these tables.

pub mod content;
pub mod layouts;
pub mod locales;
pub mod opt_in;
pub mod parity;
pub mod site;
pub mod staleness;
pub mod typography;

use super::Code;

/// All codes, by topic and then as listed there.
pub fn all() -> impl Iterator<Item = &'static Code> {
    let found = [locales::ALL, parity::ALL, typography::ALL, staleness::ALL, content::ALL, layouts::ALL, site::ALL];
    found.into_iter().chain([opt_in::ALL]).flatten()
}

/// The code of this name.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

/// Whether nothing is told of it until `site.toml` switches it on.
pub fn is_opt_in(code: Code) -> bool {
    opt_in::ALL.contains(&code)
}

/// Declares the codes of one topic and the list `ALL` of them.
macro_rules! codes {
    ($($(#[$doc:meta])* $constant:ident = $severity:ident $name:literal, meaning: $meaning:literal, example: $example:literal, repair: $repair:literal;)*) => {
        $($(#[$doc])* pub const $constant: $crate::diagnostic::Code = $crate::diagnostic::Code {
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            meaning: $meaning,
            example: $example,
            repair: $repair,
        };)*
        /// All codes of this topic.
        pub const ALL: &[$crate::diagnostic::Code] = &[$($constant),*];
    };
}
use codes;
