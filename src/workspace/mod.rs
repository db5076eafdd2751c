//! The shared core of every face: the current site and the ledger of which page read what.
//!
//! 1. [`Workspace::apply`] takes a batch of changes, makes the next site of it, asks the questions over the
//!    replaced parts again, and marks what read a moved answer. What is to be done then is a [`Plan`].
//! 2. [`Workspace::render`] makes the marked fragments and pages on all cores, gives the pages that only hold a
//!    moved fragment its new bytes, and hands what came out to a [`Sink`].
//! 3. [`Workspace::findings`], [`Workspace::why_page`] and [`Workspace::why_message`] look things up in the ledger.
//!
//! **The law:** whatever was applied before, what the sink holds in the end is byte for byte what a new
//! workspace makes of the same files.

mod apply;
mod findings;
mod ledger;
mod output;
mod questions;
mod render;
mod sink;
mod telling;
mod why;

pub use apply::{Plan, Workspace};
pub use findings::Finding;
pub use render::Outcome;
pub use sink::{Copied, MemorySink, Sink};
pub use why::{PageRead, PageReads, Shown};
