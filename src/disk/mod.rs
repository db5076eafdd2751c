//! The only room that touches files: in, a folder; out, [`Change`](crate::text::Change)s of its sources, and pages
//! written safely.
//!
//! 1. [`Scanner`] looks at source files and reads those that are not as they were. A look is the truth.
//! 2. [`Watcher`] says when a look is worth it, and where: what the system tells of a folder is only a hint.
//! 3. [`OutputFolder`] takes what was rendered: every file whole or not at all, nothing that is not ours removed.
//! 4. [`Publication`] takes what was rendered for readers: a release comes whole, in one step, and can be rolled back.
//! 5. [`save_source`] writes a source that is still as it was read, whole or not at all.
//! 6. [`Lock`] keeps a second one out of a folder.
//! 7. [`write_kept`] keeps what the next build can begin with, and [`Standing`] knows which outputs are as they were.
//!
//! [`read_revisions`] reads a site out of git's objects, for faces that compare, and [`History`] what its sources were;
//! no build asks git.
//!
//! What goes wrong here is a [`Failure`] of the machine, never a finding about the site.

mod beside;
mod carry;
mod comparison;
mod encoded;
mod exact;
mod exchange;
mod failure;
mod find;
mod gathered;
mod git;
mod held_folder;
mod hints;
mod history;
mod kept;
mod lock;
mod look;
mod named;
mod new_tree;
mod one_by_one;
mod output;
mod publication;
mod record;
mod save;
mod scaffold;
mod scan;
mod stamp;
mod stamps;
mod standing;
mod sync;
mod watch;

pub use comparison::{Comparison, Difference};
pub use exact::read_exactly;
pub use failure::Failure;
pub use git::{Revisions, read_revisions};
pub use history::History;
pub use kept::{read_kept, write_kept};
pub use lock::Lock;
pub use look::{Look, Looked};
pub use named::{is_folder, read_named};
pub use output::OutputFolder;
pub use publication::{Publication, Published};
pub use save::save_source;
pub use scaffold::scaffold;
pub use scan::{Scanner, read_text};
pub use standing::{Noting, Standing};
pub use watch::{Caller, Watcher, Woken};
