//! What is wrong with a site that nobody has to look at a page for: in, a [`Site`](crate::site::Site); out, findings.
//!
//! [`layouts`] compares what layouts and menus ask for with the messages of the source locale. [`unused`] finds the
//! messages that nobody asks for.

mod calls;
mod layouts;
mod unused;

pub use layouts::layouts;
pub use unused::unused;
