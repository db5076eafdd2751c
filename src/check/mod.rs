//! Rules: in, a joined site; out, what is wrong with its messages although every one of them can be read and printed.
//!
//! [`Reference`] is what the source locale says, opened up once. [`messages`] is all that the rules find in one locale:
//! what it lacks and has too much ([`parity`]), what its texts do with variables, terms and markup otherwise than the
//! source's ([`placeables`], [`markup`], [`variants`], [`style`]), and what a text should not look like in any language
//! ([`texts`], [`typography`], [`japanese`], [`files`]). Each locale can be looked at on its own, on any core.
//!
//! Nothing here is judged by `[checks]`: that happens in one place, for all findings alike.

mod files;
mod finder;
mod japanese;
mod markup;
mod messages;
mod parity;
mod placeables;
mod quotes;
mod style;
mod texts;
mod typography;
mod variants;

pub use messages::{Reference, messages};
pub use typography::repair;
