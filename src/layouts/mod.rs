//! Layout text → [`Layout`]: in, the files of `layouts/` but its assets; out, templates that are known to be
//! readable, what each includes, and which messages, fragments and files it names by constants.
//!
//! 1. [`parse`] reads one file: its syntax, its includes, its calls, its comparisons.
//! 2. [`Layouts::join`] puts all of them into one environment and gives each a digest over everything
//!    that it can pull in.
//!
//! Tokens and the abstract syntax tree come from MiniJinja's unstable machinery, which only the files `guard.rs` and
//! `walk.rs` touch.

mod guard;
mod join;
mod parse;
mod walk;

pub use join::{Layouts, is_plain};
pub use parse::{Call, Include, Layout, parse};
