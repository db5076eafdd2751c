//! Messages: in, `.ftl` files as bytes and what the settings say of the locales; out, texts, digests and findings.
//!
//! [`parse`] reads one file into a [`Resource`]; broken input is a value and diagnostics. [`Messages::join`] joins all
//! files of all locales, with fallback chains, and answers every question about them: [`Messages::format`],
//! [`Messages::answer`], [`Messages::coverage`]. fluent-bundle formats; numbers and dates are CLDR's ([`Formats`]), the
//! same for `NUMBER()` and `DATETIME()` in messages and for layouts. [`weave`] reads the inline markup of a message.
//!
//! Guarded against hostile files: size, nesting, digits and output are bounded, and nothing here panics on input.

mod anatomy;
mod arguments;
mod audit;
mod bounded;
mod bundle;
mod characters;
mod closure;
mod comparison;
mod datetime;
mod edition;
mod entry;
mod extent;
mod facts;
mod fingerprint;
mod formats;
mod formatter;
mod functions;
mod guard;
mod language_table;
mod lock;
mod lookup;
mod markup;
mod messages;
mod missing_attributes;
mod names;
mod namespace;
mod needs;
mod negotiate;
mod number;
mod options;
mod parse;
mod plurals;
mod pseudo;
mod referrers;
mod resource;
mod runtime;
mod source;
mod standing;
mod syntax;
mod tag;
#[cfg(test)]
mod tests;
mod untranslated;

pub use anatomy::{Anatomy, Key, Literal, PLACEABLE, Role, Run, Select, Use};
pub use arguments::{Argument, Arguments};
pub use characters::{is_forbidden, without_forbidden};
pub use comparison::Comparison;
pub use datetime::{DateParts, DateStyle};
pub use edition::Edition;
pub use entry::{Attribute, Entry, EntryKind, Pattern, Reference, Variable};
pub use formats::{Formats, format_date, format_number};
pub use lock::{Lock, LockLine, parse_lock, write_lock};
pub use lookup::{FormatError, FormatErrorKind, Formatted};
pub use markup::{MarkupFinding, MarkupFindingKind, Slot, Woven, weave};
pub use messages::{Coverage, LocaleSpec, Messages, split_id};
pub use missing_attributes::{add_missing_attributes, commented_attributes};
pub use names::{direction, is_well_formed, language_name, with_territory};
pub use needs::Needs;
pub use negotiate::negotiate;
pub use number::Digits;
pub use parse::parse;
pub use plurals::plural_categories;
pub use pseudo::{Pseudo, PseudoStyle};
pub use resource::Resource;
pub use standing::{Present, Standing, choose, judge};
pub use untranslated::{add_untranslated, commented_names};
