//! What we tell people about their site: in, what a room noticed; out, one kind of value for every face.
//!
//! A [`Diagnostic`] is data. It never stops anything: the room that makes one also makes a value to go on with.
//! It names its place the way that stays true when lines shift ([`Place`]); line and column are looked up by
//! whoever prints it. [`codes`] is the list of everything that we ever say.

mod code;
pub mod codes;
mod finding;
mod limited;
mod place;

pub use code::{Code, Severity};
pub use finding::Diagnostic;
pub use limited::limited;
pub use place::Place;
