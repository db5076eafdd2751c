//! `site.toml` → [`Settings`]: in, its bytes; out, every setting with its default, and what is wrong with them.
//!
//! A wrong value costs that value alone: its default stands in, and a diagnostic says so.
//! Only a file that is no TOML at all makes settings that are [broken](Settings::broken).

mod base_url;
mod check_tables;
mod checks;
mod fields;
mod glob;
mod locale_tables;
mod read;
mod values;

pub use base_url::BaseUrl;
pub use checks::{Banned, Checks, Exception, Level, Options, Syntax};
pub use glob::matches;
pub use read::read;
pub use values::{LocaleSettings, RequiredPattern, Settings, State, Untranslated};
