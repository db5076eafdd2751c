//! The shared core of every face: the current site and the ledger of which page read what.
//!
//! 1. [`Workspace::apply`] takes a batch of changes, makes the next site of it, asks the questions over the
//!    replaced parts again, and marks what read a moved answer. What is to be done then is the [`Plan`].
//! 2. [`Workspace::render`] makes the marked fragments and pages on all cores, gives the pages that only hold a
//!    moved fragment its new bytes, and hands what came out to a [`Sink`].
//! 3. [`Workspace::snapshot`] is the site at one moment, to be shown while the next one is made.
//! 4. [`Workspace::findings`], [`Workspace::why_page`], [`Workspace::why_message`] and [`Workspace::work`] look things
//!    up in the ledger; [`Workspace::what_if`] says what a change would move.
//! 5. [`Workspace::keep`] gives what a later run can begin with, and [`Workspace::resume`] begins with it.
//! 6. [`Search`] finds in earlier files what stale translations were made from, and what moved since.
//!
//! **The law:** whatever was applied before, what the sink holds in the end is byte for byte what a new
//! workspace makes of the same files.

mod apply;
mod calls;
mod earlier;
mod findings;
mod fix;
mod follows;
mod holders;
mod job;
mod kept;
mod ledger;
mod make;
mod maker;
mod output;
mod placed;
mod questions;
mod read_sets;
mod readers;
mod readings;
mod render;
mod rows;
mod rules;
mod sink;
mod snapshot;
mod telling;
mod touch;
mod variants;
mod what_if;
mod why;
mod work;

pub use apply::{Plan, Workspace};
pub use earlier::{Files as EarlierFiles, MovedText, Search, Translation};
pub use findings::Finding;
pub use fix::Fixed;
pub use placed::{Placed, Texts, unmatched};
pub use readings::{PageReading, Readings};
pub use render::Outcome;
pub use sink::{Copied, MemorySink, NullSink, Sink};
pub use snapshot::{Annotated, ShownPage, Snapshot};
pub use what_if::{Effect, Fate, GateMove, Moved, text_of};
pub use why::{PageRead, PageReads, Shown};
pub use work::Task;
