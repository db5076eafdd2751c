//! Rules: in, a joined site; out, what is wrong with it although every part of it can be read.
//!
//! [`Reference`] is what the source locale says, opened up once. [`messages`] is all that the rules find in one locale:
//! what it lacks and has too much ([`parity`]), what its texts do with variables, terms and markup otherwise than the
//! source's ([`placeables`], [`markup`], [`variants`], [`style`]), and what a text should not look like in any language
//! ([`texts`], [`typography`], [`japanese`], [`files`]); and in the source what only some sites want ([`house`]). Each locale can be looked at on its own, on any core.
//!
//! [`layouts`](fn@layouts) compares what layouts and menus ask for with the messages of the source ([`calls`]), and the
//! arguments of fragments with what their layouts read ([`fragments`]);
//! [`unused`](fn@unused) finds the messages that nobody asks for. [`fix`](fn@fix) repairs what needs no judgement.
//!
//! Nothing here is judged by `[checks]`: that happens in one place, for all findings alike.

mod calls;
mod files;
mod finder;
mod fix;
mod fragments;
mod house;
mod japanese;
mod layouts;
mod markup;
mod messages;
mod parity;
mod placeables;
mod quotes;
mod spacing;
mod style;
mod texts;
mod typography;
mod unused;
mod variants;
mod words;

pub use fix::fix;
pub use layouts::layouts;
pub use messages::{Reference, messages};
pub use unused::unused;
